// SPDX-License-Identifier: GPL-3.0-or-later

/// A flight of a plan: a vehicle, a pad, a day and the elements aboard.
public struct Flight: Hashable, Sendable {
  /// The vehicle.
  public var vehicle: Vehicle.ID
  /// The pad; nil when the vehicle has none.
  public var pad: Pad.ID?
  /// Where it goes.
  public var node: Node.ID
  /// The launch day.
  public var launch: Day
  /// The elements aboard, in the manifest's order.
  public var elements: [Element.ID]
  /// The port that each of the elements docks to; shorter when the last of them need none.
  public var ports: [Port.Reference?]
  /// Whether it fails and its elements are lost; only flights that have happened do.
  public var isLost: Bool

  /// Creates a flight.
  public init(
    vehicle: Vehicle.ID, pad: Pad.ID?, node: Node.ID, launch: Day, elements: [Element.ID],
    ports: [Port.Reference?] = [], isLost: Bool = false
  ) {
    self.vehicle = vehicle
    self.pad = pad
    self.node = node
    self.launch = launch
    self.elements = elements
    self.ports = ports
    self.isLost = isLost
  }
}
