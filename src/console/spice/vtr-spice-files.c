/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* Files that were dropped on the guest's screen, on their way into it. */

#include "config.h"

#include "vtr-spice-files.h"

#include <glib/gi18n.h>
#include <spice/vd_agent.h>

/**
 * vtr_spice_files_can_send:
 *
 * Returns: whether the guest has an agent that takes files
 */
gboolean
vtr_spice_files_can_send (SpiceMainChannel *main)
{
  gboolean connected;

  g_object_get (main, "agent-connected", &connected, NULL);

  return connected
         && !spice_main_channel_agent_test_capability (main, VD_AGENT_CAP_FILE_XFER_DISABLED);
}

static void
on_progress_cb (goffset  sent,
                goffset  total,
                gpointer user_data)
{
  if (total > 0)
    vtr_job_set_fraction (user_data, (double) sent / (double) total);
}

static VtrTrouble *
trouble_from_error (const GError *error)
{
  VtrTrouble *trouble = vtr_trouble_new (_("The machine did not take the files."));

  if (g_error_matches (error, SPICE_CLIENT_ERROR, SPICE_CLIENT_ERROR_FAILED))
    trouble->cause = g_strdup (_("There may be no room on its disk, nobody may be logged in, or "
                                 "its agent may not be allowed to save files."));
  trouble->details = g_strdup (error->message);

  return trouble;
}

static void
on_main_file_copy_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (VtrJob) job = user_data;
  g_autoptr (GError) error = NULL;

  if (spice_main_channel_file_copy_finish (SPICE_MAIN_CHANNEL (source), result, &error))
    vtr_job_succeed (job);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    vtr_job_end_cancelled (job);
  else
    vtr_job_fail (job, trouble_from_error (error));
}

static char *
make_title (GFile **files)
{
  guint n_files = 0;
  g_autofree char *name = g_file_get_basename (files[0]);
  g_autofree char *shown = g_filename_display_name (name);

  while (files[n_files] != NULL)
    n_files++;
  if (n_files == 1)
    /* Translators: %s is the name of a file. */
    return g_strdup_printf (_("Sending “%s” to the machine"), shown);

  return g_strdup_printf (ngettext ("Sending %u file to the machine",
                                    "Sending %u files to the machine",
                                    n_files),
                          n_files);
}

/**
 * vtr_spice_files_send:
 * @files: (array zero-terminated=1): what to send, at least one
 *
 * Returns: (transfer full): the work, which has begun
 */
VtrJob *
vtr_spice_files_send (SpiceMainChannel *main,
                      GFile           **files)
{
  g_autofree char *title = make_title (files);
  VtrJob *job = vtr_job_new (title);

  vtr_job_set_can_cancel (job, TRUE);
  spice_main_channel_file_copy_async (main, files, G_FILE_COPY_NONE,
                                      vtr_job_get_cancellable (job), on_progress_cb, job,
                                      on_main_file_copy_cb, g_object_ref (job));

  return job;
}
