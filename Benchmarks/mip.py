# SPDX-License-Identifier: GPL-3.0-or-later
"""Mixed-integer programs as plain lists, and the solvers that take them: HiGHS, SCIP, CBC, glpsol."""
import dataclasses
import shutil

SOLVERS = ["highs", "scip", "cbc", "glpk"]


@dataclasses.dataclass
class Program:
    """Columns from 0 to an upper bound, minimized; a column that is not whole is continuous."""
    cost: list = dataclasses.field(default_factory=list)
    upper: list = dataclasses.field(default_factory=list)
    whole: list = dataclasses.field(default_factory=list)
    rows: list = dataclasses.field(default_factory=list)  # ([(column, coefficient)], lower, upper); None is no bound

    def column(self, cost=0, upper=1, whole=True):
        self.cost.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, terms, lower, upper):
        self.rows.append((terms, lower, upper))


def solve(program, solver, limit, threads):
    """Status, value, bound and the columns' values; None for what there is not."""
    if solver == "highs":
        return highs(program, limit, threads)
    if solver == "scip":
        return scip(program, limit)
    return pulp(program, limit, threads, solver)


def highs(program, limit, threads):
    import highspy
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("time_limit", float(limit))
    h.setOptionValue("threads", threads)
    h.setOptionValue("mip_rel_gap", 0.0)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_, lp.col_cost_ = len(program.cost), len(program.rows), program.cost
    lp.col_lower_ = [0.0] * len(program.cost)
    lp.col_upper_ = [1e30 if u is None else u for u in program.upper]
    kind = highspy.HighsVarType
    lp.integrality_ = [kind.kInteger if whole else kind.kContinuous for whole in program.whole]
    lp.row_lower_ = [-1e30 if lower is None else lower for _, lower, _ in program.rows]
    lp.row_upper_ = [1e30 if upper is None else upper for _, _, upper in program.rows]
    starts, index, value = [0], [], []
    for terms, _, _ in program.rows:
        index += [c for c, _ in terms]
        value += [q for _, q in terms]
        starts.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
    h.passModel(lp)
    h.run()
    info, status = h.getInfo(), h.modelStatusToString(h.getModelStatus()).lower()
    if info.primal_solution_status != 2:
        return status, None, info.mip_dual_bound, None
    return status, info.objective_function_value, info.mip_dual_bound, h.getSolution().col_value


def scip(program, limit):
    from pyscipopt import Model, quicksum
    m = Model()
    m.hideOutput()
    m.setParam("limits/time", limit)
    xs = [m.addVar(vtype="I" if whole else "C", obj=cost, lb=0, ub=upper)
          for cost, upper, whole in zip(program.cost, program.upper, program.whole)]
    for terms, lower, upper in program.rows:
        total = quicksum(q * xs[c] for c, q in terms)
        if lower == upper:
            m.addCons(total == lower)
        elif lower is None:
            m.addCons(total <= upper)
        else:
            m.addCons(total >= lower)
    m.optimize()
    if m.getNSols() == 0:
        return m.getStatus(), None, m.getDualbound(), None
    return m.getStatus(), m.getObjVal(), m.getDualbound(), [m.getVal(x) for x in xs]


def pulp(program, limit, threads, which):
    import pulp
    m = pulp.LpProblem("peer", pulp.LpMinimize)
    xs = [pulp.LpVariable(f"c{j}", 0, upper, "Integer" if whole else "Continuous")
          for j, (upper, whole) in enumerate(zip(program.upper, program.whole))]
    m += pulp.lpSum(k * x for k, x in zip(program.cost, xs) if k)
    for terms, lower, upper in program.rows:
        total = pulp.lpSum(q * xs[c] for c, q in terms)
        m += (total == lower) if lower == upper else (total <= upper) if lower is None else (total >= lower)
    solver = (pulp.COIN_CMD(path=shutil.which("cbc"), msg=False, timeLimit=limit, threads=threads) if which == "cbc"
              else pulp.GLPK_CMD(msg=False, timeLimit=limit, options=["--cuts"]))
    try:
        m.solve(solver)
    except pulp.PulpSolverError:  # glpsol leaves no file when its time limit passes in the root relaxation
        return "no plan", None, None, None
    if m.status != 1:
        return pulp.LpStatus[m.status].lower(), None, None, None
    status = "optimal" if m.sol_status == 1 else "feasible"
    return status, pulp.value(m.objective), None, [x.value() or 0 for x in xs]
