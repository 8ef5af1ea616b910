// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Synchronization

/// Searches shares of a tree one after the other, on a thread and in a linear program of its own, which
/// stays as it is from one share to the next.
///
/// It is asked by one thread. Its program knows what is asked of it alone, so that neither thread nor clock
/// shows in what it finds.
final class SideSearch: Sendable {
  /// A share with the work to be done on it.
  struct Job: Sendable {
    var share: PoolSearch.Share
    var work: Int
    /// Which horizon it is about, where there are several.
    var horizon: Int
    /// The columns and rows to begin with, if nothing was asked before.
    var snapshot: PoolProgram.Snapshot
  }

  /// Does a job, hands its outcome over for the next, and so on until there is none.
  typealias Service =
    @Sendable (Job, _ answer: @escaping @Sendable (PoolSearch.Outcome) -> Job?) throws -> Void

  private enum State {
    case idle
    case asked(Job)
    case answered(PoolSearch.Outcome)
    case failed(any Error)
    case closed
  }

  private let service: Service
  private let state = Mutex(State.idle)
  private let isRunning = Mutex(false)
  private let isAsked = DispatchSemaphore(value: 0)
  private let isAnswered = DispatchSemaphore(value: 0)

  init(_ service: @escaping Service) { self.service = service }

  /// Asks for a share to be searched; `answer` has to be called before the next.
  func ask(_ job: Job) {
    state.withLock { $0 = .asked(job) }
    let isFirst = isRunning.withLock { isRunning in
      defer { isRunning = true }
      return !isRunning
    }
    if isFirst { DispatchQueue.global().async { self.serve() } }
    isAsked.signal()
  }

  /// Waits for the answer.
  func answer() throws -> PoolSearch.Outcome {
    isAnswered.wait()
    return try state.withLock { state in
      defer { state = .idle }
      switch state {
      case .answered(let outcome): return outcome
      case .failed(let error): throw error
      case .idle, .asked, .closed:
        throw PlanningError.internalError("a share has no answer")
      }
    }
  }

  /// Ends the thread; what was asked and not waited for is finished first.
  func close() {
    guard isRunning.withLock(\.self) else { return }
    state.withLock { $0 = .closed }
    isAsked.signal()
    isEnded.wait()
  }

  private let isEnded = DispatchSemaphore(value: 0)

  private func serve() {
    do {
      if let first = next() {
        try service(first) { outcome in
          self.state.withLock { if case .asked = $0 { $0 = .answered(outcome) } }
          self.isAnswered.signal()
          return self.next()
        }
      }
    } catch {
      state.withLock { if case .asked = $0 { $0 = .failed(error) } }
      isAnswered.signal()
    }
    isEnded.signal()
  }

  private func next() -> Job? {
    isAsked.wait()
    return state.withLock { if case .asked(let job) = $0 { job } else { nil } }
  }
}

extension PoolSearch {
  /// The work of a share between two exchanges, per element: short, as a side that is done waits for the
  /// other.
  private static let workPerElement = 200

  /// Goes on for an amount of work with a side search that takes half of the open nodes each time, as
  /// long as two are open.
  ///
  /// With one thread the two take turns.
  mutating func run(with side: SideSearch, horizon: Int, work: Int, threads: Int) throws -> Verdict
  {
    var left = work
    while true {
      let part = min(left, Self.workPerElement * elementCount)
      let verdict: Verdict
      if let share = share() {
        side.ask(
          SideSearch.Job(share: share, work: part, horizon: horizon, snapshot: snapshot))
        let other = threads > 1 ? nil : try side.answer()
        let own = try run(nodes: nil, work: part)
        verdict = take(try other ?? side.answer(), own, weights: share.weights)
      } else {
        // No less than a node, so that this ends.
        let alone = max(1, part / 4)
        verdict = try run(nodes: nil, work: alone)
        left += part - alone
      }
      guard case .stopped(.nodeLimit, _) = verdict else { return verdict }
      left -= part
      if left <= 0 { return verdict }
    }
  }
}
