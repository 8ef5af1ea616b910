// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What becomes of a flight in one plan against another.
public struct FlightDifference: Hashable, Sendable {
  /// The flight in the baseline; nil for a new one.
  public var baseline: ToldFlight?
  /// The flight in the other plan; nil for one that is not made there.
  public var other: ToldFlight?

  /// Creates a difference.
  public init(baseline: ToldFlight?, other: ToldFlight?) {
    self.baseline = baseline
    self.other = other
  }

  /// Days by which it launches later than in the baseline; nil unless both plans make it.
  public var slip: Int? {
    guard let baseline, let other else { return nil }
    return other.launch - baseline.launch
  }

  /// The elements that only the other plan has aboard, in its order.
  public var joined: [Element.ID] {
    (other?.elements ?? []).filter { !(baseline?.elements ?? []).contains($0) }
  }

  /// The elements that only the baseline has aboard, in its order.
  public var left: [Element.ID] {
    (baseline?.elements ?? []).filter { !(other?.elements ?? []).contains($0) }
  }

  /// What becomes of it.
  public var fate: Fate {
    guard let baseline else { return .added }
    guard let other else { return .dropped }
    if other.isLost && !baseline.isLost { return .lost }
    if Set(baseline.elements) != Set(other.elements) { return .reloaded }
    if baseline.node != other.node || baseline.pad != other.pad { return .rerouted }
    return baseline.launch == other.launch ? .kept : .moved
  }

  /// What becomes of a flight; the raw value is the word in JSON.
  public enum Fate: String, Hashable, Sendable, CaseIterable {
    /// It is made as in the baseline.
    case kept
    /// It launches on another day.
    case moved
    /// It launches from another pad or to another node, on whatever day.
    case rerouted
    /// It carries other elements, on whatever day.
    case reloaded
    /// It launches, and is lost.
    case lost
    /// Only the other plan makes it.
    case added
    /// Only the baseline makes it.
    case dropped
  }
}

extension FlightDifference {
  /// Matches the flights of two plans: each with the one of its vehicle with which it shares most
  /// elements.
  ///
  /// Pairs are taken best first: equal loads, then most elements in common, then launch days closest
  /// to one another, then the order of the plans. A flight that shares nothing with any is new or
  /// gone; empty flights match on the same day only. The order is that of the baseline's flights,
  /// then of the new ones.
  static func all(from baseline: [ToldFlight], to other: [ToldFlight]) -> [FlightDifference] {
    struct Pair {
      var before: Int
      var after: Int
      var key: (Int, Int, Int, Int, Int)
    }
    var pairs: [Pair] = []
    for (before, old) in baseline.enumerated() {
      let load = Set(old.elements)
      for (after, new) in other.enumerated() where new.vehicle == old.vehicle {
        let shared = new.elements.count(where: load.contains)
        let isSame = shared == load.count && shared == new.elements.count
        guard shared > 0 || (isSame && new.launch == old.launch) else { continue }
        pairs.append(
          Pair(
            before: before, after: after,
            key: (isSame ? 0 : 1, -shared, abs(new.launch - old.launch), before, after)))
      }
    }
    pairs.sort { $0.key < $1.key }
    var partner: [Int?] = Array(repeating: nil, count: baseline.count)
    var isTaken = Array(repeating: false, count: other.count)
    for pair in pairs where partner[pair.before] == nil && !isTaken[pair.after] {
      partner[pair.before] = pair.after
      isTaken[pair.after] = true
    }
    return baseline.enumerated().map { index, flight in
      FlightDifference(baseline: flight, other: partner[index].map { other[$0] })
    }
      + other.indices.filter { !isTaken[$0] }.map {
        FlightDifference(baseline: nil, other: other[$0])
      }
  }
}
