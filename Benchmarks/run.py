#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times perilune and its peers on the same campaigns, interleaved, and verifies every plan.

usage: run.py --perilune PATH [--suite NAME ...] [--seeds N] [--limit S] [--peer-limit S] [--peers A,B] [--repeats N] [--out DIR]

Rows are appended to DIR/<suite>.csv as they are measured; DIR/<suite>.md sums them up. A plan that `perilune verify` refuses, or
two proven values that differ (of this run, or stored in answers.csv), end the run with an error. Perilune's time is that of the
whole process; the median of three runs, spread among the peers' runs, where one takes less than a second.
"""
import argparse
import csv
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import answers
import suites
import table

FIELDS = ["campaign", "solver", "objective", "status", "value", "bound", "seconds", "runs", "limit", "megabytes", "nodes"]
PEERS = {"binpacking": ["cpsat-bins", "cpsat-arcs", "highs-arcs"]}
ASSEMBLY_PEERS = ["cpsat-slots", "cpsat-literals"]


def timed(command):
    """Runs a command; gives its output, wall seconds and peak megabytes."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = 0
        out.seek(0)
        return out.read().decode(), seconds, usage.ru_maxrss / (1024 if sys.platform == "linux" else 2**20)


def verify(perilune, manifest, plan, who):
    result = subprocess.run([perilune, "verify", manifest, plan], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"error: the plan of {who} for {manifest.name} is refused:\n{result.stdout}{result.stderr}")


class Perilune:
    """Perilune's runs on one campaign: the first counts for the answer, all for the time."""

    def __init__(self, path, manifest, limit, folder):
        self.path, self.manifest, self.limit = path, manifest, limit
        self.plan = folder / "perilune.csv"
        self.times, self.megabytes, self.text = [], [], None

    def run(self):
        self.plan.unlink(missing_ok=True)
        text, seconds, megabytes = timed([self.path, "plan", self.manifest, "--json", "-", "--quiet",
                                          "--time-limit", str(self.limit), "--csv", self.plan])
        self.times.append(seconds)
        self.megabytes.append(megabytes)
        if not text.strip():
            sys.exit(f"error: perilune wrote no result for {self.manifest.name}")
        if self.text is None:
            self.text = text
            if self.plan.exists():
                verify(self.path, self.manifest, self.plan, "perilune")
        elif text != self.text and "time-limit" not in (json.loads(text)["stopped_by"], json.loads(self.text)["stopped_by"]):
            sys.exit(f"error: two runs on {self.manifest.name} differ")

    def rows(self):
        answer = json.loads(self.text)
        return [dict(solver="perilune", objective=own["name"], value=own["value"], bound=own.get("bound"),
                     status="optimal" if own.get("bound") == own["value"] else "feasible",
                     seconds=round(statistics.median(self.times), 4), runs=len(self.times), limit=self.limit,
                     megabytes=round(max(self.megabytes)), nodes=answer["statistics"]["nodes"])
                for own in answer["objectives"]]


def run_peer(python, perilune, peer, manifest, limit, folder):
    plan = folder / f"{peer}.csv"
    plan.unlink(missing_ok=True)
    text, _, megabytes = timed([python, suites.HERE / "peers.py", manifest, "--solver", peer, "--limit", str(limit), "--csv", plan])
    answer = json.loads(text) if text.strip() else {}
    if plan.exists():
        verify(perilune, manifest, plan, peer)
    return [dict(own, solver=peer, objective=objective, runs=1, limit=limit, megabytes=round(megabytes))
            for objective, own in answer.items() if objective != "solver"]


def stored(campaign, manifest):
    """What is stored of a campaign, as rows of one more solver."""
    digest = suites.sha256(manifest)
    return [dict(solver="stored", objective=objective, status="optimal", value=float(row["value"]))
            for (name, objective), row in answers.read().items() if name == campaign and row["manifest_sha256"] == digest]


def compare(rows, campaign):
    """Proven values must be the same whoever proved them, of those who proved the same for all earlier objectives."""
    solvers = set(r["solver"] for r in rows)
    for objective in dict.fromkeys(r["objective"] for r in rows):
        proven = {r["solver"]: r["value"] for r in rows
                  if r["objective"] == objective and r["solver"] in solvers and r["status"] == "optimal"}
        if len(set(proven.values())) > 1:
            sys.exit(f"error: {campaign}: {objective} is proven to be each of {proven}")
        solvers = set(proven)


def measure(suite, seed, a, folder):
    own = suites.SUITES[suite]
    manifest, campaign = suites.manifest(suite, seed, folder), suites.name(suite, seed)
    peers = PEERS.get(suite, ASSEMBLY_PEERS) if a.peers is None else [x for x in a.peers.split(",") if x]
    perilune = Perilune(a.perilune, manifest, a.limit or own.limit, folder)
    perilune.run()
    repeats = a.repeats or max(own.repeats, 3 if perilune.times[0] < 1 else 1)
    rows = []
    for peer in peers:
        rows += run_peer(a.python, a.perilune, peer, manifest, a.peer_limit, folder)
        if len(perilune.times) < repeats:
            perilune.run()
    while len(perilune.times) < repeats:
        perilune.run()
    rows = perilune.rows() + rows
    compare(rows + stored(campaign, manifest), campaign)
    return [dict(row, campaign=campaign) for row in rows]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--perilune", required=True, type=pathlib.Path)
    p.add_argument("--python", default=str(suites.HERE / ".venv/bin/python"), help="where the peers are installed")
    p.add_argument("--suite", nargs="+", default=["12", "20"], choices=list(suites.SUITES))
    p.add_argument("--seeds", type=int)
    p.add_argument("--limit", type=float, help="seconds for perilune")
    p.add_argument("--peer-limit", type=float, default=30, help="seconds for each objective of a peer")
    p.add_argument("--peers", help="separated by commas; empty for none")
    p.add_argument("--repeats", type=int, help="runs of perilune, of which the median counts")
    p.add_argument("--out", type=pathlib.Path, default=suites.HERE / "results")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for suite in a.suite:
        every = []
        with tempfile.TemporaryDirectory() as name, open(a.out / f"{suite}.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            for seed in range(1, min(a.seeds or 1000, suites.SUITES[suite].seeds) + 1):
                rows = measure(suite, seed, a, pathlib.Path(name))
                writer.writerows(rows)
                file.flush()
                every += rows
                (a.out / f"{suite}.md").write_text(
                    table.summary(suite, every, a.limit or suites.SUITES[suite].limit, a.peer_limit))
        print((a.out / f"{suite}.md").read_text())


if __name__ == "__main__":
    main()
