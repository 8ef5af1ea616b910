// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Synchronization

/// Runs independent pieces of work on some threads; the results come in order of their index, so
/// that the number of threads cannot be seen in them.
package func inParallel<Result: Sendable>(
  count: Int, threads: Int, _ work: @Sendable (Int) -> Result
) -> [Result] {
  guard threads > 1, count > 1 else { return (0..<count).map(work) }
  let results = Mutex([Result?](repeating: nil, count: count))
  let next = Mutex(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    while true {
      let index = next.withLock { value -> Int in
        defer { value += 1 }
        return value
      }
      guard index < count else { return }
      let result = work(index)
      results.withLock { $0[index] = result }
    }
  }
  return results.withLock { $0.compactMap(\.self) }
}
