// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioApplication {
  /// Takes an element out of the campaign, and out of all that names it.
  ///
  /// What was to come after it no longer waits; a choice, a rule, a risk or a milestone of which
  /// nothing is left is gone too. One that was lost remains, as what was aboard its flight, and stays on the
  /// ground.
  mutating func drop(_ id: Element.ID) throws(ChangeError) {
    let number = try element(id)
    var wasLost = false
    for flight in campaign.actuals where flight.elements.contains(id) {
      guard flight.isLost else {
        throw ChangeError(
          change: index, reason: .hasFlown(id, flight.vehicle, on: flight.launched))
      }
      wasLost = true
    }
    if wasLost {
      campaign.elements[number].isOptional = true
      campaign.elements[number].value = .zero
      campaign.elements[number].rebuild = nil
      campaign.elements[number].uncertainty?.rebuild = nil
    } else {
      campaign.elements.remove(at: number)
    }
    guard !campaign.elements.isEmpty else {
      throw ChangeError(change: index, reason: .nothingLeft(id))
    }
    for other in campaign.elements.indices {
      campaign.elements[other].after.removeAll { $0.element == id }
      campaign.elements[other].transfer?.with.removeAll { $0 == id }
      campaign.elements[other].docks?.at?.removeAll { $0.element == id }
    }
    for choice in campaign.choices.indices { campaign.choices[choice].oneOf.removeAll { $0 == id } }
    campaign.choices.removeAll(where: \.oneOf.isEmpty)
    campaign.rules = campaign.rules.compactMap { $0.without(id) }
    campaign.risks = campaign.risks.compactMap { $0.without(id) }
    try dropFromMilestones(id)
  }

  private mutating func dropFromMilestones(_ id: Element.ID) throws(ChangeError) {
    for milestone in campaign.milestones.indices {
      campaign.milestones[milestone].elements?.removeAll { $0 == id }
    }
    let optional = Set(campaign.elements.filter(\.isOptional).map(\.id))
    for milestone in campaign.milestones
    where campaign.objectives.contains(.completion(milestone.id)) {
      // What may all stay on the ground has no day to be made small.
      let members = milestone.elements ?? campaign.elements.map(\.id)
      guard !members.allSatisfy(optional.contains) else {
        throw ChangeError(change: index, reason: .emptiesMilestone(milestone.id, id))
      }
    }
    campaign.milestones.removeAll { $0.elements?.isEmpty == true }
  }
}

extension Rule {
  /// The rule without an element; nil when it is about no other.
  fileprivate func without(_ id: Element.ID) -> Rule? {
    guard let rest = elements.without(id) else { return nil }
    var rule = self
    rule.elements = rest
    return rule
  }
}

extension SharedRisk {
  /// The risk without an element; nil when it strikes nothing else.
  fileprivate func without(_ id: Element.ID) -> SharedRisk? {
    guard let elements else { return self }
    var risk = self
    risk.elements = elements.without(id)
    return risk.elements == nil && vehicles == nil ? nil : risk
  }
}

extension Rule.Selection<Element> {
  /// The selection without an element; nil when it names no other.
  fileprivate func without(_ id: Element.ID) -> Self? {
    guard case .ids(let ids) = self, ids.contains(id) else { return self }
    let rest = ids.filter { $0 != id }
    return rest.isEmpty ? nil : .ids(rest)
  }
}
