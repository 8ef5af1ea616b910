// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension ExecutionModel {
  /// Puts a campaign into numbers, up to a last day and without some of its risks.
  init(_ campaign: Campaign, until: Day, without removed: Set<RiskSource> = []) {
    let origin = campaign.actuals.map(\.launched).reduce(campaign.start, min)
    let last = max(until, campaign.end) - origin
    let first = max(campaign.start, campaign.status ?? campaign.start) - origin
    self.campaign = campaign
    self.origin = origin
    self.first = first
    self.last = last
    let memory = ConstantMemory()
    self.memory = memory
    calendar = LaunchCalendar(
      of: campaign, origin: origin, first: first, last: last, memory: memory)

    var yearOfDay: [Int32] = []
    var yearStarts: [Int] = []
    var year: Int?
    for day in 0...last {
      let own = (origin + day).year
      if own != year {
        yearStarts.append(day)
        year = own
      }
      yearOfDay.append(Int32(yearStarts.count - 1))
    }
    self.yearOfDay = memory.keep(yearOfDay)
    self.yearStarts = memory.keep(yearStarts)
    budget = campaign.budgetPerYear?.thousandths

    let places = Places(campaign)
    nodes = places.nodes.count
    // What is the same for many, such as a class, is one table: they can be large. What takes longer than
    // all that is simulated never comes, however long it takes.
    var tables: [DayTable] = []
    var lookups: [Distribution: DayLookup] = [:]
    func table(of distribution: Distribution) -> DayLookup {
      if let lookup = lookups[distribution] { return lookup }
      let table = DayTable(distribution, upTo: last + 1)
      tables.append(table)
      lookups[distribution] = table.lookup
      return table.lookup
    }
    var scrubs: [ScrubData] = []
    var scrubNames: [String] = []
    func add(_ causes: [Scrub]) -> Range<Int> {
      let start = scrubs.count
      scrubNames += causes.map(\.cause)
      scrubs += causes.map { scrub in
        ScrubData(
          probability: UInt64(probability: scrub.probability), recycle: table(of: scrub.recycle))
      }
      return start..<scrubs.count
    }
    func table(_ distribution: Distribution?, _ source: RiskSource) -> DayLookup? {
      guard let distribution, !removed.contains(source) else { return nil }
      return table(of: distribution)
    }
    var grounded: [Int] = []
    var padsOfVehicles: [Int] = []
    let vehicles = campaign.vehicles.map { vehicle in
      let own = vehicle.uncertainty ?? VehicleUncertainty()
      let canFail = !removed.contains(.failures(vehicle.id))
      let start = grounded.count
      grounded += own.grounds.compactMap { places.vehicles[$0] }
      let firstPad = padsOfVehicles.count
      padsOfVehicles += vehicle.pads.compactMap { places.pads[$0] }
      return VehicleData(
        turnaround: vehicle.turnaround, flights: vehicle.flights ?? .max,
        perYear: vehicle.perYear ?? .max, cost: vehicle.cost.thousandths,
        availableFrom: max(0, (vehicle.availableFrom ?? campaign.start) - origin),
        pads: firstPad..<padsOfVehicles.count,
        late: table(own.available, .available(vehicle.id)),
        preparation: table(own.delay, .preparation(vehicle.id)),
        scrubs: add(removed.contains(.scrubs(vehicle.id)) ? [] : own.scrubs),
        reliability: canFail ? own.reliability.map(Chance.init) : nil,
        standDown: table(own.standDown, .failures(vehicle.id)), grounds: start..<grounded.count,
        spares: own.spares)
    }
    let pads = campaign.pads.map { pad in
      let own = pad.uncertainty ?? PadUncertainty()
      return PadData(
        turnaround: pad.turnaround, late: table(own.delay, .turnaround(pad.id)),
        scrubs: add(removed.contains(.padScrubs(pad.id)) ? [] : own.scrubs),
        closure: own.closure.map(table(of:)))
    }
    self.scrubNames = scrubNames
    self.grounded = memory.keep(grounded)
    self.padsOfVehicles = memory.keep(padsOfVehicles)

    let history = campaign.history
    let start = max(campaign.start, campaign.status ?? campaign.start)
    let elements = campaign.elements.map { element in
      let own = element.uncertainty ?? ElementUncertainty()
      let isSafe = removed.contains(.inSpace(element.id))
      let crew = element.provides.filter { $0.resource == Resource.crew }
      return ElementData(
        ready: max(0, (history.ready(element) ?? start) - origin),
        commissioning: element.commissioning, stay: element.stay,
        node: places.nodes[element.node] ?? 0, needsCrew: 1000 * element.crew,
        bringsCrew: crew.reduce(0) { $0 + $1.amount.thousandths }, cost: element.cost.thousandths,
        deadline: element.deadline.map { $0 - origin } ?? Self.never,
        isOptional: element.isOptional, late: table(own.delay, .readiness(element.id)),
        docking: table(own.docking, .inSpace(element.id)),
        commissioningLate: table(own.commissioning, .inSpace(element.id)),
        survival: isSafe ? nil : own.reliability.map(UInt64.init(probability:)),
        rebuild: (own.rebuild ?? element.rebuild.map(Distribution.always)).map(table(of:)))
    }
    needingCrew = memory.keep(
      campaign.elements.indices.filter { campaign.elements[$0].crew > 0 })
    let risks = campaign.risks.map { risk in
      let span = risk.span ?? start...campaign.end
      return RiskData(
        occurrence: removed.contains(.shared(risk.id)) ? .once(probability: 0) : risk.occurrence,
        from: max(first, span.lowerBound - origin), until: span.upperBound - origin,
        impact: table(of: risk.impact),
        vehicles: memory.keep(
          campaign.vehicles.indices.filter { place in
            let vehicle = campaign.vehicles[place]
            return risk.vehicles?.contains(vehicle.id, agency: vehicle.agency, tags: vehicle.tags)
              ?? false
          }),
        elements: memory.keep(
          campaign.elements.indices.filter { place in
            let element = campaign.elements[place]
            return risk.elements?.contains(element.id, agency: element.agency, tags: element.tags)
              ?? false
          }))
    }
    self.vehicles = memory.keep(vehicles)
    self.pads = memory.keep(pads)
    self.scrubs = memory.keep(scrubs)
    self.elements = memory.keep(elements)
    self.risks = memory.keep(risks)
    self.tables = tables
    past = PastData(
      of: campaign, places: places, origin: origin, years: yearStarts.count,
      yearOfDay: yearOfDay)
  }
}

