// SPDX-License-Identifier: GPL-3.0-or-later

/// The single elements that are left, as *places*: which of them exclude each other, as a matrix of bits.
///
/// Places are in order of their elements, then of their arrival, so that those of an element lie next to
/// each other.
struct PlaceMatrix: Sendable {
  /// The single of each place, and the element.
  let singles: [Int]
  let elements: [Int]
  /// The places of each element that is to be flown.
  let places: [Range<Int>]
  /// What each place costs at least; empty without costs.
  var costs: [Double] = []
  /// No plan of interest costs more.
  var most = Double.infinity
  /// Words of a row.
  let width: Int
  private(set) var rows: [UInt64]
  /// The places that are left.
  private(set) var active: [UInt64]

  /// Takes over those of some single elements that are in a set.
  init(_ own: SingleElements, _ kept: BitSet) {
    let pool = own.pool
    var listed: [(element: Int, arrival: Int, single: Int)] = []
    kept.forEach { single in
      let load = pool.loads[single]
      let arrival = pool.instance.arrival(of: load.elements[0], in: load)
      listed.append((load.elements[0], arrival, single))
    }
    listed.sort { ($0.element, $0.arrival, $0.single) < ($1.element, $1.arrival, $1.single) }
    singles = listed.map(\.single)
    elements = listed.map(\.element)
    var number = [Int](repeating: -1, count: pool.count)
    for (place, item) in listed.enumerated() { number[item.single] = place }
    var ends = pool.instance.elements.map { _ in 0..<0 }
    for (place, item) in listed.enumerated() {
      let start = ends[item.element].isEmpty ? place : ends[item.element].lowerBound
      ends[item.element] = start..<(place + 1)
    }
    places = pool.instance.free.map { ends[$0] }
    let width = (listed.count + 63) / 64
    self.width = width
    var rows = [UInt64](repeating: 0, count: listed.count * width)
    let graph = own.propagation.graph
    kept.words.withUnsafeBufferPointer { kept in
      guard let kept = kept.baseAddress else { return }
      for (place, item) in listed.enumerated() {
        _ = graph.forEach(excludedBy: item.single, in: kept) { other in
          if other != item.single {
            rows[place * width + number[other] >> 6] |= 1 << UInt64(number[other] & 63)
          }
          return true
        }
      }
    }
    self.rows = rows
    active = BitSet(filled: listed.count).words
  }

  var count: Int { singles.count }

  func isActive(_ place: Int) -> Bool { active[place >> 6] & 1 << UInt64(place & 63) != 0 }

  // MARK: - Probing

  /// What comes of probing.
  struct Gain {
    var removed = 0
    var pairs = 0
  }

  /// Removes what propagation finds; false when an element is left without a place.
  mutating func propagate() -> Bool {
    var set = active
    let isOpen = set.withUnsafeMutableBufferPointer { set in
      rows.withUnsafeBufferPointer { rows in
        Propagation(self, rows).run(set, since: nil)
      }
    }
    active = set
    return isOpen
  }

  /// Probes the places one after the other, once; nil when an element is left without a place.
  ///
  /// A place with which some element has none left goes; what propagation takes away with a place excludes
  /// it.
  mutating func probe(threads: Int, clock: SearchClock) -> Gain? {
    var gain = Gain()
    var first = 0
    while first < count, clock.cause == nil {
      let batch = first..<min(count, first + Self.batch)
      first = batch.upperBound
      let found = outcomes(of: batch, threads: threads)
      for (place, left) in zip(batch, found) where isActive(place) {
        guard let left else { continue }
        if left.isEmpty {
          active[place >> 6] &= ~(1 << UInt64(place & 63))
          gain.removed += 1
        } else {
          gain.pairs += exclude(place, allBut: left)
        }
      }
      if !propagate() { return nil }
    }
    return gain
  }

