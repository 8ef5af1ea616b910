// SPDX-License-Identifier: GPL-3.0-or-later

/// The rules of the station as a whole.
///
/// Of an element of which nothing is settled yet, all that helps is taken to be there at all times
/// and all that hurts to be absent; when everything is settled, these are the rules themselves.
extension TinySearch {
  /// Whether the plan can still keep the rules of resources, crew, stores and ports.
  func isPromising() -> Bool {
    canKeepResources() && canHaveCrew() && canKeepReserves() && berths() != nil
  }

  private func isOpen(_ element: Int) -> Bool { stays[element] == nil && !isGrounded[element] }

  /// The first day on which a node is judged: the first operational day of a new element there.
  private func firstJudgedDay(at node: Int) -> Int? {
    var first: Int?
    for element in stays.indices where !isPast[element] && problem.elements[element].node == node {
      if let stay = stays[element] { first = min(first ?? .max, stay.operational) }
    }
    return first
  }

  // MARK: Resources and crew

  private func canKeepResources() -> Bool {
    guard problem.resources > 0 else { return true }
    for element in stays.indices {
      let node = problem.elements[element].node
      guard let stay = stays[element], let first = firstJudgedDay(at: node) else { continue }
      // A level falls only when an element becomes operational or leaves.
      for day in [stay.operational, stay.departure].map({ max($0, first) })
      where day <= problem.horizon {
        for resource in 0..<problem.resources where level(resource, at: node, on: day) < 0 {
          return false
        }
      }
    }
    return true
  }

  private func level(_ resource: Int, at node: Int, on day: Int) -> Int {
    var level = 0
    for element in stays.indices where problem.elements[element].node == node {
      let net = problem.elements[element].net[resource]
      if let stay = stays[element] {
        if stay.works(on: day) { level += net }
      } else if net > 0, isOpen(element) {
        level += net
      }
    }
    return level
  }

  private func canHaveCrew() -> Bool {
    for element in stays.indices where problem.elements[element].crewNeeded > 0 {
      guard !isPast[element], let stay = stays[element] else { continue }
      let node = problem.elements[element].node
      let last = min(stay.operational, stay.departure, problem.horizon + 1)
      for day in stay.arrival..<max(stay.arrival, last) {
        if crew(at: node, on: day, open: true) < problem.elements[element].crewNeeded {
          return false
        }
      }
    }
    return true
  }

  /// The crew at a node, that of the elements of which nothing is settled included or not.
  private func crew(at node: Int, on day: Int, open: Bool) -> Int {
    var crew = 0
    for element in stays.indices where problem.elements[element].node == node {
      let isThere = stays[element].map { $0.works(on: day) } ?? (open && isOpen(element))
      if isThere { crew += problem.elements[element].crewProvided }
    }
    return crew
  }

  // MARK: Stores

  private func canKeepReserves() -> Bool {
    for (index, store) in problem.stores.enumerated() {
      guard let first = firstJudgedDay(at: store.node) else { continue }
      // In thousandths of a thousandth, as a crew times what each member takes is.
      var level = store.initial * 1000
      for element in stays.indices where isOpen(element) {
        level += problem.elements[element].deliveries[index] * 1000
      }
      for day in 0..<max(0, problem.horizon + 1) {
        for element in stays.indices {
          guard let stay = stays[element] else { continue }
          if stay.operational == day {
            level += problem.elements[element].deliveries[index] * 1000
          }
          if stay.works(on: day) { level -= problem.elements[element].draws[index] * 1000 }
        }
        level -= store.perCrew * crew(at: store.node, on: day, open: false)
        if day >= first, level < store.reserve * 1000 { return false }
      }
    }
    return true
  }

  // MARK: Ports

  /// A port for each element that needs one, by trying all; nil when there is no assignment.
  ///
  /// Past elements are nobody's business and occupy nothing.
  func berths() -> [Int?]? {
    var berths: [Int?] = Array(repeating: nil, count: stays.count)
    let needy = stays.indices.filter { element in
      problem.elements[element].docks && !isPast[element] && stays[element] != nil
        && !isFirst(element)
    }
    return assign(needy[...], &berths) ? berths : nil
  }

  /// Whether no element of the node that is known to fly comes before an element.
  private func isFirst(_ element: Int) -> Bool {
    guard let stay = stays[element] else { return false }
    return stays.indices.allSatisfy { other in
      guard let earlier = stays[other], other != element,
        problem.elements[other].node == problem.elements[element].node
      else { return true }
      return (stay.arrival, element) < (earlier.arrival, other)
    }
  }

  private func assign(_ needy: ArraySlice<Int>, _ berths: inout [Int?]) -> Bool {
    guard let element = needy.first, let stay = stays[element] else { return true }
    for port in problem.elements[element].berths {
      let host = problem.ports[port].host
      if let standing = stays[host] {
        guard standing.operational <= stay.arrival, standing.departure >= stay.departure else {
          continue
        }
      } else if isGrounded[host] {
        continue
      }
      let isTaken = berths.indices.contains { other in
        guard berths[other] == port, let occupant = stays[other] else { return false }
        return occupant.arrival < stay.departure && stay.arrival < occupant.departure
      }
      if isTaken { continue }
      berths[element] = port
      if assign(needy.dropFirst(), &berths) { return true }
      berths[element] = nil
    }
    return false
  }
}
