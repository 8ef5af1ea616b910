// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

extension Input {
  /// The plan that scenarios are compared with: a timeline that keeps the rules of the manifest as it
  /// is or, without a path, its best plan.
  static func baseline(
    _ path: String?, of manifest: Manifest, options: PlanningOptions, _ console: Console
  ) throws -> Baseline {
    guard let path else { return try plan(manifest, options: options, console) }
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
        "\(name(path)) breaks rules of the manifest and can be no baseline",
        help: "give a timeline of the manifest without the changes, as 'plan --csv' writes it")
      throw ExitStatus.invalidInput
    }
  }

  private static func plan(
    _ manifest: Manifest, options: PlanningOptions, _ console: Console
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
      console.note("without the changes there is no plan; there is nothing to compare with")
    }
    guard plan.result.stoppedBy != .interrupted,
      let baseline = Baseline(plan, of: manifest.campaign)
    else { throw ExitStatus(plan.result) }
    if plan.result.status == .feasible {
      console.note("the baseline is not proven best; a limit stopped its planning")
    }
    return baseline
  }
}
