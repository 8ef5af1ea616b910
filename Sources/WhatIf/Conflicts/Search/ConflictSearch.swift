// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning
public import Planning

/// Finds why campaigns have no plan: irreducible sets of facts, and the smallest changes that help.
public struct ConflictSearch: Sendable {
  private let planner: CheckedPlanner
  private let options: PlanningOptions

  /// Most seconds of a search whose options name no limit.
  private static let defaultSeconds = 30.0

  /// Creates a search; of the options, those for time, threads, seed and cancelling count.
  ///
  /// `timeLimit` is for the whole of a search. A limit leaves a set that is infeasible, but perhaps
  /// not irreducible, and fixes that work, but perhaps not the smallest; the result says so.
  public init(planner: CheckedPlanner, options: PlanningOptions = PlanningOptions()) {
    self.planner = planner
    self.options = options
  }

  /// Why a campaign, which is known to have no plan, has none; nil when it was past flights alone,
  /// or when not even that could be found out.
  ///
  /// Where planning has proven that there is no plan (`isKnownInfeasible`), that is not proven again.
  public func conflict(
    in campaign: Campaign, isKnownInfeasible: Bool = false
  ) throws(PlanningError) -> Conflict? {
    var options = options
    options.timeLimit = options.timeLimit ?? Self.defaultSeconds
    let oracle = FeasibilityOracle(planner: planner, options: options)
    do {
      guard try isKnownInfeasible || oracle.isInfeasible(campaign),
        let core = try ConflictCore(campaign, oracle: oracle)
      else {
        return nil
      }
      oracle.wasUndecided = false
      let fixes = try FixSearch(core: core, oracle: oracle).fixes()
      return Conflict(
        facts: core.facts, isIrreducible: core.isIrreducible,
        summary: campaign.summary(of: core.facts), fixes: fixes.found,
        areFixesComplete: fixes.isComplete, wasStopped: oracle.ranOut, solves: oracle.solves)
    } catch let error as PlanningError {
      throw error
    } catch {
      throw .internalError("\(error)")
    }
  }
}

/// Facts of a campaign that contradict each other, none of which can be left out.
struct ConflictCore {
  let campaign: Campaign
  /// All facts of the campaign but its end.
  let all: [Fact]
  /// The facts that contradict each other, in the order in which they are told.
  private(set) var facts: [Fact] = []
  /// Whether it is proven that none can be left out.
  private(set) var isIrreducible = true

  /// The campaign has no plan; nil when that is so without any of its facts.
  init?(_ campaign: Campaign, oracle: FeasibilityOracle) throws {
    self.campaign = campaign
    all = campaign.facts
    oracle.wasUndecided = false
    var left = try shrinkToKinds(oracle)
    left = try shrinkToElements(left, oracle)
    let search = QuickXplain<Fact> { [self] in try contradict($0, oracle) }
    facts = try search.smallest(of: left)
    guard !facts.isEmpty else { return nil }
    if oracle.wasUndecided { try removeOneByOne(oracle) }
    try addEnd(oracle)
    facts = facts.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }.map(\.element)
  }

  /// The campaign that keeps its end and some of its facts, and no other.
  func keeping(_ kept: [Fact], in changed: Campaign? = nil) -> Campaign {
    let kept = Set(kept.map(\.statement))
    return (changed ?? campaign).without(all.filter { !kept.contains($0.statement) })
  }

  private func contradict(_ kept: [Fact], _ oracle: FeasibilityOracle) throws -> Bool {
    try oracle.isInfeasible(keeping(kept))
  }

  /// Leaves out the kinds of facts that every conflict can do without.
  ///
  /// A kind without which there is a plan is part of every conflict, and a plan is found quickly
  /// where there is one. Mostly these kinds contradict each other by themselves.
  private func shrinkToKinds(_ oracle: FeasibilityOracle) throws -> [Fact] {
    var needed: Set<Fact.Kind> = [.presence]
    for kind in Fact.Kind.allCases where all.contains(where: { $0.kind == kind }) {
      let rest = all.filter { $0.kind != kind }
      if kind != .presence, case .feasible = try oracle.answer(keeping(rest), quickly: true) {
        needed.insert(kind)
      }
    }
    let some = all.filter { needed.contains($0.kind) }
    return try some.count < all.count && contradict(some, oracle) ? some : all
  }

  /// Leaves out the facts of elements that the contradiction does not need, element by element,
  /// while everything else is in force: what is left is small enough to go through fact by fact.
  ///
  /// What elements need is left out before they are, so that what takes part is told to fly rather
  /// than to be waited for.
  private func shrinkToElements(_ facts: [Fact], _ oracle: FeasibilityOracle) throws -> [Fact] {
    func shrink(_ isMember: (Fact) -> Bool, of facts: [Fact]) throws -> [Fact] {
      let others = facts.filter { !isMember($0) }
      let groups = campaign.elements.map { element in
        facts.filter { $0.element == element.id && isMember($0) }
      }
      let search = QuickXplain<[Fact]> { [self] in
        try contradict(others + $0.flatMap(\.self), oracle)
      }
      let rest = try search.smallest(of: groups.filter { !$0.isEmpty })
      return others + rest.flatMap(\.self)
    }
    let needs = try shrink({ $0.element != nil && $0.kind != .presence }, of: facts)
    let rest = try shrink({ $0.element != nil && $0.kind == .presence }, of: needs)
    return rest.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element)
  }

  /// Leaves facts out one by one, where something was undecided while the set was larger.
  private mutating func removeOneByOne(_ oracle: FeasibilityOracle) throws {
    oracle.wasUndecided = false
    for fact in facts.reversed() {
      let rest = facts.filter { $0 != fact }
      switch try oracle.answer(keeping(rest)) {
      case .infeasible: facts = rest
      case .feasible: break
      case .undecided: isIrreducible = false
      }
    }
  }

  /// Adds the campaign's end, which has been in force all the time, when the others could be kept
  /// together if it came later.
  private mutating func addEnd(_ oracle: FeasibilityOracle) throws {
    let end = Fact(
      statement: .end, path: ManifestPath("campaign", "end"), text: campaign.words(for: .end))
    if case .feasible = try oracle.answer(keeping(facts).without([end])) { facts.append(end) }
  }
}

extension Fact {
  /// In which order facts are given up, the last first: what leaves few launch days, and so keeps
  /// proofs short, goes last.
  fileprivate var rank: Int {
    switch kind {
    case .windows: 0
    case .availability, .groundings: 1
    case .presence: 3
    default: element == nil ? 2 : 4
    }
  }

  /// Its place among the facts of a conflict: what has to fly, what that needs, what carries it,
  /// the rest.
  fileprivate var place: Int {
    switch statement {
    case .flies, .choice: 0
    case .end, .status, .budget: 3
    default: element != nil ? 1 : 2
    }
  }
}
