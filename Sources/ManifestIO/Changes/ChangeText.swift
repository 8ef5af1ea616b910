// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A change as a command line states it: an option and its text, `--delay SLS-1B=180d`.
///
/// docs/what-if.md describes the texts.
public struct ChangeText: Hashable, Sendable {
  /// The option.
  public var option: Option
  /// Its text.
  public var text: String

  /// Creates the text of an option.
  public init(_ option: Option, _ text: String) {
    self.option = option
    self.text = text
  }

  /// The options that state changes, without their dashes.
  public enum Option: String, Hashable, Sendable, CaseIterable {
    /// `ID=180d`, `26w`, `18mo` or `2y`, of a vehicle or element; `ID=0d..720d/30d` sweeps.
    case delay
    /// `VEHICLE=DATE..DATE`.
    case ground
    /// `FLIGHT`, the number of one of the baseline.
    case lose
    /// `VEHICLE`.
    case cancel
    /// `ELEMENT`.
    case drop
    /// `VEHICLE=-10%`, `+500kg`, `=30t`; `VEHICLE@NODE=...` to that node only.
    case capacity
    /// `WINDOWS=DATE..DATE`, or one date.
    case addWindow = "add-window"
  }

  /// What the text of an option states.
  public enum Meaning: Hashable, Sendable {
    /// A change.
    case change(Change)
    /// A range of delays, and so a sweep.
    case axis(Sweep.Axis)
  }

  /// The option as the file that diagnostics name.
  public var file: String { "--" + option.rawValue }

  /// What the text means in a campaign.
  ///
  /// The flight of a `--lose` is not looked for: the campaign does not know the baseline. Throws
  /// `invalid` with every problem, located in the text.
  public func meaning(in campaign: Campaign) throws(ManifestError) -> Meaning {
    var reader = ChangeTextReader(self, campaign: campaign)
    guard let meaning = reader.read(), !reader.form.problems.hasErrors else {
      throw .invalid(reader.form.problems.diagnostics)
    }
    return meaning
  }

  /// What is wrong with the change that the text states, located at what it names.
  public func diagnostic(_ error: ChangeError) -> Diagnostic {
    diagnostic(
      severity: .error, code: error.code.rawValue, isAboutNode: error.isAboutNode,
      message: error.message, help: error.help)
  }

  /// What is to be known of the change that the text states, as a warning.
  public func diagnostic(_ remark: ChangeRemark) -> Diagnostic {
    diagnostic(
      severity: .warning, code: DiagnosticCode.noEffect.rawValue, message: remark.message,
      help: remark.help)
  }

  private func diagnostic(
    severity: Diagnostic.Severity, code: String, isAboutNode: Bool = false, message: String,
    help: String
  ) -> Diagnostic {
    let source = SourceText(name: file, bytes: Array(text.utf8))
    let name = text.prefix { $0 != "=" }
    let id = name.prefix { $0 != "@" || option != .capacity }
    let start = isAboutNode && id.count < name.count ? id.utf8.count + 1 : 0
    let length = isAboutNode ? name.unicodeScalars.count - start : id.unicodeScalars.count
    return source.diagnostic(
      severity: severity, code: code, at: source.place(ofOffset: start), length: max(1, length),
      message: message, help: help)
  }
}

extension Change {
  /// Reads a change from the text of an option, `--delay SLS-1B=180d`.
  ///
  /// Throws `invalid` with every problem, located in the text; ranges of delays are one.
  public init(
    option: ChangeText.Option, text: String, in campaign: Campaign
  ) throws(ManifestError) {
    let source = ChangeText(option, text)
    switch try source.meaning(in: campaign) {
    case .change(let change): self = change
    case .axis: throw .invalid([source.rangeDiagnostic])
    }
  }
}

extension ChangeText {
  /// That the text states a range where one change is wanted.
  public var rangeDiagnostic: Diagnostic {
    diagnosticOfValue(
      .invalidChange, "a range of delays is not one change", help: "give one delay, such as '180d'")
  }

  /// That the range makes a sweep of more scenarios than there may be.
  public var tooManyDiagnostic: Diagnostic {
    diagnosticOfValue(
      .outOfRange, "the ranges make more than \(Sweep.mostScenarios) scenarios",
      help: "take longer steps, or fewer ranges")
  }

  private func diagnosticOfValue(
    _ code: DiagnosticCode, _ message: String, help: String
  ) -> Diagnostic {
    let source = SourceText(name: file, bytes: Array(text.utf8))
    let start = text.utf8.firstIndex(of: UInt8(ascii: "=")).map { text.utf8.index(after: $0) }
    let offset = text.utf8.distance(from: text.startIndex, to: start ?? text.startIndex)
    return source.diagnostic(
      severity: .error, code: code.rawValue, at: source.place(ofOffset: offset), message: message,
      help: help)
  }
}

extension ChangeError {
  /// The code of its diagnostic.
  var code: DiagnosticCode {
    switch reason {
    case .unknown, .unreachable: .unknownReference
    default: .impossibleChange
    }
  }

  /// Whether it is about the node that the change names, and not about its vehicle.
  var isAboutNode: Bool {
    if case .unreachable = reason { true } else { false }
  }
}
