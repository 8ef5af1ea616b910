// SPDX-License-Identifier: GPL-3.0-or-later

/// The exact choice of a port for each element that needs one, given when elements come and go.
///
/// Each takes the first port that is in place, stays as long as the element does and is free for all
/// of its stay; where that leaves one without, `PortProblem` decides.
struct PortAssignment {
  private let instance: Instance
  /// Per element, from when until when it is there; nil when it does not fly.
  private let stays: [Stay?]

  /// The days of an element: it is there from `arrival` on, up to the day before `departure`.
  struct Stay: Hashable {
    var arrival: Int
    var operational: Int
    var departure: Int
  }

  /// What came of looking for ports.
  enum Verdict: Hashable {
    /// The port of each element that needs one.
    case found([Int: Int])
    /// There is no way to give each its own; elements that together find none.
    case impossible(among: [Int])
    /// The effort was spent before it was clear.
    case undecided
  }

  /// Sets out from the arrival day of each element (nil: it does not fly).
  init(_ instance: Instance, arrivals: [Int?]) {
    self.instance = instance
    stays = instance.elements.indices.map { element in
      arrivals[element].flatMap { arrival in
        let data = instance.elements[element]
        guard arrival <= instance.horizon else { return nil }
        return Stay(
          arrival: arrival, operational: arrival + data.commissioning,
          departure: data.stay.map { arrival + $0 } ?? .max)
      }
    }
  }

  /// Ports for all elements that need one.
  ///
  /// Past elements come last, and go without where they find none, or not soon: where they are is not
  /// known.
  func ports(_ effort: PortEffort) -> Verdict {
    let needy = self.needy
    var served = needy.filter { instance.elements[$0].past == nil }
    var effort = effort
    let verdict = assign(served, &effort)
    guard case .found(var found) = verdict else { return verdict }
    for element in needy where instance.elements[element].past != nil {
      var effort = PortEffort.attempt
      guard case .found(let more) = assign(served + [element], &effort) else { continue }
      served.append(element)
      found = more
    }
    return .found(found)
  }

  /// The elements that need a port, by arrival; the first of a node does not.
  private var needy: [Int] {
    var first: [Int: Int] = [:]
    for (element, stay) in stays.enumerated() {
      guard let stay else { continue }
      let node = instance.elements[element].node
      if let other = first[node], let days = stays[other], days.arrival <= stay.arrival { continue }
      first[node] = element
    }
    return stays.indices.filter { element in
      stays[element] != nil && instance.docking.candidates[element] != nil
        && first[instance.elements[element].node] != element
    }.sorted { (stays[$0]?.arrival ?? 0, $0) < (stays[$1]?.arrival ?? 0, $1) }
  }

  /// Elements that together find no ports, none of which could be left out as far as an attempt at it
  /// shows; empty when all find theirs, nil when the effort is spent before it is clear.
  func conflict(_ effort: PortEffort) -> [Int]? {
    var effort = effort
    var core: [Int]
    switch assign(needy.filter { instance.elements[$0].past == nil }, &effort) {
    case .found: return []
    case .impossible(let among): core = among
    case .undecided: return nil
    }
    for element in core {
      var attempt = PortEffort.attempt
      let rest = core.filter { $0 != element }
      if case .impossible = assign(rest, &attempt) { core = rest }
    }
    return core
  }

  // MARK: Finding ports

  private func assign(_ elements: [Int], _ effort: inout PortEffort) -> Verdict {
    var usable: [Int: [Int]] = [:]
    for element in elements {
      guard effort.spend(instance.docking.candidates[element]?.count ?? 0) else {
        return .undecided
      }
      usable[element] = self.usable(by: element)
      if usable[element]?.isEmpty ?? true { return .impossible(among: [element]) }
    }
    if let ports = firstFree(elements, usable) { return .found(ports) }
    return search(elements, usable, &effort)
  }

  /// The ports that are there for all of an element's stay.
  private func usable(by element: Int) -> [Int] {
    guard let stay = stays[element] else { return [] }
    return (instance.docking.candidates[element] ?? []).filter { port in
      guard let host = stays[instance.docking.ports[port].host] else { return false }
      return host.operational <= stay.arrival && host.departure >= stay.departure
    }
  }

  /// Gives each element the first port that is free for all of its stay, those with the least choice
  /// first; nil when one finds none.
  private func firstFree(_ elements: [Int], _ usable: [Int: [Int]]) -> [Int: Int]? {
    var occupants = instance.docking.ports.map { _ in [Stay]() }
    var chosen: [Int: Int] = [:]
    let order = elements.sorted {
      let (left, right) = (usable[$0]?.count ?? 0, usable[$1]?.count ?? 0)
      return (left, stays[$0]?.arrival ?? 0, $0) < (right, stays[$1]?.arrival ?? 0, $1)
    }
    for element in order {
      guard let stay = stays[element] else { continue }
      let port = usable[element]?.first { port in
        occupants[port].allSatisfy {
          $0.departure <= stay.arrival || stay.departure <= $0.arrival
        }
      }
      guard let port else { return nil }
      occupants[port].append(stay)
      chosen[element] = port
    }
    return chosen
  }

