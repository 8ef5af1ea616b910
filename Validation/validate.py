#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans the assembly of the International Space Station and compares it with history.

usage: validate.py --perilune PATH

Prints, as Markdown, every figure of docs/validation.md: how far the computed launch windows agree with published ones,
what `perilune verify` says of the flown timeline, when the optimal plans of several scenarios reach their milestones, and
how their orders of elements agree with the flown one. Ends with an error when a plan is not proven, does not verify, or
is later than history.
"""
import argparse
import csv
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import beta
import forecast
import ranks
import scenarios

MANIFESTS = pathlib.Path(__file__).parent.parent / "manifests"
MANIFEST, HISTORY = MANIFESTS / "iss-1998-2011.yaml", MANIFESTS / "iss-history.csv"
PLAN_OF_1998 = MANIFESTS / "iss-1998-plan.yaml"

# Launch periods that were published, and what else limited them.
PUBLISHED = [
    ("2002-05-30", "2002-07-10", "STS-111", "http://www.satobs.org/seesat/May-2002/0170.html"),
    ("2006-05-03", "2006-05-22", "daylight", "http://sci.tech-archive.net/Archive/sci.space.shuttle/2006-02/msg00294.html"),
    ("2006-07-01", "2006-07-19", "daylight", "the same"),
    ("2006-08-29", "2006-09-14", "daylight", "the same"),
    ("2006-10-26", "2006-10-30", "daylight", "the same"),
    ("2006-12-07", "2006-12-26", "STS-116", "https://spaceflightnow.com/shuttle/sts116/061127frrpreview/"),
]

# NASA's plan of January 2003 for the flights after the loss of Columbia (facts recalled).
PLAN_OF_2003 = {"ESP-2": "2003-03-01", "P3-P4": "2003-05-23", "P5": "2003-07-24", "S3-S4": "2003-10-02",
                "S5": "2003-11-13", "S6": "2004-01-15", "HARMONY": "2004-02-19"}


def date(text):
    return datetime.date.fromisoformat(text)


def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def launches(rows):
    """The launch date of each element."""
    return {element: row["date"] for row in rows if row["event"] == "launch" for element in row["detail"].split()}


def milestones(rows):
    return {row["detail"]: row["date"] for row in rows if row["event"] == "milestone"}


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print()


def run(perilune, *arguments):
    return subprocess.run([perilune, *map(str, arguments)], capture_output=True, text=True)


def plan(perilune, scenario, folder):
    """The rows of the optimal plan, its status and its seconds; the plan has passed `verify`."""
    manifest, timeline, result = (folder / f"{scenario.key}.{kind}" for kind in ("yaml", "csv", "json"))
    manifest.write_text(scenario.text)
    start = time.monotonic()
    done = run(perilune, "plan", manifest, "--quiet", "--csv", timeline, "--json", result)
    seconds = time.monotonic() - start
    if done.returncode != 0:
        sys.exit(f"{scenario.title}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    verdict = run(perilune, "verify", manifest, timeline)
    if verdict.returncode != 0:
        sys.exit(f"{scenario.title}: the plan does not verify\n{verdict.stdout}{verdict.stderr}")
    return read(timeline), json.loads(result.read_text()), seconds


def report_windows():
    fixes = beta.nodes()
    rates = beta.rates(fixes)
    print(f"## Windows\n\n{len(fixes)} launches; the node regresses {min(rates):.2f} to {max(rates):.2f} degrees a day.\n")
    rows = []
    for first, last, flight, _ in PUBLISHED:
        around = max(beta.windows(), key=lambda w: overlap(w, date(first), date(last)))
        rows.append((flight, f"{first} to {last}", f"{around[0]} to {around[1]}"))
    table(("published for", "published", "computed"), rows)


def overlap(window, first, last):
    return (min(window[1], last) - max(window[0], first)).days


def report_history(perilune, history):
    verdict = run(perilune, "verify", MANIFEST, HISTORY)
    lines = [line for line in (verdict.stdout + verdict.stderr).splitlines() if "error[" in line]
    flown = {row["flight"]: row for row in history if row["event"] == "launch"}
    print(f"## The flown timeline\n\n{len(flown)} flights, {len(launches(history))} elements; "
          f"`verify` exits {verdict.returncode}, rules broken: {len(lines)}.\n")
    for line in lines:
        print("- " + line[line.index("error["):])
    print()


def report_plans(perilune, history, folder):
    text = MANIFEST.read_text()
    flown, reached = launches(history), milestones(history)
    names = list(reached)
    head = ["scenario", "launches", "proof, s", *names, "Kendall", "Spearman"]
    rows = [["history", len({r["flight"] for r in history if r["event"] == "launch"}), "", *reached.values(), "", ""]]
    plans = {}
    for scenario in scenarios.scenarios(text, history):
        timeline, result, seconds = plan(perilune, scenario, folder)
        plans[scenario.key] = timeline
        planned = launches(timeline)
        # What had flown before the plan begins says nothing of it.
        open_elements = [e for e in flown if not (scenario.key.startswith("from-loss") and flown[e] < scenarios.LOSS)]
        orders = [[times[e] for e in open_elements] for times in (planned, flown)]
        when = milestones(timeline)
        rows.append([scenario.title, len(result["flights"]), f"{seconds:.1f}", *(when[n] for n in names),
                     f"{ranks.kendall(*orders):.2f}", f"{ranks.spearman(*orders):.2f}"])
        late = [n for n in names if when[n] > reached[n]]
        if result["objectives"][0]["date"] > max(reached.values()):
            sys.exit(f"{scenario.title}: later than history")
        if late:
            print(f"Later than history in one milestone: {scenario.title}: {', '.join(late)}.\n")
    print("## Plans\n")
    table(head, rows)
    return plans


def report_elements(history, plans):
    flown = launches(history)
    planned = {key: launches(plans[key]) for key in ("as-is", "from-loss", "from-loss-no-stand-down")}
    print("## Elements by launch date\n")
    rows = []
    for element, day in flown.items():
        own = planned["as-is"][element]
        rest = [planned[key][element] if day >= scenarios.LOSS else "" for key in ("from-loss", "from-loss-no-stand-down")]
        rows.append((element, day, own, (date(day) - date(own)).days, *rest, PLAN_OF_2003.get(element, "")))
    table(("element", "flown", "planned", "days earlier", "from 2003", "from 2003, no stand-down", "NASA, January 2003"), rows)
    gains = [row[3] for row in rows]
    print(f"{sum(g > 0 for g in gains)} earlier, {sum(g == 0 for g in gains)} on the day, {sum(g < 0 for g in gains)} later; "
          f"median {sorted(gains)[len(gains) // 2]} days earlier.\n")


def report_forecast(perilune, history, folder):
    """Simulates the plan of 1998 and says at which percentile history lies."""
    text = PLAN_OF_1998.read_text()
    plan(perilune, scenarios.Scenario("plan-of-1998", "the plan of 1998", text), folder)
    reached = forecast.happened(text, history)
    print(f"## The plan of 1998, {forecast.REPLICATIONS:,} replications\n")
    rows = []
    for key, title, own, policy in forecast.variants(text):
        manifest = folder / f"{key}.yaml"
        manifest.write_text(own)
        result, shares = forecast.simulate(perilune, manifest, folder / "plan-of-1998.csv", policy, folder)
        for outcome in [*result["milestones"], result["completion"]]:
            name = outcome.get("name", "completion")
            dates = {each["percentile"]: each["date"] or "never" for each in outcome["percentiles"]}
            day = reached.get(name)
            rows.append((title, name, outcome["planned"], *(dates[percent] for percent in forecast.PERCENTS), day or "never",
                         f"{100 * forecast.share_by(shares[name], day):.1f} %" if day else "",
                         f"{100 * outcome['not_reached']['value']:.1f} %"))
        print(f"{title}: {result['losses']['mean']['value']:.2f} losses in the mean, without any loss "
              f"{100 * result['losses']['replications'][0] / result['replications']:.1f} %.")
    print()
    table(("inputs", "milestone", "planned", *(f"P{percent}" for percent in forecast.PERCENTS), "history", "share by then",
           "never"), rows)


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("--perilune", required=True)
    options = parser.parse_args()
    history = read(HISTORY)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(MANIFESTS / "windows", folder / "windows")
        report_windows()
        report_history(options.perilune, history)
        plans = report_plans(options.perilune, history, folder)
        report_elements(history, plans)
        report_forecast(options.perilune, history, folder)


if __name__ == "__main__":
    main()
