// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import ManifestIO
import TestSupport
import Testing

@Suite struct `A study` {
  private func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  @Test func `says what is asked`() throws {
    let (file, study) = try Studies.study("full.yaml")
    #expect(file.manifest == Samples.folder("Studies/Good") + "/../manifest.yaml")
    #expect(file.baseline == Samples.folder("Studies/Good") + "/../timeline.csv")
    #expect(study.note.name == "Everything that may go wrong")
    #expect(study.scenarios.map(\.subject.name) == ["nothing", "late", "rough"])
    #expect(
      study.scenarios[0].subject
        == Scenario(name: "nothing", asOf: day("2026-07-01"), policy: .hold))
    #expect(study.scenarios[1].note.name == "Heavy is late")
    #expect(
      study.scenarios[1].subject.changes
        == [.delayVehicle("Heavy", by: .months(6)), .delayElement("HAB", by: .days(90))])
    #expect(study.scenarios[0].campaign == (try Studies.manifest().campaign))
  }

  @Test func `keeps the order of changes`() throws {
    let rough = try Studies.study("full.yaml").study.scenarios[2]
    #expect(
      rough.subject.changes == [
        .delayVehicle("Light-2.1", by: .days(182)), .delayElement("CREW-2", by: .months(24)),
        .ground("Heavy", day("2027-03-01")...day("2027-12-31"), why: "inquiry"),
        .ground("TWIN", day("2027-03-01")...day("2027-03-01"), why: nil),
        .ground("TWIN", day("2028-01-01")...day("2028-12-31"), why: nil),
        .lose(flight: "F02"), .lose(flight: "F03"), .cancel("TWIN"), .drop("CREW-3"),
        .capacity("Heavy", node: "NRHO", .percent(thousandths: -10_000)),
        .capacity("Heavy", node: "LLO", .by(Mass(kilograms: 1500))),
        .capacity("Light-2.1", node: nil, .to(Mass(thousandths: 6_500_500))),
        .addWindow("moon", day("2027-03-01")...day("2027-03-07")),
        .addWindow("moon", day("2027-04-01")...day("2027-04-07")),
        .addWindow("unused", day("2027-03-01")...day("2027-03-01")),
      ])
    #expect(rough.subject.policy == .repair)
    #expect(rough.subject.asOf == day("2026-10-01"))
  }

  @Test func `sets values in the manifest`() throws {
    let rough = try Studies.study("full.yaml").study.scenarios[2]
    let heavy = rough.campaign.vehicles[0]
    #expect(heavy.turnaround == 200)
    #expect(heavy.grounded == [])
    #expect(rough.campaign.vehicles[1].availableFrom == day("2027-01-01"))
    #expect(rough.campaign.elements.last?.note.name == "the \"lab\": second")
    // Its settings, as text, make the same campaign.
    let manifest = try Studies.manifest()
    #expect(try manifest.setting(rough.settings).campaign == rough.campaign)
  }

  @Test func `has sweeps`() throws {
    let sweeps = try Studies.study("full.yaml").study.sweeps.map(\.subject)
    #expect(sweeps[0].count == 25)
    #expect(
      sweeps[1].axes == [
        Sweep.Axis(.vehicle("Heavy"), DelayRange(.months, from: 0, to: 24, step: 6)),
        Sweep.Axis(.element("HAB"), DelayRange(.days, from: 0, to: 60, step: 30)),
      ])
    #expect(sweeps[1].base.changes.first == .delayVehicle("Light-2.1", by: .days(10)))
    #expect(sweeps[1].base.policy == .reoptimize)
  }

  @Test func `locates what its baseline does not admit`() throws {
    let (file, study) = try Studies.study("full.yaml")
    let rough = study.scenarios[2]
    let error = #expect(throws: ChangeError.self) {
      try rough.campaign.applying(rough.subject, baseline: [])
    }
    let diagnostic = file.diagnostic(try #require(error), of: "rough")
    #expect(diagnostic.message == "the baseline has no flight 'F02'")
    #expect(diagnostic.code == "unknown-reference")
    #expect((diagnostic.line, diagnostic.column) == (19, 12))
    let early = ChangeError(change: nil, reason: .nothingLeft("HAB"))
    #expect(file.diagnostic(early, of: "rough").line == 34)
    #expect(file.diagnostic(early, of: "late").line == 10)
    #expect(
      file.diagnostic(ChangeRemark(change: 14, message: "", help: ""), of: "rough").line == 27)
  }

  @Test(
    "that is faulty is reported at the right places, and only there",
    arguments: Samples.manifests(in: "Studies/Faulty"))
  func faulty(name: String) throws {
    let bytes = try Samples.bytes("Studies/Faulty", name)
    let expected = Expectations.read(bytes)
    #expect(!expected.isEmpty, "the file states no expectation")
    #expect(Studies.problems(bytes) == expected)
  }

  @Test func `that is not there cannot be read`() {
    #expect(throws: ManifestError.self) { try StudyFile.load(path: "/nowhere/study.yaml") }
    #expect(throws: ManifestError.self) { try StudyFile.load(path: "/dev/zero") }
  }

  @Test("of random YAML is judged without a crash", arguments: 0..<200)
  func randomYAML(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let pieces = [
      "perilune-study", ": ", "1", "\n", "\n  ", "\n    ", "scenarios", "sweeps", "a", "delay",
      "Heavy", "HAB", "{ ", " }", ", ", "from", "to", "step", "3 d", "2 mo", "set", "null", "[",
      "]", "capacity", "-10 %", "addWindow", "moon", "2027-01-01", "lose", "F01", "vehicles.Heavy",
    ]
    let text = (0..<60).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
    _ = Studies.diagnostics(Array(("perilune-study: 1\nscenarios:" + text.joined()).utf8))
  }
}

/// The schema of studies and their loader accept the same files, as far as a schema can say.
@Suite struct `The JSON Schema of studies` {
  private static let shared = SchemaValidator(
    (try? JSONValue(json: ManifestSchema.study)) ?? .flag(false))

  @Test("accepts what the loader accepts", arguments: Samples.manifests(in: "Studies/Good"))
  func acceptsGood(name: String) throws {
    let value = try #require(JSONValue(yaml: try Samples.bytes("Studies/Good", name)))
    #expect(Self.shared.faults(value) == [])
  }

  @Test(
    "sees faults of form",
    arguments: [
      "version-2", "no-version", "empty-questions", "unknown-keys", "delays", "values", "sweeps",
    ])
  func seesFaults(name: String) throws {
    let value = try #require(JSONValue(yaml: try Samples.bytes("Studies/Faulty", name + ".yaml")))
    #expect(!Self.shared.faults(value).isEmpty)
  }

  @Test(
    "leaves to the loader what needs the manifest",
    arguments: [
      "names", "settings", "too-many-scenarios",
    ])
  func leavesNames(name: String) throws {
    let value = try #require(JSONValue(yaml: try Samples.bytes("Studies/Faulty", name + ".yaml")))
    #expect(Self.shared.faults(value) == [])
  }
}
