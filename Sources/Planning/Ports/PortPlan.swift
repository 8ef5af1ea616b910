// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The docking ports of a campaign, and which elements need one.
struct PortPlan: Sendable {
  /// All ports of elements that some element may dock to, in manifest order.
  let ports: [OfferedPort]
  /// Per element, the ports that it may dock to, ascending; nil when it needs none.
  let candidates: [[Int]?]
  /// Per element that docks, whether it can be the first at its node, which needs no port.
  let mayBeFirst: [Bool]

  struct OfferedPort: Sendable {
    var host: Int
    var reference: Port.Reference
    /// Ports of one host and standard that the same elements may use are alike.
    var kind: Int
  }

  /// No element needs a port.
  static let none = PortPlan(ports: [], candidates: [], mayBeFirst: [])

  private init(ports: [OfferedPort], candidates: [[Int]?], mayBeFirst: [Bool]) {
    self.ports = ports
    self.candidates = candidates
    self.mayBeFirst = mayBeFirst
  }

  /// Finds the candidates of each element; `past` says which elements have flown.
  init(_ campaign: Campaign, past: [Bool]) {
    let elements = campaign.elements
    guard elements.contains(where: { $0.docks != nil }) else {
      self = .none
      return
    }
    var offered: [(host: Int, port: Port)] = []
    for (host, element) in elements.enumerated() {
      offered += element.ports.map { (host, $0) }
    }
    let later = Self.surelyLater(campaign)
    func suits(_ docker: Int, _ port: (host: Int, port: Port)) -> Bool {
      guard let docks = elements[docker].docks, port.host != docker,
        !later[docker].contains(port.host),
        elements[port.host].node == elements[docker].node, docks.standard == port.port.standard,
        // What stays cannot dock to what leaves, nor what leaves to what leaves sooner at any age.
        elements[port.host].stay == nil || elements[docker].stay != nil
      else { return false }
      let reference = Port.Reference(element: elements[port.host].id, port: port.port.id)
      return docks.at?.contains(reference) ?? true
    }
    let users = offered.map { port in elements.indices.filter { suits($0, port) } }
    var kinds: [[Int]: Int] = [:]
    var ports: [OfferedPort] = []
    var candidates = elements.map { $0.docks == nil ? nil : [Int]() }
    for (own, users) in zip(offered, users) where !users.isEmpty {
      let kind = kinds[[own.host] + users] ?? kinds.count
      kinds[[own.host] + users] = kind
      for user in users { candidates[user]?.append(ports.count) }
      ports.append(
        OfferedPort(
          host: own.host,
          reference: Port.Reference(element: elements[own.host].id, port: own.port.id), kind: kind))
    }
    let position = Dictionary(elements.enumerated().map { ($0.element.id, $0.offset) }) {
      first, _ in first
    }
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    let found = candidates
    mayBeFirst = elements.indices.map { docker in
      guard found[docker] != nil else { return false }
      let node = elements[docker].node
      // An element that has to fly and finds no port at all must be the first, and no other can.
      let isTaken = elements.indices.contains { other in
        other != docker && elements[other].node == node && found[other]?.isEmpty ?? false
          && !past[other] && !elements[other].isOptional && !chosen.contains(elements[other].id)
      }
      if isTaken { return false }
      if elements.indices.contains(where: { past[$0] && elements[$0].node == node }) {
        // Past elements came before; among themselves they are not judged.
        return false
      }
      // What it waits for is at the node before it, or on the same day and before it in the manifest;
      // of what may be void, that holds if it waits for all of a choice, of which one flies.
      var awaited: Set<Element.ID> = []
      for precedence in elements[docker].after {
        guard let before = position[precedence.element], elements[before].node == node,
          elements[before].commissioning + precedence.lag > 0 || before < docker
        else { continue }
        if !precedence.ifFlown { return false }
        awaited.insert(precedence.element)
      }
      return !campaign.choices.contains { awaited.isSuperset(of: $0.oneOf) }
    }
    self.ports = ports
    self.candidates = candidates
  }

