#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How Perilune's cost grows with elements, vehicles, windows and the days that windows are open.

usage: scaling.py --perilune PATH [--vary elements ...] [--base E V Y PERIOD OPEN] [--seeds N] [--limit S] [--out DIR]

One size at a time is varied around a base campaign, on nested campaigns: those of a seed share vehicles, windows and elements, and
the larger has more of them. Per size and seed the whole process is timed (the median of three runs where one takes less than a
second) and the statistics of its result are read. Exponents are fitted by least squares to the logarithms of the medians over the
seeds. Seeds whose campaign has no plan at some size are replaced by the next. Writes DIR/scaling.csv and DIR/scaling.md.
"""
import argparse
import csv
import json
import math
import pathlib
import statistics
import sys
import tempfile

import run
import suites
import table

SIZES = {
    "elements": [10, 14, 20, 28, 40],
    "vehicles": [3, 4, 5, 7, 10],
    "years": [5, 7, 10, 14, 20],
    "period": [14, 20, 28, 40, 56],
    "open": [1, 2, 3, 5, 8],
}
BASE = dict(elements=20, vehicles=5, years=10, period=28, open=1)
LABELS = dict(elements="elements", vehicles="vehicles", years="years", period="days from window to window", open="days open")
COSTS = ["seconds", "launch_days", "columns", "rows", "nodes"]
MOST_SEEDS = 20


def measure(perilune, sizes, seed, limit, folder):
    """What one campaign costs; nothing when it has no plan."""
    manifest = folder / "campaign.yaml"
    suites.write(manifest, ["campaigns.py", *(str(sizes[x]) for x in ("elements", "vehicles", "years")), str(seed),
                            "--period", str(sizes["period"]), "--open", str(sizes["open"]), "--nested"])
    runs = run.Perilune(perilune, manifest, limit, folder)
    runs.run()
    answer = json.loads(runs.text)
    if answer["status"] == "infeasible":
        return None
    while runs.times[0] < 1 and len(runs.times) < 3:
        runs.run()
    proven = answer["status"] == "optimal"
    return dict(answer["statistics"], seconds=statistics.median(runs.times), proven=proven)


def fit(xs, ys):
    """The exponent and the share of the variance that it explains, on logarithms; that is None where nothing varies."""
    xs, ys = [math.log(x) for x in xs], [math.log(y) for y in ys]
    mx, my = statistics.mean(xs), statistics.mean(ys)
    sxx = sum((x - mx) ** 2 for x in xs)
    sxy = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    syy = sum((y - my) ** 2 for y in ys)
    return sxy / sxx, sxy ** 2 / (sxx * syy) if syy > 0 else None


def vary(what, base, sizes, a, folder, writer):
    """Rows of all seeds that have a plan at every size."""
    kept, seed = [], 0
    while len({row["seed"] for row in kept}) < a.seeds:
        seed += 1
        if seed > MOST_SEEDS:
            sys.exit(f"error: too few seeds have a plan for every number of {what}")
        own = []
        for size in sizes:
            found = measure(a.perilune, dict(base, **{what: size}), seed, a.limit, folder)
            if found is None:
                break
            own.append(dict(found, varied=what, size=size, seed=seed))
            print(f"{what} {size}, seed {seed}: {found['seconds']:.2f} s" + ("" if found["proven"] else ", not proven"),
                  file=sys.stderr, flush=True)
        else:
            kept += own
            writer.writerows(own)
    return kept


def median(rows, size, cost):
    return statistics.median(row[cost] for row in rows if row["size"] == size)


def report(found, base, a):
    lines = ["# Scaling", "", f"{table.machine()}; base {base['elements']} elements, {base['vehicles']} vehicles, {base['years']} years, "
             f"a window every {base['period']} d, open {base['open']} d; medians of {a.seeds} seeds, {a.limit:g} s a run.", ""]
    for what, rows in found.items():
        lines += [f"| {LABELS[what]} | proven | median (range), s | launch days | columns | rows | nodes |", "|---|---|---|---|---|---|---|"]
        for size in dict.fromkeys(row["size"] for row in rows):
            own = [row for row in rows if row["size"] == size]
            times = [row["seconds"] for row in own]
            lines.append(f"| {size} | {sum(row['proven'] for row in own)} of {len(own)} | {statistics.median(times):.2f} "
                         f"({min(times):.2f} to {max(times):.2f}) | "
                         + " | ".join(f"{median(rows, size, cost):g}" for cost in COSTS[1:]) + " |")
        lines.append("")
    lines += ["Exponents, with R² in brackets; where runs hit the limit, that of the seconds is a lower bound.", "",
              "| varied | from, to | seconds | launch days | columns | rows | nodes |", "|---|---|---|---|---|---|---|"]
    for what, rows in found.items():
        sizes = list(dict.fromkeys(row["size"] for row in rows))
        # No nodes at all count as one: a logarithm is taken.
        fits = [fit(sizes, [max(1, median(rows, size, cost)) if cost != "seconds" else median(rows, size, cost) for size in sizes])
                for cost in COSTS]
        late = "" if all(row["proven"] for row in rows) else "> "
        lines.append(f"| {LABELS[what]} | {sizes[0]}, {sizes[-1]} | " + late
                     + " | ".join(f"{exponent + 0.0:.1f}" + ("" if share is None else f" ({share:.2f})") for exponent, share in fits)
                     + " |")
    return "\n".join(lines) + "\n"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--perilune", required=True, type=pathlib.Path)
    p.add_argument("--vary", nargs="+", default=list(SIZES), choices=list(SIZES))
    p.add_argument("--base", nargs=5, type=int, metavar=("ELEMENTS", "VEHICLES", "YEARS", "PERIOD", "OPEN"),
                   default=list(BASE.values()))
    p.add_argument("--seeds", type=int, default=3)
    p.add_argument("--limit", type=float, default=30)
    p.add_argument("--out", type=pathlib.Path, default=suites.HERE / "results")
    a = p.parse_args()
    base = dict(zip(BASE, a.base))
    a.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, open(a.out / "scaling.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, ["varied", "size", "seed", "proven", *COSTS, "schedules"], extrasaction="ignore")
        writer.writeheader()
        found = {what: vary(what, base, SIZES[what], a, pathlib.Path(name), writer) for what in a.vary}
    (a.out / "scaling.md").write_text(report(found, base, a))
    print((a.out / "scaling.md").read_text())


if __name__ == "__main__":
    main()
