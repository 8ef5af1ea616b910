// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Synchronization

/// Says to a piece of work that nobody waits for its result any longer.
final class Dismissal: Sendable {
  private let flag = Atomic(false)

  var isGiven: Bool { flag.load(ordering: .relaxed) }

  func give() { flag.store(true, ordering: .relaxed) }
}

/// Runs a piece of work and another beside it, on a second thread if there may be one, otherwise
/// after it; returns both results.
///
/// When the first says that the other's result is not needed, there is none. Neither can see the
/// other, so that the number of threads cannot be seen in the results either.
func beside<Own, Other: Sendable>(
  threads: Int, other: @escaping @Sendable (Dismissal) throws -> Other,
  own: () throws -> (Own, needsOther: Bool)
) throws -> (Own, Other?) {
  let dismissal = Dismissal()
  guard threads > 1 else {
    let (result, needsOther) = try own()
    return (result, needsOther ? try other(dismissal) : nil)
  }
  let box = Box<Other>()
  let done = DispatchSemaphore(value: 0)
  DispatchQueue.global().async {
    let result = Result { try other(dismissal) }
    box.put(result)
    done.signal()
  }
  let ours: (Own, needsOther: Bool)
  do {
    ours = try own()
  } catch {
    dismissal.give()
    done.wait()
    throw error
  }
  if !ours.needsOther { dismissal.give() }
  done.wait()
  guard ours.needsOther else { return (ours.0, nil) }
  return (ours.0, try box.take()?.get())
}

/// Where a result is left by one thread for another.
private final class Box<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, any Error>?>(nil)

  func put(_ result: Result<Value, any Error>) { outcome.withLock { $0 = result } }

  func take() -> Result<Value, any Error>? { outcome.withLock { $0 } }
}
