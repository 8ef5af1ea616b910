// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import TestSupport
import Testing

@Suite struct `Setting a value` {
  private func setting(_ texts: String...) throws -> Manifest {
    try Studies.manifest().setting(texts.map { Setting($0) })
  }

  private func diagnose(_ texts: String...) throws -> [Diagnostic] {
    let manifest = try Studies.manifest()
    do throws(ManifestError) {
      return try manifest.setting(texts.map { Setting($0) }).warnings
    } catch {
      guard case .invalid(let problems) = error else { return [] }
      return problems
    }
  }

  @Test func `replaces, adds and removes`() throws {
    let campaign = try setting(
      "vehicles.Heavy.turnaround=200 d", "vehicles.Light-2.1.slots=2",
      "vehicles.Heavy.windows=null", "vehicles.Heavy.capacity.LEO=95 t",
      "vehicles.Heavy.capacity.LLO=1 t", "vehicles.Heavy.fairing.diameter=8.4 m",
      "vehicles.Heavy.grounded.0.until=2028-06-30",
      "vehicles.Heavy.grounded.1={from: 2030-01-01, until: 2030-02-01, why: 'a, b'}",
      "elements.HAB.after.0={element: BUS, lag: 3 d}", "elements.LAB={mass: 3 t, after: [HAB]}",
      "elements.CREW.repeat.count=4", "campaign.name=Another one", "campaign.status=~",
      "milestones.core.0=LAB", "budget.perYear=3000",
      "vehicles.TWIN.grounded.0={ from: 2027-01-01, until: 2027-02-01 }"
    ).campaign
    let heavy = campaign.vehicles[0]
    #expect(heavy.turnaround == 200)
    #expect(heavy.windows == nil)
    #expect(heavy.routes.map(\.capacity.thousandths) == [36_000_000, 1_000_000, 95_000_000])
    #expect(heavy.fairing?.diameter == Length(thousandths: 8400))
    #expect(heavy.grounded.map { $0.span.upperBound.description } == ["2028-06-30", "2030-02-01"])
    #expect(heavy.grounded[1].why == "a, b")
    #expect(campaign.vehicles[1].slots == 2)
    #expect(campaign.vehicles[2].grounded.count == 1)
    #expect(campaign.elements.map(\.id.text).suffix(3) == ["CREW-3", "CREW-4", "LAB"])
    #expect(campaign.elements[1].after == [Precedence("BUS", lag: 3)])
    #expect(campaign.name == "Another one")
    #expect(campaign.status == nil)
    #expect(campaign.milestones[0].elements == ["LAB"])
    #expect(campaign.budgetPerYear == Amount(3000))
  }

  @Test func `of nothing is the manifest`() throws {
    let manifest = try Studies.manifest()
    #expect(try manifest.setting([Setting]()).campaign == manifest.campaign)
    let same = try setting("vehicles.Heavy.turnaround=90 d")
    #expect(same.campaign == manifest.campaign)
    #expect(same.sha256 == manifest.sha256)
  }

  @Test func `can be done once more`() throws {
    let once = try setting("vehicles.Heavy.slots=2")
    let twice = try once.setting([Setting("vehicles.Heavy.slots=3")])
    #expect(twice.campaign.vehicles[0].slots == 3)
    #expect(twice.source.location(of: ManifestPath("vehicles", "Heavy", "slots"))?.line == 16)
  }

