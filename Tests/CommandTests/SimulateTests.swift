// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@Suite("The verb simulate")
struct SimulateTests {
  /// A manifest of two flights, with something uncertain of every kind.
  private static let uncertain = """
    perilune: 1
    campaign: { name: Shaky, start: 2024-01-01, end: 2024-12-31, node: NRHO }
    pads: { P: { turnaround: 10 d, uncertainty: { delay: { uniform: [0 d, 9 d] } } } }
    vehicles:
      V:
        pads: [P]
        turnaround: 30 d
        slots: 1
        capacity: { NRHO: 5 t }
        transit: { NRHO: 4 d }
        cost: 100
        uncertainty:
          delay: { exponential: { mean: 5 d } }
          scrub: { weather: { probability: 0.3 } }
          reliability: 0.9
          standDown: 60 d
          spares: 9
    elements:
      A: { mass: 4 t, uncertainty: { delay: { triangular: [0 d, 10 d, 40 d] }, rebuild: 100 d } }
      B: { mass: 4 t, after: [A], deadline: 2024-12-31, uncertainty: { rebuild: 100 d } }
    milestones: { first: [A] }
    risks: { strike: { perYear: 0.5, impact: { uniform: [10 d, 90 d] }, vehicles: all } }
    """

  private let certain: TemporaryFile
  private let manifest: TemporaryFile

  init() throws {
    certain = try TemporaryFile(Command.small, ending: "yaml")
    manifest = try TemporaryFile(Self.uncertain, ending: "yaml")
  }

  private func path(_ name: String) -> String {
    manifest.folder.appendingPathComponent(name).path
  }

