// SPDX-License-Identifier: GPL-3.0-or-later

extension PlanSearch {
  /// Looks for packings that cost no more than a bound, in steps of the objective, by annealing over
  /// fleets near the relaxation's; in so many rounds, each longer than the one before.
  func anneal(
    _ packing: TimelessPacking, atMost bound: Int, rounds: Int
  ) -> [[Load]] {
    let timeless = packing.instance
    let free = timeless.free
    guard timeless.isOnePacking else { return [] }
    var amounts = [Double](repeating: 0, count: timeless.vehicles.count)
    for (load, amount) in packing.relaxed.solution { amounts[load.vehicle] += amount }
    let fleets = Fleets(
      costs: packing.objective.flight.map { $0 / packing.objective.step },
      limits: timeless.vehicles.map {
        $0.launchDays.isEmpty ? 0 : min(free.count, $0.flightsLeft ?? free.count)
      }
    ).near(amounts, costingAtMost: bound, count: 8)
    guard !fleets.isEmpty else { return [] }
    let problems = fleets.map { timeless.packing(into: $0, conflicts: conflicts) }
    let (seed, clock) = (options.seed, clock)
    let streams = max(4, problems.count)
    for round in 0..<rounds where clock.cause == nil {
      let steps = min(Self.mostSteps, (Self.stepsPerPair * free.count * free.count) << (2 * round))
      let found = inParallel(count: streams, threads: options.threads) { stream in
        let problem = problems[stream % problems.count]
        var annealing = BinAnnealing(problem, seed: seed, stream: round * streams + stream)
        return annealing.run(steps: steps) { clock.cause != nil }.map {
          timeless.loads(of: problem, places: $0)
        }
      }
      let packings = found.compactMap(\.self)
      if !packings.isEmpty { return packings }
    }
    return []
  }

  /// How often each pair of elements may expect to be tried in the first round, and the most steps
  /// of a run.
  private static let stepsPerPair = 200
  private static let mostSteps = 100_000_000
}
