// SPDX-License-Identifier: GPL-3.0-or-later

/// A plan's network in memory of a replication's own, with the flights that each flight may wake.
///
/// A class because it owns the memory.
final class NetworkMemory {
  let view: NetworkView
  private let memory = ConstantMemory()

  init(_ plan: PlanNetwork, _ model: ExecutionModel) {
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
    var waits: [NetworkView.Wait] = []
    var waitsOf: [Range<Int>] = []
    for element in plan.flightOf.indices {
      let start = waits.count
      func add(_ links: Range<Int>, lead: Int) {
        waits += plan.links[links].map { NetworkView.Wait($0, lead: lead) }
      }
      let travel = plan.travel[element]
      add(plan.arrivalLinks[element], lead: travel)
      add(plan.operationLinks[element], lead: travel + model.elements[element].commissioning)
      waitsOf.append(start..<waits.count)
    }
    view = NetworkView(
      flights: keep(plan.flights), aboard: NetworkView.Items(all: keep(plan.aboard)),
      flightOf: keep(plan.flightOf.map { $0 ?? -1 }), travel: keep(plan.travel),
      links: NetworkView.Items(all: keep(plan.links)), arrivalLinks: keep(plan.arrivalLinks),
      operationLinks: keep(plan.operationLinks),
      waits: NetworkView.Items(all: keep(waits)), waitsOf: keep(waitsOf),
      flightsAfter: keepLists(plan.flightsAfter),
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
  /// What the launch of each element waits for: all its links, those of its arrival first.
  let waits: Items<Wait>
  let waitsOf: UnsafeBufferPointer<Range<Int>>
  let flightsAfter: Lists
  let elementsAfter: Lists
  let followers: Lists

  /// The elements of a flight.
  @inline(__always)
  func elements(of flight: Int) -> UnsafeBufferPointer<Int> {
    aboard[flights[flight].elements]
  }

  /// A link as the launch of its element sees it.
  struct Wait {
    var source: Int32
    /// The launch is no sooner than so many days after the day waited for.
    var lag: Int32
    /// Where that day is in the state of the source.
    private var place: Int

    init(_ link: PlanNetwork.Link, lead: Int) {
      source = Int32(truncatingIfNeeded: link.source)
      lag = Int32(truncatingIfNeeded: link.lag - lead)
      let days = link.isDeparture ? \ElementState.departure : \ElementState.operational
      place =
        link.source * MemoryLayout<ElementState>.stride
        + (MemoryLayout<ElementState>.offset(of: days) ?? 0)
    }

    /// The day waited for, as it stands; `never` while it is not known.
    @inline(__always)
    func day(_ elements: UnsafeMutablePointer<ElementState>) -> Int {
      UnsafeRawPointer(elements).load(fromByteOffset: place, as: Int.self)
    }

    /// Whether it waits for a departure.
    var isDeparture: Bool {
      place % MemoryLayout<ElementState>.stride
        == MemoryLayout<ElementState>.offset(of: \ElementState.departure)
    }
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
