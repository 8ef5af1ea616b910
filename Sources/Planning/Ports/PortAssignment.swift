// SPDX-License-Identifier: GPL-3.0-or-later

/// The exact choice of a port for each element that needs one, given when elements come and go.
///
/// Depth first over the elements by their arrivals; each takes the first port that is in place, stays
/// as long as the element does and is free for all of its stay. Of ports that are alike and as free,
/// one is tried.
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

  /// The port of each element that needs one; nil when there is no way to give each its own.
  ///
  /// Past elements come last, and go without where they find none: where they are is not known.
  func ports() -> [Int: Int]? {
    let needy = self.needy
    var served = needy.filter { instance.elements[$0].past == nil }
    guard var found = assign(served) else { return nil }
    for element in needy where instance.elements[element].past != nil {
      guard let more = assign(served + [element]) else { continue }
      served.append(element)
      found = more
    }
    return found
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

  /// Elements that together find no ports, as few as dropping one after the other leaves; empty when
  /// all find theirs.
  func conflict() -> [Int] {
    var core = needy.filter { instance.elements[$0].past == nil }
    guard assign(core) == nil else { return [] }
    for element in core {
      let rest = core.filter { $0 != element }
      if assign(rest) == nil { core = rest }
    }
    return core
  }

  private func assign(_ elements: [Int]) -> [Int: Int]? {
    var occupants = instance.docking.ports.map { _ in [Stay]() }
    var chosen: [Int: Int] = [:]
    // Those with the least choice first: a dead end shows early.
    let order = elements.sorted {
      let (left, right) = (usable(by: $0).count, usable(by: $1).count)
      return (left, stays[$0]?.arrival ?? 0, $0) < (right, stays[$1]?.arrival ?? 0, $1)
    }
    return place(order[...], &occupants, &chosen) ? chosen : nil
  }

  /// The ports that are there for all of an element's stay.
  private func usable(by element: Int) -> [Int] {
    guard let stay = stays[element] else { return [] }
    return (instance.docking.candidates[element] ?? []).filter { port in
      guard let host = stays[instance.docking.ports[port].host] else { return false }
      return host.operational <= stay.arrival && host.departure >= stay.departure
    }
  }

  private func place(
    _ elements: ArraySlice<Int>, _ occupants: inout [[Stay]], _ chosen: inout [Int: Int]
  ) -> Bool {
    guard let element = elements.first, let stay = stays[element] else { return true }
    var tried: Set<[Int]> = []
    for port in usable(by: element) {
      let isFree = occupants[port].allSatisfy {
        $0.departure <= stay.arrival || stay.departure <= $0.arrival
      }
      guard isFree else { continue }
      let used = occupants[port].sorted { $0.arrival < $1.arrival }
      let kind = instance.docking.ports[port].kind
      guard tried.insert([kind] + used.flatMap { [$0.arrival, $0.departure] }).inserted else {
        continue
      }
      occupants[port].append(stay)
      chosen[element] = port
      if place(elements.dropFirst(), &occupants, &chosen) { return true }
      occupants[port].removeLast()
      chosen[element] = nil
    }
    return false
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
