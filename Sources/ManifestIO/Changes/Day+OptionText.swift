// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension Day {
  /// Reads the text of an option whose value is a day, such as `--as-of`.
  ///
  /// Throws `invalid` with the problem, located in the text.
  public init(option: String, text: String) throws(ManifestError) {
    let source = SourceText(name: option, bytes: Array(text.utf8))
    var reader = FormReader(problems: Problems(text: source))
    if text.utf8.count < 100, let day = reader.date(text, at: Place(line: 1, column: 1)) {
      self = day
      return
    }
    guard !reader.problems.hasErrors else { throw .invalid(reader.problems.diagnostics) }
    throw .invalid([
      source.diagnostic(
        severity: .error, code: DiagnosticCode.invalidDate.rawValue,
        at: Place(line: 1, column: 1), message: "\(text.quoted) is not a date",
        help: "dates are days in UTC, written YYYY-MM-DD")
    ])
  }

  /// What is wrong with a scenario because of the day that an option gives.
  public static func diagnostic(_ error: ChangeError, option: String, text: String) -> Diagnostic {
    SourceText(name: option, bytes: Array(text.utf8)).diagnostic(
      severity: .error, code: error.code.rawValue, at: Place(line: 1, column: 1),
      message: error.message, help: error.help)
  }
}
