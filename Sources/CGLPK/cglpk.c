// SPDX-License-Identifier: GPL-3.0-or-later

#include "cglpk.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// GLPK keeps its environment per thread, so does this file.
static _Thread_local struct {
  jmp_buf jump;
  int is_armed;
  int is_broken;
  const cglpk_callbacks *callbacks;
  char message[512];
} thread_state;

// MARK: - Errors and output

static int terminal_hook(void *info, const char *text) {
  (void)info;
  if (glp_at_error()) {
    size_t length = strlen(thread_state.message);
    snprintf(thread_state.message + length, sizeof thread_state.message - length, "%s", text);
  } else if (thread_state.callbacks && thread_state.callbacks->log) {
    thread_state.callbacks->log(thread_state.callbacks->context, text);
  }
  return 1;  // Nothing goes to stdout.
}

static void error_hook(void *info) {
  (void)info;
  if (thread_state.is_armed) longjmp(thread_state.jump, 1);
  // Not inside a guarded call: there is nowhere to return to, and GLPK aborts.
}

static int fail(void) {
  thread_state.is_armed = 0;
  thread_state.is_broken = 1;
  // The environment is in an error state; freeing it also frees all problems of this thread.
  glp_free_env();
  return CGLPK_ABORTED;
}

static int leave(void) {
  thread_state.is_armed = 0;
  return CGLPK_OK;
}

// Every entry point starts with it. setjmp must be called in the frame that longjmp returns to.
#define GUARD                                         \
  if (thread_state.is_broken) return CGLPK_ABORTED;   \
  if (setjmp(thread_state.jump)) return fail();       \
  thread_state.is_armed = 1

#define PROBLEM(problem) ((glp_prob *)(problem))

const char *cglpk_version(void) { return glp_version(); }

const char *cglpk_message(void) { return thread_state.message; }

int cglpk_begin(const cglpk_callbacks *callbacks) {
  thread_state.is_broken = 0;
  thread_state.is_armed = 0;
  thread_state.callbacks = callbacks;
  thread_state.message[0] = '\0';
  glp_init_env();
  glp_error_hook(error_hook, NULL);
  glp_term_hook(terminal_hook, NULL);
  return CGLPK_OK;
}

void cglpk_end(void) {
  if (!thread_state.is_broken) glp_free_env();
  thread_state.callbacks = NULL;
  thread_state.is_broken = 1;
}

int cglpk_limit_memory(int megabytes) {
  GUARD;
  glp_mem_limit(megabytes);
  return leave();
}

