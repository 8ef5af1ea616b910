// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import ManifestIO
import TestSupport
import Testing

/// The schema and the loader accept the same files, as far as a schema can say.
@Suite struct `The JSON Schema` {
  /// Read once for all the cases; a schema that is not JSON accepts nothing.
  private static let shared = SchemaValidator(
    (try? JSONValue(json: ManifestSchema.json)) ?? .flag(false))
  var validator: SchemaValidator { Self.shared }

  @Test("accepts what the loader accepts", arguments: Samples.manifests(in: "Good"))
  func acceptsGood(name: String) throws {
    let bytes = try Samples.bytes("Good", name)
    _ = try Manifest.load(bytes: bytes, name: name, directory: Samples.folder("Good"))
    let value = try #require(JSONValue(yaml: bytes))
    #expect(validator.faults(value) == [])
  }

  @Test(
    "judges the form of faulty manifests as the loader does",
    arguments: Samples.manifests(in: "Faulty"))
  func judgesFaulty(name: String) throws {
    let bytes = try Samples.bytes("Faulty", name)
    // What is not one document of YAML has no value that a schema could judge.
    guard let value = JSONValue(yaml: bytes) else { return }
    let codes = Expectations.codes(bytes)
    let faults = validator.faults(value)
    if codes.contains(where: Kinds.structural.contains) {
      #expect(!faults.isEmpty, "the schema accepts \(codes)")
    } else if codes.allSatisfy(Kinds.beyondSchema.contains) {
      #expect(faults == [])
    }
  }

  @Test(
    "rejects nothing that the loader accepts, however a manifest is changed",
    arguments: 0..<400)
  func agreesOnMutations(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var value = try #require(JSONValue(yaml: try Samples.bytes("Good", "full.yaml")))
    for _ in 0...(seed % 2) { value = Mutation.of(value, &random) }
    let faults = validator.faults(value)
    let problems = Samples.diagnostics(Array(value.json.utf8), directory: Samples.folder("Good"))
    let errors = problems.filter { $0.severity == .error }.map(\.code)
    if errors.isEmpty {
      #expect(faults == [], "the loader accepts \(value.json)")
    }
    if errors.contains(where: Kinds.structural.contains) {
      #expect(!faults.isEmpty, "the loader finds \(errors) in \(value.json)")
    }
  }

  @Test func `knows every key that a manifest can have`() throws {
    // `full.yaml` has them all, which `acceptsGood` relies on.
    let full = try #require(JSONValue(yaml: try Samples.bytes("Good", "full.yaml")))
    #expect(keys(full).isSuperset(of: properties(validator.root)))
  }

  @Test func `is written alike every time`() {
    #expect(
      ManifestSchema.json.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12"))
    #expect(ManifestSchema.json.hasSuffix("}\n"))
  }

  private func properties(_ schema: JSONValue) -> Set<String> {
    switch schema {
    case .mapping(let entries):
      var names = Set(entries.values.flatMap(properties))
      if case .mapping(let own)? = entries["properties"] { names.formUnion(own.keys) }
      return names
    case .list(let values): return Set(values.flatMap(properties))
    default: return []
    }
  }

  private func keys(_ value: JSONValue) -> Set<String> {
    switch value {
    case .mapping(let entries): Set(entries.keys).union(entries.values.flatMap(keys))
    case .list(let values): Set(values.flatMap(keys))
    default: []
    }
  }
}

/// Which problems a schema can see.
private enum Kinds {
  /// Those that make every schema validator reject the file.
  static let structural: Set<String> = [
    "unsupported-version", "unknown-key", "missing-key", "missing-value", "wrong-type",
    "invalid-id", "unknown-value", "empty-list", "missing-unit", "wrong-unit", "unknown-unit",
    "invalid-date", "date-out-of-range", "conflicting-keys",
  ]
  /// Those that no schema can see.
  ///
  /// The others it sees in some places or forms only.
  static let beyondSchema: Set<String> = [
    "unknown-reference", "cycle", "reversed-dates", "campaign-too-long", "windows-overlap",
    "too-many-windows", "unreadable-file", "transit-without-capacity", "within-before-lag",
    "mixed-units", "unusable-port", "actual-after-status", "actual-outside-campaign",
    "flown-twice", "missing-pad", "wrong-pad", "unreachable-node", "suspicious-node", "no-effect",
    "series-clash", "whole-series", "too-many-elements", "every-too-short", "stay-too-short",
    "transfer-elsewhere", "used-twice", "store-elsewhere", "missing-crew", "chosen-twice",
    "optional-choice", "no-port", "both-flown", "nothing-required",
    "no-lead", "not-ascending", "no-weight", "too-probable", "too-many-successes",
    "too-many-delays",
  ]
}

/// Random changes of a manifest.
private enum Mutation {
  /// The value with one change somewhere inside.
  static func of(_ value: JSONValue, _ random: inout SplitMix64) -> JSONValue {
    let goDeeper = Int.random(in: 0..<20, using: &random) > 0
    switch value {
    case .mapping(var entries) where goDeeper && !entries.isEmpty:
      let keys = entries.keys.sorted()
      let key = keys[Int.random(in: 0..<keys.count, using: &random)]
      switch Int.random(in: 0..<30, using: &random) {
      case 0: entries[key] = nil
      case 1: entries[key + "x"] = entries.removeValue(forKey: key)
      case 2: entries["extra"] = .number(1)
      default: entries[key] = entries[key].map { of($0, &random) }
      }
      return .mapping(entries)
    case .list(var values) where goDeeper && !values.isEmpty:
      let index = Int.random(in: 0..<values.count, using: &random)
      switch Int.random(in: 0..<20, using: &random) {
      case 0: values.remove(at: index)
      case 1: values.append(values[index])
      default: values[index] = of(values[index], &random)
      }
      return .list(values)
    default:
      if Bool.random(using: &random), let similar = similar(to: value, &random) { return similar }
      return replacements[Int.random(in: 0..<replacements.count, using: &random)]
    }
  }

  /// Another value of the same kind, which the manifest may well still accept.
  private static func similar(to value: JSONValue, _ random: inout SplitMix64) -> JSONValue? {
    switch value {
    case .flag(let flag): return .flag(!flag)
    case .number: return .number([0, 1, 2, 0.5, 12.125, 40][Int.random(in: 0..<6, using: &random)])
    case .text(let text):
      if text.hasPrefix("20") { return .text("20\(Int.random(in: 26...35, using: &random))-02-28") }
      let numbers = ["0", "1", "7", "12.5", "1 000", "2.0", "0.125"]
      guard let unit = text.split(separator: " ").last, text.first?.isNumber == true else {
        return nil
      }
      return .text(numbers[Int.random(in: 0..<numbers.count, using: &random)] + " " + unit)
    default: return nil
    }
  }

  private static let replacements: [JSONValue] = [
    .null, .flag(true), .number(0), .number(3), .number(-1), .number(2.5), .text(""),
    .text("all"), .text("BUS"), .text("Heavy"), .text("LC-39A"), .text("moon"), .text("3 d"),
    .text("3 t"), .text("3 kW"), .text("3 m"), .text("3 furlongs"), .text("2027-01-01"),
    .text("2027-02-30"), .text("1 January"), .text("no id"), .list([]), .list([.text("BUS")]),
    .mapping([:]), .mapping(["ids": .list([.text("BUS")])]), .mapping(["agency": .text("ESA")]),
    .text("completion"), .text("completion:complete"), .text("power"),
  ]
}
