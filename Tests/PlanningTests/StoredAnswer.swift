// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

/// A campaign and the optima that CP-SAT has proven for it, from `Campaigns/answers.csv`.
///
/// `Benchmarks/answers.py` makes the file; its columns say how and when. A campaign whose manifest
/// is not beside it is there for the benchmark.
struct StoredAnswer: Sendable, CustomTestStringConvertible {
  /// Which campaign.
  var campaign: String
  /// The digest of the manifest that was solved.
  var manifestSHA256: String
  /// The optimum of each objective, earlier ones held at theirs, in file order.
  var optima: [(objective: Objective, value: Amount)]

  /// Where its manifest would be.
  var path: String { Self.folder.appendingPathComponent("\(campaign).yaml").path }
  var testDescription: String { campaign }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Campaigns")

  /// All answers in file order, the manifest there or not.
  static let all: [StoredAnswer] = {
    let file = folder.appendingPathComponent("answers.csv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    var answers: [StoredAnswer] = []
    for line in lines.dropFirst() {
      let cell = Dictionary(uniqueKeysWithValues: zip(header, line))
      guard let campaign = cell["campaign"], let digest = cell["manifest_sha256"],
        let value = cell["value"].flatMap({ Int($0) }),
        let objective = [Objective.completion(nil), .operational, .flights].first(where: {
          "\($0)" == cell["objective"]
        })
      else { continue }
      if answers.last?.campaign != campaign {
        answers.append(StoredAnswer(campaign: campaign, manifestSHA256: digest, optima: []))
      }
      answers[answers.count - 1].optima.append((objective, Amount(value)))
    }
    return answers
  }()

  /// Those whose manifest is there.
  static let planned = all.filter { FileManager.default.fileExists(atPath: $0.path) }
}
