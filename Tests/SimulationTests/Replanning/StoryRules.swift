// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation

/// The rules that every execution keeps, held against what its story tells and nothing else.
struct StoryRules {
  private let campaign: Campaign
  private var found: [String] = []
  private var ready: [Element.ID: Day] = [:]
  private var lastLaunch: [String: Day] = [:]
  private var closed: [String: Day] = [:]
  private var flights: [Vehicle.ID: Int] = [:]
  private var failures: [Vehicle.ID: Int] = [:]
  private var inYear: [String: Int] = [:]
  private var cost: [Int: Amount] = [:]
  private var due: [Element.ID: Day] = [:]
  private var docked: [Element.ID: Day] = [:]
  private var atWork: Set<Element.ID> = []
  private var operational: [Element.ID: Day] = [:]
  /// The plans that are followed, one after the other, and the port that each element has in its own.
  private let plans: [[Flight]]
  private var followed = 0
  private var ports: [Element.ID: Port.Reference] = [:]
  private var guests: [Port.Reference: Element.ID] = [:]

  /// Begins with what has happened; plans are that of the start and all that come to replace it.
  init(_ campaign: Campaign, plans: [[Flight]]) {
    self.campaign = campaign
    self.plans = plans
    for flight in campaign.actuals {
      count(flight.vehicle, flight.pad, flight.launched)
    }
    let history = campaign.history
    for element in campaign.elements {
      ready[element.id] = history.ready(element)
      if history.delivered.contains(element.id) {
        docked[element.id] = campaign.start
        ports[element.id] = port(of: element.id)
        if let port = ports[element.id] { guests[port] = element.id }
      }
    }
  }

  /// The port of an element in the plan that is followed, in the manifest's words.
  private func port(of element: Element.ID) -> Port.Reference? {
    guard let flight = plans[followed].last(where: { $0.elements.contains(element) }),
      let place = flight.elements.firstIndex(of: element), place < flight.ports.count
    else { return nil }
    return flight.ports[place].map { $0.named(in: campaign) }
  }

  /// What a story breaks, in words.
  mutating func broken(by story: [StoryEvent]) -> [String] {
    for event in story { look(at: event) }
    return found
  }

  private mutating func look(at event: StoryEvent) {
    let day = event.day
    switch event.kind {
    case .elementLate(let element, _, let date): ready[element] = date
    case .launched(_, let id, let pad, _, let elements):
      launch(id, pad, day, elements)
    case .failed(_, let vehicle): failures[vehicle, default: 0] += 1
    case .standsDown(let vehicle, let until):
      closed["\(vehicle)"] = max(closed["\(vehicle)"] ?? until, until)
    case .padClosed(let pad, let until):
      closed["pad \(pad)"] = max(closed["pad \(pad)"] ?? until, until)
    case .lost(let element, let date): ready[element] = date
    case .docked(let element): dock(element, day)
    case .operational(let element, _): work(element, day)
    case .replanned(true): followed += 1
    case .departed(let element):
      atWork.remove(element)
      if let port = ports[element], guests[port] == element { guests[port] = nil }
      if docked[element] == nil { found.append("\(element) leaves from nowhere") }
    default: return
    }
  }

  private mutating func count(_ vehicle: Vehicle.ID, _ pad: Pad.ID?, _ day: Day) {
    lastLaunch["\(vehicle)"] = max(lastLaunch["\(vehicle)"] ?? day, day)
    if let pad { lastLaunch["pad \(pad)"] = max(lastLaunch["pad \(pad)"] ?? day, day) }
    flights[vehicle, default: 0] += 1
    inYear["\(vehicle) \(day.year)", default: 0] += 1
    let own = campaign.vehicles.first { $0.id == vehicle }
    cost[day.year] = (cost[day.year] ?? .zero) + (own?.cost ?? .zero)
  }

