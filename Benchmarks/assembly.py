# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of assembly campaigns for the peers, objectives completion then operational.

cpsat-slots: an ordered list of optional flights per vehicle with a window domain, elements assigned to them (a CP modeller's way).
cpsat-literals: one literal per element and launch day. The MIP solvers get columns per element and launch day, too, with
disaggregated precedence rows.
"""
import bisect

import mip


def windows(inst, top):
    """Earliest and latest operational day of each element, by propagation of days and precedence."""
    first = [0] * len(inst.elements)
    last = [min(top, e["deadline"]) for e in inst.elements]
    days = [sorted({d + inst.vehicles[v]["transit"] + e["commissioning"] for v in e["vehicles"]
                    for d in inst.vehicles[v]["days"] if d >= e["ready"]}) for e in inst.elements]
    changed = True
    while changed:
        before = (list(first), list(last))
        for i, e in enumerate(inst.elements):
            for p, lag, _ in e["after"]:
                first[i] = max(first[i], first[p] + lag + e["commissioning"])
                last[p] = min(last[p], last[i] - lag - e["commissioning"])
            k = bisect.bisect_left(days[i], first[i])
            j = bisect.bisect_right(days[i], last[i])
            if k >= j:
                return None
            first[i], last[i] = days[i][k], days[i][j - 1]
        changed = before != (first, last)
    return list(zip(first, last))


def year_ends(inst):
    """The last day of each calendar year."""
    return [d for d in range(inst.horizon + 1) if d == inst.horizon or inst.year(d) != inst.year(d + 1)]


def cpsat(inst, kind, limit, threads, fixed=None, hint=None):
    """Status, value, bound and plan (vehicle and launch day by element); with `fixed`, completion is held at it.

    The value is that of `completion`, or of `operational` when completion is held.
    """
    from ortools.sat.python import cp_model
    m = cp_model.CpModel()
    top = inst.horizon
    arrive, oper, assign = [], [], {}
    if fixed is not None:
        top = min(top, fixed)
    spans = windows(inst, top)
    if spans is None:
        return "infeasible", None, None, None
    for e, (first, last) in zip(inst.elements, spans):
        a = m.NewIntVar(first - e["commissioning"], last - e["commissioning"], "")
        o = m.NewIntVar(first, last, "")
        m.Add(o == a + e["commissioning"])
        arrive.append(a)
        oper.append(o)
    pad_use = {p: [] for p in inst.pads}
    ends = year_ends(inst)
    if kind == "cpsat-slots":
        for v, veh in enumerate(inst.vehicles):
            riders = [i for i, e in enumerate(inst.elements) if v in e["vehicles"]]
            span = veh["days"][-1] - veh["days"][0] if veh["days"] else 0
            most = span // veh["turnaround"] + 1 if veh["turnaround"] else len(riders)
            n = min(len(riders), veh["flights"] or 10**6, most) if veh["days"] else 0
            t, used, years = [], [], []
            for k in range(n):
                t.append(m.NewIntVarFromDomain(cp_model.Domain.FromValues(veh["days"]), ""))
                used.append(m.NewBoolVar(""))
                if k:
                    m.AddImplication(used[k], used[k - 1])
                    m.Add(t[k] >= t[k - 1] + veh["turnaround"]).OnlyEnforceIf(used[k])
                if veh["per_year"]:
                    # Flights are in order: the year of one and of the one `per_year` later differ.
                    within = [m.NewBoolVar("") for _ in ends]
                    m.AddExactlyOne(within)
                    for y, literal in enumerate(within):
                        m.AddLinearConstraint(t[k], ends[y - 1] + 1 if y else 0, ends[y]).OnlyEnforceIf(literal)
                    years.append(sum(y * literal for y, literal in enumerate(within)))
                    if k >= veh["per_year"]:
                        m.Add(years[k] > years[k - veh["per_year"]]).OnlyEnforceIf(used[k])
                for p in veh["pads"]:
                    pad_use[p].append(m.NewOptionalFixedSizeIntervalVar(t[k], max(1, inst.pads[p]), used[k], ""))
                xs = []
                for i in riders:
                    x = m.NewBoolVar("")
                    m.AddImplication(x, used[k])
                    m.Add(arrive[i] == t[k] + veh["transit"]).OnlyEnforceIf(x)
                    m.Add(t[k] >= inst.elements[i]["ready"]).OnlyEnforceIf(x)
                    assign[i, v, k] = (x, t[k])
                    xs.append((x, i))
                m.Add(sum(int(inst.elements[i]["mass"]) * x for x, i in xs) <= int(veh["capacity"]))
                m.Add(sum(x for x, _ in xs) <= veh["slots"])
    else:
        for v, veh in enumerate(inst.vehicles):
            riders = [i for i, e in enumerate(inst.elements) if v in e["vehicles"]]
            flown = {}
            for d in veh["days"]:
                y = flown[d] = m.NewBoolVar("")
                xs = []
                for i in riders:
                    o = d + veh["transit"] + inst.elements[i]["commissioning"]
                    if d >= inst.elements[i]["ready"] and spans[i][0] <= o <= spans[i][1]:
                        x = m.NewBoolVar("")
                        m.AddImplication(x, y)
                        assign[i, v, d] = (x, d)
                        xs.append((x, i))
                m.Add(sum(int(inst.elements[i]["mass"]) * x for x, i in xs) <= int(veh["capacity"]))
                m.Add(sum(x for x, _ in xs) <= veh["slots"])
                for p in veh["pads"]:
                    pad_use[p].append(m.NewOptionalFixedSizeIntervalVar(d, max(1, inst.pads[p]), y, ""))
            m.AddNoOverlap([m.NewOptionalFixedSizeIntervalVar(d, max(1, veh["turnaround"]), y, "") for d, y in flown.items()])
            if veh["flights"]:
                m.Add(sum(flown.values()) <= veh["flights"])
            for year in {inst.year(d) for d in flown} if veh["per_year"] else ():
                m.Add(sum(y for d, y in flown.items() if inst.year(d) == year) <= veh["per_year"])
    rides = [[] for _ in inst.elements]
    for (i, v, d), (x, _) in assign.items():
        rides[i].append((x, v, d))
    if kind == "cpsat-literals":
        for i, own in enumerate(rides):
            m.Add(arrive[i] == sum(x * (d + inst.vehicles[v]["transit"]) for x, v, d in own))
    for p, uses in pad_use.items():
        m.AddNoOverlap(uses)
    for i, e in enumerate(inst.elements):
        m.AddExactlyOne([x for x, _, _ in rides[i]])
        for p, lag, within in e["after"]:
            m.Add(arrive[i] >= oper[p] + lag)
            if within is not None:
                m.Add(arrive[i] <= oper[p] + within)
    for r in inst.resources:
        users = [i for i, e in enumerate(inst.elements) if e["net"].get(r)]
        m.AddReservoirConstraint([oper[i] for i in users], [round(1000 * inst.elements[i]["net"][r]) for i in users], 0, 10**12)
    last = m.NewIntVar(0, top, "")
    m.AddMaxEquality(last, oper)
    if fixed is None:
        m.Minimize(last)
    else:
        m.Add(last <= fixed)
        m.Minimize(sum(e["weight"] * oper[i] for i, e in enumerate(inst.elements)))
    if hint:
        for (i, v, _), (x, t) in assign.items():
            if kind == "cpsat-literals":
                m.AddHint(x, int(hint.get(i) == (v, t)))
        for i, (v, d) in hint.items():
            m.AddHint(arrive[i], d + inst.vehicles[v]["transit"])
    s = cp_model.CpSolver()
    s.parameters.max_time_in_seconds = limit
    s.parameters.num_workers = threads
    st = s.Solve(m)
    if st not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return s.StatusName(st).lower(), None, s.BestObjectiveBound(), None
    plan = {i: (v, s.Value(t) if kind == "cpsat-slots" else t) for (i, v, _), (x, t) in assign.items() if s.Value(x)}
    return s.StatusName(st).lower(), s.ObjectiveValue(), s.BestObjectiveBound(), plan


def mixed_integer(inst, solver, limit, threads, fixed=None, hint=None):
    """The same from a MIP solver."""
    spans = windows(inst, inst.horizon if fixed is None else fixed)
    if spans is None:
        return "infeasible", None, None, None
    program, aboard = assignment(inst, spans, fixed)
    status, value, bound, values = mip.solve(program, solver, limit, threads)
    plan = values and {i: (v, d) for (v, d), riders in aboard.items() for i, c in riders if values[c] > 0.5}
    return status, value, bound, plan


def assignment(inst, spans, fixed):
    """Columns x[i,v,d], y[v,d] and, for completion, one continuous column; disaggregated precedence.

    With the program, the elements and columns that may be aboard by vehicle and day.
    """
    program = mip.Program()
    x = [[] for _ in inst.elements]
    y, aboard = {}, {}
    for v, veh in enumerate(inst.vehicles):
        for d in veh["days"]:
            y[v, d] = program.column()
            aboard[v, d] = []
    for i, e in enumerate(inst.elements):
        for v in e["vehicles"]:
            for d in inst.vehicles[v]["days"]:
                o = d + inst.vehicles[v]["transit"] + e["commissioning"]
                if d >= e["ready"] and spans[i][0] <= o <= spans[i][1]:
                    column = program.column(cost=0 if fixed is None else e["weight"] * o)
                    x[i].append((o, column))
                    aboard[v, d].append((i, column))
        x[i].sort()
        program.row([(c, 1) for _, c in x[i]], 1, 1)
    for (v, d), xs in aboard.items():
        program.row([(c, inst.elements[i]["mass"]) for i, c in xs] + [(y[v, d], -inst.vehicles[v]["capacity"])], None, 0)
        if len(xs) > inst.vehicles[v]["slots"]:
            program.row([(c, 1) for _, c in xs] + [(y[v, d], -inst.vehicles[v]["slots"])], None, 0)
        for _, c in xs:
            program.row([(c, 1), (y[v, d], -1)], None, 0)

    def cliques(launches, gap):
        launches.sort()
        j = done = 0
        for a in range(len(launches)):
            j = max(j, a)
            while j < len(launches) and launches[j][0] - launches[a][0] < gap:
                j += 1
            if j - a > 1 and j > done:
                program.row([(y[v, d], 1) for d, v in launches[a:j]], None, 1)
                done = j
    for v, veh in enumerate(inst.vehicles):
        cliques([(d, v) for d in veh["days"]], max(1, veh["turnaround"]))
        if veh["flights"]:
            program.row([(y[v, d], 1) for d in veh["days"]], None, veh["flights"])
        for year in sorted({inst.year(d) for d in veh["days"]}) if veh["per_year"] else ():
            program.row([(y[v, d], 1) for d in veh["days"] if inst.year(d) == year], None, veh["per_year"])
    for p, gap in inst.pads.items():
        cliques([(d, v) for v, veh in enumerate(inst.vehicles) if veh["pads"] == [p] for d in veh["days"]], max(1, gap))
    for i, e in enumerate(inst.elements):
        for p, lag, within in e["after"]:
            points = {}
            for o, _ in x[i]:
                points[bisect.bisect_right([q for q, _ in x[p]], o - e["commissioning"] - lag)] = o
            for k, o in points.items():
                if k < len(x[p]):
                    program.row([(c, 1) for q, c in x[i] if q <= o] + [(c, -1) for _, c in x[p][:k]], None, 0)
            if within is not None:
                program.row([(c, o - e["commissioning"]) for o, c in x[i]] + [(c, -o) for o, c in x[p]], None, within)
    for r in inst.resources:
        for t in sorted({o for i, e in enumerate(inst.elements) if e["net"].get(r, 0) < 0 for o, _ in x[i]}):
            program.row([(c, e["net"][r]) for i, e in enumerate(inst.elements) if e["net"].get(r) for o, c in x[i] if o <= t], 0, None)
    if fixed is None:
        completion = program.column(cost=1, upper=None, whole=False)
        for own in x:
            program.row([(c, o) for o, c in own] + [(completion, -1)], None, 0)
    return program, aboard
