// SPDX-License-Identifier: GPL-3.0-or-later

extension ManifestForm {
  /// An entry of `vehicles`.
  static let vehicle = Record(
    "a vehicle",
    [
      .optional("agency", .text, "Who operates it; `rules` select by it."),
      .optional(
        "tags", .list(.name, atLeast: 0), default: "none", "Names that `rules` select it by."),
      .optional(
        "pads", .list(.reference(.pads), atLeast: 1), default: "pads do not matter",
        "The pads it can launch from; each flight uses one."),
      .optional(
        "windows",
        .choice([.reference(.windows), .list(.reference(.windows), atLeast: 1)]),
        default: "any day",
        "The windows it launches in: the name of a set, or a list of names, any of which will do."),
      .optional(
        "available", .choice([.date, .record(availability)]), default: "always",
        "The first day on which it can launch, or a mapping with the first and last day."),
      .optional(
        "grounded", .list(.record(grounding), atLeast: 0), default: "never",
        "The spans of days in which it does not launch."),
      .optional(
        "turnaround", .quantity(.days), default: "`0 d`",
        "Least days between two of its launches, from whatever pad."),
      .optional(
        "flights", .whole(1...Limits.count), default: "no limit",
        "Most flights in the campaign, past flights included."),
      .optional(
        "perYear", .whole(1...Limits.count), default: "no limit",
        "Most flights in a calendar year, past flights included."),
      .optional(
        "slots", .whole(1...Limits.count), default: "no limit", "Most elements on a flight."),
      .required(
        "capacity", .table(.quantity(.mass), by: .free("node"), atLeast: 1),
        "The nodes it reaches, and the most payload that a flight takes there."),
      .optional(
        "transit", .table(.quantity(.days), by: .free("node"), atLeast: 0), default: "`0 d`",
        "Days from launch to arrival, for nodes that have a `capacity`."),
      .optional(
        "fairing", .record(fairing), default: "no limit",
        "The space for payload. Each element must fit by itself."),
      .optional(
        "cost", .number(most: Limits.money), default: "`0`",
        "What a flight costs, in the same currency throughout."),
      .optional(
        "uncertainty", .record(vehicleUncertainty), default: "it is certain",
        "What is uncertain about it. Plans do not know of it, simulations do."),
    ])

  /// `available`, as a mapping.
  static let availability = Record(
    "an availability",
    [
      .optional("from", .date, default: "no limit", "The first day on which it can launch."),
      .optional("until", .date, default: "no limit", "The last day on which it can launch."),
    ])

  /// An entry of `grounded`.
  static let grounding = Record(
    "a grounding",
    [
      .required("from", .date, "The first day without launches."),
      .required("until", .date, "The last day without launches."),
      .optional("why", .text, "Why, for messages."),
    ])

  /// `fairing`.
  static let fairing = Record(
    "a fairing",
    [
      .optional(
        "diameter", .quantity(.length), default: "no limit", "The widest element that fits."),
      .optional(
        "length", .quantity(.length), default: "no limit", "The longest element that fits."),
    ])

  /// An entry of `windows`.
  static let windows = Form.choice([
    .record(recurringWindows), .record(windowFile), .list(.record(window), atLeast: 1),
  ])

  /// Windows that recur.
  static let recurringWindows = Record(
    "a recurring window",
    [
      .required("from", .date, "The day on which the first one opens."),
      .required(
        "every", .quantity(.period),
        "The days from one opening to the next, to a thousandth of a day: the i-th one (from 0) "
          + "opens on day `from` + floor(i × `every`). They recur until the campaign's end."),
      .required(
        "open", .quantity(.someDays),
        "For how many launch days each stays open; not longer than `every`."),
    ])

  /// Windows in a file of their own.
  static let windowFile = Record(
    "a file of windows",
    [
      .required(
        "file", .text,
        "A CSV file, its path relative to the manifest, with the columns `open` and `close` "
          + "and one window a row.")
    ])

  /// A window of a list.
  static let window = Record(
    "a window",
    [
      .required("open", .date, "The first day of the window."),
      .required("close", .date, "The last day of the window, inclusive."),
    ])

  /// An entry of `rules`.
  static let rule = Record(
    "a rule",
    [
      .required(
        "forbid", .record(forbidden), "The elements and the vehicles that do not go together."),
      .optional("why", .text, "Why, for messages."),
    ])

  /// `forbid`.
  static let forbidden = Record(
    "a prohibition", annotated: false,
    [
      .required("elements", selection(of: .elements), "The elements it is about."),
      .required("vehicles", selection(of: .vehicles), "The vehicles they may not fly on."),
    ])

  /// A selection of elements or vehicles.
  static func selection(of section: Form.Section) -> Form {
    .choice([
      .word(["all"]),
      .list(.reference(section), atLeast: 1),
      .record(
        Record(
          "a selection by agency", annotated: false,
          [.required("agency", .text, "Those of this agency.")])),
      .record(
        Record(
          "a selection by tag", annotated: false,
          [.required("tag", .name, "Those with this tag.")])),
      .record(
        Record(
          "a selection by identifier", annotated: false,
          [
            .required(
              "ids", .list(.reference(section), atLeast: 1), "Those with these identifiers.")
          ])),
    ])
  }
}
