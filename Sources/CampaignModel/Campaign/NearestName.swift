// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the known name that a misspelt one most probably means.
package enum NearestName {
  /// The nearest of some names; nil when none is near enough.
  ///
  /// Near is at most one edit for each three characters, case aside; of equally near names the
  /// first wins, so the answer depends on the order of `names` alone.
  package static func of(_ text: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(text.lowercased().unicodeScalars.prefix(maximumLength + 1))
    guard wanted.count <= maximumLength else { return nil }
    var best: (name: String, distance: Int)?
    for name in names where name != text {
      let candidate = Array(name.lowercased().unicodeScalars.prefix(maximumLength + 1))
      let length = max(wanted.count, candidate.count)
      // Names of one letter are near only if they are the same letter.
      let most = min(max(1, length / 3), length - 1, (best?.distance ?? 99) - 1)
      guard most >= 0, abs(wanted.count - candidate.count) <= most else { continue }
      let distance = distance(wanted, candidate)
      if distance <= most { best = (name, distance) }
    }
    return best?.name
  }

  /// The restricted Damerau-Levenshtein distance: the insertions, deletions, replacements and
  /// exchanges of neighbours that turn one text into the other, no part being edited twice.
  ///
  /// L. Boytsov, "Indexing methods for approximate dictionary searching", ACM Journal of
  /// Experimental Algorithmics 16 (2011), https://doi.org/10.1145/1963190.1963191
  package static func distance<Symbol: Equatable>(_ left: [Symbol], _ right: [Symbol]) -> Int {
    var beforeLast = [Int]()
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
        var least = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }

  /// Names longer than this are not compared: nobody means them, and time is quadratic in it.
  private static let maximumLength = 64
}
