// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The ports that elements offer, for looking up `ELEMENT.PORT`.
struct PortTable {
  /// The standard of each port; empty where it could not be read.
  private(set) var standards: [Port.Reference: String] = [:]
  /// The ports as manifests refer to them, in file order.
  private(set) var names: [String] = []

  init(elements: [ReadValue.Entry]) {
    for element in elements {
      for port in element.value.record?.table("ports") ?? [] {
        let reference = Port.Reference(
          element: Element.ID(element.key), port: Port.ID(port.key))
        standards[reference] = port.value.text ?? ""
        names.append(reference.description)
      }
    }
  }

  /// The ports that a text may mean: identifiers may contain dots, so there may be several.
  func ports(_ text: String) -> [Port.Reference] {
    text.indices.filter { text[$0] == "." }.map { dot in
      Port.Reference(
        element: Element.ID(String(text[..<dot])),
        port: Port.ID(String(text[text.index(after: dot)...])))
    }.filter { standards[$0] != nil }
  }
}

extension CampaignBuilder {
  mutating func docking(
    _ record: ReadRecord, of element: String, among table: PortTable
  ) -> Docking? {
    guard let docks = record.record("docks") else { return nil }
    let standard = docks.text("standard")
    let at = docks.list("at")?.compactMap { value in
      port(value, of: element, by: standard, among: table)
    }
    return Docking(standard: standard ?? "", at: at)
  }

  private mutating func port(
    _ value: ReadValue, of element: String, by standard: String?, among table: PortTable
  ) -> Port.Reference? {
    guard let text = value.text else { return nil }
    let candidates = text.utf8.count <= 200 ? table.ports(text) : []
    guard let port = candidates.first else {
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
    } else if port.element.text == element {
      report(
        .unusablePort, at: value.place, "\(element) cannot dock to a port of its own",
        help: "name a port of another element")
    } else if let standard, let offered = table.standards[port], !offered.isEmpty,
      offered != standard
    {
      report(
        .unusablePort, at: value.place,
        "the port \(text.quoted) is of the standard '\(offered)', not '\(standard)'",
        help: "name a port of that standard, or correct one of the two")
    }
    return port
  }
}
