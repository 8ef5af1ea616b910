// SPDX-License-Identifier: GPL-3.0-or-later
//
// Branch and bound over GLPK's, with limits, a cutoff and a record of what is known.

#include "guard.h"

#include <limits.h>
#include <math.h>

typedef struct {
  glp_prob *original;
  /// The presolver's workspace; NULL when the original problem itself is searched.
  glp_prep *prep;
  /// How many columns of the original are asked for.
  int columns;
  /// The column of the searched problem that carries the cutoff.
  int cutoff_column;
  const cglpk_mip_options *options;
  double deadline;
  /// The objective to beat: the cutoff, then that of the incumbent.
  double best;
  double next_progress;
  int stop;
  cglpk_mip_result *result;
  double *values;
} search_state;

static int has_solution(glp_prob *problem) {
  int status = glp_mip_status(problem);
  return status == GLP_FEAS || status == GLP_OPT;
}

// Copies a new incumbent out, in terms of the original problem. GLPK calls back for some new
// incumbents only, so it is asked at every occasion. Works on a copy: the presolver wants a problem
// without the cutoff's column, and the search goes on in its own. Returns whether there was one.
static int record_incumbent(search_state *state, glp_prob *searched) {
  if (!has_solution(searched) || glp_mip_col_val(searched, state->cutoff_column) != 0) return 0;
  double objective = glp_mip_obj_val(searched);
  double limit = isinf(state->best) ? state->best : state->best - 1e-9 * fmax(1, fabs(state->best));
  if (!(objective < limit)) return 0;
  glp_prob *source = searched;
  glp_prob *copy = NULL;
  if (state->prep) {
    copy = glp_create_prob();
    glp_copy_prob(copy, searched, GLP_OFF);
    int last[] = {0, state->cutoff_column};
    glp_del_cols(copy, 1, last);
    glp_npp_postprocess(state->prep, copy);
    glp_npp_obtain_sol(state->prep, state->original);
    source = state->original;
  }
  for (int column = 1; column <= state->columns; column++) {
    state->values[column - 1] = glp_mip_col_val(source, column);
  }
  if (copy) glp_delete_prob(copy);
  state->result->has_incumbent = 1;
  state->best = objective;
  return 1;
}

// The objective from which on the search may leave solutions out. With whole objectives, less than
// the best is at least 1 less; GLPK itself rounds only where costs show it, and not before it has
// solved a relaxation. Beyond 1e8, its doubles leave no room for the step.
static double limit_of_interest(const search_state *state) {
  if (!state->options->objective_is_integral || !(fabs(state->best) < 1e8)) return state->best;
  return ceil(state->best - 1e-6) - 0.999;
}

// GLPK has no cutoff, but prunes by its incumbent, whose rows it does not check: a point that is
// zero but for a column of cost 1, which no row and no relaxation uses, has the limit as its
// objective. The column also tells such a point from a solution.
static void set_cutoff(search_state *state, glp_tree *tree) {
  glp_prob *searched = glp_ios_get_prob(tree);
  double limit = limit_of_interest(state);
  if (isinf(limit) || (has_solution(searched) && glp_mip_obj_val(searched) <= limit)) return;
  double constant = glp_get_obj_coef(searched, 0);
  if (limit == constant) limit += 1e-9;
  int columns = glp_get_num_cols(searched);
  double *point = glp_calloc(1 + columns, sizeof(double));
  for (int column = 0; column <= columns; column++) point[column] = 0;
  point[state->cutoff_column] = limit - constant;
  glp_ios_heur_sol(tree, point);
  glp_free(point);
}

// Whether the bound leaves nothing better to be found, or nothing better by more than the gap.
static int is_proven(const search_state *state) {
  double bound = state->result->bound;
  if (isnan(bound) || isinf(state->best)) return 0;
  if (state->options->objective_is_integral &&
      ceil(bound - 1e-6 * fmax(1, fabs(bound))) >= state->best - 1e-6) {
    return 1;
  }
  if (!state->result->has_incumbent && !state->options->cutoff_is_known) return 0;
  double gap = (state->best - bound) / fmax(1, fabs(state->best));
  return state->options->relative_gap > 0 && gap <= state->options->relative_gap;
}

static int limit_reached(const search_state *state) {
  if (cglpk_is_cancelled()) return CGLPK_MIP_CANCELLED;
  return cglpk_now() >= state->deadline ? CGLPK_MIP_TIME : 0;
}

// Asked when a relaxation within the tree takes long. What is known is in the result already.
static int leave_long_relaxation(void *info) {
  const search_state *state = info;
  return limit_reached(state);
}

static void report(search_state *state, int is_new) {
  const cglpk_callbacks *callbacks = cglpk_this.callbacks;
  if (!callbacks || !callbacks->progress) return;
  double time = cglpk_now();
  if (!is_new && time < state->next_progress) return;
  state->next_progress = time + 0.1;
  callbacks->progress(callbacks->context, state->result->has_incumbent ? state->best : NAN,
                      state->result->bound, state->result->nodes);
}

