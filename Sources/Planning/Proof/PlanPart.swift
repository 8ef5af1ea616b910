// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of all plans: those in which each element that flies is operational within a range of days.
struct PlanPart: Sendable {
  /// Earliest and latest operational day, by element.
  private var earliest: [Int]
  private var latest: [Int]

  /// The plans in which each element is operational by a day, or stays on the ground.
  init(latest: [Int]) {
    earliest = latest.map { _ in 0 }
    self.latest = latest
  }

  /// The days that are left to its plans.
  func windows(_ instance: Instance, _ launchDays: LaunchDays) -> TimeWindows {
    TimeWindows(instance, launchDays: launchDays, latest: latest, earliest: earliest)
  }

  /// Two parts in which all of its plans are: an element is operational by some day, or later; nil when no
  /// element has two days left in the part's space.
  ///
  /// The element and the day are those at which most of a solution of the relaxation, and most days, are on
  /// either side. The part with more of the solution comes last.
  func halves(of space: LoadSpace, by solution: [(load: Load, amount: Double)]) -> [PlanPart]? {
    let instance = space.instance
    var amounts = instance.elements.map { _ in [Int: Double]() }
    for slot in space.slots where slot.vehicle != instance.ground {
      for element in slot.elements {
        let load = Load(vehicle: slot.vehicle, day: slot.day, elements: [element])
        amounts[element][instance.operational(element, in: load), default: 0] += 0
      }
    }
    for (load, amount) in solution where load.vehicle != instance.ground {
      for element in load.elements {
        amounts[element][instance.operational(element, in: load), default: 0] += amount
      }
    }
    var best: (score: Double, element: Int, day: Int, before: Double, after: Double)?
    for element in instance.free {
      let days = amounts[element].keys.sorted()
      var before = 0.0
      let all = days.reduce(0.0) { $0 + (amounts[element][$1] ?? 0) }
      for (index, day) in days.dropLast().enumerated() {
        before += amounts[element][day] ?? 0
        let after = all - before
        let score = (0.01 + min(before, after)) * Double(min(index + 1, days.count - 1 - index))
        if best.map({ score > $0.score }) ?? true {
          best = (score, element, day, before, after)
        }
      }
    }
    guard let best else { return nil }
    var (sooner, later) = (self, self)
    sooner.latest[best.element] = min(latest[best.element], best.day)
    later.earliest[best.element] = max(earliest[best.element], best.day + 1)
    return best.before > best.after ? [later, sooner] : [sooner, later]
  }
}
