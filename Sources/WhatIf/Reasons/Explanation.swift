// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Why a plan is as it is: the chain that binds a date, and how far elements can be moved.
public struct Explanation: Hashable, Sendable {
  /// What is explained.
  public var subject: Subject
  /// Whether it is known that no plan is better.
  public var isBest: Bool
  /// The binding chain back from the subject; from the element that completes the station for a whole
  /// campaign.
  public var chain: [Link]
  /// The elements of the subject that fly, in order of launch.
  public var elements: [ElementReasons]

  /// Creates an explanation.
  public init(subject: Subject, isBest: Bool, chain: [Link], elements: [ElementReasons]) {
    self.subject = subject
    self.isBest = isBest
    self.chain = chain
    self.elements = elements
  }

  /// What can be explained.
  public enum Subject: Hashable, Sendable {
    /// The whole campaign: its completion.
    case campaign
    /// An element's date.
    case element(Element.ID)
    /// A flight's launch day, by its number.
    case flight(String)
  }

  /// The elements that the chain holds up and that cannot be later without an objective getting
  /// worse, those that fly first before others: the critical chain.
  ///
  /// Elements whose slack was not asked for are not among them.
  public var critical: [Element.ID] {
    let bound = Set(chain.flatMap(\.aboard))
    return elements.filter { bound.contains($0.element) && $0.isCritical }.map(\.element)
  }
}

/// The reasons for the date of an element.
public struct ElementReasons: Hashable, Sendable {
  /// The element.
  public var element: Element.ID
  /// The number of its flight.
  public var flight: String
  /// The vehicle.
  public var vehicle: Vehicle.ID
  /// The launch day.
  public var launch: Day
  /// The operational day.
  public var operational: Day
  /// The nearest link of its binding chain.
  public var link: Link?
  /// How much later its flight could launch by itself; nil when that has happened.
  public var room: Room?
  /// How much earlier it could be operational in a plan as good; nil when it has flown or when that
  /// was not asked for.
  public var earlier: Latitude?
  /// How much later it could launch in a plan as good; nil when it has flown or when that was not
  /// asked for.
  public var later: Latitude?

  /// Creates reasons.
  public init(
    element: Element.ID, flight: String, vehicle: Vehicle.ID, launch: Day, operational: Day,
    link: Link? = nil, room: Room? = nil, earlier: Latitude? = nil, later: Latitude? = nil
  ) {
    self.element = element
    self.flight = flight
    self.vehicle = vehicle
    self.launch = launch
    self.operational = operational
    self.link = link
    self.room = room
    self.earlier = earlier
    self.later = later
  }

  /// Whether it is proven that it cannot be later without an objective getting worse.
  public var isCritical: Bool {
    later.map { $0.days == 0 && $0.isProven && !$0.mayStayBehind } ?? false
  }
}
