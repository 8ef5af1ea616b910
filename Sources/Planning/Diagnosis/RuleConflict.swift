// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A rule of a campaign, written in any number of its entries, that can be left out to see whether it
/// is what stands in the way of every plan.
struct RuleConflict {
  /// What the rule is called in messages.
  let name: String
  /// Where the manifest states it.
  let facts: [ManifestPath]
  /// What could be changed.
  let advice: String
  /// The campaign without it.
  let campaign: Campaign

  /// The rules of a campaign that can be left out, those first that are hardest to see through.
  static func all(in campaign: Campaign) -> [RuleConflict] {
    var found: [RuleConflict] = []
    func add(
      _ name: String, _ facts: [ManifestPath], _ advice: String, _ change: (inout Campaign) -> Void
    ) {
      guard !facts.isEmpty else { return }
      var changed = campaign
      change(&changed)
      found.append(
        RuleConflict(
          name: name, facts: Array(facts.prefix(6)), advice: advice, campaign: changed))
    }
    func elements(_ key: String, _ isIn: (Element) -> Bool) -> [ManifestPath] {
      campaign.elements.filter(isIn).map { ManifestPath("elements", $0.id.text, key) }
    }
    add(
      "docking ports", elements("docks") { $0.docks != nil },
      "give elements more ports of the standard, or let visitors leave sooner"
    ) { campaign in
      for index in campaign.elements.indices { campaign.elements[index].docks = nil }
    }
    add(
      "the crew for commissioning", elements("crew") { $0.crew > 0 },
      "bring more crew at once, let it stay longer, or shorten commissioning"
    ) { campaign in
      for index in campaign.elements.indices { campaign.elements[index].crew = 0 }
    }
    for (place, store) in campaign.stores.enumerated() {
      add(
        "the store \(store.id)", [ManifestPath("stores", store.id.text)],
        "deliver more or sooner, draw less, or lower the reserve"
      ) { campaign in
        campaign.stores.remove(at: place)
        for index in campaign.elements.indices {
          campaign.elements[index].delivers.removeAll { $0.store == store.id }
          campaign.elements[index].draws.removeAll { $0.store == store.id }
        }
      }
    }
    for resource in campaign.resources {
      let users = campaign.elements.filter { $0.net(of: resource.id) < .zero }
      add(
        "the resource \(resource.id)",
        users.map { ManifestPath("elements", $0.id.text, "consumes", resource.id.text) },
        "provide more \(resource.id), sooner or for longer, or consume less"
      ) { campaign in
        for index in campaign.elements.indices {
          campaign.elements[index].consumes.removeAll { $0.resource == resource.id }
        }
      }
    }
    add(
      "deadlines", elements("deadline") { $0.deadline != nil }, "move a deadline"
    ) { campaign in
      for index in campaign.elements.indices { campaign.elements[index].deadline = nil }
    }
    add(
      "longest waits ('within')",
      elements("after") { $0.after.contains { $0.within != nil } }
        + elements("transfer") { $0.transfer?.within != nil },
      "raise a 'within'"
    ) { campaign in
      for index in campaign.elements.indices {
        campaign.elements[index].transfer?.within = nil
        for edge in campaign.elements[index].after.indices {
          campaign.elements[index].after[edge].within = nil
        }
      }
    }
    add(
      "the budget",
      campaign.budgetPerYear == nil ? [] : [ManifestPath("budget", "perYear")],
      "raise the budget or extend the campaign"
    ) { $0.budgetPerYear = nil }
    add(
      "limits on flights",
      campaign.vehicles.filter { $0.flights != nil || $0.perYear != nil }.map {
        ManifestPath("vehicles", $0.id.text, $0.flights != nil ? "flights" : "perYear")
      }, "allow more flights"
    ) { campaign in
      for index in campaign.vehicles.indices {
        campaign.vehicles[index].flights = nil
        campaign.vehicles[index].perYear = nil
      }
    }
    return found
  }

  /// What is said of it: every plan breaks some rule, and some plan no other than this one.
  var infeasibility: Infeasibility {
    Infeasibility(
      reason: "no plan keeps all rules together; without \(name) there is one", facts: facts,
      advice: advice)
  }
}

extension PlanSearch {
  /// Most elements of a campaign whose conflict is looked for, and nodes of each search for a plan
  /// without one rule.
  private static let mostExplained = 60
  private static let nodesOfExplanation = 200

  /// The first rule without which there is a plan; nil when none is found.
  ///
  /// Each search ends with the first plan, after a number of nodes, or when the clock ends this one.
  func conflict() throws -> Infeasibility? {
    guard instance.free.count <= Self.mostExplained else { return nil }
    for rule in RuleConflict.all(in: instance.campaign) {
      guard clock.cause == nil else { return nil }
      guard InfeasibilityReason.beforePlanning(rule.campaign) == nil else { continue }
      var own = options
      own.timeLimit = options.timeLimit.map { max(0.01, $0 - clock.elapsed) }
      own.nodeLimit = Self.nodesOfExplanation
      // Any plan will do.
      own.gap = .infinity
      own.progress = nil
      var campaign = rule.campaign
      campaign.objectives = [.completion(nil)]
      let search = PlanSearch(Instance(campaign), solver: solver, options: own)
      search.explains = false
      let result = try search.run()
      if result.flights != nil { return rule.infeasibility }
    }
    return nil
  }
}
