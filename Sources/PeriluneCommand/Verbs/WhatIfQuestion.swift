// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// What `whatif` is asked: scenarios of a manifest, from options or from a study.
struct WhatIfQuestion {
  /// The manifest as it is.
  let manifest: Manifest
  /// The scenarios and sweeps.
  let study: Study
  /// The timeline that a study names to compare with.
  let baseline: String?
  /// What the question probably does not mean.
  let warnings: [Diagnostic]
  private let source: Source

  /// Where the changes are stated.
  private enum Source {
    case options(Supposition)
    case study(StudyFile)
  }

  /// Takes the options of a command line; reports what they cannot mean.
  init(_ options: ChangeOptions, of manifest: Manifest, _ console: Console) throws {
    let supposition = try options.supposition(of: manifest, console)
    let settings = options.settings.map { Setting($0) }
    let campaign = supposition.manifest.campaign
    study =
      supposition.sweep.map {
        Study(sweeps: [Study.Entry($0, settings: settings, campaign: campaign)])
      }
      ?? Study(scenarios: [
        Study.Entry(supposition.scenario, settings: settings, campaign: campaign)
      ])
    self.manifest = manifest
    baseline = nil
    warnings = []
    source = .options(supposition)
  }

  /// Takes a study, or some of its scenarios; reports what it cannot mean.
  init(_ file: StudyFile, of manifest: Manifest, only names: [String], _ console: Console) throws {
    do throws(ManifestError) {
      var study = try file.study(of: manifest)
      let known = study.scenarios.map(\.subject.name) + study.sweeps.map(\.subject.base.name)
      for name in names where !known.contains(name) {
        console.error(
          "the study has no scenario '\(name)'",
          help: NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
            ?? "it has \(known.joined(separator: ", "))")
        throw ManifestError.invalid([])
      }
      if !names.isEmpty {
        study.scenarios.removeAll { !names.contains($0.subject.name) }
        study.sweeps.removeAll { !names.contains($0.subject.base.name) }
      }
      self.study = study
    } catch {
      if case .invalid(let diagnostics) = error { console.report(diagnostics) }
      throw ExitStatus.invalidInput
    }
    self.manifest = manifest
    baseline = file.baseline
    warnings = file.warnings
    source = .study(file)
  }

  /// Tries the changes before anything is planned: reports what cannot be, and warns of what has no
  /// effect.
  func check(_ baseline: Baseline, _ console: Console) throws {
    switch source {
    case .options(let supposition):
      _ = try supposition.campaign(baseline: baseline.flights, console)
    case .study(let file):
      var problems: [Diagnostic] = []
      let bases = study.sweeps.map {
        Study.Entry($0.subject.base, settings: $0.settings, campaign: $0.campaign)
      }
      for entry in study.scenarios + bases {
        let name = entry.subject.name
        do throws(ChangeError) {
          let (_, remarks) = try entry.campaign.applyingWithRemarks(
            entry.subject, baseline: baseline.flights)
          if !console.isQuiet { console.report(remarks.map { file.diagnostic($0, of: name) }) }
        } catch {
          problems.append(file.diagnostic(error, of: name))
        }
      }
      console.report(problems)
      guard problems.isEmpty else { throw ExitStatus.invalidInput }
    }
  }
}

extension WhatIfVerb {
  /// Reads what is asked.
  func question(_ console: Console) throws -> WhatIfQuestion {
    guard let study else {
      let manifest = try Input.manifest(self.manifest ?? "-", console)
      return try WhatIfQuestion(changes, of: manifest, console)
    }
    let file = try Input.study(study, console)
    guard let path = manifest ?? file.manifest else {
      throw ValidationError("The study names no manifest; name it on the command line.")
    }
    let manifest = try Input.manifest(path, console)
    return try WhatIfQuestion(file, of: manifest, only: scenario, console)
  }
}

extension Input {
  /// Loads a study or reports what is wrong with its form.
  static func study(_ path: String, _ console: Console) throws -> StudyFile {
    do throws(ManifestError) {
      return try StudyFile.load(path: path)
    } catch {
      switch error {
      case .unreadable(let path, let reason):
        console.error(
          "cannot read '\(path)': \(reason)", help: "check the path and its permissions")
        throw ExitStatus.unreadable
      case .invalid(let diagnostics):
        console.report(diagnostics)
        throw ExitStatus.invalidInput
      }
    }
  }
}
