// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Runs work that recurses on a thread with a stack large enough for it.
enum LargeStack {
  /// Bytes of stack: about ten times what 1,000 levels take in a debug build.
  private static let size = 64 << 20

  /// Runs some work on a thread of its own and waits for its result.
  static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
    let task = Task(work)
    let thread = Thread { task.run() }
    thread.stackSize = size
    thread.start()
    return task.wait()
  }

  /// The work and, once it is done, its result: shared by two threads, hence a class.
  ///
  /// Unchecked: `condition` guards `result`, and `NSCondition` cannot say so to the compiler.
  private final class Task<Result: Sendable>: @unchecked Sendable {
    private let work: @Sendable () -> Result
    private let condition = NSCondition()
    private var result: Result?

    init(_ work: @escaping @Sendable () -> Result) {
      self.work = work
    }

    func run() {
      let value = work()
      condition.withLock {
        result = value
        condition.signal()
      }
    }

    func wait() -> Result {
      condition.withLock {
        while true {
          if let result { return result }
          condition.wait()
        }
      }
    }
  }
}
