#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The core of a manifest as plain numbers: days since campaign start, kilograms. Used by the peer models.

Reads: campaign, pads, windows (lists, recurring, files), vehicles with at most one pad each, elements with mass, size, ready, vehicles,
after, commissioning, weight, provides/consumes, deadline, and rules between agencies. Milestones and due dates are passed over where
no objective asks for them. Anything else in a manifest is refused, so that a peer never solves an easier problem by accident.
"""
import csv
import datetime
import math
import os
import re

import yaml

KNOWN = {
    "campaign": {"source", "confidence", "name", "start", "end", "node", "objectives", "description", "currency"},
    "vehicles": {"description", "confidence", "name", "agency", "pads", "windows", "available", "grounded", "turnaround", "flights", "perYear", "slots", "capacity",
                 "transit", "cost", "fairing", "source"},
    "elements": {"description", "confidence", "name", "agency", "mass", "diameter", "length", "due", "ready", "vehicles", "after", "commissioning", "weight", "provides", "consumes",
                 "deadline", "source"},
}


def date(x):
    return x if isinstance(x, datetime.date) else datetime.date.fromisoformat(str(x))


def number(x, units):
    m = re.fullmatch(r"\s*([0-9][0-9 _]*(?:\.[0-9]+)?)\s*([A-Za-z]+)?\s*", str(x))
    if not m or (m.group(2) or "") not in units:
        raise SystemExit(f"cannot read quantity {x!r}")
    return float(m.group(1).replace(" ", "").replace("_", "")) * units[m.group(2) or ""]


DAYS = {"d": 1, "w": 7}
LENGTH = {"m": 1}
MASS = {"kg": 1, "t": 1000}
POWER = {"kW": 1, "W": 0.001, "": 1}


class Instance:
    def __init__(self, path):
        doc = yaml.safe_load(open(path))
        extra = set(doc) - {"perilune", "campaign", "resources", "pads", "windows", "vehicles", "elements", "nodes",
                             "rules", "milestones"}
        if extra:
            raise SystemExit(f"beyond the core: {sorted(extra)}")
        c = doc["campaign"]
        if set(c) - KNOWN["campaign"]:
            raise SystemExit(f"campaign: beyond the core: {sorted(set(c) - KNOWN['campaign'])}")
        self.start = date(c["start"])
        day = lambda x: (date(x) - self.start).days
        self.horizon = day(c["end"])
        self.node = c["node"]
        self.objectives = c.get("objectives", ["completion", "operational"])
        if set(self.objectives) - {"completion", "operational", "flights"}:
            raise SystemExit(f"objectives: beyond the core: {self.objectives}")
        forbidden = set()
        for rule in doc.get("rules") or []:
            sides = rule["forbid"]
            if set(sides) != {"elements", "vehicles"} or any(set(side) != {"agency"} for side in sides.values()):
                raise SystemExit(f"rule: beyond the core: {rule}")
            forbidden.add((sides["elements"]["agency"], sides["vehicles"]["agency"]))
        self.pads = {k: int(number(v.get("turnaround", "0 d"), DAYS)) for k, v in (doc.get("pads") or {}).items()}
        windows = {}
        for k, w in (doc.get("windows") or {}).items():
            spans = []
            if isinstance(w, dict) and "every" in w:
                every, length, i = number(w["every"], DAYS), int(number(w["open"], DAYS)), 0
                first = day(w["from"])
                while first + math.floor(i * every + 1e-9) <= self.horizon:
                    d = first + math.floor(i * every + 1e-9)
                    spans.append((d, d + length - 1))
                    i += 1
            elif isinstance(w, dict) and "file" in w:
                for row in csv.DictReader(open(os.path.join(os.path.dirname(path), w["file"]))):
                    spans.append((day(row["open"]), day(row["close"])))
            else:
                spans = [(day(s["open"]), day(s["close"])) for s in w]
            windows[k] = spans
        self.vehicles, self.vehicle_ids = [], list(doc["vehicles"])
        for k in self.vehicle_ids:
            v = doc["vehicles"][k]
            if set(v) - KNOWN["vehicles"]:
                raise SystemExit(f"vehicle {k}: beyond the core: {sorted(set(v) - KNOWN['vehicles'])}")
            av = v.get("available")
            lo, hi = 0, self.horizon
            if isinstance(av, dict):
                lo = day(av["from"]) if "from" in av else 0
                hi = day(av["until"]) if "until" in av else self.horizon
            elif av is not None:
                lo = day(av)
            grounded = [(day(g["from"]), day(g["until"])) for g in v.get("grounded", [])]
            names = v.get("windows")
            if names is None:
                spans = [(0, self.horizon)]
            else:
                spans = [s for n in ([names] if isinstance(names, str) else names) for s in windows[n]]
            days = sorted({d for a, b in spans for d in range(max(a, lo, 0), min(b, hi, self.horizon) + 1)
                           if not any(x <= d <= y for x, y in grounded)})
            if len(v.get("pads", [])) > 1:
                raise SystemExit(f"vehicle {k}: several pads are beyond the core")
            fairing = {side: number(size, LENGTH) for side, size in (v.get("fairing") or {}).items()}
            self.vehicles.append(dict(
                id=k, agency=v.get("agency"), fairing=fairing, days=days, pads=list(v.get("pads", [])), turnaround=int(number(v.get("turnaround", "0 d"), DAYS)),
                flights=v.get("flights"), per_year=v.get("perYear"), slots=v.get("slots") or 10**6,
                capacity=number(v["capacity"][self.node], MASS), transit=int(number((v.get("transit") or {}).get(self.node, "0 d"), DAYS)),
                cost=v.get("cost", 0)))
        self.elements, self.element_ids = [], list(doc["elements"])
        index = {k: i for i, k in enumerate(self.element_ids)}
        vindex = {k: i for i, k in enumerate(self.vehicle_ids)}
        for k in self.element_ids:
            e = doc["elements"][k]
            if set(e) - KNOWN["elements"]:
                raise SystemExit(f"element {k}: beyond the core: {sorted(set(e) - KNOWN['elements'])}")
            mass = number(e["mass"], MASS)
            size = {side: number(e[side], LENGTH) for side in ("diameter", "length") if side in e}
            allowed = [vindex[v] for v in e.get("vehicles", self.vehicle_ids)]
            allowed = [v for v in allowed if self.vehicles[v]["capacity"] >= mass
                       and (e.get("agency"), self.vehicles[v]["agency"]) not in forbidden
                       and all(size.get(side, 0) <= most for side, most in self.vehicles[v]["fairing"].items())]
            after = []
            for p in e.get("after", []):
                if isinstance(p, str):
                    after.append((index[p], 0, None))
                else:
                    after.append((index[p["element"]], int(number(p.get("lag", "0 d"), DAYS)),
                                  int(number(p["within"], DAYS)) if "within" in p else None))
            net = {}
            for sign, key in ((1, "provides"), (-1, "consumes")):
                for r, q in (e.get(key) or {}).items():
                    net[r] = net.get(r, 0) + sign * number(q, POWER)
            self.elements.append(dict(
                id=k, mass=mass, ready=day(e["ready"]) if "ready" in e else 0,
                vehicles=allowed, after=after,
                commissioning=int(number(e.get("commissioning", "0 d"), DAYS)), weight=e.get("weight", 1), net=net,
                deadline=day(e["deadline"]) if "deadline" in e else self.horizon))
        self.milestones = {k: list(range(len(self.elements))) if own == "all" else [index[x] for x in own]
                           for k, own in (doc.get("milestones") or {}).items()}
        self.resources = sorted({r for e in self.elements for r in e["net"]})

    def year(self, d):
        return (self.start + datetime.timedelta(days=d)).year

    def iso(self, d):
        return (self.start + datetime.timedelta(days=int(d))).isoformat()
