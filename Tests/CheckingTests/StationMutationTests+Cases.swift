// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport

extension StationMutationTests {
  static let portMutations: [Mutation] = [
    .init("no change", nil) { _ in },
    .init("no port where one is needed", .ports, on: 120) { $0[flightOf: "LOCK-A"].ports = [] },
    .init("no port for the first at the node", nil) { $0[flightOf: "CORE"].ports = [] },
    .init("a port that is not there", .reference) { $0.dock("LOCK-A", "CORE", "top") },
    .init("a port of an element that is not there", .reference) { $0.dock("LOCK-A", "X", "top") },
    .init("a port of another standard", .ports) { $0["LOCK-A"].docks?.standard = "IDSS" },
    .init("a port that is no candidate", .ports) {
      $0["HAB"].docks?.at = [Port.Reference(element: "CORE", port: "aft")]
    },
    .init("no candidates at all", .ports) { $0["HAB"].docks?.at = [] },
    .init("a port for an element that needs none", .ports) { $0["LOCK-A"].docks = nil },
    .init("a port of its own", .ports) { sample in
      sample["MAST"].ports = [Port(id: "foot", standard: "SSVP")]
      sample.dock("MAST", "MAST", "foot")
    },
    .init("a port at another node", .ports) { sample in
      sample["TUG"].ports = [Port(id: "side", standard: "SSVP")]
      sample.dock("MAST", "TUG", "side")
    },
    .init("a port of an element on the ground", .ports) { sample in
      sample["LOCK-B"].ports = [Port(id: "out", standard: "SSVP")]
      sample.dock("MAST", "LOCK-B", "out")
    },
    .init("a port that is operational a day late", .ports, on: 171) { sample in
      sample["LAB"].commissioning = 6
    },
    .init("a port that is operational a day early", nil) { $0["LAB"].commissioning = 4 },
    .init("a port that leaves a day early", .ports, on: 100) { sample in
      sample["CREW-2"].stay = 29
    },
    .init("a port that leaves a day late", nil) { sample in
      sample["CREW-2"].stay = 31
      sample.feedNobody()
    },
    .init("a port that leaves under one that stays", .ports) { $0["POD"].stay = nil },
    .init("a port taken for a day more", .ports, on: 80) { sample in
      sample["CREW-1"].stay = 21
      sample.feedNobody()
    },
    .init("a port freed a day earlier", nil) { sample in
      sample["CREW-1"].stay = 19
      sample["HAB"].crew = 0
    },
    .init("a port taken for ever", .ports) { sample in
      sample["CREW-1"].stay = nil
      sample.feedNobody()
    },
    .init("two at a port from one day on", .ports, on: 60) { sample in
      sample["CREW-1"].docks?.at = nil
      sample.dock("CREW-1", "CORE", "fore")
    },
    .init("a later guest who is gone before the next", .ports, on: 65) { sample in
      // CREW-1 is at the port from 60 to 80, POD from 65 to 75, CREW-2 from 80 on.
      sample["POD"].docks?.standard = "IDSS"
      sample.launch("POD", 62)
      sample.dock("POD", "CORE", "aft")
    },
    .init("the past at a port named for it, its own", .ports) { $0.dock("CORE", "CORE", "fore") },
    .init("the past without a port, though not the first", nil) { sample in
      sample.campaign.actuals.append(
        PastFlight(vehicle: "Dart", launched: SampleStation.day(9), elements: ["LOCK-A"]))
      sample.launch("LOCK-A", 9)
      sample[flightOf: "LOCK-A"].ports = []
    },
    .init("the past at a port that is not operational", .ports, on: 12) { sample in
      sample.campaign.actuals.append(
        PastFlight(vehicle: "Dart", launched: SampleStation.day(9), elements: ["LOCK-A"]))
      sample.launch("LOCK-A", 9)
      sample["CARGO"].docks = nil
      sample[flightOf: "CARGO"].ports = []
    },
  ]

