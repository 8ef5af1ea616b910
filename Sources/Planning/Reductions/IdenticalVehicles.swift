// SPDX-License-Identifier: GPL-3.0-or-later

/// Vehicles that are alike in everything that rules and objectives look at.
///
/// **Claim.** Let `v1, ..., vk` be identical vehicles without past flights, and `e1, e2, ...` elements
/// that may fly on them. If there is a plan, there is an equally good one in which each `ei` flies on
/// one of `v1, ..., vi`, if on any of them.
///
/// **Proof.** All flights of two identical vehicles can be exchanged: the days, pads, elements and
/// costs stay. Number the vehicles anew by the first of `e1, e2, ...` that each carries, those that
/// carry none last. The first that the `j`-th carries is `ej` or later, since those before it carry
/// one each; so `ei` is on one of the first `i`. ∎
///
/// The elements are chosen among those that are identical to no other. Then identical elements keep
/// equal vehicles, and exchanging them (`IdenticalElements`) changes nothing about the claim, nor the
/// other way round.
enum IdenticalVehicles {
  /// What vehicles have in common: their data, and how long they take and what they lift to where
  /// each element goes.
  struct Kind: Hashable {
    var data: Instance.VehicleData
    var travel: [Int]
    var capacities: [Int]
  }

  /// Keeps elements from vehicles that they need not fly on.
  ///
  /// `isAlone` says of an element whether it has no identical one.
  static func thinOut(
    _ elements: inout [Instance.ElementData], _ vehicles: [Kind],
    hasFlown: (Int) -> Bool, isAlone: (Int) -> Bool
  ) {
    let free = elements.indices.filter { elements[$0].past == nil }
    let riders = vehicles.indices.map { vehicle in
      free.filter { elements[$0].vehicles.contains(vehicle) }
    }
    var numbers: [Kind: Int] = [:]
    var kinds: [[Int]] = []
    for (vehicle, data) in vehicles.enumerated()
    where !hasFlown(vehicle) && !riders[vehicle].isEmpty {
      if let number = numbers[data], riders[kinds[number][0]] == riders[vehicle] {
        kinds[number].append(vehicle)
      } else {
        numbers[data] = kinds.count
        kinds.append([vehicle])
      }
    }
    for kind in kinds where kind.count > 1 {
      let chosen = riders[kind[0]].filter(isAlone)
      for (count, element) in zip(1..., chosen).prefix(kind.count - 1) {
        let left = Set(kind[count...])
        elements[element].vehicles.removeAll(where: left.contains)
      }
    }
  }
}
