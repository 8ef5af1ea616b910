// SPDX-License-Identifier: GPL-3.0-or-later

extension FormReader {
  /// Reports every reference to something that does not exist.
  mutating func checkReferences() {
    let known = defined.mapValues(Set.init)
    for reference in references
    where !reference.sections.contains(where: { section in
      known[section]?.contains(reference.id) == true
    }) {
      guard !problems.isFull else { return problems.skip() }
      reportUnknown(reference, among: known)
    }
  }

  private mutating func reportUnknown(
    _ reference: Reference, among known: [Form.Section: Set<String>]
  ) {
    let section = reference.section
    let names = reference.sections.flatMap { defined[$0] ?? [] }
    let help: String
    if section == .elements, let (series, count) = series(ofMember: reference.id) {
      help = "the series \(series) ends with '\(series)-\(count)'"
    } else if let nearest = problems.nearest(to: reference.id, among: names) {
      help = "did you mean '\(nearest)'?"
    } else if let other = Form.Section.allCases.first(where: {
      !reference.sections.contains($0) && known[$0]?.contains(reference.id) == true
    }) {
      help = "'\(reference.id)' is in '\(other.rawValue)'"
    } else if names.isEmpty {
      help = "the manifest has no '\(section.rawValue)'; add \(reference.id.quoted) there"
    } else if names.count <= 12 {
      help = "there is \(names.alternatives); or add it to '\(section.rawValue)'"
    } else {
      help = "add it to '\(section.rawValue)', or check the spelling"
    }
    // Of choices only those hear who have some.
    let nouns = reference.sections.filter { $0 == section || defined[$0] != nil }.map(\.noun)
    problems.add(
      .unknownReference, at: reference.place,
      "there is no \(nouns.alternatives) \(reference.id.quoted)", help: help)
  }
}

extension FormReader {
  /// The series that an identifier seems to name a member of, and how many it has.
  private func series(ofMember id: String) -> (series: String, count: Int)? {
    guard let dash = id.lastIndex(of: "-"), dash < id.index(before: id.endIndex),
      id[id.index(after: dash)...].utf8.allSatisfy({ $0.digit != nil })
    else { return nil }
    let series = String(id[..<dash])
    return self.series[series].map { (series, $0) }
  }
}

extension FormReader.Reference {
  /// The sections in which it may be.
  fileprivate var sections: [Form.Section] { [section] + (orSection.map { [$0] } ?? []) }
}
