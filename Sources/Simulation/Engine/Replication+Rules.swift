// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The rules that an execution may break though its plan keeps them; looked at when a replication ends.
extension Replication {
  func findBrokenRules() {
    if missesDeadline { measures.broken(.deadline) }
    if exceedsLimit { measures.broken(.within) }
    if accounts.resources.contains(where: { isShort($0) }) { measures.broken(.resource) }
    if accounts.stores.contains(where: { isShort($0) }) { measures.broken(.store) }
  }

  private var missesDeadline: Bool {
    for element in accounts.due {
      let deadline = model.elements[element].deadline
      if !elements[element].wasOperational || elements[element].operational > deadline {
        return true
      }
    }
    return false
  }

  private var exceedsLimit: Bool {
    for limit in accounts.limits {
      let (element, source) = (elements[limit.element], elements[limit.source])
      guard element.wasOperational, source.wasOperational else { continue }
      if element.arrival > source.operational + limit.days { return true }
    }
    return false
  }

  /// Whether more of a resource is consumed than provided on some day on which it is judged.
  private func isShort(_ account: LevelAccount) -> Bool {
    guard let from = judged(account), account.canFallShort else { return false }
    changes.removeAll()
    for entry in account.entries where elements[entry.element].wasOperational {
      let state = elements[entry.element]
      changes.append(LevelChange(day: state.operational, amount: entry.amount))
      if state.departure <= model.last {
        changes.append(LevelChange(day: state.departure, amount: -entry.amount))
      }
    }
    changes.sort()
    var (level, place) = (0, 0)
    while place < changes.count {
      let day = changes[place].day
      while place < changes.count, changes[place].day == day {
        level += changes[place].amount
        place += 1
      }
      // The level of a day holds up to the next change.
      let until = place < changes.count ? changes[place].day : model.last + 1
      if level < 0, until > from { return true }
    }
    return false
  }

  /// Whether a store falls below its reserve on some day on which it is judged, up to the campaign's end.
  private func isShort(_ store: StoreAccount) -> Bool {
    let end = min(model.last, model.campaign.end - model.origin)
    guard let from = judged(store.level), from <= end else { return false }
    changes.removeAll()
    deliveries.removeAll()
    for entry in store.level.entries where elements[entry.element].wasOperational {
      let state = elements[entry.element]
      changes.append(LevelChange(day: state.operational, amount: entry.amount))
      if state.departure <= end {
        changes.append(LevelChange(day: state.departure, amount: -entry.amount))
      }
    }
    for entry in store.deliveries where elements[entry.element].wasOperational {
      deliveries.append(
        LevelChange(day: elements[entry.element].operational, amount: entry.amount))
    }
    changes.sort()
    deliveries.sort()
    var (level, rate, day, change, delivery) = (store.initial, 0, 0, 0, 0)
    while day <= end {
      while change < changes.count, changes[change].day <= day {
        rate += changes[change].amount
        change += 1
      }
      while delivery < deliveries.count, deliveries[delivery].day <= day {
        level += deliveries[delivery].amount
        delivery += 1
      }
      let next = min(
        change < changes.count ? changes[change].day : end + 1,
        delivery < deliveries.count ? deliveries[delivery].day : end + 1, end + 1)
      // The level is lowest on the last day before something changes, if it is judged by then.
      level -= rate * (next - day)
      if next > from, level < store.reserve { return true }
      day = next
    }
    return false
  }

  /// The day from which on a node's levels are judged: that on which the first new element is operational.
  private func judged(_ account: LevelAccount) -> Int? {
    var first: Int?
    for element in account.newcomers where elements[element].wasOperational {
      first = min(first ?? .max, elements[element].operational)
    }
    return first
  }
}

/// What changes a level on a day.
struct LevelChange: BitwiseCopyable {
  var day: Int
  var amount: Int
}

