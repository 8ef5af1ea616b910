// SPDX-License-Identifier: GPL-3.0-or-later

/// How much work may go into finding ports: so many steps in any case, then as long as the run lasts.
///
/// A step is a look at one stay or at one kind of port, some nanoseconds. Without a clock the steps
/// are all there is, and the outcome is the same on every machine.
package struct PortEffort {
  private var left: Int
  private let clock: SearchClock?

  /// Allows steps, and more until the run is to end.
  init(steps: Int, clock: SearchClock) {
    left = steps
    self.clock = clock
  }

  /// Allows steps and no more.
  package init(steps: Int) {
    left = steps
    clock = nil
  }

  /// What one of many attempts may take that may just as well come to nothing.
  static let attempt = PortEffort(steps: 200_000)

  /// Takes off steps; false when there is no more to be spent.
  mutating func spend(_ steps: Int) -> Bool {
    left -= steps
    guard left < 0 else { return true }
    guard let clock, clock.cause == nil else { return false }
    left = Self.stepsBetweenLooks
    return true
  }

  /// How many steps go by between two looks at the clock: about a millisecond.
  private static let stepsBetweenLooks = 100_000
}
