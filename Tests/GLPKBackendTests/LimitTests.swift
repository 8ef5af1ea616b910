// SPDX-License-Identifier: GPL-3.0-or-later

import GLPKBackend
import MILP
import Synchronization
import TestSupport
import Testing

@Suite("GLPK keeps to limits and reports what it knew")
struct LimitTests {
  /// Too hard to be solved within a test.
  private static let hard = RandomModels.covering(seed: 5, rows: 160, columns: 500)

  @Test("a node limit stops at the same point every time, with a bound")
  func nodeLimit() throws {
    let options = SolveOptions(nodeLimit: 20, objectiveIsIntegral: true)
    let first = try GLPKSolver().solve(Self.hard, options: options)
    let second = try GLPKSolver().solve(Self.hard, options: options)
    let isStopped =
      first.status == .feasible(.nodeLimit) || first.status == .unknown(.nodeLimit)
    #expect(isStopped)
    #expect(first.status == second.status)
    #expect(first.bound != nil)
    #expect(first.bound == second.bound)
    #expect(first.incumbent == second.incumbent)
    #expect(first.nodes == second.nodes)
  }

  @Test("a time limit of nothing stops before the root relaxation, and a start survives")
  func timeLimit() throws {
    let start = Self.hard.variables.map { _ in 1.0 }
    let outcome = try GLPKSolver().solve(
      Self.hard, options: SolveOptions(timeLimit: 0, start: start))
    #expect(outcome.status == .feasible(.timeLimit))
    #expect(outcome.incumbent?.values == start)
    let bare = try GLPKSolver().solve(Self.hard, options: SolveOptions(timeLimit: 0))
    #expect(bare.status == .unknown(.timeLimit))
    let program = try GLPKSolver().withLinearProgram(
      Self.hard, options: SolveOptions(timeLimit: 0)
    ) { program in
      if case .stopped(.timeLimit) = try program.solve() { true } else { false }
    }
    #expect(program)
  }

  @Test("cancellation stops a running search and keeps its incumbent")
  func cancellation() throws {
    let counter = Counter()
    let start = Self.hard.variables.map { _ in 1.0 }
    let outcome = try GLPKSolver().solve(
      Self.hard, options: SolveOptions(start: start, isCancelled: { counter.next() > 40 }))
    #expect(outcome.status == .feasible(.cancelled))
    #expect(outcome.incumbent != nil)
    #expect(outcome.bound != nil)
  }

  @Test("a gap that is asked for is kept, and the bound is honest")
  func gap() throws {
    let model = RandomModels.covering(seed: 2, rows: 60, columns: 150)
    let exact = try GLPKSolver().solve(model, options: SolveOptions())
    let close = try GLPKSolver().solve(model, options: SolveOptions(relativeGap: 0.05))
    let optimum = try #require(exact.incumbent?.objective)
    #expect(close.status == .optimal)
    let found = try #require(close.incumbent?.objective)
    let bound = try #require(close.bound)
    #expect(found >= optimum)
    #expect(bound <= optimum + 1e-6)
    #expect(found <= optimum * 1.06)
  }

  @Test("the log goes to the closure, whole lines at a time")
  func log() throws {
    let box = LogBox()
    _ = try GLPKSolver().solve(
      RandomModels.covering(seed: 1, rows: 10, columns: 20),
      options: SolveOptions(log: { box.append($0) }))
    #expect(box.lines.contains { $0.contains("INTEGER OPTIMAL SOLUTION FOUND") })
    #expect(box.lines.allSatisfy { !$0.contains("\n") })
  }
}

private final class Counter: Sendable {
  private let value = Atomic<Int>(0)
  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}

private final class LogBox: Sendable {
  private let stored = Mutex<[String]>([])
  var lines: [String] { stored.withLock { $0 } }
  func append(_ line: String) { stored.withLock { $0.append(line) } }
}
