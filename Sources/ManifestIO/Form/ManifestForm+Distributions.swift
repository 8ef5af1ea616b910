// SPDX-License-Identifier: GPL-3.0-or-later

extension ManifestForm {
  /// A random number of days.
  static let distribution = Form.choice([.shift, .record(distributionRecord)])

  /// The families of distributions, by their keys.
  static let families = [
    "uniform", "triangular", "pert", "lognormal", "weibull", "exponential", "discrete", "empirical",
  ]

  /// A random number of days, as a mapping.
  static let distributionRecord = Record(
    "a distribution", oneOf: families,
    [
      .optional(
        "uniform", .row(.shift, 2...2), "Evenly between two numbers: `[least, greatest]`."),
      .optional(
        "triangular", .row(.shift, 3...3),
        "A triangle: `[least, most likely, greatest]`."),
      .optional(
        "pert", .row(.shift, 3...3),
        "The beta distribution of PERT: `[least, most likely, greatest]`."),
      .optional("lognormal", .record(lognormal), "Its logarithm is normal."),
      .optional("weibull", .record(weibull), "A Weibull distribution."),
      .optional("exponential", .record(exponential), "An exponential distribution."),
      .optional(
        "discrete", .table(.real(.weight), by: .values(.signedDays), atLeast: 1),
        "Each of some numbers with a weight; the weights need not add up to 1."),
      .optional(
        "empirical",
        .choice([.row(.quantity(.signedDays), 1...Int.max), .record(delayFile)]),
        "What was observed: a list, or a file; each entry is as likely as any other."),
      .optional(
        "none", .real(.probability), default: "`0`",
        "The probability that it is no day at all, whatever the family says."),
      .optional(
        "least", .quantity(.signedDays), default: "no limit", "No fewer days than this."),
      .optional("most", .quantity(.signedDays), default: "no limit", "No more days than this."),
    ])

  /// `lognormal`.
  static let lognormal = Record(
    "a lognormal distribution", annotated: false,
    [
      .required("median", .shift, "The median, more than 0."),
      .required("sigma", .real(.sigma), "The standard deviation of the logarithm."),
    ])

  /// `weibull`.
  static let weibull = Record(
    "a Weibull distribution", annotated: false,
    [
      .required("shape", .real(.shape), "The shape."),
      .required("scale", .shift, "The scale, more than 0."),
    ])

  /// `exponential`.
  static let exponential = Record(
    "an exponential distribution", annotated: false,
    [.required("mean", .shift, "The mean, more than 0.")])

  /// Observed delays in a file of their own.
  static let delayFile = Record(
    "a file of delays",
    [
      .required(
        "file", .text,
        "A CSV file, its path relative to the manifest, with the column `days`: whole numbers, "
          + "one a row.")
    ])
}
