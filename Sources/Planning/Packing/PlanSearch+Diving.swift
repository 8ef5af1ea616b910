// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension PlanSearch {
  /// How many dives are tried.
  private static let dives = 12

  /// Looks for a packing that costs no more than the bound, in steps of the objective; dives that
  /// begin with other loads end in other packings.
  func dive(_ packing: TimelessPacking, atMost bound: Int) throws -> [Load]? {
    for attempt in 0..<Self.dives where clock.cause == nil {
      if let found = try dive(packing, atMost: bound, skipping: attempt) { return found }
    }
    return nil
  }

  /// Dives once: the loads that the relaxation is surest of are fixed and it is solved again for the
  /// elements that are left, until so few are left that they can be searched.
  private func dive(
    _ packing: TimelessPacking, atMost bound: Int, skipping skipped: Int
  ) throws -> [Load]? {
    let objective = packing.objective
    var fixed: [Load] = []
    var left = packing.instance
    var relaxed = packing.relaxed
    while true {
      let spent = fixed.reduce(0) { $0 + objective.value(of: $1) / objective.step }
      guard relaxed.bound + Double(spent) < Double(bound) + 1e-6 else { return nil }
      if left.free.count <= 40 || clock.cause != nil {
        let loads = listed(
          relaxed.candidates.prefix(Self.packingLoads).map(\.load) + relaxed.support)
        let (found, _) = try search(
          in: left, loads, held: [], costs: objective.steps(of:), cutoff: Double(bound - spent) + 1,
          nodeLimit: 200, round: { { _, _ in nil } })
        return (found?.plan).map { fixed + $0.loads }
      }
      // All that are nearly whole, but at least the surest.
      let order = relaxed.solution.indices.sorted {
        (-relaxed.solution[$0].amount, $0) < (-relaxed.solution[$1].amount, $1)
      }
      var packed: Set<Int> = []
      let first = fixed.isEmpty ? min(skipped, order.count - 1) : 0
      for (rank, index) in order[first...].enumerated() {
        let (load, amount) = relaxed.solution[index]
        guard rank == 0 || amount > 0.95, packed.isDisjoint(with: load.elements) else { continue }
        fixed.append(load)
        packed.formUnion(load.elements)
      }
      let start = relaxed.support.filter { packed.isDisjoint(with: $0.elements) }
      left = packing.instance.without(fixed)
      let days = LaunchDays(left)
      let windows = TimeWindows(left, launchDays: days, latest: left.elements.map(\.latest))
      let space = LoadSpace(left, launchDays: days, windows: windows, conflicts: conflicts)
      let room = fixed.reduce(bound) { $0 - objective.value(of: $1) / objective.step }
      guard
        case .solved(let next) = try relax(
          space, held: [], start: start, to: .objective(objective),
          enumeratingBelow: objective.constant + (room + 1) * objective.step,
          limit: Self.packingLoads)
      else { return nil }
      relaxed = next
    }
  }
}
