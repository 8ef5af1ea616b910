// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

extension Input {
  /// The plan that a verb starts from: a timeline that keeps the rules of the manifest as it is or,
  /// without a path, its best plan.
  static func baseline(
    _ path: String?, of manifest: Manifest, options: PlanningOptions, _ console: Console,
    wording: BaselineWording = .comparison
  ) throws -> Baseline {
    guard let path else { return try plan(manifest, options: options, console, wording) }
    let timeline = try timeline(path, console)
    do throws(BaselineError) {
      return try Baseline(timeline, of: manifest.campaign)
    } catch {
      console.report(
        error.violations.map { violation in
          let date = violation.date.map { "\($0): " } ?? ""
          return manifest.source.diagnostic(
            severity: .error, code: violation.kind.rawValue, at: violation.path,
            message: date + violation.message)
        })
      console.error(
        "\(name(path)) breaks rules of the manifest and \(wording.consequence)",
        help: wording.help)
      throw ExitStatus.invalidInput
    }
  }

  private static func plan(
    _ manifest: Manifest, options: PlanningOptions, _ console: Console, _ wording: BaselineWording
  ) throws -> Baseline {
    let line = ProgressLine(manifest.campaign)
    var options = options
    if console.showsProgress { options.progress = { line.show($0) } }
    let plan: CheckedPlan
    do throws(PlanningError) {
      defer { line.end() }
      plan = try Perilune.planner.plan(manifest.campaign, options: options)
    } catch {
      throw console.report(error)
    }
    if let infeasibility = plan.result.infeasibility {
      console.report(InfeasibilityDiagnostics.diagnostics(infeasibility, in: manifest))
      console.note(wording.withoutPlan)
    }
    guard plan.result.stoppedBy != .interrupted,
      let baseline = Baseline(plan, of: manifest.campaign)
    else { throw ExitStatus(plan.result) }
    if plan.result.status == .feasible {
      console.note("\(wording.name) is not proven best; a limit stopped its planning")
    }
    return baseline
  }
}

/// How messages speak of the plan that a verb starts from.
struct BaselineWording {
  /// What it is called.
  let name: String
  /// That there is none.
  let withoutPlan: String
  /// What a timeline that breaks rules leads to.
  let consequence: String
  /// Which timeline to give instead.
  let help: String

  /// Of a plan that others are compared with.
  static let comparison = BaselineWording(
    name: "the baseline",
    withoutPlan: "without the changes there is no plan; there is nothing to compare with",
    consequence: "can be no baseline",
    help: "give a timeline of the manifest without the changes, as 'plan --csv' writes it")

  /// Of a plan that is executed.
  static let simulation = BaselineWording(
    name: "the plan", withoutPlan: "there is no plan to simulate",
    consequence: "cannot be executed",
    help: "only a timeline that 'perilune verify' accepts can be simulated")
}
