// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension StudyFile {
  /// What the study asks of a manifest.
  ///
  /// Names are looked for in the manifest as its settings change it; the flights of `lose` are not,
  /// since the baseline has them. Throws `invalid` with every problem: those of the study, and those
  /// that its settings make in the manifest.
  public func study(of manifest: Manifest) throws(ManifestError) -> Study {
    var builder = StudyBuilder(file: self, manifest: manifest)
    let study = builder.build()
    let problems = builder.problems
    guard !problems.contains(where: { $0.severity == .error }) else { throw .invalid(problems) }
    return study
  }

  /// What is wrong with a change of a scenario or sweep, located in the study.
  public func diagnostic(_ error: ChangeError, of name: String) -> Diagnostic {
    diagnostic(
      severity: .error, code: error.code.rawValue, at: place(of: error.change, in: name),
      message: error.message, help: error.help)
  }

  /// What is to be known of a change of a scenario or sweep, as a warning located in the study.
  public func diagnostic(_ remark: ChangeRemark, of name: String) -> Diagnostic {
    diagnostic(
      severity: .warning, code: DiagnosticCode.noEffect.rawValue,
      at: place(of: remark.change, in: name), message: remark.message, help: remark.help)
  }

  private func diagnostic(
    severity: Diagnostic.Severity, code: String, at place: Place, message: String, help: String
  ) -> Diagnostic {
    reader.problems.text.diagnostic(
      severity: severity, code: code, at: place, message: message, help: help)
  }

  /// Where a change of a scenario or sweep stands, or else its `asOf`, or else its name.
  private func place(of change: Int?, in name: String) -> Place {
    let entries = record.table("scenarios") + record.table("sweeps")
    guard let entry = entries.first(where: { $0.key == name }), let record = entry.value.record
    else { return self.record.place }
    guard let change else {
      if record.has("asOf") { return record.place(of: "asOf") }
      return self.record.has("asOf") ? self.record.place(of: "asOf") : entry.place
    }
    let places = StudyChanges(record).all.map(\.place)
    return places.indices.contains(change) ? places[change] : entry.place
  }
}

/// Makes scenarios and sweeps of what a study file says.
private struct StudyBuilder {
  let file: StudyFile
  let manifest: Manifest
  /// The problems of the study and, after them, those that its settings make in the manifest.
  var problems: [Diagnostic] { reader.problems.diagnostics + ofManifest }
  private var reader: FormReader
  private var ofManifest: [Diagnostic] = []

  init(file: StudyFile, manifest: Manifest) {
    self.file = file
    self.manifest = manifest
    reader = file.reader
    reader.references = []
  }

  mutating func build() -> Study {
    var study = Study(note: Self.note(file.record))
    for entry in file.record.table("scenarios") {
      guard let record = entry.value.record else { continue }
      let (settings, campaign) = changed(record)
      let changes = StudyChanges(record)
      let scenario = scenario(entry.key, record, changes.made(in: campaign, &reader))
      study.scenarios.append(
        Study.Entry(scenario, note: Self.note(record), settings: settings, campaign: campaign))
    }
    for entry in file.record.table("sweeps") {
      guard let record = entry.value.record else { continue }
      let (settings, campaign) = changed(record)
      let changes = StudyChanges(record)
      let base = scenario(entry.key, record, changes.made(in: campaign, &reader))
      let sweep = Sweep(base: base, axes: changes.axes(in: campaign, &reader))
      study.sweeps.append(
        Study.Entry(sweep, note: Self.note(record), settings: settings, campaign: campaign))
    }
    return study
  }

  private func scenario(_ name: String, _ record: ReadRecord, _ changes: [Change]) -> Scenario {
    let policy = record.text("policy") ?? file.record.text("policy")
    return Scenario(
      name: name, changes: changes, asOf: record.date("asOf") ?? file.record.date("asOf"),
      policy: policy.flatMap(Policy.init(rawValue:)) ?? .repair)
  }

  /// The settings of a scenario, and the campaign with them; without, if they cannot be.
  private mutating func changed(_ record: ReadRecord) -> ([Setting], Campaign) {
    let placed = record.table("set").compactMap { entry -> PlacedSetting? in
      guard case .node(let node) = entry.value.content else { return nil }
      let setting = Setting(path: entry.key, value: node.flowText)
      return PlacedSetting(setting, node, in: reader.problems.text, at: entry.place)
    }
    do throws(ManifestError) {
      return (placed.map(\.setting), try manifest.setting(placed).campaign)
    } catch {
      if case .invalid(let found) = error { ofManifest += found }
      return (placed.map(\.setting), manifest.campaign)
    }
  }

  private static func note(_ record: ReadRecord) -> Annotation {
    Annotation(
      name: record.text("name"), description: record.text("description"),
      source: record.text("source"),
      confidence: record.text("confidence").flatMap(Annotation.Confidence.init(rawValue:)))
  }
}

extension SourceNode {
  /// The node as YAML on one line.
  var flowText: String {
    switch content {
    case .scalar(let text, _):
      if case .string? = scalar?.kind { return Self.doubleQuoted(text) }
      return text.isEmpty ? "null" : text
    case .sequence(let items): return "[" + items.map(\.flowText).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let fields = entries.map { Self.doubleQuoted($0.key) + ": " + $0.value.flowText }
      return "{" + fields.joined(separator: ", ") + "}"
    }
  }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