static void search_callback(glp_tree *tree, void *info) {
  search_state *state = info;
  int reason = glp_ios_reason(tree);
  if (reason != GLP_ISELECT && reason != GLP_IPREPRO && reason != GLP_IBINGO &&
      reason != GLP_IHEUR) {
    return;
  }
  int is_new = record_incumbent(state, glp_ios_get_prob(tree));
  if (reason == GLP_IHEUR) set_cutoff(state, tree);
  if (reason == GLP_ISELECT) {
    // The bound can be asked for only while the tree lives.
    int node = glp_ios_best_node(tree);
    double bound = node == 0 ? -INFINITY : glp_ios_node_bound(tree, node);
    if (bound > -1e300 && !(bound <= state->result->bound)) state->result->bound = bound;
  }
  report(state, is_new);
  int is_done = is_proven(state);
  int stop = CGLPK_MIP_OPTIMAL;
  if (!is_done) {
    stop = limit_reached(state);
    is_done = stop != 0;
  }
  if (!is_done && reason == GLP_IPREPRO) {
    if (state->options->nodes >= 0 && state->result->nodes >= state->options->nodes) {
      stop = CGLPK_MIP_NODES;
      is_done = 1;
    } else {
      state->result->nodes++;
    }
  }
  if (is_done) {
    state->stop = stop;
    glp_ios_terminate(tree);
  }
}

static int search(glp_prob *problem, search_state *state) {
  const cglpk_mip_options *options = state->options;
  glp_prob *searched = problem;
  if (options->presolve) {
    // GLPK's own presolve inside glp_intopt leaves the root relaxation without limits and hides
    // the columns from the callback, so it is called by hand. The hard tests are left out: they
    // cost twice the time and changed nothing on the models measured.
    state->prep = glp_npp_alloc_wksp();
    glp_npp_load_prob(state->prep, problem, GLP_MIP, GLP_OFF);
    int code = glp_npp_preprocess1(state->prep, 0);
    if (code == GLP_ENOPFS) return CGLPK_MIP_INFEASIBLE;
    if (code == GLP_ENODFS) return CGLPK_MIP_UNBOUNDED;
    if (code != 0) return CGLPK_MIP_FAILED;
    searched = glp_create_prob();
    glp_npp_build_prob(state->prep, searched);
  }
  if (glp_get_num_cols(searched) > 0) {
    glp_scale_prob(searched, GLP_SF_AUTO);
    glp_adv_basis(searched, 0);
  }
  switch (cglpk_simplex(searched, CGLPK_METHOD_LONG_STEP_DUAL, state->deadline)) {
    case CGLPK_LP_OPTIMAL: break;
    case CGLPK_LP_INFEASIBLE: return CGLPK_MIP_INFEASIBLE;
    case CGLPK_LP_UNBOUNDED: return CGLPK_MIP_UNBOUNDED;
    case CGLPK_LP_TIME: return CGLPK_MIP_TIME;
    case CGLPK_LP_CANCELLED: return CGLPK_MIP_CANCELLED;
    default: return CGLPK_MIP_FAILED;
  }
  state->result->bound = glp_get_obj_val(searched);
  // Fixed at zero and in no row: the relaxation stays solved. It also spares GLPK's search a
  // problem without columns, which it does not take.
  state->cutoff_column = glp_add_cols(searched, 1);
  glp_set_obj_coef(searched, state->cutoff_column, 1);

  double left = state->deadline - cglpk_now();
  glp_iocp control;
  glp_init_iocp(&control);
  control.msg_lev = cglpk_message_level();
  control.out_dly = 1000;  // From when on a long relaxation calls the terminal hook, and the watch.
  control.bt_tech = GLP_BT_DFS;
  // GLPK takes differences below tol_obj times the objective for none; whole ones must not be.
  if (options->objective_is_integral) control.tol_obj = 1e-9;
  control.tm_lim = left < 1e6 ? (int)(1000 * fmax(0, left)) + 1 : INT_MAX;
  control.cb_func = search_callback;
  control.cb_info = state;
  cglpk_this.watch_info = state;
  cglpk_this.watch = leave_long_relaxation;
  int code = glp_intopt(searched, &control);
  cglpk_this.watch = NULL;
  record_incumbent(state, searched);
  if (code == GLP_ESTOP) return state->stop;
  if (code == GLP_ETMLIM) return CGLPK_MIP_TIME;
  if (code != 0) return CGLPK_MIP_FAILED;
  // The tree is empty: nothing is better than what was to be beaten.
  if (!isinf(state->best)) state->result->bound = state->best;
  return has_solution(searched) ? CGLPK_MIP_OPTIMAL : CGLPK_MIP_INFEASIBLE;
}

int cglpk_solve_mip(cglpk_problem *problem, const cglpk_mip_options *options,
                    cglpk_mip_result *result, double *values) {
  *result = (cglpk_mip_result){.outcome = CGLPK_MIP_FAILED, .bound = NAN};
  if (!cglpk_can_enter()) return CGLPK_ABORTED;
  switch (_setjmp(cglpk_this.jump)) {
    case 0: break;
    case CGLPK_JUMP_WATCH: {
      // Left from within a relaxation: what GLPK holds is lost, what was recorded is not.
      result->outcome = cglpk_this.watch_answer;
      cglpk_fail();
      return CGLPK_OK;
    }
    default: return cglpk_fail();
  }
  cglpk_this.is_armed = 1;
  search_state state = {
      .original = CGLPK_OWN(problem),
      .columns = glp_get_num_cols(CGLPK_OWN(problem)),
      .options = options,
      .deadline = cglpk_now() + options->seconds,
      .best = options->cutoff,
      .result = result,
      .values = values,
  };
  result->outcome = search(CGLPK_OWN(problem), &state);
  return cglpk_leave();
}
