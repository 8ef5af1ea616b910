#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times simulations against a SimPy model of the same campaign, plan and policy, and checks that both find the same dates.

usage: simulation.py --perilune PATH [--repeats N] [--seed S] [CAMPAIGN ...]

Each campaign is one of manifests/, as it is or, with a + behind its name, with everything uncertain (uncertain.py). In each round SimPy, Perilune on one thread and Perilune on
two run one after the other; medians count. SimPy's time is that of its replications alone, Perilune's that of the whole process. For the
completion and each milestone P10, P50, P80 and the share of replications that never get there must agree: Perilune's interval of 95 %
confidence must overlap with SimPy's, which are wide enough that all of a campaign hold at once with 95 % (Bonferroni). Ends with an error
if one does not.
"""
import argparse
import datetime
import json
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import table
import uncertain

HERE = pathlib.Path(__file__).resolve().parent
CAMPAIGNS = ["deep-space-gateway-2017", "deep-space-gateway-2017+", "iss-1998-plan", "two-stations+"]
GATEWAY = CAMPAIGNS[0]
PERCENTS = [10, 50, 80]


def run(command):
    """The wall-clock seconds of a process that must succeed, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 2):
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr}")
    return seconds, done.stdout


def share(count, total, z):
    """Wilson's interval."""
    part = count / total
    middle = part + z * z / (2 * total)
    spread = z * math.sqrt(part * (1 - part) / total + z * z / (4 * total * total))
    return [(middle + sign * spread) / (1 + z * z / total) for sign in (-1, 1)]


def rank_interval(days, percent, z):
    """A percentile of sorted days and its interval, between order statistics by the normal approximation of the binomial distribution."""
    total = len(days)
    expected, spread = total * percent / 100, z * math.sqrt(total * percent * (100 - percent)) / 100
    at = lambda rank: days[min(total, max(1, rank)) - 1]
    return at(math.ceil(expected)), at(math.floor(expected - spread)), at(math.ceil(expected + spread) + 1)


def compare(peer, own):
    """What disagrees, as lines, and how many figures were compared."""
    start = datetime.date.fromisoformat(peer["start"])
    never = datetime.date.max
    wrong, count = [], (len(PERCENTS) + 1) * len(peer["milestones"])
    z = statistics.NormalDist().inv_cdf(1 - 0.05 / count / 2)
    for name, days in peer["milestones"].items():
        outcome = own["completion"] if name == "(completion)" else next(each for each in own["milestones"] if each["name"] == name)
        dates = [never if day is None else start + datetime.timedelta(day) for day in days]
        date = lambda text: never if text is None else datetime.date.fromisoformat(text)
        for percent in PERCENTS:
            figure = next(each for each in outcome["percentiles"] if each["percentile"] == percent)
            middle, low, high = rank_interval(dates, percent, z)
            if not (low <= date(figure["upper"]) and date(figure["lower"] or figure["date"]) <= high):
                wrong.append(f"{name} P{percent}: {figure['date']} ({figure['lower']} to {figure['upper']}), "
                             f"SimPy {middle} ({low} to {high})")
        lacking = share(sum(day is None for day in days), len(days), z)
        given = outcome["not_reached"]
        if not (lacking[0] <= given["upper"] and given["lower"] <= lacking[1]):
            wrong.append(f"{name} never: {given['value']} ({given['lower']} to {given['upper']}), SimPy {lacking}")
    return wrong, count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("campaigns", nargs="*", default=CAMPAIGNS)
    parser.add_argument("--perilune", required=True, type=pathlib.Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer-replications", type=int, default=10_000)
    parser.add_argument("--replications", type=int, default=1_000_000)
    options = parser.parse_args()
    perilune = options.perilune.resolve()
    lines = ["| campaign | SimPy, replications/s | Perilune, one thread | ratio | two threads | ratio to one | figures that agree |",
             "|---|---|---|---|---|---|---|"]
    failures, longest = [], None
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for campaign in options.campaigns:
            manifest, timeline = HERE.parent / "manifests" / f"{campaign.rstrip('+')}.yaml", folder / f"{campaign}.csv"
            if campaign.endswith("+"):
                source, manifest = manifest, folder / f"{campaign}.json"
                uncertain.write(source, manifest)
            run([perilune, "plan", manifest, "--quiet", "--csv", timeline])

            def simulate(threads, replications):
                return run([perilune, "simulate", manifest, "--timeline", timeline, "--policy", "hold", "--seed", options.seed,
                            "--replications", replications, "--threads", threads, "--quiet", "--json", "-"])

            peers, ones, twos, hundreds = [], [], [], []
            for _ in range(options.repeats):
                peer = json.loads(run([sys.executable, HERE / "simpy_model.py", manifest, timeline, "--seed", options.seed,
                                       "--replications", options.peer_replications])[1])
                peers.append(options.peer_replications / peer["seconds"])
                seconds, own = simulate(1, options.replications)
                ones.append(options.replications / seconds)
                seconds, same = simulate(2, options.replications)
                twos.append(options.replications / seconds)
                if same != own:
                    failures.append(f"{campaign}: two threads write something else than one")
                if campaign == GATEWAY:
                    hundreds.append(simulate(2, 100_000)[0])
            wrong, count = compare(peer, json.loads(own)["simulations"][0])
            failures += [f"{campaign}: {each}" for each in wrong]
            peer_rate, one, two = map(statistics.median, (peers, ones, twos))
            lines.append(f"| {campaign} | {peer_rate:,.0f} | {one:,.0f} | {one / peer_rate:.0f} | {two:,.0f} | {two / one:.2f} | "
                         f"{count - len(wrong)} of {count} |")
            if hundreds:
                longest = statistics.median(hundreds)
    print(table.machine() + f"; medians of {options.repeats} rounds.\n")
    print("\n".join(lines))
    if longest:
        print(f"\n100,000 replications of {GATEWAY} with `hold`, whole process, two threads: {longest:.2f} s.")
    if failures:
        raise SystemExit("\n".join(["", "disagreement:"] + failures))


if __name__ == "__main__":
    main()