  /// Thins a set of places out, and, with `probes`, probes each that is left, once; false when an element is
  /// left without a place.
  func thin(_ set: inout [UInt64], probes: Bool) -> Bool {
    rows.withUnsafeBufferPointer { rows in
      let propagation = Propagation(self, rows)
      guard set.withUnsafeMutableBufferPointer({ propagation.run($0, since: nil) }) else {
        return false
      }
      guard probes else { return true }
      var trial = set
      for range in places {
        let before = set
        var hasChanged = false
        for place in range where set[place >> 6] & 1 << UInt64(place & 63) != 0 {
          for index in trial.indices { trial[index] = set[index] & ~rows[place * width + index] }
          if trial.withUnsafeMutableBufferPointer({ propagation.run($0, since: before) }) {
            continue
          }
          set[place >> 6] &= ~(1 << UInt64(place & 63))
          hasChanged = true
        }
        guard hasChanged else { continue }
        guard set.withUnsafeMutableBufferPointer({ propagation.run($0, since: before) }) else {
          return false
        }
      }
      return true
    }
  }

  /// What is left of a set, in which nothing changed any more, without some of its places; nil when an
  /// element is left without any.
  func rest(of set: [UInt64], without gone: [Int]) -> [UInt64]? {
    var rest = set
    for place in gone { rest[place >> 6] &= ~(1 << UInt64(place & 63)) }
    let isOpen = rows.withUnsafeBufferPointer { rows in
      let propagation = Propagation(self, rows)
      return rest.withUnsafeMutableBufferPointer { propagation.run($0, since: set) }
    }
    return isOpen ? rest : nil
  }

  /// How many places are probed against the same matrix, and in how many parts.
  private static let batch = 256
  private static let parts = 16

  /// For some places, what is left with each of them: empty when it is in no plan, nil when it is gone
  /// already.
  private func outcomes(of batch: Range<Int>, threads: Int) -> [[UInt64]?] {
    let size = (batch.count + Self.parts - 1) / Self.parts
    return inParallel(count: Self.parts, threads: threads) { part in
      let start = batch.lowerBound + part * size
      let own = min(start, batch.upperBound)..<min(start + size, batch.upperBound)
      return rows.withUnsafeBufferPointer { rows in
        let propagation = Propagation(self, rows)
        return own.map { place -> [UInt64]? in
          guard isActive(place) else { return nil }
          var set = active
          for index in set.indices { set[index] &= ~rows[place * width + index] }
          return set.withUnsafeMutableBufferPointer { propagation.run($0, since: active) }
            ? set : []
        }
      }
    }.flatMap(\.self)
  }

  /// Notes that a place excludes all that is active but what is left; returns how many are new.
  private mutating func exclude(_ place: Int, allBut left: [UInt64]) -> Int {
    var new = 0
    let bit: UInt64 = 1 << UInt64(place & 63)
    for index in left.indices {
      var gone = active[index] & ~left[index] & ~rows[place * width + index]
      rows[place * width + index] |= gone
      while gone != 0 {
        let other = index << 6 + gone.trailingZeroBitCount
        gone &= gone - 1
        rows[other * width + place >> 6] |= bit
        new += 1
      }
    }
    return new
  }

  // MARK: - Propagation

  /// Removes places that leave some element without any, or dear beyond the limit.
  private struct Propagation {
    let places: [Range<Int>]
    let elements: [Int]
    let costs: [Double]
    let most: Double
    let width: Int
    let rows: UnsafeBufferPointer<UInt64>
    /// Where each element is in `places`.
    let number: [Int]

    init(_ matrix: PlaceMatrix, _ rows: UnsafeBufferPointer<UInt64>) {
      places = matrix.places
      elements = matrix.elements
      costs = matrix.costs
      most = matrix.most
      width = matrix.width
      self.rows = rows
      var number = [Int](repeating: 0, count: (elements.max() ?? -1) + 1)
      for (index, range) in places.enumerated() where !range.isEmpty {
        number[elements[range.lowerBound]] = index
      }
      self.number = number
    }

