// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import WhatIf

/// Why there is no plan, in words for the terminal.
public enum ConflictLines {
  /// The facts that no plan keeps together, then what would help.
  public static func lines(_ conflict: Conflict, style: ReportStyle = ReportStyle()) -> [String] {
    var lines = [style.paint(heading(conflict), .heading)]
    lines += list(conflict.facts.map { ($0.text, "\($0.path)") })
    if !conflict.isIrreducible {
      lines.append("A limit ended the search: some of them may not be needed.")
    }
    lines.append("")
    guard !conflict.fixes.isEmpty else {
      lines.append(
        conflict.areFixesComplete
          ? "No single change of one of them makes a plan possible: there are more conflicts."
          : "No single change was found that makes a plan possible; a limit ended the search.")
      return lines
    }
    let heading = "Each of these changes makes a plan possible, the smallest first:"
    lines.append(style.paint(heading, .heading))
    let shown = conflict.fixes.prefix(mostFixes)
    lines += list(
      shown.map { fix in
        (
          fix.text,
          (fix.isSmallest ? "" : "perhaps less will do; ") + (fix.setting ?? "\(fix.path)")
        )
      })
    if conflict.fixes.count > mostFixes {
      lines.append("  and \(conflict.fixes.count - mostFixes) more")
    }
    if !conflict.areFixesComplete { lines.append("A limit ended the search for others.") }
    return lines
  }

  private static let mostFixes = 12

  private static func heading(_ conflict: Conflict) -> String {
    switch conflict.facts.count {
    case 1: "No plan keeps this fact:"
    case let count where conflict.isIrreducible:
      "No plan keeps these \(count) facts together; any \(count == 2 ? "one" : "\(count - 1)") of "
        + "them can be kept:"
    case let count: "No plan keeps these \(count) facts together:"
    }
  }

  /// Sentences with what they are about beside them.
  private static func list(_ rows: [(text: String, note: String)]) -> [String] {
    rows.map { "  - \($0.text)  [\($0.note)]" }
  }
}
