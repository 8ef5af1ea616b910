// SPDX-License-Identifier: GPL-3.0-or-later

/// The manifest's form, section by section: the one description of its keys.
enum ManifestForm {
  /// The version of the format.
  static let version = 1

  /// The whole manifest.
  static let root = Record(
    "the manifest", annotated: false,
    [
      .required(
        "perilune", .whole(version...version),
        "The version of this format: 1. It says which program can read the file."),
      .required("campaign", .record(campaign), "What the campaign is, when and where."),
      .optional("pads", .table(.record(pad), by: .defining(.pads), atLeast: 0), "The launch pads."),
      .optional(
        "windows", .table(windows, by: .defining(.windows), atLeast: 0),
        "The named sets of launch windows."),
      .required(
        "vehicles", .table(.record(vehicle), by: .defining(.vehicles), atLeast: 1),
        "The launch vehicles."),
      .required(
        "elements", .table(.record(element), by: .defining(.elements), atLeast: 1),
        "What is to be delivered: modules, visiting craft, cargo."),
      .optional(
        "resources", .table(.record(resource), by: .defining(.resources), atLeast: 0),
        "The renewable resources that elements provide and consume, such as power."),
      .optional(
        "stores", .table(.record(store), by: .defining(.stores), atLeast: 0),
        "The consumable stores, such as supplies or propellant."),
      .optional(
        "choices", .table(.record(choice), by: .defining(.choices), atLeast: 0),
        "Alternatives of which exactly one flies."),
      .optional("rules", .list(.record(rule), atLeast: 0), "What may not fly on what."),
      .optional("budget", .record(budget), "What launches may cost."),
      .optional(
        "milestones", .table(milestone, by: .defining(.milestones), atLeast: 0),
        "Named sets of elements whose common operational day is of interest."),
      .optional(
        "actuals", .list(.record(actual), atLeast: 0),
        "The flights that have happened: facts that a plan keeps."),
      .optional(
        "risks", .table(.record(risk), by: .free("risk"), atLeast: 0),
        "Risks that vehicles and elements share. Plans do not know of them, simulations do."),
    ])

  /// `campaign`.
  static let campaign = Record(
    "the campaign",
    [
      .required("name", .text, "What the campaign is called."),
      .required("start", .date, "The first day on which anything may happen."),
      .required(
        "end", .date,
        "The last day, inclusive: every element is operational by then. "
          + "At most 100 years after `start`."),
      .required("node", .name, "Where the station is; the node of every element that names none."),
      .optional(
        "objectives", .list(.objective, atLeast: 1), default: "`[completion, operational]`",
        "What a plan is to minimize, the most important first; each is held at its optimum "
          + "while the next one is minimized."),
      .optional(
        "status", .date, "Today: nothing but `actuals` launches before it."),
      .optional(
        "currency", .text, "What money is counted in, for display."),
    ])

  /// An entry of `pads`.
  static let pad = Record(
    "a pad",
    [
      .optional(
        "turnaround", .quantity(.days), default: "`0 d`",
        "Least days between two launches from the pad."),
      .optional(
        "uncertainty", .record(padUncertainty), default: "it is certain",
        "What is uncertain about it. Plans do not know of it, simulations do."),
    ])

  /// An entry of `resources`.
  static let resource = Record("a resource", [])

  /// An entry of `stores`.
  static let store = Record(
    "a store",
    [
      .optional(
        "initial", .quantity(.mass), default: "`0 kg`", "What is there at the campaign's start."),
      .optional(
        "reserve", .quantity(.mass), default: "`0 kg`",
        "What must remain from the first element's operational day on."),
      .optional(
        "perCrew", .quantity(.crewMass), default: "`0 kg`",
        "What each member of the crew present takes from it every day."),
      .optional("node", .name, default: "the campaign's", "Where it is."),
    ])

  /// An entry of `choices`.
  static let choice = Record(
    "a choice",
    [
      .required(
        "oneOf", .list(.reference(.elements), atLeast: 1),
        "The elements, exactly one of which flies; those that have flown count.")
    ])

  /// `budget`.
  static let budget = Record(
    "the budget",
    [
      .required(
        "perYear", .number(most: Limits.money),
        "The most that the flights launched in a calendar year may cost together.")
    ])

  /// An entry of `milestones`.
  static let milestone = Form.choice([
    .word(["all"]),
    .list(.reference(.elements), atLeast: 1),
    .record(milestoneRecord),
  ])

  /// An entry of `milestones` that says more than its elements.
  static let milestoneRecord = Record(
    "a milestone",
    [
      .required(
        "elements", .choice([.word(["all"]), .list(.reference(.elements), atLeast: 1)]),
        "The elements that must be operational, or `all`.")
    ])

  /// An entry of `actuals`.
  static let actual = Record(
    "a past flight",
    [
      .required("vehicle", .reference(.vehicles), "The vehicle that flew."),
      .required("launched", .date, "The day it launched."),
      .required(
        "elements", .list(.reference(.elements), atLeast: 1),
        "The elements it carried, all to one node."),
      .optional(
        "pad", .reference(.pads), default: "the vehicle's only pad",
        "The pad it used; to be given when the vehicle has several."),
      .optional(
        "lost", .flag, default: "`false`",
        "Whether it failed: it counts as a flight, but its elements are lost."),
    ])
}

/// The largest numbers that a manifest may hold.
///
/// They are far above any campaign, and low enough that sums over all elements and days cannot
/// overflow: 10^6 x 1,000 thousandths x 36,525 days x 10^5 elements < 2^62, and what crews take
/// from a store, 1,000 x 1,000 thousandths x 1,000 people x 36,525 days x 10^5 elements, is as much.
enum Limits {
  static let money = 1_000_000_000
  static let amount = 1_000_000_000
  static let weight = 1_000_000
  static let count = 1_000_000
  /// People that an element provides.
  static let people = 1000
  /// Elements of a series.
  static let series = 200
  /// Elements in all, each of a series counted.
  static let elements = 100_000
  /// Elements that all lists name together, each of a series or choice counted.
  static let names = 1_000_000
  /// Observed delays in all.
  static let observations = 100_000
}
