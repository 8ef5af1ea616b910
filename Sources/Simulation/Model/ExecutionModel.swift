// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A campaign in the simulation's numbers: what is the same in all replications, whatever the plan.
///
/// Days count from `origin`. Vehicles, pads, elements and risks are known by their places in the manifest;
/// `-1` stands for none where something is looked up in every replication. What replications look up lies in
/// memory that is never changed once it is filled, hence sendable.
struct ExecutionModel: @unchecked Sendable {
  let campaign: Campaign
  /// The day that counts as 0.
  let origin: Day
  /// The first day on which anything new happens.
  let first: Int
  /// The last day simulated.
  let last: Int
  let vehicles: UnsafeBufferPointer<VehicleData>
  let pads: UnsafeBufferPointer<PadData>
  let elements: UnsafeBufferPointer<ElementData>
  /// The elements whose commissioning needs a crew.
  let needingCrew: UnsafeBufferPointer<Int>
  let risks: UnsafeBufferPointer<RiskData>
  /// The scrub causes of all vehicles and pads.
  let scrubs: UnsafeBufferPointer<ScrubData>
  let scrubNames: [String]
  /// The pads of the vehicles, and the vehicles that stand down with another.
  let padsOfVehicles: UnsafeBufferPointer<Int>
  let grounded: UnsafeBufferPointer<Int>
  /// What owns the memory of all tables of days, and all other.
  let tables: [DayTable]
  let memory: ConstantMemory
  let nodes: Int
  let calendar: LaunchCalendar
  /// The years, from that of the origin on: of each day its number, of each number its first day.
  let yearOfDay: UnsafeBufferPointer<Int32>
  let yearStarts: UnsafeBufferPointer<Int>
  let budget: Int?
  let past: PastData

  static let never = LaunchCalendar.never

  /// A vehicle.
  struct VehicleData {
    var turnaround: Int
    var flights: Int
    var perYear: Int
    var cost: Int
    var availableFrom: Int
    /// Its pads, among those of all vehicles.
    var pads: Range<Int>
    var late: DayLookup?
    var preparation: DayLookup?
    var scrubs: Range<Int>
    var reliability: Chance?
    var standDown: DayLookup?
    var grounds: Range<Int>
    var spares: Int
  }

  /// A pad.
  struct PadData {
    var turnaround: Int
    var late: DayLookup?
    var scrubs: Range<Int>
    var closure: DayLookup?
  }

  /// A cause for which a countdown is stopped.
  struct ScrubData {
    var probability: UInt64
    var recycle: DayLookup
  }

  /// An element.
  struct ElementData {
    var ready: Int
    var commissioning: Int
    var stay: Int?
    var node: Int
    /// The crew that its commissioning needs and that it brings, in thousandths.
    var needsCrew: Int
    var bringsCrew: Int
    var cost: Int
    var deadline: Int
    var isOptional: Bool
    var late: DayLookup?
    var docking: DayLookup?
    var commissioningLate: DayLookup?
    var survival: UInt64?
    var rebuild: DayLookup?
  }

  /// A shared risk.
  struct RiskData {
    var occurrence: SharedRisk.Occurrence
    var from: Int
    var until: Int
    var impact: DayLookup
    var vehicles: UnsafeBufferPointer<Int>
    var elements: UnsafeBufferPointer<Int>
  }

  /// How likely a launch succeeds.
  enum Chance: Sendable {
    /// With a probability, in units of 2^-64.
    case known(UInt64)
    /// As after a record of so many successes in so many flights.
    case record(successes: Int, flights: Int)
  }

  /// What past flights have left: facts that every replication starts from.
  struct PastData: Sendable {
    /// Per vehicle and pad, the first day on which its turnaround is over.
    var vehicleFree: [Int]
    var padFree: [Int]
    /// Per vehicle, the launches so far and, year by year, those of each year.
    var launches: [Int]
    var launchesInYear: [Int32]
    var costInYear: [Int]
    var cost: Int
    /// The elements delivered, with their days of arrival, operation and departure.
    var delivered: [(element: Int, arrival: Int, operational: Int, departure: Int?)]
  }
}

extension UInt64 {
  /// A probability in units of 2^-64, all ones when it is 1 or more.
  init(probability: Double) {
    let scaled = probability * 0x1p64
    self = scaled >= 0x1p64 ? .max : UInt64(Swift.max(0, scaled))
  }
}
