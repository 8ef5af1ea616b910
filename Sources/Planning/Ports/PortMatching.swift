// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether each day by itself leaves all stays of that day a port, as if they could move from one
/// port to another overnight.
///
/// Day by day the stays that end give their ports back, and each that begins finds one along an
/// augmenting path (H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Research
/// Logistics Quarterly 2, 1955, https://doi.org/10.1002/nav.3800020109). One that finds none has met
/// more stays than there are ports that they can use (P. Hall, "On representatives of subsets",
/// 1935): these find no ports together on any account.
struct PortMatching {
  enum Outcome {
    case complete
    /// Stays that are there on one day and have too few ports between them.
    case crowded([Int])
    case undecided
  }

  private let problem: PortProblem
  /// The kind that each stay is held to, where that is settled.
  private var held: [Int?]
  private var kindOf: [Int?]
  private var guests: [[Int]]
  /// Which stays the search for a path has met, by its number.
  private var seen: [Int]
  private var isFull: [Int]
  private var round = 0

  init(_ problem: PortProblem) {
    self.problem = problem
    held = [Int?](repeating: nil, count: problem.stays.count)
    kindOf = held
    guests = problem.room.map { _ in [] }
    seen = [Int](repeating: 0, count: problem.stays.count)
    isFull = [Int](repeating: 0, count: problem.room.count)
  }

  /// Looks at the days from the arrival of a stay on, all before it held to the kinds given.
  mutating func run(
    from first: Int, holding kinds: [Int] = [], _ effort: inout PortEffort
  ) -> Outcome {
    for kind in guests.indices { guests[kind].removeAll(keepingCapacity: true) }
    for stay in held.indices {
      held[stay] = nil
      kindOf[stay] = nil
    }
    guard first < problem.stays.count else { return .complete }
    let day = problem.stays[first].arrival
    for (stay, kind) in kinds.prefix(first).enumerated() where problem.stays[stay].departure > day {
      held[stay] = kind
      kindOf[stay] = kind
      guests[kind].append(stay)
    }
    var today = day
    for stay in first..<problem.stays.count {
      if problem.stays[stay].arrival > today {
        today = problem.stays[stay].arrival
        leave(by: today)
        guard effort.spend(guests.count + stay - first + 1) else { return .undecided }
      }
      round += 1
      guard let path = path(from: stay, &effort) else { return .undecided }
      guard !path.isEmpty else {
        return .crowded(problem.stays.indices.filter { seen[$0] == round })
      }
      take(path)
    }
    return .complete
  }

  private mutating func leave(by day: Int) {
    for kind in guests.indices where !guests[kind].isEmpty {
      guests[kind].removeAll { problem.stays[$0].departure <= day }
    }
  }

  /// Who moves where, the last one first, so that a stay finds room; empty when nobody can make any,
  /// nil when the effort is spent.
  private mutating func path(
    from stay: Int, _ effort: inout PortEffort
  ) -> [(stay: Int, kind: Int)]? {
    seen[stay] = round
    var queue = [(stay: stay, cameFrom: -1, kind: -1)]
    var head = 0
    while head < queue.count {
      let guest = queue[head].stay
      guard effort.spend(1 + problem.stays[guest].kinds.count) else { return nil }
      let settled = held[guest]
      for kind in problem.stays[guest].kinds
      where isFull[kind] != round && (settled ?? kind) == kind {
        if guests[kind].count < problem.room[kind] {
          // Each on the way moves to the kind that the one before it on the path was met in.
          var path = [(stay: guest, kind: kind)]
          var step = head
          while queue[step].cameFrom >= 0 {
            path.append((queue[queue[step].cameFrom].stay, queue[step].kind))
            step = queue[step].cameFrom
          }
          return path
        }
        isFull[kind] = round
        for other in guests[kind] where seen[other] != round {
          seen[other] = round
          queue.append((other, head, kind))
        }
      }
      head += 1
    }
    return []
  }

  private mutating func take(_ path: [(stay: Int, kind: Int)]) {
    for (stay, kind) in path {
      if let old = kindOf[stay] { guests[old].removeAll { $0 == stay } }
      kindOf[stay] = kind
      guests[kind].append(stay)
    }
  }
}
