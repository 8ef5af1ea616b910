// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The form of a study file: the one description of its keys.
enum StudyForm {
  /// The version of the format.
  static let version = 1

  /// The whole study.
  static let root = Record(
    "the study",
    [
      .required(
        "perilune-study", .whole(version...version),
        "The version of this format: 1. It says which program can read the file."),
      .optional(
        "manifest", .text, default: "the one given to the command",
        "The manifest that is studied, its path relative to the study."),
      .optional(
        "baseline", .text, default: "the best plan of the manifest",
        "A timeline of the manifest, its path relative to the study: what the scenarios are "
          + "compared with."),
      .optional(
        "policy", policy, default: "`repair`",
        "How plans answer the scenarios that do not say so themselves."),
      .optional(
        "asOf", .date, default: "the manifest's `status`",
        "The day on which changes become known, for scenarios that do not say so themselves."),
      .optional(
        "scenarios", .table(.record(scenario), by: .free("scenario"), atLeast: 1),
        default: "none", "The scenarios; each is answered by a plan."),
      .optional(
        "sweeps", .table(.record(sweep), by: .free("sweep"), atLeast: 1), default: "none",
        "Scenarios that differ by the length of delays only."),
    ])

  /// An entry of `scenarios`.
  static let scenario = Record("a scenario", changes(delay: .delay))

  /// An entry of `sweeps`.
  static let sweep = Record(
    "a sweep", changes(delay: .choice([.delay, .record(delayRange)])))

  /// A range of delays.
  static let delayRange = Record(
    "a range of delays", annotated: false,
    [
      .required("from", .delay, "The first delay."),
      .required("to", .delay, "No delay is longer."),
      .required("step", .delay, "From one delay to the next."),
    ])

  /// The keys of scenarios and sweeps.
  private static func changes(delay: Form) -> [Field] {
    [
      .optional(
        "delay", .table(delay, by: .namingDelayed, atLeast: 1), default: "nothing",
        "How much later vehicles are available, and elements ready."),
      .optional(
        "ground",
        .table(
          .choice([
            .record(ManifestForm.grounding), .list(.record(ManifestForm.grounding), atLeast: 1),
          ]), by: .naming(.vehicles), atLeast: 1),
        default: "nothing", "Spans of days in which vehicles do not launch."),
      .optional(
        "lose", .list(.name, atLeast: 1), default: "nothing",
        "Flights of the baseline, by their numbers, that launch and are lost."),
      .optional(
        "cancel", .list(.reference(.vehicles), atLeast: 1), default: "nothing",
        "Vehicles that make no further flight."),
      .optional(
        "drop", .list(.reference(.elements), atLeast: 1), default: "nothing",
        "Elements that are not flown, and for which nothing waits."),
      .optional(
        "capacity",
        .table(
          .choice([.capacityChange, .table(.capacityChange, by: .free("node"), atLeast: 1)]),
          by: .naming(.vehicles), atLeast: 1),
        default: "nothing",
        "How much more or less vehicles lift, or what they lift: to each node, or a mapping by "
          + "node."),
      .optional(
        "addWindow",
        .table(
          .choice([
            .date, .record(ManifestForm.window), .list(.record(ManifestForm.window), atLeast: 1),
          ]), by: .naming(.windows), atLeast: 1),
        default: "nothing", "Further windows of a set: a day, a span, or a list of spans."),
      .optional(
        "set", .table(.anything, by: .free("path"), atLeast: 1), default: "nothing",
        "Other values in the manifest, by path, such as `vehicles.SLS-1B.turnaround`; `null` "
          + "removes a key."),
      .optional(
        "policy", policy, default: "the study's", "How the plan answers."),
      .optional(
        "asOf", .date, default: "the study's",
        "The day on which the changes become known: what launches before it has happened."),
    ]
  }

  private static let policy = Form.word(Policy.allCases.map(\.rawValue))
}
