// SPDX-License-Identifier: GPL-3.0-or-later

/// The places left at a node, with what the relaxation puts on each.
struct NodePlaces {
  /// With what places cost at least, where a plan may not cost more than some value.
  let matrix: PlaceMatrix
  /// The places left; propagation and probing find nothing more.
  let set: [UInt64]
  /// Per place, how much of its element the relaxation's solution has there.
  let amounts: [Double]
  /// Per place, the day of arrival.
  let arrivals: [Int]

  /// An element arrives by a day, or later.
  struct DaySplit {
    var element: Int
    var lastDay: Int
    var score: Double
    /// What a side without plans leaves: whether the element arrives by the day; nil when both sides are
    /// open.
    var isSettledEarly: Bool?
  }

  /// At how many days of an element it is split.
  private static let daysPerElement = 3

  /// The ways to split an element's days between which the solution is undecided, the best first; the first
  /// is alone when one of its sides is without plans.
  ///
  /// A way is good when both sides lose much of the solution.
  func daySplits() -> [DaySplit] {
    var found: [DaySplit] = []
    for range in matrix.places {
      let own = range.filter { set[$0 >> 6] & 1 << UInt64($0 & 63) != 0 }
      guard let first = own.first else { continue }
      for end in ends(own) {
        let early = matrix.rest(of: set, without: Array(own[end...]))
        let late = matrix.rest(of: set, without: Array(own[..<end]))
        var split = DaySplit(
          element: matrix.elements[first], lastDay: arrivals[own[end - 1]], score: 0)
        guard let early, let late else {
          split.isSettledEarly = late == nil
          return [split]
        }
        let (one, other) = (lost(early), lost(late))
        split.score = min(one, other) + 0.1 * max(one, other)
        found.append(split)
      }
    }
    let order = found.indices.sorted { (-found[$0].score, $0) < (-found[$1].score, $1) }
    return order.map { found[$0] }
  }

  /// After how many of its places, in order of arrival, an element is split: between days, and where what
  /// the solution has before is nearest to a half.
  private func ends(_ own: [Int]) -> [Int] {
    var sum = 0.0
    var ends: [(distance: Double, end: Int)] = []
    for (index, place) in own.enumerated().dropLast() {
      sum += amounts[place]
      guard arrivals[own[index + 1]] > arrivals[place] else { continue }
      if sum > 0.02, sum < 0.98 { ends.append((abs(sum - 0.5), index + 1)) }
    }
    ends.sort { ($0.distance, $0.end) < ($1.distance, $1.end) }
    return ends.prefix(Self.daysPerElement).map(\.end)
  }

  /// How much of the solution is not in a part of the places.
  private func lost(_ part: [UInt64]) -> Double {
    var lost = 0.0
    for place in amounts.indices
    where amounts[place] > 0 && part[place >> 6] & 1 << UInt64(place & 63) == 0 {
      lost += amounts[place]
    }
    return lost
  }
}
