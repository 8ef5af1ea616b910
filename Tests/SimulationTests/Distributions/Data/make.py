#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has SciPy say what the distributions of the simulation are, for the tests.

usage: make.py            writes functions.csv, families.csv and days.csv beside itself

functions.csv  values of special functions
families.csv   the probability of less than x days, for each family
days.csv       the probability of each whole number of days: halves rounded up, mixed with no days at all,
               kept within limits; a row for each number that is more likely than 1e-14

Nothing of perilune's goes into the values.
"""
import math
import pathlib

import numpy
import scipy
from scipy import special, stats

FOLDER = pathlib.Path(__file__).parent

FUNCTIONS = {
    "exp": (math.exp, [(x,) for x in (-745, -700, -100, -1.5, -1e-9, 0, 1e-20, 0.34, 0.35, 1, 10.25, 300, 709.5)]),
    "log": (math.log, [(x,) for x in (1e-310, 1e-5, 0.5, 0.7, 0.99999, 1, 1.0000001, 1.41, 1.42, 2, 730, 1e300)]),
    "erfc": (special.erfc, [(x,) for x in (-6, -2.5, -1, -1e-8, 0, 1e-8, 0.5, 1, 2, 2.4999, 2.5, 3, 5, 10, 26)]),
    "normalQuantile": (special.ndtri, [(p,) for p in (1e-12, 0.001, 0.025, 0.2, 0.5, 0.75, 0.9, 0.95, 0.975, 0.995)]),
    "logGamma": (special.gammaln, [(x,) for x in (0.01, 0.5, 1, 1.5, 2, 3.25, 5, 6, 11.9, 12, 40)]),
    "incompleteBeta": (lambda x, a, b: special.betainc(a, b, x), [
        (x, a, 6 - a) for a in (1, 1.2, 2, 3, 4.5, 5) for x in (1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-6)] + [
        (0.3, 0.5, 0.5), (0.7, 20, 30), (0.5, 300, 300)]),
}


def pert(least, likely, most):
    span = most - least
    return stats.beta(1 + 4 * (likely - least) / span, 1 + 4 * (most - likely) / span, least, span)


SCIPY = {
    "uniform": lambda least, most: stats.uniform(least, most - least),
    "triangular": lambda least, likely, most: stats.triang((likely - least) / (most - least), least, most - least),
    "pert": pert,
    "lognormal": lambda median, sigma: stats.lognorm(sigma, scale=median),
    "weibull": lambda shape, scale: stats.weibull_min(shape, scale=scale),
    "exponential": lambda mean: stats.expon(scale=mean),
}

FAMILIES = [
    ("uniform", (180, 720)), ("uniform", (-3.25, 4)),
    ("triangular", (0, 30, 90)), ("triangular", (-20, -20, 15)), ("triangular", (5, 60, 60)),
    ("pert", (0, 10, 300)), ("pert", (-30, 0, 60)), ("pert", (0, 0, 45)), ("pert", (10, 40, 40)),
    ("lognormal", (180, 1.2)), ("lognormal", (12, 0.65)), ("lognormal", (0.4, 0.3)),
    ("weibull", (1.02, 26)), ("weibull", (0.81, 93)), ("weibull", (2.19, 270)),
    ("exponential", (40,)), ("exponential", (0.7,)),
]

# Family, parameters, probability of no days at all, least, most.
DAYS = [
    ("uniform", (10, 30), 0, None, None), ("uniform", (-3.25, 4), 0.3, None, None),
    ("triangular", (-5, 3, 40), 0, None, None), ("triangular", (0, 0, 25), 0.1, None, 20),
    ("pert", (0, 10, 50), 0, None, None), ("pert", (-15, 0, 40), 0, -4, 30),
    ("lognormal", (12, 0.65), 0, None, 60), ("lognormal", (4, 0.4), 0.25, None, None),
    ("weibull", (1.02, 26), 0.14, None, 70), ("weibull", (2.19, 20), 0, 5, None),
    ("exponential", (3,), 0, None, None), ("exponential", (9,), 0.5, 2, 40),
    ("discrete", {2: 0.6, 7: 0.25, 30: 0.15}, 0, None, None), ("discrete", {-4: 1, 0: 2, 9: 5}, 0.2, -2, None),
    ("empirical", (4, 0, 0, -3, 11, 4, 4, 25), 0, None, None), ("empirical", (1, 2, 3, 5, 8, 13), 0.35, None, 10),
]


def below(family, parameters, x):
    """The probability of less than x days."""
    if family == "discrete":
        return math.fsum(w for d, w in parameters.items() if d < x) / math.fsum(parameters.values())
    if family == "empirical":
        return sum(d < x for d in parameters) / len(parameters)
    return float(SCIPY[family](*parameters).cdf(x))


def points(family, parameters):
    """Days at which a family is looked at: its bounds, its tails and between."""
    frozen = SCIPY[family](*parameters)
    inside = frozen.ppf([1e-9, 1e-4, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999, 1 - 1e-9])
    return sorted({float(round(x, 3)) for x in inside} | {-1.0, 0.0, float(parameters[-1])})


def text(parameters):
    if isinstance(parameters, dict):
        return " ".join(f"{d}:{w}" for d, w in parameters.items())
    return " ".join(str(p) for p in parameters)


def write(name, header, rows):
    origin = f"# made by make.py with SciPy {scipy.__version__}, NumPy {numpy.__version__}"
    lines = [origin, header] + [",".join("" if v is None else str(v) for v in row) for row in rows]
    (FOLDER / name).write_text("\n".join(lines) + "\n")


write("functions.csv", "function,arguments,value", [
    (name, text(arguments), repr(float(function(*arguments))))
    for name, (function, cases) in FUNCTIONS.items() for arguments in cases])

write("families.csv", "family,parameters,days,below", [
    (family, text(parameters), x, repr(below(family, parameters, x)))
    for family, parameters in FAMILIES for x in points(family, parameters)])

rows = []
for family, parameters, none, least, most in DAYS:
    def at_most(days):
        if least is not None and days < least:
            return 0
        if most is not None and days >= most:
            return 1
        return (none if days >= 0 else 0) + (1 - none) * below(family, parameters, days + 0.5)
    rows += [
        (family, text(parameters), none, least, most, days, repr(at_most(days) - at_most(days - 1)))
        for days in range(-20, 400) if at_most(days) - at_most(days - 1) > 1e-14]
write("days.csv", "family,parameters,none,least,most,days,probability", rows)
