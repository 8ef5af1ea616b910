// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Level {
  /// The levels of a campaign: resources and stores per node, crew per element that asks for it.
  ///
  /// Levels that no new element can lower are left out, but for those that past facts may break.
  static func all(in campaign: Campaign, nodes: [Node.ID], past: [Bool]) -> [Level] {
    let elements = campaign.elements
    var levels: [Level] = []
    for (index, resource) in campaign.resources.enumerated() {
      for node in nodes {
        let profiles = elements.map { element -> Profile? in
          let net = element.net(of: resource.id).thousandths
          return element.node == node ? presence(of: element, amount: net) : nil
        }
        let triggers = elements.indices.filter { !past[$0] && elements[$0].node == node }
        levels.append(
          Level(
            subject: .resource(index), profiles: profiles, initial: 0, least: 0,
            triggers: triggers))
      }
    }
    for (index, element) in elements.enumerated()
    where element.crew > 0 && !past[index] && element.commissioning > 0 {
      // More of one visitor than is needed helps no further; where all bring alike, whole visitors
      // are counted, which rounds up how many there have to be.
      var needed = 1000 * element.crew
      let brought = elements.map { $0.node == element.node ? min(needed, crew(of: $0)) : 0 }
      let kinds = Set(brought.filter { $0 > 0 })
      let unit = kinds.count == 1 ? kinds.first ?? 1 : 1
      needed = (needed + unit - 1) / unit
      var profiles = zip(elements, brought).map { presence(of: $0, amount: $1 / unit) }
      let own = profiles[index]?.changes ?? []
      profiles[index] = Profile(
        own + [
          Profile.Change(age: 0, jump: -needed, slope: 0),
          Profile.Change(
            age: min(element.commissioning, element.stay ?? .max), jump: needed, slope: 0),
        ])
      levels.append(
        Level(
          subject: .crew(element: index), profiles: profiles, initial: 0, least: 0, triggers: []))
    }
    for (index, store) in campaign.stores.enumerated() {
      let profiles = elements.map { element in
        element.node == store.node ? profile(of: element, in: store) : nil
      }
      let triggers = elements.indices.filter { !past[$0] && elements[$0].node == store.node }
      levels.append(
        Level(
          subject: .store(index), profiles: profiles, initial: store.initial.thousandths,
          least: store.reserve.thousandths, triggers: triggers))
    }
    return levels.filter { level in
      level.profiles.contains { $0 != nil }
        || (level.initial < level.least && !level.triggers.isEmpty)
    }
  }

  /// People that an element provides.
  private static func crew(of element: Element) -> Int {
    element.provides.filter { $0.resource == Resource.crew }.reduce(0) {
      $0 + $1.amount.thousandths
    }
  }

  /// An amount while an element is operational, until it leaves.
  private static func presence(of element: Element, amount: Int) -> Profile? {
    guard amount != 0 else { return nil }
    var changes = [Profile.Change(age: element.commissioning, jump: amount, slope: 0)]
    if let stay = element.stay {
      guard stay > element.commissioning else { return nil }
      changes.append(Profile.Change(age: stay, jump: -amount, slope: 0))
    }
    return Profile(changes)
  }

  /// The most that is taken in a day, in grams: more than any delivery, and sums of it over a century
  /// are no overflow.
  private static let mostDrawn = 1_000_000_000_000

  /// What an element brings to a store and takes from it: deliveries once, draws at the end of each
  /// day from the operational one until it leaves.
  private static func profile(of element: Element, in store: Store) -> Profile? {
    let delivered = element.delivers.filter { $0.store == store.id }.reduce(0) {
      $0 + $1.amount.thousandths
    }
    let (eaten, isOverflow) = crew(of: element).multipliedReportingOverflow(
      by: store.perCrew.thousandths)
    let drawn = min(
      Self.mostDrawn,
      element.draws.filter { $0.store == store.id }.reduce(0) { $0 + $1.amount.thousandths }
        + (isOverflow ? Self.mostDrawn : eaten / 1000))
    let start = element.commissioning
    var changes = [Profile.Change(age: start, jump: delivered, slope: 0)]
    if drawn > 0, element.stay ?? .max > start {
      changes.append(Profile.Change(age: start, jump: -drawn, slope: -drawn))
      // At the age of its departure it no longer draws.
      if let stay = element.stay {
        changes.append(Profile.Change(age: stay, jump: drawn, slope: drawn))
      }
    }
    let profile = Profile(changes)
    return profile.changes.isEmpty ? nil : profile
  }
}
