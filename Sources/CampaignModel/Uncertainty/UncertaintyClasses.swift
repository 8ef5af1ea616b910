// SPDX-License-Identifier: GPL-3.0-or-later

extension VehicleUncertainty {
  /// A kind of vehicle, for which there are defaults.
  public enum Class: String, Hashable, Sendable, CaseIterable {
    /// In service.
    case mature
    /// With hydrogen in its first stage, in its first ten flights.
    case hydrogen
    /// Yet to fly.
    case new
  }

  /// Creates the uncertainty of a vehicle of a class.
  ///
  /// `lead` is the number of days until it is to be available. The figures and their sources are in
  /// `LaunchFigures`.
  public init(class kind: Class, lead: Int) {
    let technical = kind == .mature ? LaunchFigures.technical : LaunchFigures.hydrogen
    self.init(
      available: kind == .new ? ElementFigures.newSlip.slip(lead: lead) : nil,
      scrubs: [
        Scrub(
          cause: "weather", probability: LaunchFigures.weather.value,
          recycle: LaunchFigures.weatherRecycle.value),
        Scrub(
          cause: "technical", probability: technical.value,
          recycle: LaunchFigures.technicalRecycle.value),
      ],
      reliability: kind.reliability, standDown: LaunchFigures.standDown.value)
  }
}

extension VehicleUncertainty.Class {
  fileprivate var reliability: Reliability {
    switch self {
    case .mature: .probability(LaunchFigures.world.value)
    case .hydrogen: .probability(LaunchFigures.composite.value)
    case .new: LaunchFigures.maiden.value
    }
  }
}

extension ElementUncertainty {
  /// A kind of element, for which there are defaults.
  public enum Class: String, Hashable, Sendable, CaseIterable {
    /// Hardware of which nothing has flown.
    case new
    /// Hardware like some that has flown.
    case `repeat`
    /// A cargo or crew craft that is built in series.
    case cargo
  }

  /// Creates the uncertainty of an element of a class.
  ///
  /// `lead` is the number of days until it is to be ready. The figures and their sources are in
  /// `ElementFigures`.
  public init(class kind: Class, lead: Int) {
    let (delay, reliability, rebuild) =
      switch kind {
      case .new:
        (
          ElementFigures.newSlip.slip(lead: lead), ElementFigures.newReliability,
          ElementFigures.moduleRebuild
        )
      case .repeat:
        (
          ElementFigures.repeatSlip.slip(lead: lead), ElementFigures.repeatReliability,
          ElementFigures.moduleRebuild
        )
      case .cargo:
        (
          ElementFigures.cargoSlip.slip(lead: lead), ElementFigures.cargoReliability,
          ElementFigures.cargoRebuild
        )
      }
    self.init(
      delay: delay, docking: ElementFigures.docking.value, reliability: reliability.value,
      rebuild: rebuild.value)
  }
}

extension Figure<(median: Double, sigma: Double)> {
  /// The slip in days; nil when there is no lead time to slip by.
  fileprivate func slip(lead: Int) -> Distribution? {
    guard lead > 0 else { return nil }
    return Distribution(
      .lognormal(median: value.median * Double(lead), sigma: value.sigma))
  }
}

extension Figure<[ElementFigures.CargoSlip]> {
  fileprivate func slip(lead: Int) -> Distribution? {
    value.last { $0.from <= max(0, lead) }.map { row in
      Distribution(.weibull(shape: row.shape, scale: row.scale), none: row.none)
    }
  }
}
