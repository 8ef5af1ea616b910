// SPDX-License-Identifier: GPL-3.0-or-later

extension PlanSearch {
  /// Whether plans can be looked for by ejections.
  var hasEjections: Bool { instance.suitsEjections && held.isEmpty }

  /// Probes the last horizon left open, in a large campaign after a look by ejections for plans within
  /// earlier ones and before another; returns the last one refuted.
  ///
  /// What probing leaves makes ejections quicker, so that most are left for after it.
  func eject(
    _ ejections: inout HorizonEjections, _ horizons: inout Horizons, days: [Int],
    after refuted: Int, _ index: Int
  ) -> Int {
    var refuted = refuted
    guard instance.free.count >= Self.manyElements else {
      refuted = probe(&horizons, days: days, after: refuted, index)
      ejections.turn(to: horizons)
      return refuted
    }
    let tries = [HorizonEjections.tries, ejections.lastTries]
    for count in tries {
      guard let end = best.map({ $0.value[index] / 1000 }), refuted < end else { break }
      let plan = ejections.run(
        after: refuted, before: end, lastTries: count, threads: options.threads,
        isCancelled: { false })
      if let plan { offer(plan) }
      if count == tries[0] || plan != nil {
        refuted = probe(&horizons, days: days, after: refuted, index)
        ejections.turn(to: horizons)
      }
    }
    return refuted
  }
}

extension Instance {
  /// Whether every element flies, needs no port, and all other rules are about pairs of elements, single
  /// flights, or resources that elements provide or consume for good.
  var suitsEjections: Bool {
    !hasGround && !docking.isNeeded && holding == nil && budgetPerYear == nil
      && vehicles.allSatisfy {
        $0.turnaround > 0 && $0.flightsLeft == nil && $0.perYear == nil
      }
      && levels.indices.allSatisfy { index in
        levels[index].isSimple && (levels[index].triggers.isEmpty || !isTriggered(index))
      }
  }
}
