// SPDX-License-Identifier: GPL-3.0-or-later

/// Stays that need ports, and ports that can take them; ports that can take the same stays are one
/// kind.
///
/// A stay that may go to a port of a kind may go to any of it. So stays have ports of one kind when
/// on no day there are more of them than ports (they are an interval graph, which is perfect), and
/// what is to be chosen is a kind for each stay.
package struct PortProblem {
  /// The stays by arrival, departure and kinds, each with the kinds that can take it, ascending.
  package let stays: [Stay]
  /// How many ports there are of each kind.
  package let room: [Int]

  package struct Stay: Hashable, Comparable {
    package var arrival: Int
    /// The first day on which it is gone; later than its arrival.
    package var departure: Int
    package var kinds: [Int]

    package init(arrival: Int, departure: Int, kinds: [Int]) {
      self.arrival = arrival
      self.departure = departure
      self.kinds = kinds
    }

    package static func < (left: Stay, right: Stay) -> Bool {
      (left.arrival, left.departure) == (right.arrival, right.departure)
        ? left.kinds.lexicographicallyPrecedes(right.kinds)
        : (left.arrival, left.departure) < (right.arrival, right.departure)
    }

    /// Whether both are there on some day.
    package func meets(_ other: Stay) -> Bool {
      arrival < other.departure && other.arrival < departure
    }
  }

  /// What came of looking for ports.
  package enum Verdict {
    /// A kind for each stay.
    case found([Int])
    /// There is no way; these stays already find none together.
    case impossible(among: [Int])
    /// The effort was spent before it was clear.
    case undecided
  }

  /// Sets up a problem; stays must be in order.
  package init(stays: [Stay], room: [Int]) {
    self.stays = stays
    self.room = room
  }

  /// Finds kinds for all stays, or proves that there are none.
  ///
  /// First it looks whether each day by itself can be done, which settles nearly all that cannot be;
  /// then stays go to kinds that have room for all who may want them; what is left is searched, each
  /// part by itself.
  package func solve(_ effort: inout PortEffort) -> Verdict {
    var matching = PortMatching(self)
    switch matching.run(from: 0, &effort) {
    case .complete: break
    case .crowded(let stays): return .impossible(among: stays)
    case .undecided: return .undecided
    }
    var chosen = [Int?](repeating: nil, count: stays.count)
    guard giveAmple(&chosen, &effort) else { return .undecided }
    for part in parts(of: chosen) {
      var search = PortSearch(PortProblem(stays: part.map { stays[$0] }, room: room))
      switch search.run(&effort) {
      case .found(let kinds):
        for (stay, kind) in zip(part, kinds) { chosen[stay] = kind }
      case .impossible: return .impossible(among: part)
      case .undecided: return .undecided
      }
    }
    return .found(chosen.compactMap(\.self))
  }

  /// Gives stays to kinds that would have room even for all who may still want them.
  ///
  /// That takes nothing from the others. False when the effort is spent.
  private func giveAmple(_ chosen: inout [Int?], _ effort: inout PortEffort) -> Bool {
    var users = room.map { _ in [Int]() }
    for (index, stay) in stays.enumerated() {
      for kind in stay.kinds { users[kind].append(index) }
    }
    var isOpen = room.map { _ in true }
    var candidates = Array(room.indices)
    while !candidates.isEmpty {
      var touched: Set<Int> = []
      for kind in candidates where isOpen[kind] {
        guard effort.spend(users[kind].count + 1) else { return false }
        users[kind].removeAll { chosen[$0] != nil }
        guard most(of: users[kind]) <= room[kind] else { continue }
        isOpen[kind] = false
        for stay in users[kind] {
          chosen[stay] = kind
          touched.formUnion(stays[stay].kinds)
        }
      }
      candidates = touched.filter { isOpen[$0] }.sorted()
    }
    return true
  }

  /// How many of some stays, in order, are there at once at most.
  private func most(of users: [Int]) -> Int {
    let departures = users.map { stays[$0].departure }.sorted()
    var (gone, most) = (0, 0)
    for (count, user) in users.enumerated() {
      while departures[gone] <= stays[user].arrival { gone += 1 }
      most = max(most, count + 1 - gone)
    }
    return most
  }

  /// The stays that are not given yet, in parts that have nothing to do with each other: no kind in
  /// common on the days in between.
  private func parts(of chosen: [Int?]) -> [[Int]] {
    var parent = Array(stays.indices)
    func root(_ stay: Int) -> Int {
      var stay = stay
      while parent[stay] != stay {
        parent[stay] = parent[parent[stay]]
        stay = parent[stay]
      }
      return stay
    }
    // Per kind, a stay that is there longest so far.
    var latest = [Int?](repeating: nil, count: room.count)
    let open = stays.indices.filter { chosen[$0] == nil }
    for stay in open {
      for kind in stays[stay].kinds {
        if let other = latest[kind], stays[other].meets(stays[stay]) {
          let (low, high) = (min(root(other), root(stay)), max(root(other), root(stay)))
          parent[high] = low
        }
        if latest[kind].map({ stays[$0].departure < stays[stay].departure }) ?? true {
          latest[kind] = stay
        }
      }
    }
    var parts: [Int: [Int]] = [:]
    for stay in open { parts[root(stay), default: []].append(stay) }
    return parts.sorted { $0.key < $1.key }.map(\.value)
  }
}