  @Test(
    "that leads nowhere is pointed at in its text",
    arguments: [
      ("vehicles.Hevy.turnaround=3 d", 10, "did you mean 'Heavy'?"),
      ("vehicle.Heavy.turnaround=3 d", 1, "did you mean 'vehicles'?"),
      ("vehicles.Heavy.turnarround=3 d", 16, "did you mean 'turnaround'?"),
      ("vehicles.Heavy.windows.moon=3 d", 24, nil), ("vehicles.Heavy.grounded.2=[]", 25, nil),
      ("vehicles.Heavy.grounded.-1=[]", 25, nil), ("vehicles.Heavy.grounded.00=[]", 25, nil),
      ("vehicles.Heavy.grounded.99999999999999999999=[]", 25, nil),
      ("vehicles.Heavy.slots=null", 16, nil), ("vehicles.Heavy.slots.x=3", 22, nil),
      ("elements.CREW-2.mass=3 t", 10, "it is of the series 'CREW', which can be set as a whole"),
      ("=3", 1, nil), (".=3", 1, nil), ("vehicles..x=3", 10, nil), ("vehicles.=3", 9, nil),
      ("vehicles.Heavy.capacity.LEO=null", 25, nil), ("\u{301}=3", 1, nil),
    ])
  func nowhere(text: String, column: Int, help: String?) throws {
    let problems = try diagnose(text)
    #expect(problems.map(\.code) == ["unknown-path"])
    let problem = try #require(problems.first)
    #expect((problem.file, problem.line, problem.column) == ("--set", 1, column))
    #expect(problem.sourceLine == text)
    #expect(problem.help?.isEmpty == false)
    if let help { #expect(problem.help == help) }
  }

  @Test(
    "that the manifest does not admit is pointed at there",
    arguments: [
      ("vehicles.Heavy.turnaround=3 furlongs", 21, "unknown-unit"),
      ("vehicles.Heavy.turnaround=[1, 2]", 21, "wrong-type"),
      ("vehicles.Heavy.windows=mon", 18, "unknown-reference"),
      ("vehicles.Heavy.slots=0", 16, "out-of-range"),
      ("vehicles.Heavy.capacity=null", 16, "missing-key"),
      ("vehicles.NEW={slots: 3}", 15, "missing-key"),
      ("elements.HAB.after=[HAB]", 31, "cycle"), ("campaign.end=2020-01-01", 6, "reversed-dates"),
      ("elements.HAB.mass=99999999999999999999999999 t", 31, "out-of-range"),
      ("windows.moon={from: 2026-01-01, every: 1 d, open: 2 d}", 11, "windows-overlap"),
      ("elements.CREW.repeat.count=99999999", 33, "out-of-range"),
    ])
  func notAdmitted(text: String, line: Int, code: String) throws {
    let problems = try diagnose(text)
    let problem = try #require(problems.first)
    #expect(problem.code == code)
    #expect((problem.file as String).hasSuffix("manifest.yaml"))
    #expect(problem.line == line)
    let note = try #require(problems.last)
    #expect((note.severity, note.code, note.file) == (.note, "changed-value", "--set"))
    #expect(note.sourceLine == text)
  }

  @Test("to what is no value is pointed at in its text", arguments: HostileSetting.all)
  func hostile(sample: HostileSetting) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let problems = try diagnose(sample.text)
    #expect(clock.now - start < .seconds(5))
    let problem = try #require(problems.first)
    #expect(problem.code == sample.code)
    #expect(problem.file == "--set")
    if let column = sample.column { #expect((problem.line, problem.column) == (1, column)) }
    #expect(problem.sourceLine.utf8.count < 1000)
  }

  @Test("of random pieces is judged without a crash", arguments: 0..<300)
  func random(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let keys = [
      "vehicles", "Heavy", "Light-2.1", "capacity", "NRHO", "elements", "HAB", "after", "0", "1",
      "windows", "moon", "campaign", "status", "milestones", "core", "rules", "forbid", "elements",
      "x", "",
    ]
    let values = [
      "null", "3 d", "3 t", "[]", "{}", "[HAB]", "2027-01-01", "{element: BUS}", "all", "true", "1",
      "{a: {b: {c: d}}}", "\"", "[", "'x'", "&a x", "*a", "<<: x", "!!int 3", "%TAG", "é", "---",
    ]
    var manifest = try Studies.manifest()
    for _ in 0..<5 {
      let path = (0..<Int.random(in: 1..<5, using: &random)).map { _ in
        keys[Int.random(in: 0..<keys.count, using: &random)]
      }.joined(separator: ".")
      let value = values[Int.random(in: 0..<values.count, using: &random)]
      if let changed = try? manifest.setting([Setting(path: path, value: value)]) {
        manifest = changed
      }
    }
  }

  @Test("may be at any key of any manifest", arguments: ["full.yaml", "minimal.yaml"])
  func everyKey(name: String) throws {
    let manifest = try Manifest.load(path: Samples.folder("Good") + "/" + name)
    for vehicle in manifest.campaign.vehicles {
      let path = "vehicles.\(vehicle.id).turnaround"
      let changed = try manifest.setting([Setting(path: path, value: "7 d")])
      #expect(changed.campaign.vehicles.first { $0.id == vehicle.id }?.turnaround == 7)
    }
    let changed = try manifest.setting([Setting("campaign.name=Other")])
    #expect(changed.campaign.name == "Other")
    #expect(changed.campaign.elements == manifest.campaign.elements)
  }
}

/// A setting whose value nobody means.
struct HostileSetting: Sendable, CustomTestStringConvertible {
  let text: String
  let code: String
  let column: Int?

  var testDescription: String { String(text.prefix(60)) }

  private init(_ text: String, _ code: String, at column: Int? = nil) {
    self.text = text
    self.code = code
    self.column = column
  }

  private static let path = "vehicles.Heavy.slots="

  static let all: [HostileSetting] = [
    HostileSetting(path, "missing-value", at: 21),
    HostileSetting("vehicles.Heavy.slots", "missing-value", at: 21),
    HostileSetting(path + "  \t", "missing-value", at: 21),
    HostileSetting(path + "[1, 2", "yaml-syntax"),
    HostileSetting(path + "'3", "yaml-syntax"),
    HostileSetting(path + "# 3", "missing-value"),
    HostileSetting(path + "{a: 1, a: 2}", "duplicate-key", at: 29),
    HostileSetting(path + "!!int 3", "unsupported-yaml", at: 22),
    HostileSetting(path + "{<<: 3}", "merge-key", at: 23),
    HostileSetting(path + "{[a]: 3}", "invalid-key", at: 23),
    HostileSetting(path + "[&a [x, x], *a, *a]", "alias", at: 34),
    HostileSetting(path + bomb, "alias"),
    HostileSetting(path + nested(200), "too-deep"),
    HostileSetting(path + String(repeating: "[", count: 30_000), "too-deep"),
    HostileSetting(path + "[" + String(repeating: "1,", count: 1 << 20) + "]", "file-too-large"),
    HostileSetting(path + "a\u{0}b", "invalid-character", at: 23),
    HostileSetting(path + "1\n---\n2", "multiple-documents"),
    HostileSetting(String(repeating: "a.", count: 20_000) + "b=3", "unknown-path", at: 1),
  ]

  /// Lists within lists.
  private static func nested(_ levels: Int) -> String {
    String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
  }

  /// Nine levels of nine: some 400 million values, if anybody wrote them out.
  private static let bomb: String = {
    let levels = (1...9).map { level in
      "&l\(level) ["
        + Array(repeating: level == 1 ? "x" : "*l\(level - 1)", count: 9)
        .joined(separator: ", ") + "]"
    }
    return "[" + levels.joined(separator: ", ") + "]"
  }()

  /// The codes of all of them.
  static let codes = Set(all.map(\.code))
}
