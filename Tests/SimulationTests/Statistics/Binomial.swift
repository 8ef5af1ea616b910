// SPDX-License-Identifier: GPL-3.0-or-later

/// The binomial distribution, by Pascal's triangle.
struct Binomial {
  private var probabilities: [Double]

  /// Creates the distribution of the successes among some trials with a probability.
  init(count: Int, p: Double) {
    probabilities = [1]
    for trial in 0..<count {
      probabilities.append(0)
      for number in (0...trial).reversed() {
        probabilities[number + 1] += p * probabilities[number]
        probabilities[number] *= 1 - p
      }
    }
  }

  /// The probability of at most so many successes.
  func atMost(_ number: Int) -> Double {
    number < 0 ? 0 : probabilities.prefix(number + 1).reduce(0, +)
  }
}
