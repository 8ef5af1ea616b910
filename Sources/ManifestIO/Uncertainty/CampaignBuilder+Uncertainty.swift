// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  /// What is uncertain about a vehicle: what its class says, and instead of it what it says itself.
  mutating func uncertainty(
    ofVehicle record: ReadRecord, availableFrom: Day?
  ) -> VehicleUncertainty? {
    guard let own = record.record("uncertainty") else { return nil }
    let lead = leadTime(own, to: availableFrom)
    var uncertainty = VehicleUncertainty()
    if let kind = own.text("class").flatMap(VehicleUncertainty.Class.init(rawValue:)) {
      uncertainty = VehicleUncertainty(class: kind, lead: lead)
      if kind == .new, !own.has("available") {
        checkLead(lead, of: own, at: own.place(ofValue: "class"), "available")
      }
    }
    replace(&uncertainty.available, own, "available", delayed(by: own, "available", lead))
    replace(&uncertainty.delay, own, "delay")
    for scrub in scrubs(own) {
      if let index = uncertainty.scrubs.firstIndex(where: { $0.cause == scrub.cause }) {
        uncertainty.scrubs[index] = scrub
      } else {
        uncertainty.scrubs.append(scrub)
      }
    }
    uncertainty.reliability = reliability(own) ?? uncertainty.reliability
    replace(&uncertainty.standDown, own, "standDown")
    uncertainty.grounds = own.ids("grounds") ?? []
    uncertainty.spares = own.whole("spares") ?? 0
    return uncertainty
  }

  /// What is uncertain about an element: what its class says, and instead of it what it says itself.
  mutating func uncertainty(ofElement record: ReadRecord) -> ElementUncertainty? {
    guard let own = record.record("uncertainty") else { return nil }
    let lead = leadTime(own, to: record.date("ready"))
    var uncertainty = ElementUncertainty()
    if let kind = own.text("class").flatMap(ElementUncertainty.Class.init(rawValue:)) {
      uncertainty = ElementUncertainty(class: kind, lead: lead)
      if record.has("rebuild") { uncertainty.rebuild = nil }
      if !own.has("delay") {
        checkLead(lead, of: own, at: own.place(ofValue: "class"), "ready")
      }
    }
    replace(&uncertainty.delay, own, "delay", delayed(by: own, "ready", lead))
    replace(&uncertainty.docking, own, "docking")
    replace(&uncertainty.commissioning, own, "commissioning")
    uncertainty.reliability = own.real("reliability") ?? uncertainty.reliability
    replace(&uncertainty.rebuild, own, "rebuild")
    return uncertainty
  }

  /// What is uncertain about a pad.
  mutating func uncertainty(ofPad record: ReadRecord) -> PadUncertainty? {
    guard let own = record.record("uncertainty") else { return nil }
    return PadUncertainty(
      delay: distribution(own, "delay"), scrubs: scrubs(own), closure: distribution(own, "closure"))
  }

  private mutating func replace(
    _ standard: inout Distribution?, _ record: ReadRecord, _ key: String,
    _ context: DistributionContext = .duration
  ) {
    standard = distribution(record, key, context) ?? standard
  }

  private mutating func scrubs(_ record: ReadRecord) -> [Scrub] {
    record.table("scrub").compactMap { entry in
      guard let cause = entry.value.record else { return nil }
      let recycle = distribution(cause, "recycle")
      return Scrub(
        cause: entry.key, probability: cause.real("probability") ?? 0,
        recycle: recycle ?? .always(1))
    }
  }

  private mutating func reliability(_ own: ReadRecord) -> Reliability? {
    if let probability = own.real("reliability") { return .probability(probability) }
    guard let record = own.record("reliability"), let successes = record.whole("successes"),
      let flights = record.whole("flights")
    else { return nil }
    if successes > flights {
      report(
        .tooManySuccesses, at: record.place(ofValue: "successes"),
        "\(successes) of \(flights) flights succeeded",
        help: "'flights' counts all of them, also those that succeeded")
    }
    return .record(successes: successes, flights: flights)
  }

  // MARK: - Lead times

  private func leadTime(_ record: ReadRecord, to day: Day?) -> Int {
    record.whole("lead") ?? header.leadTime(to: day)
  }

  private mutating func delayed(
    by record: ReadRecord, _ key: String, _ lead: Int
  ) -> DistributionContext {
    if let place = firstLead(record[key == "ready" ? "delay" : key]) {
      checkLead(lead, of: record, at: place, key)
    }
    return DistributionContext(isSigned: true, lead: lead)
  }

  /// Warns about a lead time of nothing, by which nothing can be late.
  private mutating func checkLead(
    _ lead: Int, of record: ReadRecord, at place: Place, _ key: String
  ) {
    guard lead == 0 else { return }
    let cause =
      record.has("lead")
      ? "'lead' is 0 d" : "there is no '\(key)' after the campaign's start or status"
    report(
      .noEffect, at: place, "the lead time is 0 d: \(cause)",
      help: "say in 'lead' how many days ahead it was planned, or give the delay in days",
      severity: .warning)
  }

  /// Where a distribution first names a lead time; nil when it does not.
  private func firstLead(_ value: ReadValue?) -> Place? {
    guard let value else { return nil }
    if case .leads? = value.shift { return value.place }
    let parts = value.list ?? value.record?.entries.map(\.value) ?? []
    return parts.lazy.compactMap { self.firstLead($0) }.first
  }
}
