// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension Manifest {
  /// The manifest with other values at some of its keys, as `--set PATH=VALUE` states them.
  ///
  /// It is read anew, so that every rule of manifests holds of the result. What is wrong with it is
  /// located at the line whose value is replaced or, for a new key, at that of the nearest key above
  /// it; what is wrong with a setting itself, in the setting. `sha256` remains that of the file.
  ///
  /// - Throws: `invalid` with every problem.
  public func setting(_ settings: [Setting]) throws(ManifestError) -> Manifest {
    try setting(settings.map { PlacedSetting($0) })
  }

  /// The manifest with other values at some of its keys.
  func setting(_ settings: [PlacedSetting]) throws(ManifestError) -> Manifest {
    guard !settings.isEmpty else { return self }
    var root = source.root
    var problems = [Diagnostic]()
    var places = [(place: Place, note: Diagnostic)]()
    for setting in settings {
      guard problems.count < Self.mostProblems else { break }
      switch setting.content {
      case .failure(let failure): problems += failure.diagnostics
      case .success(let value):
        var edit = TreeEdit(value: value)
        do throws(TreeEdit.Failure) {
          root = try edit.applied(to: root, at: setting.setting.path)
          places.append((edit.place, setting.note))
        } catch {
          problems.append(setting.diagnostic(error))
        }
      }
    }
    guard problems.isEmpty else { throw .invalid(problems) }
    let (campaign, origins, found) = Self.read(
      root, Problems(text: source.text), directory: source.directory)
    guard let campaign else {
      let faulty = Set(found.diagnostics.map { Place(line: $0.line, column: $0.column) })
      let guilty = places.filter { faulty.contains($0.place) }
      // What the settings make of the whole may show anywhere.
      throw .invalid(found.diagnostics + (guilty.isEmpty ? places : guilty).map(\.note))
    }
    return Manifest(
      campaign: campaign,
      source: ManifestSource(
        text: source.text, root: root, directory: source.directory, origins: origins),
      warnings: found.diagnostics, sha256: sha256)
  }

  private static let mostProblems = 100
}

/// A setting, and where it stands.
struct PlacedSetting {
  let setting: Setting
  /// The value, nil to remove the key; or what is wrong with it.
  let content: Result<SourceNode?, GuardFailure>
  /// What it stands in.
  private let text: SourceText
  /// Where its path begins.
  private let place: Place

  /// A setting of the command line, which stands for a file of its own.
  init(_ setting: Setting) {
    self.setting = setting
    let bytes = Array(setting.description.utf8)
    text = SourceText(name: "--set", bytes: Array(bytes.prefix(Self.mostBytes)))
    place = Place(line: 1, column: 1)
    content = Self.value(of: setting, bytes, in: text)
  }

  /// A setting of a file that has been read.
  init(_ setting: Setting, _ value: SourceNode, in text: SourceText, at place: Place) {
    self.setting = setting
    self.text = text
    self.place = place
    content = .success(value.isNull ? nil : value)
  }

  /// That the setting is what is wrong with a manifest.
  var note: Diagnostic {
    text.diagnostic(
      severity: .note, code: DiagnosticCode.changedValue.rawValue, at: place,
      length: max(1, setting.path.unicodeScalars.count),
      message: "the manifest is in order without this setting", help: nil)
  }

  /// That its path leads nowhere.
  func diagnostic(_ failure: TreeEdit.Failure) -> Diagnostic {
    let start = min(text.offset(place) + failure.offset, text.bytes.count)
    return text.diagnostic(
      severity: .error, code: DiagnosticCode.unknownPath.rawValue,
      at: text.place(ofOffset: start), length: failure.length, message: failure.message,
      help: failure.help)
  }

  private static func value(
    of setting: Setting, _ bytes: [UInt8], in text: SourceText
  ) -> Result<SourceNode?, GuardFailure> {
    guard bytes.count <= mostBytes else {
      return .failure(
        .only(
          text.diagnostic(
            severity: .error, code: DiagnosticCode.fileTooLarge.rawValue,
            at: Place(line: 1, column: 1), length: 1,
            message: "the text is longer than \(mostBytes >> 10) KiB",
            help: "change a copy of the manifest instead")))
    }
    switch TextGuard.text(of: bytes, name: text.name) {
    case .failure(let failure): return .failure(failure)
    case .success: break
    }
    let value = setting.value.split { " \t\r\n".contains($0) }
    guard !value.isEmpty else { return .failure(.only(missingValue(of: setting, in: text))) }
    if value.count == 1, ["null", "Null", "NULL", "~"].contains(value[0]) { return .success(nil) }
    // Blanks in place of the path, so that places in the value are those of the whole text.
    let blanks = setting.path.unicodeScalars.count + 1
    let padded = SourceText(
      name: text.name,
      bytes: Array(repeating: UInt8(ascii: " "), count: blanks) + Array(setting.value.utf8))
    var problems = Problems(text: text)
    guard let node = Composer.compose(padded, problems: &problems), !problems.hasErrors else {
      // A comment is nothing, too.
      let isEmpty = problems.diagnostics.contains {
        $0.code == DiagnosticCode.emptyFile.rawValue
      }
      return .failure(
        isEmpty
          ? .only(missingValue(of: setting, in: text))
          : GuardFailure(diagnostics: problems.diagnostics))
    }
    return .success(node)
  }

  private static func missingValue(of setting: Setting, in text: SourceText) -> Diagnostic {
    text.diagnostic(
      severity: .error, code: DiagnosticCode.missingValue.rawValue,
      at: text.place(ofOffset: min(setting.path.utf8.count, text.bytes.count)), length: 1,
      message: "there is no value here",
      help: "write --set PATH=VALUE; 'null' for the value removes the key")
  }

  /// Far more than fits a command line that somebody writes.
  private static let mostBytes = 64 << 10
}
