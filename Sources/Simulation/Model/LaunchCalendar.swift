// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// On which days each vehicle may launch, as far as the manifest says: windows, `until` and groundings.
///
/// Days count from the model's origin. From when on a vehicle is available may be uncertain and is not
/// part of it. It lies in memory that somebody else owns and nobody changes, hence sendable.
struct LaunchCalendar: @unchecked Sendable {
  /// Vehicle by vehicle, 64 days in each: on which of them it may launch, and when after them.
  ///
  /// The next launch day for each day would take twenty times as much, too much for a processor's nearest
  /// memory.
  private let spans: UnsafeBufferPointer<Span>
  private let days: Int
  private let spansOfVehicle: Int
  /// Vehicle by vehicle, what comes after the last day: the day after it, or `never`.
  private let after: UnsafeBufferPointer<Int32>

  /// A day after all others.
  static let never = Int(Int32.max)

  /// Sets out the days from an origin up to a last one; recurring windows go on up to it.
  init(of campaign: Campaign, origin: Day, first: Int, last: Int, memory: ConstantMemory) {
    days = last + 1
    spansOfVehicle = (days + 63) / 64
    var spans: [Span] = []
    var after: [Int32] = []
    spans.reserveCapacity(spansOfVehicle * campaign.vehicles.count)
    let span = origin...(origin + last)
    for vehicle in campaign.vehicles {
      var isOpen = [Bool](repeating: vehicle.windows == nil, count: days)
      func set(_ range: ClosedRange<Day>, _ value: Bool) {
        guard range.overlaps(span) else { return }
        for day in range.clamped(to: span).lowerBound
          .number...range.clamped(to: span).upperBound.number
        {
          isOpen[day - origin.number] = value
        }
      }
      for windows in campaign.windows where vehicle.windows?.contains(windows.id) ?? false {
        for range in windows.recurrence?.spans(in: span) ?? [] { set(range, true) }
        for range in windows.spans { set(range, true) }
      }
      for grounding in vehicle.grounded { set(grounding.span, false) }
      if let until = vehicle.availableUntil, until < span.upperBound {
        set(max(until + 1, origin)...span.upperBound, false)
      }
      var own = [Span](repeating: Span(), count: spansOfVehicle)
      let last = span.upperBound
      let goesOn =
        vehicle.windows.map { ids in
          campaign.windows.contains { windows in
            ids.contains(windows.id)
              && (windows.recurrence != nil || windows.spans.contains { $0.upperBound > last })
          }
        } ?? true
      let isOver = vehicle.availableUntil.map { $0 <= last } ?? false
      var following = goesOn && !isOver ? Int32(days) : .max
      after.append(following)
      for place in own.indices.reversed() {
        own[place].following = following
        for day in (64 * place)..<min(64 * place + 64, days) where isOpen[day] && day >= first {
          own[place].open |= 1 << UInt64(day - 64 * place)
        }
        if own[place].open != 0 {
          following = Int32(64 * place + own[place].open.trailingZeroBitCount)
        }
      }
      spans += own
    }
    self.spans = memory.keep(spans)
    self.after = memory.keep(after)
  }

  /// The first launch day of a vehicle from a day on, which is not negative; `never` when there is none,
  /// the day after the last when it is not before that.
  @inline(__always)
  func next(_ vehicle: Int, from day: Int) -> Int {
    guard day < days else { return Int(after[vehicle]) }
    let own = spans[vehicle &* spansOfVehicle &+ day &>> 6]
    let open = own.open & (.max &<< UInt64(day & 63))
    return open != 0 ? day & ~63 | open.trailingZeroBitCount : Int(own.following)
  }

  /// 64 days of a vehicle.
  private struct Span {
    var open: UInt64 = 0
    var following: Int32 = 0
  }
}
