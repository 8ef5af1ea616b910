// SPDX-License-Identifier: GPL-3.0-or-later

/// On which launch days each vehicle can still make a new flight, as flights are added.
///
/// One bit per launch day says whether it is taken: by the turnaround of vehicle or pad, by a limit of
/// flights, of flights a year or of money a year. The memory is owned by who makes the board.
struct LaunchBoard {
  /// Per vehicle, its launch days; the words of its bits begin at `words`.
  private let days: WorkLists<Int>
  private let words: UnsafeMutablePointer<Int>
  private let turnaround: UnsafeMutablePointer<Int>
  /// Per vehicle, the index of its first launch day in or after each span of 16 days.
  private let guide: UnsafeMutablePointer<Int32>
  private let spans: Int
  /// The bits now, and those that past flights leave.
  private let taken: UnsafeMutablePointer<UInt64>
  private let takenAtFirst: UnsafeMutablePointer<UInt64>
  private let wordCount: Int
  /// Per vehicle its pads; where there are several, each has bits of its own, which begin at `words`.
  private let pads: WorkLists<PadBits>
  /// Per pad, whose bits a launch from it takes.
  private let users: WorkLists<User>
  private let padTurnaround: UnsafeMutablePointer<Int>
  private let years: Years?
  /// Per vehicle, how many new flights it may make; and how many it has made.
  private let flightsLeft: UnsafeMutablePointer<Int>
  private let made: UnsafeMutablePointer<Int>
  private let vehicleCount: Int

  private struct PadBits: BitwiseCopyable {
    var pad: Int
    var words: Int
  }

  private struct User: BitwiseCopyable {
    var vehicle: Int
    var words: Int
  }

  /// What limits flights and money by the year.
  private struct Years {
    var count: Int
    var days: Int
    var ofDay: UnsafeMutablePointer<Int>
    var starts: UnsafeMutablePointer<Int>
    var perYear: UnsafeMutablePointer<Int>
    var cost: UnsafeMutablePointer<Int>
    var budget: Int?
    /// Per vehicle and year its launches, per year the money spent; now and at first.
    var launches: UnsafeMutablePointer<Int>
    var launchesAtFirst: UnsafeMutablePointer<Int>
    var spent: UnsafeMutablePointer<Int>
    var spentAtFirst: UnsafeMutablePointer<Int>
  }

  init(_ instance: Instance, in memory: WorkMemory) {
    let vehicles = instance.vehicles
    vehicleCount = vehicles.count
    days = memory.keep(lists: vehicles.map(\.launchDays))
    turnaround = memory.keep(vehicles.map(\.turnaround))
    padTurnaround = memory.keep(instance.padTurnaround)
    var words: [Int] = []
    var pads: [[PadBits]] = []
    var users = instance.padTurnaround.map { _ in [User]() }
    var count = 0
    for (vehicle, data) in vehicles.enumerated() {
      let size = (data.launchDays.count + 63) / 64
      words.append(count)
      pads.append(
        data.pads.enumerated().map { index, pad in
          let own = data.pads.count == 1 ? count : count + (index + 1) * size
          users[pad].append(User(vehicle: vehicle, words: own))
          return PadBits(pad: pad, words: own)
        })
      count += data.pads.count > 1 ? (data.pads.count + 1) * size : size
    }
    wordCount = count
    self.words = memory.keep(words)
    self.pads = memory.keep(lists: pads)
    self.users = memory.keep(lists: users)
    taken = memory.keep(0, count: count)
    takenAtFirst = memory.keep(0, count: count)
    spans = instance.horizon / 16 + 2
    guide = memory.keep(
      vehicles.flatMap { [spans] vehicle in
        var guide: [Int32] = []
        var index: Int32 = 0
        for span in 0..<spans {
          while index < vehicle.launchDays.count, vehicle.launchDays[Int(index)] < 16 * span {
            index += 1
          }
          guide.append(index)
        }
        return guide
      })
    flightsLeft = memory.keep(vehicles.map { $0.flightsLeft ?? .max })
    made = memory.keep(0, count: vehicles.count)
    let isLimited = instance.budgetPerYear != nil || vehicles.contains { $0.perYear != nil }
    years = isLimited ? Self.years(of: instance, in: memory) : nil
    registerPast(instance)
  }

  private static func years(of instance: Instance, in memory: WorkMemory) -> Years {
    let count = instance.yearStarts.count
    let launches = count * instance.vehicles.count
    return Years(
      count: count, days: instance.yearOfDay.count, ofDay: memory.keep(instance.yearOfDay),
      starts: memory.keep(instance.yearStarts),
      perYear: memory.keep(instance.vehicles.map { $0.perYear ?? .max }),
      cost: memory.keep(instance.vehicles.map(\.cost)), budget: instance.budgetPerYear,
      launches: memory.keep(0, count: launches), launchesAtFirst: memory.keep(0, count: launches),
      spent: memory.keep(0, count: count), spentAtFirst: memory.keep(0, count: count))
  }

  /// Takes what past flights take, and what nobody ever had.
  private func registerPast(_ instance: Instance) {
    for vehicle in 0..<vehicleCount where flightsLeft[vehicle] <= 0 { takeAll(of: vehicle) }
    if years != nil {
      for vehicle in 0..<vehicleCount {
        for year in instance.yearStarts.indices { closeIfFull(year, of: vehicle) }
      }
    }
    for past in instance.pastFlights {
      register(day: past.day, of: past.vehicle, pad: past.pad ?? -1)
    }
    takenAtFirst.update(from: taken, count: wordCount)
    if let years {
      years.launchesAtFirst.update(from: years.launches, count: years.count * vehicleCount)
      years.spentAtFirst.update(from: years.spent, count: years.count)
    }
  }

