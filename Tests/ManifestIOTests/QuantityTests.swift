// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import TestSupport
import Testing

/// Numbers are exact: no text is rounded on its way to a quantity.
@Suite struct `Quantities` {
  @Test(
    "are exact to the thousandth",
    arguments: [
      ("8500 kg", 8_500_000), ("8.5 t", 8_500_000), ("8 500 kg", 8_500_000), ("8500kg", 8_500_000),
      ("0.001 kg", 1), ("0.000001 t", 1), ("12 345.678 kg", 12_345_678), ("007 kg", 7000),
      ("1.100 kg", 1100), ("5.5000000000 t", 5_500_000), ("0 kg", 0),
      ("1 000 000 t", 1_000_000_000_000), ("999999999.999 kg", 999_999_999_999),
    ])
  func masses(text: String, grams: Int) throws {
    #expect(try element("mass: \(text)").mass == Mass(thousandths: grams))
  }

  @Test(
    "that are masses can be refused",
    arguments: [
      ("8500", "missing-unit"), ("8500 m", "wrong-unit"), ("8500 g", "unknown-unit"),
      ("8500  kg", "invalid-number"), ("8.5e3 kg", "unknown-unit"), ("+5 kg", "invalid-number"),
      ("5. kg", "invalid-number"), (".5 kg", "invalid-number"), ("0x10 kg", "unknown-unit"),
      ("1 0000 kg", "invalid-number"), ("1000 000 kg", "invalid-number"),
      ("\"5,5 t\"", "invalid-number"), ("-1 kg", "out-of-range"), ("0.0001 kg", "too-precise"),
      ("0.0000001 t", "too-precise"), ("1000000.001 t", "out-of-range"),
      ("99999999999999999999 kg", "out-of-range"), ("5 kg kg", "unknown-unit"),
      ("kg", "invalid-number"), ("\"\"", "invalid-number"), ("~", "missing-value"),
      ("true", "wrong-type"), ("[5 kg]", "wrong-type"), ("5 KG", "unknown-unit"),
    ])
  func refusedMasses(text: String, code: String) {
    #expect(codes("mass: \(text)") == [code])
  }

  @Test(
    "of days are whole",
    arguments: [("30 d", 30), ("2 w", 14), ("1.0 d", 1), ("0 d", 0), ("100 000 d", 100_000)])
  func days(text: String, days: Int) throws {
    #expect(try element("mass: 1 t, commissioning: \(text)").commissioning == days)
  }

  @Test(
    "of days can be refused",
    arguments: [
      ("1.5 d", "not-whole"), ("0.5 w", "not-whole"), ("100001 d", "out-of-range"),
      ("9223372036854775807 w", "out-of-range"), ("30", "missing-unit"), ("3 kg", "wrong-unit"),
    ])
  func refusedDays(text: String, code: String) {
    #expect(codes("mass: 1 t, commissioning: \(text)") == [code])
  }

  @Test(
    "without a unit are decimal numbers",
    arguments: [
      ("1", 1000), ("0.5", 500), (".5", 500), ("5.", 5000), ("+2", 2000), ("1e3", 1_000_000),
      ("25E-1", 2500), ("0", 0), ("-0", 0), ("1000000", 1_000_000_000), ("0.125", 125),
    ])
  func weights(text: String, thousandths: Int) throws {
    #expect(try element("mass: 1 t, weight: \(text)").weight == Amount(thousandths: thousandths))
  }

  @Test(
    "without a unit can be refused",
    arguments: [
      ("0.0001", "too-precise"), ("1e-4", "too-precise"), ("-1", "out-of-range"),
      ("1e9", "out-of-range"), ("1e999999999999", "out-of-range"), ("1000001", "out-of-range"),
      ("0x10", "invalid-number"), (".inf", "invalid-number"), (".nan", "invalid-number"),
      ("5 kg", "unexpected-unit"), ("\"5\"", "wrong-type"), ("five", "wrong-type"),
    ])
  func refusedWeights(text: String, code: String) {
    #expect(codes("mass: 1 t, weight: \(text)") == [code])
  }

  @Test("print as they are read", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let digits = Int.random(in: 1...12, using: &random)
    let most = (0..<digits).reduce(1) { power, _ in power * 10 }
    let mass = Mass(thousandths: Int.random(in: 0..<most, using: &random))
    #expect(try element("mass: \(mass) kg").mass == mass)
  }

  private func text(_ element: String) -> String {
    """
    perilune: 1
    campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
    vehicles: { V: { capacity: { NRHO: 10 t } } }
    elements: { A: { \(element) } }
    """
  }

  private func element(_ element: String) throws -> Element {
    try #require(
      try Manifest.load(text: text(element), name: "manifest.yaml").campaign.elements.first)
  }

  private func codes(_ element: String) -> [String] {
    Samples.diagnostics(Array(text(element).utf8)).map(\.code)
  }
}
