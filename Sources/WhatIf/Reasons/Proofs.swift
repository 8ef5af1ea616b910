// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning
public import Planning

/// Proves by planning again how much earlier or later an element could be without any objective
/// getting worse.
///
/// An element is asked for a date a day earlier or later, and only plans are wanted whose objective
/// values are no worse than the plan's: when there is none, the date cannot be moved; when there is
/// one, more is asked for, by bisection. docs/explain.md describes the method.
public struct Proofs: Sendable {
  private let campaign: Campaign
  private let flights: [Flight]
  private let values: [Amount]
  private let isBest: Bool
  private let told: ToldTimeline
  private let planner: CheckedPlanner
  private let options: PlanningOptions

  /// Prepares proofs about a plan; `isBest` says whether it is known that no plan is better.
  ///
  /// The limits of the options hold for each time of planning.
  public init(
    _ timeline: Timeline, of campaign: Campaign, isBest: Bool, planner: CheckedPlanner,
    options: PlanningOptions
  ) {
    self.campaign = campaign
    self.planner = planner
    self.isBest = isBest
    told = ToldTimeline(timeline)
    flights = NumberedFlight.flights(of: timeline, in: campaign).map(\.flight)
    values = campaign.objectives.map { $0.value(in: timeline, of: campaign) }
    var options = options
    options.adherence = nil
    options.progress = nil
    options.stopsAtFirstPlan = true
    self.options = options
  }

  /// How many days earlier an element could be operational in a plan that is as good; nil for an
  /// element that has flown or does not fly.
  public func earlier(_ element: Element.ID) throws(PlanningError) -> Latitude? {
    guard let (position, itinerary) = open(element), let operational = itinerary.operational else {
      return nil
    }
    let most = max(0, operational - campaign.start)
    return try Latitude.search(
      most: most, from: operational, towards: -1
    ) { days throws(PlanningError) in
      var changed = campaign
      let wanted = operational - days
      changed.elements[position].deadline = min(
        changed.elements[position].deadline ?? wanted, wanted)
      return try ask(changed, about: element) { operational - $0.operational }
    }
  }

  /// By how many days an element's launch could be put off in a plan that is as good, its total slack;
  /// nil for an element that has flown or does not fly.
  public func later(_ element: Element.ID) throws(PlanningError) -> Latitude? {
    guard let (position, itinerary) = open(element) else { return nil }
    let most = max(0, campaign.end - itinerary.launch)
    return try Latitude.search(
      most: most, from: itinerary.launch, towards: 1
    ) { days throws(PlanningError) in
      var changed = campaign
      let wanted = itinerary.launch + days
      changed.elements[position].ready = max(changed.elements[position].ready ?? wanted, wanted)
      return try ask(changed, about: element) { $0.launch - itinerary.launch }
    }
  }

  private func open(_ id: Element.ID) -> (position: Int, itinerary: Itinerary)? {
    guard !campaign.history.delivered.contains(id), let itinerary = told.itineraries[id],
      let position = campaign.elements.firstIndex(where: { $0.id == id })
    else { return nil }
    return (position, itinerary)
  }

  /// Looks for a plan as good of a campaign that asks an element for another date.
  private func ask(
    _ changed: Campaign, about element: Element.ID,
    moved: ((launch: Day, operational: Day)) -> Int
  ) throws(PlanningError) -> Probe {
    var options = options
    options.warmStart = WarmStart(hint: flights, floor: isBest ? values : nil, ceiling: values)
    let plan = try planner.plan(changed, options: options)
    if plan.result.status == .infeasible { return .impossible }
    guard let timeline = plan.timeline, isAsGood(timeline) else {
      return .stopped(plan.result.stoppedBy)
    }
    guard let itinerary = ToldTimeline(timeline).itineraries[element],
      let operational = itinerary.operational
    else { return .absent }
    return .possible(moved((itinerary.launch, operational)))
  }

  private func isAsGood(_ timeline: Timeline) -> Bool {
    for (objective, value) in zip(campaign.objectives, values) {
      let other = objective.value(in: timeline, of: campaign)
      if other != value { return objective == .value ? other > value : other < value }
    }
    return true
  }
}
