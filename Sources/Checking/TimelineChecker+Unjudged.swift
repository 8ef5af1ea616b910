// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension TimelineChecker {
  /// The facts of a campaign that state rules which the checker does not judge yet.
  ///
  /// A timeline of such a campaign can be found to break rules, but never to keep them all. The
  /// order is that of the manifest.
  public static func unjudged(in campaign: Campaign) -> [ManifestPath] {
    var paths: [ManifestPath] = []
    for element in campaign.elements {
      let path = ManifestPath("elements", element.id.text)
      if !element.ports.isEmpty { paths.append(path.appending("ports")) }
      if element.docks != nil { paths.append(path.appending("docks")) }
      if element.crew != 0 { paths.append(path.appending("crew")) }
      if !element.delivers.isEmpty { paths.append(path.appending("delivers")) }
      if !element.draws.isEmpty { paths.append(path.appending("draws")) }
    }
    return paths + campaign.stores.map { ManifestPath("stores", $0.id.text) }
  }
}
