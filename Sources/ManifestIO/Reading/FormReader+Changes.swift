// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension FormReader {
  /// Reads a delay: days or weeks, or calendar months or years.
  mutating func delay(_ text: String, at place: Place) -> Delay? {
    guard let (decimal, unit) = measure(text, .delay, at: place) else { return nil }
    let isMonths = unit.symbol == "mo" || unit.symbol == "y"
    let most = isMonths ? Self.mostMonths : Quantity.delay.most
    return thousandths(
      decimal, text, times: unit.thousandths, in: 0...most, isWhole: true,
      unit: isMonths ? " mo" : " d", at: place
    ).map { isMonths ? .months($0 / 1000) : .days($0 / 1000) }
  }

  /// Reads a change of a capacity: `-10 %`, `+500 kg`, or what it becomes, `30 t`.
  mutating func capacityChange(
    _ text: String, at place: Place
  ) -> Change.CapacityChange? {
    let sign = text.first.flatMap { "+-=".contains($0) ? $0 : nil }
    let rest = String((sign == nil ? text[...] : text.dropFirst()).drop { $0 == " " })
    if rest.hasSuffix("%") { return share(String(rest.dropLast()), of: text, sign, at: place) }
    guard let (decimal, unit) = measure(rest, .mass, at: place),
      let grams = thousandths(
        decimal, rest, times: unit.thousandths, in: 0...Quantity.mass.most, isWhole: false,
        unit: " kg", at: place)
    else { return nil }
    switch sign {
    case "+": return .by(Mass(thousandths: grams))
    case "-": return .by(Mass(thousandths: -grams))
    default: return .to(Mass(thousandths: grams))
    }
  }

  private mutating func share(
    _ number: String, of text: String, _ sign: Character?, at place: Place
  ) -> Change.CapacityChange? {
    let number = number.hasSuffix(" ") ? String(number.dropLast()) : number
    guard number.utf8.count <= Decimal.longest, let decimal = Self.grouped(number),
      !decimal.isNegative
    else {
      problems.add(
        .invalidNumber, at: place, "\(text.quoted) is not a percentage",
        help: "for a tenth less, write '-10 %'")
      return nil
    }
    guard sign == "+" || sign == "-" else {
      problems.add(
        .invalidNumber, at: place, "\(text.quoted) does not say whether it is more or less",
        help: "write '-\(number) %' for less, '+\(number) %' for more")
      return nil
    }
    return thousandths(
      decimal, text, times: 1000, in: 0...(sign == "-" ? 100 : Self.mostPercent), isWhole: false,
      unit: " %", at: place
    ).map { .percent(thousandths: sign == "-" ? -$0 : $0) }
  }

  /// 100 years.
  private static let mostMonths = 1200
  private static let mostPercent = 10_000
}
