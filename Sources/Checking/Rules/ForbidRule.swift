// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// No rule of the manifest forbids an element on its vehicle.
struct ForbidRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let rules = logbook.campaign.rules.map {
      (elements: Members($0.elements), vehicles: Members($0.vehicles), why: $0.why)
    }
    var found: [Violation] = []
    for (flight, vehicle) in logbook.newFlights {
      for (index, rule) in rules.enumerated()
      where rule.vehicles.contains(vehicle.id, vehicle.agency, vehicle.tags) {
        for element in flight.aboard.map({ logbook.campaign.elements[$0] })
        where rule.elements.contains(element.id, element.agency, element.tags) {
          found.append(
            .of(
              .rules, flight, element: element.id,
              "\(flight.name) carries \(element.id) on \(vehicle.id); a rule forbids it"
                + (rule.why.map { ": \($0)" } ?? ""),
              ManifestPath("rules", String(index))))
        }
      }
    }
    return found
  }

  /// A selection, its identifiers in a set: a rule may list as many as the manifest has.
  private enum Members<Member> {
    case all
    case agency(String)
    case tag(String)
    case ids(Set<Identifier<Member>>)

    init(_ selection: CampaignModel.Rule.Selection<Member>) {
      switch selection {
      case .all: self = .all
      case .agency(let agency): self = .agency(agency)
      case .tag(let tag): self = .tag(tag)
      case .ids(let ids): self = .ids(Set(ids))
      }
    }

    func contains(_ id: Identifier<Member>, _ agency: String?, _ tags: [String]) -> Bool {
      switch self {
      case .all: true
      case .agency(let selected): agency == selected
      case .tag(let selected): tags.contains(selected)
      case .ids(let ids): ids.contains(id)
      }
    }
  }
}
