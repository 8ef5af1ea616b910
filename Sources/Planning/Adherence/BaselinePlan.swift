// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A plan that another is to keep to, in the numbers of an instance: what of it has not flown.
struct BaselinePlan: Sendable {
  /// Its flights, by launch day, then vehicle; only elements that have not flown are aboard.
  let flights: [Load]
  /// The pads of its flights; nil where there is none that the campaign has.
  let pads: [Int?]
  /// Per element, the vehicle and launch day that it has in the plan; nil when it does not fly there.
  let places: [(vehicle: Int, day: Int)?]
  private let sets: [[Int]: Set<Int>]

  /// Takes over flights; those of vehicles and elements that the campaign does not have are left
  /// out, and flights of which nothing is left.
  init(_ flights: [Flight], of campaign: Campaign, isFree: (Int) -> Bool) {
    let vehicleIndex = Dictionary(
      campaign.vehicles.enumerated().map { ($0.element.id, $0.offset) }
    ) { first, _ in first }
    let elementIndex = Dictionary(
      campaign.elements.enumerated().map { ($0.element.id, $0.offset) }
    ) { first, _ in first }
    let padIndex = Dictionary(
      campaign.pads.enumerated().map { ($0.element.id, $0.offset) }
    ) { first, _ in first }
    var places = [(vehicle: Int, day: Int)?](repeating: nil, count: campaign.elements.count)
    var found: [ScheduledFlight] = []
    for flight in flights {
      guard let vehicle = vehicleIndex[flight.vehicle] else { continue }
      let aboard = flight.elements.compactMap { elementIndex[$0] }.filter(isFree)
      guard !aboard.isEmpty else { continue }
      let load = Load(
        vehicle: vehicle, day: flight.launch - campaign.start, elements: Set(aboard).sorted())
      found.append(ScheduledFlight(load: load, pad: flight.pad.flatMap { padIndex[$0] }))
    }
    found = Schedule(flights: found).flights
    for load in found.map(\.load) {
      // An element that was lost and launched again counts as on its last flight.
      for element in load.elements { places[element] = (load.vehicle, load.day) }
    }
    let last = found.filter { flight in
      flight.load.elements.allSatisfy { element in
        places[element].map { $0 == (flight.load.vehicle, flight.load.day) } ?? false
      }
    }
    self.flights = last.map(\.load)
    pads = last.map(\.pad)
    self.places = places
    var sets: [[Int]: Set<Int>] = [:]
    for flight in self.flights { sets[flight.elements, default: []].insert(flight.vehicle) }
    self.sets = sets
  }

  /// Whether the plan has a flight of the same vehicle with the same elements, on whatever day.
  func has(_ load: Load) -> Bool { sets[load.elements]?.contains(load.vehicle) ?? false }
}
