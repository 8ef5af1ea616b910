// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Synchronization

/// A thread for one solve.
///
/// GLPK's data belong to the thread that made them and are freed with it; its recursion needs more
/// stack than a secondary thread has by default.
enum SolverThread {
  private static let stackBytes = 64 << 20

  /// Runs work on a new thread and waits for its result.
  static func run<Result: Sendable, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outcome = withoutActuallyEscaping(work) { work -> Swift.Result<Result, Failure> in
      let box = Box(work)
      let done = DispatchSemaphore(value: 0)
      let thread = Thread {
        box.run()
        done.signal()
      }
      thread.stackSize = stackBytes
      thread.name = "GLPK"
      thread.start()
      done.wait()
      guard let outcome = box.take() else {
        preconditionFailure("a solver thread ended without a result")
      }
      return outcome
    }
    return try outcome.get()
  }

  /// Carries the work to the thread and its result back.
  ///
  /// Unchecked because the compiler cannot see that only one thread touches it at a time: the
  /// caller waits on the semaphore until the other has finished.
  private final class Box<Result, Failure: Error>: @unchecked Sendable {
    private var work: (() throws(Failure) -> Result)?
    private var outcome: Swift.Result<Result, Failure>?

    init(_ work: @escaping () throws(Failure) -> Result) {
      self.work = work
    }

    func run() {
      guard let work else { return }
      do throws(Failure) {
        outcome = .success(try work())
      } catch {
        outcome = .failure(error)
      }
      // The work must not outlive the call it was lent to.
      self.work = nil
    }

    func take() -> Swift.Result<Result, Failure>? { outcome }
  }
}