  /// Forgets all flights but past ones.
  func reset() {
    taken.update(from: takenAtFirst, count: wordCount)
    made.update(repeating: 0, count: vehicleCount)
    guard let years else { return }
    years.launches.update(from: years.launchesAtFirst, count: years.count * vehicleCount)
    years.spent.update(from: years.spentAtFirst, count: years.count)
  }

  // MARK: - Launch days

  /// A launch day of a vehicle, by its index.
  @inline(__always)
  func day(_ index: Int, of vehicle: Int) -> Int { days[vehicle][index] }

  /// The index of the first launch day of a vehicle that is no earlier than a day.
  @inline(__always)
  private func index(of vehicle: Int, notBefore day: Int) -> Int {
    let own = days[vehicle]
    guard day > 0 else { return 0 }
    let span = day / 16
    guard span < spans else { return own.count }
    var index = Int(guide[vehicle * spans + span])
    while index < own.count, own[index] < day { index += 1 }
    return index
  }

  /// The first launch day of a vehicle in a span of days that is not taken; nil when there is none.
  @inline(__always)
  func firstFree(_ vehicle: Int, from first: Int, through last: Int) -> Int? {
    let own = days[vehicle]
    let index = self.index(of: vehicle, notBefore: first)
    guard index < own.count, own[index] <= last else { return nil }
    var word = index >> 6
    var free = freeBits(of: vehicle, word) & (.max << UInt64(index & 63))
    while free == 0 {
      word += 1
      guard word << 6 < own.count else { return nil }
      free = freeBits(of: vehicle, word)
    }
    let found = word << 6 + free.trailingZeroBitCount
    return found < own.count && own[found] <= last ? own[found] : nil
  }

  @inline(__always)
  private func freeBits(of vehicle: Int, _ word: Int) -> UInt64 {
    let free = ~taken[words[vehicle] + word]
    let pads = self.pads[vehicle]
    guard pads.count > 1 else { return free }
    var busy = UInt64.max
    for pad in pads { busy &= taken[pad.words + word] }
    return free & ~busy
  }

  /// The first of a vehicle's pads that is free on a launch day that is not taken; -1 without pads.
  @inline(__always)
  func pad(of vehicle: Int, on day: Int) -> Int {
    let pads = self.pads[vehicle]
    if pads.count < 2 { return pads.first?.pad ?? -1 }
    let index = self.index(of: vehicle, notBefore: day)
    let free = pads.first { taken[$0.words + index >> 6] >> UInt64(index & 63) & 1 == 0 }
    return free?.pad ?? -1
  }

  // MARK: - Flights

  /// Adds a new flight; the pad is -1 for none.
  func open(day: Int, of vehicle: Int, pad: Int) {
    made[vehicle] += 1
    if made[vehicle] >= flightsLeft[vehicle] { takeAll(of: vehicle) }
    register(day: day, of: vehicle, pad: pad)
  }

  /// Takes the days and the share of the year that a launch takes.
  private func register(day: Int, of vehicle: Int, pad: Int) {
    take(words[vehicle], of: vehicle, around: day, turnaround[vehicle])
    if pad >= 0 {
      for user in users[pad] { take(user.words, of: user.vehicle, around: day, padTurnaround[pad]) }
    }
    if let years, day >= 0, day < years.days { spend(day: day, of: vehicle, years) }
  }

  private func spend(day: Int, of vehicle: Int, _ years: Years) {
    let year = years.ofDay[day]
    years.launches[vehicle * years.count + year] += 1
    years.spent[year] += years.cost[vehicle]
    if years.budget == nil {
      closeIfFull(year, of: vehicle)
    } else {
      for other in 0..<vehicleCount { closeIfFull(year, of: other) }
    }
  }

  /// Takes a year's launch days if a vehicle has no flight, or nobody the money, left in it.
  private func closeIfFull(_ year: Int, of vehicle: Int) {
    guard let years else { return }
    let isFull = years.launches[vehicle * years.count + year] >= years.perYear[vehicle]
    let isBroke = years.budget.map { years.spent[year] + years.cost[vehicle] > $0 } ?? false
    guard isFull || isBroke else { return }
    let end = year + 1 < years.count ? years.starts[year + 1] - 1 : 16 * spans
    take(words[vehicle], of: vehicle, from: years.starts[year], through: end)
  }

  private func take(_ words: Int, of vehicle: Int, around day: Int, _ turnaround: Int) {
    guard turnaround > 0 else { return }
    take(words, of: vehicle, from: day - turnaround + 1, through: day + turnaround - 1)
  }

  private func take(_ words: Int, of vehicle: Int, from first: Int, through last: Int) {
    let start = index(of: vehicle, notBefore: first)
    let end = index(of: vehicle, notBefore: last + 1)
    guard start < end else { return }
    let (low, high) = (start >> 6, (end - 1) >> 6)
    let lowMask = UInt64.max << UInt64(start & 63)
    let highMask = UInt64.max >> UInt64(63 - (end - 1) & 63)
    if low == high {
      taken[words + low] |= lowMask & highMask
    } else {
      taken[words + low] |= lowMask
      for word in (low + 1)..<high { taken[words + word] = .max }
      taken[words + high] |= highMask
    }
  }

  private func takeAll(of vehicle: Int) {
    let count = (days[vehicle].count + 63) / 64
    (taken + words[vehicle]).update(repeating: .max, count: count)
  }
}
