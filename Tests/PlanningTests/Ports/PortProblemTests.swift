// SPDX-License-Identifier: GPL-3.0-or-later

import Planning
import TestSupport
import Testing

@Suite("Ports for stays")
struct PortProblemTests {
  @Test("are found exactly when trying all finds some", arguments: UInt64(0)..<60)
  func agreement(block: UInt64) {
    for seed in block * 50..<(block + 1) * 50 {
      let problem = Self.problem(
        seed: seed, stays: 1...9, kinds: 1...4, room: 1...2, longest: 8, forEver: 15)
      var effort = PortEffort(steps: .max)
      switch problem.solve(&effort) {
      case .found(let kinds):
        #expect(Self.isAnswer(kinds, to: problem), "seed \(seed)")
      case .impossible(let core):
        #expect(!Self.canBeSolved(problem), "seed \(seed)")
        let rest = PortProblem(stays: core.map { problem.stays[$0] }, room: problem.room)
        #expect(!Self.canBeSolved(rest), "seed \(seed): \(core)")
      case .undecided:
        Issue.record("seed \(seed): nothing limits the effort")
      }
    }
  }

  @Test("that are all alike are counted, not searched")
  func alike() {
    let stays = (0..<400).map { PortProblem.Stay(arrival: $0, departure: .max, kinds: [0]) }
    var effort = PortEffort(steps: 1_000_000)
    let full = PortProblem(stays: stays, room: [399]).solve(&effort)
    guard case .impossible(let core) = full else {
      Issue.record("\(full)")
      return
    }
    #expect(core.count == 400)
    guard case .found = PortProblem(stays: stays, room: [400]).solve(&effort) else {
      Issue.record("there is a port for each")
      return
    }
  }

  @Test("of many kinds take little effort, however crowded", arguments: UInt64(0)..<40)
  func manyKinds(seed: UInt64) {
    let problem = Self.problem(
      seed: seed, stays: 120...120, kinds: 30...30, room: 1...2, longest: 60, forEver: 5)
    var effort = PortEffort(steps: 20_000_000)
    if case .undecided = problem.solve(&effort) { Issue.record("undecided") }
  }

  @Test("are undecided when the effort is spent")
  func spent() {
    let problem = Self.problem(
      seed: 1, stays: 120...120, kinds: 30...30, room: 1...2, longest: 60, forEver: 5)
    var effort = PortEffort(steps: 10)
    guard case .undecided = problem.solve(&effort) else {
      Issue.record("ten steps are not enough")
      return
    }
  }

  // MARK: Problems and trying all

  private static func problem(
    seed: UInt64, stays: ClosedRange<Int>, kinds: ClosedRange<Int>, room: ClosedRange<Int>,
    longest: Int, forEver: Int
  ) -> PortProblem {
    var random = SplitMix64(seed: seed)
    let count = random.number(in: kinds)
    let rooms = (0..<count).map { _ in random.number(in: room) }
    let entries = (0..<random.number(in: stays)).map { _ in
      let arrival = random.number(in: 0...2 * longest)
      let departure =
        random.chance(forEver) ? Int.max : arrival + random.number(in: 1...longest)
      let own = random.shuffle(Array(0..<count)).prefix(random.number(in: 1...min(3, count)))
      return PortProblem.Stay(arrival: arrival, departure: departure, kinds: own.sorted())
    }
    return PortProblem(stays: entries.sorted(), room: rooms)
  }

  private static func isAnswer(_ kinds: [Int], to problem: PortProblem) -> Bool {
    guard kinds.count == problem.stays.count else { return false }
    return problem.stays.indices.allSatisfy { stay in
      let own = problem.stays[stay]
      let there = problem.stays.indices.count { other in
        kinds[other] == kinds[stay] && problem.stays[other].arrival <= own.arrival
          && problem.stays[other].departure > own.arrival
      }
      return own.kinds.contains(kinds[stay]) && there <= problem.room[kinds[stay]]
    }
  }

  /// Tries every port for every stay, each port by itself.
  private static func canBeSolved(_ problem: PortProblem) -> Bool {
    let ports = problem.room.enumerated().flatMap { kind, count in
      (0..<count).map { _ in kind }
    }
    var guests = ports.map { _ in [PortProblem.Stay]() }
    func place(_ stay: Int) -> Bool {
      guard stay < problem.stays.count else { return true }
      let own = problem.stays[stay]
      for port in ports.indices where own.kinds.contains(ports[port]) {
        if guests[port].contains(where: { $0.meets(own) }) { continue }
        guests[port].append(own)
        if place(stay + 1) { return true }
        guests[port].removeLast()
      }
      return false
    }
    return place(0)
  }
}
