// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What a plan uses of what a campaign allows.
struct PlanFigures {
  let campaign: Campaign
  let flights: [Flight]
  private let past: Set<Launch>

  private struct Launch: Hashable {
    var vehicle: Vehicle.ID
    var day: Day
    var elements: [Element.ID]
  }

  init(_ flights: [Flight], of campaign: Campaign) {
    self.campaign = campaign
    self.flights = flights.sorted { $0.launch < $1.launch }
    past = Set(
      campaign.actuals.map { Launch(vehicle: $0.vehicle, day: $0.launched, elements: $0.elements) })
  }

  private func isPast(_ flight: Flight) -> Bool {
    past.contains(
      Launch(vehicle: flight.vehicle, day: flight.launch, elements: flight.elements))
  }

  /// The flights that have not happened.
  var new: [Flight] { flights.filter { !isPast($0) } }

  func new(of vehicle: Vehicle.ID) -> [Flight] { new.filter { $0.vehicle == vehicle } }

  /// The flight that brings an element.
  func flight(of id: Element.ID) -> Flight? {
    flights.last { !$0.isLost && $0.elements.contains(id) }
  }

  func arrival(of id: Element.ID) -> Day? {
    guard let flight = flight(of: id),
      let element = campaign.elements.first(where: { $0.id == id }),
      let vehicle = campaign.vehicles.first(where: { $0.id == flight.vehicle })
    else { return nil }
    return flight.launch + (vehicle.route(to: flight.node)?.transit ?? 0)
      + (element.transfer?.transit ?? 0)
  }

  func operational(_ id: Element.ID) -> Day? {
    guard let element = campaign.elements.first(where: { $0.id == id }) else { return nil }
    return arrival(of: id).map { $0 + element.commissioning }
  }

  /// The last day on which something launches or becomes operational.
  var last: Day? {
    let days = new.flatMap { flight in
      [flight.launch] + flight.elements.compactMap { operational($0) }
    }
    return days.max()
  }

  /// The mass aboard a flight.
  func mass(of flight: Flight) -> Mass {
    campaign.elements.filter { flight.elements.contains($0.id) }.reduce(.zero) { $0 + $1.mass }
  }

  /// The fewest days between launches that belong together, one of which is new.
  func leastGap(_ belongs: (Flight) -> Bool) -> Int? {
    let own = flights.filter(belongs)
    return zip(own, own.dropFirst()).filter { !isPast($0) || !isPast($1) }
      .map { $1.launch - $0.launch }.min()
  }

  /// The most flights of a vehicle in a year.
  func mostInYear(of vehicle: Vehicle.ID) -> Int {
    Dictionary(grouping: flights.filter { $0.vehicle == vehicle }) { $0.launch.year }
      .values.map(\.count).max() ?? 0
  }

  /// The most that the flights of a year cost.
  var mostCost: Amount {
    let costs = Dictionary(campaign.vehicles.map { ($0.id, $0.cost) }) { first, _ in first }
    return Dictionary(grouping: flights) { $0.launch.year }.values.map { year in
      year.reduce(Amount.zero) { $0 + (costs[$1.vehicle] ?? .zero) }
    }.max() ?? .zero
  }
}
