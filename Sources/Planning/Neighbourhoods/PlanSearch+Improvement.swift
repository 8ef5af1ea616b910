// SPDX-License-Identifier: GPL-3.0-or-later

extension PlanSearch {
  /// From how many elements on plans are improved before anything is proven: below, proofs take less
  /// time than this.
  static let manyElements = 40
  /// The work of a stream, per element; it is repeated while it brings anything.
  private static let effortPerElement = 1_000
  /// How many streams there are, on as many threads as allowed.
  private static let streams = 2

  /// Whether neighbourhoods are searched: where every element flies, and needs no port.
  var hasNeighbourhoods: Bool {
    !instance.hasGround && !instance.docking.isNeeded && instance.holding == nil
  }

  /// Improves the best plan of a large campaign by searching its neighbourhoods, towards horizons
  /// after those that are refuted.
  func shorten(_ horizons: Horizons, days: [Int], after refuted: Int, _ index: Int) throws {
    guard instance.free.count >= Self.manyElements, hasNeighbourhoods else { return }
    let work = Self.effortPerElement * instance.free.count
    var round = 0
    while let best, clock.cause == nil {
      let end = best.value[index] / 1000
      let (held, solver, clock, seed) = (held, solver, clock, options.seed)
      let first = 2 + Self.streams * round
      let results = inParallel(count: Self.streams, threads: options.threads) { stream in
        Result {
          var finder = HorizonFinder(
            horizons, days: days, held: held, from: best.schedule, ejections: nil, solver: solver,
            clock: clock, seed: seed, stream: first + stream)
          return try finder.run(work: work, after: refuted, before: end, Dismissal())
        }
      }
      for result in results {
        if let plan = try result.get() { offer(plan.schedule) }
      }
      guard let value = self.best?.value[index], value < best.value[index] else { return }
      round += 1
    }
  }

  /// Improves the best plan of a large campaign by searching its neighbourhoods, for an objective
  /// that is a sum over days.
  func improve(_ sum: SumObjective, _ index: Int) throws {
    guard instance.free.count >= Self.manyElements, sum.isOfDays, hasNeighbourhoods else {
      return
    }
    let work = Self.effortPerElement * instance.free.count
    var round = 0
    while let before = best?.value, clock.cause == nil {
      let first = 2 + Self.streams * round
      let searches = (0..<Self.streams).compactMap { improver(of: sum, stream: first + $0) }
      let results = inParallel(count: searches.count, threads: options.threads) { stream in
        Result {
          var search = searches[stream]
          try search.run(work: work) { _ in false }
          return search.schedule
        }
      }
      for result in results { offer(try result.get()) }
      guard let value = best?.value[index], value < before[index] else { return }
      round += 1
    }
  }

  /// A search for plans that cost less, from the best plan on; nil when there is none.
  func improver(of sum: SumObjective, stream: Int) -> NeighbourhoodSearch? {
    guard let best, hasNeighbourhoods else { return nil }
    let aim = NeighbourhoodSearch.Aim(
      element: { sum.element($0, operational: $1) / sum.step },
      flight: sum.flight.map { $0 / sum.step }, latest: latest, held: held)
    return NeighbourhoodSearch(
      instance, launchDays: launchDays, conflicts: conflicts, solver: solver, clock: clock,
      aim: aim, from: best.schedule, seed: options.seed, stream: stream)
  }
}
