// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioApplication {
  /// Makes the past of a scenario: what of the baseline has happened, and what of it was lost.
  mutating func remember(
    _ baseline: [Flight], of scenario: Scenario
  ) throws(ChangeError) {
    var losses: [Flight] = []
    var asOf = scenario.asOf
    let hasLosses = scenario.changes.contains { if case .lose = $0 { true } else { false } }
    let numbered = hasLosses ? Flight.numbered(baseline, of: campaign) : []
    for (index, change) in scenario.changes.enumerated() {
      guard case .lose(let number) = change else { continue }
      self.index = index
      guard let flight = numbered.first(where: { $0.number == number })?.flight else {
        throw unknown(.flight, number, among: numbered.map(\.number))
      }
      guard !flight.isLost, !losses.contains(flight) else {
        throw ChangeError(change: index, reason: .alreadyLost(flight: number))
      }
      if let actual = campaign.actuals.firstIndex(where: { $0.isSame(as: flight) }) {
        throw ChangeError(
          change: index,
          reason: .hasHappened(flight: number, on: flight.launch, actual: actual))
      }
      losses.append(flight)
      asOf = max(asOf ?? flight.launch + 1, flight.launch + 1)
    }
    guard let asOf else { return }
    index = nil
    campaign.status = max(campaign.status ?? asOf, asOf)
    for (number, flight) in Flight.numbered(baseline, of: campaign)
    where flight.launch < asOf && !campaign.actuals.contains(where: { $0.isSame(as: flight) }) {
      try checkNames(of: flight, number)
      campaign.actuals.append(
        PastFlight(
          vehicle: flight.vehicle, launched: flight.launch, elements: flight.elements,
          pad: flight.pad, isLost: flight.isLost || losses.contains(flight)))
    }
  }

  /// A baseline of another campaign may fly what this one does not have.
  private func checkNames(of flight: Flight, _ number: String) throws(ChangeError) {
    if !campaign.vehicles.contains(where: { $0.id == flight.vehicle }) {
      throw ChangeError(
        change: index,
        reason: .notOfCampaign(flight: number, .vehicle, flight.vehicle.text))
    }
    for id in flight.elements where !campaign.elements.contains(where: { $0.id == id }) {
      throw ChangeError(
        change: index, reason: .notOfCampaign(flight: number, .element, id.text))
    }
  }
}

extension PastFlight {
  /// Whether a flight of a plan is this one.
  fileprivate func isSame(as flight: Flight) -> Bool {
    vehicle == flight.vehicle && launched == flight.launch && isLost == flight.isLost
      && Set(elements) == Set(flight.elements)
  }
}
