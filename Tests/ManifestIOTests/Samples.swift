// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import ManifestIO

/// The folders of manifests beside these tests.
enum Samples {
  /// The folder of that name.
  static func folder(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// The manifests of a folder, by name.
  static func manifests(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: self.folder(folder))) ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
  }

  /// The bytes of a manifest.
  static func bytes(_ folder: String, _ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: self.folder(folder) + "/" + name)))
  }

  /// Every problem of a text, warnings included; `LINE:COLUMN code`, the file before it if it is
  /// not the manifest.
  static func problems(_ bytes: [UInt8], directory: String) -> [String] {
    diagnostics(bytes, directory: directory).map { problem in
      let file = problem.file == "manifest.yaml" ? "" : (problem.file as NSString).lastPathComponent
      return (file.isEmpty ? "" : file + ":") + "\(problem.line):\(problem.column) \(problem.code)"
    }
  }

  /// Every problem of a text, warnings included.
  static func diagnostics(_ bytes: [UInt8], directory: String = ".") -> [Diagnostic] {
    do throws(ManifestError) {
      return try Manifest.load(bytes: bytes, name: "manifest.yaml", directory: directory).warnings
    } catch {
      guard case .invalid(let problems) = error else { return [] }
      return problems
    }
  }
}
