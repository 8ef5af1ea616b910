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
  /// An element that has to fly and has no day left; nil when all have.
  private(set) var emptied: Int?
  /// Per element, whether it can only stay on the ground.
  private(set) var isGrounded: [Bool]

  /// Propagates from given latest operational days (one per element), and earliest ones if there are any.
  init(
    _ instance: Instance, launchDays: LaunchDays, latest limits: [Int], earliest first: [Int]? = nil
  ) {
    earliest = instance.elements.indices.map {
      instance.elements[$0].past?.operational ?? first?[$0] ?? 0
    }
    latest = zip(instance.elements, limits).map { element, limit in
      element.past?.operational ?? min(element.latest, limit)
    }
    isGrounded = instance.elements.map { _ in false }
    // Waiting longer than allowed only creeps through the days; it is seen at once.
    for edge in instance.edges {
      if let within = edge.within, within < edge.lag, !edge.ifFlown {
        if ground(edge.successor, instance) { continue }
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
    if vehicle == instance.ground { return data.mayStayGrounded }
    let operational = day + instance.travel[vehicle][element] + data.commissioning
    return !isGrounded[element] && day >= data.ready && operational >= earliest[element]
      && operational <= latest[element]
  }

  /// Leaves an element on the ground; false, and the element is `emptied`, when it has to fly.
  private mutating func ground(_ element: Int, _ instance: Instance) -> Bool {
    guard instance.elements[element].mayStayGrounded else {
      emptied = element
      return false
    }
    isGrounded[element] = true
    return true
  }

  private mutating func tighten(_ instance: Instance, _ launchDays: LaunchDays) -> Bool {
    var changed = false
    for edge in instance.edges {
      let (before, after) = (edge.predecessor, edge.successor)
      let commissioning = instance.elements[after].commissioning
      if isGrounded[after] { continue }
      if isGrounded[before] {
        guard !edge.ifFlown else { continue }
        guard ground(after, instance) else { return false }
        changed = true
        continue
      }
      // Where the predecessor may stay on the ground and the precedence is void then, nothing
      // follows for the successor; where the successor may, nothing for the predecessor.
      let bindsAfter = !edge.ifFlown || !instance.elements[before].mayStayGrounded
      let bindsBefore = !instance.elements[after].mayStayGrounded
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
      if bindsAfter { raise(after, to: earliest[before] + edge.lag + commissioning) }
      if bindsBefore { lower(before, to: latest[after] - commissioning - edge.lag) }
      if let within = edge.within {
        if bindsBefore { raise(before, to: earliest[after] - commissioning - within) }
        if bindsAfter { lower(after, to: latest[before] + within + commissioning) }
      }
    }
    for element in instance.free where !isGrounded[element] {
      let data = instance.elements[element]
      var first = Int.max
      var last = Int.min
      for vehicle in data.vehicles {
        let shift = instance.travel[vehicle][element] + data.commissioning
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
        guard ground(element, instance) else { return false }
        changed = true
        continue
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
