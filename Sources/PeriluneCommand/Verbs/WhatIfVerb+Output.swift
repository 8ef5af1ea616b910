// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

extension WhatIfVerb {
  /// Writes the files that were asked for, and shows the answers.
  func write(
    _ answers: [NamedAnswer], _ sweeps: [SweepResult], _ question: WhatIfQuestion,
    _ baseline: Baseline, to files: [OutputFile?], _ console: Console
  ) throws {
    if let timeline = answers.first?.answer.plan.timeline {
      try files[0]?.write(TimelineCSV.text(timeline), console)
    }
    try files[1]?.write(
      DifferenceCSV.text(answers.map { ($0.name, $0.answer.difference) }), console)
    try files[2]?.write(value(answers, sweeps, question, baseline).text, console)
    try files[3]?.write(SweepCSV.text(sweeps), console)
    try files[4]?.write(StaircaseCSV.text(sweeps), console)
    for answer in answers {
      guard let infeasibility = answer.answer.plan.result.infeasibility else { continue }
      if answers.count > 1 { console.note("\(answer.name):") }
      // That the flights of a plan cannot be held says nothing about other plans.
      let conflict =
        answers.count == 1 && answer.entry.subject.policy != .hold
        ? try console.conflict(
          in: answer.answer.campaign, options: limits.planning, since: ContinuousClock.now) : nil
      console.report(infeasibility, conflict, in: question.manifest)
    }
    if files.contains(where: { $0?.isStandardOutput == true }) {
      for answer in answers {
        for line in StatusLines.lines(answer.answer.plan.result, of: answer.answer.campaign) {
          console.note(answers.count > 1 ? "\(answer.name): \(line)" : line)
        }
      }
    } else {
      try console.write(page(answers, sweeps, baseline, console.reportStyle))
    }
  }

  /// One scenario in full, several side by side.
  private func page(
    _ answers: [NamedAnswer], _ sweeps: [SweepResult], _ baseline: Baseline, _ style: ReportStyle
  ) -> String {
    var lines = [baseline.campaign.name, ""]
    if answers.count == 1, let one = answers.first {
      lines += AnswerPage.lines(one.answer, settings: one.entry.settings, style: style)
    } else if !answers.isEmpty {
      lines += AnswerTable.lines(
        answers.map { ($0.name, $0.answer) }, baseline: baseline, style: style)
    }
    for (index, sweep) in sweeps.enumerated() {
      lines += (index > 0 || !answers.isEmpty ? [""] : []) + SweepPage.lines(sweep, style: style)
    }
    if sweeps.count > 1 { lines += [""] + SweepPage.lines(Tornado(sweeps), style: style) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func value(
    _ answers: [NamedAnswer], _ sweeps: [SweepResult], _ question: WhatIfQuestion,
    _ baseline: Baseline
  ) -> JSONValue {
    let sha256 = question.manifest.sha256
    return .object([
      ("baseline", AnswerJSON.value(of: baseline)),
      (
        "scenarios",
        .array(
          answers.map {
            AnswerJSON.value(
              $0.answer, name: $0.name, settings: $0.entry.settings, manifestSHA256: sha256,
              version: Perilune.version)
          })
      ),
      ("sweeps", .array(sweeps.map { SweepJSON.value($0) })),
      ("tornado", SweepJSON.value(Tornado(sweeps))),
      ("manifest_sha256", .string(sha256)), ("version", .string(Perilune.version)),
    ])
  }
}
