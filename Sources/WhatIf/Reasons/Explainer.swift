// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning
public import Planning

/// Explains a plan: its binding chains and what planning again proves about its dates.
public struct Explainer: Sendable {
  private let campaign: Campaign
  private let bindings: Bindings
  private let told: ToldTimeline
  private let isBest: Bool
  private let proofs: Proofs?
  private let threads: Int

  /// Prepares explanations of a timeline that keeps the rules of a campaign; `isBest` says whether it
  /// is known that no plan is better.
  ///
  /// How far elements can be moved is proven with the planner and within the limits of the options,
  /// see `Proofs`; without a planner it is left unasked.
  public init(
    _ timeline: Timeline, of campaign: Campaign, isBest: Bool, planner: CheckedPlanner?,
    options: PlanningOptions = PlanningOptions()
  ) {
    self.campaign = campaign
    self.isBest = isBest
    threads = options.threads
    bindings = Bindings(campaign: campaign, timeline: timeline)
    told = ToldTimeline(timeline)
    var options = options
    // Elements are asked about side by side.
    options.threads = 1
    proofs = planner.map { [options] in
      Proofs(timeline, of: campaign, isBest: isBest, planner: $0, options: options)
    }
  }

  /// Explains a subject; nil when the timeline does not have it.
  public func explain(_ subject: Explanation.Subject) throws(PlanningError) -> Explanation? {
    let chain: [Link]
    let ids: [Element.ID]
    switch subject {
    case .campaign:
      chain = last.map { bindings.chain(to: $0) } ?? []
      ids = told.flights.filter { !$0.isLost }.flatMap(\.elements)
    case .element(let element):
      guard told.itineraries[element] != nil else { return nil }
      chain = bindings.chain(to: element)
      ids = [element]
    case .flight(let number):
      guard let flight = told.flights.first(where: { $0.id == number }) else { return nil }
      chain = bindings.chain(toFlight: number)
      ids = flight.isLost ? [] : flight.elements
    }
    let elements = try reasons(for: ids, withEarlier: subject != .campaign)
    return Explanation(subject: subject, isBest: isBest, chain: chain, elements: elements)
  }

  /// The element that completes what is to be completed: what the first objective that is a
  /// completion is about, else the station.
  private var last: Element.ID? {
    var milestone: Milestone.ID?
    for case .completion(let id) in campaign.objectives.prefix(1) { milestone = id }
    let members = campaign.milestones.first { $0.id == milestone }?.elements.map { Set($0) }
    let flown = campaign.elements.filter { told.itineraries[$0.id]?.operational != nil }
    let wanted = flown.filter { members?.contains($0.id) ?? true }
    let required = wanted.filter { !$0.isOptional }
    return (required.isEmpty ? wanted : required).max { left, right in
      guard let day = told.itineraries[left.id]?.operational,
        let other = told.itineraries[right.id]?.operational
      else { return false }
      return day < other
    }?.id
  }

  private func reasons(
    for ids: [Element.ID], withEarlier: Bool
  ) throws(PlanningError) -> [ElementReasons] {
    let itineraries = ids.compactMap { id in told.itineraries[id].map { (id: id, one: $0) } }
    let flights = told.flights.map(\.id).filter { id in
      itineraries.contains { $0.one.flight == id }
    }
    let held = inParallel(count: flights.count, threads: threads) { index in
      (
        room: bindings.room(ofFlight: flights[index]),
        link: bindings.links(ofFlight: flights[index]).last
      )
    }
    let proven = inParallel(count: itineraries.count, threads: threads) { index in
      proofs(of: itineraries[index].id, withEarlier: withEarlier)
    }
    var found: [ElementReasons] = []
    for ((id, itinerary), proofs) in zip(itineraries, proven) {
      let (earlier, later) = try proofs.get()
      guard let operational = itinerary.operational,
        let position = flights.firstIndex(of: itinerary.flight)
      else { continue }
      found.append(
        ElementReasons(
          element: id, flight: itinerary.flight, vehicle: itinerary.vehicle,
          launch: itinerary.launch, operational: operational, link: held[position].link,
          room: held[position].room, earlier: earlier, later: later))
    }
    return found
  }

  private func proofs(
    of id: Element.ID, withEarlier: Bool
  ) -> Result<(earlier: Latitude?, later: Latitude?), PlanningError> {
    do throws(PlanningError) {
      return .success((withEarlier ? try proofs?.earlier(id) : nil, try proofs?.later(id)))
    } catch {
      return .failure(error)
    }
  }
}
