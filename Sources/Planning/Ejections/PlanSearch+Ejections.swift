// SPDX-License-Identifier: GPL-3.0-or-later

extension PlanSearch {
  /// Whether plans can be looked for by ejections.
  var hasEjections: Bool { instance.suitsEjections && held.isEmpty }

  /// Looks by ejections for plans of a large campaign within horizons after those that are refuted.
  func eject(_ ejections: inout HorizonEjections?, after refuted: Int, _ index: Int) {
    guard instance.free.count >= Self.manyElements, let best else { return }
    let plan = ejections?.run(
      after: refuted, before: best.value[index] / 1000, threads: options.threads,
      isCancelled: { false })
    if let plan { offer(plan) }
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
