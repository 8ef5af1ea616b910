// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import TestSupport
import Testing

@Suite struct `The text of a change` {
  @Test("says what changes", arguments: Self.samples)
  func good(text: ChangeText, change: Change) throws {
    let campaign = try Studies.manifest().campaign
    #expect(try Change(option: text.option, text: text.text, in: campaign) == change)
    #expect(try text.meaning(in: campaign) == .change(change))
  }

  private static let samples: [(ChangeText, Change)] = [
    (ChangeText(.delay, "Heavy=180d"), .delayVehicle("Heavy", by: .days(180))),
    (ChangeText(.delay, " Heavy = 26 w "), .delayVehicle("Heavy", by: .days(182))),
    (ChangeText(.delay, "Light-2.1=18mo"), .delayVehicle("Light-2.1", by: .months(18))),
    (ChangeText(.delay, "HAB=2y"), .delayElement("HAB", by: .months(24))),
    (ChangeText(.delay, "CREW-3=0.5y"), .delayElement("CREW-3", by: .months(6))),
    (ChangeText(.delay, "HAB=0d"), .delayElement("HAB", by: .days(0))),
    (
      ChangeText(.ground, "Heavy=2027-03-01..2027-12-31"),
      .ground("Heavy", span("2027-03-01", "2027-12-31"), why: nil)
    ),
    (
      ChangeText(.ground, "TWIN=2027-03-01"),
      .ground("TWIN", span("2027-03-01", "2027-03-01"), why: nil)
    ),
    (ChangeText(.lose, "F07"), .lose(flight: "F07")),
    (ChangeText(.cancel, "Light-2.1"), .cancel("Light-2.1")),
    (ChangeText(.drop, "TWIN"), .drop("TWIN")),
    (
      ChangeText(.capacity, "Heavy=-10%"),
      .capacity("Heavy", node: nil, .percent(thousandths: -10_000))
    ),
    (
      ChangeText(.capacity, "Heavy@LLO=+2.125 %"),
      .capacity("Heavy", node: "LLO", .percent(thousandths: 2125))
    ),
    (
      ChangeText(.capacity, "Heavy=+500kg"),
      .capacity("Heavy", node: nil, .by(Mass(kilograms: 500)))
    ),
    (
      ChangeText(.capacity, "Heavy = -1.5 t"),
      .capacity("Heavy", node: nil, .by(Mass(kilograms: -1500)))
    ),
    (
      ChangeText(.capacity, "Heavy==30t"),
      .capacity("Heavy", node: nil, .to(Mass(kilograms: 30_000)))
    ),
    (
      ChangeText(.capacity, "Heavy@NRHO=30 000 kg"),
      .capacity("Heavy", node: "NRHO", .to(Mass(kilograms: 30_000)))
    ),
    (
      ChangeText(.addWindow, "moon=2027-03-01..2027-03-07"),
      .addWindow("moon", span("2027-03-01", "2027-03-07"))
    ),
    (
      ChangeText(.addWindow, "moon=2027-03-01"),
      .addWindow("moon", span("2027-03-01", "2027-03-01"))
    ),
  ]

  private static func span(_ from: String, _ to: String) -> ClosedRange<Day> {
    SampleCampaign.day(from)...SampleCampaign.day(to)
  }

