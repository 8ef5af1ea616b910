// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func choices() -> [Choice] {
    var chosen = [String: (choice: String, place: Place)]()
    return root.table("choices").map { entry in
      let record = entry.value.record
      var oneOf = [Element.ID]()
      for value in record?.list("oneOf") ?? [] {
        guard let id = elementID(value) else { continue }
        oneOf.append(id)
        if let first = chosen[id.text], first.choice != entry.key {
          report(
            .chosenTwice, at: value.place,
            "\(id) is already of the choice \(first.choice), on line \(first.place.line)",
            help: "an element is of one choice: remove it from one of the two")
        } else {
          chosen[id.text] = (entry.key, value.place)
        }
      }
      return Choice(id: Choice.ID(entry.key), note: note(record), oneOf: oneOf)
    }
  }

  /// Reports optional elements of choices, and statements about staying on the ground that can
  /// change nothing.
  mutating func checkGround(of campaign: Campaign) {
    let choices = GroundTable(campaign.choices)
    for entry in root.table("elements") {
      guard let record = entry.value.record else { continue }
      let ids = names.members(entry.key)
      let choice = ids.lazy.compactMap { choices.choice[$0] }.first
      let isOptional = record.flag("optional") ?? false
      if let choice, isOptional {
        report(
          .optionalChoice, at: record.place(of: "optional"),
          "\(entry.key) is optional and of the choice \(choice)",
          help: "exactly one of a choice flies: remove 'optional', or take it out of the choice")
      }
      if record.has("value"), choice == nil,
        !record.has("optional") || record.flag("optional") == false
      {
        report(
          .noEffect, at: record.place(of: "value"),
          "'value' has no effect: \(entry.key) is not optional and of no choice",
          help: "add 'optional: true', or remove 'value'", severity: .warning)
      }
    }
    checkIfFlown(of: campaign, choices)
    checkBothFlown(of: campaign, choices)
    checkObjectives(of: campaign, choices)
  }

  /// Warns about `ifFlown` where it says nothing: the element flies, or is the one of a choice.
  private mutating func checkIfFlown(of campaign: Campaign, _ choices: GroundTable) {
    let optional = Set(campaign.elements.filter(\.isOptional).map(\.id))
    for entry in root.table("elements") {
      for value in entry.value.record?.list("after") ?? [] {
        guard let record = value.record, let flag = record.flag("ifFlown"),
          let id = record.text("element")
        else { continue }
        let isElement = names.contains(id)
        guard isElement || names.choices[id] != nil else { continue }
        let last = names.last(id)
        if isElement, flag, !optional.contains(last), choices.choice[last] == nil {
          report(
            .noEffect, at: record.place(of: "ifFlown"),
            "'ifFlown' has no effect: \(id) always flies",
            help: "remove it, or let \(id) be optional or of a choice", severity: .warning)
        } else if !isElement, !flag {
          report(
            .noEffect, at: record.place(of: "ifFlown"),
            "'ifFlown: false' has no effect: \(id) is a choice, and counts by the one that flies",
            help: "remove it", severity: .warning)
        }
      }
    }
  }

  private mutating func checkBothFlown(of campaign: Campaign, _ choices: GroundTable) {
    var flown = [Choice.ID: (element: String, place: Place)]()
    for value in root.list("actuals") ?? [] {
      // What was lost leaves the choice open.
      guard value.record?.flag("lost") != true else { continue }
      for item in value.record?.list("elements") ?? [] {
        guard let id = item.text, let choice = choices.choice[Element.ID(id)] else { continue }
        if let first = flown[choice], first.element != id {
          report(
            .bothFlown, at: item.place,
            "\(id) has flown, and so has \(first.element) of the same choice, on line "
              + "\(first.place.line)",
            help: "exactly one of the choice \(choice) flies: take one of the two out of it")
        } else {
          flown[choice] = (id, item.place)
        }
      }
    }
  }

  /// Reports objectives about elements that may all stay on the ground, and `value` if none may.
  private mutating func checkObjectives(of campaign: Campaign, _ choices: GroundTable) {
    let optional = Set(campaign.elements.filter(\.isOptional).map(\.id))
    let all = campaign.elements.map(\.id)
    let milestones = Dictionary(
      campaign.milestones.map { ($0.id.text, $0.elements ?? all) },
      uniquingKeysWith: { first, _ in first })
    for value in root.record("campaign")?.list("objectives") ?? [] {
      guard let text = value.text else { continue }
      if text == "value" {
        guard
          !campaign.elements.contains(where: { element in
            element.value > .zero && (element.isOptional || choices.choice[element.id] != nil)
          })
        else { continue }
        report(
          .noEffect, at: value.place,
          "'value' has no effect: no element that may stay on the ground has a 'value'",
          help: "give optional elements or those of a choice a 'value', or remove the objective",
          severity: .warning)
      } else if text == "completion" {
        guard !all.isEmpty, all.allSatisfy(optional.contains) else { continue }
        report(
          .noEffect, at: value.place,
          "'completion' has no effect: every element is optional",
          help: "remove the objective, or 'optional' from what must fly", severity: .warning)
      } else if text.hasPrefix("completion:") {
        let id = String(text.dropFirst("completion:".count))
        guard let members = milestones[id], !members.isEmpty,
          members.allSatisfy(optional.contains)
        else { continue }
        report(
          .nothingRequired, at: value.place,
          "the milestone \(id) has no day: each of its elements is optional",
          help: "add an element that flies, or remove 'optional' from one")
      }
    }
  }
}

/// Which elements are of which choice.
struct GroundTable {
  /// The choice of each element that is of one.
  private(set) var choice: [Element.ID: Choice.ID] = [:]

  init(_ choices: [Choice]) {
    for choice in choices {
      for element in choice.oneOf { self.choice[element] = choice.id }
    }
  }
}
