// SPDX-License-Identifier: GPL-3.0-or-later

#include "guard.h"

int cglpk_solve_file(const char *path, int format, int *outcome, double *objective) {
  CGLPK_GUARD;
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
  return cglpk_leave();
}
