/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

/* Spins the main loop until a condition holds. A test that waits for what never comes fails after
 * half a minute and says for what; nothing ever sleeps for a guessed time. */

#define VTR_WAIT_SECONDS 30

static inline gboolean
vtr_wait_expired_cb (gpointer expired)
{
  *(gboolean *) expired = TRUE;
  return G_SOURCE_REMOVE;
}

#define vtr_wait_until(condition)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean expired = FALSE;                                                                      \
    guint timer = g_timeout_add_seconds (VTR_WAIT_SECONDS, vtr_wait_expired_cb, &expired);         \
                                                                                                   \
    while (!(condition) && !expired)                                                               \
      g_main_context_iteration (NULL, TRUE);                                                       \
    if (expired)                                                                                   \
      g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition);                    \
    g_source_remove (timer);                                                                       \
  }                                                                                                \
  G_STMT_END
