// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Scenario {
  /// Whether every plan of the campaign that it makes is one of the unchanged campaign, too, with the
  /// same objective values: it takes possibilities away and adds none.
  ///
  /// What then is known of the unchanged campaign's best plan bounds that of the changed one.
  func onlyRestricts(_ campaign: Campaign) -> Bool {
    changes.allSatisfy { change in
      switch change {
      case .delayVehicle(_, let delay), .delayElement(_, let delay): delay.isLater
      case .ground, .cancel: true
      case .capacity(let id, let node, let change):
        campaign.vehicles.first { $0.id == id }?.routes.allSatisfy { route in
          (node != nil && node != route.node) || change.isLess(than: route.capacity)
        } ?? false
      // What is lost or dropped no longer counts where it did; a window lets more fly.
      case .lose, .drop, .addWindow: false
      }
    }
  }

  /// Whether objectives count in the campaign that it makes what they do in the unchanged one.
  var keepsObjectives: Bool {
    changes.allSatisfy { change in
      switch change {
      case .lose, .drop: false
      default: true
      }
    }
  }
}

extension Delay {
  fileprivate var isLater: Bool {
    switch self {
    case .days(let count), .months(let count): count >= 0
    }
  }
}

extension Change.CapacityChange {
  fileprivate func isLess(than capacity: Mass) -> Bool {
    switch self {
    case .percent(let thousandths): thousandths <= 0
    case .by(let mass): mass <= .zero
    case .to(let mass): mass <= capacity
    }
  }
}
