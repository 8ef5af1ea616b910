// SPDX-License-Identifier: GPL-3.0-or-later

extension ManifestForm {
  /// An entry of `elements`.
  static let element = Record(
    "an element",
    [
      .required("mass", .quantity(.mass), "Its mass at launch."),
      .optional("agency", .text, "Whose it is; `rules` select by it."),
      .optional("node", .name, default: "the campaign's", "Where it goes."),
      .optional(
        "diameter", .quantity(.length), default: "fits",
        "Its diameter, for the vehicle's `fairing`."),
      .optional(
        "length", .quantity(.length), default: "fits", "Its length, for the vehicle's `fairing`."),
      .optional("ready", .date, default: "always", "The earliest day on which it can launch."),
      .optional(
        "vehicles", .list(.reference(.vehicles), atLeast: 1), default: "all that lift it",
        "The vehicles it may fly on."),
      .optional(
        "after", .list(.choice([.reference(.elements), .record(precedence)]), atLeast: 0),
        default: "nothing",
        "What must be operational before it arrives: elements, or mappings with a lag."),
      .optional(
        "commissioning", .quantity(.days), default: "`0 d`",
        "Days from its arrival to its operational day."),
      .optional(
        "weight", .number(most: Limits.weight), default: "`1`",
        "Its weight in the objectives `operational` and `tardiness`."),
      .optional(
        "due", .date,
        "The operational day after which it is tardy; counts in the objective `tardiness`."
      ),
      .optional(
        "deadline", .date, default: "the campaign's end", "The latest operational day allowed."),
      .optional(
        "provides", .table(.amount, by: .naming(.resources), atLeast: 0), default: "nothing",
        "What it gives to the station from its operational day on, for each resource."),
      .optional(
        "consumes", .table(.amount, by: .naming(.resources), atLeast: 0), default: "nothing",
        "What it takes from the station from its operational day on, for each resource."),
      .optional(
        "ports", .table(.name, by: .free("port"), atLeast: 0), default: "none",
        "The docking ports it offers, each with its standard."),
      .optional("docks", .record(docking), default: "none", "The docking port it needs."),
      .optional(
        "crew", .whole(0...Limits.count), default: "`0`",
        "Crew that must be present on each day of its commissioning."),
      .optional(
        "stay", .quantity(.someDays), default: "for ever",
        "Days from its arrival to its departure: its port and what it provides go with it."),
      .optional(
        "delivers", .table(.quantity(.mass), by: .naming(.stores), atLeast: 0), default: "nothing",
        "What it adds to each store on its operational day."),
      .optional(
        "draws", .table(.quantity(.dailyMass), by: .naming(.stores), atLeast: 0),
        default: "nothing",
        "What it takes from each store every day from its operational day on."),
      .optional(
        "optional", .flag, default: "`false`", "Whether it may stay on the ground."),
      .optional(
        "value", .number(most: Limits.money), default: "`0`",
        "What flying it is worth, when it is optional; counts in the objective `value`."),
    ])

  /// An entry of `after`, as a mapping.
  static let precedence = Record(
    "a precedence",
    [
      .required("element", .reference(.elements), "What must be operational first."),
      .optional(
        "lag", .quantity(.days), default: "`0 d`",
        "Least days from the operational day of that element to the arrival of this one."),
      .optional(
        "within", .quantity(.days), default: "no limit",
        "Most days from the operational day of that element to the arrival of this one."),
    ])

  /// `docks`.
  static let docking = Record(
    "a docking",
    [
      .required("standard", .name, "The docking standard."),
      .optional(
        "at", .list(.port, atLeast: 1), default: "any free port of the standard",
        "The ports it may use, `ELEMENT.PORT`."),
    ])
}