  static let crewMutations: [Mutation] = [
    .init("crew that leaves a day early", .crew, on: 79) { $0["CREW-1"].stay = 19 },
    .init("crew that comes a day late", .crew, on: 60) { sample in
      sample.launch("CREW-1", 58)
      sample["CREW-1"].stay = 19
      sample["CREW-2"].after[0].lag = 19
    },
    .init("crew that is operational a day late", .crew, on: 60) { sample in
      sample["CREW-1"].commissioning = 1
      sample["CREW-2"].after[0].lag = 19
    },
    .init("one crew member too few", .crew, on: 60) { sample in
      sample["CREW-1"].provides[0].amount = Amount(1)
    },
    .init("a thousandth of a crew member too few", .crew, on: 60) { sample in
      sample["CREW-1"].provides[0].amount = Amount(thousandths: 1999)
    },
    .init("one crew member too many asked for", .crew, on: 60) { $0["HAB"].crew = 3 },
    .init("crew that another node has", .crew, on: 60) { sample in
      sample["CREW-1"].node = "LEO"
      sample["CREW-1"].docks = nil
      sample[flightOf: "CREW-1"] = SampleStation.flight("Dart", 59, "CREW-1", to: "LEO")
    },
    .init("a commissioning a day longer, the next crew there", nil) { sample in
      sample["HAB"].commissioning = 21
      sample["HAB"].draws = []
    },
    .init("a commissioning that outlasts the next crew", .crew, on: 110) { sample in
      sample["HAB"].commissioning = 51
    },
    .init("a commissioning as long as the next crew is there", nil) { sample in
      sample["HAB"].commissioning = 50
    },
    .init("a commissioning cut short by a departure", nil) { sample in
      sample["MAST"].crew = 1
      sample["MAST"].stay = 0
    },
    .init("nobody there on the only day", .crew, on: 171) { sample in
      sample["MAST"].crew = 1
      sample["MAST"].commissioning = 1
    },
    .init("two commissionings that share a crew", nil) { sample in
      sample["GARDEN"].crew = 2
      sample["GARDEN"].commissioning = 10
      sample.launch("GARDEN", 60)
    },
    .init("crew that is needed elsewhere as well", nil) { sample in
      // What elements consume of the crew does not count against a commissioning.
      sample["CREW-1"].consumes = [ResourceAmount("crew", Amount(2))]
    },
  ]

  static let storeMutations: [Mutation] = [
    .init("a gram more in reserve", .stores, on: 365) { sample in
      sample.campaign.stores[0].reserve = Mass(thousandths: 20_001)
    },
    .init("a gram less at the start", .stores, on: 365) { sample in
      sample.campaign.stores[0].initial = Mass(thousandths: 49_999)
    },
    .init("a gram less delivered", .stores, on: 365) { sample in
      sample["CARGO"].delivers[0].amount = Mass(thousandths: 455_999)
    },
    .init("a gram more eaten", .stores, on: 365) { sample in
      sample.campaign.stores[0].perCrew = Mass(thousandths: 2001)
    },
    .init("a gram more drawn", .stores, on: 365) { sample in
      sample["HAB"].draws[0].amount = Mass(thousandths: 1001)
    },
    .init("a gram less eaten by crew that is needed elsewhere as well", nil) { sample in
      sample["CREW-2"].consumes = [ResourceAmount("crew", Amount(2))]
      sample.campaign.stores[0].perCrew = Mass(thousandths: 1999)
    },
    .init("a gram more eaten by crew that is needed elsewhere as well", .stores, on: 365) {
      $0["CREW-2"].consumes = [ResourceAmount("crew", Amount(2))]
      $0.campaign.stores[0].perCrew = Mass(thousandths: 2001)
    },
    .init("a year a day longer", .stores, on: 366) { sample in
      sample.campaign.end = SampleStation.day(366)
    },
    .init("drawn from a day earlier on", .stores, on: 365) { $0["HAB"].commissioning = 19 },
    .init("a crew that stays a day longer", .stores, on: 362) { $0["CREW-2"].stay = 31 },
    .init("a crew that leaves a day earlier", nil) { sample in
      sample["CREW-2"].stay = 29
      sample["POD"].stay = 9
    },
    .init("a delivery on the last day possible", nil) { $0.launch("CARGO", 62) },
    .init("a delivery on the day after it", .stores, on: 67) { $0.launch("CARGO", 63) },
    .init("nothing in store before the first element is operational", nil) { sample in
      sample.campaign.stores[0].initial = .zero
      sample["CARGO"].delivers[0].amount = Mass(kilograms: 506)
    },
    .init("nothing in store when the first element is operational", .stores, on: 31) { sample in
      sample.campaign.stores[0].initial = .zero
      sample["CARGO"].delivers[0].amount = Mass(kilograms: 506)
      sample.launch("GARDEN", 26)
    },
    .init("nothing in store when an element is operational elsewhere", nil) { sample in
      sample.campaign.stores[0].initial = .zero
      sample["CARGO"].delivers[0].amount = Mass(kilograms: 506)
      sample.launch("TUG", 26)
      sample["LAB"].transfer?.within = nil
    },
    .init("draws that end with a departure", nil) { sample in
      sample["POD"].draws = [StoreAmount("supplies", Mass(kilograms: 1))]
      sample.campaign.stores[0].initial = Mass(kilograms: 60)
    },
    .init("draws that end a day too late", .stores, on: 365) { sample in
      sample["POD"].draws = [StoreAmount("supplies", Mass(kilograms: 1))]
      sample["POD"].stay = 11
      sample["CREW-2"].ports[0].standard = "IDSS"
      sample["POD"].docks?.standard = "IDSS"
      sample.dock("POD", "HAB", "aft")
      sample.campaign.stores[0].initial = Mass(kilograms: 60)
    },
    .init("a store elsewhere that nobody uses", nil) { sample in
      sample.campaign.stores.append(Store(id: "fuel", reserve: .zero, node: "LEO"))
    },
    .init("a store elsewhere that lacks", .stores, on: 102) { sample in
      sample.campaign.stores.append(
        Store(id: "fuel", reserve: Mass(kilograms: 1), node: "LEO"))
    },
  ]

