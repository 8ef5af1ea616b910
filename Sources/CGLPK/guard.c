// SPDX-License-Identifier: GPL-3.0-or-later

#include "guard.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

_Thread_local cglpk_thread cglpk_this;

static int terminal_hook(void *info, const char *text) {
  (void)info;
  const cglpk_callbacks *callbacks = cglpk_this.callbacks;
  if (glp_at_error()) {
    size_t length = strlen(cglpk_this.message);
    snprintf(cglpk_this.message + length, sizeof cglpk_this.message - length, "%s", text);
    return 1;
  }
  if (callbacks && callbacks->log) callbacks->log(callbacks->context, text);
  // The simplex method has no callback but this: it speaks now and then when it takes long.
  if (cglpk_this.watch && cglpk_this.is_armed) {
    cglpk_this.watch_answer = cglpk_this.watch(cglpk_this.watch_info);
    if (cglpk_this.watch_answer) _longjmp(cglpk_this.jump, CGLPK_JUMP_WATCH);
  }
  return 1;  // Nothing goes to stdout.
}

static void error_hook(void *info) {
  (void)info;
  // All calls are guarded, so there is a place to return to; only C frames lie between.
  if (cglpk_this.is_armed) _longjmp(cglpk_this.jump, CGLPK_JUMP_ERROR);
}

int cglpk_can_enter(void) {
  if (cglpk_this.session == 0) {
    // On a thread without a session there would be no hook, and an error would end the process.
    snprintf(cglpk_this.message, sizeof cglpk_this.message, "called outside of a session");
    return 0;
  }
  return !cglpk_this.is_broken && !cglpk_this.is_armed;
}

int cglpk_leave(void) {
  cglpk_this.is_armed = 0;
  cglpk_this.watch = NULL;
  return CGLPK_OK;
}

int cglpk_fail(void) {
  cglpk_leave();
  cglpk_this.is_broken = 1;
  glp_free_env();
  return CGLPK_ABORTED;
}

int cglpk_begin(const cglpk_callbacks *callbacks) {
  static atomic_int last_session;
  if (cglpk_this.session != 0) return CGLPK_ABORTED;
  memset(&cglpk_this, 0, sizeof cglpk_this);
  if (glp_init_env() > 1) {  // 1 is: was initialized before.
    snprintf(cglpk_this.message, sizeof cglpk_this.message, "no memory for GLPK");
    return CGLPK_ABORTED;
  }
  // Hooks belong to the environment, and the environment to the thread.
  glp_error_hook(error_hook, NULL);
  glp_term_hook(terminal_hook, NULL);
  cglpk_this.callbacks = callbacks;
  do {
    cglpk_this.session = ++last_session;
  } while (cglpk_this.session == 0);
  return CGLPK_OK;
}

void cglpk_end(void) {
  if (cglpk_this.session != 0 && !cglpk_this.is_broken) glp_free_env();
  cglpk_this.callbacks = NULL;
  cglpk_this.session = 0;
}

int cglpk_session(void) { return cglpk_this.session; }

const char *cglpk_version(void) { return glp_version(); }

const char *cglpk_message(void) { return cglpk_this.message; }

int cglpk_limit_memory(int megabytes) {
  CGLPK_GUARD;
  glp_mem_limit(megabytes);
  return cglpk_leave();
}

int cglpk_is_cancelled(void) {
  const cglpk_callbacks *callbacks = cglpk_this.callbacks;
  return callbacks && callbacks->is_cancelled && callbacks->is_cancelled(callbacks->context);
}

double cglpk_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int cglpk_message_level(void) {
  return cglpk_this.callbacks && cglpk_this.callbacks->log ? GLP_MSG_ALL : GLP_MSG_ON;
}
