// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of the shim share: the state of this thread, and the way back from GLPK's errors.

#ifndef CGLPK_GUARD_H
#define CGLPK_GUARD_H

#include "cglpk.h"

#include <glpk.h>
#include <setjmp.h>

/// Asked whenever GLPK says something during a search; non-zero (how the search ends) leaves it.
typedef int (*cglpk_watch)(void *info);

/// GLPK keeps its environment per thread, so does the shim.
typedef struct {
  jmp_buf jump;
  /// Whether `jump` may be taken: a guarded call is under way.
  int is_armed;
  /// The number of the session, 0 outside any.
  int session;
  /// Whether GLPK has failed, so that nothing is left to work with.
  int is_broken;
  const cglpk_callbacks *callbacks;
  cglpk_watch watch;
  void *watch_info;
  /// What `watch` answered when it ended the search.
  int watch_answer;
  char message[512];
} cglpk_thread;

extern _Thread_local cglpk_thread cglpk_this;

/// What comes back through `jump`.
enum { CGLPK_JUMP_ERROR = 1, CGLPK_JUMP_WATCH = 2 };

int cglpk_can_enter(void);
int cglpk_leave(void);
/// Frees all that GLPK holds for this thread, the only way on after an error.
int cglpk_fail(void);
int cglpk_is_cancelled(void);
/// Seconds of a clock that never goes back.
double cglpk_now(void);
int cglpk_message_level(void);

// Every entry point starts with it. setjmp must be called in the frame that longjmp returns to;
// the underscored ones leave the signal mask alone, which would cost a system call each.
#define CGLPK_GUARD                                     \
  if (!cglpk_can_enter()) return CGLPK_ABORTED;         \
  if (_setjmp(cglpk_this.jump)) return cglpk_fail();    \
  cglpk_this.is_armed = 1

#define CGLPK_OWN(problem) ((glp_prob *)(problem))

/// Solves a linear program in slices; see linear.c.
int cglpk_simplex(glp_prob *problem, int method, double deadline);

#endif
