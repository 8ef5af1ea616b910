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
  /// The cause in a few words, from the change to the element: the fact, then the flights that it
  /// holds up in turn, each with the rule that holds it: `SLS-1B.available > F03 turnaround`.
  public var summary: String {
    switch self {
    case .direct(let step): step.fact
    case .chain(let steps):
      ([steps.first?.fact].compactMap(\.self) + steps.dropFirst().map(\.hold)).joined(
        separator: " > ")
    case .rearranged: "rearranged"
    }
  }
}

extension Cause.Step {
  /// The fact without the section of the manifest that it stands in, which its name tells anyway.
  fileprivate var fact: String {
    if rule == "loss" || rule == "drop" {
      return (element.map { "\($0) " } ?? "") + (rule == "loss" ? "lost" : "dropped")
    }
    let sections: Set<String> = ["campaign", "elements", "pads", "stores", "vehicles", "windows"]
    guard let section = path.keys.first, path.keys.count > 1, sections.contains(section) else {
      return path.description
    }
    return path.keys.dropFirst().joined(separator: ".")
  }

  /// The flight that is held up, and by which rule.
  fileprivate var hold: String {
    ([flight ?? element?.text].compactMap(\.self) + [rule]).joined(separator: " ")
  }
}
