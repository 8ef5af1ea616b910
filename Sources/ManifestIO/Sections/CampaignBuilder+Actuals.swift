// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  /// The flights that have happened, checked against the rest of the campaign.
  mutating func actuals(of campaign: Campaign) -> [PastFlight] {
    let check = ActualsCheck(campaign: campaign)
    var sorties = Sorties()
    let flights = (root.list("actuals") ?? []).compactMap { value -> PastFlight? in
      guard let record = value.record, let id = record.text("vehicle"),
        let launched = record.date("launched"), let elements = record.list("elements")
      else { return nil }
      checkDate(launched, record, campaign)
      let aboard = elements.compactMap { elementID($0) }
      let isLost = record.flag("lost") ?? false
      for element in elements {
        guard let text = element.text, names.count(ofSeries: text) == nil else { continue }
        sorties.add(
          Sorties.Sortie(launched: launched, isLost: isLost, place: element.place), of: text)
      }
      var pad = record.text("pad").map(Pad.ID.init(_:))
      if let vehicle = check.vehicles[id] {
        checkRoute(record, elements, vehicle, check)
        pad = checkPad(pad, record, vehicle)
      }
      return PastFlight(
        vehicle: Vehicle.ID(id), launched: launched,
        elements: aboard, pad: pad, isLost: isLost,
        note: note(record))
    }
    checkSorties(sorties)
    return flights
  }

  private mutating func checkDate(_ day: Day, _ record: ReadRecord, _ campaign: Campaign) {
    let place = record["launched"]?.place ?? record.place
    if root.record("campaign")?.date("start") != nil, root.record("campaign")?.date("end") != nil,
      day < campaign.start || day > campaign.end
    {
      report(
        .actualOutsideCampaign, at: place,
        "the flight launched on \(day), but the campaign is "
          + "from \(campaign.start) to \(campaign.end)",
        help: "correct the date, or move the campaign's 'start' or 'end'")
    } else if let status = campaign.status, day > status {
      report(
        .actualAfterStatus, at: place,
        "the flight launched on \(day), after the status date \(status)",
        help: "a past flight is before today: correct the date, or the campaign's 'status'")
    }
  }

  private mutating func checkRoute(
    _ record: ReadRecord, _ elements: [ReadValue], _ vehicle: Vehicle, _ check: ActualsCheck
  ) {
    var first: Node.ID?
    for value in elements {
      guard let id = value.text, let node = check.nodes[id] else { continue }
      if !vehicle.routes.isEmpty, vehicle.route(to: node) == nil {
        report(
          .unreachableNode, at: value.place,
          "\(id) goes to \(node), to which \(vehicle.id) has no capacity",
          help: "add '\(node)' to the 'capacity' of \(vehicle.id), or correct the flight")
      } else if let first, node != first {
        report(
          .unreachableNode, at: value.place,
          "\(id) goes to \(node), but the flight to \(first)",
          help: "all elements of a flight go to one node")
      }
      first = first ?? node
    }
  }

  /// The pad of a past flight: the one given, or the only one of its vehicle.
  private mutating func checkPad(
    _ pad: Pad.ID?, _ record: ReadRecord, _ vehicle: Vehicle
  ) -> Pad.ID? {
    if let pad {
      guard !vehicle.pads.contains(pad) else { return pad }
      report(
        .wrongPad, at: record["pad"]?.place ?? record.place,
        "\(vehicle.id) does not launch from the pad \(pad.text.quoted)",
        help: vehicle.pads.isEmpty
          ? "remove 'pad', or give the vehicle its 'pads'"
          : "its pads are \(vehicle.pads.map(\.text).alternatives)")
      return nil
    }
    guard vehicle.pads.count > 1 else { return vehicle.pads.first }
    report(
      .missingPad, at: record["vehicle"]?.place ?? record.place,
      "\(vehicle.id) has \(vehicle.pads.count) pads, and the flight does not say which it used",
      help: "add 'pad': \(vehicle.pads.map(\.text).alternatives)")
    return nil
  }
}

/// What past flights are checked against, by identifier.
private struct ActualsCheck {
  let vehicles: [String: Vehicle]
  let nodes: [String: Node.ID]

  init(campaign: Campaign) {
    vehicles = Dictionary(
      campaign.vehicles.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
    nodes = Dictionary(
      campaign.elements.map { ($0.id.text, $0.launchNode) }, uniquingKeysWith: { first, _ in first }
    )
  }
}
