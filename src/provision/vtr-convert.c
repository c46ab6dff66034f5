/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-convert.h"

#include "base/vtr-error.h"
#include "base/vtr-worker-pool.h"

#include <glib/gstdio.h>
#include <string.h>

#define SAID_MAX 4096

typedef struct
{
  char        *source;
  char        *target;
  VtrProgress *progress;
} Convert;

static void
free_convert (gpointer data)
{
  Convert *convert = data;

  g_free (convert->source);
  g_free (convert->target);
  vtr_progress_unref (convert->progress);
  g_free (convert);
}

/* It writes "    (12.34/100%)" over and over, with carriage returns in between. */
static void
note_progress (Convert    *convert,
               const char *text)
{
  const char *start = strrchr (text, '(');
  double percent = start != NULL ? g_ascii_strtod (start + 1, NULL) : 0;

  if (start != NULL && strchr (start, '/') != NULL)
    vtr_progress_set (convert->progress, (guint64) (percent * 100), 10000);
}

static void
follow (Convert      *convert,
        GSubprocess  *process,
        GCancellable *cancellable)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (process);
  char buffer[256];
  gssize length;

  while ((length = g_input_stream_read (output, buffer, sizeof buffer - 1, cancellable, NULL)) > 0)
    {
      buffer[length] = '\0';
      note_progress (convert, buffer);
    }
}

static char *
read_complaint (GSubprocess *process)
{
  char buffer[SAID_MAX + 1];
  gsize length = 0;

  g_input_stream_read_all (g_subprocess_get_stderr_pipe (process), buffer, SAID_MAX, &length, NULL, NULL);
  buffer[length] = '\0';
  return g_utf8_make_valid (g_strstrip (buffer), -1);
}

static void
convert_in_worker (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Convert *convert = data;
  g_autofree char *complaint = NULL;
  GError *error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "qemu-img", "convert", "-p",
      "-O", "qcow2", "--", convert->source, convert->target, NULL);

  if (process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  follow (convert, process, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    g_subprocess_force_exit (process);
  complaint = read_complaint (process);
  g_subprocess_wait (process, NULL, NULL);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error) && !g_subprocess_get_successful (process))
    error = g_error_new_literal (VTR_ERROR, strstr (complaint, "No space left") != NULL ? VTR_ERROR_NO_SPACE
                                                                                       : VTR_ERROR_FAILED,
                                 complaint);
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_unlink (convert->target);
  g_task_return_error (task, error);
}

/**
 * vtr_convert_async:
 * @source: a disk image of this computer
 * @target: where the new one shall be
 * @progress: (transfer none): is told how far it is
 * @cancellable: (nullable): stops it, and then nothing is left
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_convert_async (const char          *source,
                   const char          *target,
                   VtrProgress         *progress,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (VtrWorkerPool) pool = vtr_worker_pool_new ();
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Convert *convert = g_new (Convert, 1);

  *convert = (Convert) { g_strdup (source), g_strdup (target), vtr_progress_ref (progress) };
  g_task_set_source_tag (task, vtr_convert_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, convert, free_convert);
  vtr_worker_pool_push (pool, task, convert_in_worker, VTR_WORK_NORMAL);
}

gboolean
vtr_convert_finish (GAsyncResult  *result,
                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
