// SPDX-License-Identifier: GPL-3.0-or-later

/// The places left at a node, with what the relaxation puts on each.
struct NodePlaces {
  /// With what places cost at least, where a plan may not cost more than some value.
  let matrix: PlaceMatrix
  /// The places left; propagation and probing find nothing more.
  let set: [UInt64]
  /// Per place, how much of its element the relaxation's solution has there.
  let amounts: [Double]
  /// Per place, the day of arrival, and the vehicle.
  let arrivals: [Int]
  let vehicles: [Int]

  /// What one side of a split asks of an element; the other asks for the opposite.
  enum Demand {
    case arrives(by: Int)
    case flies(on: Int)
  }

  /// A way to split what is left in two.
  struct Split {
    var element: Int
    var demand: Demand
    var score = 0.0
    /// What a side without plans leaves: whether the demand is met; nil when both sides are open.
    var isMet: Bool?
  }

  /// At how many days of an element it is split.
  private static let daysPerElement = 3

  /// The ways to split an element's days or vehicles between which the solution is undecided, the best first;
  /// the first is alone when one of its sides is without plans.
  ///
  /// A way is good when both sides lose much of the solution, and when its element counts much.
  func splits(_ weights: [Double]) -> [Split] {
    var found: [Split] = []
    for range in matrix.places {
      let own = range.filter { set[$0 >> 6] & 1 << UInt64($0 & 63) != 0 }
      guard let first = own.first else { continue }
      let element = matrix.elements[first]
      var demands = ends(own).map { Demand.arrives(by: arrivals[own[$0 - 1]]) }
      demands += undecidedVehicles(own).map { .flies(on: $0) }
      for demand in demands {
        var split = Split(element: element, demand: demand)
        let met = matrix.rest(of: set, without: own.filter { !meets($0, demand) })
        let unmet = matrix.rest(of: set, without: own.filter { meets($0, demand) })
        guard let met, let unmet else {
          split.isMet = unmet == nil
          return [split]
        }
        let (one, other) = (lost(met), lost(unmet))
        split.score = (min(one, other) + 0.1 * max(one, other)) * weights[element]
        found.append(split)
      }
    }
    let order = found.indices.sorted { (-found[$0].score, $0) < (-found[$1].score, $1) }
    return order.map { found[$0] }
  }

  private func meets(_ place: Int, _ demand: Demand) -> Bool {
    switch demand {
    case .arrives(let last): arrivals[place] <= last
    case .flies(let vehicle): vehicles[place] == vehicle
    }
  }

  /// The vehicles that the solution has an element on in part; of two only the first.
  private func undecidedVehicles(_ own: [Int]) -> [Int] {
    let used = Set(own.map { vehicles[$0] }).sorted()
    let undecided = used.filter { vehicle in
      let amount = own.reduce(0) { $0 + (vehicles[$1] == vehicle ? amounts[$1] : 0) }
      return amount > 0.02 && amount < 0.98
    }
    return used.count == 2 ? Array(undecided.prefix(1)) : undecided
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
