// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Finds the simplest true reason why a campaign has no plan.
enum InfeasibilityReason {
  /// A reason that the campaign itself shows, before anything is computed; nil when there is none.
  static func beforePlanning(_ campaign: Campaign) -> Infeasibility? {
    let history = campaign.history
    if let cycle = cycle(in: campaign, history) {
      let names = (cycle + [cycle[0]]).map(\.text).joined(separator: " after ")
      return Infeasibility(
        reason: "elements wait for one another: \(names)",
        facts: cycle.map { ManifestPath("elements", $0.text, "after") },
        advice: "remove one of these precedences")
    }
    if let loss = lostForGood(in: campaign, history) { return loss }
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    for element in campaign.elements
    where !history.delivered.contains(element.id) && !element.isOptional
      && !chosen.contains(element.id)
    {
      let able = campaign.vehicles.filter { Instance.mayFly(element, on: $0, in: campaign) }
      if able.isEmpty { return noVehicle(for: element, in: campaign) }
    }
    return nil
  }

  /// A cycle of precedences among elements that are not delivered, each element after the next.
  private static func cycle(in campaign: Campaign, _ history: History) -> [Element.ID]? {
    let elements = Dictionary(campaign.elements.map { ($0.id, $0) }) { first, _ in first }
    var done: Set<Element.ID> = []
    for root in campaign.elements where !done.contains(root.id) {
      // Depth first without recursion: the path, and how many predecessors of each were followed.
      var path: [(id: Element.ID, next: Int)] = [(root.id, 0)]
      while let (id, next) = path.last {
        let after = (history.delivered.contains(id) ? [] : elements[id]?.after ?? [])
          .filter { !$0.ifFlown }
        guard next < after.count else {
          done.insert(id)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let before = after[next].element
        if let start = path.firstIndex(where: { $0.id == before }) {
          return path[start...].map(\.id)
        }
        if !done.contains(before) { path.append((before, 0)) }
      }
    }
    return nil
  }

  /// Why no vehicle can carry an element, by the first rule that leaves none.
  private static func noVehicle(for element: Element, in campaign: Campaign) -> Infeasibility {
    let path = ManifestPath("elements", element.id.text)
    let node = element.launchNode
    let origin =
      element.transfer != nil
      ? path.appending("transfer").appending("from")
      : node == campaign.node ? ManifestPath("campaign", "node") : path.appending("node")
    let reaching = campaign.vehicles.filter { $0.route(to: node) != nil }
    guard !reaching.isEmpty else {
      return Infeasibility(
        reason: "no vehicle reaches \(node), where \(element.id) is to go",
        facts: [origin, ManifestPath("vehicles")],
        advice: "give a vehicle a capacity to \(node)")
    }
    let allowed = reaching.filter { element.vehicles?.contains($0.id) ?? true }
    let lifting = allowed.filter {
      element.mass <= $0.route(to: node)?.capacity ?? .zero
    }
    if lifting.isEmpty {
      let strongest = allowed.max {
        ($0.route(to: node)?.capacity ?? .zero) < ($1.route(to: node)?.capacity ?? .zero)
      }
      guard let strongest, let route = strongest.route(to: node) else {
        return Infeasibility(
          reason: "none of the vehicles that \(element.id) may fly on reaches \(node)",
          facts: [path.appending("vehicles"), origin],
          advice: "allow a vehicle that has a capacity to \(node)")
      }
      return Infeasibility(
        reason: "no vehicle lifts \(element.id): it has \(element.mass) kg, and the strongest it "
          + "may fly on, \(strongest.id), lifts \(route.capacity) kg to \(node)",
        facts: [
          path.appending("mass"),
          ManifestPath("vehicles", strongest.id.text, "capacity", node.text),
        ],
        advice: "take \(element.mass - route.capacity) kg off \(element.id), split it, or allow "
          + "a stronger vehicle")
    }
    let fitting = lifting.filter { vehicle in
      let limit = vehicle.fairing
      let isNarrow = limit?.diameter.map { ($0 >= element.diameter ?? .zero) } ?? true
      let isShort = limit?.length.map { ($0 >= element.length ?? .zero) } ?? true
      return isNarrow && isShort
    }
    if fitting.isEmpty {
      return Infeasibility(
        reason: "\(element.id) fits the fairing of no vehicle that lifts it ("
          + lifting.map(\.id.text).joined(separator: ", ") + ")",
        facts: [path.appending(element.diameter != nil ? "diameter" : "length")]
          + lifting.map { ManifestPath("vehicles", $0.id.text, "fairing") },
        advice: "make \(element.id) smaller or give a vehicle a larger fairing")
    }
    let rules = campaign.rules.indices.filter { index in
      fitting.contains {
        campaign.rules[index].elements.contains(
          element.id, agency: element.agency, tags: element.tags)
          && campaign.rules[index].vehicles.contains($0.id, agency: $0.agency, tags: $0.tags)
      }
    }
    let reasons = rules.compactMap { campaign.rules[$0].why }.joined(separator: "; ")
    return Infeasibility(
      reason: "rules forbid \(element.id) every vehicle that lifts it ("
        + fitting.map(\.id.text).joined(separator: ", ") + ")"
        + (reasons.isEmpty ? "" : ": \(reasons)"),
      facts: rules.map { ManifestPath("rules", String($0)) },
      advice: "lift one of these rules or allow another vehicle")
  }

  /// Why propagation leaves some element of a reduced campaign without a launch day: what it leaves
  /// of the campaign as it was written, or else what sums show.
  static func noDayLeft(in plain: Instance) -> Infeasibility {
    let windows = TimeWindows(
      plain, launchDays: LaunchDays(plain), latest: plain.elements.map(\.latest))
    return windows.emptied.map { noDayLeft(for: $0, in: plain) } ?? beforeSearch(plain)
      ?? afterSearch(plain)
  }

  /// Why an element has no launch day left once its dates and precedences are propagated.
  private static func noDayLeft(for element: Int, in instance: Instance) -> Infeasibility {
    let data = instance.elements[element]
    let campaign = instance.campaign
    let id = campaign.elements[element].id
    let path = ManifestPath("elements", id.text)
    let vehicles = data.vehicles.map { campaign.vehicles[$0].id.text }.joined(separator: ", ")
    let facts = data.vehicles.map { ManifestPath("vehicles", campaign.vehicles[$0].id.text) }
    let days = data.vehicles.flatMap { vehicle in
      instance.vehicles[vehicle].launchDays.map { day in
        (day, day + instance.travel[vehicle][element] + data.commissioning)
      }
    }
    guard !days.isEmpty else {
      return Infeasibility(
        reason: "no vehicle that \(id) may fly on (\(vehicles)) has a launch day in the campaign",
        facts: facts, advice: "add windows or extend availability")
    }
    let ready = days.filter { $0.0 >= data.ready }
    guard !ready.isEmpty else {
      let last = campaign.start + (days.map(\.0).max() ?? 0)
      let day = campaign.start + data.ready
      let loss = rebuiltLoss(of: campaign.elements[element], on: day, in: campaign)
      return Infeasibility(
        reason: (loss.map { "\(id), lost on \($0), is rebuilt on \(day)" }
          ?? "\(id) is ready on \(day)") + ", after the last launch day of "
          + "every vehicle that it may fly on (\(vehicles)), \(last)",
        facts: [path.appending(loss == nil ? "ready" : "rebuild")] + facts,
        advice: "have \(id) \(loss == nil ? "ready" : "rebuilt") earlier, or add a later window")
    }
    if !ready.contains(where: { $0.1 <= data.latest }) {
      let first = campaign.start + (ready.map(\.1).min() ?? 0)
      let isDeadline = campaign.elements[element].deadline != nil && data.latest < instance.horizon
      return Infeasibility(
        reason: "\(id) is operational on \(first) at the earliest, after "
          + (isDeadline ? "its deadline " : "the campaign's end ")
          + "\(campaign.start + data.latest)",
        facts: [isDeadline ? path.appending("deadline") : ManifestPath("campaign", "end")] + facts,
        advice: isDeadline ? "move the deadline" : "move the campaign's end")
    }
    // Its own days do not exclude it, so the chain of precedences through it does.
    return Infeasibility(
      reason: "\(id) has no launch day left once the elements before and after it have theirs",
      facts: [path.appending(campaign.elements[element].after.isEmpty ? "mass" : "after")]
        + chain(through: element, in: instance).map { ManifestPath("elements", $0.text, "after") },
      advice: "shorten lags or commissioning times in its chain of precedences, move deadlines, or "
        + "extend the campaign")
  }

  /// The elements that directly wait for an element.
  private static func chain(through element: Int, in instance: Instance) -> [Element.ID] {
    instance.elements[element].successors.filter { !instance.edges[$0].isOrder }.map {
      instance.campaign.elements[instance.edges[$0].successor].id
    }
  }

  /// A reason that sums over the campaign show, before any search; nil when there is none.
  static func beforeSearch(_ instance: Instance) -> Infeasibility? {
    noPort(instance) ?? tooFewFlights(instance) ?? tooFewResources(instance)
  }

  /// An element that must follow another sooner than launches can follow each other; nil if none.
  static func tooShortWait(_ instance: Instance) -> Infeasibility? {
    for edge in instance.edges where !edge.isImplied && !edge.ifFlown {
      guard let within = edge.within, within < edge.lag,
        instance.elements[edge.predecessor].past == nil,
        !instance.elements[edge.successor].mayStayGrounded
      else { continue }
      let campaign = instance.campaign
      let (before, after) = (
        campaign.elements[edge.predecessor], campaign.elements[edge.successor]
      )
      let path = ManifestPath("elements", after.id.text, "after")
      let index = after.after.firstIndex { $0.element == before.id } ?? 0
      guard after.after[index].lag <= within else {
        return Infeasibility(
          reason: "\(after.id) must arrive at least \(after.after[index].lag) and at most "
            + "\(within) days after \(before.id) is operational",
          facts: [path.appending(String(index))], advice: "lower 'lag' or raise 'within'")
      }
      let vehicles = instance.elements[edge.successor].vehicles.map { campaign.vehicles[$0].id }
      return Infeasibility(
        reason: "\(after.id) must arrive within \(within) days after \(before.id) is operational, "
          + "but they cannot share a flight, and turnaround keeps their launches so far apart that "
          + "it arrives \(edge.lag) days after at the earliest",
        facts: [path.appending(String(index))]
          + vehicles.map { ManifestPath("vehicles", $0.text, "turnaround") },
        advice: "raise 'within', allow another vehicle, or let the two share a flight")
    }
    return nil
  }

  /// What is said when there are plans, but none as good as was wanted (`WarmStart.ceiling`).
  static let aboveCeiling = Infeasibility(
    reason: "no plan is as good as was asked for", facts: [ManifestPath("campaign", "objectives")])

  /// What can be said when only the search has found that there is no plan.
  static func afterSearch(_ instance: Instance) -> Infeasibility {
    Infeasibility(
      reason: "the search through all loads proves that no plan keeps all rules together",
      facts: [ManifestPath("campaign", "end")],
      advice: "extend the campaign, add flights or windows, or relax deadlines", isBare: true)
  }

  /// Elements that can fly on some vehicles only, whose flights cannot hold them all.
  private static func tooFewFlights(_ instance: Instance) -> Infeasibility? {
    let campaign = instance.campaign
    // The sets of vehicles that some element is bound to, smallest first.
    let required = instance.free.filter { !instance.elements[$0].mayStayGrounded }
    let sets = Set(required.map { instance.elements[$0].vehicles })
      .sorted { ($0.count, $0.description) < ($1.count, $1.description) }
    for vehicles in sets {
      let riders = required.filter {
        Set(instance.elements[$0].vehicles).isSubset(of: vehicles)
      }
      let mass = riders.reduce(0) { $0 + instance.elements[$1].mass }
      var room = 0
      var slots = 0
      var flights = 0
      for vehicle in vehicles {
        let own = instance.vehicles[vehicle]
        var most = min(own.flightsLeft ?? .max, riders.count)
        if own.turnaround > 0 {
          // The greedy choice of launch days packs in as many as any.
          var count = 0
          var next = Int.min
          for day in own.launchDays where day >= next {
            count += 1
            next = day + own.turnaround
          }
          most = min(most, count)
        }
        flights += most
        room += most * (riders.map { instance.capacities[vehicle][$0] }.max() ?? 0)
        slots += most * own.slots
      }
      guard mass > room || riders.count > slots else { continue }
      let names = vehicles.map { campaign.vehicles[$0].id.text }.joined(separator: ", ")
      let elements = riders.map { campaign.elements[$0].id.text }
      let listed =
        elements.prefix(6).joined(separator: ", ") + (elements.count > 6 ? ", ..." : "")
      let needed =
        mass > room
        ? "\(Mass(thousandths: mass)) kg, and they lift \(Mass(thousandths: room)) kg in all"
        : "\(riders.count) slots, and they have \(slots) in all"
      return Infeasibility(
        reason: "too few flights: \(listed) can fly on \(names) only, which can make "
          + "\(flights) \(flights == 1 ? "flight" : "flights") in the campaign; they need \(needed)",
        facts: vehicles.map { ManifestPath("vehicles", campaign.vehicles[$0].id.text) },
        advice: "allow more flights, a shorter turnaround, more windows or other vehicles")
    }
    return nil
  }

  /// A resource of which less is provided than consumed, all elements of a node taken together.
  private static func tooFewResources(_ instance: Instance) -> Infeasibility? {
    let campaign = instance.campaign
    for level in instance.levels {
      guard case .resource(let resource) = level.subject,
        level.triggers.contains(where: { !instance.elements[$0].mayStayGrounded })
      else { continue }
      let id = campaign.resources[resource].id
      let users = campaign.elements.indices.filter { level.profiles[$0] != nil }
      // Where something leaves or may stay on the ground, the sum is not what counts.
      guard
        users.allSatisfy({
          instance.elements[$0].stay == nil && !instance.elements[$0].mayStayGrounded
        })
      else { continue }
      let total = users.reduce(0) { $0 + campaign.elements[$1].net(of: id).thousandths }
      guard total < 0 else { continue }
      let consumers = users.filter { campaign.elements[$0].net(of: id) < .zero }
      return Infeasibility(
        reason: "the elements consume \(Amount(thousandths: -total)) more of \(id) than they "
          + "provide, once all are operational",
        facts: consumers.prefix(4).map {
          ManifestPath("elements", campaign.elements[$0].id.text, "consumes", id.text)
        },
        advice: "provide more \(id) or consume less")
    }
    return nil
  }

  /// An element that has to fly and needs a docking port that no element offers; nil if none.
  private static func noPort(_ instance: Instance) -> Infeasibility? {
    for (element, ports) in instance.docking.candidates.enumerated() {
      guard let ports, ports.isEmpty, instance.elements[element].past == nil,
        !instance.elements[element].mayStayGrounded, !instance.docking.mayBeFirst[element],
        let docks = instance.campaign.elements[element].docks
      else { continue }
      let data = instance.campaign.elements[element]
      return Infeasibility(
        reason: "no element at \(data.node) offers \(data.id) a \(docks.standard) port that is "
          + "there for all of its stay",
        facts: [ManifestPath("elements", data.id.text, "docks")],
        advice: "give another element such a port, or an adapter that has one")
    }
    return nil
  }
}
