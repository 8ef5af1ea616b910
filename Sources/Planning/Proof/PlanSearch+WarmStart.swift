// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What a search knows before it begins, in its own numbers (`WarmStart`).
struct Foreknowledge: Sendable {
  /// A plan of the campaign.
  var plan: Schedule?
  /// Loads to start the search for plans from; they need not be a plan.
  var hint: [Load] = []
  /// No plan has lexicographically better objective values, in thousandths.
  var floor: [Int]?
  /// Only plans with values that are no worse are wanted.
  var ceiling: [Int]?

  init(_ start: WarmStart?, of instance: Instance) {
    guard let start else { return }
    let objectives = instance.campaign.objectives
    func values(_ amounts: [Amount]?) -> [Int]? {
      guard let amounts, amounts.count == objectives.count else { return nil }
      return zip(objectives, amounts).map { $0 == .value ? -$1.thousandths : $1.thousandths }
    }
    floor = values(start.floor)
    ceiling = values(start.ceiling)
    if let flights = start.plan { plan = instance.schedule(of: flights) }
    hint = start.hint.map { instance.loads(of: $0) } ?? plan?.loads ?? []
  }

  /// What is known of an objective when the earlier ones have some values.
  func least(_ index: Int, given values: [Int]) -> Int? {
    guard let floor, Array(values.prefix(index)) == Array(floor.prefix(index)) else { return nil }
    return floor[index]
  }

  /// Whether values are as good as any can be.
  func isBest(_ values: [Int]) -> Bool { floor == values }

  /// Whether values are as good as wanted; true where nothing is said.
  func isWanted(_ values: [Int]) -> Bool {
    ceiling.map { !$0.lexicographicallyPrecedes(values) } ?? true
  }
}

extension Instance {
  /// The new flights of a plan, and what stays on the ground in it; what the campaign does not have,
  /// or what has flown, is left out.
  private func newFlights(of flights: [Flight]) -> [ScheduledFlight] {
    // What was lost for good, or is of a choice that is made, has no vehicle left.
    let isFree = Set(free.filter { !elements[$0].vehicles.isEmpty })
    let plan = BaselinePlan(flights, of: campaign) { isFree.contains($0) }
    let flown = zip(plan.flights, plan.pads).map { ScheduledFlight(load: $0, pad: $1) }
    guard let ground else { return flown }
    let left = free.filter { elements[$0].mayStayGrounded && plan.places[$0] == nil }
    return flown
      + left.map {
        ScheduledFlight(load: Load(vehicle: ground, day: never, elements: [$0]), pad: nil)
      }
  }

  /// The new loads of some flights.
  func loads(of flights: [Flight]) -> [Load] { newFlights(of: flights).map(\.load) }

  /// A plan in the planner's numbers; nil when it is not one on the face of it.
  func schedule(of flights: [Flight]) -> Schedule? {
    let new = newFlights(of: flights)
    guard new.flatMap(\.load.elements).sorted() == free else { return nil }
    let isWithin = new.allSatisfy { flight in
      isGrounded(flight.load)
        || ((0...horizon).contains(flight.load.day)
          && vehicles[flight.load.vehicle].pads.isEmpty == (flight.pad == nil))
    }
    return isWithin ? Schedule(flights: new) : nil
  }
}
