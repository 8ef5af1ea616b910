// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  /// Reports causes of scrubs that together are more than certain, and statements about failures
  /// that can change nothing.
  mutating func checkUncertainty(of campaign: Campaign) {
    var pads = [Pad.ID: Int]()
    for (entry, pad) in zip(root.table("pads"), campaign.pads) {
      let total = (pad.uncertainty?.scrubs ?? []).total
      pads[pad.id] = total
      guard total > Self.certain, let place = scrubPlace(entry.value) else { continue }
      report(
        .tooProbable, at: place,
        "the causes that stop a countdown on \(pad.id) add up to \(Self.text(total)), more than 1",
        help: "each attempt is stopped by one of them at most: lower some")
    }
    for entry in root.table("vehicles") {
      guard let record = entry.value.record, let own = record.record("uncertainty"),
        let uncertainty = campaign.vehicles.first(where: { $0.id.text == entry.key })?.uncertainty
      else { continue }
      checkScrubs(entry, own, uncertainty.scrubs.total, pads)
      checkFailures(record, own, uncertainty)
    }
  }

  private mutating func checkScrubs(
    _ vehicle: ReadValue.Entry, _ own: ReadRecord, _ total: Int, _ pads: [Pad.ID: Int]
  ) {
    let place = own.has("scrub") ? own.place(of: "scrub") : own.place(ofValue: "class")
    guard total <= Self.certain else {
      report(
        .tooProbable, at: place,
        "the causes that stop a countdown of \(vehicle.key) add up to \(Self.text(total)), more "
          + "than 1",
        help: "each attempt is stopped by one of them at most: lower some")
      return
    }
    for id in vehicle.value.record?.ids("pads") ?? [] as [Pad.ID] {
      guard let pad = pads[id], pad <= Self.certain, total + pad > Self.certain else { continue }
      report(
        .tooProbable, at: place,
        "the causes that stop a countdown of \(vehicle.key) and those of its pad \(id) add up to "
          + "\(Self.text(total + pad)), more than 1",
        help: "each attempt is stopped by one of them at most: lower some")
    }
  }

  private mutating func checkFailures(
    _ record: ReadRecord, _ own: ReadRecord, _ uncertainty: VehicleUncertainty
  ) {
    func warn(_ key: String, _ message: String, help: String) {
      report(
        .noEffect, at: own.place(of: key), "'\(key)' has no effect: \(message)", help: help,
        severity: .warning)
    }
    // What is given and could not be read is reported already.
    let fails = uncertainty.reliability ?? .probability(own.has("reliability") ? 0 : 1)
    if fails == .probability(1) {
      for key in ["standDown", "grounds", "spares"] where own.has(key) {
        warn(key, "no launch fails", help: "give it a 'reliability', or remove '\(key)'")
      }
      return
    }
    if !uncertainty.grounds.isEmpty, uncertainty.standDown == nil, !own.has("standDown") {
      warn(
        "grounds", "the vehicle does not stand down",
        help: "give it a 'standDown', or remove 'grounds'")
    }
    if uncertainty.spares > 0, !record.has("flights") {
      warn(
        "spares", "its flights are not limited",
        help: "say in 'flights' how many there are, or remove 'spares'")
    }
  }

  private func scrubPlace(_ value: ReadValue) -> Place? {
    value.record?.record("uncertainty")?.place(of: "scrub")
  }

  /// A probability of 1, in millionths.
  private static let certain = 1_000_000

  private static func text(_ millionths: Int) -> String {
    var decimals = String(millionths % certain)
    decimals = String(repeating: "0", count: 6 - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(millionths / certain)" + (decimals.isEmpty ? "" : "." + decimals)
  }
}

extension [Scrub] {
  /// Their probabilities together, in millionths.
  fileprivate var total: Int {
    reduce(0) { $0 + Int(($1.probability * 1_000_000).rounded()) }
  }
}
