// SPDX-License-Identifier: GPL-3.0-or-later

/// What list scheduling needs to know of elements and vehicles, laid out for speed.
///
/// The memory is owned by who makes the tables.
struct SchedulingTables {
  let elements: UnsafeMutablePointer<Element>
  /// Per element, the vehicles that it may fly on, in the manifest's order.
  let rides: WorkLists<Ride>
  let predecessors: WorkLists<Wait>
  let successors: WorkLists<Int>
  private let conflicts: UnsafeMutablePointer<Bool>
  private let count: Int

  struct Element: BitwiseCopyable {
    var mass: Int
    var ready: Int
    var commissioning: Int
    /// Earliest and latest operational day.
    var earliest: Int
    var latest: Int
  }

  struct Ride: BitwiseCopyable {
    var vehicle: Int
    var travel: Int
    var slots: Int
    /// The most that may be aboard before the element.
    var room: Int
  }

  struct Wait: BitwiseCopyable {
    var predecessor: Int
    var lag: Int
    /// `Int.max` for no limit.
    var within: Int
    var isIfFlown: Bool
  }

  init(
    _ instance: Instance, windows: TimeWindows, conflicts: [[Bool]], in memory: WorkMemory
  ) {
    count = instance.elements.count
    elements = memory.keep(
      instance.elements.enumerated().map { element, data in
        Element(
          mass: data.mass, ready: data.ready, commissioning: data.commissioning,
          earliest: windows.earliest[element], latest: windows.latest[element])
      })
    rides = memory.keep(
      lists: instance.elements.enumerated().map { element, data in
        data.vehicles.map { vehicle in
          Ride(
            vehicle: vehicle, travel: instance.travel[vehicle][element],
            slots: instance.vehicles[vehicle].slots,
            room: instance.capacities[vehicle][element] - data.mass)
        }
      })
    predecessors = memory.keep(
      lists: instance.elements.map { data in
        data.predecessors.map { index in
          let edge = instance.edges[index]
          return Wait(
            predecessor: edge.predecessor, lag: edge.lag, within: edge.within ?? .max,
            isIfFlown: edge.ifFlown)
        }
      })
    successors = memory.keep(
      lists: instance.elements.map { $0.successors.map { instance.edges[$0].successor } })
    self.conflicts = memory.keep(conflicts.flatMap(\.self))
  }

  /// Whether two elements cannot share a flight.
  @inline(__always)
  func areApart(_ first: Int, _ second: Int) -> Bool { conflicts[first * count + second] }
}
