# SPDX-License-Identifier: GPL-3.0-or-later
"""Classical bin packing, as campaigns with one vehicle and the objective `flights` pose it: models for the peers.

Bounded from below by L2 (S. Martello, P. Toth, Knapsack Problems, 1990, chapter 8) and from above by first-fit decreasing.
`bins`: elements to bins for CP-SAT, without the symmetries of equal bins and equal elements. `arcs`: arc flow (J. M. Valerio de
Carvalho, Annals of OR 86, 1999), whose relaxation is as tight as that over all loads, for CP-SAT and the MIP solvers.
"""
import math

import mip


class Packing:
    """Elements by size, the largest first, in units of the sizes' common divisor."""

    def __init__(self, inst):
        self.inst = inst
        if len(inst.vehicles) != 1 or inst.resources:
            raise SystemExit("not bin packing: one vehicle, and no resources, are asked for")
        vehicle = inst.vehicles[0]
        grams = [round(1000 * e["mass"]) for e in inst.elements]
        unit = math.gcd(*grams)
        self.order = sorted(range(len(grams)), key=lambda i: (-grams[i], i))
        self.sizes = [grams[i] // unit for i in self.order]
        self.capacity = round(1000 * vehicle["capacity"]) // unit
        self.days = []
        for day in vehicle["days"]:
            if not self.days or day - self.days[-1] >= max(1, vehicle["turnaround"], *(inst.pads[p] for p in vehicle["pads"])):
                self.days.append(day)
        self.greedy = self.first_fit()
        plain = all(e["ready"] <= self.days[0] and not e["after"] and e["vehicles"] == [0]
                    and self.days[len(self.greedy) - 1] + vehicle["transit"] + e["commissioning"] <= e["deadline"]
                    for e in inst.elements)
        if not plain or vehicle["slots"] < len(grams) or vehicle["flights"] or vehicle["per_year"]:
            raise SystemExit("not bin packing: something else than mass and capacity is in the way")
        self.least = self.bound()

    def first_fit(self):
        bins, room = [], []
        for i, size in enumerate(self.sizes):
            b = next((b for b, left in enumerate(room) if size <= left), len(bins))
            if b == len(bins):
                bins.append([])
                room.append(self.capacity)
            bins[b].append(i)
            room[b] -= size
        return bins

    def bound(self):
        """L2: the best over all thresholds of what large elements leave of their bins for the middling ones."""
        best = -(-sum(self.sizes) // self.capacity)
        for k in sorted({s for s in self.sizes if 2 * s <= self.capacity} | {0}):
            large = sum(s > self.capacity - k for s in self.sizes)
            half = [s for s in self.sizes if self.capacity - k >= s and 2 * s > self.capacity]
            small = [s for s in self.sizes if 2 * s <= self.capacity and s >= k]
            left = len(half) * self.capacity - sum(half)
            best = max(best, large + len(half) + max(0, -(-(sum(small) - left) // self.capacity)))
        return best

    def plan(self, bins):
        """Launch days for bins of positions in the order of sizes."""
        return {self.order[i]: (0, self.days[b]) for b, content in enumerate(bins) for i in content}


def solve(inst, solver, limit, threads):
    """Status, number of flights, bound and plan."""
    packing = Packing(inst)
    if packing.least == len(packing.greedy):
        return "optimal", packing.least, packing.least, packing.plan(packing.greedy)
    if solver == "cpsat-bins":
        status, value, bound, bins = by_bins(packing, limit, threads)
    else:
        flow = ArcFlow(packing)
        if solver == "cpsat-arcs":
            status, value, bound, values = cpsat(flow, limit, threads)
        else:
            status, value, bound, values = mip.solve(flow.program, solver.removesuffix("-arcs"), limit, threads)
        bins = values and flow.bins(values)
    return status, value, bound, bins and packing.plan(bins)


def by_bins(packing, limit, threads):
    from ortools.sat.python import cp_model
    sizes, capacity, most = packing.sizes, packing.capacity, len(packing.greedy)
    m = cp_model.CpModel()
    used = [m.NewBoolVar("") for _ in range(most)]
    # Bins are numbered by their largest element, equal elements by their bin.
    x = [{b: m.NewBoolVar("") for b in range(min(i + 1, most))} for i in range(len(sizes))]
    for i, own in enumerate(x):
        if 2 * sizes[i] > capacity:
            m.Add(own[i] == 1)
        m.AddExactlyOne(own.values())
        for b, literal in own.items():
            m.AddImplication(literal, used[b])
            if b:
                m.AddBoolOr([x[j][b - 1] for j in range(b - 1, i)] + [literal.Not()])
        if i and sizes[i] == sizes[i - 1]:
            m.Add(sum(b * v for b, v in x[i - 1].items()) <= sum(b * v for b, v in own.items()))
    for b in range(most):
        m.Add(sum(sizes[i] * own[b] for i, own in enumerate(x) if b in own) <= capacity * used[b])
        if b:
            m.AddImplication(used[b], used[b - 1])
        if b < packing.least:
            m.Add(used[b] == 1)
    m.Minimize(sum(used))
    for b, content in enumerate(packing.greedy):
        for i in content:
            for other, v in x[i].items():
                m.AddHint(v, int(other == b))
    solver, status = run(m, limit, threads)
    if status not in ("optimal", "feasible"):
        return status, None, solver.BestObjectiveBound(), None
    bins = [[i for i, own in enumerate(x) if b in own and solver.Value(own[b])] for b in range(most)]
    return status, solver.ObjectiveValue(), solver.BestObjectiveBound(), [content for content in bins if content]


class ArcFlow:
    """Bins as paths from 0 to the capacity whose arcs are elements, the largest first, or loss at the end."""

    def __init__(self, packing):
        self.packing = packing
        self.program = program = mip.Program()
        most = len(packing.greedy)
        self.bins_used = program.column(cost=1, upper=most)
        self.arcs = []  # (from, to, size, column); size 0 is loss
        reached, by_size = {0}, {}
        for size in sorted(set(packing.sizes), reverse=True):
            demand = packing.sizes.count(size)
            own = set()
            for node in sorted(reached):
                for _ in range(demand):
                    if node + size > packing.capacity:
                        break
                    own.add((node, node + size))
                    node += size
            by_size[size] = [(a, b, size, program.column(upper=demand)) for a, b in sorted(own)]
            self.arcs += by_size[size]
            reached |= {b for _, b in own}
            program.row([(column, 1) for *_, column in by_size[size]], demand, demand)
        self.arcs += [(node, packing.capacity, 0, program.column(upper=most))
                      for node in sorted(reached - {0, packing.capacity})]
        for node in sorted(reached | {packing.capacity}):
            terms = [(c, 1) for a, _, _, c in self.arcs if a == node] + [(c, -1) for _, b, _, c in self.arcs if b == node]
            net = {0: -1, packing.capacity: 1}.get(node)
            program.row(terms + ([(self.bins_used, net)] if net else []), 0, 0)
        program.row([(self.bins_used, 1)], packing.least, None)

    def bins(self, values):
        """Takes a flow apart into bins."""
        left = {column: round(values[column]) for *_, column in self.arcs}
        waiting = {}
        for i in reversed(range(len(self.packing.sizes))):
            waiting.setdefault(self.packing.sizes[i], []).append(i)
        bins = []
        for _ in range(round(values[self.bins_used])):
            node, content = 0, []
            while node < self.packing.capacity:
                node, size, column = next((b, size, c) for a, b, size, c in self.arcs if a == node and left[c])
                left[column] -= 1
                if size:
                    content.append(waiting[size].pop())
            bins.append(content)
        return bins


def cpsat(flow, limit, threads):
    from ortools.sat.python import cp_model
    program = flow.program
    m = cp_model.CpModel()
    xs = [m.NewIntVar(0, upper, "") for upper in program.upper]
    for terms, lower, upper in program.rows:
        total = sum(q * xs[c] for c, q in terms)
        if upper is None:
            m.Add(total >= lower)
        else:
            m.Add(total == lower)
    m.Minimize(xs[flow.bins_used])
    solver, status = run(m, limit, threads)
    if status not in ("optimal", "feasible"):
        return status, None, solver.BestObjectiveBound(), None
    return status, solver.ObjectiveValue(), solver.BestObjectiveBound(), [solver.Value(x) for x in xs]


def run(model, limit, threads):
    from ortools.sat.python import cp_model
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = threads
    return solver, solver.StatusName(solver.Solve(model)).lower()
