// SPDX-License-Identifier: GPL-3.0-or-later

/// What the flights that have happened have made of a campaign's elements.
///
/// An element flies until a flight delivers it: one that was lost may fly again if it can be rebuilt.
public struct History: Hashable, Sendable {
  /// The elements that a flight has delivered.
  public let delivered: Set<Element.ID>
  /// The elements that are lost and not delivered since, each with the day of its last loss.
  public let lost: [Element.ID: Day]

  /// Reads the flights of a campaign that have happened.
  public init(of campaign: Campaign) {
    let delivered = Set(campaign.actuals.lazy.filter { !$0.isLost }.flatMap(\.elements))
    var lost: [Element.ID: Day] = [:]
    for flight in campaign.actuals where flight.isLost {
      for element in flight.elements where !delivered.contains(element) {
        lost[element] = max(lost[element] ?? flight.launched, flight.launched)
      }
    }
    self.delivered = delivered
    self.lost = lost
  }

  /// The earliest launch day that an element's own dates allow it: its `ready` date or, once it was
  /// lost, the day on which it is rebuilt, if that is later; nil when there is neither.
  public func ready(_ element: Element) -> Day? {
    guard let loss = lost[element.id], let rebuild = element.rebuild else { return element.ready }
    return max(element.ready ?? loss + rebuild, loss + rebuild)
  }

  /// Whether an element was lost and cannot be rebuilt, so that it never flies.
  public func isGone(_ element: Element) -> Bool {
    lost[element.id] != nil && element.rebuild == nil
  }
}

extension Campaign {
  /// What the flights that have happened have made of the elements; takes time with their number.
  public var history: History { History(of: self) }
}
