// SPDX-License-Identifier: GPL-3.0-or-later

/// An event of a replication that is still to come.
package struct Event: Equatable {
  /// The place in the strict total order: day, priority and the number of its insertion, from the
  /// highest bits down.
  var key: UInt64
  /// What happens.
  var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: key >> 41) & 7) ?? .rest }
  /// The generation that it was scheduled in; it is void if its subject has moved on.
  var generation: Int32
  /// The element, flight or risk that it happens to.
  var subject: Int32

  package var day: Int { Int(key >> 44) }

  /// What happens, in the order in which it counts on one day.
  ///
  /// Arrivals and operational days that depend on what another element does on the same day are settled
  /// after it.
  enum Kind: UInt8 {
    case strike, attempt, arrival, operational, departure
    case arrivalSettled, operationalSettled, rest
  }
}

/// The events to come, in order, the first of them last.
///
/// Few are scheduled at a time and most of them for soon, so that a new one finds its place within a few steps
/// from the end, where a heap would have to be repaired whenever the first is taken out.
///
/// It owns memory that is kept from replication to replication, so that once it is large enough nothing
/// is allocated; a class because of that ownership. Its properties are not checked for exclusive access:
/// nothing that changes one calls back.
package final class EventQueue {
  @exclusivity(unchecked) private var events: UnsafeMutablePointer<Event>
  @exclusivity(unchecked) private var capacity = 256
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var insertions: UInt64 = 0

  /// More insertions than one replication comes to.
  private static let mostInsertions: UInt64 = 1 << 28
  /// The greatest rank of an event.
  static let mostRank = (1 << 13) - 1

  package init() {
    events = .allocate(capacity: capacity)
  }

  deinit {
    events.deallocate()
  }

  /// Forgets all events.
  func removeAll() {
    count = 0
    insertions = 0
  }

  /// Schedules an event on a day, which is not negative; days beyond 1,048,575 never come.
  ///
  /// Its rank, 0 to `mostRank`, decides among events of one kind and day before insertion does.
  @inline(__always)
  func insert(
    _ kind: Event.Kind, of subject: Int, on day: Int, rank: Int = 0, generation: Int32 = 0
  ) {
    precondition(rank >= 0 && rank <= Self.mostRank)
    insert(
      UInt64(bitPattern: Int64(day)), UInt64(kind.rawValue) << 13 | UInt64(bitPattern: Int64(rank)),
      Int32(truncatingIfNeeded: subject), generation)
  }

  @inline(never)
  private func insert(_ day: UInt64, _ priority: UInt64, _ subject: Int32, _ generation: Int32) {
    guard day < 1 << 20 else {
      return precondition(Int64(bitPattern: day) >= 0)
    }
    precondition(insertions < Self.mostInsertions)
    let key = day << 44 | priority << 28 | insertions
    insertions &+= 1
    if count == capacity { grow() }
    let events = self.events
    var place = count
    count = place &+ 1
    while place > 0 {
      let before = events[place &- 1]
      guard before.key < key else { break }
      events[place] = before
      place &-= 1
    }
    events[place] = Event(key: key, generation: generation, subject: subject)
  }

  /// The day of the first event; nil when there is none.
  var nextDay: Int? { count > 0 ? events[count - 1].day : nil }

  /// Takes out the first event; nil when there is none.
  @inline(__always)
  func next() -> Event? {
    guard count > 0 else { return nil }
    count &-= 1
    return events[count]
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Event>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: events, count: count)
    events.deallocate()
    events = larger
    capacity *= 2
  }
}
