#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has CP-SAT prove the optima of campaigns, and stores them with their origin for the tests and for run.py.

usage: answers.py [--suite NAME ...] [--seeds 1-10] [--limit S] [--threads N] [--perilune PATH] [--store NAME:1-5 ...]

Each objective is tried with the model that is faster as a rule, then with the other; the later objective is minimized with
the earlier one held at its optimum. Only campaigns with all objectives proven are stored. Nothing of perilune's goes into
the answers; with --perilune each plan is judged by `perilune verify`. An answer that differs from the one stored before
ends the run. --store also writes the manifests of some campaigns beside the answers, which is where the tests look.
"""
import argparse
import csv
import datetime
import importlib.metadata
import pathlib
import subprocess
import sys
import tempfile
import time

import suites

ANSWERS = suites.HERE.parent / "Tests/PlanningTests/Campaigns/answers.csv"
FIELDS = ["campaign", "made_by", "manifest_sha256", "objective", "value", "solver", "version", "model", "threads", "seconds", "date"]
# By objective, the models in the order in which they are tried.
MODELS = {"completion": ["cpsat-slots", "cpsat-literals"], "operational": ["cpsat-literals", "cpsat-slots"],
          "flights": ["cpsat-arcs"]}


def read(path=ANSWERS):
    """The stored rows by campaign and objective."""
    if not path.exists():
        return {}
    with open(path, newline="") as file:
        return {(row["campaign"], row["objective"]): row for row in csv.DictReader(file)}


def save(rows, path=ANSWERS):
    campaigns = [suites.name(suite, seed) for suite, own in suites.SUITES.items() for seed in range(1, own.seeds + 1)]

    def order(key):
        return campaigns.index(key[0]), list(MODELS).index(key[1])
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[key] for key in sorted(rows, key=order))


def prove(instance, limit, threads):
    """Proven objectives, each with its value, model and seconds, and the last plan."""
    import assembly
    import packing
    proven, plan, fixed = {}, None, None
    for objective in instance.objectives:
        for model in MODELS[objective]:
            start = time.monotonic()
            if objective == "flights":
                status, value, _, found = packing.solve(instance, model, limit, threads)
            else:
                status, value, _, found = assembly.cpsat(instance, model, limit, threads, fixed, plan)
            if status == "optimal":
                proven[objective] = round(value), model, time.monotonic() - start
                plan = found
                break
        if objective not in proven:
            break
        fixed = proven[objective][0]
    return proven, plan


def seeds(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--suite", nargs="+", default=["12", "12-open5", "20", "20-open5"],
                   choices=list(suites.SUITES))
    p.add_argument("--seeds", type=seeds, default=range(1, 11), help="one, or first-last")
    p.add_argument("--limit", type=float, default=60, help="seconds for each model and objective")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--perilune", type=pathlib.Path, help="verifies the plans")
    p.add_argument("--store", nargs="+", default=[], metavar="SUITE:SEEDS", help="only writes these manifests")
    a = p.parse_args()
    if a.store:
        for text in a.store:
            suite, _, numbers = text.partition(":")
            for seed in seeds(numbers):
                suites.manifest(suite, seed, ANSWERS.parent)
        return
    import peers
    from instance import Instance
    rows = read()
    with tempfile.TemporaryDirectory() as folder:
        for suite in a.suite:
            for seed in a.seeds[:suites.SUITES[suite].seeds]:
                campaign = suites.name(suite, seed)
                manifest = suites.manifest(suite, seed, folder)
                instance = Instance(manifest)
                proven, plan = prove(instance, a.limit, a.threads)
                print(campaign, *(f"{k} {v} {m} {s:.1f} s" for k, (v, m, s) in proven.items()),
                      "" if len(proven) == len(instance.objectives) else "not proven", flush=True)
                if len(proven) < len(instance.objectives):
                    continue
                if a.perilune:
                    timeline = pathlib.Path(folder) / "plan.csv"
                    peers.write(instance, plan, timeline)
                    subprocess.run([a.perilune, "verify", manifest, timeline], check=True, stdout=subprocess.DEVNULL)
                for objective, (value, model, seconds) in proven.items():
                    known = rows.get((campaign, objective))
                    if known and known["manifest_sha256"] == suites.sha256(manifest) and int(known["value"]) != value:
                        sys.exit(f"error: {campaign}: {objective} is {value}, but {known['value']} is stored")
                    rows[campaign, objective] = dict(
                        campaign=campaign, made_by=suites.origin(suite, seed),
                        manifest_sha256=suites.sha256(manifest), objective=objective, value=value, solver="CP-SAT",
                        version=importlib.metadata.version("ortools"), model=model, threads=a.threads, seconds=f"{seconds:.1f}",
                        date=datetime.date.today().isoformat())
                save(rows)


if __name__ == "__main__":
    main()