  @Test(
    "may be a range of delays",
    arguments: [
      (
        "Heavy=0d..720d/30d", Sweep.Subject.vehicle("Heavy"),
        DelayRange(.days, from: 0, to: 720, step: 30)
      ),
      ("HAB= 1w .. 3w / 7d ", .element("HAB"), DelayRange(.days, from: 7, to: 21, step: 7)),
      ("HAB=0d..2y/6mo", .element("HAB"), DelayRange(.months, from: 0, to: 24, step: 6)),
      ("HAB=5d..5d/1d", .element("HAB"), DelayRange(.days, from: 5, to: 5, step: 1)),
    ])
  func ranges(text: String, subject: Sweep.Subject, range: DelayRange) throws {
    let campaign = try Studies.manifest().campaign
    let meaning = try ChangeText(.delay, text).meaning(in: campaign)
    #expect(meaning == .axis(Sweep.Axis(subject, range)))
    let error = #expect(throws: ManifestError.self) {
      try Change(option: .delay, text: text, in: campaign)
    }
    guard case .invalid(let problems)? = error else { return }
    #expect(problems.map(\.code) == ["invalid-change"])
  }

  @Test("that is faulty is pointed at", arguments: FaultyText.all)
  func faulty(sample: FaultyText) throws {
    let campaign = try Studies.manifest().campaign
    let error = #expect(throws: ManifestError.self) { try sample.text.meaning(in: campaign) }
    guard case .invalid(let problems)? = error else { return }
    #expect(problems.map { "\($0.line):\($0.column) \($0.code)" } == sample.problems)
    for problem in problems {
      #expect(problem.file == "--" + sample.text.option.rawValue)
      #expect(problem.help?.isEmpty == false)
      #expect(problem.message.utf8.count < 400 && problem.sourceLine.utf8.count < 1000)
    }
  }

  @Test func `shows the place and a next step`() throws {
    let campaign = try Studies.manifest().campaign
    let error = #expect(throws: ManifestError.self) {
      try ChangeText(.delay, "Hevy=180d").meaning(in: campaign)
    }
    guard case .invalid(let problems)? = error else { return }
    #expect(
      problems[0].rendered() == """
        --delay:1:1: error[unknown-reference]: there is no vehicle or element 'Hevy'
          Hevy=180d
          ^~~~
        help: did you mean 'Heavy'?
        """)
  }

  @Test func `is pointed at when the campaign does not admit it`() {
    let unreachable = ChangeError(
      change: 0, reason: .unreachable("Heavy", "LLOO", known: ["LLO"], nearest: "LLO"))
    let capacity = ChangeText(.capacity, "Heavy@LLOO=-10%").diagnostic(unreachable)
    #expect((capacity.column, capacity.length, capacity.code) == (7, 4, "unknown-reference"))
    let flown = ChangeError(
      change: 0, reason: .hasFlown("BUS", "Heavy", on: SampleCampaign.day("2026-02-08")))
    let drop = ChangeText(.drop, "BUS").diagnostic(flown)
    #expect((drop.column, drop.length, drop.code) == (1, 3, "impossible-change"))
    let remark = ChangeText(.addWindow, "moon=2027-03-01").diagnostic(
      ChangeRemark(change: 0, message: "no effect", help: "remove it"))
    #expect(remark.severity == .warning)
  }

  @Test("of random pieces is judged without a crash", arguments: 0..<300)
  func random(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let pieces = [
      "Heavy", "HAB", "TWIN", "=", "..", "/", "@", "3d", "2mo", "0y", "-", "+", "%", "10", " ",
      "2027-01-01", "NRHO", "moon", "F01", "\u{301}", "é", "9999999999999", ".", "\n", "\u{0}",
    ]
    let text = (0..<Int.random(in: 0..<9, using: &random)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }.joined()
    let campaign = try Studies.manifest().campaign
    for option in ChangeText.Option.allCases {
      _ = try? ChangeText(option, text).meaning(in: campaign)
    }
  }

  @Test func `of a day is a date`() throws {
    #expect(try Day(option: "--as-of", text: "2026-07-01") == SampleCampaign.day("2026-07-01"))
    for text in [
      "", "tomorrow", "2026-02-30", "1066-10-14", String(repeating: "2", count: 1 << 20),
    ] {
      let error = #expect(throws: ManifestError.self) { try Day(option: "--as-of", text: text) }
      guard case .invalid(let problems)? = error else { return }
      #expect(problems.count == 1 && problems[0].file == "--as-of")
    }
  }
}

/// A text that states no change, and what is wrong with it.
struct FaultyText: Sendable, CustomTestStringConvertible {
  let text: ChangeText
  let problems: [String]

  var testDescription: String { "--\(text.option.rawValue) \(text.text.prefix(60))" }

  private init(_ option: ChangeText.Option, _ text: String, _ problems: String...) {
    self.text = ChangeText(option, text)
    self.problems = problems
  }

