// SPDX-License-Identifier: GPL-3.0-or-later

/// A solution of the relaxation: how much of each launch, arrival and pad use it takes.
struct FractionalPlan {
  /// Per vehicle, launch days and how much of them, ascending.
  private(set) var launches: [[(day: Int, amount: Double)]]
  /// Per element, arrival days and how much of them, ascending.
  private(set) var arrivals: [[(day: Int, amount: Double)]]
  /// Per pad, the days of its launches and how much of them, ascending.
  private(set) var padUses: [[(day: Int, amount: Double)]]

  /// Sums up loads and, for vehicles with several pads, pad uses.
  init(
    _ instance: Instance, loads: [(load: Load, amount: Double)],
    padUses uses: [(pad: Int, day: Int, amount: Double)]
  ) {
    launches = instance.vehicles.map { _ in [] }
    arrivals = instance.elements.map { _ in [] }
    padUses = instance.padTurnaround.map { _ in [] }
    for (load, amount) in loads {
      let vehicle = instance.vehicles[load.vehicle]
      launches[load.vehicle].append((load.day, amount))
      for element in load.elements {
        arrivals[element].append((instance.arrival(of: element, in: load), amount))
      }
      if vehicle.pads.count == 1 { padUses[vehicle.pads[0]].append((load.day, amount)) }
    }
    for use in uses { padUses[use.pad].append((use.day, use.amount)) }
    for index in launches.indices { launches[index].sort { $0.day < $1.day } }
    for index in arrivals.indices { arrivals[index].sort { $0.day < $1.day } }
    for index in padUses.indices { padUses[index].sort { $0.day < $1.day } }
  }

  /// The rows of a catalogue that the solution breaks by more than a tolerance, in a fixed order.
  func violations(
    of system: RowSystem, in catalogue: RowCatalogue, tolerance: Double = 1e-6
  ) -> [(row: RowKind, amount: Double)] {
    let instance = system.instance
    var found: [(row: RowKind, amount: Double)] = []
    func note(_ row: RowKind, _ amount: Double) {
      if amount > tolerance { found.append((row, amount)) }
    }
    func noteRuns(
      _ runs: [ClosedRange<Int>], _ uses: [(day: Int, amount: Double)],
      _ row: (ClosedRange<Int>) -> RowKind
    ) {
      guard uses.count > 1 else { return }
      var first = 0
      for run in runs {
        while first < uses.count, uses[first].day < run.lowerBound { first += 1 }
        var sum = 0.0
        var next = first
        while next < uses.count, uses[next].day <= run.upperBound {
          sum += uses[next].amount
          next += 1
        }
        note(row(run), sum - 1)
      }
    }
    for vehicle in launches.indices {
      noteRuns(catalogue.vehicleRuns[vehicle], launches[vehicle]) {
        .vehicleRun(vehicle: vehicle, first: $0.lowerBound, last: $0.upperBound)
      }
    }
    for pad in padUses.indices {
      noteRuns(catalogue.padRuns[pad], padUses[pad]) {
        .padRun(pad: pad, first: $0.lowerBound, last: $0.upperBound)
      }
    }
    for index in instance.edges.indices {
      let edge = instance.edges[index]
      let both = [edge.successor, edge.predecessor]
      for day in catalogue.precedenceDays[index] {
        let row = RowKind.precedence(edge: index, day: day)
        note(row, activity(of: row, over: both, system))
      }
      for day in catalogue.withinDays[index] {
        let row = RowKind.within(edge: index, day: day)
        note(row, activity(of: row, over: both, system))
      }
    }
    for level in instance.levels.indices {
      for (day, amount) in levels(of: level, on: catalogue.levelDays[level], system) {
        for row in catalogue.levelRows(level, day: day) {
          var lower = -Double(system.surplus(of: level, on: day))
          if case .triggeredLevel(_, _, let trigger) = row {
            let commissioning = instance.elements[trigger].commissioning
            lower *= arrivals[trigger].reduce(0) {
              $0 + ($1.day + commissioning <= day ? $1.amount : 0)
            }
          }
          note(row, (lower - amount) / max(1, abs(lower)))
        }
      }
    }
    return found
  }

  /// What the solution adds to a level on some days, ascending, in the steps of its rows.
  private func levels(
    of level: Int, on days: [Int], _ system: RowSystem
  ) -> [(day: Int, amount: Double)] {
    guard !days.isEmpty else { return [] }
    var changes: [(day: Int, jump: Double, slope: Double)] = []
    for element in system.instance.free {
      for change in system.changes(of: element, in: level) {
        for (day, amount) in arrivals[element] where day <= system.instance.horizon {
          changes.append(
            (day + change.age, amount * Double(change.jump), amount * Double(change.slope)))
        }
      }
    }
    changes.sort { $0.day < $1.day }
    var (amount, slope, last, next) = (0.0, 0.0, 0, 0)
    return days.map { day in
      while next < changes.count, changes[next].day <= day {
        amount += slope * Double(changes[next].day - last) + changes[next].jump
        slope += changes[next].slope
        last = changes[next].day
        next += 1
      }
      return (day, amount + slope * Double(day - last))
    }
  }

  private func activity(
    of row: RowKind, over elements: [Int], _ system: RowSystem
  ) -> Double {
    var sum = 0.0
    for element in elements {
      for (day, amount) in arrivals[element] {
        sum +=
          amount
          * Double(system.elementCoefficient(of: row, element: element, arrival: day))
      }
    }
    return sum
  }
}
