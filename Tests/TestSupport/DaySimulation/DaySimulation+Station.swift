// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension DaySimulation {
  // MARK: Arrivals

  mutating func judgeArrivals(on day: Day) {
    for visit in visits where !visit.isPast {
      let id = visit.element.id
      if visit.parking == day, let transfer = visit.element.transfer {
        for met in transfer.with {
          guard let other = self.visit(met) else {
            complain("\(id) is to meet \(met), which does not fly")
            continue
          }
          if other.element.node != transfer.from { complain("\(id) misses \(met)") }
          if other.operational > day { complain("\(id) meets \(met) too early") }
          if let within = transfer.within, day > other.operational + within {
            complain("\(id) meets \(met) too late")
          }
        }
      }
      if visit.arrival == day {
        for precedence in visit.element.after {
          guard let other = self.visit(precedence.element) else {
            if !precedence.ifFlown { complain("\(id) comes after what does not fly") }
            continue
          }
          if day < other.operational + precedence.lag { complain("\(id) comes too early") }
          if let within = precedence.within, day > other.operational + within {
            complain("\(id) comes too late")
          }
        }
      }
      if visit.operational == day {
        if day > campaign.end { complain("\(id) works after the end") }
        if let deadline = visit.element.deadline, day > deadline { complain("\(id) is late") }
      }
    }
  }

  // MARK: Ports

  mutating func judgePorts(on day: Day) {
    var taken: [Port.Reference] = []
    for visit in visits {
      let id = visit.element.id
      if visit.arrival == day, !visit.isPast, visit.element.docks != nil, visit.port == nil,
        !isFirst(visit)
      {
        complain("\(id) has no port")
      }
      guard let port = visit.port else { continue }
      if visit.arrival == day { judgeFit(of: visit, at: port) }
      guard visit.isPresent(on: day) else { continue }
      if let host = self.visit(port.element), !host.works(on: day) {
        complain("\(id) is at \(port), which is not there on \(day)")
      }
      if taken.contains(port) { complain("\(port) is taken on \(day)") }
      taken.append(port)
    }
  }

  private mutating func judgeFit(of visit: Visit, at port: Port.Reference) {
    let id = visit.element.id
    guard let docks = visit.element.docks else { return complain("\(id) needs no port") }
    guard let host = self.visit(port.element), host.element.id != id,
      host.element.node == visit.element.node,
      let offered = host.element.ports.first(where: { $0.id == port.port })
    else { return complain("\(port) is not there for \(id)") }
    if offered.standard != docks.standard { complain("\(port) does not fit \(id)") }
    if let allowed = docks.at, !allowed.contains(port) { complain("\(port) is not for \(id)") }
    // What stays for ever needs a host that does; the days below do not reach that far.
    if visit.departure == nil, host.departure != nil { complain("\(port) leaves before \(id)") }
  }

  /// Whether nothing comes to its node before a visit; `visits` are in manifest order.
  private func isFirst(_ visit: Visit) -> Bool {
    let there = visits.filter { $0.element.node == visit.element.node }
    let day = there.map(\.arrival).min()
    return there.first { $0.arrival == day }?.element.id == visit.element.id
  }

  // MARK: Resources, crew and stores

  private func working(at node: Node.ID, on day: Day) -> [Element] {
    visits.filter { $0.element.node == node && $0.works(on: day) }.map(\.element)
  }

  private func provided(_ resource: Resource.ID, at node: Node.ID, on day: Day) -> Amount {
    working(at: node, on: day).flatMap(\.provides).filter { $0.resource == resource }
      .reduce(.zero) { $0 + $1.amount }
  }

  /// Whether a new element is or has been operational at a node.
  private func isJudged(_ node: Node.ID, on day: Day) -> Bool {
    visits.contains { !$0.isPast && $0.element.node == node && $0.operational <= day }
  }

  mutating func judgeResources(on day: Day) {
    var nodes: [Node.ID] = []
    for visit in visits where !nodes.contains(visit.element.node) {
      nodes.append(visit.element.node)
    }
    for node in nodes where isJudged(node, on: day) {
      for resource in campaign.resources {
        let consumed = working(at: node, on: day).flatMap(\.consumes)
          .filter { $0.resource == resource.id }.reduce(Amount.zero) { $0 + $1.amount }
        if provided(resource.id, at: node, on: day) < consumed {
          complain("\(node) is short of \(resource.id) on \(day)")
        }
      }
    }
  }

  mutating func judgeCrew(on day: Day) {
    for visit in visits
    where !visit.isPast && visit.isPresent(on: day) && day < visit.operational {
      let node = visit.element.node
      if provided(Resource.crew, at: node, on: day) < Amount(visit.element.crew) {
        complain("\(visit.element.id) lacks crew on \(day)")
      }
    }
  }

  mutating func judgeStores(on day: Day) {
    for store in campaign.stores {
      var level = levels[store.id] ?? 0
      for visit in visits {
        if visit.operational == day {
          for entry in visit.element.delivers where entry.store == store.id {
            level += entry.amount.thousandths * 1000
          }
        }
        if visit.works(on: day) {
          for entry in visit.element.draws where entry.store == store.id {
            level -= entry.amount.thousandths * 1000
          }
        }
      }
      let crew = provided(Resource.crew, at: store.node, on: day)
      level -= store.perCrew.thousandths * crew.thousandths
      levels[store.id] = level
      if isJudged(store.node, on: day), level < store.reserve.thousandths * 1000 {
        complain("\(store.id) runs low on \(day)")
      }
    }
  }
}
