// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

@Suite struct `The nearest name` {
  @Test(
    "is counted in edits and exchanges of neighbours",
    arguments: [
      ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1), ("ca", "abc", 3),
      ("turnaround", "turnarround", 1), ("capacity", "capcaity", 1), ("abcdef", "fedcba", 5),
    ])
  func distances(left: String, right: String, distance: Int) {
    #expect(NearestName.distance(Array(left), Array(right)) == distance)
    #expect(NearestName.distance(Array(right), Array(left)) == distance)
  }

  @Test("obeys the rules of a distance", arguments: 0..<50)
  func isADistance(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let words = (0..<2).map { _ in
      (0..<Int.random(in: 0..<8, using: &random)).map { _ in Int.random(in: 0..<3, using: &random) }
    }
    let distance = NearestName.distance(words[0], words[1])
    #expect(NearestName.distance(words[0], words[0]) == 0)
    #expect(distance <= max(words[0].count, words[1].count))
    #expect(distance >= abs(words[0].count - words[1].count))
    #expect((distance == 0) == (words[0] == words[1]))
  }

  @Test(
    "is suggested only when it is near",
    arguments: [
      ("turnarround", "turnaround"), ("PERYEAR", "perYear"), ("slot", "slots"), ("colour", nil),
      ("x", nil), ("capacties", "capacity"), (String(repeating: "a", count: 100), nil),
    ])
  func suggestions(text: String, nearest: String?) {
    #expect(NearestName.of(text, among: ["turnaround", "perYear", "slots", "capacity"]) == nearest)
  }
}
