// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks by ejections for plans within shorter and shorter horizons.
///
/// How long a search takes varies much with its seed: several short ones find more than a long one.
struct HorizonEjections: Sendable {
  private var horizons: Horizons
  /// The horizons, ascending.
  private let days: [Int]
  private let seed: UInt64
  private let clock: SearchClock
  /// How many searches there have been, each with a stream of its own.
  private var searches = 0
  /// Per element, how much it came to count in the last searches, which found nothing.
  private var hardness: [Int]
  /// One part in how many of the open horizons is skipped in one go.
  private var share = 2

  /// How many searches for one horizon fail before the next is tried, or the end is reached.
  static let tries = 2
  /// The same for the last open horizon: the more elements, the rarer a search succeeds; few where places are not
  /// probed, as there are many of them and each search takes long.
  var lastTries: Int {
    guard horizons.singles?.isProbed ?? false else {
      return max(4, horizons.instance.free.count / 12)
    }
    let count = Double(horizons.instance.free.count)
    return Int(max(4, min(count * count * count * count / 2_500_000, Self.mostTries)))
  }
  /// The most of these.
  private static let mostTries = 60.0
  /// The insertions of a search, per element.
  private static let stepsPerElement = 400

  init(_ horizons: Horizons, days: [Int], seed: UInt64, clock: SearchClock) {
    self.horizons = horizons
    self.days = days
    self.seed = seed
    hardness = [Int](repeating: 0, count: horizons.instance.elements.count)
    self.clock = clock
  }

  /// How much elements count where a tree is split that is to prove that there is no plan: the hardest to place
  /// by far the most.
  var weights: [Double] {
    let most = Double(max(1, hardness.max() ?? 1))
    return hardness.map { hard in
      let share = max(0.1, Double(hard) / most)
      return share * share * share * share
    }
  }

  /// Goes on with what else is known of the same horizons.
  mutating func turn(to horizons: Horizons) { self.horizons = horizons }

  /// Looks for a plan within one of the horizons after `refuted` and before `end`, and for earlier
  /// ones until several searches in a row find none; returns the last.
  mutating func run(
    after refuted: Int, before end: Int, lastTries most: Int? = nil, threads: Int = 1,
    isCancelled: @Sendable () -> Bool
  ) -> Schedule? {
    guard let singles = horizons.singles else { return nil }
    var best: Schedule?
    var end = end
    while clock.cause == nil, !isCancelled() {
      let open = days.filter { $0 > refuted && $0 < end }
      let skipped = share > open.count ? 0 : open.count / share
      guard !open.isEmpty else { break }
      let target = open[open.count - 1 - skipped]
      var places = horizons.kept(by: target, of: singles.pool)
      guard singles.propagation.propagate(&places) else { break }
      let tries = skipped == 0 ? most ?? lastTries : Self.tries
      if let plan = search(singles, places, tries: tries, threads: threads, isCancelled) {
        best = plan
        end = horizons.completion(of: plan)
      } else if skipped == 0 {
        break
      } else {
        share *= 4
      }
    }
    return best
  }

  /// Searches from several starts, two at a time; returns the first plan found.
  private mutating func search(
    _ singles: SingleElements, _ places: BitSet, tries: Int, threads: Int,
    _ isCancelled: @Sendable () -> Bool
  ) -> Schedule? {
    let steps = Self.stepsPerElement * horizons.instance.free.count
    let (seed, clock) = (seed, clock)
    hardness = [Int](repeating: 0, count: hardness.count)
    for _ in 0..<(tries / 2) {
      let first = searches
      let found = inParallel(count: 2, threads: threads) { stream in
        var search = EjectionSearch(singles, among: places, seed: seed, stream: first + stream)
        let plan = search.run(steps: steps) { clock.cause != nil || isCancelled() }
        return (plan: plan, weights: search.weights)
      }
      searches += 2
      if let plan = found.compactMap(\.plan).first { return plan }
      for (_, weights) in found {
        for (element, weight) in weights.enumerated() { hardness[element] += weight }
      }
    }
    return nil
  }
}
