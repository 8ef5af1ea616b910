# SPDX-License-Identifier: GPL-3.0-or-later
"""How well two orders of the same things agree; both measures allow for ties and lie between -1 and 1."""
import math


def kendall(first, second):
    """Kendall's tau-b of two lists of values (M. G. Kendall, Biometrika 33, 1945)."""
    agree, ties_first, ties_second, pairs = 0, 0, 0, 0
    for i in range(len(first)):
        for j in range(i):
            a, b = sign(first[i], first[j]), sign(second[i], second[j])
            agree += a * b
            ties_first += a == 0
            ties_second += b == 0
            pairs += 1
    return agree / math.sqrt((pairs - ties_first) * (pairs - ties_second))


def spearman(first, second):
    """Spearman's rho: the correlation of mean ranks."""
    return correlation(mean_ranks(first), mean_ranks(second))


def sign(a, b):
    return (a > b) - (a < b)


def mean_ranks(values):
    ordered = sorted(values)
    return [ordered.index(v) + (ordered.count(v) - 1) / 2 for v in values]


def correlation(x, y):
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    both = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    return both / math.sqrt(sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y))
