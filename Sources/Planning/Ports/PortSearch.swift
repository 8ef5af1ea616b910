// SPDX-License-Identifier: GPL-3.0-or-later

/// Searches kinds of ports for stays one after the other, in order of arrival.
///
/// What a choice leaves to the rest is how full each kind is, and until when. So what has failed once
/// is not tried again with the same left; a choice that crowds some later day is dropped at once; and
/// of stays that are alike, those further on take kinds no earlier in the order.
struct PortSearch {
  enum Outcome {
    case found([Int])
    case impossible
    case undecided
  }

  private let problem: PortProblem
  /// The kinds of each stay, those first that fewest others want.
  private let options: [[Int]]
  /// Whether a stay is like the one before it.
  private let isTwin: [Bool]
  private var matching: PortMatching
  private var kinds: [Int] = []
  /// What was left to stays that found no kinds then.
  private var failed: Set<[Int]> = []
  /// How many of these are kept.
  private static let memory = 200_000

  init(_ problem: PortProblem) {
    self.problem = problem
    var wanted = problem.room.map { -$0 }
    for stay in problem.stays {
      for kind in stay.kinds { wanted[kind] += 1 }
    }
    options = problem.stays.map { stay in
      stay.kinds.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    }
    isTwin = problem.stays.indices.map { $0 > 0 && problem.stays[$0] == problem.stays[$0 - 1] }
    matching = PortMatching(problem)
  }

  mutating func run(_ effort: inout PortEffort) -> Outcome {
    let count = problem.stays.count
    kinds = []
    // Per stay on the way, the next of its options to try, and what was left when it came.
    var next = [0]
    var left = [key()]
    guard count > 0 else { return .found([]) }
    while let option = next.last {
      let stay = next.count - 1
      guard option < options[stay].count else {
        if !isTwin[stay], failed.count < Self.memory { failed.insert(left[stay]) }
        next.removeLast()
        left.removeLast()
        kinds = Array(kinds.prefix(max(0, stay - 1)))
        continue
      }
      next[stay] += 1
      let kind = options[stay][option]
      guard let isFree = isFree(kind, for: stay, &effort) else { return .undecided }
      guard isFree else { continue }
      kinds.append(kind)
      if stay + 1 == count { return .found(kinds) }
      let key = key()
      guard effort.spend(key.count) else { return .undecided }
      var isOpen = isTwin[stay + 1] || !failed.contains(key)
      if isOpen {
        switch matching.run(from: stay + 1, holding: kinds, &effort) {
        case .complete: break
        case .crowded: isOpen = false
        case .undecided: return .undecided
        }
      }
      if isOpen {
        next.append(isTwin[stay + 1] ? option : 0)
        left.append(key)
      } else {
        kinds.removeLast()
      }
    }
    return .impossible
  }

  /// Whether a kind has a port for one more stay, the stays before it settled; nil when the effort is
  /// spent.
  private func isFree(_ kind: Int, for stay: Int, _ effort: inout PortEffort) -> Bool? {
    guard effort.spend(stay + 1) else { return nil }
    let day = problem.stays[stay].arrival
    let there = kinds.indices.count {
      kinds[$0] == kind && problem.stays[$0].departure > day
    }
    return there < problem.room[kind]
  }

  /// Which stay comes next, and until when the ports of each kind are taken that still are then.
  private func key() -> [Int] {
    let stay = kinds.count
    guard stay < problem.stays.count else { return [stay] }
    let day = problem.stays[stay].arrival
    let taken = kinds.indices.filter { problem.stays[$0].departure > day }
      .map { (kind: kinds[$0], departure: problem.stays[$0].departure) }
      .sorted { ($0.kind, $0.departure) < ($1.kind, $1.departure) }
    return [stay] + taken.flatMap { [$0.kind, $0.departure] }
  }
}
