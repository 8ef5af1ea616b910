# SPDX-License-Identifier: GPL-3.0-or-later
"""A manifest and its timeline as what a simulation by `hold` needs: flights in order, elements with what they wait for, launch days,
and what is uncertain. docs/simulation.md says what it all means. What the model leaves out is refused."""
import csv
import datetime
import math
import os

import numpy as np
import yaml

from day_tables import table
from instance import DAYS, date, number
from links import Links
from uncertainty_classes import of_element, of_vehicle

REFUSED = {"top": {"actuals", "budget", "sweeps"}, "campaign": {"status"}, "elements": {"repeat"}, "vehicles": set(), "pads": set()}
YEARS_AFTER = 10


class Entry:
    """A vehicle, pad, element, flight or risk, with what is known of it."""


def whole(text):
    return int(number(text, DAYS))


def listed(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def scrubs(uncertain, random, folder):
    return [(float(cause["probability"]), table(cause.get("recycle", "1 d"), random, folder))
            for cause in (uncertain.get("scrub") or {}).values()]


class Plan:
    """A plan to be simulated; days are counted from the campaign's start, and elements, vehicles and pads by their order."""

    def __init__(self, manifest, timeline, seed):
        self.random = np.random.default_rng(seed)
        self.folder = os.path.dirname(os.path.abspath(manifest))
        with open(manifest) as file:
            self.manifest = yaml.safe_load(file)
        self.refuse()
        campaign = self.manifest["campaign"]
        self.start, self.end = date(campaign["start"]), date(campaign["end"])
        until = self.end.replace(year=self.end.year + YEARS_AFTER, day=min(28, self.end.day))
        self.last = (until - self.start).days
        year_of = lambda day: (self.start + datetime.timedelta(day)).year
        self.years = [year_of(day) for day in range(self.last + 2)]
        self.next_year = [(datetime.date(year + 1, 1, 1) - self.start).days for year in self.years]
        with open(timeline, newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.read_pads()
        self.read_vehicles()
        self.read_elements()
        self.read_flights()
        self.nodes = list(dict.fromkeys(element.node for element in self.flown))
        Links(self.manifest, self.elements, (self.end - self.start).days + 1).add()
        self.read_risks()
        self.read_milestones()

    def refuse(self):
        sections = [("top", "the manifest", self.manifest), ("campaign", "campaign", self.manifest["campaign"])]
        for section in ("elements", "vehicles", "pads"):
            sections += [(section, key, entry) for key, entry in (self.manifest.get(section) or {}).items()]
        for section, name, entry in sections:
            extra = set(entry) & REFUSED[section]
            if extra:
                raise SystemExit(f"{name}: beyond the SimPy model: {sorted(extra)}")

    def day(self, text):
        return (date(text) - self.start).days

    def table(self, spec, **options):
        return table(spec, self.random, self.folder, **options)

    # Pads and vehicles

    def read_pads(self):
        self.pads = {}
        for key, entry in (self.manifest.get("pads") or {}).items():
            pad = self.pads[key] = Entry()
            uncertain = entry.get("uncertainty") or {}
            pad.index, pad.turnaround = len(self.pads) - 1, whole(entry.get("turnaround", "0 d"))
            pad.delay, pad.closure = self.table(uncertain.get("delay")), self.table(uncertain.get("closure"))
            pad.scrubs = scrubs(uncertain, self.random, self.folder)

    def windows(self, key):
        """The launch days of a set of windows; recurring ones go on to the last day simulated."""
        entry = self.manifest["windows"][key]
        if isinstance(entry, dict) and "every" in entry:
            first, every, length = self.day(entry["from"]), number(entry["every"], DAYS), whole(entry["open"])
            opened = (first + math.floor(i * every + 1e-9) for i in range(int((self.last - first) / every) + 2))
            return {day for each in opened for day in range(each, each + length)}
        if isinstance(entry, dict) and "file" in entry:
            with open(os.path.join(self.folder, entry["file"]), newline="") as file:
                entry = list(csv.DictReader(file))
        return {day for span in entry for day in range(self.day(span["open"]), self.day(span["close"]) + 1)}

    def goes_on(self, key):
        """Whether a set of windows has any after the last day simulated."""
        entry = self.manifest["windows"][key]
        return isinstance(entry, dict) and "every" in entry or max(self.windows(key)) > self.last

    def read_vehicles(self):
        self.vehicles = {}
        entries = self.manifest["vehicles"]
        for key, entry in entries.items():
            vehicle = self.vehicles[key] = Entry()
            vehicle.index, vehicle.agency, vehicle.tags = len(self.vehicles) - 1, entry.get("agency"), entry.get("tags") or []
            vehicle.turnaround, vehicle.transit = whole(entry.get("turnaround", "0 d")), entry.get("transit") or {}
            vehicle.cost = entry.get("cost", 0)
            vehicle.flights, vehicle.per_year = entry.get("flights"), entry.get("perYear")
            available = entry.get("available")
            available = available if isinstance(available, dict) else {"from": available}
            vehicle.available = max(0, self.day(available["from"])) if available.get("from") else 0
            until = self.day(available["until"]) if "until" in available else self.last
            uncertain = entry.get("uncertainty") or {}
            lead = whole(uncertain["lead"]) if "lead" in uncertain else vehicle.available
            uncertain = of_vehicle(uncertain, lead)
            can = np.zeros(self.last + 1, bool)
            if "windows" in entry:
                for name in listed(entry["windows"]):
                    can[[day for day in self.windows(name) if 0 <= day <= self.last]] = True
            else:
                can[:] = True
            for span in entry.get("grounded") or []:
                can[max(0, self.day(span["from"])):max(0, self.day(span["until"]) + 1)] = False
            can[until + 1:] = False
            # Whether there are launch days after the last day simulated.
            vehicle.goes_on = ("until" not in available or until > self.last) and any(
                name is None or self.goes_on(name) for name in listed(entry.get("windows", [None])))
            # The next launch day from each day on; the day after the last one stands for none.
            days = np.where(can, np.arange(self.last + 1), self.last + 1)
            vehicle.next = np.append(np.minimum.accumulate(days[::-1])[::-1], self.last + 1).tolist()
            vehicle.delay = self.table(uncertain.get("delay"))
            vehicle.available_delay = self.table(uncertain.get("available"), lead=lead, negative=True)
            vehicle.stand_down = self.table(uncertain.get("standDown"))
            vehicle.scrubs = scrubs(uncertain, self.random, self.folder)
            vehicle.reliability = uncertain.get("reliability")
            vehicle.spares = uncertain.get("spares", 0)
            vehicle.grounds = [list(entries).index(key)] + [list(entries).index(other) for other in uncertain.get("grounds") or []]

    # Elements and flights

    def read_elements(self):
        self.elements = {}
        for key, entry in self.manifest["elements"].items():
            element = self.elements[key] = Entry()
            element.id, element.index, element.entry = key, len(self.elements) - 1, entry
            element.agency, element.tags = entry.get("agency"), entry.get("tags") or []
            element.node = entry.get("node", self.manifest["campaign"]["node"])
            element.ready = max(0, self.day(entry["ready"])) if "ready" in entry else 0
            element.commissioning = whole(entry.get("commissioning", "0 d"))
            element.stay = whole(entry["stay"]) if "stay" in entry else None
            element.crew, element.is_optional = entry.get("crew", 0), entry.get("optional", False)
            element.provides_crew = int((entry.get("provides") or {}).get("crew", 0))
            uncertain = entry.get("uncertainty") or {}
            lead = whole(uncertain["lead"]) if "lead" in uncertain else element.ready
            uncertain = of_element(uncertain, lead, "rebuild" in entry)
            element.delay = self.table(uncertain.get("delay"), lead=lead, negative=True)
            element.docking = self.table(uncertain.get("docking"))
            element.commissioning_delay = self.table(uncertain.get("commissioning"))
            element.reliability = uncertain.get("reliability")
            element.rebuild = self.table(uncertain.get("rebuild", entry.get("rebuild")))
            element.planned, element.port = {}, None
            element.arrival_links, element.switch_links = [], []

    def read_flights(self):
        self.flights, numbers = [], {}
        for row in self.rows:
            if row["event"] == "launch":
                flight = numbers[row["flight"]] = Entry()
                flight.vehicle, flight.pad = self.vehicles[row["vehicle"]], self.pads.get(row["pad"])
                flight.planned, flight.index = self.day(row["date"]), len(self.flights)
                flight.elements = [self.elements[each] for each in row["detail"].split()]
                before = [other for other in self.flights
                          if other.vehicle is flight.vehicle or flight.pad and other.pad is flight.pad]
                flight.forerunners = [other.index for other in before]
                self.flights.append(flight)
                for element in flight.elements:
                    element.flight = flight
            elif row["element"]:
                element = self.elements[row["element"]]
                element.planned[row["event"]] = self.day(row["date"])
                if row["event"] == "arrival":
                    element.port = row["detail"] or None
                    element.travel = self.day(row["date"]) - numbers[row["flight"]].planned
        for flight in self.flights:
            causes = flight.vehicle.scrubs + (flight.pad.scrubs if flight.pad else [])
            flight.causes = list(zip(np.cumsum([p for p, _ in causes]).tolist(), [recycle for _, recycle in causes]))
            flight.scrub = sum(p for p, _ in causes)
            # The last forerunner of the vehicle and of the pad: those before wait for each other.
            flight.forerunners = sorted({max((i for i in flight.forerunners if same(self.flights[i])), default=-1)
                                         for same in (lambda f: f.vehicle is flight.vehicle,
                                                      lambda f: flight.pad and f.pad is flight.pad)} - {-1})
        self.flown = [element for element in self.elements.values() if "operational" in element.planned]

    # Risks and milestones

    def selected(self, selection, members):
        if selection is None:
            return []
        if selection == "all":
            return [member.index for member in members.values()]
        if isinstance(selection, list):
            selection = {"ids": selection}
        return [member.index for key, member in members.items()
                if key in selection.get("ids", []) or "agency" in selection and member.agency == selection["agency"]
                or "tag" in selection and selection["tag"] in member.tags]

    def read_risks(self):
        self.risks = []
        for entry in (self.manifest.get("risks") or {}).values():
            risk = Entry()
            risk.first = self.day(entry["from"]) if "from" in entry else 0
            risk.last = self.day(entry["until"]) if "until" in entry else (self.end - self.start).days
            risk.probability, risk.per_year = entry.get("probability"), entry.get("perYear")
            risk.impact = self.table(entry["impact"])
            risk.vehicles = self.selected(entry.get("vehicles"), self.vehicles)
            risk.elements = self.selected(entry.get("elements"), self.elements)
            self.risks.append(risk)

    def read_milestones(self):
        """The elements that each milestone waits for, `None` being the completion."""
        self.milestones = {None: [element for element in self.flown if not element.is_optional]}
        for key, members in (self.manifest.get("milestones") or {}).items():
            members = members if isinstance(members, list) else list(self.elements)
            self.milestones[key] = [self.elements[each] for each in members if "operational" in self.elements[each].planned]