  static let flightMutations: [Mutation] = [
    .init("a transfer a day too late", .transfer, on: 163) { sample in
      sample.launch("LAB", 162)
      sample["LAB"].commissioning = 4
    },
    .init("a transfer a day earlier", nil) { $0.launch("LAB", 160) },
    .init("a wait a day too long", .transfer, on: 162) { $0["LAB"].transfer?.within = 59 },
    .init("a wait without limit", nil) { sample in
      sample["LAB"].transfer?.within = nil
      sample.launch("TUG", 11)
    },
    .init("a tug on the day it is needed", nil) { $0.launch("TUG", 160) },
    .init("a tug a day after it is needed", .transfer, on: 162) { $0.launch("TUG", 161) },
    .init("a tug that does not fly", .transfer, on: 162) { sample in
      sample["TUG"].isOptional = true
      sample.drop("TUG")
    },
    .init("a flight past the place of transfer", .node) { sample in
      sample["LAB"].mass = Mass(kilograms: 9000)
      sample[flightOf: "LAB"].node = "NRHO"
      sample.launch("LAB", 150)
    },
    .init("a flight to another node than the element's", .node) { sample in
      sample[flightOf: "GARDEN"].node = "LEO"
    },
    .init("a predecessor on the ground", .after, on: 171) { sample in
      sample["MAST"].after[0].ifFlown = false
    },
    .init("a successor of what stays on the ground", .after, on: 203) { sample in
      sample.flights.append(SampleStation.flight("Dart", 200, "ANNEX"))
    },
    .init("a successor of what flies", nil) { sample in
      sample.flights.append(SampleStation.flight("Dart", 168, "EXTRA"))
      sample.flights.append(SampleStation.flight("Dart", 200, "ANNEX"))
    },
    .init("a predecessor that flies after all, a day too late", .after, on: 171) { sample in
      sample.flights.append(SampleStation.flight("Dart", 169, "EXTRA"))
    },
    .init("a predecessor that flies after all, in time", nil) { sample in
      sample.flights.append(SampleStation.flight("Dart", 168, "EXTRA"))
    },
    .init("the chosen predecessor a day too late", .after, on: 171) { $0.launch("LOCK-A", 169) },
    .init("the chosen predecessor in time", nil) { $0.launch("LOCK-A", 168) },
    .init("the next of a series a day too early", .after, on: 79) { sample in
      sample.launch("CREW-2", 76)
      sample["CREW-1"].stay = 19
      sample["HAB"].crew = 0
      sample["POD"].stay = 9
    },
    .init("the next of a series a day too late", .within, on: 86) { sample in
      sample.launch("CREW-2", 83)
    },
    .init("two of a choice", .choices) { sample in
      sample.flights.append(SampleStation.flight("Dart", 150, "LOCK-B"))
    },
    .init("the other of a choice", nil) { sample in
      sample.drop("LOCK-A")
      sample.flights.append(SampleStation.flight("Dart", 150, "LOCK-B"))
    },
    .init("none of a choice", .choices) { $0.drop("LOCK-A") },
    .init("one of a choice when another has flown", .choices) { sample in
      sample.campaign.actuals.append(
        PastFlight(vehicle: "Dart", launched: SampleStation.day(9), elements: ["LOCK-B"]))
      sample.flights.append(SampleStation.flight("Dart", 9, "LOCK-B"))
    },
    .init("an optional element less", nil) { $0.drop("GARDEN") },
    .init("a required element less", .missing) { sample in
      sample.drop("MAST")
    },
    .init("power that leaves", .resources, on: 110) { sample in
      sample["CREW-2"].provides.append(ResourceAmount("power", Amount(1)))
      sample["HAB"].consumes[0].amount = Amount(11)
      sample.feedNobody()
      sample["LAB"].consumes = []
      sample["MAST"].consumes = []
    },
    .init("a consumer that is gone before the next comes", nil) { sample in
      sample["CREW-1"].consumes = [ResourceAmount("power", Amount(10))]
      sample["CORE"].consumes = []
    },
    .init("a consumer that stays a day too long", .resources, on: 80) { sample in
      sample["CREW-1"].consumes = [ResourceAmount("power", Amount(10))]
      sample["CREW-1"].stay = 21
      sample["CREW-1"].docks?.standard = "SSVP"
      sample.dock("CREW-1", "CORE", "side")
      sample.feedNobody()
    },
    .init("power at another node", .resources, on: 200) { sample in
      sample["GARDEN"].consumes = [ResourceAmount("power", Amount(thousandths: 1))]
      sample["TUG"].provides = [ResourceAmount("power", Amount(10))]
    },
  ]
}
