// SPDX-License-Identifier: GPL-3.0-or-later

import Simulation
import Testing

@Suite("Functions of basic arithmetic")
struct PortableMathTests {
  /// How far a function may be off: in parts of its value, and beside that.
  private static let tolerances: [String: (relative: Double, absolute: Double)] = [
    // The least positive number is all that is left of the exponential of -745.
    "exp": (5e-16, .leastNonzeroMagnitude), "log": (5e-16, 0),
    // Between 0 and 2.5 it is the difference from 1; beyond, the square is rounded before it is
    // the exponent: 26^2 loses up to 6e-14.
    "erfc": (2e-13, 3e-16),
    "normalQuantile": (1e-14, 1e-15),
    // The logarithm of gamma is 0 at 1 and 2.
    "logGamma": (2e-15, 1e-14),
    // With parameters of 300 the logarithms that cancel are near 2000.
    "incompleteBeta": (5e-13, 0),
  ]

  private func computed(_ function: StoredValues.Function) -> Double? {
    let given = function.arguments
    return switch function.name {
    case "exp": PortableMath.exp(given[0])
    case "log": PortableMath.log(given[0])
    case "erfc": PortableMath.erfc(given[0])
    case "normalQuantile": PortableMath.normalQuantile(given[0])
    case "logGamma": PortableMath.logGamma(given[0])
    case "incompleteBeta": PortableMath.incompleteBeta(given[0], given[1], given[2])
    default: nil
    }
  }

  @Test("agree with SciPy and the C library")
  func values() throws {
    #expect(StoredValues.functions.count == 106)
    for function in StoredValues.functions {
      let tolerance = try #require(Self.tolerances[function.name])
      let value = try #require(computed(function))
      let error = (value - function.value).magnitude
      #expect(
        error <= function.value.magnitude * tolerance.relative + tolerance.absolute,
        "\(function): \(value)")
    }
  }

  @Test("end where numbers end")
  func ends() {
    #expect(PortableMath.exp(-.infinity) == 0)
    #expect(PortableMath.exp(-750) == 0)
    #expect(PortableMath.exp(710) == .infinity)
    #expect(PortableMath.log(.infinity) == .infinity)
    #expect(PortableMath.erfc(.infinity) == 0)
    #expect(PortableMath.erfc(-.infinity) == 2)
    #expect(PortableMath.incompleteBeta(0, 1, 1) == 0)
    #expect(PortableMath.incompleteBeta(1, 1, 1) == 1)
  }
}
