// SPDX-License-Identifier: GPL-3.0-or-later

extension Timeline {
  /// Writes out what a list of flights means: arrivals, operational days, departures, milestones.
  ///
  /// Flights are numbered `F01`, `F02`, ... by launch day, then by manifest order of vehicle and of
  /// first element. Every flight's vehicle, node and elements must be of the campaign; a flight
  /// whose vehicle does not reach its node counts as being there on its launch day. An element with
  /// a transfer arrives that many days later, and arrives, works and leaves at its own node. The
  /// elements of a flight that is lost have a loss on its launch day and nothing else; another
  /// flight may launch them again.
  public init(flights: [Flight], of campaign: Campaign) {
    let vehicleOrder = Self.order(campaign.vehicles.map(\.id))
    let elementOrder = Self.order(campaign.elements.map(\.id))
    let elements = Dictionary(campaign.elements.map { ($0.id, $0) }) { first, _ in first }
    let vehicles = Dictionary(campaign.vehicles.map { ($0.id, $0) }) { first, _ in first }

    func rank(_ flight: Flight) -> (Day, Int, Int, Int) {
      let first = flight.elements.compactMap { elementOrder[$0] }.min() ?? .max
      return (flight.launch, vehicleOrder[flight.vehicle] ?? .max, first, flight.isLost ? 0 : 1)
    }
    let sorted = flights.sorted { rank($0) < rank($1) }
    let width = max(2, String(sorted.count).count)

    var keyed: [(key: (Day, Int, Int), event: TimelineEvent)] = []
    func add(_ event: TimelineEvent, order: Int) {
      let kind = TimelineEvent.Kind.allCases.firstIndex(of: event.kind) ?? 0
      keyed.append(((event.date, kind, order), event))
    }
    var operational: [Element.ID: Day] = [:]
    for (index, flight) in sorted.enumerated() {
      let digits = String(index + 1)
      let number = "F" + String(repeating: "0", count: width - digits.count) + digits
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
