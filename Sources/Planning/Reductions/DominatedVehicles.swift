// SPDX-License-Identifier: GPL-3.0-or-later

/// Vehicles that need not carry an element, because another can take over every such flight.
///
/// Vehicle `v` *stands in* for `w` when it is never busy (no turnaround, no limit of flights, in all
/// or a year, no pad that has to recover), lifts as much or more in as many or more slots for no
/// more money, and for each launch day of `w` has one, no earlier, from which its payload arrives
/// on the same day (where money is limited, in the same calendar year). Of two that stand in for
/// each other only the first does.
///
/// **Claim.** Let `v` stand in for `w`, and let `e` and all elements that may be aboard `w` with it be
/// allowed on `v`. If there is a plan, there is one, no worse, in which `e` does not fly on `w`; and
/// this holds for all such `v`, `w` and `e` at once.
///
/// **Proof.** Move each flight of `w` with `e` aboard, as a whole, to `v`: it launches on the day
/// from which it arrives on the same day. That is no earlier, so all aboard are ready; they are
/// allowed on `v`, which has room for them and is never busy; `w`, its pads and the year's budget
/// only lose a flight. Everything else depends on days of arrival and on the sum of costs. The
/// flights that now have to leave `v` move on in the same way. "Stands in for" is transitive, and
/// without circles by its last rule, so that this ends. ∎
struct DominatedVehicles {
  private let vehicles: [Instance.VehicleData]
  /// Per vehicle and element, days to its arrival and the most payload to where it goes.
  private let travel: [[Int]]
  private let capacities: [[Int]]
  private let padTurnaround: [Int]
  /// The calendar year of each day, where it matters in which a flight is paid for.
  private let years: [Int]?

  init(
    _ vehicles: [Instance.VehicleData], travel: [[Int]], capacities: [[Int]], padTurnaround: [Int],
    years: [Int]?
  ) {
    self.vehicles = vehicles
    self.travel = travel
    self.capacities = capacities
    self.padTurnaround = padTurnaround
    self.years = years
  }

  /// Takes vehicles that need not carry an element from those that it may fly on.
  func remove(from elements: inout [Instance.ElementData]) {
    let before = elements
    for weaker in vehicles.indices {
      let riders = before.indices.filter {
        before[$0].past == nil && before[$0].vehicles.contains(weaker)
      }
      guard !riders.isEmpty else { continue }
      for stronger in vehicles.indices where standsIn(stronger, for: weaker) {
        for element in riders {
          let company = riders.filter {
            $0 == element || canShare($0, element, weaker, before)
          }
          guard company.allSatisfy({ before[$0].vehicles.contains(stronger) }) else { continue }
          elements[element].vehicles.removeAll { $0 == weaker }
        }
      }
    }
  }

  private func canShare(_ one: Int, _ other: Int, _ weaker: Int, _ elements: [Instance.ElementData])
    -> Bool
  {
    vehicles[weaker].slots > 1 && elements[one].launchNode == elements[other].launchNode
      && elements[one].mass <= capacities[weaker][other] - elements[other].mass
  }

  private func standsIn(_ stronger: Int, for weaker: Int) -> Bool {
    stronger != weaker && replaces(stronger, weaker)
      && (stronger < weaker || !replaces(weaker, stronger))
  }

  /// Whether a vehicle is at least as good as another wherever that one goes.
  private func replaces(_ stronger: Int, _ weaker: Int) -> Bool {
    let (own, other) = (vehicles[stronger], vehicles[weaker])
    let reached = capacities[weaker].indices.filter { capacities[weaker][$0] >= 0 }
    let shifts = Set(reached.map { travel[weaker][$0] - travel[stronger][$0] })
    guard own.turnaround == 0, own.flightsLeft == nil, own.perYear == nil,
      own.pads.allSatisfy({ padTurnaround[$0] == 0 }), own.slots >= other.slots,
      own.cost <= other.cost,
      reached.allSatisfy({ capacities[stronger][$0] >= capacities[weaker][$0] }),
      let later = shifts.first, shifts.count == 1, later >= 0
    else { return false }
    let days = Set(own.launchDays)
    return other.launchDays.allSatisfy { day in
      days.contains(day + later) && (years.map { $0[day] == $0[day + later] } ?? true)
    }
  }
}
