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
    let flights = plan.flights.indices
    func masks(_ sets: [[Int]]) -> PlaceMasks {
      PlaceMasks(sets, count: flights.count, in: memory)
    }
    var waits: [NetworkView.Wait] = []
    var waitsOf: [Range<Int>] = []
    for element in plan.flightOf.indices {
      let start = waits.count
      func add(_ links: Range<Int>, lead: Int) {
        waits += plan.links[links].map { NetworkView.Wait($0, of: element, lead: lead) }
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
      elementsAfter: keepLists(plan.elementsAfter), followers: keepLists(Self.followers(in: plan)),
      flightsAfterElement: masks(plan.flightsAfter),
      flightsOfVehicle: masks(
        model.vehicles.indices.map { place in flights.filter { plan.flights[$0].vehicle == place } }
      ),
      flightsOfPad: masks(
        model.pads.indices.map { place in flights.filter { plan.flights[$0].pad == place } }))
  }

  /// The first thing that each flight of a plan has to wait for if nothing has happened yet, among `waits`; -1
  /// for none.
  static func blockers(of plan: PlanNetwork, _ network: NetworkView) -> [Int32] {
    plan.flights.indices.map { flight in
      for element in plan.elements(of: flight) {
        for place in network.waitsOf[element] where network.blocks(place, flight) {
          return Int32(truncatingIfNeeded: place)
        }
      }
      return -1
    }
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
  /// The flights that wait for each element, and that are planned on each vehicle and pad.
  let flightsAfterElement: PlaceMasks
  let flightsOfVehicle: PlaceMasks
  let flightsOfPad: PlaceMasks

  /// The elements of a flight.
  @inline(__always)
  func elements(of flight: Int) -> UnsafeBufferPointer<Int> {
    aboard[flights[flight].elements]
  }

  /// Whether a flight cannot go as long as the day of one of its waits is not known, whatever else happens.
  @inline(__always)
  func blocks(_ wait: Int, _ flight: Int) -> Bool {
    // What leaves never may be gone for good. What the plan launches together or later cannot be waited for: it
    // may wait for this flight.
    !waits.all[wait].isDeparture && flightOf[Int(waits.all[wait].source)] < flight
  }

  /// A link as the launch of its element sees it.
  struct Wait {
    var source: Int32
    /// The launch is no sooner than so many days after the day waited for.
    var lag: Int32
    /// The element that waits.
    var element: Int32
    /// Where the day waited for is in the state of the source, in bytes from that of the first element.
    private var place: Int32

    init(_ link: PlanNetwork.Link, of element: Int, lead: Int) {
      self.element = Int32(truncatingIfNeeded: element)
      source = Int32(truncatingIfNeeded: link.source)
      lag = Int32(truncatingIfNeeded: link.lag - lead)
      let days = link.isDeparture ? \ElementState.departure : \ElementState.operational
      place = Int32(
        link.source * MemoryLayout<ElementState>.stride
          + (MemoryLayout<ElementState>.offset(of: days) ?? 0))
    }

    /// The day waited for, as it stands; `never` while it is not known.
    @inline(__always)
    func day(_ elements: UnsafeMutablePointer<ElementState>) -> Int {
      UnsafeRawPointer(elements).load(fromByteOffset: Int(place), as: Int.self)
    }

    /// Whether it waits for a departure.
    var isDeparture: Bool {
      Int(place) % MemoryLayout<ElementState>.stride
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
