#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the days on which a shuttle could launch to the International Space Station.

usage: beta.py [--check] [manifests/windows/iss-beta.csv]

A docked shuttle bears no Sun more than 60 degrees from the station's plane (the angle beta). A shuttle launches into
that plane, so the times of the flown launches (shuttle-launches.csv) say where its node was on these days; in between,
and before the first and after the last, it is taken to regress at a steady rate. The last ten years are for simulations. A day is open when beta stays within the
limit on each day of a docked stay. Writes the open spans as windows; with --check, compares them with the file.
"""
import csv
import datetime
import math
import pathlib

import windowfile

HERE = pathlib.Path(__file__).parent
WINDOWS = HERE.parent / "manifests/windows/iss-beta.csv"
START, END = datetime.date(1998, 11, 20), datetime.date(2021, 12, 31)

LIMIT = 60.0        # degrees; J. R. Frank, sci.space.shuttle, August 2006
DOCKING = 2         # days from launch to docking: flight day 3
DOCKED = 8          # days at the station, a usual stay
INCLINATION = 51.6  # degrees, of the station's plane
OBLIQUITY = 23.44   # degrees, of the ecliptic
LATITUDE, LONGITUDE = 28.6, -80.62  # degrees, Kennedy Space Center
REGRESSION = 5.0    # degrees a day, roughly: settles how often the node went round between two launches
EPOCH = datetime.datetime(2000, 1, 1, 12)


def sine(degrees):
    return math.sin(math.radians(degrees))


def cosine(degrees):
    return math.cos(math.radians(degrees))


def days(time):
    """Days since noon of 1 January 2000."""
    return (time - EPOCH).total_seconds() / 86400


def node_at_launch(time):
    """The right ascension, in degrees, of the plane that a launch towards north-east enters."""
    sidereal = 280.46062 + 360.98564737 * days(time)
    ahead = math.degrees(math.asin(math.tan(math.radians(LATITUDE)) / math.tan(math.radians(INCLINATION))))
    return (sidereal + LONGITUDE - ahead) % 360


def nodes(path=HERE / "shuttle-launches.csv"):
    """The days of the launches and the node on each, in degrees without jumps."""
    found = []
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            time = datetime.datetime.strptime(row["launch"], "%Y-%m-%dT%H:%M:%SZ")
            day, node = days(time), node_at_launch(time)
            if found:
                expected = found[-1][1] - REGRESSION * (day - found[-1][0])
                node += 360 * round((expected - node) / 360)
            found.append((day, node))
    return found


def rates(fixes):
    """Degrees a day by which the node regressed from each launch to the next."""
    return [(a[1] - b[1]) / (b[0] - a[0]) for a, b in zip(fixes, fixes[1:])]


def node_on(day, fixes):
    index = next((i for i, fix in enumerate(fixes) if day <= fix[0]), len(fixes) - 1)
    index = min(max(index, 1), len(fixes) - 1)
    (before, at), (after, then) = fixes[index - 1], fixes[index]
    return at + (then - at) * (day - before) / (after - before)


def beta(day, fixes):
    """The angle from the station's plane to the Sun, in degrees."""
    anomaly = 357.529 + 0.98560028 * day
    sun = 280.459 + 0.98564736 * day + 1.915 * sine(anomaly) + 0.020 * sine(2 * anomaly)
    node = node_on(day, fixes)
    return math.degrees(math.asin(
        cosine(sun) * sine(node) * sine(INCLINATION)
        - sine(sun) * cosine(OBLIQUITY) * cosine(node) * sine(INCLINATION)
        + sine(sun) * sine(OBLIQUITY) * cosine(INCLINATION)))


def worst_beta(launch, fixes):
    """The largest angle to either side on the days at the station, for a launch on a date."""
    noon = days(datetime.datetime.combine(launch, datetime.time(12)))
    return max(abs(beta(noon + DOCKING + k, fixes)) for k in range(DOCKED))


def windows():
    """The spans of launch days, first and last."""
    fixes, found = nodes(), []
    for offset in range((END - START).days + 1):
        date = START + datetime.timedelta(offset)
        if worst_beta(date, fixes) > LIMIT:
            continue
        if found and found[-1][1] == date - datetime.timedelta(1):
            found[-1][1] = date
        else:
            found.append([date, date])
    return found


if __name__ == "__main__":
    windowfile.run(__doc__, WINDOWS, windows())
