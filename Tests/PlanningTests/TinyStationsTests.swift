// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

/// Tiny stations are such as a manifest can state, so that what they test can happen.
@Suite("Tiny stations could be read from a manifest")
struct TinyStationsTests {
  static let campaigns: [(name: String, campaign: Campaign)] =
    TinyStations.Feature.allCases.flatMap { feature in
      (0..<30 as Range<UInt64>).map { seed in
        ("\(feature), seed \(seed)", TinyStations.campaign(seed: seed, about: feature))
      }
    }
    + (0..<60 as Range<UInt64>).map { seed in
      ("mixture, seed \(seed)", TinyStations.mixture(seed: seed))
    }

  @Test("identifiers and references")
  func references() {
    for (name, campaign) in Self.campaigns {
      let ids = campaign.elements.map(\.id)
      #expect(Set(ids).count == ids.count, "\(name)")
      let ports = campaign.elements.flatMap { element in
        element.ports.map { Port.Reference(element: element.id, port: $0.id) }
      }
      #expect(Set(ports).count == ports.count, "\(name)")
      for element in campaign.elements {
        #expect(element.after.allSatisfy { ids.contains($0.element) }, "\(name)")
        let named = element.docks?.at ?? []
        #expect(named.allSatisfy { ports.contains($0) && $0.element != element.id }, "\(name)")
        for entry in element.provides + element.consumes {
          #expect(campaign.resources.contains { $0.id == entry.resource }, "\(name)")
        }
        for entry in element.delivers + element.draws {
          let store = campaign.stores.first { $0.id == entry.store }
          #expect(store?.node == element.node, "\(name)")
        }
        if element.crew > 0 {
          #expect(campaign.resources.contains { $0.id == Resource.crew }, "\(name)")
        }
      }
    }
  }

  @Test("stays, transfers and orders of precedence")
  func times() {
    for (name, campaign) in Self.campaigns {
      var met: [Element.ID] = []
      for element in campaign.elements {
        #expect(element.stay ?? .max >= element.commissioning, "\(name)")
        for id in element.transfer?.with ?? [] {
          let other = campaign.elements.first { $0.id == id }
          #expect(other?.node == element.transfer?.from, "\(name)")
          #expect(!met.contains(id), "\(name)")
          met.append(id)
        }
      }
      // Whatever waits for nothing that is left goes; in the end nothing is left.
      var left = campaign.elements
      while let free = left.firstIndex(where: { element in
        let before = element.after.map(\.element) + (element.transfer?.with ?? [])
        return !left.contains { before.contains($0.id) }
      }) { left.remove(at: free) }
      #expect(left.map(\.id) == [], "\(name)")
    }
  }

  @Test("choices, optional elements, milestones and history")
  func policy() {
    for (name, campaign) in Self.campaigns {
      let chosen = campaign.choices.flatMap(\.oneOf)
      #expect(Set(chosen).count == chosen.count, "\(name)")
      let optional = campaign.elements.filter(\.isOptional).map(\.id)
      #expect(!optional.contains(where: chosen.contains), "\(name)")
      for milestone in campaign.milestones {
        let members = milestone.elements ?? []
        #expect(!members.isEmpty && !members.allSatisfy(optional.contains), "\(name)")
      }
      let flown = campaign.actuals.flatMap(\.elements)
      #expect(Set(flown).count == flown.count, "\(name)")
      #expect(campaign.choices.allSatisfy { $0.oneOf.count(where: flown.contains) < 2 }, "\(name)")
      #expect(
        campaign.actuals.allSatisfy { $0.launched < campaign.status ?? campaign.start }, "\(name)")
    }
  }
}
