// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How much later a flight could launch by itself, all others staying as they are.
public struct Room: Hashable, Sendable {
  /// The days from its launch on which it could launch without a break.
  public var days: Int
  /// What rules out the day after these; nil when that is after the campaign's end.
  public var end: Reason?
  /// The next day after these on which it could launch; nil when there is none before it is against
  /// another flight or element.
  public var next: Day?

  /// Creates a room.
  public init(days: Int, end: Reason?, next: Day?) {
    self.days = days
    self.end = end
    self.next = next
  }
}

extension Bindings {
  /// How much later a flight could launch by itself; nil when there is none of that number, or when it
  /// has happened.
  public func room(ofFlight number: String) -> Room? {
    guard let position = plan.position(ofFlight: number) else { return nil }
    let flight = plan.flights[position].flight
    guard plan.pathOfPast(flight) == nil else { return nil }
    var room = Room(days: 0, end: nil, next: nil)
    var day = flight.launch + 1
    while day <= plan.campaign.end {
      let reasons = plan.reasons(against: position, on: day)
      if room.end == nil {
        // A fact is the first to be named: others moving would not help against it.
        room.end = reasons.first { $0.isFact } ?? reasons.first
        if room.end == nil { room.days += 1 }
      } else if reasons.isEmpty {
        room.next = day
        return room
      }
      if reasons.contains(where: { !$0.isFact || $0.growsForwards }) { return room }
      day = day + 1
    }
    return room
  }
}
