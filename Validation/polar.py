#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the days on which a lander can leave for the summer of the Moon's south pole.

usage: polar.py [--check] [manifests/windows/lunar-polar.csv]

A lander has two days a month, and arrives 30 days later. At the south pole it wants the half-year in which the Sun stands
south of the Moon's equator: the Sun's latitude there is 1.54 degrees times the sine of its ecliptic longitude less that
of the Moon's ascending node. Writes the days that arrive in such a half-year; with --check, compares them with the file.
"""
import datetime
import math
import pathlib

import windowfile

WINDOWS = pathlib.Path(__file__).parent.parent / "manifests/windows/lunar-polar.csv"
FIRST, PERIOD, OPEN = datetime.date(2021, 7, 4), 29.53, 2  # the windows `lunar` of ilrs-2021.yaml
JOURNEY = 30                                               # days, as Chang'e-6
END = datetime.date(2046, 12, 31)                          # ten years after the plans, for simulations


def sun_latitude(date):
    """The latitude on the Moon, in degrees, at which the Sun is overhead on a date; positive is north."""
    day = (date - datetime.date(2000, 1, 1)).days
    anomaly = math.radians(357.529 + 0.98560028 * day)
    sun = 280.459 + 0.98564736 * day + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly)
    node = 125.0445 - 0.05295377 * day
    return 1.54 * math.sin(math.radians(sun - node))


def is_summer(date):
    return sun_latitude(date) < 0


def windows():
    index, found = 0, []
    while True:
        opening = FIRST + datetime.timedelta(math.floor(index * PERIOD))
        if opening > END:
            return found
        days = [opening + datetime.timedelta(k) for k in range(OPEN)]
        good = [day for day in days if is_summer(day + datetime.timedelta(JOURNEY))]
        if good:
            found.append((good[0], good[-1]))
        index += 1


if __name__ == "__main__":
    windowfile.run(__doc__, WINDOWS, windows())
