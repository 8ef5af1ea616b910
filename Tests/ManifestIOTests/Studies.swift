// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import ManifestIO

/// The studies beside these tests, and the manifest that they are about.
enum Studies {
  /// The path of the manifest.
  static let manifestPath = Samples.folder("Studies") + "/manifest.yaml"

  /// The manifest.
  static func manifest() throws -> Manifest { try Manifest.load(path: manifestPath) }

  /// What a study asks of the manifest.
  static func study(_ name: String) throws -> (file: StudyFile, study: Study) {
    let file = try StudyFile.load(path: Samples.folder("Studies/Good") + "/" + name)
    return (file, try file.study(of: try manifest()))
  }

  /// Every problem of a study; `LINE:COLUMN code`, the file before it if it is the manifest.
  static func problems(_ bytes: [UInt8]) -> [String] {
    diagnostics(bytes).map { problem in
      let file = problem.file == "study.yaml" ? "" : (problem.file as NSString).lastPathComponent
      return (file.isEmpty ? "" : file + ":") + "\(problem.line):\(problem.column) \(problem.code)"
    }
  }

  /// Every problem of a study, warnings included.
  static func diagnostics(_ bytes: [UInt8]) -> [Diagnostic] {
    do {
      let file = try StudyFile.load(bytes: bytes, name: "study.yaml")
      _ = try file.study(of: try manifest())
      return file.warnings
    } catch {
      guard let error = error as? ManifestError, case .invalid(let problems) = error else {
        return []
      }
      return problems
    }
  }
}
