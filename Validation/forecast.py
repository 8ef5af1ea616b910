# SPDX-License-Identifier: GPL-3.0-or-later
"""The dates that the plan of 1998 made likely, by the risks that were known, beside what happened."""
import csv
import json
import re
import subprocess
import sys

REPLICATIONS = 100_000
PERCENTS = [10, 50, 80, 90]
UNTIL = "2030-12-31"

# The distribution of delays of a new element in manifests/iss-1998-plan.yaml, and that of Zvezda.
NEW = re.compile(r"delay: \{ lognormal: \{ median: 0\.31 lead, sigma: 0\.42 \} \}, ")
ZVEZDA = re.compile(r"delay: \{ lognormal: \{ median: 0\.92 lead, sigma: 0\.42 \} \}, ")
# Slips of new hardware over its lead, two thirds of them from after 1998: hindsight.
HINDSIGHT = "delay: { lognormal: { median: 0.9 lead, sigma: 0.65 } }, "

# What an element of the plan is called in iss-history.csv, where that differs.
FLOWN = {"UF-2": "MBS", "NODE-2": "HARMONY", "NODE-3": "TRANQUILITY", "CUPOLA": "TRANQUILITY", "KIBO-ELM": "KIBO-ELM-PS"}
# The first crew, which is not in it, came aboard on this day.
FIRST_CREW = "2000-11-02"


def replaced(text, pattern, new, times):
    """The text with so many replacements, or an error."""
    text, count = pattern.subn(new, text)
    if count != times:
        sys.exit(f"iss-1998-plan.yaml: {count} delays where {times} were expected")
    return text


def variants(text):
    """What is simulated: a title, the manifest and the policy."""
    count = len(NEW.findall(text))
    without = replaced(replaced(text, NEW, "", count), ZVEZDA, "", 1)
    late = replaced(replaced(text, NEW, HINDSIGHT, count), ZVEZDA, HINDSIGHT, 1)
    return [("known", "as known in 1998", text, "hold"), ("greedy", "the same, flights in any order", text, "greedy"),
            ("punctual", "no element late", without, "hold"), ("hindsight", "elements as late as such elements were", late, "hold")]


def happened(text, history):
    """The day on which each milestone of the plan was reached in history; the completion never was."""
    operational = {row["element"]: row["date"] for row in history if row["event"] == "operational"}
    operational["CREW-1"] = FIRST_CREW
    days = {}
    for name, members in re.findall(r"(?m)^  ([\w-]+): \[([^\]]*)\]$", text[text.index("\nmilestones:"):]):
        days[name] = max(operational[FLOWN.get(each, each)] for each in members.split(", "))
    return days


def simulate(perilune, manifest, timeline, policy, folder):
    """The result, and for each milestone its dates with the share of replications that had reached it."""
    curve = folder / "curve.csv"
    done = subprocess.run([perilune, "simulate", manifest, "--timeline", timeline, "--policy", policy, "--quiet",
                           "--replications", str(REPLICATIONS), "--until", UNTIL, "--json", "-", "--s-curve", curve],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"simulate {manifest.name}: exit {done.returncode}\n{done.stderr}")
    shares = {}
    with open(curve, newline="") as file:
        for row in csv.DictReader(file):
            shares.setdefault(row["milestone"], []).append((row["date"], float(row["probability"])))
    return json.loads(done.stdout)["simulations"][0], shares


def share_by(shares, day):
    return max((share for date, share in shares if date <= day), default=0)


