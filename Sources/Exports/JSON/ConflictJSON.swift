// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import WhatIf

/// Why there is no plan, as JSON; docs/reading-results.md describes every key.
public enum ConflictJSON {
  /// The value for a conflict.
  public static func value(_ conflict: Conflict) -> JSONValue {
    .object([
      ("summary", .string(conflict.summary)),
      ("irreducible", .bool(conflict.isIrreducible)),
      (
        "facts",
        .array(
          conflict.facts.map { fact in
            .object([
              ("path", .string(fact.path.description)), ("text", .string(fact.text)),
              ("element", .optional(fact.element?.text)),
              ("vehicle", .optional(fact.vehicle?.text)),
            ])
          })
      ),
      (
        "fixes",
        .array(
          conflict.fixes.map { fix in
            .object([
              ("path", .string(fix.path.description)), ("text", .string(fix.text)),
              ("set", .optional(fix.setting)), ("smallest", .bool(fix.isSmallest)),
            ])
          })
      ),
      ("fixes_complete", .bool(conflict.areFixesComplete)),
      ("stopped", .bool(conflict.wasStopped)),
      ("solves", .whole(conflict.solves)),
    ])
  }
}
