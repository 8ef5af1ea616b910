// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning
internal import Checking
public import Planning

/// Answers scenarios: changes the campaign, plans it and compares the plan with the baseline.
public struct ScenarioPlanner: Sendable {
  private let planner: CheckedPlanner
  private let options: PlanningOptions
  /// The plan that scenarios are compared with.
  public let baseline: Baseline

  /// Creates a planner of scenarios.
  ///
  /// Limits of the options hold for each scenario; its threads are shared by all. What the options
  /// know beforehand is replaced: planning starts from the baseline.
  public init(planner: CheckedPlanner, baseline: Baseline, options: PlanningOptions) {
    self.planner = planner
    self.baseline = baseline
    self.options = options
  }

  /// Answers a scenario of the baseline's campaign, with the values set that the entry sets.
  ///
  /// - Throws: `ScenarioError` for a change that cannot be made, or when planning fails.
  public func answer(_ entry: Study.Entry<Scenario>) throws(ScenarioError) -> Answer {
    try answer(entry, threads: options.threads)
  }

  /// Answers several scenarios, as many at a time as there are threads.
  ///
  /// The results are in the order of the entries, and the same on any number of threads unless a time
  /// limit ended a plan.
  public func answers(
    _ entries: [Study.Entry<Scenario>]
  ) -> [Result<Answer, ScenarioError>] {
    let workers = max(1, min(options.threads, entries.count))
    return inParallel(count: entries.count, threads: workers) { index in
      do throws(ScenarioError) {
        return .success(try answer(entries[index], threads: max(1, options.threads / workers)))
      } catch {
        return .failure(error)
      }
    }
  }

  private func answer(
    _ entry: Study.Entry<Scenario>, threads: Int
  ) throws(ScenarioError) -> Answer {
    let scenario = entry.subject
    let applied: (campaign: Campaign, remarks: [ChangeRemark])
    do throws(ChangeError) {
      applied = try entry.campaign.applyingWithRemarks(scenario, baseline: baseline.flights)
    } catch {
      throw .change(error)
    }
    let changed = applied.campaign
    let before = baseline.flights(in: changed)
    let broken = TimelineChecker(changed).violations(
      in: NumberedFlight.timeline(before, of: changed)
    ).filter { $0.kind != .timeline }

    let flights = before.map(\.flight)
    var options = options
    options.threads = threads
    options.adherence =
      switch scenario.policy {
      case .hold: .hold(flights)
      case .repair: .repair(flights)
      case .reoptimize: nil
      }
    options.warmStart = WarmStart(
      plan: broken.isEmpty ? flights : nil, hint: flights, floor: floor(of: entry))
    let plan: CheckedPlan
    do throws(PlanningError) {
      plan = try planner.plan(changed, options: options)
    } catch {
      throw .planning(error)
    }
    var answer = Answer(
      scenario: scenario, campaign: changed, plan: plan, broken: broken, remarks: applied.remarks)
    if let timeline = plan.timeline {
      var difference = Difference(
        baseline: baseline.timeline, of: baseline.campaign, other: timeline, of: changed)
      let causes = Causes(
        of: difference, entry: entry, baseline: before, broken: broken, timeline: timeline,
        campaign: changed
      ).all()
      for index in causes.indices { difference.elements[index].cause = causes[index] }
      answer.difference = difference
    }
    return answer
  }

  /// Objective values that no plan of the scenario's campaign is better than; nil when none are known.
  private func floor(of entry: Study.Entry<Scenario>) -> [Amount]? {
    guard entry.campaign == baseline.campaign else { return nil }
    // Held flights are never earlier, and no objective gains by their being later.
    if entry.subject.policy == .hold, entry.subject.keepsObjectives { return baseline.values }
    return baseline.isProven && entry.subject.onlyRestricts(baseline.campaign)
      ? baseline.values : nil
  }
}

/// Why a scenario has no answer.
public enum ScenarioError: Error, Hashable, Sendable {
  /// A change cannot be made.
  case change(ChangeError)
  /// Planning failed.
  case planning(PlanningError)
}
