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

  @Test("name every fault with its place")
  func faults() throws {
    let header = "date,event,flight,vehicle,pad,node,element,mass_kg,detail\n"
    let cases: [(String, [(Int, Int, String)])] = [
      ("", [(1, 1, "empty")]), ("date,event\n", [(1, 1, "'flight'")]),
      (
        header.replacingOccurrences(of: "pad", with: "ramp"),
        [(1, 27, "no column 'ramp'"), (1, 1, "column 'pad' is missing")]
      ), (header + "2024-02-30,launch,,,,,,,\n", [(2, 1, "2024-02-30")]),
      (header + "2024-02-20,liftoff,,,,,,,\n", [(2, 12, "no event 'liftoff'")]),
      (header + "2024-02-20,launch,,,,,,1e3,\n", [(2, 24, "1e3")]),
      (
        header + "2024-02-20,launch\n\n2024-02-20,launch,,,,,,,,\n",
        [(2, 12, "2 fields"), (4, 26, "10 fields")]
      ), (header + "\"2024-02-20,launch,,,,,,,\n", [(2, 1, "never closed")]),
      (header + "\"2024-02-20\"x,launch,,,,,,,\n", [(2, 1, "behind the closing quote")]),
    ]
    for (text, expected) in cases {
      do throws(TimelineReadError) {
        _ = try TimelineCSV.read(text)
        Issue.record("read \(text)")
      } catch {
        #expect(error.problems.count == expected.count, "\(error.problems)")
        for (problem, wanted) in zip(error.problems, expected) {
          #expect(problem.line == wanted.0 && problem.column == wanted.1, "\(problem)")
          #expect(problem.message.contains(wanted.2), "\(problem)")
        }
      }
    }
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
    #expect(Self.fields(back) == Self.fields(text))
    #expect(try TimelineCSV.read(back) == SampleCampaign.timeline)
  }

  /// The fields of a text without quotes.
  private static func fields(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
