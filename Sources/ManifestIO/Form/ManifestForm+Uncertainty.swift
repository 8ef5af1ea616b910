// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension ManifestForm {
  /// `uncertainty` of a vehicle.
  static let vehicleUncertainty = Record(
    "an uncertain vehicle",
    [
      .optional(
        "class", .word(VehicleUncertainty.Class.allCases.map(\.rawValue)), default: "none",
        "Takes what is not given here from a class of vehicles."),
      .optional("lead", .quantity(.days), default: leadDefault("available"), leadMeaning),
      .optional(
        "available", distribution, default: "`0 d`",
        "Days by which it is available later, or earlier, than its `available` says; drawn once."),
      .optional(
        "delay", distribution, default: "`0 d`",
        "Days by which a flight is prepared later than all else would allow; drawn for each."),
      .optional("scrub", scrubs, default: "none", scrubMeaning),
      .optional(
        "reliability", .choice([.real(.probability), .record(flightRecord)]), default: "`1`",
        "The probability that a launch succeeds, or the record that it is judged by."),
      .optional(
        "standDown", distribution, default: "`0 d`",
        "Days from a failed launch on which it does not launch."),
      .optional(
        "grounds", .list(.reference(.vehicles), atLeast: 1), default: "none",
        "Other vehicles that stand down with it."),
      .optional(
        "spares", .whole(0...Limits.count), default: "`0`",
        "How many failed flights do not count towards `flights`."),
    ])

  /// `uncertainty` of an element.
  static let elementUncertainty = Record(
    "an uncertain element",
    [
      .optional(
        "class", .word(ElementUncertainty.Class.allCases.map(\.rawValue)), default: "none",
        "Takes what is not given here from a class of elements."),
      .optional("lead", .quantity(.days), default: leadDefault("ready"), leadMeaning),
      .optional(
        "delay", distribution, default: "`0 d`",
        "Days by which it is ready later, or earlier, than its `ready` says, or than the start or "
          + "`status` of the campaign."),
      .optional(
        "docking", distribution, default: "`0 d`",
        "Days from its arrival at the node until it is docked."),
      .optional(
        "commissioning", distribution, default: "`0 d`",
        "Days by which its commissioning takes longer."),
      .optional(
        "reliability", .real(.probability), default: "`1`",
        "The probability that it gets from a successful launch to the station."),
      .optional(
        "rebuild", distribution, default: "the element's `rebuild`",
        "Days from its loss until another one like it can launch."),
    ])

  /// `uncertainty` of a pad.
  static let padUncertainty = Record(
    "an uncertain pad",
    [
      .optional(
        "delay", distribution, default: "`0 d`",
        "Days by which its turnaround takes longer; drawn for each launch."),
      .optional("scrub", scrubs, default: "none", scrubMeaning),
      .optional(
        "closure", distribution, default: "`0 d`", "Days for which a failed launch closes it."),
    ])

  private static func leadDefault(_ key: String) -> String {
    "from the campaign's start, or `status`, to `\(key)`"
  }

  private static let leadMeaning =
    "The lead time: what `lead` as a unit of days is, and classes go by."

  private static let scrubs = Form.table(.record(scrub), by: .free("cause"), atLeast: 0)

  private static let scrubMeaning =
    "The causes that may stop a countdown, of which one at most does; those of a vehicle and of "
    + "its pad together are at most 1."

  /// An entry of `scrub`.
  static let scrub = Record(
    "a cause of scrubs",
    [
      .required("probability", .real(.probability), "The probability that it stops an attempt."),
      .optional(
        "recycle", distribution, default: "`1 d`",
        "Days until the next attempt, which is on the first launch day from then on."),
    ])

  /// A reliability, as what it is judged by.
  static let flightRecord = Record(
    "a flight record",
    [
      .required("successes", .whole(0...Limits.count), "How many flights succeeded."),
      .required(
        "flights", .whole(0...Limits.count),
        "How many flights there were. The next one succeeds with probability (`successes` + 1) / "
          + "(`flights` + 2), and counts for the one after it."),
    ])

  /// An entry of `risks`.
  static let risk = Record(
    "a risk", oneOf: ["probability", "perYear"],
    [
      .optional(
        "probability", .real(.probability),
        "The probability that it strikes, once, on any day of its span alike."),
      .optional(
        "perYear", .real(.rate),
        "How often it strikes in a year of 365.25 days, by chance; at most 100."),
      .required("impact", distribution, "Days that it costs whom it strikes."),
      .optional(
        "from", .date, default: "the campaign's start, or `status`",
        "The first day on which it may strike."),
      .optional(
        "until", .date, default: "the campaign's end", "The last day on which it may strike."),
      .optional(
        "vehicles", selection(of: .vehicles), default: "none",
        "The vehicles it strikes: they stand down, or are available later."),
      .optional(
        "elements", selection(of: .elements), default: "none",
        "The elements it strikes: those not ready by then are ready later."),
    ])
}
