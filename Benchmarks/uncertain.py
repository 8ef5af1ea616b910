#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A manifest with everything uncertain that a simulation knows: the same rule for each vehicle, element and pad, so that every process of a
simulation is at work. Figures are typical ones, not a forecast of that campaign.

usage: uncertain.py MANIFEST OUT.json
"""
import datetime
import json
import pathlib
import sys

import yaml

TECHNICAL = {"discrete": {"2 d": 0.6, "7 d": 0.25, "30 d": 0.15}}
VEHICLE = {
    "available": {"lognormal": {"median": "60 d", "sigma": 0.65}, "none": 0.5, "most": "1000 d"},
    "delay": {"weibull": {"shape": 1.02, "scale": "26 d"}, "none": 0.14, "most": "400 d"},
    "scrub": {"technical": {"probability": 0.17, "recycle": TECHNICAL}},
    "standDown": {"lognormal": {"median": "180 d", "sigma": 1.2}, "most": "1000 d"},
    "spares": 1,
}
RELIABILITY = [0.97, {"successes": 104, "flights": 115}]   # in turn
MODULE = {
    "delay": {"triangular": ["-30 d", "0 d", "400 d"]},
    "docking": {"discrete": {"0 d": 0.9, "2 d": 0.08, "14 d": 0.02}},
    "commissioning": {"pert": ["0 d", "3 d", "30 d"]},
    "reliability": 0.99,
    "rebuild": {"uniform": ["600 d", "1200 d"]},
}
SHIP = {
    "delay": {"empirical": ["0 d", "0 d", "4 d", "10 d", "14 d", "33 d", "55 d", "90 d"]},
    "docking": {"discrete": {"0 d": 0.95, "1 d": 0.05}},
    "reliability": 0.995,
    "rebuild": "365 d",
}
PAD = {
    "delay": {"exponential": {"mean": "5 d"}},
    "scrub": {"weather": {"probability": 0.18}},
    "closure": {"uniform": ["30 d", "200 d"]},
}
RISKS = {
    "shutdown": {"perYear": 0.1, "impact": {"uniform": ["60 d", "360 d"]}, "vehicles": "all"},
    "supplier": {"probability": 0.3, "impact": {"lognormal": {"median": "120 d", "sigma": 0.7}, "most": "1000 d"}, "elements": "all"},
}


def uncertain(manifest):
    """The manifest with `uncertainty` everywhere and `risks`."""
    for index, vehicle in enumerate(manifest["vehicles"].values()):
        vehicle["uncertainty"] = VEHICLE | {"reliability": RELIABILITY[index % 2]}
    for element in manifest["elements"].values():
        element["uncertainty"] = SHIP if "stay" in element else MODULE
    for pad in (manifest.get("pads") or {}).values():
        pad["uncertainty"] = PAD
    return manifest | {"risks": RISKS}


def write(source, target):
    """Writes it as JSON, which is YAML; the files that it names are found from there, too."""
    source, target = pathlib.Path(source).resolve(), pathlib.Path(target)
    manifest = uncertain(yaml.safe_load(source.read_text()))
    for entry in (manifest.get("windows") or {}).values():
        if isinstance(entry, dict) and "file" in entry:
            copy = target.parent / entry["file"]
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((source.parent / entry["file"]).read_bytes())
    dates = lambda value: value.isoformat() if isinstance(value, datetime.date) else str(value)
    target.write_text(json.dumps(manifest, default=dates, indent=1) + "\n")


if __name__ == "__main__":
    write(*sys.argv[1:])
