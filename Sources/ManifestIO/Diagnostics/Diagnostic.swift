// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a text file.
///
/// Lines count from 1. Columns count from 1 in Unicode code points, a tab being one.
public struct SourceLocation: Hashable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode code points.
  public var column: Int
  /// How many code points of the line it covers, at least 1.
  public var length: Int

  /// Creates a place.
  public init(line: Int, column: Int, length: Int = 1) {
    self.line = line
    self.column = column
    self.length = length
  }
}

/// Something to say about a place in a file: what is wrong there, and what to do next.
public struct Diagnostic: Hashable, Sendable {
  /// How serious it is.
  public var severity: Severity
  /// What kind of problem it is: a stable word that `docs/diagnostics.md` explains.
  public var code: String
  /// The file, as the user named it.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode code points.
  public var column: Int
  /// The source line, or the part of a long one around the column; unprintable characters replaced.
  public var sourceLine: String
  /// Where in `sourceLine` the place begins, in code points from 0.
  public var caret: Int
  /// How many code points of the line are meant, at least 1.
  public var length: Int
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to do about it.
  public var help: String?

  /// Creates a diagnostic.
  public init(
    severity: Severity, code: String, file: String, line: Int, column: Int, sourceLine: String,
    caret: Int? = nil, length: Int = 1, message: String, help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.caret = caret ?? max(0, column - 1)
    self.length = length
    self.message = message
    self.help = help
  }

  /// How serious a diagnostic is.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The input cannot be used.
    case error
    /// The input can be used, but probably does not say what was meant.
    case warning
    /// Something to know.
    case note
  }
}
