// SPDX-License-Identifier: GPL-3.0-or-later

/// The search for loads of one launch day whose value is below a threshold, depth first.
///
/// A load's value is `base` plus the values of its elements; capacity, slots, conflicts and the
/// day's reasons are respected. Elements are tried in ascending order of value, so a branch ends as
/// soon as even the cheapest elements that remain cannot bring its value below the threshold.
struct LoadSearch {
  /// Whether the search was stopped before its end.
  private(set) var isStopped = false
  private let slots: Int
  private let conflicts: [[Bool]]
  /// The conflicts of this day, by the elements' places in the launch day's list; nil when there are none
  /// but the space's.
  private let apart: [[Bool]]?
  /// Where each entry of `elements` is in that list.
  private let order: [Int]
  private var elements: [Int] = []
  private var masses: [Int] = []
  /// Per element, what its vehicle lifts to where it takes it; those aboard go to one node.
  private var capacities: [Int] = []
  private var values: [Double] = []
  private var justifies: [Bool] = []
  /// Sums of the first values, to bound what the next few elements can add.
  private var sums: [Double] = []
  /// The elements aboard, as indices into `elements`.
  private var aboard: [Int] = []
  /// The only sets of elements allowed, as indices into `elements`; nil when any are.
  private var allowed: [[Int]]?
  /// Branches tried since the clock was last looked at.
  private var branches = 0

  /// Prepares for a launch day, given each element's value (in the order of `slot.elements`).
  init(_ slot: LoadSpace.Slot, in space: LoadSpace, values: [Double]) {
    let vehicle = space.instance.vehicles[slot.vehicle]
    slots = vehicle.slots
    conflicts = space.conflicts
    apart = slot.apart
    order = slot.elements.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    for index in order {
      elements.append(slot.elements[index])
      masses.append(space.instance.elements[slot.elements[index]].mass)
      capacities.append(space.instance.capacities[slot.vehicle][slot.elements[index]])
      self.values.append(values[index])
      justifies.append(slot.justifies[index])
    }
    if let held = space.instance.heldFlights(of: slot.vehicle, among: slot.elements) {
      let position = Dictionary(
        uniqueKeysWithValues: elements.enumerated().map { ($0.element, $0.offset) })
      allowed = held.map { flight in flight.compactMap { position[$0] } }
    }
    sums = [0]
    for value in self.values { sums.append(sums[sums.count - 1] + min(0, value)) }
  }

  /// Visits every load with a value below a threshold.
  ///
  /// `visit` receives the elements, ascending, and the value, and returns the threshold from there
  /// on. The search ends early, and says so by `isStopped`, when the clock does: without few slots
  /// it can be very long.
  mutating func forEach(
    base: Double, below threshold: Double, clock: SearchClock,
    _ visit: ([Int], Double) -> Double
  ) {
    var limit = threshold
    if let allowed {
      for flight in allowed { visitWhole(flight, base: base, &limit, visit) }
      return
    }
    descend(from: 0, mass: 0, value: base, isJustified: false, &limit, clock, visit)
  }

  /// Visits the load of a whole flight, if it is one and its value is below the threshold.
  private func visitWhole(
    _ flight: [Int], base: Double, _ limit: inout Double, _ visit: ([Int], Double) -> Double
  ) {
    let mass = flight.reduce(0) { $0 + masses[$1] }
    guard flight.count <= slots, flight.contains(where: { justifies[$0] }),
      flight.allSatisfy({ mass <= capacities[$0] })
    else { return }
    let isBarred = flight.contains { first in
      flight.contains { areApart(first, $0) }
    }
    guard !isBarred else { return }
    let value = flight.reduce(base) { $0 + values[$1] }
    if value < limit { limit = visit(flight.map { elements[$0] }.sorted(), value) }
  }

  @inline(__always)
  private func areApart(_ first: Int, _ second: Int) -> Bool {
    if let apart { return apart[order[first]][order[second]] }
    return conflicts[elements[first]][elements[second]]
  }

  private mutating func descend(
    from start: Int, mass: Int, value: Double, isJustified: Bool, _ limit: inout Double,
    _ clock: SearchClock, _ visit: ([Int], Double) -> Double
  ) {
    let room = slots - aboard.count
    guard room > 0, !isStopped else { return }
    for index in start..<elements.count {
      branches += 1
      if branches == 50_000 {
        branches = 0
        if clock.cause != nil { isStopped = true }
      }
      if isStopped { return }
      // The best that any load with this element or a later one can reach.
      let best =
        values[index] < 0
        ? value + sums[min(index + room, elements.count)] - sums[index] : value + values[index]
      if best >= limit { return }
      guard masses[index] <= capacities[index] - mass,
        !aboard.contains(where: { areApart($0, index) })
      else { continue }
      aboard.append(index)
      let total = value + values[index]
      let justified = isJustified || justifies[index]
      if justified, total < limit { limit = visit(aboard.map { elements[$0] }.sorted(), total) }
      descend(
        from: index + 1, mass: mass + masses[index], value: total, isJustified: justified, &limit,
        clock, visit)
      aboard.removeLast()
    }
  }
}
