// SPDX-License-Identifier: GPL-3.0-or-later

/// An explicit list of loads, each with its pad, in which a plan is searched for.
///
/// A load of a vehicle with several pads is listed once per pad. Loads are numbered in the order
/// of their launches (vehicle, day, pad); an *arrival* is an element together with the day on which
/// a load brings it.
struct LoadPool: Sendable {
  let instance: Instance
  /// The loads, by launch.
  let loads: [Load]
  /// The pad of each load, nil where its vehicle has none.
  let pads: [Int?]
  /// The launches, in order, and which loads belong to each.
  let launches: [Launch]
  /// The launch of each load.
  let launchOf: [Int]
  /// The arrivals, by element, then day.
  let arrivals: [Arrival]
  /// Per element, its arrivals.
  let arrivalsOf: [Range<Int>]
  /// Per load, the arrivals of its elements, in the order of its elements.
  let arrivalsIn: [[Int]]
  /// Per arrival, its loads, ascending.
  let loadsBringing: [[Int]]
  /// Per element, its loads.
  let loadsWith: [BitSet]

  struct Launch: Sendable {
    var vehicle: Int
    var day: Int
    var pad: Int?
    var loads: Range<Int>
  }

  struct Arrival: Sendable {
    var element: Int
    var day: Int
  }

  /// The number of loads.
  var count: Int { loads.count }

  /// Lists loads that are in order of vehicle, then day.
  init(_ instance: Instance, loads listed: [Load]) {
    var loads: [Load] = []
    var pads: [Int?] = []
    var launches: [Launch] = []
    var launchOf: [Int] = []
    var first = 0
    while first < listed.count {
      let (vehicle, day) = (listed[first].vehicle, listed[first].day)
      var end = first
      while end < listed.count, listed[end].vehicle == vehicle, listed[end].day == day { end += 1 }
      let own = instance.vehicles[vehicle].pads
      let choices: [Int?] = own.isEmpty ? [nil] : own.filter { instance.isFree(pad: $0, on: day) }
      for pad in choices {
        launchOf += [Int](repeating: launches.count, count: end - first)
        launches.append(
          Launch(
            vehicle: vehicle, day: day, pad: pad,
            loads: loads.count..<(loads.count + end - first)))
        loads += listed[first..<end]
        pads += [Int?](repeating: pad, count: end - first)
      }
      first = end
    }

    var days = instance.elements.map { _ in Set<Int>() }
    for load in loads {
      for element in load.elements {
        days[element].insert(instance.arrival(of: element, in: load))
      }
    }
    var arrivals: [Arrival] = []
    var arrivalsOf: [Range<Int>] = []
    var number = instance.elements.map { _ in [Int: Int]() }
    for element in instance.elements.indices {
      let start = arrivals.count
      for day in days[element].sorted() {
        number[element][day] = arrivals.count
        arrivals.append(Arrival(element: element, day: day))
      }
      arrivalsOf.append(start..<arrivals.count)
    }
    var loadsBringing = [[Int]](repeating: [], count: arrivals.count)
    var loadsWith = instance.elements.map { _ in BitSet(size: loads.count) }
    var arrivalsIn: [[Int]] = []
    for (index, load) in loads.enumerated() {
      var own: [Int] = []
      for element in load.elements {
        guard let arrival = number[element][instance.arrival(of: element, in: load)] else {
          continue
        }
        own.append(arrival)
        loadsBringing[arrival].append(index)
        loadsWith[element].insert(index)
      }
      arrivalsIn.append(own)
    }

    self.instance = instance
    self.loads = loads
    self.pads = pads
    self.launches = launches
    self.launchOf = launchOf
    self.arrivals = arrivals
    self.arrivalsOf = arrivalsOf
    self.arrivalsIn = arrivalsIn
    self.loadsBringing = loadsBringing
    self.loadsWith = loadsWith
  }

  /// The schedule that consists of some of the loads.
  func schedule(of chosen: [Int]) -> Schedule {
    Schedule(flights: chosen.map { ScheduledFlight(load: loads[$0], pad: pads[$0]) })
  }

  /// The first arrival of an element no earlier than a day; the end of its arrivals if there is none.
  func firstArrival(of element: Int, notBefore day: Int) -> Int {
    var low = arrivalsOf[element].lowerBound
    var high = arrivalsOf[element].upperBound
    while low < high {
      let middle = (low + high) / 2
      if arrivals[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
