// SPDX-License-Identifier: GPL-3.0-or-later

extension FormReader {
  /// Reports every reference to something that does not exist.
  mutating func checkReferences() {
    let known = defined.mapValues(Set.init)
    for reference in references where known[reference.section]?.contains(reference.id) != true {
      guard !problems.isFull else { return problems.skip() }
      reportUnknown(reference, among: known)
    }
  }

  private mutating func reportUnknown(
    _ reference: Reference, among known: [Form.Section: Set<String>]
  ) {
    let (section, names) = (reference.section, defined[reference.section] ?? [])
    let help: String
    if let nearest = problems.nearest(to: reference.id, among: names) {
      help = "did you mean '\(nearest)'?"
    } else if let other = Form.Section.allCases.first(where: {
      $0 != section && known[$0]?.contains(reference.id) == true
    }) {
      help = "'\(reference.id)' is in '\(other.rawValue)'"
    } else if names.isEmpty {
      help = "the manifest has no '\(section.rawValue)'; add \(reference.id.quoted) there"
    } else if names.count <= 12 {
      help = "there is \(names.alternatives); or add it to '\(section.rawValue)'"
    } else {
      help = "add it to '\(section.rawValue)', or check the spelling"
    }
    problems.add(
      .unknownReference, at: reference.place,
      "there is no \(section.noun) \(reference.id.quoted)", help: help)
  }
}
