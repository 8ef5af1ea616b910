// SPDX-License-Identifier: GPL-3.0-or-later

/// A plan's network in memory of a replication's own, with the flights that each flight may wake.
///
/// A class because it owns the memory.
final class NetworkMemory {
  let view: NetworkView
  private let memory = ConstantMemory()

  init(_ plan: PlanNetwork) {
    let memory = self.memory
    func keep<Item>(_ items: [Item]) -> UnsafeBufferPointer<Item> { memory.keep(items) }
    func keepLists(_ lists: [[Int]]) -> NetworkView.Lists {
      var ranges: [Range<Int>] = []
      var start = 0
      for list in lists {
        ranges.append(start..<(start + list.count))
        start += list.count
      }
      return NetworkView.Lists(
        ranges: keep(ranges), items: NetworkView.Items(all: keep(lists.flatMap(\.self))))
    }
    view = NetworkView(
      flights: keep(plan.flights), aboard: NetworkView.Items(all: keep(plan.aboard)),
      flightOf: keep(plan.flightOf.map { $0 ?? -1 }), travel: keep(plan.travel),
      links: NetworkView.Items(all: keep(plan.links)), arrivalLinks: keep(plan.arrivalLinks),
      operationLinks: keep(plan.operationLinks), flightsAfter: keepLists(plan.flightsAfter),
      elementsAfter: keepLists(plan.elementsAfter), followers: keepLists(Self.followers(in: plan)))
  }

  /// The flights that wait for each flight: for their turn, or for an element aboard.
  private static func followers(in plan: PlanNetwork) -> [[Int]] {
    var followers = [[Int]](repeating: [], count: plan.flights.count)
    for (index, flight) in plan.flights.enumerated() {
      for previous in [flight.previousOnVehicle, flight.previousOnPad] {
        if let previous, !followers[previous].contains(index) { followers[previous].append(index) }
      }
      for element in plan.elements(of: index) {
        for other in plan.flightsAfter[element] where other != index {
          if !followers[index].contains(other) { followers[index].append(other) }
        }
      }
    }
    return followers.map { $0.sorted() }
  }
}

/// What `NetworkMemory` holds, valid as long as that lives.
///
/// See `PlanNetwork` for what it means.
struct NetworkView {
  let flights: UnsafeBufferPointer<PlanNetwork.PlannedFlight>
  let aboard: Items<Int>
  /// -1 for elements without a flight.
  let flightOf: UnsafeBufferPointer<Int>
  let travel: UnsafeBufferPointer<Int>
  let links: Items<PlanNetwork.Link>
  let arrivalLinks: UnsafeBufferPointer<Range<Int>>
  let operationLinks: UnsafeBufferPointer<Range<Int>>
  let flightsAfter: Lists
  let elementsAfter: Lists
  let followers: Lists

  /// The elements of a flight.
  @inline(__always)
  func elements(of flight: Int) -> UnsafeBufferPointer<Int> {
    aboard[flights[flight].elements]
  }

  /// Lists of numbers, one after the other.
  struct Lists {
    let ranges: UnsafeBufferPointer<Range<Int>>
    let items: Items<Int>

    subscript(index: Int) -> UnsafeBufferPointer<Int> {
      @inline(__always) get { items[ranges[index]] }
    }
  }

  /// Items of which some that follow each other are looked at together.
  struct Items<Item> {
    let all: UnsafeBufferPointer<Item>

    subscript(range: Range<Int>) -> UnsafeBufferPointer<Item> {
      @inline(__always) get { UnsafeBufferPointer(rebasing: all[range]) }
    }
  }
}
