// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

@Suite("Families of distributions")
struct FamilyTests {
  @Test("give the probabilities that SciPy gives")
  func probabilities() {
    #expect(StoredValues.families.count == 227)
    for value in StoredValues.families {
      let below = value.shape.family.below(value.days)
      #expect(
        (below - value.probability).magnitude < 4e-15, "\(value): \(below)")
    }
  }

  /// Families whose bounds, or a bound and the most likely number, are the same.
  static let degenerate: [(Distribution.Shape, half: Double)] = [
    (.triangular(0, 0, 8), 0.75), (.triangular(0, 8, 8), 0.25),
    // Beta distributions with parameters 1 and 5, 5 and 1, whose powers are simple.
    (.pert(0, 0, 8), 1 - 1.0 / 32), (.pert(0, 8, 8), 1.0 / 32),
  ]

  @Test("allow the most likely number to be a bound", arguments: degenerate)
  func bounds(_ shape: Distribution.Shape, half: Double) {
    #expect((shape.family.below(4) - half).magnitude < 1e-15)
    #expect(shape.family.below(0) == 0)
    #expect(shape.family.below(8) == 1)
  }

  @Test(
    "allow all bounds to be the same number",
    arguments: [
      Distribution.Shape.constant(2.5), .uniform(2.5, 2.5), .triangular(2.5, 2.5, 2.5),
      .pert(2.5, 2.5, 2.5),
    ])
  func single(_ shape: Distribution.Shape) {
    #expect(shape.family.below(2.5) == 0)
    #expect(shape.family.below(2.5.nextUp) == 1)
  }

  @Test("count listed numbers that are less, in any order")
  func listed() {
    let discrete = Distribution.Shape.discrete([.init(7, weight: 3), .init(2, weight: 1)]).family
    #expect([1, 2, 2.5, 7, 8].map(discrete.below) == [0, 0, 0.25, 0.25, 1])
    let empirical = Distribution.Shape.empirical([4, -1, 4, 0]).family
    #expect([-1, -0.5, 0, 3, 4, 4.5].map(empirical.below) == [0, 0.25, 0.25, 0.5, 0.5, 1])
  }
}
