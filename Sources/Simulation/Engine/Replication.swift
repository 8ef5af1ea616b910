// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Executes a plan event by event, one replication after the other.
///
/// docs/simulation.md says what happens when. An instance belongs to one thread: a class because it owns
/// the memory of the state, which is kept from one replication to the next so that, once all of it is
/// there, nothing is allocated. Its variables are not checked for exclusive access while it runs, which took
/// a fifth of the time: no change of one of them calls anything that reads or changes the same one.
final class Replication {
  let model: ExecutionModel
  let policy: ExecutionPolicy
  let replanning: Replanning?
  /// The plan that replications start from.
  let plan: PlanNetwork
  /// The plan that is being followed.
  private(set) var followed: PlanNetwork
  @exclusivity(unchecked) var network: NetworkView
  private var networkMemory: NetworkMemory
  /// The numbers of its flights, `F01`.
  var numbers: [String]

  let elements: UnsafeMutablePointer<ElementState>
  let vehicles: UnsafeMutablePointer<VehicleState>
  let pads: UnsafeMutablePointer<PadState>
  @exclusivity(unchecked) var flights: UnsafeMutablePointer<FlightState>
  let launchesInYear: UnsafeMutablePointer<Int32>
  let costInYear: UnsafeMutablePointer<Int>
  /// The crew at each node, in thousandths.
  let crew: UnsafeMutablePointer<Int>
  private let elementMemory: StateMemory<ElementState>
  private let vehicleMemory: StateMemory<VehicleState>
  private let padMemory: StateMemory<PadState>
  private var flightMemory: StateMemory<FlightState>
  private let yearMemory: StateMemory<Int32>
  private let costMemory: StateMemory<Int>
  private let crewMemory: StateMemory<Int>
  private let scrubMemory: StateMemory<Int>
  private let markMemory: StateMemory<Int>

  let queue = EventQueue()
  /// The draws that most replications of the first plan need.
  let ahead: DrawsAhead
  @exclusivity(unchecked) var records: ScratchMemory<LaunchRecord>
  @exclusivity(unchecked) var draws = Draws(seed: 0, replication: 0)
  /// Distinguishes attempts of the plan that is followed from those of earlier ones.
  @exclusivity(unchecked) var planGeneration: Int32 = 0
  /// Whether the plan can no longer be followed to the day.
  @exclusivity(unchecked) var isBroken = false
  /// Whether anything at all differs from the plan.
  @exclusivity(unchecked) var hasDeviated = false
  /// Whether flights wait that are not the next in the order of their vehicle or pad.
  @exclusivity(unchecked) var hasQueues = false
  /// Whether planned days and orders no longer bind, and any pad will do.
  @exclusivity(unchecked) var isGreedyNow = false
  @exclusivity(unchecked) var wantsReplan = false
  /// The day of the last new plan: there is one a day at most.
  @exclusivity(unchecked) private var lastReplan = -1
  /// Element indices that are being worked through; kept for its memory.
  @exclusivity(unchecked) var worklist: ScratchMemory<Int>
  /// The elements aboard a flight that fails; kept for its memory.
  @exclusivity(unchecked) var aboard = ScratchMemory<Int>()
  /// The flights that may have to be considered when any other is launched: at least those that wait for
  /// their next attempt to be scheduled and whose turn has come.
  @exclusivity(unchecked) var idle: PlaceSet
  /// Flights whose followers are to be considered; kept for its memory.
  @exclusivity(unchecked) var wakes: ScratchMemory<Int>
  /// The flights of which something may have changed that `findEarliest` reads, since it last did.
  @exclusivity(unchecked) var changed: PlaceSet
  @exclusivity(unchecked) var today = 0
  /// The flights of this replication; kept for replanning only.
  @exclusivity(unchecked) var history: [PastFlight] = []

