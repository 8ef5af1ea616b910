// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Figures as sentences show them.
enum Figures {
  /// A quantity in thousandths, its digits in groups of three: `9,100`, `0.5`.
  static func quantity(_ thousandths: Int128) -> String {
    let magnitude = thousandths.magnitude
    var decimals = String(1000 + magnitude % 1000).dropFirst()
    while decimals.hasSuffix("0") { decimals = decimals.dropLast() }
    let sign = thousandths < 0 ? "-" : ""
    return sign + grouped(magnitude / 1000) + (decimals.isEmpty ? "" : "." + decimals)
  }

  /// A quantity, its digits in groups of three.
  static func quantity(_ quantity: some FixedPoint) -> String {
    Self.quantity(Int128(quantity.thousandths))
  }

  /// A count with its noun: `1 day`, `1,200 days`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number < 0 ? "-" : "")\(grouped(UInt128(number.magnitude))) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A span of days: `2024-03-01 to 2024-03-07`.
  static func span(_ span: ClosedRange<Day>) -> String {
    "\(span.lowerBound.clamped) to \(span.upperBound.clamped)"
  }

  private static func grouped(_ number: UInt128) -> String {
    var groups: [String] = []
    var rest = number
    while rest >= 1000 {
      groups.append(String(String(1000 + rest % 1000).dropFirst()))
      rest /= 1000
    }
    return ([String(rest)] + groups.reversed()).joined(separator: ",")
  }
}

extension Violation {
  /// Creates a violation by a flight, dated by its launch.
  static func of(
    _ kind: Kind, _ flight: LoggedFlight, element: Element.ID? = nil,
    against: [LoggedFlight] = [], _ message: String, _ path: ManifestPath
  ) -> Violation {
    Violation(
      kind: kind, date: flight.launch, flight: flight.number.isEmpty ? nil : flight.number,
      element: element, against: against.filter { !$0.number.isEmpty }.map { .flight($0.number) },
      message: message, path: path)
  }
}
