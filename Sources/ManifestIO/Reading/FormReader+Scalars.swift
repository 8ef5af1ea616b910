// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension FormReader {
  /// Reads a scalar of a form that is one.
  mutating func scalar(_ node: SourceNode, as form: Form) -> ReadValue.Content? {
    guard let (text, kind) = node.scalar else {
      reportShape(node, form, owner: node.place)
      return nil
    }
    switch form {
    case .text: return .text(text)
    case .flag:
      guard case .boolean(let value) = kind else {
        reportShape(node, form, owner: node.place)
        return nil
      }
      return .flag(value)
    case .number(let most): return bare(node, 0...most, isWhole: false)
    case .whole(let range): return bare(node, range, isWhole: true)
    case .real(let real): return self.real(node, real)
    case .quantity(let quantity): return self.quantity(node, quantity)
    case .amount: return amount(node)
    case .delay where !kind.isBoolean: return delay(text, at: node.place).map { .delay($0) }
    case .shift where !kind.isBoolean: return shift(text, at: node.place).map { .shift($0) }
    case .capacityChange where !kind.isBoolean:
      return capacityChange(text, at: node.place).map { .capacity($0) }
    default: break
    }
    guard case .string = kind else {
      reportShape(node, form, owner: node.place)
      return nil
    }
    switch form {
    case .date: return date(text, at: node.place).map { .date($0) }
    case .word(let words): return word(text, among: words, at: node.place)
    case .objective: return objective(text, at: node.place)
    case .port:
      // Which part is the element and which the port, its references decide.
      return .text(text)
    case .reference(let section):
      guard checkID(text, at: node.place) else { return nil }
      references.append(Reference(section: section, id: text, place: node.place))
      return .text(text)
    case .predecessor:
      guard checkID(text, at: node.place) else { return nil }
      references.append(
        Reference(section: .elements, orSection: .choices, id: text, place: node.place))
      return .text(text)
    default:
      guard checkID(text, at: node.place) else { return nil }
      return .text(text)
    }
  }

  /// Reports an identifier that does not have the form of one.
  mutating func checkID(_ text: String, at place: Place) -> Bool {
    guard !Form.isID(text) else { return true }
    problems.add(
      .invalidID, at: place, "\(text.quoted) is not an identifier",
      help: "an identifier is a letter (A-Z, a-z) followed by letters, digits, '_', '.' or '-'")
    return false
  }

  private mutating func word(
    _ text: String, among words: [String], at place: Place
  ) -> ReadValue.Content? {
    guard !words.contains(text) else { return .text(text) }
    let nearest = problems.nearest(to: text, among: words)
    problems.add(
      .unknownValue, at: place, "\(text.quoted) is not known here",
      help: nearest.map { "did you mean '\($0)'?" } ?? "it can be \(words.alternatives)")
    return nil
  }

  private mutating func objective(_ text: String, at place: Place) -> ReadValue.Content? {
    let prefix = "completion:"
    if text.hasPrefix(prefix) {
      let id = String(text.dropFirst(prefix.count))
      guard checkID(id, at: place) else { return nil }
      references.append(Reference(section: .milestones, id: id, place: place))
      return .text(text)
    }
    return word(text, among: Form.objectives, at: place)
  }

  mutating func date(_ text: String, at place: Place) -> Day? {
    if let day = Day(iso: text), (1900...2200).contains(day.year) { return day }
    reportDate(text, at: place)
    return nil
  }

  /// Reports a last day before its first day; whether the two are in order.
  mutating func checkOrder(_ record: ReadRecord, _ first: String, _ last: String) -> Bool {
    guard let from = record.date(first), let until = record.date(last), until < from else {
      return true
    }
    problems.add(
      .reversedDates, at: record[last]?.place ?? record.place,
      "'\(last)' is \(until), before '\(first)', which is \(from)", help: "exchange the two dates")
    return false
  }

  private mutating func reportDate(_ text: String, at place: Place) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy({ $0.digit != nil }) else {
      problems.add(
        .invalidDate, at: place, "\(text.quoted) is not a date",
        help: "dates are days in UTC, written YYYY-MM-DD")
      return
    }
    guard Day(iso: text) != nil else {
      problems.add(
        .noSuchDate, at: place, "there is no day \(text)",
        help: Day(iso: text.prefix(8) + "01").map { first in
          let next = Day(iso: text.prefix(8) + "28").map { $0 + 4 } ?? first
          let last = next - next.civil.day
          return "the last day of that month is \(last)"
        } ?? "months are 01 to 12, days 01 to 31")
      return
    }
    problems.add(
      .dateOutOfRange, at: place, "\(text) is not between 1900 and 2200", help: "check the year")
  }
}

extension Form {
  /// Whether a text has the form of an identifier: `[A-Za-z][A-Za-z0-9_.-]*`.
  static func isID(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || $0.digit != nil || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "-")
    }
  }

  /// The objectives that are a word.
  static let objectives = ["completion", "tardiness", "operational", "cost", "flights", "value"]
}

extension [String] {
  /// The words as a phrase: `a, b or c`.
  var alternatives: String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
