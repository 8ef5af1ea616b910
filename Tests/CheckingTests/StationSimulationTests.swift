// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport
import Testing

@Suite("The checker and a simulation of each day judge alike")
struct StationSimulationTests {
  @Test("stations changed at random", arguments: UInt64(0)..<8)
  func random(block: UInt64) {
    var good = 0
    for seed in (30 * block)..<(30 * block + 30) {
      var random = SplitMix64(seed: seed)
      var sample = StationMutationTests.Sample()
      for _ in 0..<random.number(in: 1...4) { Self.change(&sample, &random) }
      let complaints = DaySimulation(sample.flights, of: sample.campaign).complaints
      let violations = sample.violations
      if violations.isEmpty { good += 1 }
      #expect(
        violations.isEmpty == complaints.isEmpty,
        "seed \(seed): \(violations.map { "\($0.kind): \($0.message)" }) against \(complaints)")
    }
    #expect(good > 2)
  }

  /// Changes one thing about the plan or its rules, mostly by a little.
  private static func change(
    _ sample: inout StationMutationTests.Sample, _ random: inout SplitMix64
  ) {
    let campaign = sample.campaign
    let flight = random.number(in: 1...sample.flights.count - 1)
    let element = random.number(in: 0...campaign.elements.count - 1)
    func ports() -> [Port.Reference] {
      campaign.elements.flatMap { host in
        host.ports.map { Port.Reference(element: host.id, port: $0.id) }
      }
    }
    let step = random.pick([-30, -9, -2, -1, 1, 2, 9, 30])
    switch random.number(in: 0...15) {
    case 0...3:
      let day = sample.flights[flight].launch + step
      sample.flights[flight].launch = max(day, SampleStation.day(10))
    case 4, 5:
      sample.flights[flight].ports = [random.pick(ports())]
    case 6: sample.flights[flight].ports = []
    case 7:
      let stay = campaign.elements[element].stay ?? 100
      sample.campaign.elements[element].stay = max(
        campaign.elements[element].commissioning, stay + step)
    case 8: sample.campaign.elements[element].stay = nil
    case 9:
      let days = max(0, campaign.elements[element].commissioning + step)
      let stay = campaign.elements[element].stay ?? days
      if stay >= days { sample.campaign.elements[element].commissioning = days }
    case 10: sample.campaign.elements[element].crew = random.number(in: 0...2)
    case 11:
      let level = random.pick([-1, 1, 4000, 20_000, 100_000])
      sample.campaign.stores[0].initial = Mass(
        thousandths: campaign.stores[0].initial.thousandths + level)
    case 12:
      sample.campaign.elements[element].draws = [
        StoreAmount("supplies", Mass(thousandths: random.pick([1, 1000, 3000])))
      ]
      sample.campaign.stores[0].initial = Mass(kilograms: random.pick([50, 400, 1000]))
    case 13:
      let provided = random.pick(["power", "crew"])
      sample.campaign.elements[element].provides.append(
        ResourceAmount(Resource.ID(provided), Amount(1)))
    case 14:
      sample.campaign.elements[element].docks =
        random.chance(50)
        ? nil : Docking(standard: random.pick(["IDSS", "SSVP"]))
    default:
      if random.chance(50) {
        sample.flights.remove(at: flight)
      } else {
        let extra = random.pick(["LOCK-B", "EXTRA", "ANNEX"])
        let day = random.number(in: 12...300)
        sample.flights.append(SampleStation.flight("Crane", day, Element.ID(extra)))
      }
    }
  }
}
