// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Which past flights each element was aboard.
struct Sorties {
  /// An element aboard a past flight.
  struct Sortie {
    var launched: Day
    var isLost: Bool
    var place: Place
  }

  /// The elements by identifier, each with its flights, both in the manifest's order.
  private(set) var ofElement: [(id: String, sorties: [Sortie])] = []
  private var positions: [String: Int] = [:]

  /// Notes that an element was aboard a flight.
  mutating func add(_ sortie: Sortie, of id: String) {
    if let position = positions[id] {
      ofElement[position].sorties.append(sortie)
    } else {
      positions[id] = ofElement.count
      ofElement.append((id, [sortie]))
    }
  }
}

extension CampaignBuilder {
  /// Reports elements that flew again without having been lost before.
  mutating func checkSorties(_ sorties: Sorties) {
    for (id, sorties) in sorties.ofElement where sorties.count > 1 {
      let delivery = sorties.first { !$0.isLost }
      var days: [Day: Place] = [:]
      for sortie in sorties {
        if let first = days[sortie.launched] {
          report(
            .flownTwice, at: sortie.place,
            "\(id) has already flown on \(sortie.launched), on line \(first.line)",
            help: "an element flies once a day: remove it from one of the flights")
          continue
        }
        days[sortie.launched] = sortie.place
        guard let delivery else { continue }
        if !sortie.isLost, sortie.place != delivery.place {
          report(
            .flownTwice, at: sortie.place,
            "\(id) has already flown, on line \(delivery.place.line)",
            help:
              "an element flies once: remove it from one of the flights, or add 'lost: true' to "
              + "the one that failed")
        } else if sortie.isLost, sortie.launched > delivery.launched {
          report(
            .lostAfterDelivery, at: sortie.place,
            "\(id) is lost on \(sortie.launched), but was delivered by the flight of "
              + "\(delivery.launched), on line \(delivery.place.line)",
            help:
              "what has been delivered does not fly again: correct a date, or remove \(id) from "
              + "one of the flights")
        }
      }
    }
  }
}
