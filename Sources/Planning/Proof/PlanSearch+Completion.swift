// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// Finds the smallest horizon of some elements and proves it (docs/model.md, section 5, step 4).
  func proveCompletion(_ objective: Objective, _ index: Int) throws -> Verdict {
    let members = instance.members(of: objective)
    var candidates = horizons(of: members)
    guard let floor = candidates.first else {
      // Nothing to fly is part of it: its day is known.
      return Verdict(bound: best?.value[index])
    }
    var refuted = -1
    var proven = floor
    while true {
      if let value = best.map({ $0.value[index] / 1000 }) {
        candidates.removeAll { $0 >= value }
        proven = min(max(proven, candidates.first { $0 > refuted } ?? value), value)
        if isClose(1000 * value, 1000 * proven) { return Verdict(bound: 1000 * proven) }
      }
      note(objective, index, bound: 1000 * proven)
      if let cause = clock.cause {
        stoppedBy = cause
        return Verdict(bound: 1000 * proven)
      }
      let open = candidates.filter { $0 > refuted }
      guard let largest = open.last else {
        // Every horizon is refuted: without a plan, there is none.
        return Verdict(bound: best?.value[index], isInfeasible: best == nil)
      }
      // The largest horizon first: if it is refuted, so are all. Then by bisection.
      switch try refute(largest, members: members) {
      case .refuted:
        refuted = largest
        continue
      case .stopped(let cause):
        stoppedBy = cause
        return Verdict(bound: 1000 * proven)
      case .open: break
      }
      refuted = try bisect(open, members: members, refuted: refuted)
      proven = max(proven, open.first { $0 > refuted } ?? largest)
      note(objective, index, bound: 1000 * proven)
      if stoppedBy != nil { return Verdict(bound: 1000 * proven) }
      switch try decide(horizon: largest, members: members) {
      case .refuted: refuted = largest
      case .open: break
      case .stopped(let cause):
        stoppedBy = cause
        return Verdict(bound: 1000 * proven)
      }
    }
  }

  /// What is known of a horizon.
  private enum Answer {
    case refuted
    case open
    case stopped(StopCause)
  }

  /// The days on which some elements can all have become operational, ascending; empty when all of
  /// them are past.
  private func horizons(of members: [Int]) -> [Int] {
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    let new = members.filter { instance.elements[$0].past == nil }
    let known = members.compactMap { instance.elements[$0].past?.operational }.max() ?? 0
    let floor = max(known, new.map { windows.earliest[$0] }.max() ?? 0)
    var days: Set<Int> = []
    for element in new {
      for vehicle in instance.elements[element].vehicles {
        let shift =
          instance.vehicles[vehicle].transit + instance.elements[element].commissioning
        for day in launchDays.byVehicle[vehicle] where day.day + shift <= windows.latest[element] {
          days.insert(max(floor, day.day + shift))
        }
      }
    }
    return days.sorted()
  }

  /// The loads with which the members are operational by a horizon; nil when an element has none.
  private func space(horizon: Int, members: [Int]) -> LoadSpace? {
    var limits = latest
    for element in members { limits[element] = min(limits[element], horizon) }
    let windows = TimeWindows(instance, launchDays: launchDays, latest: limits)
    guard windows.emptied == nil else { return nil }
    return LoadSpace(instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
  }

  /// Refutes a horizon by the linear relaxation, if it can.
  private func refute(_ horizon: Int, members: [Int]) throws -> Answer {
    guard let space = space(horizon: horizon, members: members) else { return .refuted }
    let outcome = try relax(space, to: .coverage)
    switch outcome {
    case .infeasible: return .refuted
    case .stopped(let reason, _): return .stopped(StopCause(reason))
    case .solved(let solution): return solution.bound > 1e-4 ? .refuted : .open
    }
  }

  /// The largest horizon that the relaxation refutes, of `open` horizons of which the last is not.
  private func bisect(_ open: [Int], members: [Int], refuted: Int) throws -> Int {
    var (low, high) = (0, open.count - 1)
    var refuted = refuted
    while low < high {
      let middle = (low + high) / 2
      switch try refute(open[middle], members: members) {
      case .refuted:
        refuted = open[middle]
        low = middle + 1
      case .open: high = middle
      case .stopped(let cause):
        stoppedBy = cause
        return refuted
      }
    }
    return refuted
  }

  /// Looks for a plan within a horizon by the mixed-integer program over all its loads.
  private func decide(horizon: Int, members: [Int]) throws -> Answer {
    guard let space = space(horizon: horizon, members: members) else { return .refuted }
    guard let loads = allLoads(of: space) else { return .stopped(clock.cause ?? .loadLimit) }
    switch try search(loads, objective: nil, cutoff: nil) {
    case .none: return .refuted
    case .optimum: return .open
    case .stopped(let cause, _): return .stopped(cause)
    }
  }
}
