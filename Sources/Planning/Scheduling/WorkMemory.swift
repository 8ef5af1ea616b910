// SPDX-License-Identifier: GPL-3.0-or-later

/// Owns the memory of what is worked on again and again, which is freed with it.
///
/// List scheduling builds a hundred thousand schedules a second. Arrays would be checked for
/// uniqueness and bounds at each step of it; what goes through these pointers is not: indices are the
/// planner's own, never a user's.
final class WorkMemory {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// Memory for some items, filled with them.
  func keep<Item: BitwiseCopyable>(_ items: [Item]) -> UnsafeMutablePointer<Item> {
    let pointer = UnsafeMutablePointer<Item>.allocate(capacity: max(1, items.count))
    pointer.initialize(from: items, count: items.count)
    blocks.append(UnsafeMutableRawPointer(pointer))
    return pointer
  }

  /// Memory for a number of items, all the same at first.
  func keep<Item: BitwiseCopyable>(_ item: Item, count: Int) -> UnsafeMutablePointer<Item> {
    let pointer = UnsafeMutablePointer<Item>.allocate(capacity: max(1, count))
    pointer.initialize(repeating: item, count: max(1, count))
    blocks.append(UnsafeMutableRawPointer(pointer))
    return pointer
  }

  /// Memory for lists, one after the other.
  func keep<Item: BitwiseCopyable>(lists: [[Item]]) -> WorkLists<Item> {
    var starts = [0]
    for list in lists { starts.append(starts[starts.count - 1] + list.count) }
    return WorkLists(starts: keep(starts), items: keep(lists.flatMap(\.self)))
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}

/// Lists in memory that somebody else owns.
struct WorkLists<Item: BitwiseCopyable> {
  fileprivate let starts: UnsafeMutablePointer<Int>
  fileprivate let items: UnsafeMutablePointer<Item>

  subscript(index: Int) -> UnsafeBufferPointer<Item> {
    @inline(__always) get {
      let start = starts[index]
      return UnsafeBufferPointer(start: items + start, count: starts[index + 1] - start)
    }
  }
}
