// SPDX-License-Identifier: GPL-3.0-or-later

/// The problems found so far in a manifest and in the files it names.
struct Problems {
  let text: SourceText
  private var found: [Entry] = []
  private var suggestions = 0

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
    _ code: DiagnosticCode, at place: Place, _ message: String, help: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    if severity == .error { hasErrors = true }
    found.append(
      Entry(
        place: place,
        diagnostic: text.diagnostic(
          severity: severity, code: code.rawValue, at: place, message: message, help: help)))
  }

  /// Adds a problem in another file that the manifest names at a place.
  mutating func add(_ diagnostic: Diagnostic, namedAt place: Place) {
    if diagnostic.severity == .error { hasErrors = true }
    found.append(Entry(place: place, diagnostic: diagnostic))
  }

  /// The known name nearest to a misspelt one.
  ///
  /// After many of them no more is looked for, so that a hopeless file does not take long.
  mutating func nearest(to text: String, among names: some Sequence<String>) -> String? {
    suggestions += 1
    guard suggestions <= Self.mostSuggestions else { return nil }
    return NearestName.of(text, among: names)
  }

  /// Whether there are so many that looking for more is pointless.
  var isFull: Bool { found.count >= Self.most }

  /// All of them, in file order, each once; the last says how many are left out, if any.
  var diagnostics: [Diagnostic] {
    var seen = Set<Diagnostic>()
    // The sort is stable: problems at one place keep the order in which they were found.
    let ordered = found.sorted { $0.place < $1.place }.map(\.diagnostic)
      .filter { seen.insert($0).inserted }
    guard ordered.count > Self.most else { return ordered }
    var shown = Array(ordered.prefix(Self.most))
    if var last = shown.last {
      last.severity = .error
      last.code = DiagnosticCode.tooManyProblems.rawValue
      last.message = "\(ordered.count - Self.most) more problems are not shown"
      last.help = "mend those above and check again"
      shown.append(last)
    }
    return shown
  }

  private static let most = 1000
  private static let mostSuggestions = 200
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
