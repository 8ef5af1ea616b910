// SPDX-License-Identifier: GPL-3.0-or-later

/// Where an element is in a replication; it is always in exactly one of these.
enum ElementPhase: UInt8 {
  /// On the ground, to be flown or flown again.
  case ground
  /// Launched, not yet docked.
  case flying
  /// At its node, waiting for what it needs to dock.
  case waiting
  /// Docked and being commissioned.
  case docked
  /// At work.
  case operational
  /// It has left.
  case departed
  /// Lost, or left on the ground for good.
  case gone
}

/// What a replication knows of an element; days are `never` while they are not known.
struct ElementState: BitwiseCopyable {
  var phase = ElementPhase.ground
  /// Whether it was commissioned before it left or the replication ended.
  var wasOperational = false
  var drewDocking = false
  var drewCommissioning = false
  /// Voids the operational events of an earlier state.
  var generation: Int32 = 0
  /// Its launches, its losses, and the attempts since its last launch of the flight that it leads.
  var launches: Int32 = 0
  var losses: Int32 = 0
  var attempts: Int32 = 0
  /// The day of its first launch, -1 before it, and whether that failed.
  var firstLaunch: Int32 = -1
  var firstFailed = false
  /// The launch that brought it, an index of `LaunchRecord`; -1 for none.
  var record: Int32 = -1
  /// The element whose lateness it waited for in space; -1 for none.
  var heldBy: Int32 = -1
  var ready = 0
  /// When it arrives without trouble after its last launch.
  var nominalArrival = 0
  var arrival = ExecutionModel.never
  var operational = ExecutionModel.never
  var departure = ExecutionModel.never
  /// Days of commissioning left, counted from `workStart`; -1 while it rests or has not begun.
  var remaining = 0
  var workStart = -1
}

extension ElementState {
  /// Whether it is never going to be at work, whatever happens.
  var isOver: Bool { phase == .gone || (phase == .departed && !wasOperational) }
}

/// What a replication knows of a planned flight.
struct FlightState: BitwiseCopyable {
  var phase = Phase.waiting
  /// Whether it has been launched or given up once, so that others no longer wait for their turn.
  var hadItsTurn = false
  var isPrepared = false
  /// Whether all that it waits for was known when it was last looked at.
  var isKnown = false
  /// Whether preparation or scrubs have put it off.
  var wasPutOff = false
  /// What it cannot go without and was not known when it was last looked at, among the waits of the network;
  /// -1 for none.
  var blocker: Int32 = -1
  /// The day of its next attempt; -1 when none is scheduled.
  var scheduled = -1
  /// The day on which its preparation is over.
  var preparedBy = 0
  /// The pad of the attempt; -1 for none.
  var pad = -1
  /// Why it was not attempted sooner.
  var cause = Cause()
  /// Its earliest day, if known, and why it is not sooner, by what was known when it was last looked at.
  var earliest = 0
  var earliestCause = Cause()

  enum Phase: UInt8 {
    /// On its way to its first or its next launch.
    case waiting
    /// In preparation or countdown: it has its vehicle and pad.
    case countdown
    /// Launched with all that was to go.
    case launched
    /// Given up: nothing is left that could fly.
    case dropped

    /// Whether it does not launch, unless something is lost.
    var isOver: Bool { self == .launched || self == .dropped }
  }
}

/// What a replication knows of a vehicle.
struct VehicleState: BitwiseCopyable {
  /// The day on which the turnaround of its last launch is over.
  var free = 0
  var availableFrom = 0
  var standDownUntil = 0
  /// All launches, past ones included; those of the replication; those of them that succeeded.
  var launches = 0
  var flown = 0
  var succeeded = 0
  /// The flight in countdown; -1 for none.
  var countdown = -1
  /// Its last launch, an index of `LaunchRecord`; -1 for none.
  var record: Int32 = -1
  /// How many of its flights in the plan have not had their turn.
  var planned = 0
}

/// What a replication knows of a pad.
struct PadState: BitwiseCopyable {
  var free = 0
  var closedUntil = 0
  var countdown = -1
  var record: Int32 = -1
  var launches = 0
}

/// A launch of a replication and why it was no sooner.
struct LaunchRecord: BitwiseCopyable {
  var vehicle: Int32
  var day: Int32
  /// Whether preparation or scrubs put it off.
  var wasPutOff: Bool
  var cause: Cause
}

/// Why a flight is not sooner.
struct Cause {
  var kind = Kind.plan
  /// The element of `readiness` and `link`; the launch record of `vehicle` and `pad`, -1 for none.
  var subject: Int32 = -1

  enum Kind: UInt8 {
    /// Its planned day, or the start of all.
    case plan
    /// An element was not ready.
    case readiness
    /// An element waits for another.
    case link
    /// The vehicle was not to be had.
    case vehicle
    /// The pad was not to be had.
    case pad
    /// The year had no flight or money left.
    case year
  }
}

/// Memory for the state of a replication, allocated once and reset by copying.
///
/// A class because it owns the memory. What goes through `items` is not bounds-checked: indices are the
/// engine's own, never a user's.
final class StateMemory<Item: BitwiseCopyable> {
  let items: UnsafeMutablePointer<Item>
  let count: Int
  private let start: UnsafeMutablePointer<Item>

  /// Creates memory for some items and remembers what they are at the start of a replication.
  init(_ start: [Item]) {
    count = start.count
    items = .allocate(capacity: max(1, count))
    self.start = .allocate(capacity: max(1, count))
    for (index, item) in start.enumerated() {
      items.advanced(by: index).initialize(to: item)
      self.start.advanced(by: index).initialize(to: item)
    }
  }

  deinit {
    items.deallocate()
    start.deallocate()
  }

  /// Puts all items back to what they were at the start.
  func reset() {
    items.update(from: start, count: count)
  }
}
