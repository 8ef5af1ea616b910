#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulates a plan with `hold` in SimPy.

usage: simpy_model.py MANIFEST TIMELINE.csv [--replications N] [--seed S]

Prints as JSON what the replications took and, per milestone, the days on which it was reached in increasing order (null: never).
"""
import argparse
import json
import random
import time

from planned import Plan
from simpy_replication import Replication

def simulate(plan, replications, seed):
    """The seconds that the replications took, and the days of each milestone."""
    source = random.Random(seed)
    reached = {key: [] for key in plan.milestones}
    start = time.perf_counter()
    for _ in range(replications):
        replication = Replication(plan, source)
        for key, members in plan.milestones.items():
            reached[key].append(replication.milestone(members))
    return time.perf_counter() - start, reached


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("manifest")
    parser.add_argument("timeline")
    parser.add_argument("--replications", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    plan = Plan(options.manifest, options.timeline, options.seed)
    seconds, reached = simulate(plan, options.replications, options.seed)
    never = plan.last + 1
    print(json.dumps({
        "seconds": seconds, "replications": options.replications, "start": plan.start.isoformat(),
        "milestones": {key or "(completion)": [None if day == never else day
                                           for day in sorted(never if day is None else day for day in days)]
                       for key, days in reached.items()}}))


if __name__ == "__main__":
    main()
