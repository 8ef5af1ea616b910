// SPDX-License-Identifier: GPL-3.0-or-later

extension ManifestForm {
  /// An entry of `elements`.
  static let element = Record(
    "an element",
    [
      .required("mass", .quantity(.mass), "Its mass at launch."),
      .optional("agency", .text, "Whose it is; `rules` select by it."),
      .optional(
        "tags", .list(.name, atLeast: 0), default: "none", "Names that `rules` select it by."),
      .optional("node", .name, default: "the campaign's", "Where it works."),
      .optional(
        "transfer", .record(transfer), default: "a vehicle takes it to its `node`",
        "How it gets to its `node` from the one that a vehicle takes it to."),
      .optional(
        "repeat", .record(series), default: "there is one",
        "Makes it a series of like elements, `ELEMENT-1`, `ELEMENT-2` and so on, each following "
          + "the last."),
      .optional(
        "diameter", .quantity(.length), default: "fits",
        "Its diameter, for the vehicle's `fairing`."),
      .optional(
        "length", .quantity(.length), default: "fits", "Its length, for the vehicle's `fairing`."),
      .optional("ready", .date, default: "always", "The earliest day on which it can launch."),
      .optional(
        "rebuild", .quantity(.days), default: "it cannot be rebuilt",
        "Days from the launch on which it is lost until another one like it can launch."),
      .optional(
        "vehicles", .list(.reference(.vehicles), atLeast: 1), default: "all that lift it",
        "The vehicles it may fly on."),
      .optional(
        "after", .list(.choice([.predecessor, .record(precedence)]), atLeast: 0),
        default: "nothing",
        "What must be operational before it arrives: elements, choices, or mappings with a lag."),
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
        "Days from its arrival to its departure: its port and what it provides go with it. "
          + "Not less than `commissioning`."),
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
        "What flying it is worth, when it is optional or of a choice; counts in the objective "
          + "`value`."),
      .optional(
        "cost", .number(most: Limits.money), default: "`0`",
        "What it costs, if it flies; counts in the objective `cost`."),
      .optional(
        "uncertainty", .record(elementUncertainty), default: "it is certain",
        "What is uncertain about it. Plans do not know of it, simulations do."),
    ])

  /// An entry of `after`, as a mapping.
  static let precedence = Record(
    "a precedence",
    [
      .required(
        "element", .predecessor,
        "What must be operational first: an element, or the one of a choice that flies."),
      .optional(
        "lag", .quantity(.days), default: "`0 d`",
        "Least days from the operational day of that element to the arrival of this one."),
      .optional(
        "within", .quantity(.days), default: "no limit",
        "Most days from the operational day of that element to the arrival of this one."),
      .optional(
        "ifFlown", .flag, default: "`false`; `true` for a choice",
        "Whether it is void when that element stays on the ground; else this one stays there too."),
    ])

  /// `transfer`.
  static let transfer = Record(
    "a transfer",
    [
      .required("from", .name, "The node that a vehicle takes it to."),
      .optional(
        "with", .list(.reference(.elements), atLeast: 0), default: "nothing",
        "The elements that it meets there and uses up, such as tugs and tankers; each is "
          + "operational when it comes, and serves one transfer."),
      .optional(
        "within", .quantity(.days), default: "no limit",
        "Most days that these have been operational when it comes."),
      .optional(
        "transit", .quantity(.days), default: "`0 d`",
        "Days from its coming there to its arrival at its `node`."),
    ])

  /// `repeat`.
  static let series = Record(
    "a series",
    [
      .required("count", .whole(1...Limits.series), "How many there are, at most 200."),
      .required(
        "every", .quantity(.days),
        "Least days from the arrival of one to that of the next; not less than `commissioning`."),
      .optional(
        "within", .quantity(.days), default: "no limit",
        "Most days from the arrival of one to that of the next."),
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
