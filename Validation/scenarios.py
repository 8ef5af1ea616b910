# SPDX-License-Identifier: GPL-3.0-or-later
"""The manifest of the assembly, and what becomes of it when one fact is taken away or added.

A variant is the shipped manifest with whole lines left out or put in: nothing else differs.
"""
import dataclasses
import re

LOSS = "2003-02-01"  # of Columbia


@dataclasses.dataclass
class Scenario:
    key: str
    title: str
    text: str


def without_stand_down(text):
    """No span in which the shuttle stood still for the loss of Columbia or what it led to."""
    return "".join(line for line in text.splitlines(True) if not re.search(r"until: .*why: .*Columbia", line))


def without_arrivals(text, after):
    """No day on which an element reached its launch site, where that was later than a date."""
    def keep(line):
        ready = re.match(r"    ready: (\S+)", line)
        return not ready or ready[1] <= after
    return "".join(line for line in text.splitlines(True) if keep(line))


def from_loss(text, history):
    """The flights up to the loss of Columbia as facts, and everything else still to be planned."""
    lines = [f"  - {{ vehicle: {row['vehicle']}, launched: {row['date']}, elements: [{', '.join(row['detail'].split())}] }}\n"
             for row in history if row["event"] == "launch" and row["date"] < LOSS]
    text = re.sub(r"(?m)^  node: ", f"  status: {LOSS}\n  node: ", text, count=1)
    return text + "\nactuals:\n" + "".join(lines)


def scenarios(text, history):
    return [
        Scenario("as-is", "as shipped", text),
        Scenario("no-stand-down", "without the stand-down", without_stand_down(text)),
        Scenario("from-loss", "from 1 February 2003", from_loss(text, history)),
        Scenario("from-loss-no-stand-down", "from 1 February 2003, without the stand-down",
                 from_loss(without_stand_down(text), history)),
        Scenario("no-later-arrivals", "without the arrivals at the launch site after 1 February 2003",
                 without_arrivals(text, LOSS)),
    ]
