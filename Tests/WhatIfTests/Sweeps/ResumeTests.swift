// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import Synchronization
import TestSupport
import Testing
import WhatIf

@Suite("Resumed sweeps")
struct ResumeTests {
  @Test("come to the same wherever they were ended, on any number of threads")
  func everywhere() throws {
    for seed in UInt64(0)..<8 {
      let campaign = TinyCampaigns.campaign(seed: seed)
      let sweep = Sweep(
        base: Scenario(name: "delays", policy: .reoptimize),
        axes: campaign.vehicles.prefix(1).map {
          Sweep.Axis(.vehicle($0.id), DelayRange(.days, from: 0, to: 30, step: 10))
        })
      let whole = try run(sweep, campaign, threads: 1)
      let parallel = try run(sweep, campaign, threads: 2)
      #expect(parallel.result.points == whole.result.points)
      #expect(parallel.result.steps == whole.result.steps)
      for count in 0...whole.records.count {
        let kept = Array(whole.records.prefix(count).reversed())
        let resumed = try run(sweep, campaign, threads: 2, records: kept)
        #expect(resumed.result.points == whole.result.points)
        #expect(resumed.result.steps == whole.result.steps)
        #expect(resumed.result.plans == whole.result.plans)
        #expect(resumed.records.count == whole.records.count - count)
      }
    }
  }

  @Test("do not believe a plan that breaks rules")
  func forged() throws {
    let campaign = TinyCampaigns.campaign(seed: 1)
    let sweep = Sweep(
      base: Scenario(name: "delays", policy: .reoptimize),
      axes: [
        Sweep.Axis(.vehicle(campaign.vehicles[0].id), DelayRange(.days, from: 0, to: 9, step: 3))
      ])
    let whole = try run(sweep, campaign, threads: 1)
    var records = whole.records
    for index in records.indices {
      guard var flights = records[index].answer.flights else { continue }
      for flight in flights.indices { flights[flight].launch = campaign.start - 1 }
      records[index].answer.flights = flights
    }
    let resumed = try run(sweep, campaign, threads: 1, records: records)
    #expect(resumed.result.points == whole.result.points)
    #expect(resumed.records.count == whole.records.count { $0.answer.flights != nil })
  }

  @Test("leave out what is torn or damaged in a journal, wherever it is cut")
  func torn() throws {
    let campaign = TinyStations.mixture(seed: 2)
    let sweep = Sweep(
      base: Scenario(name: "50 %, torn\nand \u{7}", policy: .reoptimize),
      axes: [
        Sweep.Axis(.vehicle(campaign.vehicles[0].id), DelayRange(.days, from: 0, to: 30, step: 10))
      ])
    let whole = try run(sweep, campaign, threads: 1)
    let lines = whole.records.map(\.line)
    let read = SweepJournal.records(in: lines.joined())
    #expect(read.map(\.line) == lines)
    let resumed = try run(sweep, campaign, threads: 2, records: read)
    #expect(resumed.records.isEmpty)
    #expect(resumed.result.points == whole.result.points)
    #expect(resumed.result.steps == whole.result.steps)

    let bytes = Array(lines.joined().utf8)
    for count in 0..<bytes.count {
      let text = String(decoding: bytes[..<count], as: UTF8.self)
      let kept = SweepJournal.records(in: text)
      // A line without its end is whole.
      let ends = bytes[...count].count { $0 == UInt8(ascii: "\n") }
      #expect(kept.map(\.line) == Array(lines.prefix(ends)))
      // What a resumed run appends to a torn line, after ending it, is read.
      let continued = SweepJournal.records(in: text + "\n" + lines[0])
      #expect(continued.last?.line == lines[0])
    }
    var damaged = bytes
    damaged[bytes.count / 3] ^= 1
    #expect(
      SweepJournal.records(in: String(decoding: damaged, as: UTF8.self)).count < lines.count)
  }

  @Test("say that they were interrupted, and keep what they had")
  func interrupted() throws {
    let campaign = TinyCampaigns.campaign(seed: 3)
    let sweep = Sweep(
      base: Scenario(name: "delays", policy: .reoptimize),
      axes: [
        Sweep.Axis(.vehicle(campaign.vehicles[0].id), DelayRange(.days, from: 0, to: 30, step: 1))
      ])
    let options = PlanningOptions(isCancelled: { true })
    let result = try Sweeper(planner: planner).run(
      sweep, of: campaign, baseline: [], options: options)
    #expect(result.stoppedBy == .interrupted)
    #expect(result.points.count == 31)
    #expect(!result.isProven)
  }

  private func run(
    _ sweep: Sweep, _ campaign: Campaign, threads: Int, records: [SweepRecord] = []
  ) throws -> (result: SweepResult, records: [SweepRecord]) {
    let written = Written()
    let journal = SweepJournal(records: records) { record in written.add(record) }
    let result = try Sweeper(planner: planner).run(
      sweep, of: campaign, baseline: [], options: PlanningOptions(threads: threads),
      journal: journal)
    return (result, written.all)
  }
}

/// Records as they are written.
final class Written: Sendable {
  private let records = Mutex<[SweepRecord]>([])

  var all: [SweepRecord] { records.withLock { $0 } }

  func add(_ record: SweepRecord) { records.withLock { $0.append(record) } }
}
