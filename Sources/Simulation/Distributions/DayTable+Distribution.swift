// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

extension DayTable {
  /// The farthest number of days from zero that is drawn: about 200 years.
  package static let farthest = 73_000
  /// What is less likely than this together at either end is drawn as the last number before it.
  private static let tail = 0x1p-40

  /// Creates the table of a distribution.
  ///
  /// P(at most d days) is that of less than d + 1/2, since halves are rounded up; mixed with no days
  /// at all, and kept within the distribution's limits. Ends less likely than 2^-40, and all that is
  /// beyond 73,000 days, count as the last number before them; and so does all that is beyond a greatest
  /// number, if one is given.
  package init(_ distribution: Distribution, upTo greatest: Int = farthest) {
    let family = distribution.shape.family
    let none = distribution.none
    func atMost(_ days: Int) -> Double {
      (days < 0 ? 0 : none) + (1 - none) * family.below(Double(days) + 0.5)
    }
    func limited(_ days: Int) -> Int {
      let kept = min(max(days, distribution.least ?? days), distribution.most ?? .max)
      return min(max(kept, -Self.farthest), min(greatest, Self.farthest))
    }
    let first = limited(Self.first { atMost($0) >= Self.tail })
    let last = limited(Self.first { 1 - atMost($0) < Self.tail })
    var bounds: [UInt64] = []
    bounds.reserveCapacity(last - first + 1)
    for days in first..<last {
      // The last bits of a computed probability may descend where the true ones do not.
      bounds.append(max(bounds.last ?? 0, UInt64(atMost(days) * 0x1p64) - 1))
    }
    bounds.append(.max)
    self.init(from: first, bounds: bounds)
  }

  /// The first number of days with a property that all greater ones have; the farthest if none.
  private static func first(with property: (Int) -> Bool) -> Int {
    var (low, high) = (-farthest, farthest)
    while low < high {
      let middle = low + (high - low) / 2
      if property(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
