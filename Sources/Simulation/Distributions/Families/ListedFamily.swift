// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

/// Listed numbers of days, each with its weight: discrete and empirical distributions.
package struct ListedFamily: Family {
  /// The numbers in ascending order.
  private let days: [Int]
  /// The share of the weight of the numbers before each one, and of all.
  private let shares: [Double]

  /// Creates the family of some numbers; at least one must have a weight.
  package init(_ numbers: [Distribution.Weighted]) {
    // Of equal numbers the lighter goes first, so that the list's order changes no rounding.
    let sorted = numbers.sorted { ($0.days, $0.weight) < ($1.days, $1.weight) }
    var sums = [0.0]
    for number in sorted { sums.append(sums[sums.count - 1] + number.weight) }
    let total = sums[sorted.count]
    precondition(total > 0, "a distribution without any weight")
    days = sorted.map(\.days)
    shares = sums.map { $0 / total }
  }

  /// The probability of less than x days.
  package func below(_ x: Double) -> Double {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if Double(days[middle]) < x { low = middle + 1 } else { high = middle }
    }
    return shares[low]
  }
}
