// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

extension Input {
  /// Reads a timeline or reports what is wrong with its form.
  static func timeline(_ path: String, _ console: Console) throws -> Timeline {
    let text = try text(path, console)
    do throws(TimelineReadError) {
      return try TimelineCSV.read(text)
    } catch {
      let name = name(path)
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      console.report(
        error.problems.prefix(50).map { problem in
          let line = lines.indices.contains(problem.line - 1) ? lines[problem.line - 1] : ""
          return Diagnostic(
            severity: .error, code: "invalid-timeline", file: name, line: problem.line,
            column: problem.column, sourceLine: String(line.prefix(200)),
            message: problem.message, help: problem.help)
        })
      if error.problems.count > 50 {
        console.note("and \(error.problems.count - 50) more in \(name)")
      }
      throw ExitStatus.invalidInput
    }
  }

  /// What messages call a file.
  static func name(_ path: String) -> String { path == "-" ? "<stdin>" : path }
}
