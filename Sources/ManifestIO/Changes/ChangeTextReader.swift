// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Reads the text of an option that states a change.
struct ChangeTextReader {
  let option: ChangeText.Option
  let campaign: Campaign
  let source: SourceText
  var form: FormReader

  init(_ text: ChangeText, campaign: Campaign) {
    option = text.option
    self.campaign = campaign
    source = SourceText(
      name: text.file, bytes: Array(text.text.utf8), separators: ["=", "@", "..", "/"])
    form = FormReader(problems: Problems(text: source))
  }

  /// A part of the text.
  struct Part {
    var text: String
    /// Where it begins.
    var place: Place
  }

  /// What the text means; nil when it means nothing, which is reported.
  mutating func read() -> ChangeText.Meaning? {
    let bytes = source.bytes
    guard bytes.count <= Self.mostBytes else {
      report(.invalidChange, at: Place(line: 1, column: 1), "the text is too long")
      return nil
    }
    if let problem = TextGuard.encodingProblem(of: source) {
      form.problems.add(problem, namedAt: Place(line: 1, column: 1))
      return nil
    }
    guard let whole = part(bytes[...]) else {
      report(.invalidChange, at: Place(line: 1, column: 1), "there is nothing to change here")
      return nil
    }
    switch option {
    case .lose, .cancel, .drop:
      if let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
        report(
          .invalidChange, at: source.place(ofOffset: equals),
          "there is nothing to give after a name here")
        return nil
      }
      return named(whole)
    case .delay, .ground, .capacity, .addWindow:
      guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else {
        report(.invalidChange, at: whole.place, "\(whole.text.quoted) does not say what changes")
        return nil
      }
      let end = source.place(ofOffset: bytes.count)
      let name = part(bytes[..<equals])
      let value = part(bytes[(equals + 1)...])
      if name == nil { report(.invalidChange, at: end, "there is no name before the '='") }
      if value == nil { report(.invalidChange, at: end, "there is nothing after the '='") }
      guard let name, let value else { return nil }
      return valued(name, value)
    }
  }

  private mutating func named(_ name: Part) -> ChangeText.Meaning? {
    switch option {
    case .lose:
      return form.checkID(name.text, at: name.place) ? .change(.lose(flight: name.text)) : nil
    case .cancel: return vehicle(name).map { .change(.cancel($0)) }
    default:
      guard find(name, .element, among: campaign.elements.map(\.id.text)) else { return nil }
      return .change(.drop(Element.ID(name.text)))
    }
  }

  private mutating func valued(_ name: Part, _ value: Part) -> ChangeText.Meaning? {
    switch option {
    case .delay: return delay(name, value)
    case .ground:
      let (vehicle, span) = (vehicle(name), span(value))
      guard let vehicle, let span else { return nil }
      return .change(.ground(vehicle, span, why: nil))
    case .capacity: return capacity(name, value).map { .change($0) }
    default:
      let isKnown = find(name, .windows, among: campaign.windows.map(\.id.text))
      guard let span = span(value), isKnown else { return nil }
      return .change(.addWindow(LaunchWindows.ID(name.text), span))
    }
  }

  private mutating func capacity(_ name: Part, _ value: Part) -> Change? {
    let parts = split(name, at: "@")
    let vehicle = vehicle(parts.first)
    let change = form.capacityChange(value.text, at: value.place)
    guard let vehicle else { return nil }
    var node: Node.ID?
    if let second = parts.second {
      guard let second else {
        report(.invalidChange, at: name.place, "there is no node after the '@'")
        return nil
      }
      node = Node.ID(second.text)
      let routes = campaign.vehicles.first { $0.id == vehicle }?.routes ?? []
      let known = routes.map(\.node.text)
      if !known.contains(second.text) {
        let error = ChangeError(
          change: 0,
          reason: .unreachable(
            vehicle, Node.ID(second.text), known: known,
            nearest: NearestName.of(second.text, among: known)))
        form.problems.add(error.code, at: second.place, error.message, help: error.help)
        return nil
      }
    }
    return change.map { .capacity(vehicle, node: node, $0) }
  }

  // MARK: -

  mutating func vehicle(_ name: Part?) -> Vehicle.ID? {
    guard let name else {
      report(.invalidChange, at: Place(line: 1, column: 1), "there is no vehicle before the '@'")
      return nil
    }
    return find(name, .vehicle, among: campaign.vehicles.map(\.id.text))
      ? Vehicle.ID(name.text) : nil
  }

  /// Whether something has a name; reports it if nothing has.
  mutating func find(
    _ name: Part, _ subject: ChangeError.Subject, among known: [String]
  ) -> Bool {
    if known.contains(name.text) { return true }
    guard form.checkID(name.text, at: name.place) else { return false }
    let error = ChangeError(
      change: 0,
      reason: .unknown(
        subject, name.text, known: known, nearest: NearestName.of(name.text, among: known)))
    form.problems.add(error.code, at: name.place, error.message, help: error.help)
    return false
  }

  /// A span of days, `2024-03-01..2024-12-31`, or a single one.
  private mutating func span(_ value: Part) -> ClosedRange<Day>? {
    let parts = split(value, at: "..")
    guard let first = parts.first, let second = parts.second ?? first else {
      report(
        .invalidChange, at: value.place,
        "the span \(value.text.quoted) has no \(parts.first == nil ? "beginning" : "end")")
      return nil
    }
    let from = form.date(first.text, at: first.place)
    guard parts.second != nil else { return from.map { $0...$0 } }
    let until = form.date(second.text, at: second.place)
    guard let from, let until else { return nil }
    guard from <= until else {
      form.problems.add(
        .reversedDates, at: second.place, "the span ends on \(until), before it begins",
        help: "exchange the two dates")
      return nil
    }
    return from...until
  }

  /// What stands before and after a separator; `second` is nil without one, and holds nil when
  /// nothing comes after it.
  func split(_ whole: Part, at separator: String) -> (first: Part?, second: Part??) {
    guard let range = whole.text.firstRange(of: separator) else { return (whole, nil) }
    let start = source.offset(whole.place)
    let bytes = whole.text.utf8.count
    let before = whole.text[..<range.lowerBound].utf8.count
    let after = before + separator.utf8.count
    return (
      part(source.bytes[start..<(start + before)]),
      .some(part(source.bytes[(start + after)..<(start + bytes)]))
    )
  }

  /// A part of the text without the spaces around it; nil when nothing is left.
  func part(_ bytes: ArraySlice<UInt8>) -> Part? {
    var rest = bytes.drop { $0 == UInt8(ascii: " ") }
    while rest.last == UInt8(ascii: " ") { rest.removeLast() }
    guard !rest.isEmpty else { return nil }
    return Part(
      text: String(decoding: rest, as: UTF8.self), place: source.place(ofOffset: rest.startIndex))
  }

  /// Reports a text of another form than the option takes.
  mutating func report(_ code: DiagnosticCode, at place: Place, _ message: String) {
    form.problems.add(code, at: place, message, help: "write \(option.form)")
  }

  /// Longer than any identifiers, dates and figures together.
  private static let mostBytes = 10_000
}

extension ChangeText.Option {
  /// How the option is written, for messages.
  var form: String {
    switch self {
    case .delay: "--delay ID=180d, or ID=0d..720d/30d for a sweep; units are d, w, mo and y"
    case .ground: "--ground VEHICLE=2024-03-01..2024-12-31"
    case .lose: "--lose F07, a flight of the baseline"
    case .cancel: "--cancel VEHICLE"
    case .drop: "--drop ELEMENT"
    case .capacity: "--capacity VEHICLE=-10%, or VEHICLE@NODE=+500kg, or VEHICLE=30t"
    case .addWindow: "--add-window WINDOWS=2025-03-01..2025-03-07"
    }
  }
}
