// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension TinySearch {
  func open(_ option: TinyProblem.Option, _ node: Int, _ pad: Int) {
    flights.append(
      TinyFlight(
        vehicle: option.vehicle, day: option.day, year: option.year, node: node, pad: pad, mass: 0,
        aboard: []))
  }

  func add(_ element: Int, to flight: Int) {
    flights[flight].mass += problem.elements[element].mass
    flights[flight].aboard.append(element)
  }

  /// Whether an element can go along on a flight.
  func joins(_ element: Int, _ option: TinyProblem.Option, _ flight: TinyFlight) -> Bool {
    guard flight.vehicle == option.vehicle, flight.day == option.day, !flight.isPast,
      flight.node == problem.elements[element].launchNode
    else { return false }
    let vehicle = problem.vehicles[flight.vehicle]
    return flight.mass + problem.elements[element].mass <= vehicle.capacity[flight.node]
      && flight.aboard.count < vehicle.slots
  }

  /// Whether one more flight can be among the others.
  func opens(_ option: TinyProblem.Option, _ pad: Int) -> Bool {
    let vehicle = problem.vehicles[option.vehicle]
    var (count, inYear, cost) = (1, 1, vehicle.cost)
    for flight in flights {
      let gap = abs(flight.day - option.day)
      if flight.vehicle == option.vehicle {
        if gap < vehicle.turnaround { return false }
        count += 1
        if flight.year == option.year { inYear += 1 }
      }
      if pad >= 0, flight.pad == pad, gap < problem.padTurnaround[pad] { return false }
      if flight.year == option.year { cost += problem.vehicles[flight.vehicle].cost }
    }
    return count <= vehicle.flights && inYear <= vehicle.perYear && cost <= problem.budget
  }
}
