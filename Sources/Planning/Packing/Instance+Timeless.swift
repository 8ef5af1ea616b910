// SPDX-License-Identifier: GPL-3.0-or-later

extension Instance {
  /// The same elements and vehicles with nothing left of time: no windows, waits, pads or levels.
  ///
  /// Each plan has flights that are loads here, so that a bound on these holds for plans.
  var withoutTime: Instance {
    Instance(
      campaign: campaign, horizon: horizon,
      vehicles: vehicles.map { vehicle in
        var own = vehicle
        own.launchDays = own.launchDays.isEmpty ? [] : [0]
        own.pads = []
        own.turnaround = 0
        own.perYear = nil
        return own
      },
      elements: elements.map { element in
        var own = element
        own.ready = 0
        own.latest = .max / 4
        own.predecessors = []
        own.successors = []
        return own
      },
      padTurnaround: [], pastFlights: [], edges: [], yearOfDay: yearOfDay,
      yearStarts: yearStarts, budgetPerYear: nil, resourceCount: 0, free: free)
  }

  /// What is left of it once some loads are in a plan.
  func without(_ loads: [Load]) -> Instance {
    var vehicles = vehicles
    for load in loads {
      if let left = vehicles[load.vehicle].flightsLeft {
        vehicles[load.vehicle].flightsLeft = max(0, left - 1)
      }
    }
    let packed = Set(loads.flatMap(\.elements))
    return Instance(
      campaign: campaign, horizon: horizon, vehicles: vehicles, elements: elements,
      padTurnaround: padTurnaround, pastFlights: pastFlights, edges: edges, yearOfDay: yearOfDay,
      yearStarts: yearStarts, budgetPerYear: budgetPerYear, resourceCount: resourceCount,
      free: free.filter { !packed.contains($0) })
  }
}

extension Instance {
  /// The free elements as items, to be put into the flights of a fleet.
  func packing(into fleet: [Int], conflicts: [[Bool]]) -> BinPacking {
    BinPacking(
      bins: fleet.indices.flatMap { vehicle in
        [BinPacking.Bin](
          repeating: BinPacking.Bin(
            capacity: vehicles[vehicle].capacity, slots: vehicles[vehicle].slots, kind: vehicle),
          count: fleet[vehicle])
      },
      items: free.map { element in
        BinPacking.Item(
          mass: elements[element].mass, kinds: Set(elements[element].vehicles),
          conflicts: free.indices.filter { conflicts[element][free[$0]] })
      })
  }

  /// The loads that a packing of the free elements stands for, on day 0.
  func loads(of packing: BinPacking, places: [Int]) -> [Load] {
    packing.bins.enumerated().compactMap { number, bin in
      let aboard = free.indices.filter { places[$0] == number }.map { free[$0] }
      return aboard.isEmpty ? nil : Load(vehicle: bin.kind, day: 0, elements: aboard)
    }
  }
}
