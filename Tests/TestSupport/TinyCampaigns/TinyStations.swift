// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Random campaigns of whole stations, small enough for `BruteForce`, in which their feature often
/// binds: without it the optimum would be another, or there would be a plan where there is none.
///
/// They have three to six elements, one or two vehicles and some weeks.
public enum TinyStations {
  /// What a campaign is to have beyond those of `TinyCampaigns`.
  public enum Feature: String, CaseIterable, Sendable {
    /// Elements at two nodes.
    case nodes
    /// Elements that meet others on their way.
    case transfer
    /// What a node provides and consumes.
    case resources
    /// Elements that leave.
    case stay
    /// Elements all alike, each following the last.
    case series
    /// Crew present for commissioning.
    case crew
    /// Stores with deliveries and draws.
    case stores
    /// Stores from which the crew lives.
    case crewStores
    /// Docking ports.
    case ports
    /// Choices between elements.
    case choices
    /// Elements that may stay on the ground.
    case optional
    /// Precedence that is void when the predecessor stays on the ground.
    case ifFlown
    /// Elements that cost money.
    case elementCost
    /// Rules that forbid by tag.
    case tags
  }

  /// The campaign of a seed about one feature, with what that needs to matter.
  ///
  /// At least every other binds, and at least three in four have a plan.
  public static func campaign(seed: UInt64, about feature: Feature) -> Campaign {
    draw(seed, [feature], binding: seed % 2 == 0 ? 1 : 0)
  }

  /// The campaign of a seed about two to four features at once, of which at least two bind.
  ///
  /// At least three in four have a plan.
  public static func mixture(seed: UInt64) -> Campaign {
    draw(seed, features(ofMixture: seed), binding: 2)
  }

  /// The features that the mixture of a seed is about.
  public static func features(ofMixture seed: UInt64) -> [Feature] {
    var random = SplitMix64(seed: ~seed)
    let features = random.shuffle(Feature.allCases).prefix(random.number(in: 2...4))
    return Feature.allCases.filter(features.contains)
  }

  /// Draws until a campaign is small enough for trying every plan, has one unless the seed is a
  /// fourth one, and so many of its features bind; after many draws being small is enough.
  private static func draw(_ seed: UInt64, _ features: [Feature], binding: Int) -> Campaign {
    var attempt: UInt64 = 0
    while true {
      var builder = TinyStationBuilder(seed: seed &+ attempt << 40, features: features)
      let campaign = builder.build()
      attempt += 1
      guard TinyProblem(campaign).assignments < largest else { continue }
      let answer = BruteForce.solve(campaign)
      if attempt > 60 { return campaign }
      guard answer != .infeasible || seed % 4 == 0 else { continue }
      let bound = features.count { binds($0, in: campaign, with: answer) }
      if bound >= binding { return campaign }
    }
  }

  /// Beyond this many assignments of launches to elements, search takes too long too often.
  private static let largest = 2e5

  // MARK: What binds

  /// Whether a feature binds in a campaign that has a certain answer.
  ///
  /// It does when the answer is another without it. Costs, which the answer quotes, bind when the
  /// plan found without them is not best with them.
  public static func binds(
    _ feature: Feature, in campaign: Campaign, with answer: BruteForce.Answer
  ) -> Bool {
    let others = BruteForce.solve(self.campaign(campaign, without: feature))
    switch (answer, others) {
    case (.infeasible, .infeasible): return false
    case (.optimal(let values, _), .optimal(let other, let flights)):
      return values != (feature == .elementCost ? objectives(of: flights, in: campaign) : other)
    default: return true
    }
  }

  private static func objectives(of flights: [Flight], in campaign: Campaign) -> [Amount] {
    DaySimulation(flights, of: campaign).objectives
  }

  /// A campaign with a feature taken out of it.
  ///
  /// Without choices their first members fly, without optional elements all do; without nodes
  /// everything is at the campaign's, without transfers what they meet does not matter.
  public static func campaign(_ campaign: Campaign, without feature: Feature) -> Campaign {
    var campaign = campaign
    func changeElements(_ change: (inout Element) -> Void) {
      for index in campaign.elements.indices { change(&campaign.elements[index]) }
    }
    switch feature {
    case .nodes:
      changeElements { if $0.node == "LLO" { $0.node = campaign.node } }
      for index in campaign.stores.indices { campaign.stores[index].node = campaign.node }
    case .transfer:
      changeElements {
        $0.transfer?.with = []
        $0.transfer?.within = nil
      }
    case .resources:
      changeElements {
        $0.provides.removeAll { $0.resource != Resource.crew }
        $0.consumes = []
      }
    case .stay: changeElements { $0.stay = nil }
    case .series: changeElements { if $0.id.text.hasPrefix("S-") { $0.after = [] } }
    case .crew: changeElements { $0.crew = 0 }
    case .ports:
      changeElements {
        $0.docks = nil
        $0.ports = []
      }
    case .stores: campaign.stores = []
    case .crewStores:
      for index in campaign.stores.indices { campaign.stores[index].perCrew = .zero }
    case .choices:
      let others = campaign.choices.flatMap { $0.oneOf.dropFirst() }
      let flown = campaign.actuals.flatMap(\.elements)
      guard !others.contains(where: flown.contains) else { break }
      campaign.choices = []
      campaign.elements.removeAll { others.contains($0.id) }
      for index in campaign.milestones.indices {
        campaign.milestones[index].elements?.removeAll(where: others.contains)
      }
      changeElements {
        $0.after.removeAll { others.contains($0.element) }
        $0.transfer?.with.removeAll(where: others.contains)
      }
    case .optional: changeElements { $0.isOptional = false }
    case .ifFlown:
      changeElements { element in
        for index in element.after.indices { element.after[index].ifFlown = false }
      }
    case .elementCost: changeElements { $0.cost = .zero }
    case .tags: campaign.rules = []
    }
    return campaign
  }
}
