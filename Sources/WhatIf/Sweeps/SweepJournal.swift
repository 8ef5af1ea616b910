// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a sweep has planned for, kept so that one that was ended can go on.
public struct SweepJournal: Sendable {
  /// What an earlier run of the same sweeps planned for.
  public var records: [SweepRecord]
  /// Keeps a record; called from several threads at once.
  public var write: @Sendable (SweepRecord) throws -> Void

  /// Creates a journal; without arguments one that knows and keeps nothing.
  public init(
    records: [SweepRecord] = [], write: @escaping @Sendable (SweepRecord) throws -> Void = { _ in }
  ) {
    self.records = records
    self.write = write
  }

  /// Reads the records of lines; torn and damaged ones are left out.
  public static func records(in text: some StringProtocol) -> [SweepRecord] {
    text.split(separator: "\n").compactMap { SweepRecord(line: $0) }
  }

  /// The answers of a sweep by the days that they are for; of several, the last.
  func answers(of sweep: String, in campaign: Campaign) -> [[Day]: SweepAnswer] {
    let own = records.filter { $0.sweep == sweep }.map { record in
      var answer = record.answer
      answer.readCompletion(in: campaign)
      return (record.days, answer)
    }
    return Dictionary(own) { $1 }
  }
}

/// An answer that was planned for.
public struct SweepRecord: Hashable, Sendable {
  /// The name of the sweep's scenario.
  public var sweep: String
  /// The first day on which each axis's vehicle or element may launch.
  public var days: [Day]
  /// What planning came to.
  public var answer: SweepAnswer

  /// Creates a record.
  public init(sweep: String, days: [Day], answer: SweepAnswer) {
    self.sweep = sweep
    self.days = days
    self.answer = answer
  }
}
