// SPDX-License-Identifier: GPL-3.0-or-later
//
// All that Perilune calls of GLPK. GLPK itself stays hidden behind it: its errors end the process
// unless they are caught by longjmp, which must not cross Swift code, and its problems belong to
// the thread that made them.
//
// Every call belongs between cglpk_begin and cglpk_end on one thread. A call that returns
// CGLPK_ABORTED has met an error inside GLPK: everything of this thread has been freed, pointers to
// problems are dead, and further calls return CGLPK_ABORTED until cglpk_begin. So do calls on a
// thread without a session.
// Columns and rows are numbered from 1, as in GLPK; infinite bounds are +-INFINITY.

#ifndef CGLPK_H
#define CGLPK_H

enum {
  CGLPK_OK = 0,
  CGLPK_ABORTED = -1,
};

/// How a linear program ended.
enum {
  CGLPK_LP_OPTIMAL = 0,
  CGLPK_LP_INFEASIBLE = 1,
  CGLPK_LP_UNBOUNDED = 2,
  CGLPK_LP_TIME = 3,
  CGLPK_LP_CANCELLED = 4,
  CGLPK_LP_FAILED = 5,
};

/// How to go about a linear program.
enum {
  /// The basis is still primal feasible: columns were added, or costs changed.
  CGLPK_METHOD_PRIMAL = 0,
  /// The basis is still dual feasible: rows were added.
  CGLPK_METHOD_DUAL = 1,
  /// As above, by the long-step ratio test: a first solve, or bounds of columns changed.
  CGLPK_METHOD_LONG_STEP_DUAL = 2,
};

/// The state of a column or row in a basis.
enum {
  CGLPK_STATE_BASIC = 0,
  /// At the lower bound, the only value, or 0 without bounds.
  CGLPK_STATE_LOWER = 1,
  CGLPK_STATE_UPPER = 2,
};

/// How a mixed-integer program ended.
enum {
  CGLPK_MIP_OPTIMAL = 0,
  CGLPK_MIP_INFEASIBLE = 1,
  CGLPK_MIP_UNBOUNDED = 2,
  CGLPK_MIP_TIME = 3,
  CGLPK_MIP_CANCELLED = 4,
  CGLPK_MIP_NODES = 5,
  CGLPK_MIP_FAILED = 6,
};

typedef struct cglpk_problem cglpk_problem;

/// What is called back; none of it may call GLPK. Any may be NULL.
typedef struct {
  void *context;
  /// Receives fragments of log lines.
  void (*log)(void *context, const char *text);
  /// Returns non-zero to stop the solve.
  int (*is_cancelled)(void *context);
  /// Receives progress; values that are not known are NAN.
  void (*progress)(void *context, double incumbent, double bound, int nodes);
} cglpk_callbacks;

const char *cglpk_version(void);

/// Prepares this thread, which must not have a session; callbacks must stay where they are until
/// cglpk_end.
int cglpk_begin(const cglpk_callbacks *callbacks);
/// Frees everything that GLPK holds for this thread.
void cglpk_end(void);
/// The number of this thread's session, never used twice; 0 without one.
int cglpk_session(void);
/// What the last error on this thread said.
const char *cglpk_message(void);

int cglpk_create(cglpk_problem **problem);
int cglpk_set_constant(cglpk_problem *problem, double constant);
int cglpk_add_rows(cglpk_problem *problem, int count);
int cglpk_add_columns(cglpk_problem *problem, int count);
int cglpk_set_row_bounds(cglpk_problem *problem, int row, double lower, double upper);
int cglpk_set_column_bounds(cglpk_problem *problem, int column, double lower, double upper);
int cglpk_set_cost(cglpk_problem *problem, int column, double cost);
int cglpk_set_integer(cglpk_problem *problem, int column);
/// indices and values hold count entries, from their second place on (GLPK's habit).
int cglpk_set_row(cglpk_problem *problem, int row, int count, const int *indices,
                  const double *values);
int cglpk_set_column(cglpk_problem *problem, int column, int count, const int *indices,
                     const double *values);
/// indices as above, ascending.
int cglpk_delete_rows(cglpk_problem *problem, int count, const int *indices);
int cglpk_delete_columns(cglpk_problem *problem, int count, const int *indices);

int cglpk_row_bounds(cglpk_problem *problem, int row, double *lower, double *upper);

/// Solves the linear program from its basis by a CGLPK_METHOD. `seconds` is the time left, INFINITY
/// for no limit. An optimum keeps to the rows and bounds within 1e-5 of the largest term.
int cglpk_solve_lp(cglpk_problem *problem, int method, double seconds, int *outcome,
                   int *iterations);
/// The states in the basis, 0 to CGLPK_STATE_UPPER, by column and by row.
int cglpk_read_basis(cglpk_problem *problem, int *columns, int *rows);
int cglpk_set_basis(cglpk_problem *problem, const int *columns, const int *rows);
/// Objective; primal values and reduced costs by column; activities and duals by row.
int cglpk_read_lp(cglpk_problem *problem, double *objective, double *values, double *reduced_costs,
                  double *activities, double *duals);

typedef struct {
  /// Time left, INFINITY for no limit.
  double seconds;
  /// Most nodes, negative for no limit.
  int nodes;
  /// Stop when (incumbent - bound) / max(1, |incumbent|) is no larger.
  double relative_gap;
  /// Only solutions cheaper than this are looked for, INFINITY for all.
  double cutoff;
  /// Whether a solution with the cutoff as its objective is known, so that it counts for the gap.
  int cutoff_is_known;
  /// Whether objectives of integer solutions are whole numbers.
  int objective_is_integral;
  /// Whether GLPK's presolver goes first.
  int presolve;
} cglpk_mip_options;

typedef struct {
  int outcome;
  /// Whether `values` was written.
  int has_incumbent;
  /// No solution is cheaper than the least of this, the cutoff and the incumbent's objective; NAN
  /// when nothing is known.
  double bound;
  /// Relaxations solved in the tree.
  int nodes;
} cglpk_mip_result;

/// Solves the mixed-integer program; writes the incumbent to `values`, by column. `result` and
/// `values` hold what was known also when the call is aborted. The problem is used up.
int cglpk_solve_mip(cglpk_problem *problem, const cglpk_mip_options *options,
                    cglpk_mip_result *result, double *values);

/// Reads a written model and solves it, for tests of the writers: format 0 is LP, 1 free MPS.
int cglpk_solve_file(const char *path, int format, int *outcome, double *objective);

/// Most megabytes that GLPK may hold on this thread, for tests of the error path.
int cglpk_limit_memory(int megabytes);

#endif
