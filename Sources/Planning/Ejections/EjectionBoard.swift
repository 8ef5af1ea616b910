// SPDX-License-Identifier: GPL-3.0-or-later

/// The elements that have a place, and what has to give way for another one.
///
/// What is on it keeps all rules: pairs that exclude each other, capacities and slots, and levels. A class
/// because it owns the memory; it belongs to one thread.
final class EjectionBoard {
  private let pool: LoadPool
  private let graph: ConflictGraph
  private let memory = WorkMemory()
  /// Per place, its element, launch and the day on which the element is operational.
  private let spots: UnsafeMutablePointer<Spot>
  /// The places that are taken, a bit each.
  private let taken: UnsafeMutablePointer<UInt64>
  /// Per element its place, -1 for none; the next aboard, -1 at the end; and whether it gives way.
  private let placeOf: UnsafeMutablePointer<Int>
  private let nextAboard: UnsafeMutablePointer<Int>
  private let givesWay: UnsafeMutablePointer<Bool>
  private let masses: UnsafeMutablePointer<Int>
  /// Per launch, the element that joined last, -1 for none.
  private let lastAboard: UnsafeMutablePointer<Int>
  private let slots: UnsafeMutablePointer<Int>
  /// Per level what elements add to it and the days on which they do.
  private let levels: [EjectionLevel]

  private struct Spot: BitwiseCopyable {
    var element: Int
    var launch: Int
    var operational: Int
    /// The most that the launch takes to the element's node.
    var capacity: Int
  }

  init(_ singles: SingleElements, places: EjectionPlaces) {
    pool = singles.pool
    graph = singles.propagation.graph
    let instance = pool.instance
    spots = memory.keep(
      pool.loads.indices.map { place in
        let load = singles.pool.loads[place]
        let element = load.elements[0]
        return Spot(
          element: element, launch: singles.pool.launchOf[place],
          operational: instance.operational(element, in: load),
          capacity: instance.capacities[load.vehicle][element])
      })
    taken = memory.keep(0, count: (pool.count + 63) / 64)
    placeOf = memory.keep(-1, count: instance.elements.count)
    nextAboard = memory.keep(-1, count: instance.elements.count)
    givesWay = memory.keep(false, count: instance.elements.count)
    masses = memory.keep(instance.elements.map(\.mass))
    lastAboard = memory.keep(-1, count: pool.launches.count)
    slots = memory.keep(pool.launches.map { instance.vehicles[$0.vehicle].slots })
    levels = instance.levels.indices.map { EjectionLevel(instance, $0) }
  }

  /// The place of an element; nil when it has none.
  func place(of element: Int) -> Int? { placeOf[element] < 0 ? nil : placeOf[element] }

  /// The flights of all elements that have a place.
  var schedule: Schedule {
    Schedule(
      flights: pool.launches.indices.filter { lastAboard[$0] >= 0 }.map { number in
        let launch = pool.launches[number]
        var elements: [Int] = []
        forEach(aboard: number) { elements.append($0) }
        return ScheduledFlight(
          load: Load(vehicle: launch.vehicle, day: launch.day, elements: elements.sorted()),
          pad: launch.pad)
      })
  }

  @inline(__always)
  private func forEach(aboard launch: Int, _ visit: (Int) -> Void) {
    var element = lastAboard[launch]
    while element >= 0 {
      visit(element)
      element = nextAboard[element]
    }
  }

  // MARK: - Places taken and left

  /// Puts an element, which has no place, where there is room for it.
  func put(_ element: Int, at place: Int) {
    let spot = spots[place]
    placeOf[element] = place
    taken[place >> 6] |= 1 << UInt64(place & 63)
    nextAboard[element] = lastAboard[spot.launch]
    lastAboard[spot.launch] = element
    for level in levels { level.add(element, on: spot.operational) }
  }

  /// Takes an element off its place.
  func remove(_ element: Int) {
    let place = placeOf[element]
    let launch = spots[place].launch
    placeOf[element] = -1
    taken[place >> 6] &= ~(1 << UInt64(place & 63))
    if lastAboard[launch] == element {
      lastAboard[launch] = nextAboard[element]
    } else {
      var before = lastAboard[launch]
      while nextAboard[before] != element { before = nextAboard[before] }
      nextAboard[before] = nextAboard[element]
    }
    for level in levels { level.remove(element) }
  }

  // MARK: - What has to give way

  /// The weight of what has to give way for an element to take a place, listed in `ejected`; nil when it
  /// is more than some weight, or nothing helps.
  func cost(
    of place: Int, weights: [Int], atMost most: Int, ejecting ejected: inout [Int]
  ) -> Int? {
    ejected.removeAll(keepingCapacity: true)
    defer { for element in ejected { givesWay[element] = false } }
    var cost = 0
    @inline(__always)
    func eject(_ element: Int) -> Bool {
      givesWay[element] = true
      ejected.append(element)
      cost += weights[element]
      return cost <= most
    }
    let isCheap = graph.forEach(excludedBy: place, in: taken) { eject(spots[$0].element) }
    guard isCheap, makeRoom(at: place, weights, eject) else { return nil }
    let spot = spots[place]
    for level in levels {
      while let element = level.cheapestExcess(
        adding: spot.element, on: spot.operational, weights: weights, without: givesWay)
      {
        guard element >= 0, eject(element) else { return nil }
      }
    }
    return cost
  }

  /// Ejects elements aboard until there is room for one more: if one is enough, the one that counts
  /// least of these.
  private func makeRoom(at place: Int, _ weights: [Int], _ eject: (Int) -> Bool) -> Bool {
    let spot = spots[place]
    var (mass, count) = (masses[spot.element], 1)
    forEach(aboard: spot.launch) {
      guard !givesWay[$0] else { return }
      mass += masses[$0]
      count += 1
    }
    while mass > spot.capacity || count > slots[spot.launch] {
      var best: (isEnough: Bool, element: Int)?
      forEach(aboard: spot.launch) { element in
        guard !givesWay[element] else { return }
        let isEnough =
          mass - masses[element] <= spot.capacity && count - 1 <= slots[spot.launch]
        if let best,
          best.isEnough != isEnough ? best.isEnough : weights[best.element] <= weights[element]
        {
          return
        }
        best = (isEnough, element)
      }
      guard let best, eject(best.element) else { return false }
      mass -= masses[best.element]
      count -= 1
    }
    return true
  }
}
