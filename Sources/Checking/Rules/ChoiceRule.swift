// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Of each choice, exactly one element flies; one that has flown already counts.
struct ChoiceRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.campaign.choices.compactMap { choice in
      let flown = choice.oneOf.compactMap { id in logbook.stay(of: id).map { (id, $0) } }
      guard flown.count != 1 else { return nil }
      let who =
        flown.isEmpty
        ? "none"
        : flown.map { "\($0) on \(logbook.flight(of: $1).launch)" }.joined(separator: " and ")
      return Violation(
        kind: .choices, element: flown.dropFirst().first?.0,
        message: "of \(choice.id), exactly one of \(Figures.count(choice.oneOf.count, "element")) "
          + "flies; the timeline flies \(who)",
        path: ManifestPath("choices", choice.id.text, "oneOf"))
    }
  }
}
