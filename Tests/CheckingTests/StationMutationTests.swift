// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport
import Testing

/// What happens at a station is judged: a good timeline passes, and each change to it, or to the
/// campaign, breaks exactly the rule it is meant to break, or none where it stays within a limit.
@Suite("The checker judges stations")
struct StationMutationTests {
  /// A change with the rules that it breaks, none for a change within the limits.
  struct Mutation: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var broken: Set<Violation.Kind>
    /// The day that the first violation is dated, where that is looked at.
    var day: Int?
    var change: @Sendable (inout Sample) -> Void

    init(
      _ name: String, _ broken: Violation.Kind?..., on day: Int? = nil,
      _ change: @escaping @Sendable (inout Sample) -> Void
    ) {
      testDescription = name
      self.broken = Set(broken.compactMap { $0 })
      self.day = day
      self.change = change
    }
  }

  @Test("a broken rule is found by name, and only that", arguments: portMutations)
  func ports(mutation: Mutation) { judge(mutation) }

  @Test("a broken rule is found by name, and only that", arguments: crewMutations)
  func crew(mutation: Mutation) { judge(mutation) }

  @Test("a broken rule is found by name, and only that", arguments: storeMutations)
  func stores(mutation: Mutation) { judge(mutation) }

  @Test("a broken rule is found by name, and only that", arguments: flightMutations)
  func flights(mutation: Mutation) { judge(mutation) }

  private func judge(_ mutation: Mutation) {
    var sample = Sample()
    mutation.change(&sample)
    let violations = sample.violations
    let messages = violations.map { "\($0.kind): \($0.message)" }
    #expect(Set(violations.map(\.kind)) == mutation.broken, "\(messages)")
    if let day = mutation.day {
      #expect(violations.first?.date == SampleStation.day(day), "\(messages)")
    }
    for violation in violations {
      #expect(!violation.path.keys.isEmpty)
      #expect([.choices, .missing].contains(violation.kind) || violation.date != nil)
    }
  }

  /// The sample station, changed.
  struct Sample {
    var campaign = SampleStation.campaign
    var flights = SampleStation.flights

    var violations: [Violation] {
      TimelineChecker(campaign).violations(in: Timeline(flights: flights, of: campaign))
    }

    /// The element of that name.
    subscript(id: Element.ID) -> Element {
      get { campaign.elements[position(campaign.elements) { $0.id == id }] }
      set { campaign.elements[position(campaign.elements) { $0.id == id }] = newValue }
    }

    /// The flight that carries an element.
    subscript(flightOf id: Element.ID) -> Flight {
      get { flights[position(flights) { $0.elements == [id] }] }
      set { flights[position(flights) { $0.elements == [id] }] = newValue }
    }

    private func position<Item>(_ items: [Item], _ isWanted: (Item) -> Bool) -> Int {
      guard let position = items.firstIndex(where: isWanted) else {
        preconditionFailure("the sample has no such entry")
      }
      return position
    }

    mutating func launch(_ id: Element.ID, _ day: Int) {
      self[flightOf: id].launch = SampleStation.day(day)
    }

    mutating func dock(_ id: Element.ID, _ host: Element.ID, _ port: Port.ID) {
      self[flightOf: id].ports = [Port.Reference(element: host, port: port)]
    }

    mutating func drop(_ id: Element.ID) { flights.removeAll { $0.elements == [id] } }

    /// Leaves what the crew eats out of account, where its coming and going is not about that.
    mutating func feedNobody() {
      campaign.stores[0].perCrew = .zero
    }
  }
}