static int is_cancelled(void) {
  const cglpk_callbacks *callbacks = thread_state.callbacks;
  return callbacks && callbacks->is_cancelled && callbacks->is_cancelled(callbacks->context);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int message_level(void) {
  return thread_state.callbacks && thread_state.callbacks->log ? GLP_MSG_ALL : GLP_MSG_OFF;
}

// MARK: - Building

int cglpk_create(cglpk_problem **problem) {
  GUARD;
  *problem = (cglpk_problem *)glp_create_prob();
  glp_set_obj_dir(PROBLEM(*problem), GLP_MIN);
  return leave();
}

int cglpk_set_constant(cglpk_problem *problem, double constant) {
  GUARD;
  glp_set_obj_coef(PROBLEM(problem), 0, constant);
  return leave();
}

int cglpk_add_rows(cglpk_problem *problem, int count) {
  GUARD;
  glp_add_rows(PROBLEM(problem), count);
  return leave();
}

int cglpk_add_columns(cglpk_problem *problem, int count) {
  GUARD;
  glp_add_cols(PROBLEM(problem), count);
  return leave();
}

// A double-bounded variable with equal bounds is an error to GLPK; a fixed one is not.
static int bounds_type(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

int cglpk_set_row_bounds(cglpk_problem *problem, int row, double lower, double upper) {
  GUARD;
  glp_set_row_bnds(PROBLEM(problem), row, bounds_type(lower, upper), lower, upper);
  return leave();
}

int cglpk_set_column_bounds(cglpk_problem *problem, int column, double lower, double upper) {
  GUARD;
  glp_set_col_bnds(PROBLEM(problem), column, bounds_type(lower, upper), lower, upper);
  return leave();
}

int cglpk_set_cost(cglpk_problem *problem, int column, double cost) {
  GUARD;
  glp_set_obj_coef(PROBLEM(problem), column, cost);
  return leave();
}

int cglpk_set_integer(cglpk_problem *problem, int column) {
  GUARD;
  glp_set_col_kind(PROBLEM(problem), column, GLP_IV);
  return leave();
}

int cglpk_set_row(cglpk_problem *problem, int row, int count, const int *indices,
                  const double *values) {
  GUARD;
  glp_set_mat_row(PROBLEM(problem), row, count, indices, values);
  return leave();
}

int cglpk_set_column(cglpk_problem *problem, int column, int count, const int *indices,
                     const double *values) {
  GUARD;
  glp_set_mat_col(PROBLEM(problem), column, count, indices, values);
  return leave();
}

int cglpk_delete_rows(cglpk_problem *problem, int count, const int *indices) {
  GUARD;
  glp_del_rows(PROBLEM(problem), count, indices);
  return leave();
}

int cglpk_delete_columns(cglpk_problem *problem, int count, const int *indices) {
  GUARD;
  glp_del_cols(PROBLEM(problem), count, indices);
  return leave();
}

// MARK: - Linear programs

int cglpk_row_bounds(cglpk_problem *problem, int row, double *lower, double *upper) {
  GUARD;
  // GLPK says -+DBL_MAX where there is no bound.
  *lower = glp_get_row_lb(PROBLEM(problem), row);
  *upper = glp_get_row_ub(PROBLEM(problem), row);
  return leave();
}

// The simplex method has no callback: it runs in slices of a second, which costs nothing
// measurable, and between them time and cancellation are looked at.
static int simplex(glp_prob *problem, int method, double deadline) {
  int attempts = 0;
  for (;;) {
    if (is_cancelled()) return CGLPK_LP_CANCELLED;
    double left = deadline - now();
    if (left <= 0) return CGLPK_LP_TIME;
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = message_level();
    control.meth = method;
    control.tm_lim = left < 1 ? (int)(1000 * left) + 1 : 1000;
    int code = glp_simplex(problem, &control);
    if (code == GLP_ETMLIM) continue;
    if (code == 0) {
      switch (glp_get_status(problem)) {
        case GLP_OPT: return CGLPK_LP_OPTIMAL;
        case GLP_NOFEAS: return CGLPK_LP_INFEASIBLE;
        case GLP_UNBND: return CGLPK_LP_UNBOUNDED;
        default: break;
      }
    }
    // A basis that cannot be factorized, or a method that lost its way: start anew, first with a
    // crash basis and the primal method, then with the standard one and the dual.
    if (++attempts > 2) return CGLPK_LP_FAILED;
    if (attempts == 1) {
      glp_adv_basis(problem, 0);
      method = GLP_PRIMAL;
    } else {
      glp_std_basis(problem);
      method = GLP_DUALP;
    }
  }
}

int cglpk_solve_lp(cglpk_problem *problem, int prefers_dual, double seconds, int *outcome,
                   int *iterations) {
  GUARD;
  int before = glp_get_it_cnt(PROBLEM(problem));
  *outcome = simplex(PROBLEM(problem), prefers_dual ? GLP_DUALP : GLP_PRIMAL, now() + seconds);
  *iterations = glp_get_it_cnt(PROBLEM(problem)) - before;
  return leave();
}

int cglpk_read_lp(cglpk_problem *problem, double *objective, double *values, double *reduced_costs,
                  double *activities, double *duals) {
  GUARD;
  glp_prob *own = PROBLEM(problem);
  *objective = glp_get_obj_val(own);
  for (int column = 1; column <= glp_get_num_cols(own); column++) {
    values[column - 1] = glp_get_col_prim(own, column);
    reduced_costs[column - 1] = glp_get_col_dual(own, column);
  }
  for (int row = 1; row <= glp_get_num_rows(own); row++) {
    activities[row - 1] = glp_get_row_prim(own, row);
    duals[row - 1] = glp_get_row_dual(own, row);
  }
  return leave();
}

// MARK: - Mixed-integer programs

typedef struct {
  double deadline;
  int node_limit;
  double *start;  // By column of the presolved problem, from its second place on; or NULL.
  double bound;
  int nodes;
  int stop;
} search_state;

static void search_callback(glp_tree *tree, void *info) {
  search_state *state = info;
  glp_prob *problem = glp_ios_get_prob(tree);
  // The bound can be asked for only while the tree lives. An empty tree has no best node.
  int best = glp_ios_best_node(tree);
  if (best != 0) {
    double bound = glp_ios_node_bound(tree, best);
    if (bound > -1e300) state->bound = bound;
  }
  int active, count, total;
  glp_ios_tree_size(tree, &active, &count, &total);
  state->nodes = total;
  if (state->start && glp_ios_reason(tree) == GLP_IHEUR) {
    glp_ios_heur_sol(tree, state->start);
    state->start = NULL;
  }
  const cglpk_callbacks *callbacks = thread_state.callbacks;
  if (callbacks && callbacks->progress && glp_ios_reason(tree) == GLP_ISELECT) {
    double incumbent = glp_mip_status(problem) == GLP_FEAS ? glp_mip_obj_val(problem) : NAN;
    callbacks->progress(callbacks->context, incumbent, state->bound, total);
  }
  if (is_cancelled()) {
    state->stop = CGLPK_MIP_CANCELLED;
  } else if (now() >= state->deadline) {
    state->stop = CGLPK_MIP_TIME;
  } else if (state->node_limit >= 0 && total > state->node_limit) {
    state->stop = CGLPK_MIP_NODES;
  }
  if (state->stop) glp_ios_terminate(tree);
}

// The start in terms of the presolved problem, whose columns carry the numbers of the original
// ones as names; NULL when presolve has left no room for it.
static double *reduced_start(glp_prob *reduced, const double *start) {
  int columns = glp_get_num_cols(reduced);
  double *values = malloc(sizeof(double) * (size_t)(columns + 1));
  if (!values) return NULL;
  for (int column = 1; column <= columns; column++) {
    const char *name = glp_get_col_name(reduced, column);
    values[column] = name ? start[atoi(name) - 1] : NAN;
    if (!(values[column] >= glp_get_col_lb(reduced, column) - 1e-9 &&
          values[column] <= glp_get_col_ub(reduced, column) + 1e-9)) {
      free(values);
      return NULL;
    }
    if (glp_get_col_kind(reduced, column) != GLP_CV) values[column] = round(values[column]);
  }
  int *indices = malloc(sizeof(int) * (size_t)(columns + 1));
  double *coefficients = malloc(sizeof(double) * (size_t)(columns + 1));
  int fits = indices && coefficients;
  for (int row = 1; fits && row <= glp_get_num_rows(reduced); row++) {
    int count = glp_get_mat_row(reduced, row, indices, coefficients);
    double activity = 0, size = 1;
    for (int entry = 1; entry <= count; entry++) {
      activity += coefficients[entry] * values[indices[entry]];
      size += fabs(coefficients[entry] * values[indices[entry]]);
    }
    // Lower and upper bounds read as -+DBL_MAX where there is none.
    fits = activity >= glp_get_row_lb(reduced, row) - 1e-9 * size &&
           activity <= glp_get_row_ub(reduced, row) + 1e-9 * size;
  }
  free(indices);
  free(coefficients);
  if (fits) return values;
  free(values);
  return NULL;
}

// What the search holds on the C heap; freed by the caller also when GLPK fails within.
typedef struct {
  double *start;
} search_memory;

static int search(glp_prob *problem, const cglpk_mip_options *options, cglpk_mip_result *result,
                  double *values, search_memory *memory) {
  double deadline = now() + options->seconds;
  for (int column = 1; column <= glp_get_num_cols(problem); column++) {
    char name[16];
    snprintf(name, sizeof name, "%d", column);
    glp_set_col_name(problem, column, name);
  }
  // GLPK's own presolve inside glp_intopt would hide the columns from a start and leave the root
  // relaxation without a limit, so it is called by hand (docs/solver.md).
  glp_prep *prep = glp_npp_alloc_wksp();
  glp_npp_load_prob(prep, problem, GLP_MIP, GLP_ON);
  int code = glp_npp_preprocess1(prep, GLP_ON);
  if (code == GLP_ENOPFS) return CGLPK_MIP_INFEASIBLE;
  if (code == GLP_ENODFS) return CGLPK_MIP_UNBOUNDED;
  if (code != 0) return CGLPK_MIP_FAILED;
  glp_prob *reduced = glp_create_prob();
  glp_npp_build_prob(prep, reduced);

  int has_columns = glp_get_num_cols(reduced) > 0;
  if (options->start && has_columns) memory->start = reduced_start(reduced, options->start);
  if (has_columns) glp_scale_prob(reduced, GLP_SF_AUTO);
  if (has_columns) glp_adv_basis(reduced, 0);
  switch (simplex(reduced, GLP_DUALP, deadline)) {
    case CGLPK_LP_OPTIMAL: break;
    case CGLPK_LP_INFEASIBLE: return CGLPK_MIP_INFEASIBLE;
    case CGLPK_LP_UNBOUNDED: return CGLPK_MIP_UNBOUNDED;
    case CGLPK_LP_TIME: return CGLPK_MIP_TIME;
    case CGLPK_LP_CANCELLED: return CGLPK_MIP_CANCELLED;
    default: return CGLPK_MIP_FAILED;
  }
  search_state state = {
      .deadline = deadline,
      .node_limit = options->nodes,
      .start = memory->start,
      .bound = glp_get_obj_val(reduced),
  };
  glp_iocp control;
  glp_init_iocp(&control);
  control.msg_lev = message_level();
  control.bt_tech = GLP_BT_DFS;
  control.mip_gap = options->relative_gap;
  control.cb_func = search_callback;
  control.cb_info = &state;
  code = glp_intopt(reduced, &control);
  result->nodes = state.nodes;
  result->bound = state.bound;
  int status = glp_mip_status(reduced);
  if (status == GLP_OPT || status == GLP_FEAS) {
    glp_npp_postprocess(prep, reduced);
    glp_npp_obtain_sol(prep, problem);
    result->has_incumbent = 1;
    result->objective = glp_mip_obj_val(problem);
    for (int column = 1; column <= glp_get_num_cols(problem); column++) {
      values[column - 1] = glp_mip_col_val(problem, column);
    }
  }
  if (code == GLP_ESTOP) return state.stop;
  if (code == GLP_EMIPGAP) return CGLPK_MIP_OPTIMAL;
  if (code != 0) return CGLPK_MIP_FAILED;
  if (status == GLP_OPT) {
    result->bound = result->objective;
    return CGLPK_MIP_OPTIMAL;
  }
  return status == GLP_NOFEAS ? CGLPK_MIP_INFEASIBLE : CGLPK_MIP_FAILED;
}

int cglpk_solve_mip(cglpk_problem *problem, const cglpk_mip_options *options,
                    cglpk_mip_result *result, double *values) {
  *result = (cglpk_mip_result){.outcome = CGLPK_MIP_FAILED, .bound = NAN};
  if (thread_state.is_broken) return CGLPK_ABORTED;
  search_memory *memory = calloc(1, sizeof *memory);
  if (!memory) return CGLPK_OK;
  if (setjmp(thread_state.jump)) {
    free(memory->start);
    free(memory);
    return fail();
  }
  thread_state.is_armed = 1;
  result->outcome = search(PROBLEM(problem), options, result, values, memory);
  free(memory->start);
  free(memory);
  return leave();
}

int cglpk_solve_file(const char *path, int format, int *outcome, double *objective) {
  GUARD;
  *outcome = CGLPK_MIP_FAILED;
  glp_prob *problem = glp_create_prob();
  int code = format == 0 ? glp_read_lp(problem, NULL, path)
                         : glp_read_mps(problem, GLP_MPS_FILE, NULL, path);
  if (code == 0) {
    glp_iocp control;
    glp_init_iocp(&control);
    control.msg_lev = GLP_MSG_OFF;
    control.presolve = GLP_ON;
    code = glp_intopt(problem, &control);
    if (code == GLP_ENOPFS) *outcome = CGLPK_MIP_INFEASIBLE;
    if (code == 0 && glp_mip_status(problem) == GLP_NOFEAS) *outcome = CGLPK_MIP_INFEASIBLE;
    if (code == 0 && glp_mip_status(problem) == GLP_OPT) {
      *outcome = CGLPK_MIP_OPTIMAL;
      *objective = glp_mip_obj_val(problem);
    }
  }
  return leave();
}