extension ExecutionModel.Chance {
  /// A reliability in the simulation's numbers.
  init(_ reliability: Reliability) {
    switch reliability {
    case .probability(let probability): self = .known(UInt64(probability: probability))
    case .record(let successes, let flights): self = .record(successes: successes, flights: flights)
    }
  }
}

/// The places of a campaign's things in the manifest, by their identifiers.
struct Places {
  let vehicles: [Vehicle.ID: Int]
  let pads: [Pad.ID: Int]
  let elements: [Element.ID: Int]
  let nodes: [Node.ID: Int]

  init(_ campaign: Campaign) {
    func places<Owner>(_ ids: [Identifier<Owner>]) -> [Identifier<Owner>: Int] {
      Dictionary(zip(ids, ids.indices)) { first, _ in first }
    }
    vehicles = places(campaign.vehicles.map(\.id))
    pads = places(campaign.pads.map(\.id))
    elements = places(campaign.elements.map(\.id))
    var nodes: [Node.ID: Int] = [:]
    for element in campaign.elements where nodes[element.node] == nil {
      nodes[element.node] = nodes.count
    }
    self.nodes = nodes
  }
}

extension ExecutionModel.PastData {
  /// Reads the flights of a campaign that have happened.
  fileprivate init(
    of campaign: Campaign, places: Places, origin: Day, years: Int,
    yearOfDay: [Int32]
  ) {
    vehicleFree = [Int](repeating: 0, count: campaign.vehicles.count)
    padFree = [Int](repeating: 0, count: campaign.pads.count)
    launches = [Int](repeating: 0, count: campaign.vehicles.count)
    launchesInYear = [Int32](repeating: 0, count: campaign.vehicles.count * years)
    costInYear = [Int](repeating: 0, count: years)
    cost = 0
    delivered = []
    for flight in campaign.actuals {
      guard let vehicle = places.vehicles[flight.vehicle] else { continue }
      let day = flight.launched - origin
      let data = campaign.vehicles[vehicle]
      vehicleFree[vehicle] = max(vehicleFree[vehicle], day + data.turnaround)
      if let pad = flight.pad.flatMap({ places.pads[$0] }) {
        padFree[pad] = max(padFree[pad], day + campaign.pads[pad].turnaround)
      }
      launches[vehicle] += 1
      if yearOfDay.indices.contains(day) {
        let year = Int(yearOfDay[day])
        launchesInYear[vehicle * years + year] += 1
        costInYear[year] += data.cost.thousandths
      }
      cost += data.cost.thousandths
      for id in flight.elements {
        guard let place = places.elements[id] else { continue }
        let element = campaign.elements[place]
        cost += element.cost.thousandths
        guard !flight.isLost else { continue }
        let transit = data.route(to: element.launchNode)?.transit ?? 0
        let arrival = day + transit + (element.transfer?.transit ?? 0)
        delivered.append(
          (place, arrival, arrival + element.commissioning, element.stay.map { arrival + $0 }))
      }
    }
  }
}
