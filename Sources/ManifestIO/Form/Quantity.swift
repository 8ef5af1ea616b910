// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A physical quantity and the units in which a manifest may write it.
struct Quantity: Sendable {
  /// What it is, for messages: `a mass`.
  let title: String
  /// Its units and how many base units each is.
  let units: [Unit]
  /// The largest value, in base units.
  let most: Int
  /// The smallest value, in base units.
  var least = 0
  /// Whether it must be a whole number of base units.
  var isWhole = false

  /// A unit.
  struct Unit: Sendable {
    let symbol: String
    /// How many thousandths of the base unit it is.
    let thousandths: Int
  }

  /// The unit with that symbol.
  func unit(_ symbol: String) -> Unit? { units.first { $0.symbol == symbol } }

  /// The symbols, for messages: `kg or t`.
  var symbols: String { units.map(\.symbol).alternatives }

  /// A mass; the base unit is the kilogram.
  static let mass = Quantity(title: "a mass", units: massUnits, most: 1_000_000_000)
  /// What is drawn from a store each day, in kilograms.
  static let dailyMass = Quantity(title: "a mass", units: massUnits, most: 1_000_000)
  /// What a member of the crew takes from a store each day, in kilograms.
  static let crewMass = Quantity(title: "a mass", units: massUnits, most: 1000)
  /// A length; the base unit is the metre.
  static let length = Quantity(
    title: "a length", units: [Unit(symbol: "m", thousandths: 1000)], most: 1_000_000)
  /// A power; the base unit is the kilowatt.
  static let power = Quantity(
    title: "a power",
    units: [Unit(symbol: "kW", thousandths: 1000), Unit(symbol: "W", thousandths: 1)],
    most: 1_000_000_000)
  /// A number of days, 0 or more.
  static let days = Quantity(
    title: "a number of days", units: dayUnits, most: mostDays, isWhole: true)
  /// A number of days, 1 or more.
  static let someDays = Quantity(
    title: "a number of days", units: dayUnits, most: mostDays, least: 1, isWhole: true)
  /// A number of days, be it negative.
  static let signedDays = Quantity(
    title: "a number of days", units: dayUnits, most: mostDays, least: -mostDays, isWhole: true)
  /// A number of days, not necessarily whole, or a multiple of a lead time.
  static let shift = Quantity(
    title: "a number of days", units: dayUnits + [Unit(symbol: leadSymbol, thousandths: 1000)],
    most: mostDays, least: -mostDays)
  /// The unit that is a lead time.
  static let leadSymbol = "lead"
  /// A period in days, 1 or more, not necessarily whole.
  static let period = Quantity(title: "a period", units: dayUnits, most: mostDays, least: 1)

  /// A delay, in days or, of its last two units, in calendar months.
  static let delay = Quantity(
    title: "a delay",
    units: dayUnits + [
      Unit(symbol: "mo", thousandths: 1000), Unit(symbol: "y", thousandths: 12_000),
    ],
    most: mostDays, isWhole: true)

  /// Every unit that a manifest knows and what it measures, for messages.
  static let known = [mass, days, length, power]

  private static let massUnits = [
    Unit(symbol: "kg", thousandths: 1000), Unit(symbol: "t", thousandths: 1_000_000),
  ]
  private static let dayUnits = [
    Unit(symbol: "d", thousandths: 1000), Unit(symbol: "w", thousandths: 7000),
  ]
  private static let mostDays = 100_000
}

/// A bare number that is not counted in thousandths, and its bounds.
struct Real: Sendable {
  /// What it is, for messages: `a probability`.
  let title: String
  /// The smallest value, in millionths.
  var leastMillionths = 0
  /// The largest value.
  let most: Int

  /// How likely something is.
  static let probability = Real(title: "a probability", most: 1)
  /// How often something is there, relative to others.
  static let weight = Real(title: "a weight", most: 1_000_000)
  /// How often something happens in a year.
  static let rate = Real(title: "a number of times", most: 100)
  /// The shape of a Weibull distribution; a smaller one would reach beyond all numbers.
  static let shape = Real(title: "a shape", leastMillionths: 100_000, most: 100)
  /// The spread of a logarithm; a larger one would reach beyond all numbers.
  static let sigma = Real(title: "a standard deviation", leastMillionths: 1000, most: 5)

  /// The bounds, for messages.
  var bounds: (least: String, most: String) {
    let least = leastMillionths == 0 ? "0" : Amount(thousandths: leastMillionths / 1000).description
    return (least, String(most))
  }
}
