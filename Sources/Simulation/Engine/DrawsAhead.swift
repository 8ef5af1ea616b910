// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Draws that most replications need, made four at a time when the first of them is needed.
///
/// A draw depends on its address alone, so that it does not matter when it is made, nor whether it is used:
/// these are kept with their addresses, and whoever needs another draws it by itself.
///
/// A class because it owns the memory.
final class DrawsAhead {
  /// The draws of the beginning: of each vehicle, element and risk the first of its slots, -1 for none.
  let vehicles: UnsafeBufferPointer<Int32>
  let elements: UnsafeBufferPointer<Int32>
  let risks: UnsafeBufferPointer<Int32>
  /// The draws of each flight of the plan and, of each element, those after its first launch.
  let flights: UnsafeBufferPointer<OfFlight>
  let aboard: UnsafeBufferPointer<OfElement>
  private let beginning: Range<Int>
  private let lanes: UnsafeBufferPointer<DrawLanes>
  private let sources: UnsafeBufferPointer<SIMD4<UInt32>>
  private let indices: UnsafeBufferPointer<SIMD4<UInt32>>
  private let values: UnsafeMutablePointer<SIMD4<UInt64>>
  private let keys: RoundKeys
  private let keyMemory: UnsafeMutablePointer<SIMD2<UInt64>>
  @exclusivity(unchecked) private var seed: UInt64?
  private let memory = ConstantMemory()

  /// Slots of draws for the first attempt of a flight; -1 for none.
  struct OfFlight {
    fileprivate var groups = 0..<0
    var preparation: Int32 = -1
    var scrub: Int32 = -1
    var recycle: Int32 = -1
    var success: Int32 = -1
    var padTurnaround: Int32 = -1
  }

  /// Slots of draws for an element after its first launch; -1 for none.
  struct OfElement {
    var survival: Int32 = -1
    var docking: Int32 = -1
    var commissioning: Int32 = -1
  }

  init(_ model: ExecutionModel, _ plan: PlanNetwork) {
    var list = AddressList()
    vehicles = memory.keep(
      model.vehicles.indices.map { place in
        model.vehicles[place].late == nil ? -1 : list.add(.available, place, 0)
      })
    elements = memory.keep(
      model.elements.indices.map { place in
        plan.flightOf[place] == nil || model.elements[place].late == nil
          ? -1 : list.add(.readiness, place, 0)
      })
    risks = memory.keep(
      model.risks.indices.map { place in
        let slot = list.add(.occurrence, place, 0)
        if case .once = model.risks[place].occurrence { _ = list.add(.strikeDay, place, 0) }
        return slot
      })
    beginning = list.endGroup()
    var aboard = [OfElement](repeating: OfElement(), count: model.elements.count)
    flights = memory.keep(
      plan.flights.map { flight in
        var own = OfFlight()
        let vehicle = model.vehicles[flight.vehicle]
        let index = plan.aboard[flight.elements.lowerBound] << 12
        let padScrubs = flight.pad.map { model.pads[$0].scrubs } ?? 0..<0
        let canScrub = !vehicle.scrubs.isEmpty || !padScrubs.isEmpty
        if canScrub { own.scrub = list.add(.scrub, flight.vehicle, index) }
        if vehicle.preparation != nil {
          own.preparation = list.add(.preparation, flight.vehicle, index)
        }
        if vehicle.reliability != nil { own.success = list.add(.success, flight.vehicle, index) }
        if let pad = flight.pad, model.pads[pad].late != nil {
          own.padTurnaround = list.add(.padTurnaround, pad, index)
        }
        for element in plan.aboard[flight.elements] {
          let data = model.elements[element]
          if let survival = data.survival, survival < .max {
            aboard[element].survival = list.add(.survival, element, 1)
          }
          if data.docking != nil { aboard[element].docking = list.add(.docking, element, 1) }
          if data.commissioningLate != nil {
            aboard[element].commissioning = list.add(.commissioning, element, 1)
          }
        }
        // Needed less often: where it costs nothing.
        if canScrub, list.hasRoom { own.recycle = list.add(.recycle, flight.vehicle, index) }
        own.groups = list.endGroup()
        return own
      })
    self.aboard = memory.keep(aboard)
    sources = memory.keep(list.sources)
    indices = memory.keep(list.indices)
    lanes = memory.keep(zip(list.sources, list.indices).map(DrawLanes.init(sources:indices:)))
    keyMemory = .allocate(capacity: RoundKeys.count)
    keys = RoundKeys(in: keyMemory)
    values = .allocate(capacity: max(1, list.sources.count))
    values.initialize(repeating: .zero, count: max(1, list.sources.count))
  }

  deinit {
    values.deallocate()
    keyMemory.deallocate()
  }

  @inline(__always)
  func begin(_ draws: Draws) {
    if seed != draws.seed {
      keys.set(for: draws)
      seed = draws.seed
    }
    make(beginning, draws)
  }

  @inline(__always)
  func make(for flight: Int, _ draws: Draws) { make(flights[flight].groups, draws) }

  @inline(never)
  private func make(_ groups: Range<Int>, _ draws: Draws) {
    for group in groups {
      values[group] = draws.bits(lanes[group], keys)
    }
  }

  /// The draw in a slot.
  @inline(__always)
  subscript(slot: Int32) -> UInt64 {
    UnsafeRawPointer(values).loadUnaligned(
      fromByteOffset: Int(slot) &* MemoryLayout<UInt64>.size, as: UInt64.self)
  }

  /// Whether a slot has the draw of an address.
  @inline(__always)
  func holds(_ slot: Int32, _ source: RandomSource, _ place: Int, _ index: Int) -> Bool {
    guard slot >= 0 else { return false }
    let offset = Int(slot) &* MemoryLayout<UInt32>.size
    return UnsafeRawPointer(sources.baseAddress.unsafelyUnwrapped)
      .loadUnaligned(fromByteOffset: offset, as: UInt32.self) == source.of(place)
      && UnsafeRawPointer(indices.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        == UInt32(truncatingIfNeeded: index)
  }

  /// Addresses of draws, in groups that are made together.
  private struct AddressList {
    var sources: [SIMD4<UInt32>] = []
    var indices: [SIMD4<UInt32>] = []
    private var count = 0
    private var start = 0

    /// Whether the last four are not yet complete.
    var hasRoom: Bool { count % 4 != 0 }

    /// Adds an address; its slot.
    mutating func add(_ source: RandomSource, _ place: Int, _ index: Int) -> Int32 {
      if count % 4 == 0 {
        sources.append(.zero)
        indices.append(.zero)
      }
      sources[count / 4][count % 4] = source.of(place)
      indices[count / 4][count % 4] = UInt32(truncatingIfNeeded: index)
      count += 1
      return Int32(count - 1)
    }

    /// Ends a group; the fours that it is made of.
    mutating func endGroup() -> Range<Int> {
      defer {
        start = sources.count
        count = 4 * start
      }
      return start..<sources.count
    }
  }
}
