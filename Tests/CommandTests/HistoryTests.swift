// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@Suite("The assembly of the space station as it was")
struct HistoryTests {
  @Test("keeps every rule of its manifest but one window")
  func verified() throws {
    let run = try Command.run(
      "verify", Self.path("iss-1998-2011.yaml"), Self.path("iss-history.csv"))
    #expect(run.status == 3)
    let errors = run.errors.split(separator: "\n").filter { $0.contains("error[") }
    #expect(errors.count == 1)
    #expect(
      errors.first?.contains("error[window]: 2007-10-23: F20 launches on 2007-10-23") == true)
  }

  private static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("manifests/\(name)").path
  }
}
