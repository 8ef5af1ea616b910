// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Random changes of tiny campaigns, written out by hand: they share nothing with the model's own.
public struct TinyChange: Sendable {
  /// The campaign as it is changed.
  public let campaign: Campaign
  /// What was changed, for messages.
  public private(set) var text = ""
  /// Whether every plan of the changed campaign is one of the unchanged.
  public private(set) var isRestriction = true

  /// Draws one to three changes of a campaign; sometimes the first flights of a plan have happened.
  public init(_ campaign: Campaign, baseline: [Flight], seed: UInt64) {
    var drawing = Drawing(random: SplitMix64(seed: seed ^ 0xC4A6), campaign: campaign)
    if drawing.random.chance(25) { drawing.makeHistory(of: baseline) }
    for _ in 0..<drawing.random.pick([1, 1, 2, 3]) { drawing.change() }
    self.campaign = drawing.campaign
    text = drawing.words.joined(separator: ", ")
    isRestriction = drawing.isRestriction
  }

  private struct Drawing {
    var random: SplitMix64
    var campaign: Campaign
    var words: [String] = []
    var isRestriction = true

    private var horizon: Int { campaign.end - campaign.start }
    private var today: Day { max(campaign.status ?? campaign.start, campaign.start) }

    mutating func makeHistory(of baseline: [Flight]) {
      let asOf = campaign.start + random.number(in: 1...max(1, horizon / 2))
      let known = Set(campaign.actuals.flatMap(\.elements))
      for flight in baseline where flight.launch < asOf && !known.contains(flight.elements[0]) {
        campaign.actuals.append(
          PastFlight(
            vehicle: flight.vehicle, launched: flight.launch, elements: flight.elements,
            pad: flight.pad))
      }
      campaign.status = max(today, asOf)
      // Nobody judges the past, which may leave more to the rest.
      isRestriction = false
      words.append("as of day \(asOf - campaign.start)")
    }

    mutating func change() {
      let vehicle = random.number(in: 0...(campaign.vehicles.count - 1))
      let element = random.number(in: 0...(campaign.elements.count - 1))
      let days = random.number(in: 1...max(1, horizon / 3))
      let (name, id) = (campaign.vehicles[vehicle].id, campaign.elements[element].id)
      switch random.number(in: 0...15) {
      case 0...4:
        campaign = campaign.delaying(vehicle, by: days)
        words.append("\(name) \(days) days late")
      case 5...7:
        campaign.elements[element].ready =
          (campaign.elements[element].ready ?? campaign.start) + days
        words.append("\(id) \(days) days late")
      case 8, 9:
        let first = campaign.start + random.number(in: 0...horizon)
        campaign.vehicles[vehicle].grounded.append(Vehicle.Grounding(span: first...(first + days)))
        words.append("\(name) grounded from day \(first - campaign.start) for \(days) more")
      case 10:
        let flown = campaign.actuals.count { $0.vehicle == name }
        campaign.vehicles[vehicle].flights = flown + random.number(in: 0...1)
        isRestriction = false
        words.append("\(name) makes \(campaign.vehicles[vehicle].flights ?? 0) flights")
      case 11:
        let tenths = random.pick([7, 8, 9, 11, 13])
        for route in campaign.vehicles[vehicle].routes.indices {
          let capacity = campaign.vehicles[vehicle].routes[route].capacity.thousandths
          campaign.vehicles[vehicle].routes[route].capacity = Mass(
            thousandths: capacity / 10 * tenths)
        }
        if tenths > 10 { isRestriction = false }
        words.append("\(name) lifts \(tenths) tenths")
      case 12:
        let first = campaign.start + random.number(in: 0...horizon)
        for index in campaign.windows.indices {
          campaign.windows[index].spans.append(first...(first + 1))
          campaign.windows[index].spans.sort { $0.lowerBound < $1.lowerBound }
        }
        isRestriction = false
        words.append("a window on day \(first - campaign.start)")
      case 13:
        campaign.vehicles[vehicle].turnaround = random.number(in: 0...6)
        isRestriction = false
        words.append("\(name) turns round in \(campaign.vehicles[vehicle].turnaround) days")
      case 14:
        campaign.elements[element].after = []
        campaign.elements[element].deadline = nil
        isRestriction = false
        words.append("\(id) waits for nothing")
      default:
        campaign.rules.append(
          Rule(forbid: .ids([id]), on: .ids([name]), why: "changed"))
        words.append("\(id) not on \(name)")
      }
    }
  }
}
