// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

/// The elements without time, to be packed into flights for the sake of an objective that days do
/// not enter, and what the relaxation says.
struct TimelessPacking {
  let instance: Instance
  let objective: SumObjective
  let relaxed: PlanSearch.Summary

  /// An objective value in steps, without the objective's constant.
  func steps(_ value: Int) -> Int { (value - objective.constant) / objective.step }
}

extension PlanSearch {
  /// Bounds an objective that days do not enter, flights or their cost, by packing the elements into
  /// flights regardless of when these launch, and tries to find launch days for the best packing
  /// (docs/model.md, section 7).
  ///
  /// Without days one launch per vehicle stands for all. Returns the bound, in thousandths.
  func boundByPacking(_ sum: SumObjective, _ objective: Objective, _ index: Int) throws -> Int? {
    guard !sum.isOfDays, instance.holding == nil else { return nil }
    let timeless = instance.withoutTime
    let days = LaunchDays(timeless)
    let windows = TimeWindows(timeless, launchDays: days, latest: timeless.elements.map(\.latest))
    guard windows.emptied == nil else { return nil }
    let space = LoadSpace(timeless, launchDays: days, windows: windows, conflicts: conflicts)
    guard
      case .solved(let relaxed) = try relax(
        space, held: [], start: [], to: .objective(sum), enumeratingBelow: best?.value[index],
        limit: Self.packingLoads)
    else { return nil }
    let packing = TimelessPacking(instance: timeless, objective: sum, relaxed: relaxed)
    let bound = rounded(relaxed.bound, sum)
    note(objective, index, bound: bound)
    if let value = best?.value[index], value <= bound { return bound }
    // A packing that costs no more than the bound is the best there is.
    let least = packing.steps(bound)
    let packings = anneal(packing, atMost: least, rounds: 3)
    guard packings.isEmpty else {
      try place(packings, of: packing, index, atMost: least)
      return bound
    }
    try improve(packing, index, from: least)
    if let proven = try exhaust(packing, index) {
      note(objective, index, bound: max(bound, proven))
      return max(bound, proven)
    }
    if let dived = try dive(packing, atMost: least) {
      try place([dived], of: packing, index, atMost: least)
    }
    return bound
  }

  /// The most loads whose reduced costs are looked at.
  static let packingLoads = 10_000

  /// Looks for a better plan among packings that cost a little more than the bound: in steps that
  /// double until there is one, then by halving.
  private func improve(_ packing: TimelessPacking, _ index: Int, from least: Int) throws {
    var (low, step) = (least, 1)
    var hasFound = false
    while clock.cause == nil, let value = best?.value[index] {
      let high = packing.steps(value)
      let next = hasFound ? (low + high) / 2 : low + step
      guard low < next, next < high else { return }
      let packings = anneal(packing, atMost: next, rounds: 1)
      if packings.isEmpty {
        (low, step) = (next, 2 * step)
      } else {
        try place(packings, of: packing, index, atMost: next)
        hasFound = true
        // Time is in the way of the best packings.
        guard let better = best?.value[index], packing.steps(better) <= next else { return }
      }
    }
  }

  /// Searches all packings that cost less than the best plan, if the relaxation leaves few enough
  /// loads for them; returns what no packing falls below, nil when that is not known any better.
  private func exhaust(
    _ packing: TimelessPacking, _ index: Int
  ) throws -> Int? {
    guard let value = best?.value[index], clock.cause == nil else { return nil }
    let cutoff = packing.steps(value)
    let relaxed = packing.relaxed
    // The loads of a better packing have reduced costs of at least zero, which add up to what it
    // costs above the bound.
    let room = Double(cutoff - 1) - relaxed.bound + 1e-6 * max(1, abs(relaxed.bound))
    guard relaxed.limit.map({ $0 > room }) ?? true else { return nil }
    let loads = listed(relaxed.candidates.lazy.filter { $0.reducedCost <= room }.map(\.load))
    let (found, _) = try search(
      in: packing.instance, loads, held: [], costs: packing.objective.steps(of:),
      cutoff: Double(cutoff),
      nodeLimit: min(2_000, 50 + 1_000_000 / max(1, loads.count)), round: { { _, _ in nil } })
    guard let found else { return nil }
    if let plan = found.plan { try place([plan.loads], of: packing, index, atMost: cutoff - 1) }
    switch found.verdict {
    case .exhausted: return found.plan.map { packing.objective.value(of: $0.loads) } ?? value
    case .stopped: return nil
    }
  }

  /// Loads in the order of their launches, each once.
  func listed(_ loads: [Load]) -> [Load] { Set(loads).sorted() }

  /// Looks for launch days for each of some packings until a plan costs no more than they may, in
  /// steps of the objective; offers the plans.
  private func place(
    _ packings: [[Load]], of problem: TimelessPacking, _ index: Int, atMost most: Int
  ) throws {
    // A packing says who flies with whom; identical elements change places afterwards.
    let instance = instance.withoutOrder
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    guard windows.emptied == nil else { return }
    let space = LoadSpace(
      instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    for packing in packings where clock.cause == nil {
      if let value = best?.value[index], problem.steps(value) <= most { return }
      var loads: [Load] = []
      for slot in space.slots {
        for load in packing
        where load.vehicle == slot.vehicle && load.elements.allSatisfy(slot.elements.contains) {
          loads.append(Load(vehicle: slot.vehicle, day: slot.day, elements: load.elements))
        }
      }
      let (found, _) = try search(
        in: instance, loads, held: held, costs: problem.objective.steps(of:),
        cutoff: Double(most) + 1,
        nodeLimit: 50 + instance.free.count, round: { { _, _ in nil } })
      if let plan = found?.plan { offer(plan) }
    }
  }
}
