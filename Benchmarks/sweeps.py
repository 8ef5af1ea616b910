#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sweep of delays costs, as a multiple of one plan of the same manifest, in one run.

usage: sweeps.py --perilune PATH [--delays 100] [--step 10] [--repeats 3]

Two campaigns: the Deep Space Gateway of 2017 and a random one with 30 elements. Each vehicle that flies in the
plan is delayed; the one with the longest sweep counts. A sweep answers a grid of delays (--grid-only) by
reoptimizing.
"""
import argparse
import collections
import csv
import pathlib
import statistics
import subprocess
import tempfile
import time

import suites

HERE = pathlib.Path(__file__).resolve().parent


def run(command):
    """The wall-clock seconds of a process that must succeed or stop at a limit, and its output."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 2):
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
    return seconds, done.stdout


def flown(perilune, manifest, folder):
    """The vehicles that fly in the best plan, and its timeline."""
    timeline = pathlib.Path(folder) / "timeline.csv"
    run([perilune, "plan", manifest, "--quiet", "--csv", timeline])
    with open(timeline, newline="") as file:
        return sorted({row["vehicle"] for row in csv.DictReader(file) if row["event"] == "launch"}), timeline


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--perilune", required=True, type=pathlib.Path)
    parser.add_argument("--delays", type=int, default=100)
    parser.add_argument("--step", type=int, default=10, help="days from one delay to the next")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    perilune = options.perilune.resolve()
    with tempfile.TemporaryDirectory() as folder:
        random = suites.manifest("30", 1, folder)
        gateway = HERE.parent / "manifests" / "deep-space-gateway-2017.yaml"
        print("| manifest | vehicle | one plan | sweep | ratio |\n|---|---|---|---|---|")
        for manifest in (gateway, random):
            vehicles, timeline = flown(perilune, manifest, folder)
            last = (options.delays - 1) * options.step
            plans, sweeps = [], collections.defaultdict(list)
            for _ in range(options.repeats):
                plans.append(run([perilune, "plan", manifest, "--quiet"])[0])
                for vehicle in vehicles:
                    sweeps[vehicle].append(run([
                        perilune, "whatif", manifest, "--quiet", "--policy", "reoptimize", "--grid-only",
                        "--baseline", timeline, "--delay", f"{vehicle}=0d..{last}d/{options.step}d"])[0])
            vehicle = max(vehicles, key=lambda each: statistics.median(sweeps[each]))
            plan, sweep = statistics.median(plans), statistics.median(sweeps[vehicle])
            print(f"| {manifest.stem} | {vehicle} | {plan:.2f} s | {sweep:.2f} s | {sweep / plan:.1f} |")


if __name__ == "__main__":
    main()
