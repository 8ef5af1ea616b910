// SPDX-License-Identifier: GPL-3.0-or-later

/// The earliest and latest operational day of each element that any plan can have.
///
/// Found by propagating ready dates, launch days and precedences forward, and deadlines, horizon
/// and `within` backward, until nothing changes.
struct TimeWindows: Sendable {
  /// Earliest operational day, by element.
  private(set) var earliest: [Int]
  /// Latest operational day, by element.
  private(set) var latest: [Int]
  /// An element that has no day left; nil when all have.
  private(set) var emptied: Int?

  /// Propagates from given latest operational days (one per element).
  init(_ instance: Instance, launchDays: LaunchDays, latest limits: [Int]) {
    earliest = instance.elements.map { $0.past?.operational ?? 0 }
    latest = zip(instance.elements, limits).map { element, limit in
      element.past?.operational ?? min(element.latest, limit)
    }
    // Waiting longer than allowed only creeps through the days; it is seen at once.
    for edge in instance.edges {
      if let within = edge.within, within < edge.lag {
        emptied = edge.successor
        return
      }
    }
    // Each round can only tighten, and only to one of finitely many days; the cap ends the rare
    // slow creep of a cycle of `within` and lag, where any state is a valid relaxation.
    for _ in 0..<(4 * instance.elements.count + 16) {
      guard emptied == nil else { return }
      if !tighten(instance, launchDays) { return }
    }
  }

  /// Whether an element may fly on a vehicle on a day, as far as these windows tell.
  func allows(_ element: Int, on vehicle: Int, day: Int, in instance: Instance) -> Bool {
    let data = instance.elements[element]
    let operational = day + instance.vehicles[vehicle].transit + data.commissioning
    return day >= data.ready && operational >= earliest[element] && operational <= latest[element]
  }

  private mutating func tighten(_ instance: Instance, _ launchDays: LaunchDays) -> Bool {
    var changed = false
    for edge in instance.edges {
      let (before, after) = (edge.predecessor, edge.successor)
      let commissioning = instance.elements[after].commissioning
      func raise(_ element: Int, to day: Int) {
        guard instance.elements[element].past == nil, day > earliest[element] else { return }
        earliest[element] = day
        changed = true
      }
      func lower(_ element: Int, to day: Int) {
        guard instance.elements[element].past == nil, day < latest[element] else { return }
        latest[element] = day
        changed = true
      }
      raise(after, to: earliest[before] + edge.lag + commissioning)
      lower(before, to: latest[after] - commissioning - edge.lag)
      if let within = edge.within {
        raise(before, to: earliest[after] - commissioning - within)
        lower(after, to: latest[before] + within + commissioning)
      }
    }
    for element in instance.free {
      let data = instance.elements[element]
      var first = Int.max
      var last = Int.min
      for vehicle in data.vehicles {
        let shift = instance.vehicles[vehicle].transit + data.commissioning
        let days = launchDays.byVehicle[vehicle]
        let low = max(data.ready, earliest[element] - shift)
        let high = latest[element] - shift
        if let index = Self.firstIndex(in: days, notBefore: low), days[index].day <= high {
          first = min(first, days[index].day + shift)
        }
        let end = Self.firstIndex(in: days, notBefore: high + 1) ?? days.count
        if end > 0, days[end - 1].day >= low { last = max(last, days[end - 1].day + shift) }
      }
      guard first <= last else {
        emptied = element
        return false
      }
      if first > earliest[element] {
        earliest[element] = first
        changed = true
      }
      if last < latest[element] {
        latest[element] = last
        changed = true
      }
    }
    return changed
  }

  private static func firstIndex(in days: [LaunchDays.LaunchDay], notBefore day: Int) -> Int? {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low < days.count ? low : nil
  }
}
