// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

@Suite("A table of days")
struct DayTableTests {
  @Test("has the probabilities that SciPy gives", arguments: StoredValues.days)
  func probabilities(_ stored: StoredValues.Days) {
    let table = DayTable(stored.distribution)
    // What is cut off at either end, up to 2^-40, is added to the last day before it.
    for (days, probability) in stored.probabilities {
      #expect((table.probability(of: days) - probability).magnitude < 2e-12, "\(days)")
    }
    #expect(table.range.lowerBound >= stored.probabilities[0].days)
    #expect(table.range.upperBound <= stored.probabilities[stored.probabilities.count - 1].days)
    #expect(table.probability(of: table.range.lowerBound - 1) == 0)
    #expect(table.probability(of: table.range.upperBound + 1) == 0)
  }

  @Test("gives each day to as many bits as its probability says", arguments: StoredValues.days)
  func bits(_ stored: StoredValues.Days) {
    let table = DayTable(stored.distribution)
    var before: UInt64 = 0
    for days in table.range.dropLast() {
      // The first bits that stand for more days, by bisection.
      var (low, high) = (before, UInt64.max)
      while low < high {
        let middle = low + (high - low) / 2
        if table.days(middle) > days { high = middle } else { low = middle + 1 }
      }
      #expect(Double(low - before) * 0x1p-64 == table.probability(of: days))
      before = low
    }
    #expect(table.days(0) == table.range.lowerBound)
    #expect(table.days(.max) == table.range.upperBound)
  }

  @Test("draws no fewer days from greater bits", arguments: StoredValues.days)
  func monotony(_ stored: StoredValues.Days) {
    let table = DayTable(stored.distribution)
    let draws = Draws(seed: 5, replication: 0)
    var last = Int.min
    for bits in (0..<10_000).map({ draws.bits(source: 0, index: $0) }).sorted() {
      let days = table.days(bits)
      #expect(days >= last)
      last = days
    }
  }

  @Test("draws as often as SciPy says, in a million draws", arguments: StoredValues.days)
  func frequencies(_ stored: StoredValues.Days) {
    let table = DayTable(stored.distribution)
    let draws = Draws(seed: 6, replication: 0)
    var counts = [Int](repeating: 0, count: table.range.count)
    for index in 0..<1_000_000 {
      counts[table.days(draws.bits(source: 0, index: UInt32(index))) - table.range.lowerBound] += 1
    }
    var drawn = 0
    var (expected, observed, statistic, cells) = (0.0, 0, 0.0, 0)
    for (days, probability) in stored.probabilities {
      let count = table.range.contains(days) ? counts[days - table.range.lowerBound] : 0
      drawn += count
      observed += count
      expected += probability * 1e6
      // Days that are expected less than ten times share a cell.
      guard expected >= 10 else { continue }
      statistic += (Double(observed) - expected) * (Double(observed) - expected) / expected
      (expected, observed, cells) = (0, 0, cells + 1)
    }
    #expect(drawn == 1_000_000)
    // What is exceeded once in a million times, to about one part in a hundred.
    #expect(statistic < ChiSquare.limit(degrees: cells - 1, deviations: 4.753))
  }

  @Test("up to a greatest number draws that instead of more", arguments: StoredValues.days)
  func greatest(_ stored: StoredValues.Days) {
    let whole = DayTable(stored.distribution)
    let draws = Draws(seed: 7, replication: 0)
    for greatest in [whole.range.lowerBound, 0, 3, 40, whole.range.upperBound + 1] {
      let cut = DayTable(stored.distribution, upTo: greatest)
      for index in 0..<2_000 {
        let bits = draws.bits(source: 0, index: UInt32(index))
        #expect(cut.days(bits) == min(whole.days(bits), greatest))
      }
      #expect(cut.days(.max) == min(whole.range.upperBound, greatest))
    }
  }
}