  static let all: [FaultyText] = [
    FaultyText(.delay, "", "1:1 invalid-change"),
    FaultyText(.delay, "   ", "1:1 invalid-change"),
    FaultyText(.delay, "Heavy", "1:1 invalid-change"),
    FaultyText(.delay, "Heavy=", "1:7 invalid-change"),
    FaultyText(.delay, "=3d", "1:4 invalid-change"),
    FaultyText(.delay, "=", "1:2 invalid-change", "1:2 invalid-change"),
    FaultyText(.delay, "Hevy=3", "1:1 unknown-reference", "1:6 missing-unit"),
    FaultyText(.delay, "TWIN=3d", "1:1 ambiguous-name"),
    FaultyText(.delay, "Heavy=-3d", "1:7 out-of-range"),
    FaultyText(.delay, "Heavy=99999999999999999999999999999d", "1:7 out-of-range"),
    FaultyText(.delay, "Heavy=100001 d", "1:7 out-of-range"),
    FaultyText(.delay, "Heavy=101y", "1:7 out-of-range"),
    FaultyText(.delay, "Heavy=1e400d", "1:7 unknown-unit"),
    FaultyText(.delay, "Heavy=3 months ago", "1:7 unknown-unit"),
    FaultyText(.delay, "Heavy=0d..", "1:7 invalid-change"),
    FaultyText(.delay, "Heavy=0d../30d", "1:7 invalid-change"),
    FaultyText(.delay, "Heavy=..720d/30d", "1:7 invalid-change"),
    FaultyText(.delay, "Heavy=0d..720d", "1:7 invalid-change"),
    FaultyText(.delay, "Heavy=0d..720d/", "1:7 invalid-change"),
    FaultyText(.delay, "Heavy=720d/30d", "1:7 invalid-change"),
    FaultyText(.delay, "Heavy=0d..720d/0d", "1:16 out-of-range"),
    FaultyText(.delay, "Heavy=9d..3d/1d", "1:11 out-of-range"),
    FaultyText(.delay, "Heavy=0d..9d/1mo", "1:14 mixed-units"),
    FaultyText(.delay, "Heavy=0d..99999d/1d", "1:18 out-of-range"),
    FaultyText(.delay, "Heavy=0d..9d..10d/1d", "1:11 unknown-unit"),
    FaultyText(.delay, "no id=3d", "1:1 invalid-id"),
    FaultyText(.delay, "H\u{0}B=3d", "1:2 invalid-character"),
    FaultyText(.ground, "Heavy=2027-03-01..", "1:7 invalid-change"),
    FaultyText(.ground, "Heavy=..2027-03-01", "1:7 invalid-change"),
    FaultyText(.ground, "Heavy=2027-03-01..2027-02-01", "1:19 reversed-dates"),
    FaultyText(.ground, "Heavy=2027-02-30..2027-02-31", "1:7 no-such-date", "1:19 no-such-date"),
    FaultyText(.ground, "HAB=soon", "1:1 unknown-reference", "1:5 invalid-date"),
    FaultyText(.lose, "", "1:1 invalid-change"),
    FaultyText(.lose, "F07=1", "1:4 invalid-change"),
    FaultyText(.lose, "7th", "1:1 invalid-id"),
    FaultyText(.cancel, "HAB", "1:1 unknown-reference"),
    FaultyText(.cancel, "Heavy=2027", "1:6 invalid-change"),
    FaultyText(.drop, "CREW", "1:1 unknown-reference"),
    FaultyText(.capacity, "Heavy=10%", "1:7 invalid-number"),
    FaultyText(.capacity, "Heavy=-%", "1:7 invalid-number"),
    FaultyText(.capacity, "Heavy=--10%", "1:7 invalid-number"),
    FaultyText(.capacity, "Heavy=-100.5%", "1:7 out-of-range"),
    FaultyText(.capacity, "Heavy=+10001%", "1:7 out-of-range"),
    FaultyText(.capacity, "Heavy=-0.00001%", "1:7 too-precise"),
    FaultyText(.capacity, "Heavy=-5", "1:7 missing-unit"),
    FaultyText(.capacity, "Heavy=-5d", "1:7 wrong-unit"),
    FaultyText(.capacity, "Heavy=+9999999999999999999t", "1:7 out-of-range"),
    FaultyText(.capacity, "Heavy@=-5%", "1:1 invalid-change"),
    FaultyText(.capacity, "@LLO=-5%", "1:1 invalid-change"),
    FaultyText(.capacity, "Heavy@LEO=-5%", "1:7 unknown-reference"),
    FaultyText(.capacity, "Hevy@LEO=-5", "1:1 unknown-reference", "1:10 missing-unit"),
    FaultyText(.addWindow, "mon=2027-03-01", "1:1 unknown-reference"),
    FaultyText(.addWindow, "moon=", "1:6 invalid-change"),
    FaultyText(.addWindow, "moon=2027", "1:6 invalid-date"),
    FaultyText(
      .delay, "Heavy=" + String(repeating: "9", count: 1 << 20) + "d", "1:1 invalid-change"),
    FaultyText(.delay, "Heavy=" + String(repeating: "9", count: 5000) + "d", "1:7 invalid-number"),
  ]

  /// The codes of all of them.
  static let codes = Set(
    all.flatMap(\.problems).compactMap { $0.split(separator: " ").last.map(String.init) })
}
