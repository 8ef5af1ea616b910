// SPDX-License-Identifier: GPL-3.0-or-later

/// Memory for what does not change while replications run, freed together.
///
/// A class because it owns the memory. Arrays instead would have reference counts that all threads contend
/// for, event by event, and subscripts that are checked. Subscripts of what it keeps are checked in debug
/// builds only: the engine's own indices, never a user's, go in.
final class ConstantMemory {
  private var free: [() -> Void] = []

  deinit {
    for free in free { free() }
  }

  /// Copies items into memory that is valid as long as this is.
  func keep<Item>(_ items: [Item]) -> UnsafeBufferPointer<Item> {
    let memory = UnsafeMutableBufferPointer<Item>.allocate(capacity: max(1, items.count))
    _ = memory.initialize(from: items)
    let kept = UnsafeMutableBufferPointer(rebasing: memory[..<items.count])
    free.append {
      kept.deinitialize()
      memory.deallocate()
    }
    return UnsafeBufferPointer(kept)
  }
}
