// SPDX-License-Identifier: GPL-3.0-or-later

extension Instance {
  /// The same elements and vehicles with nothing left of time: no windows, waits, pads or levels.
  ///
  /// Each plan has flights that are loads here, so that a bound on these holds for plans.
  var withoutTime: Instance {
    Instance(
      campaign: campaign, horizon: horizon,
      vehicles: vehicles.enumerated().map { number, vehicle in
        var own = vehicle
        if number != ground { own.launchDays = own.launchDays.isEmpty ? [] : [0] }
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
      travel: travel.map { $0.map { _ in 0 } }, capacities: capacities, padTurnaround: [],
      pastFlights: [], edges: [], yearOfDay: yearOfDay, yearStarts: yearStarts,
      budgetPerYear: nil, levels: [], docking: .none, choices: choices, free: free)
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
      travel: travel, capacities: capacities, padTurnaround: padTurnaround,
      pastFlights: pastFlights, edges: edges, yearOfDay: yearOfDay, yearStarts: yearStarts,
      budgetPerYear: budgetPerYear, levels: levels, docking: docking, choices: choices,
      free: free.filter { !packed.contains($0) })
  }
}

extension Instance {
  /// Whether every free element has to fly, and a vehicle lifts as much wherever it takes them.
  var isOnePacking: Bool {
    free.allSatisfy { !elements[$0].mayStayGrounded }
      && vehicles.indices.allSatisfy { vehicle in
        Set(free.filter { elements[$0].vehicles.contains(vehicle) }.map { capacities[vehicle][$0] })
          .count <= 1
      }
  }

  /// The free elements as items, to be put into the flights of a fleet; `isOnePacking` holds.
  func packing(into fleet: [Int], conflicts: [[Bool]]) -> BinPacking {
    BinPacking(
      bins: fleet.indices.flatMap { vehicle in
        [BinPacking.Bin](
          repeating: BinPacking.Bin(
            capacity: free.first { elements[$0].vehicles.contains(vehicle) }
              .map { capacities[vehicle][$0] } ?? 0, slots: vehicles[vehicle].slots, kind: vehicle),
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
