// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The cells of a sweep: every combination of the steps of its axes, the first axis slowest.
///
/// A cell allows every plan that one allows that is further on in every axis.
struct SweepLattice: Sendable {
  /// The campaign without the delays of the axes.
  let campaign: Campaign
  let axes: [DelayedDays]
  let count: Int

  /// Makes the cells of axes; with `findsJumps`, those of a single axis that lie between its delays, too.
  init(_ axes: [Sweep.Axis], of campaign: Campaign, findsJumps: Bool) {
    self.campaign = campaign
    let findsJumps = findsJumps && axes.count == 1
    self.axes = axes.map { DelayedDays($0, of: campaign, betweenDelays: findsJumps) }
    count = self.axes.reduce(1) { $0 * $1.steps.count }
  }

  /// The step of a cell in each axis.
  func steps(of cell: Int) -> [Int] {
    var rest = cell
    var steps: [Int] = []
    for axis in axes.reversed() {
      steps.append(rest % axis.steps.count)
      rest /= axis.steps.count
    }
    return steps.reversed()
  }

  /// The cell with these steps.
  func cell(of steps: [Int]) -> Int {
    zip(axes, steps).reduce(0) { $0 * $1.0.steps.count + $1.1 }
  }

  /// The first days that a cell stands for, one for each axis.
  func days(of cell: Int) -> [Day] {
    zip(axes, steps(of: cell)).map { $0.steps[$1] }
  }

  /// The campaign of a cell.
  func campaign(of cell: Int) -> Campaign {
    var delayed = campaign
    for (axis, day) in zip(axes, days(of: cell)) {
      switch axis.subject {
      case .vehicle(let id):
        if let index = delayed.vehicles.firstIndex(where: { $0.id == id }) {
          delayed.vehicles[index].availableFrom = day
        }
      case .element(let id):
        if let index = delayed.elements.firstIndex(where: { $0.id == id }) {
          delayed.elements[index].ready = day
        }
      }
    }
    return delayed
  }

  /// Per axis, how many of its steps the flights are a plan at, from the first on.
  func reach(of flights: [Flight]) -> [Int] {
    axes.map { $0.reach(of: flights, in: campaign) }
  }

  /// The cells in waves: the first alone, then corners, then what halves the gaps left, and so on.
  ///
  /// What a wave finds often says what cells of later ones come to. The waves do not depend on
  /// anything found, so that every run goes the same way.
  var waves: [[Int]] {
    let levels = axes.map { Self.levels($0.steps.count) }
    var waves: [[Int]] = [[]]
    for cell in 0..<count {
      let level = zip(levels, steps(of: cell)).map { $0[$1] }.max() ?? 0
      while waves.count <= level { waves.append([]) }
      waves[level].append(cell)
    }
    return waves
  }

  /// The wave that each of some steps belongs to: 0 the first, 1 the last, then middles of gaps.
  private static func levels(_ count: Int) -> [Int] {
    var levels = [Int](repeating: 0, count: count)
    guard count > 1 else { return levels }
    levels[count - 1] = 1
    var gaps = [0..<(count - 1)]
    var level = 2
    while !gaps.isEmpty {
      gaps = gaps.flatMap { gap -> [Range<Int>] in
        guard gap.count > 1 else { return [] }
        let middle = (gap.lowerBound + gap.upperBound) / 2
        levels[middle] = level
        return [gap.lowerBound..<middle, middle..<gap.upperBound]
      }
      level += 1
    }
    return levels
  }
}
