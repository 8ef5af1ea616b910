// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import Dispatch
internal import Synchronization

/// Simulates the execution of a plan.
///
/// What happens in a replication depends on the campaign, the plan, the seed and the replication's number
/// alone; results are the same on any number of threads. docs/simulation.md describes the method.
public struct Simulator: Sendable {
  private let campaign: Campaign
  private let plan: [Flight]
  private let replanning: Replanning?

  /// How far a run has come.
  public struct Progress: Sendable {
    /// The replications that are finished.
    public var finished: Int
    /// Those that are to be run, as far as is known.
    public var requested: Int
  }

  /// Prepares to simulate a plan: its flights, those of the campaign's past among them.
  ///
  /// The plan has to keep the campaign's rules. The policy `replan` needs to know how new plans are made.
  public init(_ campaign: Campaign, plan: [Flight], replanning: Replanning? = nil) {
    self.campaign = campaign
    self.plan = plan
    self.replanning = replanning
  }

  /// The last day that is simulated unless another is asked for: ten years after the campaign's end.
  public var defaultEnd: Day {
    let (year, month, day) = campaign.end.civil
    return Day(year: min(9999, year + 10), month: month, day: min(day, 28)) ?? campaign.end
  }

  /// Runs replications and counts their outcomes.
  ///
  /// Progress is told from time to time, on some thread. Whether the run is cancelled is asked between
  /// replications; once it is, what has been finished is returned.
  public func run(
    _ options: SimulationOptions, progress: @Sendable (Progress) -> Void = { _ in },
    isCancelled: @Sendable () -> Bool = { false }
  ) -> SimulationResult {
    let setup = Setup(self, options)
    var run = ReplicationRun(setup.replication().emptyTally)
    switch options.amount {
    case .replications(let count):
      setup.run(0..<max(1, count), into: &run, progress, isCancelled)
      return setup.result(of: run, requested: max(1, count))
    case .precision(let days):
      var requested = 1000
      while true {
        setup.run(run.tally.replications..<requested, into: &run, progress, isCancelled)
        let isCut = run.tally.replications < requested
        guard !isCut, requested < 1_024_000, !run.tally.completion.isKnown(to: days) else {
          return setup.result(of: run, requested: requested)
        }
        requested *= 2
      }
    }
  }

  /// Tells one replication, event by event.
  public func story(of replication: Int, _ options: SimulationOptions) -> [StoryEvent] {
    let single = Setup(self, options).replication()
    single.story = []
    single.run(seed: options.seed, number: max(0, replication))
    return single.story ?? []
  }

  /// Runs so many replications again without each risk in turn, all other draws being the same.
  ///
  /// Progress counts the replications of all risks. Whether it is cancelled is asked between
  /// replications; once it is, only the bars that are finished are returned.
  public func tornado(
    _ options: SimulationOptions, replications: Int,
    progress: @Sendable (Progress) -> Void = { _ in },
    isCancelled: @Sendable () -> Bool = { false }
  ) -> Tornado {
    let risks = campaign.riskSources
    var bars: [Tornado.Bar] = []
    var before = 0
    func completion(without risk: RiskSource?) -> DayTally? {
      let setup = Setup(self, options, without: risk)
      var run = ReplicationRun(setup.replication().emptyTally)
      let (done, all) = (before, (risks.count + 1) * replications)
      setup.run(
        0..<replications, into: &run,
        { progress(Progress(finished: done + $0.finished, requested: all)) }, isCancelled)
      before += replications
      return run.tally.replications == replications ? run.tally.completion : nil
    }
    let all = completion(without: nil)
    for risk in risks {
      guard let tally = completion(without: risk) else { break }
      bars.append(Tornado.Bar(risk: risk, completion: tally))
    }
    return Tornado(all: all ?? DayTally(of: campaign.start...campaign.start), bars: bars)
  }

  /// A campaign and a plan made ready to be simulated with some options.
  struct Setup: Sendable {
    let model: ExecutionModel
    let network: PlanNetwork
    let options: SimulationOptions
    let replanning: Replanning?

    init(_ simulator: Simulator, _ options: SimulationOptions, without risk: RiskSource? = nil) {
      let until = max(options.until ?? simulator.defaultEnd, simulator.campaign.end)
      model = ExecutionModel(
        simulator.campaign, until: until, without: Set(risk.map { [$0] } ?? []))
      network = PlanNetwork(simulator.plan, of: model)
      self.options = options
      replanning = options.policy == .replan ? simulator.replanning : nil
    }

    func replication() -> Replication {
      Replication(model, plan: network, policy: options.policy, replanning: replanning)
    }

    /// Runs some replications, in blocks that threads take in turn, and adds them to a run.
    func run(
      _ range: Range<Int>, into run: inout ReplicationRun,
      _ progress: @Sendable (Progress) -> Void, _ isCancelled: @Sendable () -> Bool
    ) {
      guard !range.isEmpty else { return }
      let block = replanning == nil ? 64 : 1
      let blocks = (range.count + block - 1) / block
      let next = Atomic(0)
      let finished = Atomic(range.lowerBound)
      let threads = max(1, min(options.threads, blocks))
      let results = Mutex([(worker: Int, run: ReplicationRun)]())
      DispatchQueue.concurrentPerform(iterations: threads) { worker in
        let replication = self.replication()
        var own = ReplicationRun(replication.emptyTally)
        blocks: while !isCancelled() {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < blocks else { break }
          let start = range.lowerBound + index * block
          let end = min(start + block, range.upperBound)
          for number in start..<end {
            replication.run(seed: options.seed, number: number)
            // A new plan may have been given up: what follows from that is no outcome.
            if replanning != nil, isCancelled() { break blocks }
            own.tally.count(replication)
            if options.keepsSamples { own.samples.append(replication.sample(number)) }
          }
          let count = finished.wrappingAdd(end - start, ordering: .relaxed).newValue
          progress(Progress(finished: count, requested: range.upperBound))
        }
        own.tally.finish()
        own.tally.scrubs = replication.scrubCounts
        results.withLock { $0.append((worker, own)) }
      }
      for (_, own) in results.withLock({ $0 }).sorted(by: { $0.worker < $1.worker }) {
        run.add(own)
      }
    }
  }
}

/// Replications that have been run.
struct ReplicationRun: Sendable {
  var tally: ReplicationTally
  var samples: [SimulationSample] = []

  init(_ tally: ReplicationTally) { self.tally = tally }

  mutating func add(_ other: ReplicationRun) {
    tally.add(other.tally)
    samples += other.samples
  }
}
