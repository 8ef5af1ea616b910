// SPDX-License-Identifier: GPL-3.0-or-later

/// An element may have to come some days after another, so that a level is not too low: the reason
/// for launch days besides precedences (docs/model.md, section 4).
struct Wait: Hashable, Sendable {
  var later: Int
  var sooner: Int
  /// From the arrival of the sooner element to that of the later one; may be negative.
  var days: Int

  /// Everything that elements of a campaign may have to wait for, each once, in a fixed order.
  static func all(in instance: Instance) -> [Wait] {
    var waits: [Wait] = []
    for (index, level) in instance.levels.enumerated() {
      let isTriggered = !level.triggers.isEmpty && instance.isTriggered(index)
      waits += Self.all(of: level, in: instance, isTriggered: isTriggered)
    }
    waits += ports(of: instance)
    var seen: Set<Wait> = []
    return waits.filter { $0.later != $0.sooner && seen.insert($0).inserted }
  }

  /// An element that lowers a level waits for those that raise it; where past facts leave the level
  /// too low, every new element does.
  private static func all(
    of level: Level, in instance: Instance, isTriggered: Bool
  ) -> [Wait] {
    var waits: [Wait] = []
    for (sooner, profile) in level.profiles.enumerated() {
      // Slopes are no reason: what draws keeps its day, see section 4.
      for rise in profile?.changes ?? [] where rise.jump > 0 {
        for (later, other) in level.profiles.enumerated() where later != sooner {
          for fall in other?.changes ?? [] where fall.jump < 0 {
            waits.append(Wait(later: later, sooner: sooner, days: rise.age - fall.age))
          }
        }
        for later in isTriggered ? level.triggers : [] where later != sooner {
          let operational = instance.elements[later].commissioning
          waits.append(Wait(later: later, sooner: sooner, days: rise.age - operational))
        }
      }
    }
    return waits
  }

  /// An element waits for the ports that it may use: for their elements, and for others to leave
  /// them; a port that leaves, for those who use it; and for the first of its node, which is first
  /// because the others come later.
  private static func ports(of instance: Instance) -> [Wait] {
    let docking = instance.docking
    var waits: [Wait] = []
    for (docker, candidates) in docking.candidates.enumerated() {
      guard let candidates else { continue }
      for host in Set(candidates.map { docking.ports[$0].host }).sorted() {
        let commissioning = instance.elements[host].commissioning
        waits.append(Wait(later: docker, sooner: host, days: commissioning))
        if let own = instance.elements[docker].stay, let stay = instance.elements[host].stay {
          waits.append(Wait(later: host, sooner: docker, days: own - stay))
        }
      }
      if let stay = instance.elements[docker].stay {
        for (other, ports) in docking.candidates.enumerated()
        where other != docker && !Set(candidates).isDisjoint(with: ports ?? []) {
          waits.append(Wait(later: other, sooner: docker, days: stay))
        }
      }
      if docking.mayBeFirst[docker] {
        for other in instance.free
        where instance.elements[other].node == instance.elements[docker].node {
          // Of two that come on one day the first in the manifest is the first.
          waits.append(Wait(later: other, sooner: docker, days: other < docker ? 1 : 0))
        }
      }
    }
    return waits
  }
}
