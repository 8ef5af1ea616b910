// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The plan that another is judged against, in the numbers of a problem: what of it has not flown.
struct TinyBaseline {
  let flights: [Flight]
  /// The vehicle and the day of each element; nil for those that have flown or do not fly.
  let places: [Place?]

  struct Flight {
    var vehicle: Int
    var day: Int
    /// Those aboard that have not flown, ascending; never empty.
    var elements: [Int]
  }

  struct Place: Equatable {
    var vehicle: Int
    var day: Int
  }

  init(_ flights: [CampaignModel.Flight], of campaign: Campaign) {
    let flown = campaign.actuals.filter { !$0.isLost }.flatMap(\.elements)
    var places = [Place?](repeating: nil, count: campaign.elements.count)
    self.flights = flights.compactMap { flight in
      let elements = campaign.elements.indices.filter { index in
        let id = campaign.elements[index].id
        return flight.elements.contains(id) && !flown.contains(id)
      }
      let vehicle = campaign.vehicles.firstIndex { $0.id == flight.vehicle }
      guard let vehicle, !elements.isEmpty else { return nil }
      let day = flight.launch - campaign.start
      for element in elements { places[element] = Place(vehicle: vehicle, day: day) }
      return Flight(vehicle: vehicle, day: day, elements: elements)
    }.sorted { ($0.day, $0.vehicle, $0.elements[0]) < ($1.day, $1.vehicle, $1.elements[0]) }
    self.places = places
  }

  func has(vehicle: Int, elements: [Int]) -> Bool {
    flights.contains { $0.vehicle == vehicle && $0.elements == elements }
  }
}

extension TinySearch {
  // MARK: Counting changes

  /// The fewest flights that can still come to be in one of the plans only.
  func changedFlights(from baseline: TinyBaseline) -> Int {
    let own = flights.filter { !$0.isPast }
    let aboard = own.flatMap(\.aboard)
    /// Whether a flight as it is can become one of the baseline: nobody leaves it, and whoever is
    /// missing may still come.
    func canBecome(_ other: TinyBaseline.Flight, _ flight: TinyFlight) -> Bool {
      flight.vehicle == other.vehicle && flight.aboard.allSatisfy(other.elements.contains)
        && other.elements.allSatisfy { element in
          flight.aboard.contains(element) || !aboard.contains(element) && !isGrounded[element]
        }
    }
    let new = own.count { flight in !baseline.flights.contains { canBecome($0, flight) } }
    let gone = baseline.flights.count { other in
      let there = own.filter { flight in flight.aboard.contains(where: other.elements.contains) }
      return !there.allSatisfy { canBecome(other, $0) }
        || other.elements.contains { isGrounded[$0] }
    }
    return new + gone
  }

  /// How many of the elements that are settled are on another vehicle, and how many on another day.
  func changedPlaces(from baseline: TinyBaseline) -> (vehicles: Int, dates: Int) {
    var (vehicles, dates) = (0, 0)
    for element in stays.indices where !isPast[element] {
      let old = baseline.places[element]
      if isGrounded[element] {
        if old != nil { (vehicles, dates) = (vehicles + 1, dates + 1) }
      } else if let flight = flights.first(where: { $0.aboard.contains(element) }) {
        if old?.vehicle != flight.vehicle { vehicles += 1 }
        if old?.day != flight.day { dates += 1 }
      }
    }
    return (vehicles, dates)
  }
}