extension ScratchMemory where Item == LevelChange {
  /// Sorts the changes by day: there are few, and most are in order.
  fileprivate func sort() {
    let changes = all
    for end in changes.indices.dropFirst() {
      let change = changes[end]
      var place = end
      while place > 0, changes[place - 1].day > change.day {
        changes[place] = changes[place - 1]
        place -= 1
      }
      changes[place] = change
    }
  }
}

/// A resource at a node, with what each element adds to it while operational, in thousandths.
struct LevelAccount: BitwiseCopyable {
  var entries: UnsafeBufferPointer<(element: Int, amount: Int)>
  /// The new elements of the node.
  var newcomers: UnsafeBufferPointer<Int>
  /// Whether links do not already see to it that it suffices: a provider leaves.
  var canFallShort: Bool
}

/// A store, in thousandths of a gram, with what elements draw each day and what they bring.
struct StoreAccount: BitwiseCopyable {
  var initial: Int
  var reserve: Int
  var level: LevelAccount
  var deliveries: UnsafeBufferPointer<(element: Int, amount: Int)>
}

/// What is watched over in every replication.
///
/// It is valid as long as its memory is.
struct Accounts {
  let resources: UnsafeBufferPointer<LevelAccount>
  let stores: UnsafeBufferPointer<StoreAccount>
  /// The elements expected with a deadline that is simulated.
  let due: UnsafeBufferPointer<Int>
  let limits: UnsafeBufferPointer<PlanNetwork.Limit>
  private let memory: ConstantMemory

  /// Reads what is to be watched of a plan; of what is expected of it, the days.
  init(of plan: PlanNetwork, expecting expected: [Int], model: ExecutionModel) {
    let campaign = model.campaign
    let memory = ConstantMemory()
    self.memory = memory
    let flown = campaign.elements.indices.filter { plan.planned[$0] != nil }
    due = memory.keep(expected.filter { model.elements[$0].deadline <= model.last })
    limits = memory.keep(plan.limits)
    func newcomers(at node: Node.ID) -> UnsafeBufferPointer<Int> {
      memory.keep(flown.filter { plan.flies[$0] && campaign.elements[$0].node == node })
    }
    var nodes: [Node.ID] = []
    for element in campaign.elements where !nodes.contains(element.node) {
      nodes.append(element.node)
    }
    let resources = nodes.flatMap { node in
      campaign.resources.compactMap { resource -> LevelAccount? in
        let entries = flown.filter { campaign.elements[$0].node == node }.map {
          (element: $0, amount: campaign.elements[$0].net(of: resource.id).thousandths)
        }
        .filter { $0.amount != 0 }
        guard entries.contains(where: { $0.amount < 0 }) else { return nil }
        return LevelAccount(
          entries: memory.keep(entries), newcomers: newcomers(at: node),
          canFallShort: entries.contains {
            $0.amount > 0 && campaign.elements[$0.element].stay != nil
          })
      }
    }
    let stores = campaign.stores.map { store in
      let there = flown.filter { campaign.elements[$0].node == store.node }
      func sum(_ amounts: [StoreAmount]) -> Int {
        amounts.filter { $0.store == store.id }.reduce(0) { $0 + $1.amount.thousandths }
      }
      let draws = there.map { place in
        let crew = model.elements[place].bringsCrew
        return (
          element: place,
          amount: 1000 * sum(campaign.elements[place].draws) + store.perCrew.thousandths * crew
        )
      }
      return StoreAccount(
        initial: 1000 * store.initial.thousandths, reserve: 1000 * store.reserve.thousandths,
        level: LevelAccount(
          entries: memory.keep(draws.filter { $0.amount != 0 }),
          newcomers: newcomers(at: store.node),
          canFallShort: true),
        deliveries: memory.keep(
          there.map { (element: $0, amount: 1000 * sum(campaign.elements[$0].delivers)) }
            .filter { $0.amount != 0 }))
    }
    self.resources = memory.keep(resources)
    self.stores = memory.keep(stores)
  }
}
