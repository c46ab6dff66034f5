/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-bulk.h"

#include <glib/gi18n-lib.h>

struct _VtrBulk
{
  char       *what;
  VtrBulkDone done;
  gpointer    user_data; /* a GObject, held until the end */
  GPtrArray  *jobs;
  guint       n_running;
};

/**
 * vtr_bulk_new:
 * @what: what is being done, as on its button
 * @done: told once, at the end
 * @user_data: a GObject for @done
 *
 * Returns: (transfer full): frees itself after @done
 */
VtrBulk *
vtr_bulk_new (const char *what,
              VtrBulkDone done,
              gpointer    user_data)
{
  VtrBulk *self = g_new0 (VtrBulk, 1);

  self->what = g_strdup (what);
  self->done = done;
  self->user_data = g_object_ref (user_data);
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
vtr_bulk_add (VtrBulk *self,
              VtrJob  *job)
{
  vtr_job_set_summarised (job, TRUE);
  g_ptr_array_add (self->jobs, g_object_ref (job));
}

static char *
summarise (VtrBulk *self)
{
  guint n_good = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    n_good += vtr_job_get_state (self->jobs->pdata[i]) == VTR_JOB_SUCCEEDED ? 1 : 0;

  if (n_good == self->jobs->len)
    /* Translators: %s is what was done, such as "Start" */
    return g_strdup_printf (ngettext ("%s: %u machine done", "%s: %u machines done", n_good),
                            self->what, n_good);

  /* Translators: %s is what was done, such as "Start"; then how many of how many succeeded. The
   * plural goes by the second number. */
  return g_strdup_printf (
      ngettext ("%s: %u of %u machine done", "%s: %u of %u machines done", self->jobs->len),
      self->what, n_good, self->jobs->len);
}

static void
finish_if_done (VtrBulk *self)
{
  g_autofree char *summary = NULL;

  if (self->n_running > 0)
    return;

  summary = summarise (self);
  self->done (summary, self->user_data);
  g_ptr_array_unref (self->jobs);
  g_object_unref (self->user_data);
  g_free (self->what);
  g_free (self);
}

static void
on_job_finished_cb (VtrJob  *job,
                    VtrBulk *self)
{
  g_signal_handlers_disconnect_by_data (job, self);
  self->n_running--;
  finish_if_done (self);
}

/* All jobs were added: some may have ended already. */
void
vtr_bulk_start (VtrBulk *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      if (vtr_job_get_state (self->jobs->pdata[i]) != VTR_JOB_RUNNING)
        continue;
      self->n_running++;
      g_signal_connect (self->jobs->pdata[i], "finished", G_CALLBACK (on_job_finished_cb), self);
    }
  finish_if_done (self);
}
