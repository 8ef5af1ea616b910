// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// Bounds an objective that days do not enter, flights or their cost, by packing the elements into
  /// flights regardless of when these launch, and tries to find launch days for the best packing
  /// (docs/model.md, section 5).
  ///
  /// Without days one launch per vehicle stands for all. Returns the bound, in thousandths.
  func boundByPacking(_ sum: SumObjective, _ objective: Objective, _ index: Int) throws -> Int? {
    guard !sum.isOfDays else { return nil }
    let timeless = instance.withoutTime
    let days = LaunchDays(timeless)
    let windows = TimeWindows(timeless, launchDays: days, latest: timeless.elements.map(\.latest))
    guard windows.emptied == nil, let own = SumObjective(objective, of: timeless) else {
      return nil
    }
    let space = LoadSpace(timeless, launchDays: days, windows: windows, conflicts: conflicts)
    guard
      case .solved(let relaxed) = try relax(
        space, held: [], start: [], to: .objective(own), enumeratingBelow: best?.value[index])
    else { return nil }
    let bound = rounded(relaxed.bound, sum)
    note(objective, index, bound: bound)
    if let value = best?.value[index], value <= bound { return bound }
    // A packing that costs no more than the bound is the best there is. Dives that begin with other
    // loads end in other packings.
    let most = (bound - sum.constant) / sum.step
    for attempt in 0..<Self.dives where clock.cause == nil {
      if let packing = try pack(timeless, own, relaxed, atMost: most, skipping: attempt) {
        try place(packing, sum, cutoff: Double(most) + 1)
        break
      }
    }
    return bound
  }

  /// How many dives are tried.
  private static let dives = 12

  /// Looks for a packing that costs no more than the bound, in steps of the objective, by diving:
  /// the loads that the relaxation is surest of are fixed and it is solved again for the elements
  /// that are left, until so few are left that they can be searched.
  private func pack(
    _ timeless: Instance, _ objective: SumObjective, _ first: Summary, atMost bound: Int,
    skipping skipped: Int
  ) throws -> [Load]? {
    var fixed: [Load] = []
    var left = timeless
    var relaxed = first
    while true {
      let spent = fixed.reduce(0) { $0 + objective.value(of: $1) / objective.step }
      guard relaxed.bound + Double(spent) < Double(bound) + 1e-6 else { return nil }
      if left.free.count <= 40 || clock.cause != nil {
        let loads = listed(relaxed.candidates.prefix(10_000).map(\.load) + relaxed.support)
        let (found, _) = try search(
          in: left, loads, held: [], objective: objective, cutoff: Double(bound - spent) + 1,
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
      left = left.with(free: left.free.filter { !packed.contains($0) })
      let days = LaunchDays(left)
      let windows = TimeWindows(left, launchDays: days, latest: left.elements.map(\.latest))
      let space = LoadSpace(left, launchDays: days, windows: windows, conflicts: conflicts)
      let room = fixed.reduce(bound) { $0 - objective.value(of: $1) / objective.step }
      guard
        case .solved(let next) = try relax(
          space, held: [], start: start, to: .objective(objective),
          enumeratingBelow: objective.constant + (room + 1) * objective.step)
      else { return nil }
      relaxed = next
    }
  }

  /// Loads in the order of their launches, each once.
  func listed(_ loads: [Load]) -> [Load] {
    Set(loads).sorted {
      if ($0.vehicle, $0.day) != ($1.vehicle, $1.day) {
        return ($0.vehicle, $0.day) < ($1.vehicle, $1.day)
      }
      return $0.elements.lexicographicallyPrecedes($1.elements)
    }
  }

  /// Looks for launch days for given sets of elements, and offers the plan if there is one.
  private func place(_ packing: [Load], _ sum: SumObjective, cutoff: Double) throws {
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    guard windows.emptied == nil else { return }
    let space = LoadSpace(
      instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    var loads: [Load] = []
    for slot in space.slots {
      for load in packing
      where load.vehicle == slot.vehicle && load.elements.allSatisfy(slot.elements.contains) {
        loads.append(Load(vehicle: slot.vehicle, day: slot.day, elements: load.elements))
      }
    }
    let (found, _) = try search(
      in: instance, loads, held: held, objective: sum, cutoff: cutoff,
      nodeLimit: 50 + instance.free.count, round: { { _, _ in nil } })
    if let plan = found?.plan { offer(plan) }
  }
}

extension Instance {
  /// The same elements and vehicles with nothing left of time: no windows, waits, pads or levels.
  ///
  /// Each plan has flights that are loads here, so that a bound on these holds for plans.
  fileprivate var withoutTime: Instance {
    Instance(
      campaign: campaign, horizon: horizon,
      vehicles: vehicles.map { vehicle in
        var own = vehicle
        own.launchDays = own.launchDays.isEmpty ? [] : [0]
        own.pads = []
        own.turnaround = 0
        own.perYear = nil
        return own
      },
      elements: elements.map { element in
        var own = element
        own.ready = 0
        own.latest = .max / 4
        own.predecessors = []
        own.successors = []
        return own
      },
      padTurnaround: [], pastFlights: [], edges: [], yearOfDay: yearOfDay,
      yearStarts: yearStarts, budgetPerYear: nil, resourceCount: 0, free: free)
  }

  /// The same with some of its free elements only.
  fileprivate func with(free: [Int]) -> Instance {
    Instance(
      campaign: campaign, horizon: horizon, vehicles: vehicles, elements: elements,
      padTurnaround: padTurnaround, pastFlights: pastFlights, edges: edges, yearOfDay: yearOfDay,
      yearStarts: yearStarts, budgetPerYear: budgetPerYear, resourceCount: resourceCount, free: free
    )
  }
}
