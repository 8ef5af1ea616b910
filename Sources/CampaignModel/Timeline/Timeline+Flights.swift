// SPDX-License-Identifier: GPL-3.0-or-later

extension Timeline {
  /// Writes out what a list of flights means: arrivals, operational days, departures, milestones.
  ///
  /// Flights are numbered as by `Flight.numbered`. Every flight's vehicle, node and elements must be of the campaign; a flight
  /// whose vehicle does not reach its node counts as being there on its launch day. An element with
  /// a transfer arrives that many days later, and arrives, works and leaves at its own node. The
  /// elements of a flight that is lost have a loss on its launch day and nothing else; another
  /// flight may launch them again.
  public init(flights: [Flight], of campaign: Campaign) {
    let elementOrder = Self.order(campaign.elements.map(\.id))
    let elements = Dictionary(campaign.elements.map { ($0.id, $0) }) { first, _ in first }
    let vehicles = Dictionary(campaign.vehicles.map { ($0.id, $0) }) { first, _ in first }

    var keyed: [(key: (Day, Int, Int), event: TimelineEvent)] = []
    func add(_ event: TimelineEvent, order: Int) {
      let kind = TimelineEvent.Kind.allCases.firstIndex(of: event.kind) ?? 0
      keyed.append(((event.date, kind, order), event))
    }
    var operational: [Element.ID: Day] = [:]
    for (index, (number, flight)) in Flight.numbered(flights, of: campaign).enumerated() {
      let ports = flight.ports + Array(repeating: nil, count: flight.elements.count)
      let aboard = zip(flight.elements, ports).sorted {
        (elementOrder[$0.0] ?? .max) < (elementOrder[$1.0] ?? .max)
      }
      let template = TimelineEvent(
        date: flight.launch, kind: .launch, flight: number, vehicle: flight.vehicle,
        pad: flight.pad, node: flight.node)
      var launch = template
      launch.mass = aboard.reduce(.zero) { $0 + (elements[$1.0]?.mass ?? .zero) }
      launch.detail = aboard.map(\.0.text).joined(separator: " ")
      add(launch, order: index)
      let transit = vehicles[flight.vehicle]?.route(to: flight.node)?.transit ?? 0
      for (id, port) in aboard {
        guard let element = elements[id] else { continue }
        var event = template
        event.element = id
        event.mass = element.mass
        let order = elementOrder[id] ?? .max
        guard !flight.isLost else {
          event.kind = .loss
          add(event, order: order)
          continue
        }
        let arrival = flight.launch + transit + (element.transfer?.transit ?? 0)
        event.node = element.node
        event.kind = .arrival
        event.date = arrival
        event.detail = port?.description ?? ""
        add(event, order: order)
        event.kind = .operational
        event.date = arrival + element.commissioning
        event.detail = ""
        operational[id] = event.date
        add(event, order: order)
        if let stay = element.stay {
          event.kind = .departure
          event.date = arrival + stay
          add(event, order: order)
        }
      }
    }
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    for (index, milestone) in campaign.milestones.enumerated() {
      let members = milestone.elements ?? campaign.elements.map(\.id)
      let isReached = members.allSatisfy { id in
        operational[id] != nil || chosen.contains(id) || elements[id]?.isOptional == true
      }
      if isReached, let date = members.compactMap({ operational[$0] }).max() {
        let event = TimelineEvent(
          date: date, kind: .milestone, node: campaign.node, detail: milestone.id.text)
        add(event, order: index)
      }
    }
    keyed.sort { $0.key < $1.key }
    self.init(events: keyed.map(\.event))
    let required = operational.filter { elements[$0.key]?.isOptional != true }
    if let date = (required.isEmpty ? operational : required).values.max() {
      // The last row of the file, whatever happens after it.
      events.append(TimelineEvent(date: date, kind: .complete, node: campaign.node))
    }
  }

  private static func order<Owner>(_ ids: [Identifier<Owner>]) -> [Identifier<Owner>: Int] {
    Dictionary(ids.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }
}
