// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@Suite("Quantities in thousandths")
struct FixedPointTests {
  @Test(
    "print as few decimals as they need and parse back",
    arguments: [
      (0, "0"), (1, "0.001"), (-1, "-0.001"), (500, "0.5"), (1000, "1"), (-12_125, "-12.125"),
      (8_500_000, "8500"), (10, "0.01"), (Int.max, "9223372036854775.807"),
    ])
  func printing(thousandths: Int, text: String) {
    let amount = Amount(thousandths: thousandths)
    #expect(amount.description == text)
    #expect(Amount(decimal: text) == amount)
  }

  @Test(
    "refuse what is not a plain decimal, or does not fit",
    arguments: [
      "", "-", ".", "1.", ".5", "1.2345", "1e3", "+1", "1 000", "0x10", "٣", "nan",
      "9223372036854775.808", "99999999999999999999",
    ])
  func refused(text: String) {
    #expect(Amount(decimal: text) == nil)
  }

  @Test("add up exactly")
  func sums() {
    let tenth = Amount(thousandths: 100)
    #expect((0..<10).reduce(Amount.zero) { sum, _ in sum + tenth } == Amount(1))
    #expect(Mass(kilograms: 2) - Mass(thousandths: 1) == Mass(thousandths: 1999))
    #expect(Mass(kilograms: 1) < Mass(thousandths: 1001))
  }
}
