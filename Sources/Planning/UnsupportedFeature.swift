// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A fact of a campaign that the planner does not honour yet, so that it must not plan at all.
public struct UnsupportedFeature: Hashable, Sendable {
  /// Where the manifest states it.
  public var path: ManifestPath
  /// What is not honoured, one sentence.
  public var message: String

  /// Creates an unsupported feature.
  public init(path: ManifestPath, message: String) {
    self.path = path
    self.message = message
  }

  /// Every such fact of a campaign, in manifest order.
  public static func all(in campaign: Campaign) -> [UnsupportedFeature] {
    var found: [UnsupportedFeature] = []
    func note(_ path: ManifestPath, _ what: String) {
      found.append(UnsupportedFeature(path: path, message: "'plan' does not honour \(what) yet"))
    }
    if let index = campaign.objectives.firstIndex(of: .value) {
      note(ManifestPath("campaign", "objectives", String(index)), "the objective 'value'")
    }
    for element in campaign.elements {
      let path = ManifestPath("elements", element.id.text)
      if element.node != campaign.node {
        note(path.appending("node"), "elements at other nodes than the campaign's")
      }
      if !element.ports.isEmpty { note(path.appending("ports"), "docking ports") }
      if element.docks != nil { note(path.appending("docks"), "docking ports") }
      if element.crew > 0 { note(path.appending("crew"), "crew present for commissioning") }
      if element.stay != nil { note(path.appending("stay"), "elements that leave") }
      if !element.delivers.isEmpty { note(path.appending("delivers"), "stores") }
      if !element.draws.isEmpty { note(path.appending("draws"), "stores") }
      if element.isOptional { note(path.appending("optional"), "optional elements") }
    }
    for store in campaign.stores { note(ManifestPath("stores", store.id.text), "stores") }
    for choice in campaign.choices { note(ManifestPath("choices", choice.id.text), "choices") }
    return found
  }
}
