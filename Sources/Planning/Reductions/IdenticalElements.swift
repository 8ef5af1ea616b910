// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Elements that are alike in everything that rules and objectives look at.
///
/// **Claim.** If there is a plan, there is an equally good one in which identical elements arrive in
/// the manifest's order.
///
/// **Proof.** Exchange two identical elements in a plan, each taking the other's place aboard. They
/// weigh the same and may fly on the same vehicles with the same elements, so all flights stay
/// loads. They have the same ready date, deadline, commissioning, net resources, crew, stay and
/// stores, so each sum over elements by days stays what it was. Each precedence that one of them has,
/// the other has too, with the same lag and longest wait, and each element that follows one follows
/// the other: the days that these rows compare are the same two days as before. Weight, due date,
/// cost and milestones of objectives are the same, so no objective changes. A sequence of exchanges
/// sorts all elements of a kind by arrival. ∎
///
/// Ports are not indifferent to the manifest's order: of elements that arrive at a node together as its
/// first, the earliest in the manifest needs none, which exchanging others can change. An element on
/// the ground has no arrival. So elements at a node where any docks, and those that may stay on the
/// ground, are not taken to be identical to any.
struct IdenticalElements {
  /// The kinds with more than one element, each in manifest order, by their first element.
  let kinds: [[Int]]

  /// Finds the kinds among the elements that have not flown, given the vehicles of each.
  init(in campaign: Campaign, _ elements: [Instance.ElementData]) {
    let singular = Self.singular(in: campaign)
    let objectives = campaign.milestones.filter {
      campaign.objectives.contains(.completion($0.id))
    }.map { Set($0.elements ?? []) }
    var followers: [Element.ID: Set<Follower>] = [:]
    for (successor, element) in campaign.elements.enumerated() {
      for precedence in element.after {
        var waiting = precedence
        waiting.element = element.id
        followers[precedence.element, default: []].insert(
          Follower(successor: successor, precedence: waiting))
      }
    }
    var numbers: [Kind: Int] = [:]
    var kinds: [[Int]] = []
    for (index, element) in campaign.elements.enumerated()
    where elements[index].past == nil && !singular.contains(element.id) {
      let kind = Kind(
        element: Self.plain(element), vehicles: elements[index].vehicles,
        after: Set(element.after), followers: followers[element.id] ?? [],
        isMember: objectives.map { $0.contains(element.id) })
      if let number = numbers[kind] {
        kinds[number].append(index)
      } else {
        numbers[kind] = kinds.count
        kinds.append([index])
      }
    }
    self.kinds = kinds.filter { $0.count > 1 }
  }

  /// Pairs of neighbours of a kind: the second arrives no earlier than the first.
  var pairs: [(first: Int, second: Int)] {
    kinds.flatMap { zip($0, $0.dropFirst()).map { (first: $0, second: $1) } }
  }

  /// What elements of a kind have in common.
  private struct Kind: Hashable {
    var element: Element
    var vehicles: [Int]
    var after: Set<Precedence>
    var followers: Set<Follower>
    /// Per milestone that is an objective, whether it waits for the element.
    var isMember: [Bool]
  }

  private struct Follower: Hashable {
    var successor: Int
    var precedence: Precedence
  }

  /// An element without its name and its lists of others.
  ///
  /// What is taken away only says which vehicles it may fly on, after which elements it comes, and
  /// when it would be ready after a loss, which `ready` holds by now.
  /// Whatever else an element has makes it differ.
  private static func plain(_ element: Element) -> Element {
    var plain = element
    plain.id = ""
    plain.note = Annotation()
    plain.agency = nil
    plain.tags = []
    plain.vehicles = nil
    plain.diameter = nil
    plain.length = nil
    plain.rebuild = nil
    plain.after = []
    return plain
  }

  /// Elements that a campaign singles out by their identity, that may stay on the ground, or that
  /// are where ports matter.
  private static func singular(in campaign: Campaign) -> Set<Element.ID> {
    var singular = Set(campaign.choices.flatMap(\.oneOf))
    let docked = Set(campaign.elements.filter { $0.docks != nil }.map(\.node))
    for element in campaign.elements {
      if element.isOptional || docked.contains(element.node) || !element.ports.isEmpty
        || element.transfer != nil
      {
        singular.insert(element.id)
      }
      singular.formUnion(element.transfer?.with ?? [])
    }
    return singular
  }
}

extension Instance {
  /// The same campaign with identical elements free to arrive in any order.
  ///
  /// What is known about certain elements of a kind, such as who flies with whom in a packing, must
  /// be looked for in it: in order, they may have to swap places.
  var withoutOrder: Instance {
    guard edges.contains(where: \.isOrder) else { return self }
    var elements = elements
    for index in elements.indices {
      elements[index].predecessors = []
      elements[index].successors = []
    }
    let kept = edges.filter { !$0.isOrder }
    for (number, edge) in kept.enumerated() {
      elements[edge.successor].predecessors.append(number)
      elements[edge.predecessor].successors.append(number)
    }
    return Instance(
      campaign: campaign, horizon: horizon, vehicles: vehicles, elements: elements,
      travel: travel, capacities: capacities, padTurnaround: padTurnaround,
      pastFlights: pastFlights, edges: kept, yearOfDay: yearOfDay, yearStarts: yearStarts,
      budgetPerYear: budgetPerYear, levels: levels, docking: docking, choices: choices,
      free: free)
  }

  /// A schedule with the elements of each kind in the manifest's order.
  func inOrder(_ schedule: Schedule) -> Schedule {
    var next = [Int?](repeating: nil, count: elements.count)
    var isFirst = [Bool](repeating: true, count: elements.count)
    for edge in edges where edge.isOrder {
      next[edge.predecessor] = edge.successor
      isFirst[edge.successor] = false
    }
    guard isFirst.contains(false) else { return schedule }
    // Who takes each element's place.
    var substitute = Array(elements.indices)
    var arrival = [Int](repeating: 0, count: elements.count)
    for load in schedule.loads {
      for element in load.elements { arrival[element] = self.arrival(of: element, in: load) }
    }
    for first in elements.indices where isFirst[first] && next[first] != nil {
      let kind = Array(sequence(first: first) { next[$0] })
      let places = kind.sorted { (arrival[$0], $0) < (arrival[$1], $1) }
      for (element, place) in zip(kind, places) { substitute[place] = element }
    }
    return Schedule(
      flights: schedule.flights.map { flight in
        var flight = flight
        flight.load.elements = flight.load.elements.map { substitute[$0] }.sorted()
        return flight
      })
  }
}