    /// Thins out a set until nothing changes; false when an element is left without a place.
    ///
    /// `before` is a set of which it is a part, and in which nothing changed any more; nil when none is known.
    func run(_ set: UnsafeMutableBufferPointer<UInt64>, since before: [UInt64]?) -> Bool {
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, width)) { excluded in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, width)) { words in
          withUnsafeTemporaryAllocation(of: Bool.self, capacity: max(1, places.count)) { waiting in
            waiting.initialize(repeating: before == nil)
            if let before {
              for index in 0..<width { wait(before[index] & ~set[index], at: index, waiting) }
            }
            while true {
              guard thin(set, excluded, words, waiting) else { return false }
              guard !costs.isEmpty else { return true }
              guard let hasChanged = limit(set, waiting) else { return false }
              if !hasChanged { return true }
            }
          }
        }
      }
    }

    /// Notes the elements of places that are gone.
    @inline(__always)
    private func wait(_ gone: UInt64, at index: Int, _ isWaiting: UnsafeMutableBufferPointer<Bool>)
    {
      var rest = gone
      while rest != 0 {
        isWaiting[number[elements[index << 6 + rest.trailingZeroBitCount]]] = true
        rest &= rest - 1
      }
    }

    private func thin(
      _ set: UnsafeMutableBufferPointer<UInt64>, _ excluded: UnsafeMutableBufferPointer<UInt64>,
      _ words: UnsafeMutableBufferPointer<Int>, _ isWaiting: UnsafeMutableBufferPointer<Bool>
    ) -> Bool {
      var next = 0
      while next < places.count {
        guard isWaiting[next] else {
          next += 1
          continue
        }
        isWaiting[next] = false
        let range = places[next]
        guard let first = range.first(where: { isIn(set, $0) }),
          let last = range.last(where: { isIn(set, $0) })
        else { return false }
        // What all of its places exclude, by the words that are not empty; the first and the last place
        // mostly have little in common.
        var count = 0
        let (one, other) = (first * width, last * width)
        var start = 0
        while start < width {
          // Mostly there is nothing in several words.
          let end = min(start + 8, width)
          var any: UInt64 = 0
          for index in start..<end { any |= set[index] & rows[one + index] & rows[other + index] }
          if any != 0 {
            for index in start..<end {
              let both = set[index] & rows[one + index] & rows[other + index]
              excluded[count] = both
              words[count] = index
              count += both == 0 ? 0 : 1
            }
          }
          start = end
        }
        if count > 0 {
          forEach(in: range, of: set) { place in
            let row = place * width
            var left = 0
            for index in 0..<count {
              let both = excluded[index] & rows[row + words[index]]
              excluded[left] = both
              words[left] = words[index]
              left += both == 0 ? 0 : 1
            }
            count = left
            return count > 0
          }
        }
        for index in 0..<count {
          set[words[index]] &= ~excluded[index]
          wait(excluded[index], at: words[index], isWaiting)
        }
        next = count > 0 ? 0 : next + 1
      }
      return true
    }

    @inline(__always)
    private func isIn(_ set: UnsafeMutableBufferPointer<UInt64>, _ place: Int) -> Bool {
      set[place >> 6] & 1 << UInt64(place & 63) != 0
    }

    /// Removes what makes a plan cost too much, each element costing at least its cheapest place; nil when
    /// every plan does, otherwise whether anything has gone.
    private func limit(
      _ set: UnsafeMutableBufferPointer<UInt64>, _ isWaiting: UnsafeMutableBufferPointer<Bool>
    ) -> Bool? {
      var total = 0.0
      for range in places { total += least(in: range, of: set) }
      guard total <= most else { return nil }
      var hasChanged = false
      for (index, range) in places.enumerated() {
        let room = most - total + least(in: range, of: set)
        forEach(in: range, of: set) { place in
          if costs[place] > room {
            set[place >> 6] &= ~(1 << UInt64(place & 63))
            isWaiting[index] = true
            hasChanged = true
          }
          return true
        }
      }
      return hasChanged
    }

    private func least(in range: Range<Int>, of set: UnsafeMutableBufferPointer<UInt64>) -> Double {
      var least = Double.infinity
      forEach(in: range, of: set) { place in
        least = min(least, costs[place])
        return true
      }
      return least
    }

    /// Visits the places of a range that are in a set, in order, until `visit` returns false.
    @inline(__always)
    private func forEach(
      in range: Range<Int>, of set: UnsafeMutableBufferPointer<UInt64>, _ visit: (Int) -> Bool
    ) {
      guard !range.isEmpty else { return }
      let (start, last) = (range.lowerBound, range.upperBound - 1)
      for index in (start >> 6)...(last >> 6) {
        var rest = set[index]
        if index == start >> 6 { rest &= UInt64.max << UInt64(start & 63) }
        if index == last >> 6 { rest &= UInt64.max >> UInt64(63 - last & 63) }
        while rest != 0 {
          guard visit(index << 6 + rest.trailingZeroBitCount) else { return }
          rest &= rest - 1
        }
      }
    }
  }
}
