// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A fact of a manifest that limits plans and can be taken out of the campaign by itself.
///
/// Without it every plan remains a plan, so that a set of facts that contradict each other does so
/// whatever is added to it.
public struct Fact: Hashable, Sendable {
  /// What it states.
  public var statement: Statement
  /// Where the manifest states it.
  public var path: ManifestPath
  /// What it states in mission words, without a full stop.
  public var text: String

  /// What a fact states.
  ///
  /// Positions are those in the campaign that it is a fact of.
  public enum Statement: Hashable, Sendable {
    /// Everything is operational by the campaign's end.
    case end
    /// Nothing new launches before the status date.
    case status
    /// What flights of a year may cost.
    case budget
    /// The days between launches from a pad.
    case padTurnaround(Pad.ID)
    /// A vehicle launches in its windows only.
    case windows(Vehicle.ID)
    /// The first day on which a vehicle is available.
    case availableFrom(Vehicle.ID)
    /// The last day on which a vehicle is available.
    case availableUntil(Vehicle.ID)
    /// A span in which a vehicle is grounded.
    case grounding(Vehicle.ID, Int)
    /// The days between launches of a vehicle.
    case turnaround(Vehicle.ID)
    /// The most flights of a vehicle.
    case flights(Vehicle.ID)
    /// The most flights of a vehicle in a calendar year.
    case perYear(Vehicle.ID)
    /// The most elements on a flight of a vehicle.
    case slots(Vehicle.ID)
    /// What a vehicle lifts to a node.
    case capacity(Vehicle.ID, Node.ID)
    /// What a vehicle's fairing holds.
    case fairing(Vehicle.ID)
    /// An element has to fly.
    case flies(Element.ID)
    /// Exactly one element of a choice has to fly.
    case choice(Choice.ID)
    /// The earliest launch day of an element.
    case ready(Element.ID)
    /// The vehicles that an element may fly on.
    case vehicles(Element.ID)
    /// The latest operational day of an element.
    case deadline(Element.ID)
    /// An element comes after another; by the position in its `after`.
    case after(Element.ID, Int)
    /// An element comes within some days after another; by the position in its `after`.
    case within(Element.ID, Int)
    /// An element meets another on its way; by the position in its `with`.
    case meets(Element.ID, Int)
    /// An element meets others within some days.
    case meetsWithin(Element.ID)
    /// An element needs a port.
    case docks(Element.ID)
    /// An element docks to certain ports only.
    case docksAt(Element.ID)
    /// An element needs crew for its commissioning.
    case crew(Element.ID)
    /// An element takes from a resource.
    case consumes(Element.ID, Resource.ID)
    /// An element gives no more than that to a resource.
    case provides(Element.ID, Resource.ID)
    /// An element takes from a store every day.
    case draws(Element.ID, Store.ID)
    /// A store starts with no more than that.
    case initial(Store.ID)
    /// What must remain in a store.
    case reserve(Store.ID)
    /// What the crew takes from a store.
    case perCrew(Store.ID)
    /// A rule keeps elements off vehicles; by its position.
    case rule(Int)
  }
}

extension Fact {
  /// The element that it is about.
  public var element: Element.ID? {
    switch statement {
    case .flies(let id), .ready(let id), .vehicles(let id), .deadline(let id), .after(let id, _),
      .within(let id, _), .meets(let id, _), .meetsWithin(let id), .docks(let id),
      .docksAt(let id), .crew(let id), .consumes(let id, _), .provides(let id, _),
      .draws(let id, _):
      id
    default: nil
    }
  }

  /// The vehicle that it is about.
  public var vehicle: Vehicle.ID? {
    switch statement {
    case .windows(let id), .availableFrom(let id), .availableUntil(let id), .grounding(let id, _),
      .turnaround(let id), .flights(let id), .perYear(let id), .slots(let id),
      .capacity(let id, _), .fairing(let id):
      id
    default: nil
    }
  }
}

extension Fact {
  /// What facts that state the same of different things have in common.
  enum Kind: CaseIterable {
    case presence, ports, crew, stores, resources, waits, deadlines, budget, groundings,
      availability
    case readiness, permissions, fairings, pads, perYear, turnaround, flights, order, slots
    case capacities, windows, status, end
  }

  /// What kind of fact it is.
  var kind: Kind {
    switch statement {
    case .flies, .choice: .presence
    case .docks, .docksAt: .ports
    case .crew: .crew
    case .draws, .initial, .reserve, .perCrew: .stores
    case .consumes, .provides: .resources
    case .within, .meetsWithin: .waits
    case .deadline: .deadlines
    case .budget: .budget
    case .grounding: .groundings
    case .availableFrom, .availableUntil: .availability
    case .ready: .readiness
    case .vehicles, .rule: .permissions
    case .fairing: .fairings
    case .padTurnaround: .pads
    case .perYear: .perYear
    case .turnaround: .turnaround
    case .flights: .flights
    case .after, .meets: .order
    case .slots: .slots
    case .capacity: .capacities
    case .windows: .windows
    case .status: .status
    case .end: .end
    }
  }
}
