# SPDX-License-Identifier: GPL-3.0-or-later
"""What `class` fills in for vehicles and elements: the tables of docs/manifest.md, with their sources there."""

TECHNICAL = {"discrete": {"2 d": 0.6, "7 d": 0.25} | {f"{days} d": 0.15 / 25 for days in range(21, 46)}}
STAND_DOWN = {"lognormal": {"median": "180 d", "sigma": 1.2}, "most": "1000 d"}
RELIABILITY = {"mature": 321 / 329, "hydrogen": 0.954, "new": {"successes": 0, "flights": 0}}
DOCKING = {"discrete": {"0 d": 0.9} | {f"{days} d": 0.08 / 3 for days in range(1, 4)}
           | {f"{days} d": 0.02 / 24 for days in range(7, 31)}}
MODULE = {"uniform": ["730 d", "1461 d"]}
# From which lead time on, the probability of no delay, and the Weibull distribution of the others.
CARGO = [(720, 0.04, 2.11, 341), (540, 0.14, 1.92, 305), (360, 0.06, 2.19, 270), (180, 0, 1.04, 173), (90, 0.08, 0.81, 93),
         (0, 0.14, 1.02, 26)]


def slip(median, lead):
    return {"lognormal": {"median": f"{median} lead", "sigma": 0.65}} if lead > 0 else None


def of_vehicle(own, lead):
    """What is uncertain about a vehicle: its class, and instead of it what it says itself."""
    kind = own.get("class")
    if kind is None:
        return own
    scrub = {"weather": {"probability": 0.18, "recycle": "1 d"},
             "technical": {"probability": 0.17 if kind == "mature" else 0.3, "recycle": TECHNICAL}}
    default = {"reliability": RELIABILITY[kind], "standDown": STAND_DOWN, "available": slip(0.9, lead) if kind == "new" else None}
    return default | own | {"scrub": scrub | own.get("scrub", {})}


def of_element(own, lead, has_rebuild):
    """What is uncertain about an element, alike."""
    kind = own.get("class")
    if kind is None:
        return own
    if kind == "cargo":
        _, none, shape, scale = next(row for row in CARGO if row[0] <= max(0, lead))
        default = {"delay": {"weibull": {"shape": shape, "scale": f"{scale} d"}, "none": none}, "reliability": 0.995,
                   "rebuild": "365 d"}
    else:
        median, reliability = (0.9, 0.97) if kind == "new" else (0.3, 0.98)
        default = {"delay": slip(median, lead), "reliability": reliability, "rebuild": MODULE}
    if has_rebuild:
        del default["rebuild"]
    return default | {"docking": DOCKING} | own
