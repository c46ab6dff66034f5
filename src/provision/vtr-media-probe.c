/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-media-probe.h"

#include "base/vtr-error.h"
#include "virt/create/vtr-creation.h"

#define LIMIT_SECONDS 20

typedef struct
{
  VtrHost       *host;
  VtrOsDatabase *database;
  char          *path;
  char          *arch;
} Probe;

static void
free_probe (gpointer data)
{
  Probe *probe = data;

  g_object_unref (probe->host);
  g_object_unref (probe->database);
  g_free (probe->path);
  g_free (probe->arch);
  g_free (probe);
}

static void
on_identified_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  VtrOsMatch *match = vtr_os_database_identify_finish (VTR_OS_DATABASE (source), result, &error);

  if (match != NULL)
    g_task_return_pointer (task, match, (GDestroyNotify) vtr_os_match_free);
  else
    g_task_return_error (task, error);
}

static void
identify (GTask              *task,
          const VtrDiscLabel *label)
{
  Probe *probe = g_task_get_task_data (task);

  if (label == NULL)
    g_task_return_new_error (task, VTR_ERROR, VTR_ERROR_INVALID, "%s is not a disc", probe->path);
  else
    vtr_os_database_identify_async (probe->database, label, probe->arch,
                                    g_task_get_cancellable (task), on_identified_cb,
                                    g_object_ref (task));
}

static void
on_volume_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = vtr_host_read_volume_finish (VTR_HOST (source), result, &error);
  g_autoptr (VtrDiscLabel) label = NULL;

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  label = vtr_disc_label_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  identify (task, label);
}

static void
read_through_host (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  vtr_host_read_volume_async (probe->host, probe->path, VTR_DISC_LABEL_OFFSET,
                              VTR_DISC_LABEL_LENGTH, g_task_get_cancellable (task),
                              on_volume_read_cb, g_object_ref (task));
}

static void
on_label_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrDiscLabel) label = vtr_disc_label_read_finish (result, &error);

  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES))
    read_through_host (task);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    identify (task, label);
}

/**
 * vtr_media_probe_async:
 * @host: where the disc is
 * @database: what knows the systems
 * @path: where it is there
 * @arch: for which processors the facts shall be
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_media_probe_async (VtrHost             *host,
                       VtrOsDatabase       *database,
                       const char          *path,
                       const char          *arch,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Probe *probe = g_new (Probe, 1);

  *probe = (Probe) { g_object_ref (host), g_object_ref (database), g_strdup (path), g_strdup (arch) };
  g_task_set_source_tag (task, vtr_media_probe_async);
  g_task_set_task_data (task, probe, free_probe);
  if (vtr_host_is_this_computer (host))
    vtr_disc_label_read_async (path, LIMIT_SECONDS, cancellable, on_label_read_cb,
                               g_steal_pointer (&task));
  else
    read_through_host (task);
}

/**
 * vtr_media_probe_finish:
 * @result: what the callback was given
 * @error: set where it cannot be read, or is no disc: VTR_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): what is on it
 */
VtrOsMatch *
vtr_media_probe_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
