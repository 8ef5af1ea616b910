// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@Suite("A cargo craft that is lost and a module that waits for its successor")
struct LossTests {
  private static let manifest = """
    perilune: 1
    campaign:
      { name: Lost cargo, start: 2024-01-01, end: 2026-12-31, node: LEO, status: 2024-03-02 }
    vehicles:
      Soyuz: { capacity: { LEO: 7.5 t }, transit: { LEO: 2 d }, turnaround: 30 d, cost: 50 }
      Proton: { capacity: { LEO: 20 t }, transit: { LEO: 3 d }, cost: 100 }
    elements:
      CORE: { mass: 19 t }
      CARGO: { mass: 7 t, vehicles: [Soyuz], rebuild: 90 d }
      HAB: { mass: 18 t, after: [CARGO] }
    actuals:
      - { vehicle: Proton, launched: 2024-01-10, elements: [CORE] }
      - { vehicle: Soyuz, launched: 2024-03-01, elements: [CARGO], lost: true }
    """

  @Test("is planned, written and verified with its loss, and told where nothing replaces it")
  func whole() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("perilune-loss-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let manifest = folder.appendingPathComponent("lost.yaml").path
    let timeline = folder.appendingPathComponent("lost.csv").path
    try Data(Self.manifest.utf8).write(to: URL(fileURLWithPath: manifest))
    let plan = try Command.run("plan", manifest, "--csv", timeline)
    #expect(plan.status == 0, "\(plan.errors)")
    let text = try String(contentsOfFile: timeline, encoding: .utf8)
    #expect(
      text.split(separator: "\n").filter { $0.contains("CARGO") }.map(String.init) == [
        "2024-03-01,launch,F02,Soyuz,,LEO,,7000,CARGO",
        "2024-03-01,loss,F02,Soyuz,,LEO,CARGO,7000,",
        "2024-05-30,launch,F04,Soyuz,,LEO,,7000,CARGO",
        "2024-06-01,arrival,F04,Soyuz,,LEO,CARGO,7000,",
        "2024-06-01,operational,F04,Soyuz,,LEO,CARGO,7000,",
      ])
    #expect(try Command.run("verify", manifest, timeline).status == 0)

    let sooner = text.replacingOccurrences(of: "2024-05-30", with: "2024-05-28")
      .replacingOccurrences(of: "2024-06-01", with: "2024-05-30")
    try Data(sooner.utf8).write(to: URL(fileURLWithPath: timeline))
    let judged = try Command.run("verify", manifest, timeline)
    #expect(judged.status == 3)
    #expect(judged.errors.contains("error[ready]"))
    #expect(judged.errors.contains("lost.yaml:9:51"))

    let gone = Self.manifest.replacingOccurrences(of: ", rebuild: 90 d", with: "")
    try Data(gone.utf8).write(to: URL(fileURLWithPath: manifest))
    let none = try Command.run("plan", manifest)
    #expect(none.status == 3)
    let reason = "CARGO was lost with the flight of 2024-03-01 and has no 'rebuild'"
    #expect((none.output + none.errors).contains(reason), "\(none.output)\(none.errors)")
  }
}
