// SPDX-License-Identifier: GPL-3.0-or-later

/// The new flights of a schedule that is being built: per vehicle, in the order of their days.
///
/// Flights of a vehicle, and elements aboard a flight, are linked lists. The memory is owned by who
/// makes it.
struct OpenFlights {
  private let flights: UnsafeMutablePointer<OpenFlight>
  /// Per element, the next aboard; -1 at the end.
  private let nextAboard: UnsafeMutablePointer<Int>
  /// Per vehicle, its first and last flight, -1 for none, and their number.
  private let vehicles: UnsafeMutablePointer<Own>
  private let vehicleCount: Int
  /// How many flights there are.
  private let count: UnsafeMutablePointer<Int>

  private struct OpenFlight: BitwiseCopyable {
    var day = 0
    var pad = -1
    var mass = 0
    /// How many are aboard, and the last of them to join.
    var aboard = 0
    var element = -1
    var previous = -1
    var next = -1
  }

  private struct Own: BitwiseCopyable {
    var first = -1
    var last = -1
    var count = 0
  }

  init(_ instance: Instance, in memory: WorkMemory) {
    // An element opens one flight at most.
    flights = memory.keep(OpenFlight(), count: instance.elements.count)
    nextAboard = memory.keep(-1, count: instance.elements.count)
    vehicles = memory.keep(Own(), count: instance.vehicles.count)
    vehicleCount = instance.vehicles.count
    count = memory.keep(0, count: 1)
  }

  /// Forgets all flights.
  func reset() {
    count.pointee = 0
    vehicles.update(repeating: Own(), count: vehicleCount)
  }

  /// Adds a flight, after those of the same day.
  func open(_ vehicle: Int, day: Int, pad: Int, with element: Int, mass: Int) {
    let flight = count.pointee
    count.pointee += 1
    var before = vehicles[vehicle].last
    while before >= 0, flights[before].day > day { before = flights[before].previous }
    let after = before >= 0 ? flights[before].next : vehicles[vehicle].first
    flights[flight] = OpenFlight(
      day: day, pad: pad, mass: mass, aboard: 1, element: element, previous: before, next: after)
    nextAboard[element] = -1
    if before >= 0 { flights[before].next = flight } else { vehicles[vehicle].first = flight }
    if after >= 0 { flights[after].previous = flight } else { vehicles[vehicle].last = flight }
    vehicles[vehicle].count += 1
  }

  /// Adds an element to a flight.
  @inline(__always)
  func add(_ element: Int, mass: Int, to flight: Int) {
    nextAboard[element] = flights[flight].element
    flights[flight].element = element
    flights[flight].aboard += 1
    flights[flight].mass += mass
  }

  /// The first flight of a vehicle in a span of days that suits; -1 when there is none.
  @inline(__always)
  func first(_ vehicle: Int, from first: Int, through last: Int, where suits: (Int) -> Bool) -> Int
  {
    // Most elements are placed after most flights.
    var flight = vehicles[vehicle].last
    guard flight >= 0, flights[flight].day >= first else { return -1 }
    while flights[flight].previous >= 0, flights[flights[flight].previous].day >= first {
      flight = flights[flight].previous
    }
    while flight >= 0, flights[flight].day <= last {
      if suits(flight) { return flight }
      flight = flights[flight].next
    }
    return -1
  }

  /// Whether what is aboard leaves room.
  @inline(__always)
  func hasRoom(_ flight: Int, within mass: Int, slots: Int) -> Bool {
    flights[flight].mass <= mass && flights[flight].aboard < slots
  }

  /// Whether one of the elements aboard satisfies a condition.
  @inline(__always)
  func contains(_ flight: Int, where condition: (Int) -> Bool) -> Bool {
    var element = flights[flight].element
    while element >= 0 {
      if condition(element) { return true }
      element = nextAboard[element]
    }
    return false
  }

  @inline(__always)
  func day(_ flight: Int) -> Int { flights[flight].day }

  /// The pad of a flight; nil when it needs none.
  func pad(_ flight: Int) -> Int? { flights[flight].pad < 0 ? nil : flights[flight].pad }

  /// How many flights a vehicle makes.
  func count(of vehicle: Int) -> Int { vehicles[vehicle].count }

  /// The flights of a vehicle.
  func all(of vehicle: Int) -> [Int] {
    var all: [Int] = []
    var flight = vehicles[vehicle].first
    while flight >= 0 {
      all.append(flight)
      flight = flights[flight].next
    }
    return all
  }

  /// The elements aboard a flight, ascending.
  func elements(of flight: Int) -> [Int] {
    var elements: [Int] = []
    _ = contains(flight) {
      elements.append($0)
      return false
    }
    return elements.sorted()
  }
}
