// SPDX-License-Identifier: GPL-3.0-or-later
//
// Building problems, and solving them as linear programs.

#include "guard.h"

#include <limits.h>
#include <math.h>

// MARK: - Building

int cglpk_create(cglpk_problem **problem) {
  CGLPK_GUARD;
  *problem = (cglpk_problem *)glp_create_prob();
  glp_set_obj_dir(CGLPK_OWN(*problem), GLP_MIN);
  return cglpk_leave();
}

int cglpk_set_constant(cglpk_problem *problem, double constant) {
  CGLPK_GUARD;
  glp_set_obj_coef(CGLPK_OWN(problem), 0, constant);
  return cglpk_leave();
}

int cglpk_add_rows(cglpk_problem *problem, int count) {
  CGLPK_GUARD;
  glp_add_rows(CGLPK_OWN(problem), count);
  return cglpk_leave();
}

int cglpk_add_columns(cglpk_problem *problem, int count) {
  CGLPK_GUARD;
  glp_add_cols(CGLPK_OWN(problem), count);
  return cglpk_leave();
}

// A double-bounded variable with equal bounds is an error to GLPK; a fixed one is not.
static int bounds_type(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

int cglpk_set_row_bounds(cglpk_problem *problem, int row, double lower, double upper) {
  CGLPK_GUARD;
  glp_set_row_bnds(CGLPK_OWN(problem), row, bounds_type(lower, upper), lower, upper);
  return cglpk_leave();
}

int cglpk_set_column_bounds(cglpk_problem *problem, int column, double lower, double upper) {
  CGLPK_GUARD;
  glp_set_col_bnds(CGLPK_OWN(problem), column, bounds_type(lower, upper), lower, upper);
  return cglpk_leave();
}

int cglpk_set_cost(cglpk_problem *problem, int column, double cost) {
  CGLPK_GUARD;
  glp_set_obj_coef(CGLPK_OWN(problem), column, cost);
  return cglpk_leave();
}

int cglpk_set_integer(cglpk_problem *problem, int column) {
  CGLPK_GUARD;
  glp_set_col_kind(CGLPK_OWN(problem), column, GLP_IV);
  return cglpk_leave();
}

int cglpk_set_row(cglpk_problem *problem, int row, int count, const int *indices,
                  const double *values) {
  CGLPK_GUARD;
  glp_set_mat_row(CGLPK_OWN(problem), row, count, indices, values);
  return cglpk_leave();
}

int cglpk_set_column(cglpk_problem *problem, int column, int count, const int *indices,
                     const double *values) {
  CGLPK_GUARD;
  glp_set_mat_col(CGLPK_OWN(problem), column, count, indices, values);
  return cglpk_leave();
}

// A basis has as many basic variables as rows. Without a basic column that is gone, a row's own
// variable takes its place; after an active row is gone there is one too many, and the next solve
// starts from a new basis.
static void complete_basis(glp_prob *problem) {
  int rows = glp_get_num_rows(problem), missing = rows;
  for (int row = 1; row <= rows; row++) missing -= glp_get_row_stat(problem, row) == GLP_BS;
  for (int column = 1; column <= glp_get_num_cols(problem); column++) {
    missing -= glp_get_col_stat(problem, column) == GLP_BS;
  }
  for (int row = 1; row <= rows && missing > 0; row++) {
    if (glp_get_row_stat(problem, row) == GLP_BS) continue;
    glp_set_row_stat(problem, row, GLP_BS);
    missing--;
  }
}

int cglpk_delete_rows(cglpk_problem *problem, int count, const int *indices) {
  CGLPK_GUARD;
  glp_del_rows(CGLPK_OWN(problem), count, indices);
  return cglpk_leave();
}

int cglpk_delete_columns(cglpk_problem *problem, int count, const int *indices) {
  CGLPK_GUARD;
  glp_del_cols(CGLPK_OWN(problem), count, indices);
  complete_basis(CGLPK_OWN(problem));
  return cglpk_leave();
}

int cglpk_row_bounds(cglpk_problem *problem, int row, double *lower, double *upper) {
  CGLPK_GUARD;
  // GLPK says -+DBL_MAX where there is no bound.
  *lower = glp_get_row_lb(CGLPK_OWN(problem), row);
  *upper = glp_get_row_ub(CGLPK_OWN(problem), row);
  return cglpk_leave();
}

// MARK: - Solving

// GLPK keeps to 1e-6 on what it works with, which is scaled and updated many times over; what it
// reports is held against the matrix itself.
static int is_accurate(glp_prob *problem) {
  const double tolerance = 1e-5;
  int rows = glp_get_num_rows(problem);
  // From GLPK's allocator: an error in between frees them, too.
  double *activities = glp_calloc(1 + rows, sizeof(double));
  double *sizes = glp_calloc(1 + rows, sizeof(double));
  double *values = glp_calloc(1 + rows, sizeof(double));
  int *indices = glp_calloc(1 + rows, sizeof(int));
  int is_close = 1;
  for (int row = 1; row <= rows; row++) activities[row] = 0, sizes[row] = 1;
  for (int column = 1; column <= glp_get_num_cols(problem); column++) {
    double value = glp_get_col_prim(problem, column);
    double slack = tolerance * fmax(1, fabs(value));
    // The comparisons are written so that a NaN fails them.
    if (!(value >= glp_get_col_lb(problem, column) - slack &&
          value <= glp_get_col_ub(problem, column) + slack)) {
      is_close = 0;
    }
    if (value == 0) continue;
    int count = glp_get_mat_col(problem, column, indices, values);
    for (int entry = 1; entry <= count; entry++) {
      double term = values[entry] * value;
      activities[indices[entry]] += term;
      if (fabs(term) > sizes[indices[entry]]) sizes[indices[entry]] = fabs(term);
    }
  }
  for (int row = 1; row <= rows; row++) {
    double slack = tolerance * sizes[row];
    if (!(activities[row] >= glp_get_row_lb(problem, row) - slack &&
          activities[row] <= glp_get_row_ub(problem, row) + slack)) {
      is_close = 0;
    }
  }
  glp_free(activities);
  glp_free(sizes);
  glp_free(values);
  glp_free(indices);
  return is_close;
}

// A fraction of a second's worth of iterations, so that cancellation is looked at. Counted, not timed: a
// slice's end changes the way the method goes on, and with it which of several optima it finds;
// that must not depend on the machine's speed.
static double slice_of(glp_prob *problem) {
  double size = (double)glp_get_num_rows(problem) + glp_get_num_cols(problem) + 1;
  return fmin(20000, fmax(200, 4e6 / size));
}

/// Another way to solve a program on which a method makes no headway: the method, with the basis and
/// the pricing rule to start from.
static int way_out(glp_prob *problem, int stalls, int *pricing) {
  *pricing = stalls % 4 < 2 ? GLP_PT_STD : GLP_PT_PSE;
  switch (stalls % 4) {
    case 0: return CGLPK_METHOD_PRIMAL;
    case 1: return CGLPK_METHOD_DUAL;
    case 2: glp_adv_basis(problem, 0); return CGLPK_METHOD_PRIMAL;
    default: glp_std_basis(problem); return CGLPK_METHOD_DUAL;
  }
}

int cglpk_simplex(glp_prob *problem, int method, double deadline) {
  int attempts = 0;
  double slice = slice_of(problem);
  // GLPK's simplex methods can go round in circles, through bases that all stand for one solution.
  // Far beyond what a program of this size takes, another way is tried, and with ever more patience.
  int stalls = 0;
  int is_doubted = 0;
  int pricing = GLP_PT_PSE;
  double patience = 5000 + 10.0 * (glp_get_num_rows(problem) + glp_get_num_cols(problem));
  double spent = 0;
  for (;;) {
    if (cglpk_is_cancelled()) return CGLPK_LP_CANCELLED;
    double left = deadline - cglpk_now();
    if (!(left > 0)) return CGLPK_LP_TIME;
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = cglpk_message_level();
    control.meth = method == CGLPK_METHOD_PRIMAL ? GLP_PRIMAL : GLP_DUALP;
    // Over boxed columns the long-step ratio test is worth a factor of ten and more; after added
    // rows it is a loss (docs/solver.md).
    control.r_test = method == CGLPK_METHOD_LONG_STEP_DUAL ? GLP_RT_FLIP : GLP_RT_HAR;
    control.tm_lim = left < 1e6 ? (int)(1000 * left) + 1 : INT_MAX;
    control.it_lim = (int)fmin(slice, patience);
    control.pricing = pricing;
    int before = glp_get_it_cnt(problem);
    int code = glp_simplex(problem, &control);
    spent += glp_get_it_cnt(problem) - before;
    if (code == GLP_ETMLIM) continue;
    if (code == GLP_EITLIM && spent >= patience) {
      method = way_out(problem, stalls, &pricing);
      stalls++;
      spent = 0;
      if (stalls % 4 == 0) patience *= 4;
      continue;
    }
    if (code == GLP_EITLIM) {
      // Growing slices end also where each new start undoes some of the progress.
      slice = fmin(1e9, slice * 1.25);
      continue;
    }
    if (code == 0) {
      switch (glp_get_status(problem)) {
        case GLP_OPT:
          if (is_accurate(problem)) return CGLPK_LP_OPTIMAL;
          break;
        case GLP_NOFEAS:
          // A basis gone bad can make a method believe that; only one that began anew is believed.
          if (is_doubted) return CGLPK_LP_INFEASIBLE;
          is_doubted = 1;
          glp_std_basis(problem);
          method = CGLPK_METHOD_PRIMAL;
          continue;
        case GLP_UNBND: return CGLPK_LP_UNBOUNDED;
        default: break;
      }
    }
    // First the primal method from where the dual one stands: it can tell unbounded from
    // infeasible. Then, or for a basis that cannot be factorized, anew: from a crash basis by the
    // primal method, from the rows' own basis by the dual.
    attempts++;
    if (attempts == 1 && code == 0 && method != CGLPK_METHOD_PRIMAL) {
      method = CGLPK_METHOD_PRIMAL;
    } else if (attempts <= 2) {
      glp_adv_basis(problem, 0);
      method = CGLPK_METHOD_PRIMAL;
      attempts = 2;
    } else if (attempts == 3) {
      glp_std_basis(problem);
      method = CGLPK_METHOD_DUAL;
    } else {
      return CGLPK_LP_FAILED;
    }
  }
}

int cglpk_solve_lp(cglpk_problem *problem, int method, double seconds, int *outcome,
                   int *iterations) {
  CGLPK_GUARD;
  int before = glp_get_it_cnt(CGLPK_OWN(problem));
  *outcome = cglpk_simplex(CGLPK_OWN(problem), method, cglpk_now() + seconds);
  *iterations = glp_get_it_cnt(CGLPK_OWN(problem)) - before;
  return cglpk_leave();
}

static int state_of(int status) {
  switch (status) {
    case GLP_BS: return CGLPK_STATE_BASIC;
    case GLP_NU: return CGLPK_STATE_UPPER;
    default: return CGLPK_STATE_LOWER;
  }
}

// GLPK puts a status right that does not suit the bounds.
static int status_of(int state) {
  switch (state) {
    case CGLPK_STATE_BASIC: return GLP_BS;
    case CGLPK_STATE_UPPER: return GLP_NU;
    default: return GLP_NL;
  }
}

int cglpk_read_basis(cglpk_problem *problem, int *columns, int *rows) {
  CGLPK_GUARD;
  glp_prob *own = CGLPK_OWN(problem);
  for (int column = 1; column <= glp_get_num_cols(own); column++) {
    columns[column - 1] = state_of(glp_get_col_stat(own, column));
  }
  for (int row = 1; row <= glp_get_num_rows(own); row++) {
    rows[row - 1] = state_of(glp_get_row_stat(own, row));
  }
  return cglpk_leave();
}

int cglpk_set_basis(cglpk_problem *problem, const int *columns, const int *rows) {
  CGLPK_GUARD;
  glp_prob *own = CGLPK_OWN(problem);
  for (int column = 1; column <= glp_get_num_cols(own); column++) {
    glp_set_col_stat(own, column, status_of(columns[column - 1]));
  }
  for (int row = 1; row <= glp_get_num_rows(own); row++) {
    glp_set_row_stat(own, row, status_of(rows[row - 1]));
  }
  return cglpk_leave();
}

int cglpk_read_lp(cglpk_problem *problem, double *objective, double *values, double *reduced_costs,
                  double *activities, double *duals) {
  CGLPK_GUARD;
  glp_prob *own = CGLPK_OWN(problem);
  *objective = glp_get_obj_val(own);
  for (int column = 1; column <= glp_get_num_cols(own); column++) {
    values[column - 1] = glp_get_col_prim(own, column);
    reduced_costs[column - 1] = glp_get_col_dual(own, column);
  }
  for (int row = 1; row <= glp_get_num_rows(own); row++) {
    activities[row - 1] = glp_get_row_prim(own, row);
    duals[row - 1] = glp_get_row_dual(own, row);
  }
  return cglpk_leave();
}
