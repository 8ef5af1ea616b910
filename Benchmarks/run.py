#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times perilune and its peers on the same campaigns, interleaved, and verifies every plan.

usage: run.py --perilune PATH [--suite NAME ...] [--seeds N] [--limit S] [--peer-limit S] [--peers A,B] [--out DIR]

Rows are appended to DIR/<suite>.csv as they are measured; DIR/<suite>.md sums them up. A plan that
`perilune verify` refuses, or two proven values that differ, end the run with an error.
"""
import argparse
import csv
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
# Suite: generator arguments, seeds, seconds for perilune.
SUITES = {
    "12": (["12", "4", "8"], 10, 60),
    "12-open5": (["12", "4", "8", "--open", "5"], 10, 60),
    "20": (["20", "5", "10"], 10, 60),
    "20-open5": (["20", "5", "10", "--open", "5"], 10, 60),
    "30": (["30", "6", "10"], 10, 60),
    "40": (["40", "7", "12"], 10, 120),
    "60": (["60", "8", "12"], 10, 180),
    "100": (["100", "10", "16"], 10, 300),
    "binpacking": (["120"], 10, 30),
}
FIELDS = ["campaign", "solver", "objective", "status", "value", "bound", "seconds", "limit", "megabytes", "nodes"]


def generate(suite, seed, path):
    arguments = SUITES[suite][0]
    if suite == "binpacking":
        command = [sys.executable, HERE / "binpacking.py", *arguments, str(seed)]
    else:
        command = [sys.executable, HERE / "campaigns.py", *arguments[:3], str(seed), *arguments[3:]]
    path.write_text(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def timed(command, limit):
    """Runs a command; gives its output, wall seconds and peak megabytes."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = 0
        out.seek(0)
        return out.read().decode(), seconds, usage.ru_maxrss / 1024


def verify(perilune, manifest, plan, who):
    result = subprocess.run([perilune, "verify", manifest, plan], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"error: the plan of {who} for {manifest.name} is refused:\n{result.stdout}{result.stderr}")


def run_perilune(perilune, manifest, limit, folder):
    plan = folder / "perilune.csv"
    plan.unlink(missing_ok=True)
    text, seconds, megabytes = timed(
        [perilune, "plan", manifest, "--json", "-", "--quiet", "--time-limit", str(limit), "--csv", plan], limit)
    answer = json.loads(text)
    if plan.exists():
        verify(perilune, manifest, plan, "perilune")
    rows = []
    for objective in answer["objectives"]:
        proven = objective.get("bound") == objective["value"]
        rows.append(dict(objective=objective["name"], status="optimal" if proven else "feasible",
                         value=objective["value"], bound=objective.get("bound"), seconds=round(seconds, 3),
                         megabytes=round(megabytes), nodes=answer["statistics"]["nodes"]))
    return rows


def run_peer(python, perilune, peer, manifest, limit, folder):
    plan = folder / f"{peer}.csv"
    plan.unlink(missing_ok=True)
    text, _, megabytes = timed(
        [python, HERE / "peers.py", manifest, "--solver", peer, "--limit", str(limit), "--csv", plan], limit)
    answer = json.loads(text) if text.strip() else {}
    if plan.exists():
        verify(perilune, manifest, plan, peer)
    rows = []
    for objective in ("completion", "operational"):
        if objective in answer:
            own = answer[objective]
            rows.append(dict(objective=objective, status=own["status"], value=own["value"], bound=own["bound"],
                             seconds=own["seconds"], megabytes=round(megabytes), nodes=None))
    return rows


def compare(rows, campaign):
    """Proven values must be the same whoever proved them (the second only under an equal first)."""
    first = {r["solver"]: r["value"] for r in rows if r["objective"] == "completion" and r["status"] == "optimal"}
    for objective in ("completion", "operational"):
        values = {r["value"] for r in rows
                  if r["objective"] == objective and r["status"] == "optimal"
                  and (objective == "completion" or r["solver"] in first)}
        if len(values) > 1:
            sys.exit(f"error: {campaign}: {objective} is proven to be each of {sorted(values)}")


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) // 2**20 for line in open("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return f"{model}, {os.cpu_count()} cores, {memory} GiB, {platform.system()} {platform.machine()}"


