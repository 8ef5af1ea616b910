// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import WhatIf

/// The words in which tables and sentences put what is otherwise.
struct DifferenceWording {
  let style: ReportStyle

  /// What stands between what was and what is.
  var arrow: String { style.isUnicode ? "→" : "->" }

  /// Something that was and is, once when it is the same.
  func change(_ before: String?, _ after: String?) -> String {
    if before == after { return before ?? "-" }
    return "\(before ?? "-") \(arrow) \(after ?? "-")"
  }

  /// Days later, `+180 d`, or earlier, `-30 d`.
  func slip(_ days: Int?) -> String {
    guard let days else { return "-" }
    return days > 0 ? "+\(days) d" : "\(days) d"
  }

  /// A slip in the colour of good or bad news, behind spaces up to a width.
  func tone(_ days: Int?) -> ReportStyle.Tone? {
    guard let days, days != 0 else { return nil }
    return days > 0 ? .bad : .good
  }

  /// How many there are of a thing.
  func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  /// A difference of two amounts with its sign.
  func signed(_ amount: Amount) -> String {
    amount > .zero ? "+\(amount)" : amount.description
  }
}

extension Cause {
  /// The cause in a few words: what holds the element up, step by step back to the change.
  public var summary: String {
    switch self {
    case .direct(let step): step.summary
    case .chain(let steps): steps.map(\.summary).joined(separator: "; ")
    case .rearranged: "rearranged"
    }
  }
}

extension Cause.Step {
  /// The step in a few words: `F02 SLS-1B.available`.
  var summary: String {
    let subject = [flight, element?.text].compactMap(\.self).joined(separator: " ")
    return subject.isEmpty ? path.description : "\(subject): \(path)"
  }
}
