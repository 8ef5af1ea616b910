#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A peer solver on a Perilune manifest: the core subset that instance.py reads, objectives completion then operational, or flights.

usage: peers.py MANIFEST --solver SOLVER [--limit SECONDS] [--threads N] [--csv TIMELINE]

Solvers, for assembly (assembly.py): cpsat-slots, cpsat-literals, highs, scip, cbc, glpk; for bin packing (packing.py): cpsat-bins,
cpsat-arcs, highs-arcs, scip-arcs, cbc-arcs, glpk-arcs. pip install -r requirements.txt. Prints one line of JSON: status, value, bound
and seconds by objective; building the model counts, starting Python does not.
"""
import argparse
import json
import time

import assembly
import mip
import packing
from instance import Instance

ASSEMBLY = ["cpsat-slots", "cpsat-literals", *mip.SOLVERS]
PACKING = ["cpsat-bins", "cpsat-arcs", *(f"{solver}-arcs" for solver in mip.SOLVERS)]


def write(inst, plan, path):
    flights = {}
    for i, (v, d) in plan.items():
        flights.setdefault((d, v), []).append(i)
    events = []
    for n, ((d, v), riders) in enumerate(sorted(flights.items()), 1):
        veh, f = inst.vehicles[v], f"F{n:02d}"
        riders.sort()
        pad = veh["pads"][0] if veh["pads"] else ""
        ids = " ".join(inst.elements[i]["id"] for i in riders)
        total = sum(inst.elements[i]["mass"] for i in riders)
        events.append((d, 0, n, [inst.iso(d), "launch", f, veh["id"], pad, inst.node, "", f"{total:g}", ids]))
        for i in riders:
            e, a = inst.elements[i], d + veh["transit"]
            row = [f, veh["id"], pad, inst.node, e["id"], f"{e['mass']:g}", ""]
            events.append((a, 1, i, [inst.iso(a), "arrival"] + row))
            o = a + e["commissioning"]
            events.append((o, 2, i, [inst.iso(o), "operational"] + row))
    done = {i: d + inst.vehicles[v]["transit"] + inst.elements[i]["commissioning"] for i, (v, d) in plan.items()}
    for n, (k, own) in enumerate(inst.milestones.items()):
        d = max(done[i] for i in own)
        events.append((d, 3, n, [inst.iso(d), "milestone", "", "", "", inst.node, "", "", k]))
    events.sort(key=lambda x: x[:3])
    last = max(x[0] for x in events)
    with open(path, "w") as f:
        f.write("date,event,flight,vehicle,pad,node,element,mass_kg,detail\n")
        for *_, row in events:
            f.write(",".join(row) + "\n")
        f.write(f"{inst.iso(last)},complete,,,,{inst.node},,,\n")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("manifest")
    p.add_argument("--solver", required=True, choices=ASSEMBLY + PACKING)
    p.add_argument("--limit", type=float, default=60, help="seconds for each objective")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--csv")
    a = p.parse_args()
    inst = Instance(a.manifest)
    if (inst.objectives, a.solver in PACKING) not in ((["completion", "operational"], False), (["flights"], True)):
        raise SystemExit(f"{a.solver} has no model for {', '.join(inst.objectives)}")
    answer, plan, fixed = dict(solver=a.solver), None, None
    for objective in inst.objectives:
        start = time.monotonic()
        if objective == "flights":
            status, value, bound, found = packing.solve(inst, a.solver, a.limit, a.threads)
        else:
            solve = assembly.cpsat if a.solver.startswith("cpsat") else assembly.mixed_integer
            status, value, bound, found = solve(inst, a.solver, a.limit, a.threads, fixed, plan)
        answer[objective] = dict(status=status, value=value, bound=bound, seconds=round(time.monotonic() - start, 3))
        if value is None:
            break
        plan, fixed = found, round(value)
    print(json.dumps(answer), flush=True)
    if plan and a.csv:
        write(inst, plan, a.csv)


if __name__ == "__main__":
    main()
