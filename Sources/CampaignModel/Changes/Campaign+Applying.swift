// SPDX-License-Identifier: GPL-3.0-or-later

extension Campaign {
  /// The campaign as a scenario supposes it.
  ///
  /// First the past: the flights of the baseline that launch before the scenario's `asOf`, or up to
  /// one that is lost, become `actuals`, and `status` moves there. Then the changes are made, in
  /// their order. `baseline` is a plan of this campaign, past flights included or not; only `asOf`
  /// and lost flights need it.
  ///
  /// - Throws: `ChangeError` for the first change that cannot be made.
  public func applying(
    _ scenario: Scenario, baseline: [Flight]
  ) throws(ChangeError) -> Campaign {
    try applyingWithRemarks(scenario, baseline: baseline).campaign
  }

  /// The campaign as a scenario supposes it, and which of the changes have no effect.
  ///
  /// - Throws: `ChangeError` for the first change that cannot be made.
  public func applyingWithRemarks(
    _ scenario: Scenario, baseline: [Flight]
  ) throws(ChangeError) -> (campaign: Campaign, remarks: [ChangeRemark]) {
    var application = ScenarioApplication(campaign: self)
    try application.remember(baseline, of: scenario)
    for (index, change) in scenario.changes.enumerated() {
      application.index = index
      try application.make(change)
    }
    return (application.campaign, application.remarks)
  }
}

/// A campaign while the changes of a scenario are made to it.
struct ScenarioApplication {
  var campaign: Campaign
  var remarks: [ChangeRemark] = []
  /// The position of the change being made; nil while the past is.
  var index: Int?

  init(campaign: Campaign) {
    self.campaign = campaign
  }

  /// Makes a change; lost flights are among the past already.
  mutating func make(_ change: Change) throws(ChangeError) {
    switch change {
    case .delayVehicle(let id, let delay):
      let number = try vehicle(id)
      let vehicle = campaign.vehicles[number]
      let first = max(
        vehicle.availableFrom ?? campaign.start, campaign.start, campaign.status ?? campaign.start)
      campaign.vehicles[number].availableFrom = first.later(by: delay)
    case .delayElement(let id, let delay):
      let number = try element(id)
      if let flight = campaign.actuals.first(where: { !$0.isLost && $0.elements.contains(id) }) {
        remark(
          "the delay of \(id) has no effect: it has flown, on \(flight.launched)",
          help: "suppose an earlier day with 'as of'")
      }
      let ready = campaign.elements[number].ready ?? campaign.start
      campaign.elements[number].ready = ready.later(by: delay)
    case .ground(let id, let span, let why):
      campaign.vehicles[try vehicle(id)].grounded.append(Vehicle.Grounding(span: span, why: why))
    case .lose: break
    case .cancel(let id):
      let number = try vehicle(id)
      campaign.vehicles[number].flights = campaign.actuals.count { $0.vehicle == id }
      // Nor is a flight that has failed made up for.
      campaign.vehicles[number].uncertainty?.spares = 0
    case .drop(let id): try drop(id)
    case .capacity(let id, let node, let change): try changeCapacity(of: id, to: node, change)
    case .addWindow(let id, let span): try addWindow(span, to: id)
    }
  }

  private mutating func changeCapacity(
    of id: Vehicle.ID, to node: Node.ID?, _ change: Change.CapacityChange
  ) throws(ChangeError) {
    let number = try vehicle(id)
    let nodes = campaign.vehicles[number].routes.map(\.node)
    if let node, !nodes.contains(node) {
      let known = nodes.map(\.text)
      throw ChangeError(
        change: index,
        reason: .unreachable(
          id, node, known: known, nearest: NearestName.of(node.text, among: known)))
    }
    for route in nodes.indices where node == nil || nodes[route] == node {
      let capacity = campaign.vehicles[number].routes[route].capacity
      campaign.vehicles[number].routes[route].capacity = change.applied(to: capacity)
    }
  }

  private mutating func addWindow(
    _ span: ClosedRange<Day>, to id: LaunchWindows.ID
  ) throws(ChangeError) {
    guard let number = campaign.windows.firstIndex(where: { $0.id == id }) else {
      throw unknown(.windows, id.text, among: campaign.windows.map(\.id.text))
    }
    var spans = campaign.windows[number].spans
    let place =
      spans.firstIndex {
        ($0.lowerBound, $0.upperBound) > (span.lowerBound, span.upperBound)
      } ?? spans.count
    spans.insert(span, at: place)
    campaign.windows[number].spans = spans
    if !campaign.vehicles.contains(where: { $0.windows?.contains(id) == true }) {
      remark(
        "the window has no effect: no vehicle launches in the windows \(id)",
        help: "add it to a set that a vehicle has in its 'windows'")
    }
  }

  // MARK: -

  private func vehicle(_ id: Vehicle.ID) throws(ChangeError) -> Int {
    if let number = campaign.vehicles.firstIndex(where: { $0.id == id }) { return number }
    throw unknown(.vehicle, id.text, among: campaign.vehicles.map(\.id.text))
  }

  func element(_ id: Element.ID) throws(ChangeError) -> Int {
    if let number = campaign.elements.firstIndex(where: { $0.id == id }) { return number }
    throw unknown(.element, id.text, among: campaign.elements.map(\.id.text))
  }

  func unknown(_ subject: ChangeError.Subject, _ id: String, among known: [String]) -> ChangeError {
    ChangeError(
      change: index,
      reason: .unknown(subject, id, known: known, nearest: NearestName.of(id, among: known)))
  }

  mutating func remark(_ message: String, help: String) {
    remarks.append(ChangeRemark(change: index ?? 0, message: message, help: help))
  }
}

extension Change.CapacityChange {
  /// What a capacity becomes: rounded down to the gram, never below zero.
  func applied(to capacity: Mass) -> Mass {
    let now = Int128(capacity.thousandths)
    let changed =
      switch self {
      case .percent(let thousandths):
        // Int128 has no overflow to fear from two numbers of 64 bits.
        max(0, now * (100_000 + Int128(thousandths))) / 100_000
      case .by(let mass): now + Int128(mass.thousandths)
      case .to(let mass): Int128(mass.thousandths)
      }
    return Mass(thousandths: Int(min(max(changed, 0), Self.most)))
  }

  /// What no capacity exceeds, so that sums over all flights cannot overflow: 10^9 kg.
  private static let most: Int128 = 1_000_000_000_000
}
