// SPDX-License-Identifier: GPL-3.0-or-later

/// A list that is filled and emptied over and over, in memory that it keeps.
///
/// It cannot be copied, so that unlike an array it need not ask on each change whether it is shared.
/// Subscripts are checked in debug builds only.
struct ScratchMemory<Item: BitwiseCopyable>: ~Copyable {
  private var items: UnsafeMutableBufferPointer<Item>
  private(set) var count = 0

  /// Creates an empty list with room for so many items; it grows when there are more.
  init(capacity: Int = 16) {
    items = .allocate(capacity: max(1, capacity))
  }

  deinit {
    items.deallocate()
  }

  @inline(__always)
  mutating func append(_ item: Item) {
    if count == items.count { grow() }
    items.initializeElement(at: count, to: item)
    count += 1
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  subscript(index: Int) -> Item {
    @inline(__always) get { items[index] }
  }

  var indices: Range<Int> { 0..<count }

  /// The items, as long as none is added.
  var all: UnsafeMutableBufferPointer<Item> {
    UnsafeMutableBufferPointer(rebasing: items[..<count])
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutableBufferPointer<Item>.allocate(capacity: 2 * items.count)
    _ = larger.moveInitialize(fromContentsOf: items[..<count])
    items.deallocate()
    items = larger
  }
}
