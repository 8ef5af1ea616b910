// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CheckedPlanning
internal import Planning

/// Looks for single changes that make an infeasible campaign feasible.
///
/// Such a change must break every conflict of the campaign, so that only facts of the one that was
/// found need be looked at. How large a change must be is first asked of that conflict alone, which
/// is quick to decide and gives a lower bound; mostly the whole campaign then has a plan with that.
struct FixSearch {
  let core: ConflictCore
  let oracle: FeasibilityOracle

  private var campaign: Campaign { core.campaign }

  /// The fixes, the smallest first, and whether nothing was left undecided.
  func fixes() throws -> (found: [Fix], isComplete: Bool) {
    var found: [Fix] = []
    var isComplete = true
    for fact in core.facts {
      for knob in knobs(for: fact) {
        oracle.wasUndecided = false
        if let fix = try fix(by: knob) {
          found.append(fix)
        } else if oracle.wasUndecided {
          isComplete = false
        }
      }
      for changes in try proposals(for: fact) {
        oracle.wasUndecided = false
        // Of changes that do the same, the first that works is enough.
        var works = false
        for change in changes where !works {
          if case .feasible(let flights) = try oracle.answer(change.campaign) {
            found.append(change.fix(flights))
            works = true
          }
        }
        if !works, oracle.wasUndecided { isComplete = false }
      }
    }
    var seen: Set<String> = []
    let ranked = found.filter { seen.insert($0.text).inserted }.enumerated().sorted {
      ($0.element.size, $0.offset) < ($1.element.size, $1.offset)
    }
    return (ranked.map(\.element), isComplete)
  }

  private func knobs(for fact: Fact) -> [Knob] {
    var knobs = [campaign.knob(for: fact)].compactMap(\.self)
    if case .flies(let id) = fact.statement,
      let element = campaign.elements.first(where: { $0.id == id }),
      core.facts.contains(where: { if case .capacity = $0.statement { true } else { false } })
    {
      knobs.append(campaign.massKnob(of: element))
    }
    if case .windows(let id) = fact.statement { knobs += campaign.windowKnobs(of: id) }
    return knobs
  }

  // MARK: - Numbers

  private func fix(by knob: Knob) throws -> Fix? {
    guard knob.most > 0 else { return nil }
    func turned(_ steps: Int) -> Campaign {
      var campaign = campaign
      knob.turn(steps, &campaign)
      return campaign
    }
    func partly(_ steps: Int) -> Campaign { core.keeping(core.facts, in: turned(steps)) }
    // What the conflict alone needs is needed by the whole campaign, and is mostly found sooner.
    var some = Least(steps: 0, isProven: true)
    if partly(knob.most).pruned.effort < turned(knob.most).pruned.effort {
      guard let found = try least(of: knob, above: 0, partly) else { return nil }
      some = found
    }
    if some.steps > 0, case .feasible(let flights) = try oracle.answer(turned(some.steps)) {
      some.flights = flights
    } else {
      guard let all = try least(of: knob, above: some.steps, turned) else { return nil }
      some = Least(
        steps: all.steps, isProven: some.isProven && all.isProven, flights: all.flights)
    }
    let value = knob.value(some.steps)
    let isSmallest = some.isProven && knob.isMonotone
    return Fix(
      path: knob.path, text: knob.text(some.steps), setting: value.map { "\(knob.path)=\($0)" },
      isSmallest: isSmallest, size: min(0.99, Double(some.steps) / Double(max(1, knob.unit))),
      campaign: turned(some.steps), flights: some.flights,
      lesser: isSmallest ? turned(some.steps - min(knob.grain, some.steps)) : nil)
  }

  /// The fewest steps that are enough, as far as is known.
  private struct Least {
    var steps: Int
    var isProven: Bool
    /// The flights of a plan with them.
    var flights: [Flight] = []
  }

  /// The fewest steps with which a campaign has a plan; nil when even the most steps are not known
  /// to do.
  ///
  /// `few` steps are known not to do, or are none.
  private func least(
    of knob: Knob, above few: Int, _ campaign: (Int) -> Campaign
  ) throws -> Least? {
    guard few < knob.most, case .feasible(var flights) = try oracle.answer(campaign(knob.most))
    else { return nil }
    // In grains from here on, rounded so that ends are kept.
    let grain = knob.grain
    func steps(_ grains: Int) -> Int { min(knob.most, grains * grain) }
    var (low, high) = (few / grain, (knob.most + grain - 1) / grain)
    var isProven = true
    func take(_ plan: [Flight]) {
      flights = plan
      guard let need = knob.need(PlanFigures(plan, of: campaign(steps(high)))) else { return }
      high = min(high, max(low + 1, (need + grain - 1) / grain))
    }
    take(flights)
    // One grain less than a plan needs is most often not enough.
    var next: Int? = high - 1
    while high - low > 1 {
      let middle = next ?? low + (high - low) / 2
      next = nil
      switch try oracle.answer(campaign(steps(middle))) {
      case .feasible(let plan):
        high = middle
        take(plan)
      case .infeasible: low = middle
      case .undecided:
        isProven = false
        low = middle
      }
    }
    return Least(steps: steps(high), isProven: isProven, flights: flights)
  }
}
