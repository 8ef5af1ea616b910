// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of observed delays: the column `days`, a whole number a row, negative when early.
enum DelayTable {
  /// The days of a table, and what is wrong with it.
  static func read(_ text: SourceText) -> (days: [Int], problems: [Diagnostic]) {
    let (days, problems) = TableReader.read(
      text, columns: ["days"], noun: "delay"
    ) { reader, fields -> Int? in
      let field = fields[0]
      guard field.text.utf8.count <= Decimal.longest, let decimal = Decimal(field.text) else {
        reader.problems.add(
          .invalidNumber, at: field.place, "\(field.text.quoted) is not a number of days",
          help: "write it with the digits 0 to 9, without a unit")
        return nil
      }
      let quantity = Quantity.signedDays
      return reader.thousandths(
        decimal, field.text, times: 1000, in: quantity.least...quantity.most, isWhole: true,
        unit: "", at: field.place
      ).map { $0 / 1000 }
    }
    return (days, problems)
  }
}
