// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The ports that elements offer, for looking up `ELEMENT.PORT`.
struct PortTable {
  /// What is known of a port.
  struct Facts {
    /// Its standard; empty where it could not be read.
    var standard: String
    /// The node of its element.
    var node: Node.ID
  }

  /// The ports of one standard at one node.
  private struct Offer: Hashable {
    var standard: String
    var node: Node.ID
  }

  private let elements: ElementNames
  /// Which entries of `elements` offer what, at most two of each, in file order.
  private var offers: [Offer: [String]] = [:]
  /// The standards of each node, in file order.
  private var standards: [Node.ID: [String]] = [:]
  /// By entry of `elements` and port; a series is one entry.
  private var facts: [Port.Reference: Facts] = [:]
  /// The ports as manifests refer to them, in file order; of a series, those of the first member.
  private(set) var names: [String] = []

  init(elements: [ReadValue.Entry], names: ElementNames, node: Node.ID) {
    self.elements = names
    for element in elements {
      guard let record = element.value.record else { continue }
      let node = record.text("node").map(Node.ID.init(_:)) ?? node
      let isSeries = names.count(ofSeries: element.key) != nil
      for standard in record.table("ports").compactMap(\.value.text) {
        let offer = Offer(standard: standard, node: node)
        let offering = offers[offer] ?? []
        if offering.isEmpty { standards[node, default: []].append(standard) }
        if offering.count < 2, !offering.contains(element.key) {
          offers[offer] = offering + [element.key]
        }
      }
      let first = isSeries ? ElementNames.member(1, of: element.key) : Element.ID(element.key)
      for port in record.table("ports") {
        let id = Port.ID(port.key)
        facts[Port.Reference(element: Element.ID(element.key), port: id)] =
          Facts(standard: port.value.text ?? "", node: node)
        self.names.append(Port.Reference(element: first, port: id).description)
      }
    }
  }

  /// The ports that a text may mean: identifiers may contain dots, so there may be several.
  func ports(_ text: String) -> [Port.Reference] {
    references(text).filter { self[$0] != nil }
  }

  /// The series a port of which a text names as if it were one element.
  func series(_ text: String) -> Port.Reference? {
    references(text).first { facts[$0] != nil && elements.count(ofSeries: $0.element.text) != nil }
  }

  /// What is known of a port; nil when there is none.
  subscript(port: Port.Reference) -> Facts? {
    elements.entry(of: port.element.text).flatMap {
      facts[Port.Reference(element: Element.ID($0), port: port.port)]
    }
  }

  /// Whether another element of a node than the entry's own has a port of a standard.
  func offers(_ standard: String, at node: Node.ID, besides entry: String) -> Bool {
    offers[Offer(standard: standard, node: node)]?.contains {
      $0 != entry || (elements.count(ofSeries: entry) ?? 1) > 1
    } ?? false
  }

  /// The standards of a node's ports, in file order.
  func standards(at node: Node.ID) -> [String] { standards[node] ?? [] }

  private func references(_ text: String) -> [Port.Reference] {
    text.indices.filter { text[$0] == "." }.map { dot in
      Port.Reference(
        element: Element.ID(String(text[..<dot])),
        port: Port.ID(String(text[text.index(after: dot)...])))
    }
  }
}

extension CampaignBuilder {
  mutating func docking(
    _ record: ReadRecord, of element: String, at node: Node.ID, among table: PortTable
  ) -> Docking? {
    guard let docks = record.record("docks") else { return nil }
    let standard = docks.text("standard")
    if let standard, docks["at"] == nil, !table.offers(standard, at: node, besides: element) {
      let nearest = reader.problems.nearest(to: standard, among: table.standards(at: node))
      report(
        .noPort, at: docks["standard"]?.place ?? docks.place,
        "no other element at \(node) has a port of the standard '\(standard)'",
        help: nearest.map { "did you mean '\($0)'?" }
          ?? "add it to the 'ports' of one, or correct the standard", severity: .warning)
    }
    let at = docks.list("at")?.compactMap { value in
      port(value, of: element, at: node, by: standard, among: table)
    }
    return Docking(standard: standard ?? "", at: at)
  }

  private mutating func port(
    _ value: ReadValue, of element: String, at node: Node.ID, by standard: String?,
    among table: PortTable
  ) -> Port.Reference? {
    guard let text = value.text else { return nil }
    let candidates = text.utf8.count <= 200 ? table.ports(text) : []
    guard let port = candidates.first, let facts = table[port] else {
      if text.utf8.count <= 200, let whole = table.series(text),
        let count = names.count(ofSeries: whole.element.text)
      {
        reportSeries(whole.element.text, of: count, at: value.place, suffix: ".\(whole.port)")
        return nil
      }
      let nearest = reader.problems.nearest(to: text, among: table.names)
      report(
        .unknownReference, at: value.place, "there is no port \(text.quoted)",
        help: nearest.map { "did you mean '\($0)'?" }
          ?? "a port is written ELEMENT.PORT, and is one of the element's 'ports'")
      return nil
    }
    if candidates.count > 1 {
      report(
        .unusablePort, at: value.place,
        "\(text.quoted) may mean a port of \(candidates.map(\.element.text).alternatives)",
        help: "rename an element or a port so that the dots tell them apart")
    } else if names.entry(of: port.element.text) == element {
      let isSeries = names.count(ofSeries: element) != nil
      report(
        .unusablePort, at: value.place,
        isSeries
          ? "a series cannot dock to a port of its own" : "\(element) cannot dock to its own port",
        help: "name a port of another element")
    } else if facts.node != node {
      report(
        .unusablePort, at: value.place,
        "the port \(text.quoted) is at \(facts.node), but \(element) works at \(node)",
        help: "name a port of an element at \(node), or correct the 'node' of one of the two")
    } else if let standard, !facts.standard.isEmpty, facts.standard != standard {
      report(
        .unusablePort, at: value.place,
        "the port \(text.quoted) is of the standard '\(facts.standard)', not '\(standard)'",
        help: "name a port of that standard, or correct one of the two")
    }
    return port
  }
}
