// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What a replication came to.
struct ReplicationMeasures: ~Copyable {
  /// The money spent on launches and elements, in thousandths.
  var cost = 0
  var launches = 0
  /// Failed launches, and elements lost on their way after a launch that succeeded.
  var losses = 0
  /// The days of completion and of each milestone; `never` where they were not reached.
  var completion = ExecutionModel.never
  var milestones = ScratchMemory<Int>()
  /// The elements and vehicles on the chain of causes of the completion; empty without one.
  var criticalElements = ScratchMemory<Int>()
  var criticalVehicles = ScratchMemory<Int>()
  /// The rules that were broken.
  private var brokenRules: UInt32 = 0
  var replans = 0
  var failedReplans = 0

  /// Notes that a rule was broken.
  mutating func broken(_ rule: BrokenRule) { brokenRules |= 1 << rule.place }

  /// Whether the rule at a place in `BrokenRule.allCases` was broken.
  func isBroken(_ place: Int) -> Bool { brokenRules >> UInt32(place) & 1 == 1 }

  mutating func reset(cost: Int) {
    self.cost = cost
    launches = 0
    losses = 0
    completion = ExecutionModel.never
    milestones.removeAll()
    criticalElements.removeAll()
    criticalVehicles.removeAll()
    brokenRules = 0
    replans = 0
    failedReplans = 0
  }
}

extension BrokenRule {
  /// Its place in `allCases`.
  fileprivate var place: UInt32 {
    switch self {
    case .deadline: 0
    case .within: 1
    case .resource: 2
    case .store: 3
    case .stay: 4
    }
  }
}

extension Replication {
  /// Measures a replication at its end.
  func measure() {
    measures.completion = reached(targets.completion)
    for milestone in targets.milestones { measures.milestones.append(reached(milestone)) }
    findCriticalChain()
    if hasDeviated { findBrokenRules() }
    if story != nil { tellEnd() }
  }

  /// The day on which the elements of a milestone are all operational: those that may stay on the ground
  /// count if they are.
  private func reached(_ target: Target) -> Int {
    var latest = -1
    for element in target.elements {
      if elements[element].wasOperational {
        latest = max(latest, elements[element].operational)
      } else if !model.elements[element].isOptional || target.needsAll {
        return ExecutionModel.never
      }
    }
    return latest < 0 ? ExecutionModel.never : latest
  }

  // MARK: - Causes

  private func findCriticalChain() {
    guard measures.completion != ExecutionModel.never else { return }
    mark += 1
    guard
      var element = targets.completion.elements.first(where: {
        elements[$0].wasOperational && elements[$0].operational == measures.completion
      })
    else { return }
    while marks[element] != mark {
      marks[element] = mark
      measures.criticalElements.append(element)
      if elements[element].heldBy >= 0 {
        element = Int(elements[element].heldBy)
        continue
      }
      guard let next = follow(elements[element].record) else { return }
      element = next
    }
  }

  /// Goes back from a launch to what determined its day; the element that the chain goes on with, nil at
  /// its end.
  private func follow(_ record: Int32) -> Int? {
    var record = record
    while record >= 0 {
      let launch = records[Int(record)]
      if launch.wasPutOff { add(Int(launch.vehicle)) }
      let subject = launch.cause.subject
      switch launch.cause.kind {
      case .plan: return nil
      case .readiness:
        let element = Int(subject)
        if marks[element] != mark {
          marks[element] = mark
          measures.criticalElements.append(element)
        }
        return nil
      case .link: return Int(subject)
      case .vehicle, .year:
        add(Int(launch.vehicle))
        record = launch.cause.kind == .year ? -1 : subject
      case .pad: record = subject
      }
    }
    return nil
  }

  private func add(_ vehicle: Int) {
    if !measures.criticalVehicles.all.contains(vehicle) {
      measures.criticalVehicles.append(vehicle)
    }
  }

  // MARK: - The end of the story

  private func tellEnd() {
    for (place, day) in measures.milestones.all.enumerated() where day != ExecutionModel.never {
      tell(targets.milestones[place], reached: day)
    }
    if measures.completion != ExecutionModel.never {
      tell(targets.completion, reached: measures.completion)
    }
    let missing = targets.expected.filter { !elements[$0].wasOperational }
    // Milestones come after all else of their day.
    story = story?.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
    today = missing.isEmpty ? today : model.last
    if !missing.isEmpty {
      tell(.ended(missing: missing.map { model.campaign.elements[$0].id }))
    }
  }

  private func tell(_ target: Target, reached day: Int) {
    story?.append(
      StoryEvent(
        day: date(day), kind: .reached(target.id, late: target.planned.map { day - $0 } ?? 0)))
  }
}

/// A milestone in the simulation's numbers, or the completion of all.
struct Target: Sendable {
  var id: Milestone.ID?
  /// Those of its elements that the plan flies, or that have to fly whatever the plan.
  var elements: [Int]
  /// Whether even elements that may stay on the ground are waited for.
  var needsAll: Bool
  /// The day in the plan.
  var planned: Int?
}

/// What a plan is to come to: the completion and the milestones.
struct Targets: Sendable {
  let completion: Target
  let milestones: [Target]
  /// The new elements that are to become operational.
  let expected: [Int]

  /// Reads what a plan is to come to.
  ///
  /// A plan that has taken the place of another one owes what it flies itself, and what has to fly. Days stay
  /// those of the first.
  init(of plan: PlanNetwork, insteadOf first: PlanNetwork? = nil, model: ExecutionModel) {
    let campaign = model.campaign
    let places = Places(campaign)
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    let past = Set(model.past.delivered.map(\.element))
    let due = model.elements.indices.filter { place in
      let hasToFly =
        !model.elements[place].isOptional && !chosen.contains(campaign.elements[place].id)
      return plan.planned[place] != nil || (first != nil && hasToFly)
    }
    func target(_ id: Milestone.ID?, _ isMember: (Int) -> Bool, needsAll: Bool) -> Target {
      let days = (first ?? plan).planned
      return Target(
        id: id, elements: due.filter(isMember), needsAll: needsAll,
        planned: days.indices.filter(isMember).compactMap { days[$0]?.operational }.max())
    }
    func isRequired(_ place: Int) -> Bool { !model.elements[place].isOptional }
    let needsAll = !due.contains(where: isRequired)
    completion = target(nil, needsAll ? { _ in true } : isRequired, needsAll: needsAll)
    milestones = campaign.milestones.map { milestone in
      let members = milestone.elements?.compactMap { places.elements[$0] }
      return target(milestone.id, { members?.contains($0) ?? true }, needsAll: false)
    }
    expected = due.filter { !past.contains($0) }
  }
}