  private mutating func launch(
    _ id: Vehicle.ID, _ pad: Pad.ID?, _ day: Day, _ elements: [Element.ID]
  ) {
    guard let vehicle = campaign.vehicles.first(where: { $0.id == id }) else { return }
    func check(_ isKept: Bool, _ rule: String) {
      if !isKept { found.append("\(day) \(id): \(rule)") }
    }
    let own = campaign.pads.first { $0.id == pad }
    check(vehicle.pads.isEmpty == (pad == nil), "pad")
    check(pad.map(vehicle.pads.contains) ?? true, "its pads")
    check(lastLaunch["\(id)"].map { $0 + vehicle.turnaround <= day } ?? true, "turnaround")
    if let pad, let own {
      check(lastLaunch["pad \(pad)"].map { $0 + own.turnaround <= day } ?? true, "pad turnaround")
      check(closed["pad \(pad)"].map { $0 <= day } ?? true, "pad closed")
    }
    check(closed["\(id)"].map { $0 <= day } ?? true, "stands down")
    check(isLaunchDay(day, of: vehicle), "launch day")
    count(id, pad, day)
    let spare = min(failures[id] ?? 0, vehicle.uncertainty?.spares ?? 0)
    check(vehicle.flights.map { flights[id] ?? 0 <= $0 + spare } ?? true, "flights")
    check(vehicle.perYear.map { inYear["\(id) \(day.year)"] ?? 0 <= $0 } ?? true, "per year")
    check(campaign.budgetPerYear.map { cost[day.year] ?? .zero <= $0 } ?? true, "budget")
    var mass = Mass.zero
    for element in elements {
      guard let own = campaign.elements.first(where: { $0.id == element }) else { continue }
      mass = mass + own.mass
      check(ready[element].map { $0 <= day } ?? true, "\(element) not ready")
      check(own.vehicles.map { $0.contains(id) } ?? true, "\(element) not on it")
      ports[element] = port(of: element)
      let route = vehicle.route(to: own.launchNode)
      due[element] = day + (route?.transit ?? 0) + (own.transfer?.transit ?? 0)
      check(route.map { mass <= $0.capacity } ?? false, "capacity")
    }
    check(vehicle.slots.map { elements.count <= $0 } ?? true, "slots")
  }

  private func isLaunchDay(_ day: Day, of vehicle: Vehicle) -> Bool {
    let isOpen =
      vehicle.windows.map { ids in
        campaign.windows.filter { ids.contains($0.id) }.contains { windows in
          (windows.spans + (windows.recurrence?.spans(in: day...day) ?? []))
            .contains { $0.contains(day) }
        }
      } ?? true
    return isOpen && !vehicle.grounded.contains { $0.span.contains(day) }
      && day >= max(campaign.start, campaign.status ?? campaign.start)
      && day >= vehicle.availableFrom ?? day && day <= vehicle.availableUntil ?? day
  }

  private mutating func dock(_ id: Element.ID, _ day: Day) {
    guard let element = campaign.elements.first(where: { $0.id == id }) else { return }
    if due[id].map({ $0 > day }) ?? true { found.append("\(day) \(id) docks before it can") }
    docked[id] = day
    if let port = ports[id] {
      if let guest = guests[port] {
        found.append("\(day) \(id) docks to \(port), where \(guest) is")
      }
      guests[port] = id
      if operational[port.element] == nil { found.append("\(day) \(id) has no host") }
    }
    for after in element.after {
      if let before = operational[after.element] {
        if day < before + after.lag { found.append("\(day) \(id) too soon after \(after.element)") }
      } else if !after.ifFlown {
        found.append("\(day) \(id) before \(after.element)")
      }
    }
    guard let transfer = element.transfer else { return }
    for other in transfer.with {
      guard let before = operational[other], day >= before + transfer.transit else {
        found.append("\(day) \(id) has not met \(other)")
        continue
      }
    }
  }

  private mutating func work(_ id: Element.ID, _ day: Day) {
    guard let element = campaign.elements.first(where: { $0.id == id }) else { return }
    operational[id] = day
    atWork.insert(id)
    if let arrival = docked[id], day < arrival + element.commissioning,
      !campaign.history.delivered.contains(id)
    {
      found.append("\(day) \(id) works before it is commissioned")
    }
    // Without providers that leave, what is consumed is always there, once there is anything new.
    guard !campaign.history.delivered.contains(id) else { return }
    for resource in campaign.resources {
      let here = campaign.elements.filter { $0.node == element.node }
      guard !here.contains(where: { $0.stay != nil && $0.net(of: resource.id) > .zero }),
        element.net(of: resource.id) < .zero
      else { continue }
      let level = here.filter { atWork.contains($0.id) }
        .reduce(Amount.zero) { $0 + $1.net(of: resource.id) }
      if level < .zero { found.append("\(day) \(id) lacks \(resource.id)") }
    }
  }
}

extension Port.Reference {
  /// A port as the manifest names it: to planners it is offered under another name once it is taken.
  func named(in campaign: Campaign) -> Port.Reference {
    let hosts = campaign.elements.map(\.id)
    guard !hosts.contains(element) else { return self }
    let host = hosts.first { element.text == "free:\($0).\(port)" }
    return Port.Reference(element: host ?? element, port: port)
  }
}
