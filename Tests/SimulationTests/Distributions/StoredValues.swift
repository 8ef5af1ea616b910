// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Testing

/// What SciPy says of functions and distributions; `Data/make.py` says how it was asked.
enum StoredValues {
  /// The rows of a file, each a list of cells, without its origin and header.
  private static func rows(of file: String) -> [[String]] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Data").appendingPathComponent(file)
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst(2).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func numbers(_ cell: String) -> [Double] {
    cell.split(separator: " ").compactMap { Double($0) }
  }

  private static func shape(_ family: String, _ parameters: String) -> Distribution.Shape? {
    let given = numbers(parameters)
    switch family {
    case "uniform": return .uniform(given[0], given[1])
    case "triangular": return .triangular(given[0], given[1], given[2])
    case "pert": return .pert(given[0], given[1], given[2])
    case "lognormal": return .lognormal(median: given[0], sigma: given[1])
    case "weibull": return .weibull(shape: given[0], scale: given[1])
    case "exponential": return .exponential(mean: given[0])
    case "discrete":
      return .discrete(
        parameters.split(separator: " ").compactMap {
          let pair = $0.split(separator: ":")
          guard let days = Int(pair[0]), let weight = Double(pair[1]) else { return nil }
          return .init(days, weight: weight)
        })
    case "empirical": return .empirical(parameters.split(separator: " ").compactMap { Int($0) })
    default: return nil
    }
  }

  /// A value of a special function.
  struct Function: Sendable {
    var name: String
    var arguments: [Double]
    var value: Double
  }

  static let functions: [Function] = rows(of: "functions.csv").compactMap {
    guard let value = Double($0[2]) else { return nil }
    return Function(name: $0[0], arguments: numbers($0[1]), value: value)
  }

  /// The probability of less than so many days.
  struct Below: Sendable {
    var shape: Distribution.Shape
    var days: Double
    var probability: Double
  }

  static let families: [Below] = rows(of: "families.csv").compactMap {
    guard let shape = shape($0[0], $0[1]), let days = Double($0[2]), let below = Double($0[3])
    else { return nil }
    return Below(shape: shape, days: days, probability: below)
  }

  /// A distribution with the probabilities of its days.
  struct Days: Sendable, CustomTestStringConvertible {
    var distribution: Distribution
    var probabilities: [(days: Int, probability: Double)]
    var testDescription: String { "\(distribution)" }
  }

  static let days: [Days] = {
    var cases: [Days] = []
    for row in rows(of: "days.csv") {
      guard let shape = shape(row[0], row[1]), let none = Double(row[2]), let days = Int(row[5]),
        let probability = Double(row[6])
      else { return [] }
      let distribution = Distribution(shape, none: none, least: Int(row[3]), most: Int(row[4]))
      if cases.last?.distribution != distribution {
        cases.append(Days(distribution: distribution, probabilities: []))
      }
      cases[cases.count - 1].probabilities.append((days, probability))
    }
    return cases
  }()
}
