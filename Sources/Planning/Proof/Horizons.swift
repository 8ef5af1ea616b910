// SPDX-License-Identifier: GPL-3.0-or-later

/// What is left of a campaign when some elements must be operational by a day, the horizon.
struct Horizons: Sendable {
  let instance: Instance
  let launchDays: LaunchDays
  let conflicts: [[Bool]]
  /// The elements that must keep to the horizon.
  let members: [Int]
  /// Latest operational day of each element whatever the horizon.
  let latest: [Int]
  /// Single elements up to the last horizon, to narrow the spaces of earlier ones.
  private(set) var singles: SingleElements?

  init(
    _ instance: Instance, launchDays: LaunchDays, conflicts: [[Bool]], members: [Int],
    latest: [Int]
  ) {
    self.instance = instance
    self.launchDays = launchDays
    self.conflicts = conflicts
    self.members = members
    self.latest = latest
  }

  /// The days on which the members can all have become operational, ascending; empty when all of
  /// them are past.
  var days: [Int] {
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    let new = members.filter { instance.elements[$0].past == nil }
    let known = members.compactMap { instance.elements[$0].past?.operational }.max() ?? 0
    let required = new.filter { !instance.elements[$0].mayStayGrounded }
    let floor = max(known, required.map { windows.earliest[$0] }.max() ?? 0)
    var days: Set<Int> = []
    for element in new where !windows.isGrounded[element] {
      for vehicle in instance.elements[element].vehicles {
        let shift =
          instance.travel[vehicle][element] + instance.elements[element].commissioning
        for day in launchDays.byVehicle[vehicle] where day.day + shift <= windows.latest[element] {
          days.insert(max(floor, day.day + shift))
        }
      }
    }
    return days.sorted()
  }

  /// The latest operational days with which the members keep to a horizon.
  func limits(_ horizon: Int) -> [Int] {
    var limits = latest
    for element in members { limits[element] = min(limits[element], horizon) }
    return limits
  }

  private func windows(_ horizon: Int) -> TimeWindows {
    part(horizon).windows(instance, launchDays)
  }

  /// The plans that keep to a horizon.
  func part(_ horizon: Int) -> PlanPart { PlanPart(latest: limits(horizon)) }

  /// The loads of a pool that keep to a horizon, as far as time windows tell.
  func kept(by horizon: Int, of pool: LoadPool) -> BitSet { pool.loads(in: windows(horizon)) }

  /// Lists the single elements up to a day, if their conflicts take no more than some bytes, and
  /// returns the largest of some horizons (ascending, none later) that propagation over them refutes.
  ///
  /// They are far fewer than loads. Returns -1 when none is refuted.
  mutating func refuteBySingles(
    _ days: [Int], listingUpTo end: Int, bytes: Int, clock: SearchClock
  ) -> Int {
    guard let last = days.last else { return -1 }
    guard let space = wideSpace(windows(end)) else { return last }
    singles = SingleElements(space, bytes: bytes)
    guard let singles else { return -1 }
    var (low, high) = (0, days.count)
    while low < high, clock.cause == nil {
      let middle = (low + high) / 2
      var kept = kept(by: days[middle], of: singles.pool)
      if singles.propagation.propagate(&kept) { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? days[low - 1] : -1
  }

  /// Tries each single element that keeps to a horizon; returns whether that is refuted by it.
  ///
  /// From then on only earlier horizons, and this one, may be asked for.
  mutating func probe(upTo horizon: Int, threads: Int, clock: SearchClock) -> Bool {
    guard let own = singles else { return false }
    let kept = kept(by: horizon, of: own.pool)
    guard launchDays.suitProbing(kept, of: instance) else { return false }
    guard let probed = own.probed(kept, threads: threads, clock: clock) else { return true }
    singles = probed
    return false
  }

  /// The loads that keep to a horizon; nil when an element has none.
  func space(_ horizon: Int) -> LoadSpace? { space(of: part(horizon)) }

  /// The loads of a part of the plans that keep to a horizon; nil when an element has none.
  func space(of part: PlanPart) -> LoadSpace? {
    let windows = part.windows(instance, launchDays)
    guard let space = wideSpace(windows) else { return nil }
    guard let singles else { return space }
    return singles.narrowed(space, from: singles.pool.loads(in: windows))
  }

  private func wideSpace(_ windows: TimeWindows) -> LoadSpace? {
    guard windows.emptied == nil else { return nil }
    return LoadSpace(instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
  }
}

extension LoadPool {
  /// The loads all of whose elements time windows allow; none when an element is left without a day.
  func loads(in windows: TimeWindows) -> BitSet {
    var kept = BitSet(size: count)
    guard windows.emptied == nil else { return kept }
    for launch in launches {
      for load in launch.loads
      where loads[load].elements.allSatisfy({
        windows.allows($0, on: launch.vehicle, day: launch.day, in: instance)
      }) {
        kept.insert(load)
      }
    }
    return kept
  }
}
