// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation

/// Stories as text, a line per event, days counted from a first one.
struct StoryText {
  var start: Day

  /// All lines of a story.
  func lines(_ story: [StoryEvent]) -> [String] { story.map(line) }

  /// The line of an event: its day, what happens and to whom.
  func line(_ event: StoryEvent) -> String { "\(event.day - start) \(text(event.kind))" }

  private func text(_ kind: StoryEvent.Kind) -> String {
    switch kind {
    case .elementLate(let element, let days, let ready):
      "late \(element) by \(days), ready \(ready - start)"
    case .vehicleLate(let vehicle, let days): "late \(vehicle) by \(days)"
    case .struck(let risk, let days): "strike \(risk) for \(days)"
    case .planBroken: "broken"
    case .replanned(let isNew): isNew ? "replanned" : "no other plan"
    case .prepared(let flight, let vehicle, let late): "prepare \(flight) \(vehicle), \(late) more"
    case .scrubbed(let flight, let vehicle, let cause, let recycle):
      "scrub \(flight) \(vehicle), \(cause), again in \(recycle)"
    case .launched(let flight, let vehicle, let pad, let late, let elements):
      "launch \(flight) \(vehicle) \(pad?.text ?? "-") +\(late): \(text(elements))"
    case .failed(let flight, let vehicle): "fail \(flight) \(vehicle)"
    case .standsDown(let vehicle, let until): "down \(vehicle) until \(until - start)"
    case .padClosed(let pad, let until): "closed \(pad) until \(until - start)"
    case .lost(let element, let rebuilt):
      "lost \(element), \(rebuilt.map { "again \($0 - start)" } ?? "for good")"
    case .stranded(let element): "strand \(element)"
    case .waits(let element): "wait \(element)"
    case .docked(let element): "dock \(element)"
    case .rests(let element): "rest \(element)"
    case .staysOn(let element, let until): "stay \(element) until \(until - start)"
    case .commissioningLate(let element, let days): "longer \(element) by \(days)"
    case .operational(let element, let late): "work \(element) +\(late)"
    case .departed(let element): "leave \(element)"
    case .reached(let milestone, let late): "reach \(milestone?.text ?? "all") +\(late)"
    case .ended(let missing): "end without \(text(missing))"
    }
  }

  private func text(_ elements: [Element.ID]) -> String {
    elements.map(\.text).joined(separator: " ")
  }
}
