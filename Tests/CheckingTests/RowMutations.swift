// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import Testing

/// Expects the checker to find it when any row of a good timeline is dropped, repeated or exchanged
/// with the next.
func expectEachRowInPlace(
  of good: Timeline, in campaign: Campaign, sourceLocation: SourceLocation = #_sourceLocation
) {
  let checker = TimelineChecker(campaign)
  func expectFound(_ what: Comment, _ change: (inout [TimelineEvent]) -> Void) {
    var timeline = good
    change(&timeline.events)
    #expect(!checker.violations(in: timeline).isEmpty, what, sourceLocation: sourceLocation)
  }
  #expect(checker.violations(in: good).isEmpty, sourceLocation: sourceLocation)
  for index in good.events.indices {
    expectFound("without row \(index + 1)") { $0.remove(at: index) }
    expectFound("row \(index + 1) twice") { $0.insert($0[index], at: index) }
    guard index + 1 < good.events.count else { continue }
    expectFound("rows \(index + 1) and next") { $0.swapAt(index, index + 1) }
  }
}
