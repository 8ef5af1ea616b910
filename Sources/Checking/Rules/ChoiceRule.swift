// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Of each choice, exactly one element flies.
struct ChoiceRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.campaign.choices.compactMap { choice in
      let flown = choice.oneOf.filter { id in
        logbook.facts.element(id).map { logbook.stayOfElement[$0] != nil } ?? false
      }
      guard flown.count != 1 else { return nil }
      let who = flown.isEmpty ? "none" : flown.map(\.text).joined(separator: " and ")
      return Violation(
        kind: .choices, element: flown.dropFirst().first,
        message: "of \(choice.id), exactly one of \(Figures.count(choice.oneOf.count, "element")) "
          + "flies; the timeline flies \(who)",
        path: ManifestPath("choices", choice.id.text, "oneOf"))
    }
  }
}
