/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-text-typer.h"

#include "vtr-key-codes.h"

#include <glib/gi18n.h>

/* QEMU hands a guest one key event every ten milliseconds, and what waits for that too long is
 * lost; a real keyboard's buffer holds no more than a handful of keys either. */
#define EVENT_INTERVAL_MS 12

typedef struct
{
  VtrConsoleSession *session;
  GArray *strokes;
  VtrJob *job;
  guint next;
} Typing;

static void
typing_free (Typing *typing)
{
  g_object_unref (typing->session);
  g_array_unref (typing->strokes);
  g_object_unref (typing->job);
  g_free (typing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Typing, typing_free)

static void
type_stroke (VtrConsoleSession  *session,
             const VtrKeyStroke *stroke)
{
  if (stroke->shift)
    vtr_console_session_key (session, VTR_KEY_LEFTSHIFT, GDK_KEY_Shift_L, TRUE);
  if (stroke->level3)
    vtr_console_session_key (session, VTR_KEY_RIGHTALT, GDK_KEY_ISO_Level3_Shift, TRUE);
  vtr_console_session_key (session, stroke->key, stroke->keysym, TRUE);
  vtr_console_session_key (session, stroke->key, stroke->keysym, FALSE);
  if (stroke->level3)
    vtr_console_session_key (session, VTR_KEY_RIGHTALT, GDK_KEY_ISO_Level3_Shift, FALSE);
  if (stroke->shift)
    vtr_console_session_key (session, VTR_KEY_LEFTSHIFT, GDK_KEY_Shift_L, FALSE);
}

static void schedule (Typing *typing,
                      guint   n_events);

static gboolean
on_stroke_timeout_cb (gpointer user_data)
{
  g_autoptr (Typing) typing = user_data;
  const VtrKeyStroke *stroke;

  if (g_cancellable_is_cancelled (vtr_job_get_cancellable (typing->job)))
    {
      vtr_job_end_cancelled (typing->job);
      return G_SOURCE_REMOVE;
    }
  if (vtr_console_session_get_state (typing->session) != VTR_CONSOLE_CONNECTED)
    {
      vtr_job_fail (typing->job, vtr_trouble_new (_("The machine's screen went away.")));
      return G_SOURCE_REMOVE;
    }
  if (typing->next == typing->strokes->len)
    {
      vtr_job_succeed (typing->job);
      return G_SOURCE_REMOVE;
    }

  stroke = &g_array_index (typing->strokes, VtrKeyStroke, typing->next);
  type_stroke (typing->session, stroke);
  typing->next++;
  vtr_job_set_fraction (typing->job, (double) typing->next / typing->strokes->len);
  schedule (g_steal_pointer (&typing), 2u * (1u + stroke->shift + stroke->level3));

  return G_SOURCE_REMOVE;
}

/* Waits for as long as the events that were just sent need, and owns the typing meanwhile. */
static void
schedule (Typing *typing,
          guint   n_events)
{
  g_timeout_add (n_events * EVENT_INTERVAL_MS, on_stroke_timeout_cb, typing);
}

/**
 * vtr_text_type:
 * @strokes: (element-type VtrKeyStroke): the keys
 *
 * Types at a pace that guests can follow.
 *
 * Returns: (transfer full): the work, which ends with the last key or when it is cancelled
 */
VtrJob *
vtr_text_type (VtrConsoleSession *session,
               GArray            *strokes)
{
  Typing *typing = g_new0 (Typing, 1);
  VtrJob *job = vtr_job_new (_("Typing text"));

  typing->session = g_object_ref (session);
  typing->strokes = g_array_ref (strokes);
  typing->job = g_object_ref (job);
  vtr_job_set_can_cancel (job, TRUE);
  schedule (typing, 0);

  return job;
}
