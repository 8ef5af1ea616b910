// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Planning

/// Records as lines of text, one each, which are told from torn ones by a checksum.
///
/// Fields are separated by commas: sweep, days, status, cause, objectives, changes, flights, checksum.
/// Within them, spaces, semicolons and bars separate what identifiers cannot contain.
extension SweepRecord {
  /// The record as a line, with its line end.
  public var line: String {
    let fields = [
      Self.escaped(sweep), days.map(\.description).joined(separator: " "), answer.status.rawValue,
      answer.stoppedBy?.rawValue ?? "",
      answer.objectives.map {
        "\($0.objective)=\($0.value)/\($0.bound.map(\.description) ?? "")"
      }.joined(separator: " "),
      answer.changes.map {
        "\($0.count.rawValue)=\($0.value)/\($0.bound.map(String.init) ?? "")"
      }.joined(separator: " "),
      answer.flights.map { $0.map(Self.text).joined(separator: ";") } ?? "-",
    ]
    let text = fields.joined(separator: ",")
    return text + "," + Self.checksum(text) + "\n"
  }

  /// Reads a line without its line end; nil when it is torn or damaged.
  public init?(line: some StringProtocol) {
    let fields = String(line).split(separator: ",", omittingEmptySubsequences: false).map(
      String.init)
    guard fields.count == 8, fields[7] == Self.checksum(fields[..<7].joined(separator: ",")),
      let sweep = Self.unescaped(fields[0]),
      let status = PlanningResult.Status(rawValue: fields[2])
    else { return nil }
    let days = fields[1].split(separator: " ").map { Day(iso: $0) }
    let objectives = fields[4].split(separator: " ").map(Self.objective)
    let changes = fields[5].split(separator: " ").map(Self.change)
    let flights = fields[6] == "-" ? [] : fields[6].split(separator: ";").map(Self.flight)
    guard !days.contains(nil), !objectives.contains(nil), !changes.contains(nil),
      !flights.contains(nil)
    else { return nil }
    self.init(
      sweep: sweep, days: days.compactMap(\.self),
      answer: SweepAnswer(
        status: status, objectives: objectives.compactMap(\.self),
        changes: changes.compactMap(\.self),
        flights: fields[6] == "-" ? nil : flights.compactMap(\.self),
        stoppedBy: StopCause(rawValue: fields[3])))
  }

  // MARK: - Parts

  private static func text(_ flight: Flight) -> String {
    [
      flight.vehicle.text, flight.pad?.text ?? "", flight.node.text, flight.launch.description,
      flight.elements.map(\.text).joined(separator: " "),
      flight.ports.map { $0.map { "\($0.element) \($0.port)" } ?? "-" }.joined(separator: "+"),
      flight.isLost ? "lost" : "",
    ].joined(separator: "|")
  }

  private static func flight(_ text: Substring) -> Flight? {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 7, let launch = Day(iso: parts[3]) else { return nil }
    let ports = parts[5].split(separator: "+")
    return Flight(
      vehicle: Vehicle.ID(String(parts[0])),
      pad: parts[1].isEmpty ? nil : Pad.ID(String(parts[1])), node: Node.ID(String(parts[2])),
      launch: launch, elements: parts[4].split(separator: " ").map { Element.ID(String($0)) },
      ports: ports.map { port in
        let names = port.split(separator: " ").map(String.init)
        guard names.count == 2 else { return nil }
        return Port.Reference(element: Element.ID(names[0]), port: Port.ID(names[1]))
      }, isLost: parts[6] == "lost")
  }

  /// A name, a value and perhaps a bound: `operational=9881/9881`.
  private static func report(_ text: Substring) -> (name: Substring, value: Substring, Substring)? {
    guard let equals = text.firstIndex(of: "="), let slash = text.lastIndex(of: "/"),
      equals < slash
    else { return nil }
    return (
      text[..<equals], text[text.index(after: equals)..<slash], text[text.index(after: slash)...]
    )
  }

  private static func objective(_ text: Substring) -> ObjectiveReport? {
    guard let (name, value, bound) = report(text), let value = Amount(decimal: value),
      let objective = Objective(text: name)
    else { return nil }
    return ObjectiveReport(objective: objective, value: value, bound: Amount(decimal: bound))
  }

  private static func change(_ text: Substring) -> ChangeReport? {
    guard let (name, value, bound) = report(text), let value = Int(value),
      let count = ChangeCount(rawValue: String(name))
    else { return nil }
    return ChangeReport(count: count, value: value, bound: Int(bound))
  }

  /// A name with what would end a field or a line written as percent signs and digits.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      guard scalar.value < 0x20 || scalar == "," || scalar == "%" else {
        return result.unicodeScalars.append(scalar)
      }
      result += (scalar.value < 16 ? "%0" : "%") + String(scalar.value, radix: 16)
    }
  }

  private static func unescaped(_ text: String) -> String? {
    let parts = text.split(separator: "%", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { result, part in
      guard let result, let code = UInt8(part.prefix(2), radix: 16) else { return nil }
      return result + String(Unicode.Scalar(code)) + part.dropFirst(2)
    }
  }

  /// The 64-bit FNV-1a hash (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv) in hexadecimal.
  private static func checksum(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Objective {
  /// Reads what `description` writes.
  fileprivate init?(text: some StringProtocol) {
    switch text {
    case "completion": self = .completion(nil)
    case "tardiness": self = .tardiness
    case "operational": self = .operational
    case "cost": self = .cost
    case "flights": self = .flights
    case "value": self = .value
    default:
      guard text.hasPrefix("completion:") else { return nil }
      self = .completion(Milestone.ID(String(text.dropFirst("completion:".count))))
    }
  }
}
