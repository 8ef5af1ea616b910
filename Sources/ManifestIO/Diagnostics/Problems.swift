// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The problems found so far in a manifest and in the files it names.
struct Problems {
  let text: SourceText
  private var found: [Entry] = []
  private var isCut = false
  private var comparisons = 0

  /// A problem, and the place in the manifest that decides its order.
  private struct Entry {
    var place: Place
    var diagnostic: Diagnostic
  }

  init(text: SourceText) {
    self.text = text
  }

  /// Whether any of them is an error.
  private(set) var hasErrors = false

  /// Adds a problem at a place of the manifest.
  mutating func add(
    _ code: DiagnosticCode, at place: Place, length: Int? = nil, _ message: String,
    help: String? = nil, severity: Diagnostic.Severity = .error
  ) {
    if severity == .error { hasErrors = true }
    guard !isFull else { return skip() }
    add(
      text.diagnostic(
        severity: severity, code: code.rawValue, at: place, length: length, message: message,
        help: help),
      namedAt: place)
  }

  /// Adds a problem in another file that the manifest names at a place.
  mutating func add(_ diagnostic: Diagnostic, namedAt place: Place) {
    if diagnostic.severity == .error { hasErrors = true }
    guard !isFull else { return skip() }
    found.append(Entry(place: place, diagnostic: diagnostic))
  }

  /// The known name nearest to a misspelt one.
  ///
  /// After many of them no more is looked for, so that a hopeless file does not take long.
  mutating func nearest(to text: String, among names: some Collection<String>) -> String? {
    comparisons += names.count
    guard comparisons <= Self.mostComparisons else { return nil }
    return NearestName.of(text, among: names)
  }

  /// Notes that part of the manifest was not looked at because there are too many problems.
  mutating func skip() { isCut = true }

  /// Whether there are so many that looking for more is pointless.
  var isFull: Bool { found.count >= Self.most }

  /// All of them, in file order, each once; the last says so if there are more.
  var diagnostics: [Diagnostic] {
    var seen = Set<Diagnostic>()
    // The sort is stable: problems at one place keep the order in which they were found.
    let ordered = found.sorted { $0.place < $1.place }.map(\.diagnostic)
      .filter { seen.insert($0).inserted }
    guard isCut, var last = ordered.last else { return ordered }
    last.severity = .error
    last.code = DiagnosticCode.tooManyProblems.rawValue
    last.message = "there are more than \(Self.most) problems; the others are not shown"
    last.help = "mend those above and check again"
    return ordered + [last]
  }

  private static let most = 1000
  private static let mostComparisons = 200_000
}

extension SourceText {
  /// A diagnostic that points at a place of this text.
  func diagnostic(
    severity: Diagnostic.Severity, code: String, at place: Place, length: Int? = nil,
    message: String, help: String?
  ) -> Diagnostic {
    let (line, caret) = excerpt(around: place)
    return Diagnostic(
      severity: severity, code: code, file: name, line: place.line, column: place.column,
      sourceLine: line, caret: caret, length: length ?? self.length(at: place), message: message,
      help: help)
  }
}
