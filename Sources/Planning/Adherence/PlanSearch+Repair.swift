// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// How much loads differ from a plan that they are to be close to, as one whole number.
///
/// The counts of `ChangeCount` in their order: a flight more weighs more than all vehicles, a vehicle
/// more than all dates.
struct ChangeCosts {
  private let instance: Instance
  private let baseline: BaselinePlan
  /// What one more flight, vehicle and date weigh.
  private let weights: (flight: Int, vehicle: Int, date: Int)

  init(_ instance: Instance, baseline: BaselinePlan) {
    self.instance = instance
    self.baseline = baseline
    let count = instance.free.count + 1
    weights = (count * count, count, 1)
  }

  /// What a load adds; never negative: a flight that the other plan has, too, is worth one flight less,
  /// and each element aboard is charged with one flight, which all plans share.
  func cost(of load: Load) -> Int {
    let own = counts(of: load)
    return weights.flight * (own.flights + load.elements.count) + weights.vehicle * own.vehicles
      + own.dates
  }

  /// The counts of a plan.
  func counts(of loads: [Load]) -> [Int] {
    var sum = (flights: baseline.flights.count, vehicles: 0, dates: 0)
    for load in loads {
      let own = counts(of: load)
      sum = (sum.flights + own.flights, sum.vehicles + own.vehicles, sum.dates + own.dates)
    }
    return [sum.flights, sum.vehicles, sum.dates]
  }

  /// What no plan has fewer of than a plan of a certain cost: of flights only, as the rest depends on
  /// them.
  func flights(atCost cost: Double) -> Int {
    let least = Int(cost.rounded(.up)) - weights.flight * instance.free.count
    let whole =
      least >= 0 ? least / weights.flight : -((weights.flight - 1 - least) / weights.flight)
    return max(0, baseline.flights.count + whole)
  }

  private func counts(of load: Load) -> (flights: Int, vehicles: Int, dates: Int) {
    let isGrounded = instance.isGrounded(load)
    var (vehicles, dates) = (0, 0)
    for element in load.elements {
      let place = baseline.places[element]
      if isGrounded {
        if place != nil { (vehicles, dates) = (vehicles + 1, dates + 1) }
      } else {
        if place?.vehicle != load.vehicle { vehicles += 1 }
        if place?.day != load.day { dates += 1 }
      }
    }
    return (isGrounded ? 0 : baseline.has(load) ? -1 : 1, vehicles, dates)
  }
}

extension PlanSearch {
  /// Finds, among the best plans, one that differs least from the baseline (docs/model.md, section
  /// 10); the best plan's objectives are proven and held.
  ///
  /// Returns what is known of the counts, nil without a baseline or a plan.
  func repair() throws -> [ChangeReport]? {
    guard let baseline = instance.baseline, let best else { return nil }
    let costs = ChangeCosts(instance, baseline: baseline)
    var proof = Proof.none
    if !instance.free.isEmpty, stoppedBy == nil {
      proof = try closest(costs, from: best.schedule)
    } else if instance.free.isEmpty {
      proof = .closest
    }
    let counts = costs.counts(of: (self.best ?? best).schedule.loads)
    return ChangeCount.allCases.enumerated().map { place, count in
      let bound: Int? =
        switch proof {
        case .closest: counts[place]
        case .atLeast(let cost) where place == 0: min(counts[0], costs.flights(atCost: cost))
        case .atLeast, .none: nil
        }
      return ChangeReport(count: count, value: counts[place], bound: bound)
    }
  }

  private enum Proof {
    case none
    case atLeast(Double)
    case closest
  }

  /// Replaces the best plan by the closest one that is as good.
  private func closest(_ costs: ChangeCosts, from plan: Schedule) throws -> Proof {
    guard let loads = try loadsAsGood() else { return .none }
    let limit = plan.loads.reduce(0) { $0 + costs.cost(of: $1) }
    let (found, cause) = try search(
      in: instance, loads, held: held, costs: { costs.cost(of: $0) }, cutoff: Double(limit),
      seed: plan.loads, nodeLimit: nil, round: { { _, _ in nil } })
    guard let found else {
      stoppedBy = cause
      return .none
    }
    if let closer = found.plan {
      let value = vector.values(of: closer.loads)
      guard value == best?.value else {
        throw PlanningError.internalError("a plan as good has other objective values")
      }
      best = (closer, value)
    }
    switch found.verdict {
    case .exhausted: return .closest
    case .stopped(let cause, let bound):
      stoppedBy = cause
      return bound > -.infinity ? .atLeast(min(bound, Double(limit))) : .none
    }
  }

  /// The loads that can be in a plan as good as the best; nil when they are too many or the clock
  /// stopped it.
  ///
  /// Such a plan costs in the last objective that is a sum exactly what the best does, and its loads
  /// have reduced costs of at least zero, which add up to what it costs above the relaxation.
  private func loadsAsGood() throws -> [Load]? {
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    guard windows.emptied == nil else {
      throw PlanningError.internalError("the best plan does not keep to what is held")
    }
    let space = LoadSpace(
      instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    guard let last = held.last else {
      let loads = allLoads(of: space)
      if loads == nil { stoppedBy = clock.cause ?? .loadLimit }
      return loads
    }
    switch try relax(
      space, held: Array(held.dropLast()), start: best?.schedule.loads ?? [],
      to: .objective(last.objective), enumeratingBelow: last.value + last.objective.step)
    {
    case .infeasible: throw PlanningError.internalError("the relaxation excludes the best plan")
    case .stopped(let reason, _):
      stoppedBy = StopCause(reason)
      return nil
    case .solved(let summary):
      guard summary.limit == nil else {
        stoppedBy = .loadLimit
        return nil
      }
      return listed(summary.candidates.map(\.load))
    }
  }
}
