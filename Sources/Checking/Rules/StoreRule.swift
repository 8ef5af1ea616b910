// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// At the end of each day, a store holds at least its reserve.
///
/// Elements deliver to it on their operational day and draw from it until they leave; the crew at its
/// node draw from it, too. Days before the first new element at the node is operational are facts;
/// days after the campaign's end are not its business.
struct StoreRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let stores = logbook.campaign.stores
    guard !stores.isEmpty else { return [] }
    var first: [Node.ID: Day] = [:]
    for stay in logbook.firstStays where !logbook.flight(of: stay).isPast {
      let node = logbook.element(of: stay).node
      first[node] = min(first[node] ?? stay.operational, stay.operational)
    }
    var changes = logbook.changes(of: stores)
    let crew = stores.contains { $0.perCrew != .zero } ? logbook.provided(Resource.crew) : [:]
    return stores.indices.flatMap { index -> [Violation] in
      let store = stores[index]
      guard let day = first[store.node] else { return [] }
      if store.perCrew != .zero {
        changes[index] += (crew[store.node] ?? []).map { day, amount in
          Change(day: day, delivered: 0, rate: amount * Int128(store.perCrew.thousandths))
        }
      }
      let shortages = shortages(of: store, changes[index], from: day, to: logbook.campaign.end)
      return shortages.map { shortage in
        var violation = shortage.violation(of: store)
        violation.against = logbook.supplier(of: store.id, on: shortage.days.lowerBound)
        return violation
      }
    }
  }

  /// The spans of days at the end of which a store holds too little.
  private func shortages(
    of store: Store, _ changes: [Change], from first: Day, to end: Day
  ) -> [Shortage] {
    let reserve = Int128(store.reserve.thousandths) * 1000
    var level = Int128(store.initial.thousandths) * 1000
    var rate = Int128(0)
    var found: [Shortage] = []
    // The first day that is judged begins a stretch of its own.
    let sorted = (changes + [Change(day: first, delivered: 0, rate: 0)]).sorted { $0.day < $1.day }
    for (index, change) in sorted.enumerated() {
      level += change.delivered
      rate += change.rate
      let next = index + 1 < sorted.count ? sorted[index + 1].day : end.advanced(1)
      guard next > change.day else { continue }
      // At the end of a day of this stretch, it has taken its toll once for each day up to then.
      func held(_ day: Day) -> Int128 { level - rate * Int128(day - change.day + 1) }
      let (low, high) = (max(change.day, first), min(next.advanced(-1), end))
      if low <= high, let days = days(low...high, below: reserve, held) {
        let (first, last) = (held(days.lowerBound), held(days.upperBound))
        found.append(Shortage(days: days, held: first, lowest: min(first, last)))
      }
      level = held(next.advanced(-1))
    }
    return found.reduce(into: []) { joined, shortage in
      guard let last = joined.last, last.days.upperBound.advanced(1) == shortage.days.lowerBound
      else { return joined.append(shortage) }
      joined[joined.count - 1].days = last.days.lowerBound...shortage.days.upperBound
      joined[joined.count - 1].lowest = min(last.lowest, shortage.lowest)
    }
  }

  /// The days of a stretch at the end of which less than the reserve is held, found by bisection:
  /// within a stretch the level only falls or only rises.
  private func days(
    _ stretch: ClosedRange<Day>, below reserve: Int128, _ held: (Day) -> Int128
  ) -> ClosedRange<Day>? {
    let isShort = (held(stretch.lowerBound) < reserve, held(stretch.upperBound) < reserve)
    guard isShort.0 || isShort.1 else { return nil }
    if isShort.0 && isShort.1 { return stretch }
    var (low, high) = (stretch.lowerBound, stretch.upperBound)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if (held(middle) < reserve) == isShort.0 { low = middle } else { high = middle }
    }
    return isShort.0 ? stretch.lowerBound...low : high...stretch.upperBound
  }

  private struct Shortage {
    var days: ClosedRange<Day>
    /// What is held at the end of the first of the days, in milligrams.
    var held: Int128
    /// The least that is held at the end of one of the days, in milligrams.
    var lowest: Int128

    func violation(of store: Store) -> Violation {
      let reserve = Int128(store.reserve.thousandths)
      let (held, lowest) = (grams(held), grams(lowest))
      let more =
        days.lowerBound == days.upperBound
        ? ""
        : "; it stays short until \(days.upperBound), by \(kilograms(reserve - lowest)) at worst"
      return Violation(
        kind: .stores, date: days.lowerBound,
        message: "at the end of \(days.lowerBound) the store \(store.id) at \(store.node) holds "
          + "\(kilograms(held)), \(kilograms(reserve - held)) less than its reserve of "
          + "\(kilograms(reserve))\(more)",
        path: ManifestPath("stores", store.id.text, "reserve"))
    }

    /// Whole grams, rounded down, so that no shortage reads as none.
    private func grams(_ milligrams: Int128) -> Int128 {
      let (quotient, remainder) = milligrams.quotientAndRemainder(dividingBy: 1000)
      return remainder < 0 ? quotient - 1 : quotient
    }

    private func kilograms(_ grams: Int128) -> String { "\(Figures.quantity(grams)) kg" }
  }
}

/// A change of what a store holds, in milligrams, so that a gram for each thousandth of a crew
/// member is a whole number.
private struct Change {
  var day: Day
  /// What comes into it on the day.
  var delivered: Int128
  /// How much more is taken from it on the day and each day after it.
  var rate: Int128
}

extension Logbook {
  /// The next element to bring something to a store after a day.
  fileprivate func supplier(of store: Store.ID, on day: Day) -> [Violation.Party] {
    let next = firstStays.filter { stay in
      stay.operational > day
        && element(of: stay).delivers.contains { $0.store == store && $0.amount > .zero }
    }.min { ($0.operational, $0.element) < ($1.operational, $1.element) }
    return next.map { [.element(element(of: $0).id)] } ?? []
  }

  /// What elements bring to and take from each of the stores.
  fileprivate func changes(of stores: [Store]) -> [[Change]] {
    let positions = Dictionary(stores.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var changes: [[Change]] = Array(repeating: [], count: stores.count)
    for stay in firstStays {
      let element = element(of: stay)
      for entry in element.delivers {
        guard let store = positions[entry.store] else { continue }
        let amount = Int128(entry.amount.thousandths) * 1000
        changes[store].append(Change(day: stay.operational, delivered: amount, rate: 0))
      }
      for entry in element.draws {
        guard let store = positions[entry.store],
          stay.departure.map({ $0 > stay.operational }) ?? true
        else {
          continue
        }
        let rate = Int128(entry.amount.thousandths) * 1000
        changes[store].append(Change(day: stay.operational, delivered: 0, rate: rate))
        if let departure = stay.departure {
          changes[store].append(Change(day: departure, delivered: 0, rate: -rate))
        }
      }
    }
    return changes
  }
}
