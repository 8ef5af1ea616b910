// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Planning

extension FixSearch {
  /// A further window of a day for a vehicle, where plans that need no windows would launch it.
  func windows(for id: Vehicle.ID) throws -> [Proposal] {
    let campaign = core.campaign
    guard let vehicle = campaign.vehicles.first(where: { $0.id == id }),
      let set = vehicle.windows?.first,
      let number = campaign.windows.firstIndex(where: { $0.id == set })
    else { return [] }
    let spans = campaign.windows.filter { vehicle.windows?.contains($0.id) ?? false }
      .flatMap(\.spans)
    let free = [Fact(statement: .windows(id), path: ManifestPath(), text: "")]
    var days: Set<Day> = []
    for relaxed in [core.keeping(core.facts).without(free), campaign.without(free)] {
      guard case .feasible(let flights) = try oracle.answer(relaxed) else { continue }
      for flight in PlanFigures(flights, of: relaxed).new(of: id) {
        if !spans.contains(where: { $0.contains(flight.launch) }) { days.insert(flight.launch) }
      }
    }
    return days.sorted().prefix(Self.mostWindows).map { day in
      var changed = campaign
      changed.windows[number].spans = (changed.windows[number].spans + [day...day]).sorted {
        ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
      }
      return Proposal(
        path: ManifestPath("windows", set.text),
        text: "the windows \(set) have one more, on \(day)",
        size: Proposal.Size.window, campaign: changed)
    }
  }

  private static let mostWindows = 4
}

extension Campaign {
  /// How long the recurring windows of a vehicle stay open.
  func windowKnobs(of id: Vehicle.ID) -> [Knob] {
    guard let names = vehicles.first(where: { $0.id == id })?.windows else { return [] }
    return windows.indices.compactMap { number -> Knob? in
      let set = windows[number]
      guard names.contains(set.id), let recurrence = set.recurrence else { return nil }
      let (start, end) = (start, end)
      return Knob(
        path: ManifestPath("windows", set.id.text, "open"),
        most: recurrence.everyThousandths / 1000 - recurrence.open, unit: 30,
        turn: { steps, campaign in
          var longer = recurrence
          longer.open += steps
          campaign.windows[number].recurrence = longer
          // What a scenario has added stays.
          let own = Set(recurrence.spans(in: start...end))
          let others = set.spans.filter { !own.contains($0) }
          campaign.windows[number].spans = (others + longer.spans(in: start...end)).sorted {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
          }
        },
        text: { steps in
          "the windows \(set.id) stay open for \(Phrase.count(recurrence.open + steps, "day")) "
            + "instead of \(recurrence.open)"
        },
        value: { "\(recurrence.open + $0) d" })
    }
  }
}
