// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Simulation

extension StoryEvent {
  /// What happens, as a sentence without its date.
  var sentence: String {
    switch kind {
    case .elementLate(let element, let days, let ready):
      "\(element) will be ready \(Self.late(days)), on \(ready)"
    case .vehicleLate(let vehicle, let days):
      "\(vehicle) will be available \(Self.late(days))"
    case .struck(let risk, let days): "the risk \(risk) strikes and costs \(Self.days(days))"
    case .planBroken: "the plan is broken"
    case .replanned(true): "a new plan is made"
    case .replanned(false): "there is no new plan; the old one is held"
    case .prepared(let flight, let vehicle, let late):
      "\(flight): preparing \(vehicle) takes \(Self.days(late)) longer"
    case .scrubbed(let flight, let vehicle, let cause, let recycle):
      "\(flight): the countdown of \(vehicle) is stopped (\(cause)); "
        + "the next attempt is in \(Self.days(recycle)) at the earliest"
    case .launched(let flight, let vehicle, let pad, let late, let elements):
      "\(flight): \(vehicle) launches" + (pad.map { " from \($0)" } ?? "")
        + (elements.isEmpty ? "" : " with \(Self.list(elements))") + ", \(Self.onTime(late))"
    case .failed(let flight, let vehicle): "\(flight): the launch of \(vehicle) fails"
    case .standsDown(let vehicle, let until): "\(vehicle) stands down until \(until)"
    case .padClosed(let pad, let until): "pad \(pad) is closed until \(until)"
    case .lost(let element, let rebuilt):
      "\(element) is lost"
        + (rebuilt.map { "; another one will be ready on \($0)" } ?? " for good")
    case .stranded(let element): "\(element) stays on the ground for good"
    case .waits(let element): "\(element) waits in space to dock"
    case .docked(let element): "\(element) docks"
    case .rests(let element): "commissioning of \(element) rests: there is no crew"
    case .staysOn(let element, let until):
      "the crew of \(element) stays until \(until) to end commissioning"
    case .commissioningLate(let element, let days):
      "commissioning of \(element) takes \(Self.days(days)) longer"
    case .operational(let element, let late): "\(element) is operational, \(Self.onTime(late))"
    case .departed(let element): "\(element) departs"
    case .reached(let milestone?, let late):
      "milestone \(milestone) is reached, \(Self.onTime(late))"
    case .reached(nil, let late): "the campaign is complete, \(Self.onTime(late))"
    case .ended(let missing):
      missing.isEmpty
        ? "the simulation ends; all elements have been operational"
        : "the simulation ends without \(Self.list(missing))"
    }
  }

  /// Whether the event is good or bad news; nil for what goes as planned.
  var tone: ReportStyle.Tone? {
    switch kind {
    case .failed, .lost, .planBroken, .struck, .standsDown, .padClosed, .stranded,
      .replanned(false):
      .bad
    case .scrubbed, .elementLate, .vehicleLate, .prepared, .waits, .rests, .staysOn,
      .commissioningLate:
      .doubtful
    case .reached: .good
    case .ended(let missing): missing.isEmpty ? nil : .bad
    case .launched, .docked, .operational, .departed, .replanned(true): nil
    }
  }

  private static func days(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }

  private static func late(_ days: Int) -> String {
    days < 0 ? "\(Self.days(-days)) early" : "\(Self.days(days)) late"
  }

  private static func onTime(_ late: Int) -> String { late == 0 ? "on time" : Self.late(late) }

  private static func list(_ elements: [Element.ID]) -> String {
    let names = elements.map(\.text)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
