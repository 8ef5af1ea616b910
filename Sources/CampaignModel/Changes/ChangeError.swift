// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a scenario cannot be: one of its changes is about something that there is not, or that
/// cannot be otherwise.
public struct ChangeError: Error, Hashable, Sendable {
  /// The position of the change among those of its scenario; nil for its `asOf`.
  public var change: Int?
  /// What is the matter.
  public var reason: Reason

  /// Creates an error.
  public init(change: Int?, reason: Reason) {
    self.change = change
    self.reason = reason
  }

  /// What is the matter with a change.
  public enum Reason: Hashable, Sendable {
    /// Nothing has the name; all that do, and the nearest of them.
    case unknown(Subject, String, known: [String], nearest: String?)
    /// The vehicle does not reach the node; those that it reaches, and the nearest name of them.
    case unreachable(Vehicle.ID, Node.ID, known: [String], nearest: String?)
    /// The flight of the baseline that is to have happened has a vehicle or an element, as named,
    /// that the campaign does not have.
    case notOfCampaign(flight: String, Subject, String)
    /// The element to be dropped has flown.
    case hasFlown(Element.ID, Vehicle.ID, on: Day)
    /// The flight to be lost has happened; its position among the campaign's past flights.
    case hasHappened(flight: String, on: Day, actual: Int)
    /// The flight to be lost is lost already.
    case alreadyLost(flight: String)
    /// Nothing that must fly is left of the milestone, which an objective is about.
    case emptiesMilestone(Milestone.ID, Element.ID)
    /// The element to be dropped is the only one.
    case nothingLeft(Element.ID)
  }

  /// What a change names.
  public enum Subject: String, Hashable, Sendable {
    /// A vehicle of the campaign.
    case vehicle
    /// An element of the campaign.
    case element
    /// A named set of windows.
    case windows = "set of windows"
    /// A flight of the baseline.
    case flight
  }
}

extension ChangeError: CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
  public var message: String {
    switch reason {
    case .unknown(.flight, let id, _, _): "the baseline has no flight '\(id)'"
    case .unknown(let subject, let id, _, _): "there is no \(subject.rawValue) '\(id)'"
    case .unreachable(let vehicle, let node, _, _): "\(vehicle) does not reach '\(node)'"
    case .notOfCampaign(let flight, let subject, let id):
      "\(flight) of the baseline has the \(subject.rawValue) '\(id)', which the campaign does not have"
    case .hasFlown(let element, let vehicle, let day):
      "\(element) cannot be dropped: it has flown, with \(vehicle) on \(day)"
    case .hasHappened(let flight, let day, _):
      "\(flight) cannot be lost: it has happened, on \(day), and was not"
    case .alreadyLost(let flight): "\(flight) is lost already"
    case .emptiesMilestone(let milestone, let element):
      "without \(element) nothing that must fly is left of the milestone \(milestone), "
        + "which an objective is about"
    case .nothingLeft(let element): "without \(element) there is nothing to fly"
    }
  }

  /// What to do about it.
  public var help: String {
    switch reason {
    case .unknown(let subject, _, let known, let nearest):
      Self.help(nearest: nearest, known: known, plural: subject.plural)
    case .unreachable(let vehicle, _, let known, let nearest):
      nearest.map { "did you mean '\($0)'?" }
        ?? "\(vehicle) has a capacity to \(known.joined(separator: ", "))"
    case .notOfCampaign: "suppose an earlier day with 'as of', or take a baseline of this campaign"
    case .hasFlown: "suppose an earlier day with 'as of', or drop something else"
    case .hasHappened(_, _, let actual):
      "to suppose another past, set 'actuals.\(actual).lost' to true"
    case .alreadyLost: "lose each flight once"
    case .emptiesMilestone(let milestone, _):
      "set 'campaign.objectives' to others than completion:\(milestone)"
    case .nothingLeft: "keep at least one element"
    }
  }

  /// The message and the help in one line.
  public var description: String { message + " (" + help + ")" }

  private static func help(nearest: String?, known: [String], plural: String) -> String {
    if let nearest { return "did you mean '\(nearest)'?" }
    guard let last = known.last else { return "there are no \(plural)" }
    if known.count <= 12 { return "there is \(known.joined(separator: ", "))" }
    return "there are \(known.count) \(plural), from \(known[0]) to \(last)"
  }
}

extension ChangeError.Subject {
  fileprivate var plural: String {
    switch self {
    case .vehicle: "vehicles"
    case .element: "elements"
    case .windows: "sets of windows"
    case .flight: "flights"
    }
  }
}

/// What probably does not mean what its author thinks: a change that changes nothing.
public struct ChangeRemark: Hashable, Sendable {
  /// The position of the change among those of its scenario.
  public var change: Int
  /// What is to be known, in one sentence without a full stop.
  public var message: String
  /// What to do about it.
  public var help: String

  /// Creates a remark.
  public init(change: Int, message: String, help: String) {
    self.change = change
    self.message = message
    self.help = help
  }
}