  /// What happened, for who wants to read it; nil when nobody does.
  @exclusivity(unchecked) var story: [StoryEvent]?
  /// What the replication run last came to.
  @exclusivity(unchecked) var measures = ReplicationMeasures()
  /// The countdowns stopped in all replications run, by the first element of the flight.
  let scrubs: UnsafeMutablePointer<Int>
  /// Marks what has been looked at, by element, in `measure`.
  let marks: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) var mark = 0
  @exclusivity(unchecked) private(set) var targets: Targets
  @exclusivity(unchecked) private(set) var accounts: Accounts
  /// What changes levels, day by day; kept for its memory.
  @exclusivity(unchecked) var changes = ScratchMemory<LevelChange>()
  @exclusivity(unchecked) var deliveries = ScratchMemory<LevelChange>()

  init(
    _ model: ExecutionModel, plan: PlanNetwork, policy: ExecutionPolicy,
    replanning: Replanning? = nil
  ) {
    self.model = model
    self.policy = policy
    self.replanning = replanning
    self.plan = plan
    followed = plan
    networkMemory = NetworkMemory(plan, model)
    network = networkMemory.view
    numbers = plan.numbers
    let past = model.past
    var elementStates = model.elements.indices.map { place in
      var state = ElementState()
      state.ready = model.elements[place].ready
      if plan.flightOf[place] == nil { state.phase = .gone }
      return state
    }
    for delivered in past.delivered {
      elementStates[delivered.element].phase = .docked
      elementStates[delivered.element].drewDocking = true
      elementStates[delivered.element].drewCommissioning = true
      elementStates[delivered.element].arrival = delivered.arrival
      elementStates[delivered.element].operational = delivered.operational
      elementStates[delivered.element].departure = delivered.departure ?? ExecutionModel.never
    }
    elementMemory = StateMemory(elementStates)
    vehicleMemory = StateMemory(
      model.vehicles.indices.map { place in
        var state = VehicleState()
        state.free = past.vehicleFree[place]
        state.availableFrom = model.vehicles[place].availableFrom
        state.launches = past.launches[place]
        state.planned = plan.flights.count { $0.vehicle == place }
        return state
      })
    padMemory = StateMemory(
      past.padFree.map { free in
        var state = PadState()
        state.free = free
        return state
      })
    flightMemory = StateMemory(Self.flightStates(of: plan, networkMemory.view))
    yearMemory = StateMemory(past.launchesInYear)
    costMemory = StateMemory(past.costInYear)
    crewMemory = StateMemory([Int](repeating: 0, count: model.nodes))
    elements = elementMemory.items
    vehicles = vehicleMemory.items
    pads = padMemory.items
    flights = flightMemory.items
    launchesInYear = yearMemory.items
    costInYear = costMemory.items
    crew = crewMemory.items
    let zeros = [Int](repeating: 0, count: model.elements.count)
    scrubMemory = StateMemory(zeros)
    scrubs = scrubMemory.items
    markMemory = StateMemory(zeros)
    marks = markMemory.items
    ahead = DrawsAhead(model, plan)
    targets = Targets(of: plan, model: model)
    accounts = Accounts(of: plan, expecting: targets.expected, model: model)
    records = ScratchMemory(capacity: 4 * plan.flights.count + 16)
    worklist = ScratchMemory(capacity: model.elements.count)
    wakes = ScratchMemory(capacity: plan.flights.count)
    idle = PlaceSet(count: plan.flights.count)
    changed = PlaceSet(count: plan.flights.count)
  }

  /// The countdowns stopped in all replications run, by the first element of the flight.
  var scrubCounts: [Int] { Array(UnsafeBufferPointer(start: scrubs, count: scrubMemory.count)) }

  private static func flightStates(
    of plan: PlanNetwork, _ network: NetworkView
  ) -> [FlightState] {
    zip(plan.flights, NetworkMemory.blockers(of: plan, network)).map { flight, blocker in
      var state = FlightState()
      state.pad = flight.pad ?? -1
      state.blocker = blocker
      return state
    }
  }

  /// Runs a replication, whose number is not negative, from start to end; the outcome is in the state and in
  /// `measures` until the next one.
  func run(seed: UInt64, number: Int) {
    reset()
    draws = Draws(seed: seed, replication: number)
    begin()
    if wantsReplan { replanAtEndOfDay() }
    while let event = queue.next(), event.day <= model.last {
      today = event.day
      handle(event)
      if wantsReplan { replanAtEndOfDay() }
    }
    measure()
  }

  /// Makes a new plan once all of the day has happened.
  private func replanAtEndOfDay() {
    guard lastReplan < today, queue.nextDay.map({ $0 > today }) ?? true else { return }
    wantsReplan = false
    lastReplan = today
    replan()
  }

  private func handle(_ event: Event) {
    let subject = Int(event.subject)
    switch event.kind {
    case .strike: strike(subject, number: event.generation)
    case .arrival: arrive(subject, generation: event.generation, isSettled: false)
    case .arrivalSettled: arrive(subject, generation: event.generation, isSettled: true)
    case .operational: complete(subject, generation: event.generation, isSettled: false)
    case .operationalSettled: complete(subject, generation: event.generation, isSettled: true)
    case .departure: depart(subject, generation: event.generation)
    case .rest: rest(subject, generation: event.generation)
    case .attempt: attempt(subject, generation: event.generation)
    }
  }

  // MARK: - Beginning

  private func reset() {
    if planGeneration > 0 {
      planGeneration = 0
      follow(plan)
    }
    elementMemory.reset()
    vehicleMemory.reset()
    padMemory.reset()
    flightMemory.reset()
    idle.insertAll(flightMemory.count)
    changeAll()
    yearMemory.reset()
    costMemory.reset()
    crewMemory.reset()
    queue.removeAll()
    records.removeAll()
    isBroken = false
    hasDeviated = false
    hasQueues = false
    isGreedyNow = false
    wantsReplan = false
    lastReplan = -1
    today = model.first
    if replanning != nil { history.removeAll(keepingCapacity: true) }
    measures.reset(cost: model.past.cost)
    if story != nil { story = [] }
  }

  private func begin() {
    for past in model.past.delivered {
      queue.insert(.operational, of: past.element, on: past.operational)
      if let departure = past.departure {
        queue.insert(.departure, of: past.element, on: departure)
      }
    }
    ahead.begin(draws)
    for place in model.vehicles.indices {
      guard let late = model.vehicles[place].late else { continue }
      let days = late.days(ahead[ahead.vehicles[place]])
      vehicles[place].availableFrom = max(0, vehicles[place].availableFrom + days)
      if days != 0 { tell(.vehicleLate(model.campaign.vehicles[place].id, days: days)) }
    }
    for place in model.elements.indices where ahead.elements[place] >= 0 {
      guard let late = model.elements[place].late else { continue }
      let days = late.days(ahead[ahead.elements[place]])
      elements[place].ready = max(0, elements[place].ready + days)
      if days != 0 {
        tell(
          .elementLate(
            model.campaign.elements[place].id, days: days, ready: date(elements[place].ready)))
      }
    }
    if replanning != nil { delayOthers() }
    scheduleStrikes()
    for flight in network.flights.indices { consider(flight) }
  }

  /// Delays what the plan leaves on the ground and a new one may fly; nobody is told.
  private func delayOthers() {
    for place in model.elements.indices where elements[place].phase == .gone {
      guard let late = model.elements[place].late else { continue }
      let days = late.days(draws.bits(.readiness, of: place, 0))
      elements[place].ready = max(0, elements[place].ready + days)
    }
  }

  /// Follows another plan, or again the first one, from now on.
  func follow(_ next: PlanNetwork) {
    followed = next
    networkMemory = NetworkMemory(next, model)
    network = networkMemory.view
    numbers = next.numbers
    flightMemory = StateMemory(Self.flightStates(of: next, network))
    flights = flightMemory.items
    idle = PlaceSet(count: next.flights.count)
    changed = PlaceSet(count: next.flights.count)
    targets =
      planGeneration == 0
      ? Targets(of: next, model: model) : Targets(of: next, insteadOf: plan, model: model)
    accounts = Accounts(of: next, expecting: targets.expected, model: model)
  }

  // MARK: - Changes

  /// Notes that anything may have changed.
  @inline(__always)
  func changeAll() { changed.insertAll(flightMemory.count) }

  /// Notes that the days of an element have changed.
  @inline(__always)
  func changeDays(of element: Int) { changed.insert(network.flightsAfterElement[element]) }

  // MARK: - Telling

  @inline(__always)
  func tell(_ kind: @autoclosure () -> StoryEvent.Kind) {
    if _slowPath(story != nil) { story?.append(StoryEvent(day: date(today), kind: kind())) }
  }

  func date(_ day: Int) -> Day { model.origin + day }

  /// Notes that the plan can no longer be followed to the day.
  @inline(__always)
  func breakPlan() {
    hasDeviated = true
    if !isBroken { breakPlanNow() }
  }

  @inline(never)
  private func breakPlanNow() {
    isBroken = true
    tell(.planBroken)
    guard policy == .greedy else { return }
    hasQueues = true
    isGreedyNow = true
    for flight in network.flights.indices where flights[flight].phase == .waiting {
      unschedule(flight)
      consider(flight)
    }
  }
}

extension Replication {
  /// The slots of a flight's draws: only those of the first plan have any.
  @inline(__always)
  func slots(of flight: Int) -> DrawsAhead.OfFlight {
    planGeneration == 0 ? ahead.flights[flight] : DrawsAhead.OfFlight()
  }

  /// The draw of a number for a vehicle, pad, element or risk, which may have been made in a slot.
  @inline(__always)
  func bits(_ source: RandomSource, of place: Int, _ index: Int, slot: Int32) -> UInt64 {
    // Slots are filled for the flights of the first plan only.
    if planGeneration == 0, ahead.holds(slot, source, place, index) { return ahead[slot] }
    return draws.bits(source, of: place, index)
  }
}

extension Draws {
  /// The draw of a number for a vehicle, pad, element or risk.
  @inline(never)
  func bits(_ source: RandomSource, of place: Int, _ index: Int) -> UInt64 {
    bits(source: source.of(place), index: UInt32(truncatingIfNeeded: index))
  }
}
