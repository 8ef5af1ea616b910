// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// Looks for plans within shorter and shorter horizons beside the search that refutes horizons: by
/// ejections, where they can be used, otherwise by large-neighbourhood search.
///
/// The latter's plans are too late for the horizon that it aims at; what it minimizes is by how much, summed
/// over the elements, against the latest days that the horizon leaves to each.
struct HorizonFinder: Sendable {
  private let horizons: Horizons
  /// The horizons, ascending.
  private let days: [Int]
  private var search: NeighbourhoodSearch
  private let held: [(objective: SumObjective, value: Int)]
  /// Looks for plans by ejections; nil where that is not possible.
  private var ejections: HorizonEjections?

  /// What a day of lateness counts; days at which an element is early count a tenth of one.
  private static let lateness = 20

  init(
    _ horizons: Horizons, days: [Int], held: [(objective: SumObjective, value: Int)],
    from schedule: Schedule, ejections: HorizonEjections?, solver: any Solver, clock: SearchClock,
    seed: UInt64, stream: Int
  ) {
    self.horizons = horizons
    self.days = days
    self.held = held
    self.ejections = ejections
    search = NeighbourhoodSearch(
      horizons.instance, launchDays: horizons.launchDays, conflicts: horizons.conflicts,
      solver: solver, clock: clock, aim: Self.aim(horizons, held: held, deadlines: horizons.latest),
      from: schedule, seed: seed, stream: stream)
  }

  private static func aim(
    _ horizons: Horizons, held: [(objective: SumObjective, value: Int)], deadlines: [Int]
  ) -> NeighbourhoodSearch.Aim {
    let ready = horizons.instance.elements.map(\.ready)
    return NeighbourhoodSearch.Aim(
      element: { lateness * max(0, $1 - deadlines[$0]) + max(0, $1 - ready[$0]) / 10 },
      flight: horizons.instance.vehicles.map { _ in 0 }, latest: horizons.latest, held: held)
  }

  /// Whether it looks for plans by ejections.
  var ejects: Bool { ejections != nil }

  /// Takes over a plan from elsewhere, if it is of use.
  mutating func take(_ plan: Schedule) { search.take(plan) }

  /// Looks for a plan within one of the horizons after `refuted` and before `end`, for an amount of
  /// work; returns the one with the earliest completion.
  mutating func run(
    work: Int, after refuted: Int, before end: Int, _ dismissal: Dismissal
  ) throws -> (schedule: Schedule, completion: Int)? {
    var best: (schedule: Schedule, completion: Int)?
    let start = search.work
    if let plan = ejections?.run(after: refuted, before: end, isCancelled: { dismissal.isGiven }) {
      search.take(plan)
      best = (plan, horizons.completion(of: plan))
    }
    // Neighbourhoods find next to nothing after that.
    guard !ejects else { return best }
    while !dismissal.isGiven, search.work - start < work {
      let open = days.filter { $0 > refuted && $0 < best?.completion ?? end }
      guard let last = open.last else { break }
      // A part of the way is aimed at in one go, the last horizons one by one.
      let windows = TimeWindows(
        horizons.instance, launchDays: horizons.launchDays,
        latest: horizons.limits(open[open.count - 1 - open.count / 8]))
      guard windows.emptied == nil else { break }
      search.turn(to: Self.aim(horizons, held: held, deadlines: windows.latest))
      try search.run(work: work - (search.work - start)) {
        [horizons] in dismissal.isGiven || horizons.completion(of: $0.schedule) <= last
      }
      let reached = horizons.completion(of: search.schedule)
      guard reached <= last else { break }
      best = (search.schedule, reached)
    }
    return best
  }
}

extension Horizons {
  /// The last day on which a member becomes operational in a schedule.
  func completion(of schedule: Schedule) -> Int {
    let operational = instance.latestDays(of: schedule)
    return members.map { operational[$0] }.max() ?? 0
  }
}
