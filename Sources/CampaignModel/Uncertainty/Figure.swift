// SPDX-License-Identifier: GPL-3.0-or-later

/// A figure that defaults are made of, with where it comes from.
package struct Figure<Value: Sendable>: Sendable {
  /// The figure.
  package var value: Value
  /// Where it comes from.
  package var source: String
  /// How sure it is.
  package var confidence: Annotation.Confidence

  init(_ value: Value, _ confidence: Annotation.Confidence, _ source: String) {
    self.value = value
    self.source = source
    self.confidence = confidence
  }
}

/// The figures of launches that classes of vehicles are made of.
package enum LaunchFigures {
  /// How often weather stops an attempt: 72 of 406 on the Eastern Range, 1988 to 1999.
  package static let weather = Figure(
    0.18, .confirmed, "Maier, AMS 1999, http://ams.confex.com/ams/older/99annual/abstracts/2073.htm"
  )
  /// How often anything else does, from the same attempts: 406 less 266 launches and 72 by weather.
  package static let technical = Figure(0.17, .confirmed, weather.source)
  /// How often anything else does in the first ten flights of a hydrogen vehicle.
  package static let hydrogen = Figure(
    0.3, .estimate,
    "estimate; Artemis I flew on the third tanking of its campaign, "
      + "https://www.republicworld.com/science/space/after-artemis-i-gets-postponed-here-are-other-launch-opportunities-nasa-will-target-next-articleshow.html"
  )
  /// Days to the next attempt after bad weather.
  package static let weatherRecycle = Figure(Distribution.always(1), .estimate, "estimate")
  /// Days to the next attempt after anything else: a small repair, a large one, a roll-back.
  package static let technicalRecycle = Figure(
    Distribution(
      .discrete(
        [.init(2, weight: 0.6), .init(7, weight: 0.25)]
          + (21...45).map { .init($0, weight: 0.15 / 25) })), .estimate,
    "estimate; at least 48 h between tankings is a rule of NASA for Artemis")
  /// How often a launch to orbit succeeds: 321 of 329 in 2025.
  package static let world = Figure(
    321.0 / 329, .confirmed,
    "https://aviationweek.com/space/launch-vehicles-propulsion/spaceops-global-orbital-launch-rate-jumped-25-2025"
  )
  /// How often a launch of the USA succeeded, to 2009.
  package static let composite = Figure(
    0.954, .confirmed,
    "http://science.ksc.nasa.gov/shuttle/nexgen/Bayesian_launcher_reliability.htm")
  /// What a vehicle is judged by that never flew: its first launches succeed with 1/2, 2/3, 3/4.
  package static let maiden = Figure(
    Reliability.record(successes: 0, flights: 0), .recalled, composite.source)
  /// Days that a vehicle stands down after a failure.
  package static let standDown = Figure(
    Distribution(.lognormal(median: 180, sigma: 1.2), most: 1000), .estimate,
    "estimate from stand-downs of 15 d (Falcon 9, 2024) to 975 d (Space Shuttle, 1986)")
}

/// The figures of delays and losses that classes of elements are made of.
package enum ElementFigures {
  /// The slip of new hardware as a multiple of its lead time: median and sigma of a lognormal.
  package static let newSlip = Figure(
    (median: 0.9, sigma: 0.65), .estimate,
    "fitted by eye to ISS, Artemis, Luna and Chang'e elements planned half a year to five years ahead"
  )
  /// The slip of hardware that has flown before, alike.
  package static let repeatSlip = Figure((median: 0.3, sigma: 0.65), .estimate, newSlip.source)
  /// The slip of a cargo flight by its lead time: with probability `none` there is none, else it is
  /// Weibull distributed; in the order of the lead times, each from so many days on.
  package static let cargoSlip = Figure(
    [
      CargoSlip(from: 0, none: 0.14, shape: 1.02, scale: 26),
      CargoSlip(from: 90, none: 0.08, shape: 0.81, scale: 93),
      CargoSlip(from: 180, none: 0, shape: 1.04, scale: 173),
      CargoSlip(from: 360, none: 0.06, shape: 2.19, scale: 270),
      CargoSlip(from: 540, none: 0.14, shape: 1.92, scale: 305),
      CargoSlip(from: 720, none: 0.04, shape: 2.11, scale: 341),
    ], .confirmed,
    "187 forecasts of 20 cargo flights to the ISS, 2012 to 2017, "
      + "https://github.com/code-lab-org/launch-delay")
  /// Days from arrival until docked: mostly none, sometimes a second approach, seldom weeks.
  package static let docking = Figure(
    Distribution(
      .discrete(
        [.init(0, weight: 0.9)] + (1...3).map { .init($0, weight: 0.08 / 3) }
          + (7...30).map { .init($0, weight: 0.02 / 24) })), .estimate, "estimate")
  /// How often new hardware is not lost on its way through deep space.
  package static let newReliability = Figure(
    0.97, .estimate, "estimate: 2 to 5 % are lost before arrival")
  /// How often hardware that has flown before is not lost on its way.
  package static let repeatReliability = Figure(0.98, .estimate, newReliability.source)
  /// How often a mature cargo or crew craft docks in the end.
  package static let cargoReliability = Figure(
    0.995, .recalled, "recalled: more than 0.995 of mature craft dock in the end")
  /// Days until another module is built: 24 to 48 months.
  package static let moduleRebuild = Figure(
    Distribution(.uniform(730, 1461)), .estimate, "estimate: 24 to 48 months")
  /// Days until another cargo craft is built.
  package static let cargoRebuild = Figure(
    Distribution.always(365), .estimate, "estimate: 12 months")

  /// A row of `cargoSlip`.
  package struct CargoSlip: Hashable, Sendable {
    /// The shortest lead time that it is about, in days.
    package var from: Int
    /// The probability of no delay.
    package var none: Double
    /// The shape of the Weibull distribution otherwise.
    package var shape: Double
    /// Its scale, in days.
    package var scale: Double
  }
}
