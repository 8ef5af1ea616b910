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

  @Test("a node limit of nothing leaves the bound of the relaxation")
  func noNodes() throws {
    let outcome = try GLPKSolver().solve(Self.hard, options: SolveOptions(nodeLimit: 0))
    #expect(outcome.status == .unknown(.nodeLimit))
    #expect(outcome.nodes == 0)
    #expect(try #require(outcome.bound) > 0)
  }

  @Test("a cutoff or a start shortens the search, and decides what counts as a solution")
  func cutoff() throws {
    let model = RandomModels.covering(seed: 2, rows: 60, columns: 150)
    let free = try GLPKSolver().solve(model, options: SolveOptions())
    let optimum = try #require(free.incumbent)
    func solve(cutoff: Double?, start: [Double]? = nil) throws -> Outcome {
      try GLPKSolver().solve(model, options: SolveOptions(cutoff: cutoff, start: start))
    }
    let proof = try solve(cutoff: optimum.objective)
    #expect(proof.status == .infeasible)
    #expect(proof.nodes < free.nodes)
    let fromStart = try solve(cutoff: nil, start: optimum.values)
    #expect(fromStart.status == .optimal)
    #expect(fromStart.incumbent == optimum)
    #expect(fromStart.bound == optimum.objective)
    #expect(fromStart.nodes < free.nodes)
    // A start at the cutoff stands; one above it counts for nothing.
    let all = model.variables.map { _ in 1.0 }
    let dear = model.rounded(all).objective
    #expect(try solve(cutoff: optimum.objective, start: optimum.values).incumbent == optimum)
    #expect(try solve(cutoff: optimum.objective, start: all).status == .infeasible)
    #expect(try solve(cutoff: dear, start: all).incumbent?.objective == optimum.objective)
    #expect(try solve(cutoff: -.infinity).status == .infeasible)
  }

  @Test("whole objectives that GLPK does not see to be whole end the search as soon as proven")
  func wholeObjective() throws {
    // A continuous column that equals a whole sum hides it.
    var model = RandomModels.covering(seed: 2, rows: 60, columns: 150)
    let costs = model.variables.enumerated().map { Term($0.offset, $0.element.cost) }
    for column in model.variables.indices { model.setCost(0, ofColumn: column) }
    let sum = model.addVariable(Variable(cost: 1))
    model.addRow(Row(lower: 0, upper: 0, terms: costs + [Term(sum, -1)]))
    let plain = try GLPKSolver(presolves: false).solve(model, options: SolveOptions())
    let whole = try GLPKSolver(presolves: false).solve(
      model, options: SolveOptions(objectiveIsIntegral: true))
    #expect(whole.status == .optimal)
    let (found, expected) = (whole.incumbent?.objective ?? 0, plain.incumbent?.objective ?? 1)
    #expect(abs(found - expected) < 1e-4)
    #expect(whole.nodes < plain.nodes)
  }

  @Test("a time limit and cancellation end a large relaxation")
  func largeRelaxation() throws {
    let large = RandomModels.covering(seed: 7, rows: 1500, columns: 9000)
    let limited = try timed {
      try GLPKSolver().solve(large, options: SolveOptions(timeLimit: 0.3)).status
    }
    #expect(limited.0 == .unknown(.timeLimit))
    #expect(limited.seconds < 3)
    let counter = Counter()
    let options = SolveOptions(isCancelled: { counter.next() == 2 })
    let middling = RandomModels.covering(seed: 7, rows: 700, columns: 2500)
    let stopped = try GLPKSolver().withLinearProgram(middling, options: options) { program in
      // Stopped after the first slice, and taken up again from there.
      guard case .stopped(.cancelled) = try program.solve() else { return false }
      if case .optimal = try program.solve() { return true }
      return false
    }
    #expect(stopped)
  }

  @Test("progress tells falling incumbents and rising bounds that meet")
  func progress() throws {
    let box = Mutex<[SolveProgress]>([])
    let model = RandomModels.covering(seed: 2, rows: 60, columns: 150)
    let outcome = try GLPKSolver().solve(
      model, options: SolveOptions(progress: { report in box.withLock { $0.append(report) } }))
    let reports = box.withLock { $0 }
    let incumbents = reports.compactMap(\.incumbent), bounds = reports.compactMap(\.bound)
    #expect(!incumbents.isEmpty)
    #expect(incumbents == incumbents.sorted(by: >))
    let (last, found) = (try #require(incumbents.last), try #require(outcome.incumbent?.objective))
    #expect(abs(last - found) < 1e-6)
    #expect(bounds == bounds.sorted())
    #expect(try #require(bounds.last) <= #require(incumbents.last) + 1e-6)
  }

  @Test("nothing is written to stdout")
  func quiet() async throws {
    let result = try await #require(
      processExitsWith: .success, observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      let model = RandomModels.covering(seed: 1, rows: 20, columns: 50)
      _ = try GLPKSolver().solve(model, options: SolveOptions(log: { _ in }))
      _ = try GLPKSolver().solve(model, options: SolveOptions())
      try GLPKSolver().withLinearProgram(model, options: SolveOptions()) { _ = try $0.solve() }
    }
    for bytes in [result.standardOutputContent, result.standardErrorContent] {
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["GLPK", "OPTIMAL", "mip", "obj", "Integer", "row"] {
        #expect(!text.contains(word), "\(text)")
      }
    }
  }

  private func timed<Result>(_ work: () throws -> Result) rethrows -> (Result, seconds: Double) {
    let start = ContinuousClock.now
    let result = try work()
    return (result, Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000)
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
