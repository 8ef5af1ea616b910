#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random assembly campaigns as Perilune manifests (schema version 1).

usage: campaigns.py ELEMENTS VEHICLES YEARS SEED [--open DAYS] [--period DAYS] [--objectives A,B] [--nested] > manifest.yaml

Elements form a precedence forest with lags, weigh 1.5 t up to the largest capacity, use or give power, and may fly on about
three quarters of the vehicles that lift them. Vehicles share pads in pairs, have recurring windows and a turnaround.
The same arguments always give the same manifest. With --nested, what is drawn for a vehicle, its windows or an element depends on
the seed alone, so that a larger campaign has more of the same.
"""
import argparse
import datetime
import random

START = datetime.date(2020, 1, 1)


def day(n):
    return (START + datetime.timedelta(days=int(n))).isoformat()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("elements", type=int)
    p.add_argument("vehicles", type=int)
    p.add_argument("years", type=float)
    p.add_argument("seed", type=int)
    p.add_argument("--open", type=int, default=1, help="launch days in each window")
    p.add_argument("--period", type=int, default=28)
    p.add_argument("--objectives", default="completion,operational", help="separated by commas")
    p.add_argument("--nested", action="store_true", help="draw each vehicle and element from a stream of its own")
    a = p.parse_args()
    shared = random.Random(f"{a.elements}/{a.vehicles}/{a.years}/{a.seed}/{a.open}/{a.period}")

    def stream(kind, number):
        return random.Random(f"{kind}/{number}/{a.seed}") if a.nested else shared
    horizon = int(a.years * 365)
    options = (f" --open {a.open}" if a.open != 1 else "") + (f" --period {a.period}" if a.period != 28 else "")
    options += f" --objectives {a.objectives}" if a.objectives != p.get_default("objectives") else ""
    options += " --nested" if a.nested else ""
    out = ["# SPDX-License-Identifier: GPL-3.0-or-later",
           f"# campaigns.py {a.elements} {a.vehicles} {a.years:g} {a.seed}{options}", "perilune: 1", "campaign:",
           f"  name: Random campaign {a.elements}-{a.vehicles}-{a.years:g}-{a.seed}",
           f"  start: {day(0)}", f"  end: {day(horizon)}", "  node: NRHO",
           f"  objectives: [{', '.join(a.objectives.split(','))}]", "resources: { power: {} }", "pads:"]
    for k in range((a.vehicles + 1) // 2):
        out.append(f"  P{k}: {{ turnaround: 21 d }}")
    out.append("windows:")
    caps, vehicles = [], []
    for v in range(a.vehicles):
        r, gaps = stream("vehicle", v), stream("windows", v)
        first = r.randrange(a.period)
        available = r.choice([0, 0, 0, 200, 500, 900])
        days, t = [], first
        while t + a.open - 1 < horizon:
            days.append(t)
            t += a.period + gaps.choice([-1, 0, 1])
        out.append(f"  W{v}:")
        out += [f"    - {{ open: {day(d)}, close: {day(d + a.open - 1)} }}" for d in days]
        cap = r.choice([4500, 7000, 10000, 15000, 20000])
        caps.append(cap)
        vehicles.append([f"  V{v}:", f"    pads: [P{v // 2}]", f"    windows: W{v}", f"    available: {day(available)}",
                         f"    turnaround: {r.choice([60, 90, 120, 180, 240, 300])} d", f"    slots: {r.choice([2, 3, 4])}",
                         f"    capacity: {{ NRHO: {cap} kg }}", f"    transit: {{ NRHO: {r.choice([5, 30, 120])} d }}",
                         f"    cost: {r.randrange(100, 2000)}"])
    out.append("vehicles:")
    for lines in vehicles:
        out += lines
    out.append("elements:")
    for e in range(a.elements):
        r = stream("element", e)
        mass = int(r.triangular(1500, max(caps), 4500))
        lifts = [v for v in range(a.vehicles) if caps[v] >= mass and r.random() < 0.75]
        if not lifts:
            lifts = [max(range(a.vehicles), key=lambda v: caps[v])]
        after = {}
        if e > 0:
            after[max(0, e - 1 - int(r.expovariate(0.35)))] = r.choice([0, 0, 14, 30, 60])
            if r.random() < 0.35 and e > 3:
                after.setdefault(r.randrange(e), r.choice([0, 30]))
        ready = r.choice([0, 0, 0, int(horizon * 0.1), int(horizon * r.random() * 0.35)])
        out += [f"  E{e:03d}:", f"    mass: {mass} kg", f"    ready: {day(ready)}",
                f"    vehicles: [{', '.join(f'V{v}' for v in lifts)}]", f"    weight: {r.choice([1, 1, 2, 3, 5])}"]
        if after:
            out.append("    after: [" + ", ".join(f"{{ element: E{p:03d}, lag: {lag} d }}" for p, lag in after.items()) + "]")
        use = r.choice([3, 2, 2, 1, 1, 0, 0])
        if e == 0:
            out.append("    provides: { power: 12 kW }")
        elif e % 6 == 5:
            out.append("    provides: { power: 8 kW }")
        elif use:
            out.append(f"    consumes: {{ power: {use} kW }}")
    print("\n".join(out))


if __name__ == "__main__":
    main()
