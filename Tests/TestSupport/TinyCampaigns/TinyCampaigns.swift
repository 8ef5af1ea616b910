// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Random campaigns small enough for `BruteForce`, in which every planned rule often binds.
///
/// They have two to four elements, one to three vehicles and some weeks; each rule is switched on
/// and off at random. About a quarter of them are infeasible.
public enum TinyCampaigns {
  /// The campaign of a seed, its rules limited to some features.
  public static func campaign(seed: UInt64, features: Features = .all) -> Campaign {
    var builder = TinyCampaignBuilder(seed: seed, features: features)
    return builder.build()
  }

  /// The rules that may be switched on.
  public struct Features: OptionSet, Sendable {
    /// One bit per feature.
    public var rawValue: UInt32

    /// Creates a set of features from its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Windows, several sets and overlapping ones too.
    public static let windows = Features(rawValue: 1 << 0)
    /// Vehicles that are not available at all times.
    public static let availability = Features(rawValue: 1 << 1)
    /// Grounded vehicles.
    public static let groundings = Features(rawValue: 1 << 2)
    /// Turnaround of vehicles.
    public static let turnaround = Features(rawValue: 1 << 3)
    /// Pads with their turnaround.
    public static let pads = Features(rawValue: 1 << 4)
    /// Most flights of a vehicle.
    public static let flights = Features(rawValue: 1 << 5)
    /// Most flights of a vehicle in a year.
    public static let perYear = Features(rawValue: 1 << 6)
    /// The budget of a year.
    public static let budget = Features(rawValue: 1 << 7)
    /// Slots of vehicles.
    public static let slots = Features(rawValue: 1 << 8)
    /// Fairings.
    public static let fairing = Features(rawValue: 1 << 9)
    /// A second node.
    public static let nodes = Features(rawValue: 1 << 10)
    /// Lists of vehicles that elements fly on.
    public static let vehicles = Features(rawValue: 1 << 11)
    /// Rules that forbid.
    public static let rules = Features(rawValue: 1 << 12)
    /// Ready dates.
    public static let ready = Features(rawValue: 1 << 13)
    /// Precedence.
    public static let after = Features(rawValue: 1 << 14)
    /// Precedence with a lag.
    public static let lag = Features(rawValue: 1 << 15)
    /// Precedence with a longest wait.
    public static let within = Features(rawValue: 1 << 16)
    /// Commissioning times.
    public static let commissioning = Features(rawValue: 1 << 17)
    /// Weights other than 1.
    public static let weights = Features(rawValue: 1 << 18)
    /// Deadlines.
    public static let deadlines = Features(rawValue: 1 << 19)
    /// Resources.
    public static let resources = Features(rawValue: 1 << 20)
    /// Past flights, with a status date.
    public static let actuals = Features(rawValue: 1 << 21)
    /// A status date without past flights.
    public static let status = Features(rawValue: 1 << 22)
    /// Transit times.
    public static let transit = Features(rawValue: 1 << 23)

    /// Every feature.
    public static let all = Features(rawValue: (1 << 24) - 1)
  }
}