  /// The rows of a CSV text, each by its column.
  private func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(lines[0], row))
    }
  }

  @Test("a manifest without uncertainty says so, and every replication is the plan")
  func nothingUncertain() throws {
    let run = try Command.run("simulate", certain.path, "--replications", "100")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.output.contains(
        "\nuncertain     nothing, so that every replication is the plan; see --defaults and "
          + "docs/simulation.md\n"))
    #expect(run.output.contains("\nbroken        0 of 100 (0.0%) could not keep to the plan\n"))
    let samples = try Command.run(
      "simulate", certain.path, "--replications", "100", "--samples", "-")
    // Planned in the tests of `plan`: A arrives first, B is there 30 days later.
    #expect(rows(samples.output).allSatisfy { $0["completion"] == "2024-02-04" })
    #expect(samples.errors.contains("hold: completion P50 2024-02-04 +-0"))
    #expect(samples.errors.contains("nothing, so that every replication is the plan"))
    let assumed = try Command.run(
      "simulate", certain.path, "--replications", "100", "--defaults")
    #expect(assumed.output.contains("nothing stated; defaults for 1 vehicle, 2 elements\n"))
    #expect(!assumed.output.contains("broken        0 of 100"))
  }

  @Test(
    "the same bytes on any number of threads", arguments: ["json", "csv", "samples", "s-curve"])
  func sameBytes(file: String) throws {
    let runs = try ["1", "2", "5"].map {
      try Command.run(
        "simulate", manifest.path, "--replications", "1000", "--\(file)", "-", "--threads", $0)
    }
    #expect(runs.allSatisfy { $0.status == 0 })
    #expect(Set(runs.map(\.output)).count == 1)
    let other = try Command.run(
      "simulate", manifest.path, "--replications", "1000", "--\(file)", "-", "--seed", "2")
    #expect(other.output != runs[0].output)
  }

  @Test("a timeline that is given is executed as the plan that would be made")
  func timeline() throws {
    let csv = path("plan.csv")
    #expect(try Command.run("plan", manifest.path, "--csv", csv).status == 0)
    let given = try Command.run(
      "simulate", manifest.path, "--timeline", csv, "--replications", "200", "--json", "-")
    let planned = try Command.run(
      "simulate", manifest.path, "--replications", "200", "--json", "-")
    #expect(given.status == 0)
    #expect(given.output == planned.output)
  }

  @Test("a replication's story ends as its sample says", arguments: ["hold", "greedy", "replan"])
  func story(policy: String) throws {
    let samples = try Command.run(
      "simulate", manifest.path, "--replications", "12", "--policy", policy, "--samples", "-")
    let rows = rows(samples.output)
    #expect(rows.map { $0["replication"] } == (0..<12).map { "\($0)" })
    for row in rows {
      let run = try Command.run(
        "simulate", manifest.path, "--replication", row["replication"] ?? "", "--trace",
        "--policy", policy, "--json", "-")
      #expect(run.status == 0)
      let story = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let events = try #require(story["events"] as? [[String: Any]])
      func dates(_ name: String) -> [String] {
        events.filter { $0["event"] as? String == name }.compactMap { $0["date"] as? String }
      }
      #expect(dates("complete").last ?? "" == row["completion"])
      #expect(dates("milestone").last ?? "" == row["first"])
      #expect("\(dates("launch").count)" == row["launches"])
      #expect("\(dates("failure").count)" == row["losses"])
      #expect("\(100 * dates("launch").count)" == row["cost"])
      #expect(dates("launch") == dates("launch").sorted())
    }
  }

  @Test("a story is the same on any number of threads, and reads as sentences")
  func trace() throws {
    let runs = try ["1", "5"].map {
      try Command.run(
        "simulate", manifest.path, "--replication", "7", "--trace", "--threads", $0)
    }
    #expect(runs.map(\.status) == [0, 0])
    #expect(runs[0].output == runs[1].output)
    #expect(runs[0].output.hasPrefix("Shaky\n\nreplication 7, seed 1, policy hold\n\n"))
    #expect(runs[0].output.contains("F01: V launches from P with A"))
  }

  @Test("files agree with one another, replication by replication")
  func agreement() throws {
    let names = ["csv", "json", "samples", "s-curve"]
    let arguments = names.flatMap { ["--\($0)", path($0)] }
    let run = try Program.run(
      Command.path, ["simulate", manifest.path, "--replications", "1000"] + arguments)
    #expect(run.status == 0)
    let texts = try names.map { try String(contentsOfFile: path($0), encoding: .utf8) }
    let samples = rows(texts[2])
    #expect(samples.count == 1000)
    // P80 is the 800th of the sorted samples; what is not reached is later than any day.
    for milestone in ["completion", "first"] {
      let days = samples.compactMap { $0[milestone] }.map { $0.isEmpty ? "never" : $0 }.sorted()
      for percent in [10, 50, 80, 95] {
        let row = rows(texts[0]).first {
          $0["milestone"] == milestone && $0["percentile"] == "\(percent)"
        }
        let day = days[percent * 10 - 1]
        #expect(row?["date"] == (day == "never" ? "" : day), "\(milestone) P\(percent)")
      }
      let curve = rows(texts[3]).filter { $0["milestone"] == milestone }
      for point in curve {
        let count = days.count { $0 <= point["date"] ?? "" }
        #expect(Double(point["probability"] ?? "") == Double(count) / 1000)
      }
    }
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(texts[1].utf8)) as? [String: Any])
    let simulations = try #require(json["simulations"] as? [[String: Any]])
    let cost = try #require(simulations[0]["cost"] as? [String: Any])
    let mean = try #require(cost["mean"] as? [String: Double])
    let sum = samples.compactMap { $0["cost"].flatMap(Double.init) }.reduce(0, +)
    #expect(abs((mean["value"] ?? 0) - sum / 1000) < 1e-6)
    #expect(json["tornado"] is NSNull)
    #expect((json["regret"] as? [Any])?.isEmpty == true)
  }

  @Test("policies are compared on the same draws, each with its regret")
  func policies() throws {
    let run = try Command.run(
      "simulate", manifest.path, "--replications", "50", "--policy", "all", "--samples",
      path("samples"))
    #expect(run.status == 0)
    let table = run.output.split(separator: "\n").drop { !$0.hasPrefix("policy") }
    #expect(table.dropFirst().map { $0.prefix { $0 != " " } } == ["hold", "greedy", "replan"])
    let rows = rows(try String(contentsOfFile: path("samples"), encoding: .utf8))
    #expect(rows.count == 150)
    #expect(Set(rows.map { $0["policy"] }) == ["hold", "greedy", "replan"])
    let repeated = try Command.run("simulate", manifest.path, "--policy", "hold,hold")
    #expect(repeated.status == 64)
  }

  @Test("the tornado removes each risk that is stated")
  func tornado() throws {
    let run = try Command.run(
      "simulate", manifest.path, "--replications", "500", "--tornado", "--json", "-")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let tornado = try #require(json["tornado"] as? [String: Any])
    let bars = try #require(tornado["without"] as? [[String: Any]])
    #expect(
      Set(bars.compactMap { $0["risk"] as? String }) == [
        "V preparation", "V scrubs", "V failures", "A readiness", "P turnaround", "risk strike",
      ])
    // Without the others' order: the gains at P80 fall from bar to bar.
    let gains = bars.compactMap { $0["p80_gain_days"] as? Int }
    #expect(gains == gains.sorted(by: >))
    #expect((gains.first ?? 0) > 0)
  }

  @Test("what the documentation shows of pages is what the command says")
  func documentation() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    func manifest(_ name: String) -> String {
      root.appendingPathComponent("manifests/\(name).yaml").path
    }
    let text = try String(
      contentsOf: root.appendingPathComponent("docs/simulation.md"), encoding: .utf8)
    let section = try #require(text.range(of: "\n## Reading the page\n"))
    let blocks = text[section.upperBound...].matches(of: /```text\n(?<lines>[^`]*)```/)
    #expect(blocks.count == 11)
    let runs = [
      try Command.run("simulate", manifest("deep-space-gateway-2017")),
      try Command.run("simulate", manifest("quickstart"), "--defaults", "--tornado"),
    ]
    let said = Set(runs.flatMap { $0.output.split(separator: "\n") })
    for line in blocks.flatMap({ $0.lines.split(separator: "\n") }) {
      #expect(said.contains(line), "\(line)")
    }
  }

  @Test("as many replications as the precision asked for takes")
  func precision() throws {
    let run = try Command.run("simulate", manifest.path, "--precision", "20d")
    #expect(run.status == 0)
    #expect(
      run.output.contains("\nprecision     20 d for P50 and P80 of the completion, reached\n"))
    // Half of the completions never come: no number of replications is enough.
    let text = Self.uncertain.replacingOccurrences(of: "spares: 9", with: "spares: 0")
      .replacingOccurrences(of: "slots: 1", with: "slots: 1\n    flights: 2")
      .replacingOccurrences(of: "reliability: 0.9", with: "reliability: 0.5")
    let hopeless = try TemporaryFile(text, ending: "yaml")
    let never = try Command.run("simulate", hopeless.path, "--precision", "20d")
    #expect(never.status == 2)
    #expect(never.output.contains("P80 of the completion, not reached\n"))
    #expect(never.output.contains("\nreplications  1024000, seed 1\n"))
  }

  @Test(
    "64: a command line that makes no sense",
    arguments: [
      ["--replications", "0"], ["--replications", "10", "--precision", "5d"],
      ["--precision", "5"], ["--precision", "0d"], ["--policy", "hope"], ["--policy", ""],
      ["--trace"], ["--replication", "1"], ["--replication", "-1", "--trace"],
      ["--replication", "1", "--trace", "--csv", "x"],
      ["--replication", "1", "--trace", "--tornado"],
      ["--policy", "all", "--tornado"], ["--threads", "0"], ["--csv", "-", "--json", "-"],
    ])
  func usage(arguments: [String]) throws {
    let run = try Program.run(Command.path, ["simulate", manifest.path] + arguments)
    #expect(run.status == 64)
    #expect(run.output == "")
  }

  @Test("65, 66, 3: what cannot be simulated is said before anything is")
  func invalid() throws {
    for until in ["2024-13-01", "2024-12-30", "2200-01-01", "soon"] {
      let run = try Command.run("simulate", manifest.path, "--until", until)
      #expect(run.status == 65, "\(until)")
      #expect(run.errors.contains("error"))
    }
    #expect(
      try Command.run("simulate", manifest.path, "--until", "2024-12-31").output
        .contains("\nuntil         2024-12-31; "))
    let plan = try Command.run("plan", manifest.path, "--csv", "-").output
    // B is launched before A is there.
    let bad = try TemporaryFile(
      plan.replacingOccurrences(of: "2024-01-31", with: "2024-01-03"), ending: "csv")
    let broken = try Command.run("simulate", manifest.path, "--timeline", bad.path)
    #expect(broken.status == 65)
    #expect(broken.errors.contains("breaks rules of the manifest and cannot be executed"))
    #expect(try Command.run("simulate", path("absent.yaml")).status == 66)
    let heavy = try TemporaryFile(
      Self.uncertain.replacingOccurrences(of: "B: { mass: 4 t", with: "B: { mass: 6 t"),
      ending: "yaml")
    let infeasible = try Command.run("simulate", heavy.path)
    #expect(infeasible.status == 3)
    #expect(infeasible.errors.contains("there is no plan to simulate"))
  }

  @Test(
    "130: interrupted, what was finished is reported for what it is",
    arguments: [
      SIGINT, SIGTERM,
    ])
  func interrupted(signal: Int32) throws {
    let run = try Command.run(
      "simulate", manifest.path, "--replications", "1000000000", "--json", path("json")
    ) {
      Thread.sleep(forTimeInterval: 1)
      kill($0.processIdentifier, signal)
    }
    #expect(run.status == 130)
    #expect(
      run.output.contains(/\nreplications  [1-9][0-9]* of the 1000000000 asked for, seed 1\n/))
    let text = try String(contentsOfFile: path("json"), encoding: .utf8)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let simulation = try #require((json["simulations"] as? [[String: Any]])?.first)
    let finished = try #require(simulation["replications"] as? Int)
    let launches = try #require(simulation["launches"] as? [String: Any])
    let counts = try #require(launches["replications"] as? [Int])
    #expect(counts.reduce(0, +) == finished)
    #expect(simulation["requested"] as? Int == 1_000_000_000)
  }
}
