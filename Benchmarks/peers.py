#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Peer solvers on a Perilune manifest (the core subset that instance.py reads), objectives completion then operational.

usage: peers.py MANIFEST --solver cpsat-slots|cpsat-literals|highs|scip|cbc|glpk [--limit SECONDS] [--threads N] [--csv TIMELINE]

pip install ortools highspy pyscipopt pulp pyyaml. Prints one JSON line: status per objective, values, bounds, seconds.
cpsat-slots: an ordered list of optional flights per vehicle with a window domain, elements assigned to them (a CP modeller's way).
cpsat-literals: one literal per element and launch day. The MIP peers get the assignment model with disaggregated precedence rows.
"""
import argparse
import bisect
import json
import shutil
import time

from instance import Instance


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


def cpsat(inst, kind, limit, threads, fixed=None, hint=None):
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
    if kind == "cpsat-slots":
        for v, veh in enumerate(inst.vehicles):
            riders = [i for i, e in enumerate(inst.elements) if v in e["vehicles"]]
            span = veh["days"][-1] - veh["days"][0] if veh["days"] else 0
            most = span // veh["turnaround"] + 1 if veh["turnaround"] else len(riders)
            n = min(len(riders), veh["flights"] or 10**6, most) if veh["days"] else 0
            t, used = [], []
            for k in range(n):
                t.append(m.NewIntVarFromDomain(cp_model.Domain.FromValues(veh["days"]), ""))
                used.append(m.NewBoolVar(""))
                if k:
                    m.AddImplication(used[k], used[k - 1])
                    m.Add(t[k] >= t[k - 1] + veh["turnaround"]).OnlyEnforceIf(used[k])
                for p in veh["pads"][:1]:
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
                for p in veh["pads"][:1]:
                    pad_use[p].append(m.NewOptionalFixedSizeIntervalVar(d, max(1, inst.pads[p]), y, ""))
            m.AddNoOverlap([m.NewOptionalFixedSizeIntervalVar(d, max(1, veh["turnaround"]), y, "") for d, y in flown.items()])
            if veh["flights"]:
                m.Add(sum(flown.values()) <= veh["flights"])
        for i in range(len(inst.elements)):
            m.Add(arrive[i] == sum(x * (d + inst.vehicles[v]["transit"]) for (j, v, d), (x, _) in assign.items() if j == i))
    for p, uses in pad_use.items():
        m.AddNoOverlap(uses)
    for i, e in enumerate(inst.elements):
        m.AddExactlyOne([x for (j, _, _), (x, _) in assign.items() if j == i])
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


def rows(inst, fixed):
    """Assignment model: columns x[i,v,d], y[v,d] and, for completion, one continuous column; disaggregated precedence."""
    top = inst.horizon if fixed is None else fixed
    cols, cost, out = [], [], []
    x = [[] for _ in inst.elements]
    y, aboard = {}, {}
    for v, veh in enumerate(inst.vehicles):
        for d in veh["days"]:
            y[v, d] = len(cols)
            cols.append(("y", v, d))
            cost.append(0)
            aboard[v, d] = []
    for i, e in enumerate(inst.elements):
        for v in e["vehicles"]:
            for d in inst.vehicles[v]["days"]:
                o = d + inst.vehicles[v]["transit"] + e["commissioning"]
                if d >= e["ready"] and o <= min(top, e["deadline"]):
                    x[i].append((o, len(cols)))
                    aboard[v, d].append((i, len(cols)))
                    cols.append(("x", i, v, d))
                    cost.append(0 if fixed is None else e["weight"] * o)
        x[i].sort()
        out.append(([(c, 1) for _, c in x[i]], 1, 1))
    for (v, d), xs in aboard.items():
        out.append(([(c, inst.elements[i]["mass"]) for i, c in xs] + [(y[v, d], -inst.vehicles[v]["capacity"])], None, 0))
        if len(xs) > inst.vehicles[v]["slots"]:
            out.append(([(c, 1) for _, c in xs] + [(y[v, d], -inst.vehicles[v]["slots"])], None, 0))
        out += [([(c, 1), (y[v, d], -1)], None, 0) for _, c in xs]

    def cliques(launches, gap):
        launches.sort()
        j = done = 0
        for a in range(len(launches)):
            j = max(j, a)
            while j < len(launches) and launches[j][0] - launches[a][0] < gap:
                j += 1
            if j - a > 1 and j > done:
                out.append(([(y[v, d], 1) for d, v in launches[a:j]], None, 1))
                done = j
    for v, veh in enumerate(inst.vehicles):
        cliques([(d, v) for d in veh["days"]], max(1, veh["turnaround"]))
        if veh["flights"]:
            out.append(([(y[v, d], 1) for d in veh["days"]], None, veh["flights"]))
    for p, gap in inst.pads.items():
        cliques([(d, v) for v, veh in enumerate(inst.vehicles) if veh["pads"][:1] == [p] for d in veh["days"]], max(1, gap))
    for i, e in enumerate(inst.elements):
        for p, lag, within in e["after"]:
            points = {}
            for o, _ in x[i]:
                points[bisect.bisect_right([q for q, _ in x[p]], o - e["commissioning"] - lag)] = o
            for k, o in points.items():
                if k < len(x[p]):
                    out.append(([(c, 1) for q, c in x[i] if q <= o] + [(c, -1) for _, c in x[p][:k]], None, 0))
            if within is not None:
                out.append(([(c, o - e["commissioning"]) for o, c in x[i]] + [(c, -o) for o, c in x[p]], None, within))
    for r in inst.resources:
        for t in sorted({o for i, e in enumerate(inst.elements) if e["net"].get(r, 0) < 0 for o, _ in x[i]}):
            out.append(([(c, e["net"][r]) for i, e in enumerate(inst.elements) if e["net"].get(r) for o, c in x[i] if o <= t], 0, None))
    if fixed is None:
        cols.append(("completion",))
        cost.append(1)
        out += [([(c, o) for o, c in x[i]] + [(len(cols) - 1, -1)], None, 0) for i in range(len(x))]
    return cols, cost, out


def decode(cols, values):
    return {c[1]: (c[2], c[3]) for c, q in zip(cols, values) if c[0] == "x" and q > 0.5}


def highs(inst, limit, threads, fixed):
    import highspy
    cols, cost, rs = rows(inst, fixed)
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("time_limit", float(limit))
    h.setOptionValue("threads", threads)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_, lp.col_cost_ = len(cols), len(rs), cost
    lp.col_lower_ = [0.0] * len(cols)
    lp.col_upper_ = [1.0 if c[0] != "completion" else 1e6 for c in cols]
    lp.integrality_ = [highspy.HighsVarType.kInteger if c[0] != "completion" else highspy.HighsVarType.kContinuous for c in cols]
    lp.row_lower_ = [-1e30 if lo is None else lo for _, lo, _ in rs]
    lp.row_upper_ = [1e30 if hi is None else hi for _, _, hi in rs]
    starts, index, value = [0], [], []
    for co, _, _ in rs:
        index += [c for c, _ in co]
        value += [q for _, q in co]
        starts.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
    h.passModel(lp)
    h.setOptionValue("mip_rel_gap", 0.0)
    h.run()
    info, st = h.getInfo(), h.modelStatusToString(h.getModelStatus()).lower()
    if info.primal_solution_status != 2:
        return st, None, info.mip_dual_bound, None
    return st, info.objective_function_value, info.mip_dual_bound, decode(cols, h.getSolution().col_value)


def scip(inst, limit, threads, fixed):
    from pyscipopt import Model, quicksum
    cols, cost, rs = rows(inst, fixed)
    m = Model()
    m.hideOutput()
    m.setParam("limits/time", limit)
    xs = [m.addVar(vtype="B" if c[0] != "completion" else "C", obj=k) for c, k in zip(cols, cost)]
    for co, lo, hi in rs:
        ex = quicksum(q * xs[c] for c, q in co)
        if lo == hi:
            m.addCons(ex == lo)
        elif lo is None:
            m.addCons(ex <= hi)
        else:
            m.addCons(ex >= lo)
    m.optimize()
    if m.getNSols() == 0:
        return m.getStatus(), None, m.getDualbound(), None
    return m.getStatus(), m.getObjVal(), m.getDualbound(), decode(cols, [m.getVal(x) for x in xs])


def pulp_solver(inst, limit, threads, fixed, which):
    import pulp
    cols, cost, rs = rows(inst, fixed)
    m = pulp.LpProblem("peer", pulp.LpMinimize)
    xs = [pulp.LpVariable(f"c{j}", 0, 1 if c[0] != "completion" else None, "Binary" if c[0] != "completion" else "Continuous")
          for j, c in enumerate(cols)]
    m += pulp.lpSum(k * x for k, x in zip(cost, xs) if k)
    for co, lo, hi in rs:
        ex = pulp.lpSum(q * xs[c] for c, q in co)
        m += (ex == lo) if lo == hi else (ex <= hi) if lo is None else (ex >= lo)
    solver = (pulp.COIN_CMD(path=shutil.which("cbc"), msg=False, timeLimit=limit, threads=threads) if which == "cbc"
              else pulp.GLPK_CMD(msg=False, timeLimit=limit, options=["--cuts"]))
    try:
        m.solve(solver)
    except pulp.PulpSolverError:  # glpsol leaves no file when its time limit passes in the root relaxation
        return "no plan", None, None, None
    st = {1: "optimal" if m.sol_status == 1 else "feasible"}.get(m.status, pulp.LpStatus[m.status].lower())
    if m.status != 1:
        return st, None, None, None
    return st, pulp.value(m.objective), None, decode(cols, [x.value() or 0 for x in xs])


def write(inst, plan, path):
    flights = {}
    for i, (v, d) in plan.items():
        flights.setdefault((d, v), []).append(i)
    events = []
    for n, ((d, v), riders) in enumerate(sorted(flights.items()), 1):
        veh, f = inst.vehicles[v], f"F{n:02d}"
        riders.sort()
        pad = veh["pads"][0] if veh["pads"] else ""
        ids = " ".join(inst.elements[i]["id"] for i in riders)
        total = sum(inst.elements[i]["mass"] for i in riders)
        events.append((d, 0, n, [inst.iso(d), "launch", f, veh["id"], pad, inst.node, "", f"{total:g}", ids]))
        for i in riders:
            e, a = inst.elements[i], d + veh["transit"]
            row = [f, veh["id"], pad, inst.node, e["id"], f"{e['mass']:g}", ""]
            events.append((a, 1, i, [inst.iso(a), "arrival"] + row))
            o = a + e["commissioning"]
            events.append((o, 2, i, [inst.iso(o), "operational"] + row))
    events.sort(key=lambda x: x[:3])
    last = max(x[0] for x in events)
    with open(path, "w") as f:
        f.write("date,event,flight,vehicle,pad,node,element,mass_kg,detail\n")
        for *_, row in events:
            f.write(",".join(row) + "\n")
        f.write(f"{inst.iso(last)},complete,,,,{inst.node},,,\n")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("manifest")
    p.add_argument("--solver", default="cpsat-slots")
    p.add_argument("--limit", type=float, default=60, help="seconds for each objective")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--csv")
    a = p.parse_args()
    inst = Instance(a.manifest)

    def solve(fixed, hint=None):
        if a.solver.startswith("cpsat"):
            return cpsat(inst, a.solver, a.limit, a.threads, fixed, hint)
        if a.solver in ("highs", "scip"):
            return {"highs": highs, "scip": scip}[a.solver](inst, a.limit, a.threads, fixed)
        return pulp_solver(inst, a.limit, a.threads, fixed, a.solver)
    t = time.time()
    status, value, bound, plan = solve(None)
    t1 = time.time() - t
    answer = dict(solver=a.solver, completion=dict(status=status, value=value, bound=bound, seconds=round(t1, 2)))
    if value is not None:
        t = time.time()
        status, value2, bound, plan2 = solve(round(value), plan)
        answer["operational"] = dict(status=status, value=value2, bound=bound, seconds=round(time.time() - t, 2))
        plan = plan2 or plan
    print(json.dumps(answer), flush=True)
    if plan and a.csv:
        write(inst, plan, a.csv)


if __name__ == "__main__":
    main()
