// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Builds a campaign from a manifest that has been read by its form, and checks what its values
/// mean together.
///
/// It runs even when there are problems, to find the others; what it builds then is of no use.
struct CampaignBuilder {
  var reader: FormReader
  /// Where the files that the manifest names are looked for.
  let directory: String
  let root: ReadRecord
  /// What the identifiers of elements stand for.
  var names: ElementNames
  /// How many elements the names in lists stand for so far.
  var namesCounted = 0
  /// Where the elements stand that are of a series, or after a choice.
  var origins: [String: ElementOrigin] = [:]
  /// The campaign without its sections: its calendar.
  var header = Campaign(name: "", start: Day(number: 0), end: Day(number: 0), node: "")
  /// What the files of delays hold that have been read.
  var delayFiles: [String: [Int]] = [:]
  /// How many delays have been observed so far.
  var delaysCounted = 0

  init(reader: FormReader, directory: String, root: ReadRecord) {
    self.reader = reader
    self.directory = directory
    self.root = root
    names = ElementNames(root)
  }

  /// Adds a problem.
  mutating func report(
    _ code: DiagnosticCode, at place: Place, _ message: String, help: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    reader.problems.add(code, at: place, message, help: help, severity: severity)
  }

  /// The campaign; it may be used only if there are no errors.
  mutating func build() -> Campaign {
    header = readHeader()
    var campaign = header
    campaign.pads = pads()
    campaign.windows = windows(within: campaign.start...campaign.end)
    campaign.vehicles = vehicles()
    nameSeries()
    campaign.elements = elements(node: campaign.node)
    campaign.resources = root.table("resources").map {
      Resource(id: Resource.ID($0.key), note: note($0.value.record))
    }
    campaign.stores = stores(node: campaign.node)
    campaign.choices = choices()
    campaign.rules = rules()
    campaign.budgetPerYear = root.record("budget")?.amount("perYear")
    campaign.milestones = milestones()
    campaign.actuals = actuals(of: campaign)
    campaign.risks = risks()
    reader.checkReferences()
    checkTransfers(of: campaign)
    checkStores(of: campaign)
    checkCrew(of: campaign)
    checkGround(of: campaign)
    checkCycles(in: campaign)
    checkNodes(of: campaign)
    checkSelections(of: campaign)
    checkUncertainty(of: campaign)
    return campaign
  }

  /// What the entry says about itself and its figures.
  func note(_ record: ReadRecord?) -> Annotation {
    guard let record else { return Annotation() }
    return Annotation(
      name: record.text("name"), description: record.text("description"),
      source: record.text("source"),
      confidence: record.text("confidence").flatMap(Annotation.Confidence.init(rawValue:)))
  }

  private mutating func readHeader() -> Campaign {
    let record = root.record("campaign")
    // Stand-ins keep the other sections checkable when a date is missing or wrong.
    var start = record?.date("start") ?? Day(number: 0)
    var end = record?.date("end") ?? start
    if let record, let first = record.date("start"), let last = record.date("end") {
      if last < first {
        report(
          .reversedDates, at: record["end"]?.place ?? record.place,
          "the campaign ends on \(last), before it starts on \(first)", help: "exchange them")
        swap(&start, &end)
      } else if last - first > Self.mostDays {
        report(
          .campaignTooLong, at: record["end"]?.place ?? record.place,
          "the campaign lasts \(last - first + 1) days, more than 100 years",
          help: "check the years of 'start' and 'end'")
        end = start
      }
    }
    return Campaign(
      name: record?.text("name") ?? "", note: note(record), start: start, end: end,
      node: Node.ID(record?.text("node") ?? ""), objectives: objectives(record),
      status: record?.date("status"), currency: record?.text("currency"))
  }

  private func objectives(_ record: ReadRecord?) -> [Objective] {
    guard let list = record?.list("objectives") else { return [.completion(nil), .operational] }
    return list.compactMap { value in
      switch value.text {
      case "completion": .completion(nil)
      case "tardiness": .tardiness
      case "operational": .operational
      case "cost": .cost
      case "flights": .flights
      case "value": .value
      case let text?: .completion(Milestone.ID(String(text.dropFirst("completion:".count))))
      case nil: nil
      }
    }
  }

  /// 100 years, leap days included.
  private static let mostDays = 36_525
}

extension ReadRecord {
  /// A quantity or number as a fixed-point value; nil when absent.
  func amount<Value: FixedPoint>(_ key: String) -> Value? {
    thousandths(key).map(Value.init(thousandths:))
  }

  /// The words of a list.
  func texts(_ key: String) -> [String] { (list(key) ?? []).compactMap(\.text) }

  /// The identifiers of a list; nil when there is no list.
  func ids<Owner>(_ key: String) -> [Identifier<Owner>]? {
    list(key)?.compactMap { item in item.text.map { Identifier<Owner>($0) } }
  }
}
