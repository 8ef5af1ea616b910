// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Simulation
import Testing

/// Campaigns so simple that the distribution of their dates is known.
@Suite("Where the distribution is known")
struct ClosedFormTests {
  private let start = Day(number: 20_000)
  private let replications = 40_000

  /// A campaign with one vehicle per element, each flying it on any day.
  private func campaign(_ elements: [Element], _ risks: VehicleUncertainty? = nil) -> Campaign {
    Campaign(
      name: "Closed form", start: start, end: start + 2000, node: "NRHO",
      vehicles: elements.map { element in
        Vehicle(
          id: Vehicle.ID("V-\(element.id)"),
          routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 1))], uncertainty: risks)
      }, elements: elements)
  }

  private func element(_ id: Element.ID, after: [Element.ID] = []) -> Element {
    Element(
      id: id, node: "NRHO", mass: Mass(kilograms: 1), after: after.map { Precedence($0) })
  }

  private func flights(_ campaign: Campaign) -> [Flight] {
    campaign.elements.map { element in
      Flight(
        vehicle: Vehicle.ID("V-\(element.id)"), pad: nil, node: "NRHO", launch: campaign.start,
        elements: [element.id])
    }
  }

  /// The simulated days from the start to the completion, as counts from 0 on.
  private func completion(_ campaign: Campaign) -> [Int] {
    let result = Simulator(campaign, plan: flights(campaign)).run(
      SimulationOptions(amount: .replications(replications), seed: 11, threads: 2))
    #expect(result.completion.reached.never == 0)
    return Array(result.completion.reached.counts)
  }

  /// Expects counts to come from probabilities: Pearson's chi-square below its 0.999 quantile.
  private func expect(
    _ counts: [Int], from probabilities: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let total = Double(counts.reduce(0, +))
    var (statistic, degrees) = (0.0, -1)
    var (observed, expected) = (0.0, 0.0)
    var tail = 1.0
    for (day, probability) in probabilities.enumerated() {
      observed += Double(day < counts.count ? counts[day] : 0)
      expected += total * probability
      tail -= probability
      // Days are put together until at least ten replications are expected of them, and of the rest.
      guard expected >= 10, total * tail >= 10 else { continue }
      statistic += (observed - expected) * (observed - expected) / expected
      degrees += 1
      (observed, expected) = (0, 0)
    }
    let rest = total - Double(counts.prefix(probabilities.count).reduce(0, +))
    expected += total * max(0, tail)
    observed += rest
    if expected > 0 {
      statistic += (observed - expected) * (observed - expected) / expected
      degrees += 1
    }
    let limit = ChiSquare.limit(degrees: max(1, degrees))
    #expect(degrees > 0)
    #expect(statistic < limit, "chi-square \(statistic)", sourceLocation: sourceLocation)
  }

  @Test("attempts until a launch are geometric")
  func geometric() {
    let p = 0.35
    let risks = VehicleUncertainty(scrubs: [
      Scrub(cause: "weather", probability: 0.2), Scrub(cause: "valve", probability: p - 0.2),
    ])
    expect(
      completion(campaign([element("A")], risks)),
      from: (0..<40).map { pow(p, Double($0)) * (1 - p) })
  }

  @Test("a chain of elements takes the sum of its delays")
  func sum() {
    var chain = [element("A"), element("B", after: ["A"]), element("C", after: ["B"])]
    for place in chain.indices {
      chain[place].uncertainty = ElementUncertainty(
        commissioning: Distribution(.triangular(0, 6, 30)))
    }
    let one = (0...30).map { day in
      Self.triangular(Double(day) + 0.5) - Self.triangular(Double(day) - 0.5)
    }
    expect(completion(campaign(chain)), from: Self.sum(Self.sum(one, one), one))
  }

  @Test("elements side by side are complete with the last")
  func maximum() {
    let elements = (0..<5).map { number in
      var element = element(Element.ID("E\(number)"))
      element.uncertainty = ElementUncertainty(delay: Distribution(.uniform(-0.5, 99.5)))
      return element
    }
    expect(
      completion(campaign(elements)),
      from: (0..<100).map { day in
        pow(Double(day + 1) / 100, 5) - pow(Double(day) / 100, 5)
      })
  }

  @Test("a record of flights gives beta-binomial successes")
  func record() {
    // Ten flights of one vehicle, of which those that fail are not flown again.
    let elements = (0..<10).map { element(Element.ID("E\($0)")) }
    var campaign = campaign(elements)
    campaign.vehicles = [
      Vehicle(
        id: "V", routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 1))],
        uncertainty: VehicleUncertainty(reliability: .record(successes: 4, flights: 5)))
    ]
    let flights = elements.map {
      Flight(vehicle: "V", pad: nil, node: "NRHO", launch: start, elements: [$0.id])
    }
    let result = Simulator(campaign, plan: flights).run(
      SimulationOptions(amount: .replications(replications), seed: 5))
    // P(k losses) = C(10, k) B(5 + 10 - k, 2 + k) / B(5, 2).
    func logBeta(_ a: Double, _ b: Double) -> Double {
      Self.logGamma(a) + Self.logGamma(b) - Self.logGamma(a + b)
    }
    let probabilities = (0...10).map { losses -> Double in
      let k = Double(losses)
      let choose = Self.logGamma(11) - Self.logGamma(k + 1) - Self.logGamma(11 - k)
      return exp(choose + logBeta(15 - k, 2 + k) - logBeta(5, 2))
    }
    expect(result.losses, from: probabilities)
  }

  @Test("shared risks strike as often as a Poisson process")
  func poisson() {
    var campaign = campaign([element("A")])
    campaign.end = start + 730
    campaign.risks = [
      SharedRisk(id: "R", occurrence: .perYear(1.5), impact: .always(1), elements: .all)
    ]
    let simulator = Simulator(campaign, plan: flights(campaign))
    var counts = [Int](repeating: 0, count: 20)
    for replication in 0..<4000 {
      let strikes = simulator.story(of: replication, SimulationOptions(seed: 3)).count {
        if case .struck = $0.kind { true } else { false }
      }
      counts[min(strikes, 19)] += 1
    }
    let mean = 1.5 * 731 / 365.25
    expect(
      counts,
      from: (0..<19).map { exp(-mean + Double($0) * log(mean) - Self.logGamma(Double($0) + 1)) })
  }

  @Test("flights queue for a pad as in an M/D/1 queue")
  func padQueue() {
    // Arrivals that are uniform over a span are those of a Poisson process, given their number.
    let (count, turnaround, load) = (400, 20, 0.6)
    let span = Double(count * turnaround) / load
    let elements = (0..<count).map { number in
      var element = element(Element.ID("E\(number)"))
      element.uncertainty = ElementUncertainty(delay: Distribution(.uniform(-0.5, span - 0.5)))
      return element
    }
    var campaign = campaign(elements)
    campaign.end = start + count * turnaround * 3
    campaign.pads = [Pad(id: "P", turnaround: turnaround)]
    for place in campaign.vehicles.indices { campaign.vehicles[place].pads = ["P"] }
    let plan = elements.enumerated().map { number, element in
      Flight(
        vehicle: Vehicle.ID("V-\(element.id)"), pad: "P", node: "NRHO",
        launch: start + number * turnaround, elements: [element.id])
    }
    let simulator = Simulator(campaign, plan: plan)
    var waits: [Double] = []
    for replication in 0..<80 {
      var ready: [Element.ID: Day] = [:]
      var (sum, launches) = (0, 0)
      for event in simulator.story(of: replication, SimulationOptions(policy: .greedy, seed: 9)) {
        switch event.kind {
        case .elementLate(let element, _, let day): ready[element] = day
        case .launched(_, _, _, _, let elements):
          sum += event.day - (ready[elements[0]] ?? start)
          launches += 1
        default: continue
        }
      }
      #expect(launches == count)
      waits.append(Double(sum) / Double(count))
    }
    // Pollaczek and Khinchine: the mean wait, whatever the order of service; whole days make batches,
    // which add half a day at most.
    let expected = load * Double(turnaround) / (2 * (1 - load))
    let mean = waits.reduce(0, +) / Double(waits.count)
    let deviation =
      (waits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(waits.count - 1)).squareRoot()
    let error = 3 * deviation / Double(waits.count).squareRoot()
    // A queue that begins empty, with so many arrivals, waits a little less.
    #expect(abs(mean - expected) < error + 0.5, "\(mean), error \(error), expected \(expected)")
    #expect(error < 1)
  }

  // MARK: - Functions

  /// The distribution function of the triangle from 0 over 6 to 30.
  private static func triangular(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 30 { return 1 }
    return x <= 6 ? x * x / 180 : 1 - (30 - x) * (30 - x) / 720
  }

  private static func sum(_ first: [Double], _ second: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: first.count + second.count - 1)
    for (i, p) in first.enumerated() { for (j, q) in second.enumerated() { sum[i + j] += p * q } }
    return sum
  }

  /// The logarithm of the gamma function of a whole number.
  private static func logGamma(_ x: Double) -> Double {
    (1..<max(1, Int(x.rounded()))).reduce(0) { $0 + log(Double($1)) }
  }
}