  /// Finds ports by exact search over kinds of ports.
  private func search(
    _ elements: [Int], _ usable: [Int: [Int]], _ effort: inout PortEffort
  ) -> Verdict {
    // Whoever leaves on the day of its arrival takes no port from anyone.
    let passing = elements.filter { stays[$0].map { $0.departure <= $0.arrival } ?? true }
    let lasting = elements.filter { !passing.contains($0) }
    var users = instance.docking.ports.map { _ in [Int]() }
    for (place, element) in lasting.enumerated() {
      for port in usable[element] ?? [] { users[port].append(place) }
    }
    var numbers: [[Int]: Int] = [:]
    var portsOfKind: [[Int]] = []
    for port in users.indices where !users[port].isEmpty {
      let kind = numbers[users[port]] ?? portsOfKind.count
      if kind == portsOfKind.count {
        numbers[users[port]] = kind
        portsOfKind.append([])
      }
      portsOfKind[kind].append(port)
    }
    var kinds = lasting.map { _ in [Int]() }
    for (kind, ports) in portsOfKind.enumerated() {
      for place in users[ports[0]] { kinds[place].append(kind) }
    }
    let entries = lasting.enumerated().map { place, element in
      (
        element: element,
        stay: PortProblem.Stay(
          arrival: stays[element]?.arrival ?? 0, departure: stays[element]?.departure ?? 0,
          kinds: kinds[place])
      )
    }.sorted { $0.stay == $1.stay ? $0.element < $1.element : $0.stay < $1.stay }
    let problem = PortProblem(stays: entries.map(\.stay), room: portsOfKind.map(\.count))
    switch problem.solve(&effort) {
    case .undecided: return .undecided
    case .impossible(let among):
      return .impossible(among: among.map { entries[$0].element }.sorted())
    case .found(let found):
      var chosen: [Int: Int] = [:]
      for element in passing { chosen[element] = usable[element]?.first }
      // In order of arrival, the first port of the kind that is free again.
      var freeFrom = instance.docking.ports.map { _ in Int.min }
      for (entry, kind) in zip(entries, found) {
        guard let port = portsOfKind[kind].first(where: { freeFrom[$0] <= entry.stay.arrival })
        else { preconditionFailure("a kind has more stays on a day than ports") }
        freeFrom[port] = entry.stay.departure
        chosen[entry.element] = port
      }
      return .found(chosen)
    }
  }
}

extension PortAssignment {
  /// What must not be together again: the days of elements that find no ports, widened to those on
  /// which they find them no more easily.
  ///
  /// An element that stays needs its port all the longer the earlier it comes, and a port that stays
  /// is there all the shorter the later its element comes. Where an element's place as the first of
  /// its node, which needs no port, is at stake, or where it both needs and offers ports, or leaves
  /// again, its day is taken as it is.
  func apart(_ core: [Int]) -> [Placement] {
    let never = instance.never
    var hosts: Set<Int> = []
    for element in core {
      for port in instance.docking.candidates[element] ?? [] {
        hosts.insert(instance.docking.ports[port].host)
      }
    }
    var placements: [Int: Placement] = [:]
    func place(_ element: Int, _ days: ClosedRange<Int>) {
      guard instance.elements[element].past == nil else { return }
      let day = stays[element]?.arrival ?? never
      let range = placements[element] == nil ? days : day...day
      placements[element] = Placement(
        element: element, first: range.lowerBound, last: range.upperBound)
    }
    for element in core {
      guard let stay = stays[element] else { continue }
      let isFixed = instance.elements[element].stay != nil || instance.docking.mayBeFirst[element]
      place(element, (isFixed ? stay.arrival : 0)...stay.arrival)
    }
    for host in hosts.sorted() {
      let arrival = stays[host]?.arrival ?? never
      let isFixed = instance.elements[host].stay != nil && stays[host] != nil
      place(host, arrival...(isFixed ? arrival : never))
    }
    if core.contains(where: { instance.docking.mayBeFirst[$0] }) {
      // Whatever was first at these nodes keeps the others from being it.
      for node in Set(core.map { instance.elements[$0].node }).sorted() {
        let there = stays.indices.filter {
          stays[$0] != nil && instance.elements[$0].node == node
        }
        if let first = there.min(by: {
          (stays[$0]?.arrival ?? 0, $0) < (stays[$1]?.arrival ?? 0, $1)
        }), !core.contains(first) {
          let day = stays[first]?.arrival ?? never
          place(first, hosts.contains(first) ? day...day : 0...day)
        }
      }
    }
    return placements.values.sorted { $0.element < $1.element }
  }
}

/// An element that arrives on one of some days in a row.
struct Placement: Hashable, Sendable {
  var element: Int
  var first: Int
  var last: Int
}
