// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// One family of rules, judged over a whole timeline.
protocol TimelineRule: Sendable {
  /// What a timeline breaks of these rules, in the order of its flights and elements.
  func violations(in logbook: Logbook) -> [Violation]
}
