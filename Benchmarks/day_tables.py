# SPDX-License-Identifier: GPL-3.0-or-later
"""Distributions of whole days as tables, drawn many at a time. Families are those of a manifest; their distribution functions are
SciPy's, so that nothing here is shared with what is measured."""
import csv
import math
import os

import numpy as np
from scipy import stats

from instance import DAYS, number

TAIL = 1e-12     # what is less likely is left out
BATCH = 4096     # draws made at once


def days(text, lead=None):
    """Days, which may be negative: `-30 d`; or a multiple of a lead time: `0.9 lead`."""
    text = str(text).strip()
    units = DAYS | ({} if lead is None else {"lead": lead})
    return -number(text[1:], units) if text.startswith("-") else number(text, units)


class DayTable:
    """A random number of whole days: P(days <= d) = F(d + 1/2), then kept within `least` and `most`."""

    def __init__(self, values, cumulative, random):
        self.values, self.cumulative, self.random, self.batch = values, cumulative, random, []

    def draw(self):
        if not self.batch:
            self.batch = self.values[np.searchsorted(self.cumulative, self.random.random(BATCH), side="right")].tolist()
        return self.batch.pop()


def family(spec, folder, scale):
    """The values and their cumulative probabilities."""
    if not isinstance(spec, dict):
        return np.array([math.floor(scale(spec) + 0.5)]), np.array([1.0])
    (name, given), = spec.items()
    if name == "discrete":
        pairs = sorted((round(days(key)), float(weight)) for key, weight in given.items())
        weights = np.array([weight for _, weight in pairs])
        return np.array([value for value, _ in pairs]), np.cumsum(weights) / weights.sum()
    if name == "empirical":
        if isinstance(given, dict):
            with open(os.path.join(folder, given["file"]), newline="") as file:
                observed = [int(row["days"]) for row in csv.DictReader(file)]
        else:
            observed = [round(days(each)) for each in given]
        values, counts = np.unique(observed, return_counts=True)
        return values, np.cumsum(counts) / len(observed)
    if name == "lognormal":
        shape = stats.lognorm(float(given["sigma"]), scale=scale(given["median"]))
    elif name == "weibull":
        shape = stats.weibull_min(float(given["shape"]), scale=scale(given["scale"]))
    elif name == "exponential":
        shape = stats.expon(scale=scale(given["mean"]))
    elif name == "uniform":
        low, high = map(scale, given)
        shape = stats.uniform(low, high - low)
    elif name == "triangular":
        low, mode, high = map(scale, given)
        shape = stats.triang((mode - low) / (high - low), low, high - low)
    elif name == "pert":
        low, mode, high = map(scale, given)
        shape = stats.beta(1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low), low, high - low)
    else:
        raise SystemExit(f"unknown distribution {name!r}")
    values = np.arange(np.floor(shape.ppf(TAIL) + 0.5), np.floor(shape.isf(TAIL) + 0.5) + 1).astype(int)
    cumulative = shape.cdf(values + 0.5)
    cumulative[-1] = 1
    return values, cumulative


def table(spec, random, folder=".", lead=None, negative=False):
    """The table of a distribution as a manifest writes it; None stays None. `lead` is a lead time in days."""
    if spec is None:
        return None
    spec = dict(spec) if isinstance(spec, dict) else spec
    none, least, most = 0.0, None, None
    scale = lambda text: days(text, lead)
    if isinstance(spec, dict):
        none = float(spec.pop("none", 0))
        least, most = (round(days(spec.pop(key))) if key in spec else None for key in ("least", "most"))
    values, cumulative = family(spec, folder, scale)
    weights = np.diff(cumulative, prepend=0) * (1 - none)
    values, weights = np.append(values, 0), np.append(weights, none)
    if not negative:
        least = max(0, least or 0)
    values = np.clip(values, least, most)
    values, position = np.unique(values, return_inverse=True)
    cumulative = np.cumsum(np.bincount(position, weights))
    cumulative[-1] = 1
    return DayTable(values, cumulative, random)
