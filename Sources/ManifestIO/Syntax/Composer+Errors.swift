// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

extension Composer {
  /// Reports what Yams says about a text that is not YAML.
  mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report(problem, at: Place(line: mark.line, column: mark.column))
    default:
      add(.yamlSyntax, at: Place(line: 1, column: 1), "the file cannot be read as YAML", nil)
    }
  }

  private mutating func report(_ problem: String, at place: Place) {
    if problem.contains("nesting level") {
      add(.tooDeep, at: place, "values are nested too deeply", "a manifest needs six levels")
    } else if problem.contains("another document") {
      add(
        .multipleDocuments, at: place, "a second document begins here",
        "a manifest is one document: remove the '---'")
    } else {
      let (message, help) = wording(of: problem, at: place)
      add(.yamlSyntax, at: place, message, help)
    }
  }

  /// What libYAML's messages mean for somebody who wrote a manifest.
  private func wording(of problem: String, at place: Place) -> (String, String) {
    let offset = text.offset(place)
    let character = offset < text.bytes.count ? text.bytes[offset] : 0
    let quote = "put text that contains ': ' or ' #', or begins with a special character, in quotes"
    switch problem {
    case "found character that cannot start any token" where character == UInt8(ascii: "\t"),
      "found a tab character that violates indentation":
      return ("a tab cannot indent a line", "indent with spaces")
    case "found character that cannot start any token":
      let shown = String(Unicode.Scalar(character))
      return ("\(shown.quoted) cannot begin a value", "put the text in quotes")
    case "mapping values are not allowed in this context":
      return ("there cannot be a ':' here", "check the indentation of this line; " + quote)
    case "could not find expected ':'":
      return ("there is a ':' missing before this", "a key is followed by ': ' and its value")
    case "did not find expected key":
      return (
        "there should be a key here",
        "check the indentation of this line and the quotes and brackets before it"
      )
    case "did not find expected '-' indicator":
      return ("there should be a '- ' here", "indent the entries of a list alike")
    case "did not find expected ',' or ']'":
      return ("there is a ',' or a ']' missing before this", "close the list that is open here")
    case "did not find expected ',' or '}'":
      return ("there is a ',' or a '}' missing before this", "close the mapping that is open here")
    case "found unexpected end of stream":
      return ("the file ends inside a quoted text", "close the quotes")
    case "found invalid Unicode character escape code":
      return (
        "this escape is not a character",
        "write characters beyond U+FFFF as they are, or as \\U and eight digits"
      )
    case "found undefined alias":
      return ("a value cannot begin with '*' here", "put the text in quotes")
    default:
      return ("not YAML: \(problem)", "check the indentation, quotes and brackets around here")
    }
  }

  private mutating func add(
    _ code: DiagnosticCode, at place: Place, _ message: String, _ help: String?
  ) {
    problems.add(code, at: place, length: 1, message, help: help)
  }
}