  /// Per element, those that are operational only after its arrival, where both fly: a chain of
  /// precedences leads to them, and some of it takes time.
  private static func surelyLater(_ campaign: Campaign) -> [Set<Int>] {
    let elements = campaign.elements
    let position = Dictionary(elements.enumerated().map { ($0.element.id, $0.offset) }) {
      first, _ in first
    }
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    var successors = elements.map { _ in [(element: Int, takesTime: Bool, ifFlown: Bool)]() }
    for (index, element) in elements.enumerated() {
      for precedence in element.after {
        guard let before = position[precedence.element] else { continue }
        successors[before].append(
          (index, elements[before].commissioning + precedence.lag > 0, precedence.ifFlown))
      }
    }
    return elements.indices.map { start in
      // Two states per element: reached in no time, or after some.
      var reached = elements.map { _ in (atOnce: false, later: false) }
      var stack = [(element: start, takesTime: false)]
      while let (element, takesTime) = stack.popLast() {
        let mayStay = elements[element].isOptional || chosen.contains(elements[element].id)
        for next in successors[element] where element == start || !mayStay || !next.ifFlown {
          let isLater = takesTime || next.takesTime
          guard isLater ? !reached[next.element].later : !reached[next.element].atOnce else {
            continue
          }
          if isLater {
            reached[next.element].later = true
          } else {
            reached[next.element].atOnce = true
          }
          stack.append((next.element, isLater))
        }
      }
      return Set(
        elements.indices.filter {
          reached[$0].later || (reached[$0].atOnce && elements[$0].commissioning > 0)
        })
    }
  }

  /// Whether any element needs a port.
  var isNeeded: Bool { !candidates.isEmpty }

  /// The one element that offers every port that an element may use, nil when there are several.
  func onlyHost(of docker: Int) -> Int? {
    guard isNeeded, let own = candidates[docker], let first = own.first, !mayBeFirst[docker] else {
      return nil
    }
    let host = ports[first].host
    return own.allSatisfy { ports[$0].host == host } ? host : nil
  }
}

extension PortPlan {
  /// Sets of ports whose use is counted: what any one element may use, and unions of those that
  /// overlap, as far as they are few.
  ///
  /// By Hall's condition, elements that can use ports of a set only are never more than its ports.
  /// That every element finds one is seen to elsewhere: any of these sets may be left out.
  private var countedSets: [[Int]] {
    let single = candidates.compactMap(\.self).filter { !$0.isEmpty }
    var sets = Set(single)
    let most = sets.count + Self.mostUnions
    // Grown to unions along overlaps, one element at a time: few, and nested mostly.
    for own in sets.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      var union = Set(own)
      for other in single
      where sets.count < most && !union.isDisjoint(with: other) && !union.isSuperset(of: other) {
        union.formUnion(other)
        sets.insert(union.sorted())
      }
    }
    return sets.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
    }
  }

  /// How many unions are counted: lists of ports that overlap at random would make as many as there are
  /// pairs of elements.
  private static let mostUnions = 32

  /// A level per counted set: its ports in place, less the elements that can use no other.
  func levels(of campaign: Campaign, past: [PastStay?]) -> [Level] {
    let elements = campaign.elements
    return countedSets.map { set in
      let members = Set(set)
      var changes = elements.map { _ in [Level.Profile.Change]() }
      for port in set {
        let host = ports[port].host
        changes[host].append(.init(age: elements[host].commissioning, jump: 1, slope: 0))
        if let stay = elements[host].stay {
          changes[host].append(.init(age: stay, jump: -1, slope: 0))
        }
      }
      let dockers = elements.indices.filter { docker in
        candidates[docker].map { !$0.isEmpty && members.isSuperset(of: $0) } ?? false
      }
      for docker in dockers where past[docker] == nil {
        changes[docker].append(.init(age: 0, jump: -1, slope: 0))
        if let stay = elements[docker].stay {
          changes[docker].append(.init(age: stay, jump: 1, slope: 0))
        }
      }
      return Level(
        subject: .ports, profiles: changes.map { $0.isEmpty ? nil : Level.Profile($0) },
        initial: 0, least: dockers.contains { mayBeFirst[$0] } ? -1 : 0, triggers: [])
    }
  }

  /// When a past element arrived.
  typealias PastStay = (arrival: Int, operational: Int)
}
