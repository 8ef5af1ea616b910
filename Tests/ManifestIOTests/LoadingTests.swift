// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import ManifestIO
import Testing

@Suite struct `Loading` {
  @Test func `says why a file cannot be read`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/perilune-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(reason(folder + "/none.yaml") == "there is no such file")
    #expect(reason(folder) == "it is a directory")
    #expect(reason("/dev/zero") == "it is not a regular file")
    #expect(reason("") != nil)
  }

  @Test func `looks for files of windows beside the manifest`() throws {
    let path = Samples.folder("Good") + "/full.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let relative = try Manifest.load(path: path)
    let given = try Manifest.load(text: text, name: "x", directory: Samples.folder("Good"))
    #expect(relative.campaign == given.campaign)
    #expect(relative.sha256 == given.sha256)
  }

  @Test func `reads JSON as it reads YAML`() throws {
    let bytes = try Samples.bytes("Good", "full.yaml")
    let value = try #require(JSONValue(yaml: bytes))
    let folder = Samples.folder("Good")
    let yaml = try Manifest.load(bytes: bytes, name: "a.yaml", directory: folder).campaign
    var json = try Manifest.load(text: value.json, name: "a.json", directory: folder).campaign
    // The JSON of the tests has its keys in another order, and the order of a file is kept.
    #expect(json != yaml)
    #expect(Set(json.elements.map(\.id)) == Set(yaml.elements.map(\.id)))
    json.elements = yaml.elements
    json.vehicles = yaml.vehicles
    json.pads = yaml.pads
    json.windows = yaml.windows
    json.resources = yaml.resources
    json.stores = yaml.stores
    json.milestones = yaml.milestones
    #expect(json == yaml)
  }

  @Test func `keeps the order of the file`() throws {
    let manifest = try Manifest.load(
      text: """
        perilune: 1
        elements: { Z: { mass: 1 t }, A: { mass: 1 t }, M: { mass: 1 t } }
        vehicles: { B: { capacity: { N2: 1 t, N1: 1 t } }, A: { capacity: { N2: 1 t } } }
        campaign: { name: 2017, start: 2020-01-01, end: 2020-01-01, node: N2 }
        """, name: "manifest.yaml")
    #expect(manifest.campaign.elements.map(\.id) == ["Z", "A", "M"])
    #expect(manifest.campaign.vehicles.map(\.id) == ["B", "A"])
    #expect(manifest.campaign.vehicles[0].routes.map(\.node) == ["N2", "N1"])
    #expect(manifest.campaign.name == "2017")
    #expect(manifest.campaign.objectives == [.completion(nil), .operational])
  }

  @Test func `takes the only pad of a vehicle for its past flights`() throws {
    let manifest = try Manifest.load(
      text: """
        perilune: 1
        campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
        pads: { P: {} }
        vehicles:
          V: { pads: [P], capacity: { NRHO: 10 t } }
          W: { capacity: { NRHO: 10 t } }
        elements: { A: { mass: 1 t }, B: { mass: 1 t } }
        actuals:
          - { vehicle: V, launched: 2021-01-01, elements: [A] }
          - { vehicle: W, launched: 2021-01-01, elements: [B] }
        """, name: "manifest.yaml")
    #expect(manifest.campaign.actuals.map(\.pad) == ["P", nil])
  }

  @Test func `takes a past flight to the node where a transfer begins`() throws {
    let manifest = try Manifest.load(
      text: """
        perilune: 1
        campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
        vehicles: { V: { capacity: { LEO: 10 t } }, W: { capacity: { LLO: 9 t, NRHO: 9 t } } }
        elements:
          TUG: { mass: 5 t, node: LEO }
          LAB: { mass: 5 t, transfer: { from: LEO, with: [TUG] } }
        actuals: [ { vehicle: V, launched: 2021-01-01, elements: [TUG, LAB] } ]
        """, name: "manifest.yaml")
    #expect(manifest.campaign.elements.map(\.launchNode) == ["LEO", "LEO"])
    #expect(manifest.campaign.elements.map(\.node) == ["LEO", "NRHO"])
    #expect(manifest.warnings == [])
  }

  @Test func `accepts dots in identifiers of ports`() throws {
    let manifest = try Manifest.load(
      text: """
        perilune: 1
        campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
        vehicles: { V: { capacity: { NRHO: 10 t } } }
        elements:
          N.1: { mass: 1 t, ports: { fore.left: IDSS } }
          A: { mass: 1 t, docks: { standard: IDSS, at: [N.1.fore.left] } }
        """, name: "manifest.yaml")
    #expect(
      manifest.campaign.elements[1].docks?.at == [
        Port.Reference(element: "N.1", port: "fore.left")
      ])
  }

  @Test func `gives the same diagnostics every time`() throws {
    let bytes = try Samples.bytes("Faulty", "everything-at-once.yaml")
    let first = Samples.diagnostics(bytes)
    for _ in 0..<20 { #expect(Samples.diagnostics(bytes) == first) }
  }

  private func reason(_ path: String) -> String? {
    do throws(ManifestError) {
      _ = try Manifest.load(path: path)
      return nil
    } catch {
      guard case .unreadable(path, let reason) = error else { return nil }
      return reason
    }
  }
}