def gap(row):
    if row["bound"] is None:
        return math.inf
    return abs(row["value"] - row["bound"]) / max(1, abs(row["value"]))


def summary(suite, rows, limit, peer_limit):
    lines = [f"# {suite}", "", f"{machine()}; {limit} s for perilune, {peer_limit} s an objective for peers.", "",
             "| campaign | value | perilune | gap | CP-SAT | ratio |", "|---|---|---|---|---|---|"]
    ratios, times, proven = [], [], 0
    campaigns = list(dict.fromkeys(r["campaign"] for r in rows))
    for campaign in campaigns:
        own = [r for r in rows if r["campaign"] == campaign and r["solver"] == "perilune"]
        done = all(r["status"] == "optimal" for r in own) and own
        proven += bool(done)
        seconds = own[0]["seconds"] if own else math.inf
        times.append(seconds)
        worst = max((gap(r) for r in own), default=math.inf)
        peer, is_late = 0.0, False
        peers = [r for r in rows if r["campaign"] == campaign and r["solver"].startswith("cpsat")]
        for objective in dict.fromkeys(r["objective"] for r in peers):
            # The better of the models for each objective; a limit that was hit counts as reached.
            options = [(r["seconds"] if r["status"] == "optimal" else peer_limit, r["status"] != "optimal")
                       for r in peers if r["objective"] == objective]
            best = min(options)
            peer += best[0]
            is_late = is_late or best[1]
        ratio = peer / seconds if done and peers else None
        if ratio:
            ratios.append(ratio)
        lines.append("| {} | {} | {:.2f} s{} | {} | {} | {} |".format(
            campaign, " / ".join(f"{r['value']:g}" for r in own), seconds, "" if done else ", not proven",
            "0" if done else "unknown" if math.isinf(worst) else f"{100 * worst:.2f} %",
            f"{'> ' if is_late else ''}{peer:.2f} s" if peers else "-",
            f"{'> ' if is_late else ''}{ratio:.1f}" if ratio else "-"))
    lines += ["", f"Proven: {proven} of {len(campaigns)}; median {statistics.median(times):.2f} s"
              + (f"; geometric mean of ratios {math.exp(statistics.mean(map(math.log, ratios))):.1f}" if ratios else "")
              + f"; peak memory {max(r['megabytes'] for r in rows if r['solver'] == 'perilune')} MB."]
    return "\n".join(lines) + "\n"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--perilune", required=True, type=pathlib.Path)
    p.add_argument("--python", default=str(HERE / ".venv/bin/python"), help="where the peers are installed")
    p.add_argument("--suite", nargs="+", default=["12", "20"], choices=list(SUITES))
    p.add_argument("--seeds", type=int)
    p.add_argument("--limit", type=float, help="seconds for perilune")
    p.add_argument("--peer-limit", type=float, default=30, help="seconds for each objective of a peer")
    p.add_argument("--peers", default="cpsat-slots,cpsat-literals", help="separated by commas; empty for none")
    p.add_argument("--out", type=pathlib.Path, default=HERE / "results")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for suite in a.suite:
        peers = [x for x in a.peers.split(",") if x and suite != "binpacking"]
        limit = a.limit or SUITES[suite][2]
        every = []
        with tempfile.TemporaryDirectory() as name, open(a.out / f"{suite}.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            for seed in range(1, (a.seeds or SUITES[suite][1]) + 1):
                manifest = pathlib.Path(name) / f"{suite}-{seed}.yaml"
                generate(suite, seed, manifest)
                rows = []
                for solver in ["perilune", *peers]:
                    found = (run_perilune(a.perilune, manifest, limit, pathlib.Path(name)) if solver == "perilune"
                             else run_peer(a.python, a.perilune, solver, manifest, a.peer_limit, pathlib.Path(name)))
                    rows += [dict(r, campaign=manifest.stem, solver=solver,
                                  limit=limit if solver == "perilune" else a.peer_limit) for r in found]
                compare(rows, manifest.stem)
                writer.writerows(rows)
                file.flush()
                every += rows
                (a.out / f"{suite}.md").write_text(summary(suite, every, limit, a.peer_limit))
        print((a.out / f"{suite}.md").read_text())


if __name__ == "__main__":
    main()
