// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Foundation
import TestSupport
import Testing

@Suite("Timelines as CSV")
struct TimelineCSVTests {
  private let text = TimelineCSV.text(SampleCampaign.timeline)

  @Test("have one header, a row per event and LF line ends")
  func form() {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "date,event,flight,vehicle,pad,node,element,mass_kg,detail")
    #expect(lines.count == SampleCampaign.timeline.events.count + 2)
    #expect(lines.last == "")
    #expect(!text.contains("\r"))
    #expect(lines[1] == "2024-01-05,launch,F01,Dart,P2,NRHO,,1000,PROBE")
    #expect(lines[lines.count - 2] == "2024-04-08,complete,,,,NRHO,,,")
  }

  @Test("read back what was written, of any campaign", arguments: UInt64(0)..<60)
  func identity(seed: UInt64) throws {
    let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
    guard case .optimal(_, let flights) = BruteForce.solve(campaign) else { return }
    let timeline = Timeline(flights: flights, of: campaign)
    let text = TimelineCSV.text(timeline)
    #expect(try TimelineCSV.read(text) == timeline)
    #expect(TimelineCSV.text(try TimelineCSV.read(text)) == text)
  }

  @Test("carry any text in any field")
  func quoting() throws {
    let event = TimelineEvent(
      date: Day(number: 0), kind: .milestone, node: "N\"O,P", detail: "two\nlines, \"quoted\"\r\n…")
    let timeline = Timeline(events: [event])
    #expect(try TimelineCSV.read(TimelineCSV.text(timeline)) == timeline)
  }

  @Test("are read with CRLF, a byte order mark, quotes and empty lines")
  func tolerance() throws {
    let quoted = text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }
        .joined(separator: ",")
    }.joined(separator: "\r\n")
    #expect(try TimelineCSV.read("\u{FEFF}" + quoted + "\r\n\r\n") == SampleCampaign.timeline)
    #expect(try TimelineCSV.read(String(text.dropLast())) == SampleCampaign.timeline)
  }

  @Test("carry any text, of any seed", arguments: UInt64(0)..<200)
  func anyText(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "A", "b-1", "\"", ",", "\n", "\r", "\r\n", " ", "\u{301}", "長", "\t", ";", "\u{FEFF}", "=1+1",
      "",
    ]
    func text() -> String {
      (0..<random.number(in: 0...6)).map { _ in random.pick(pieces) }.joined()
    }
    func present() -> String? { text().isEmpty ? nil : "x" + text() }
    let events = (0..<random.number(in: 0...8)).map { _ in
      TimelineEvent(
        date: Day(number: random.number(in: -700_000...2_000_000)),
        kind: random.pick(TimelineEvent.Kind.allCases), flight: present(),
        vehicle: present().map { Vehicle.ID($0) }, pad: present().map { Pad.ID($0) },
        node: present().map { Node.ID($0) }, element: present().map { Element.ID($0) },
        mass: random.chance(50) ? Mass(thousandths: random.number(in: -9...9_999_999)) : nil,
        detail: text())
    }
    let timeline = Timeline(events: events)
    let written = TimelineCSV.text(timeline)
    #expect(try TimelineCSV.read(written) == timeline)
    #expect(TimelineCSV.text(try TimelineCSV.read(written)) == written)
  }

  @Test("are read with their columns in any order")
  func columnOrder() throws {
    let rows = Self.fields(text).map { row in
      row.reversed().joined(separator: ",")
    }
    #expect(try TimelineCSV.read(rows.joined(separator: "\n")) == SampleCampaign.timeline)
  }

  private static let header = "date,event,flight,vehicle,pad,node,element,mass_kg,detail\n"

  @Test(
    "name every fault with its place",
    arguments: [
      ("", ["1:1 the file is empty"]),
      ("\u{FEFF}\n\n", ["1:1 the file is empty"]),
      (
        "date,event\n",
        [
          "1:1 the columns 'flight', 'vehicle', 'pad', 'node', 'element', 'mass_kg', 'detail' "
            + "are missing"
        ]
      ),
      (
        header.replacingOccurrences(of: "pad", with: "ramp"),
        ["1:27 a timeline has no column 'ramp'", "1:1 the column 'pad' is missing"]
      ),
      (
        header.replacingOccurrences(of: "detail", with: "pad"),
        ["1:52 the column 'pad' occurs twice", "1:1 the column 'detail' is missing"]
      ),
      (
        header.replacingOccurrences(of: ",", with: ";"), ["1:1 the fields are separated by ';'"]
      ),
      (
        header.replacingOccurrences(of: ",", with: "\t"), ["1:1 the fields are separated by tabs"]
      ),
      (header + "2024-02-30,launch,,,,,,,\n", ["2:1 '2024-02-30' is not a date"]),
      (header + ",launch,,,,,,,\n", ["2:1 the date is missing"]),
      (header + "2024-02-20,liftoff,,,,,,,\n", ["2:12 there is no event 'liftoff'"]),
      (header + "2024-02-20,launch,,,,,,1e3,\n", ["2:24 '1e3' is not a mass"]),
      (
        header + "2024-02-20,launch,,,,,,99999999999999999999,\n",
        ["2:24 '99999999999999999999' is not a mass"]
      ),
      (
        header + "2024-2-20,lift,,,,,,8 t,\n",
        [
          "2:1 '2024-2-20' is not a date", "2:11 there is no event 'lift'",
          "2:21 '8 t' is not a mass",
        ]
      ),
      (
        header + "2024-02-20,launch\r\n\r\n2024-02-20,launch,,,,,,,,\n",
        ["2:12 the row has 2 fields, the header 9", "4:26 the row has 10 fields, the header 9"]
      ),
      (header + "\"2024-02-20,launch,,,,,,,\n", ["2:1 the quote that opens here is never closed"]),
      (
        header + "\"2024-02-20\"x,launch,,,,,,,\nsoon,launch,,,,,,,\n",
        ["2:1 there is text behind the closing quote", "3:1 'soon' is not a date"]
      ),
      (
        header + "2024-02-20,la\"unch,,,,,,,\r2024-02-20,launch,,,,,,t,\r",
        [
          "2:12 a field that contains a quote must be quoted, and the quote doubled",
          "3:24 't' is not a mass",
        ]
      ),
    ])
  func faults(text: String, expected: [String]) throws {
    let error = try #require(throws: TimelineReadError.self) { try TimelineCSV.read(text) }
    #expect(error.problems.map { "\($0.line):\($0.column) \($0.message)" } == expected)
    #expect(error.problems.allSatisfy { $0.help != nil })
  }

  @Test("cut a long field short in messages")
  func longField() throws {
    let text = Self.header + String(repeating: "x", count: 100_000) + ",launch,,,,,,,\n"
    let error = try #require(throws: TimelineReadError.self) { try TimelineCSV.read(text) }
    #expect(error.problems[0].message.count < 80)
  }

  @Test("say the same to Python's csv module", .enabled(if: Program.python != nil))
  func python() throws {
    let python = try #require(Program.python)
    let file = try TemporaryFile(text, ending: "csv")
    let script = """
      import csv, json, sys
      with open(sys.argv[1], newline="", encoding="utf-8") as f:
          print(json.dumps(list(csv.reader(f))))
      """
    let output = try Program.run(python, ["-c", script, file.path]).output
    let rows = try JSONDecoder().decode([[String]].self, from: Data(output.utf8))
    #expect(rows == Self.fields(text))
  }

  @Test("survive a spreadsheet", .enabled(if: Program.spreadsheet != nil))
  func spreadsheet() throws {
    let spreadsheet = try #require(Program.spreadsheet)
    let file = try TemporaryFile(text, ending: "csv")
    let folder = file.folder.appendingPathComponent("out")
    // Read as UTF-8 with commas, all columns as text, and written again.
    let columns = (1...9).map { "\($0)/2" }.joined(separator: "/")
    _ = try Program.run(
      spreadsheet,
      [
        "-env:UserInstallation=file://\(file.folder.path)/profile", "--headless",
        "--infilter=CSV:44,34,76,1,\(columns)", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "--outdir", folder.path, file.path,
      ])
    let written = folder.appendingPathComponent((file.path as NSString).lastPathComponent)
    let back = try String(contentsOf: written, encoding: .utf8)
    // It quotes what it holds as text; nothing of the sample needs quotes.
    #expect(Self.fields(back.replacingOccurrences(of: "\"", with: "")) == Self.fields(text))
    #expect(try TimelineCSV.read(back) == SampleCampaign.timeline)
  }

  /// The fields of a text without quotes.
  private static func fields(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
