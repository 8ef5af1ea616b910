// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The days from which what an axis delays may launch, as far as they make a difference.
///
/// Two first days with the same launch day next after them allow the same plans. So one step of the
/// axis stands for all first days from the day after one launch day to the next launch day.
struct DelayedDays: Sendable {
  let subject: Sweep.Subject
  /// The first day without a delay.
  let origin: Day
  /// The first days, as the axis gives them.
  let days: [Day]
  /// The last first day of each step, ascending; the last step may end before any launch day.
  let steps: [Day]
  /// The step of each first day of the axis.
  let stepOfDay: [Int]

  /// Finds the steps of an axis in a campaign.
  ///
  /// With `betweenDelays`, steps between those of the axis are there, too.
  init(_ axis: Sweep.Axis, of campaign: Campaign, betweenDelays: Bool) {
    subject = axis.subject
    let origin = campaign.firstDay(of: axis.subject)
    self.origin = origin
    let days = axis.range.delays.map { origin.later(by: $0) }
    self.days = days
    let last = days.max() ?? origin
    let launchDays = campaign.launchDays(of: axis.subject)
    // Where no launch day is left, all first days are alike.
    let end = max(last, (launchDays.last ?? last) + 1)
    func step(of day: Day) -> Day {
      let place = launchDays.partitioningIndex { $0 >= day }
      return place < launchDays.count ? launchDays[place] : end
    }
    var steps = Set(days.map(step))
    if betweenDelays, let first = steps.min(), let last = steps.max() {
      steps.formUnion(launchDays.filter { first <= $0 && $0 <= last })
    }
    let sorted = steps.sorted()
    self.steps = sorted
    stepOfDay = days.map { day in sorted.partitioningIndex { $0 >= step(of: day) } }
  }

  /// How many of the steps a plan is valid at: all from the first to its first new launch.
  func reach(of flights: [Flight], in campaign: Campaign) -> Int {
    let launches = flights.filter { flight in
      let isPast = campaign.actuals.contains {
        $0.vehicle == flight.vehicle && $0.launched == flight.launch
          && $0.elements == flight.elements
      }
      guard !isPast else { return false }
      switch subject {
      case .vehicle(let id): return flight.vehicle == id
      case .element(let id): return flight.elements.contains(id)
      }
    }.map(\.launch)
    guard let first = launches.min() else { return steps.count }
    return steps.partitioningIndex { $0 > first }
  }
}

extension Campaign {
  /// The first day on which what is delayed may launch, as far as delays count from it.
  fileprivate func firstDay(of subject: Sweep.Subject) -> Day {
    switch subject {
    case .vehicle(let id):
      let available = vehicles.first { $0.id == id }?.availableFrom
      return max(available ?? start, start, status ?? start)
    case .element(let id):
      return elements.first { $0.id == id }?.ready ?? start
    }
  }

  /// The days on which what is delayed may launch by the calendar alone, or more of them; ascending.
  fileprivate func launchDays(of subject: Sweep.Subject) -> [Day] {
    switch subject {
    case .vehicle(let id):
      return vehicles.first { $0.id == id }.map(calendar) ?? []
    case .element(let id):
      guard !actuals.contains(where: { $0.elements.contains(id) && !$0.isLost }) else { return [] }
      return Set(vehicles.flatMap(calendar)).sorted()
    }
  }

  /// The days on which the calendar lets a vehicle launch something new, ascending.
  private func calendar(of vehicle: Vehicle) -> [Day] {
    let first = max(vehicle.availableFrom ?? start, start, status ?? start)
    let last = min(vehicle.availableUntil ?? end, end)
    guard first <= last else { return [] }
    let spans = vehicle.windows.map { names in
      windows.filter { names.contains($0.id) }.flatMap(\.spans)
    }
    var isOpen = [Bool](repeating: spans == nil, count: last - first + 1)
    func mark(_ span: ClosedRange<Day>, as value: Bool) {
      guard span.lowerBound <= last, span.upperBound >= first else { return }
      for day in max(0, span.lowerBound - first)...min(last - first, span.upperBound - first) {
        isOpen[day] = value
      }
    }
    for span in spans ?? [] { mark(span, as: true) }
    for grounding in vehicle.grounded { mark(grounding.span, as: false) }
    return isOpen.indices.filter { isOpen[$0] }.map { first + $0 }
  }
}

extension Array {
  /// The first index whose element has a property that all after it have, too; the end if none does.
  func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
