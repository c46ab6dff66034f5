/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-disk-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/vtr-error.h"
#include "definition/vtr-item.h"

#include "vtr-definition-read.h"
#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

#define PROGRESS_MILLISECONDS 500

/* The copy runs in the machine itself; here it is begun, followed and ended. When it has caught up, the
 * machine changes over to it. The old volume stays where it is. */
typedef struct
{
  VtrMachine *machine;
  VtrJob     *job;
  char       *key;
  char       *destination;
  char       *target; /* the disk's name, once the copy runs */
  guint       timer;
  gulong      cancel_handler;
  guint       n_calls; /* under way; the last one home frees this */
} Move;

/* What a worker sees of it. */
typedef struct
{
  char *key;
  char *destination;
  char *target;
} MoveRequest;

static void
free_request (gpointer data)
{
  MoveRequest *request = data;

  g_free (request->key);
  g_free (request->destination);
  g_free (request->target);
  g_free (request);
}

static void
release (Move *move)
{
  if (move->n_calls > 0 || vtr_job_get_state (move->job) == VTR_JOB_RUNNING)
    return;

  g_object_unref (move->machine);
  g_object_unref (move->job);
  g_free (move->key);
  g_free (move->destination);
  g_free (move->target);
  g_free (move);
}

static gboolean
run (Move                *move,
     VtrLinkFunc          func,
     GAsyncReadyCallback  callback)
{
  VtrHost *host = vtr_machine_get_host (move->machine);
  virDomainPtr domain = _vtr_machine_get_domain (move->machine);
  MoveRequest *request;

  if (host == NULL || host->link == NULL || domain == NULL)
    return FALSE;

  request = g_new (MoveRequest, 1);
  *request = (MoveRequest) { g_strdup (move->key), g_strdup (move->destination),
                             g_strdup (move->target) };
  move->n_calls++;
  vtr_link_run (host->link, domain, func, request, free_request, VTR_WORK_URGENT, NULL, callback, move);
  return TRUE;
}

/* Ends the job; @move may be gone afterwards. */
static void
end (Move         *move,
     const GError *error)
{
  g_autofree char *summary = NULL;

  g_clear_handle_id (&move->timer, g_source_remove);
  g_clear_signal_handler (&move->cancel_handler, vtr_job_get_cancellable (move->job));
  if (error == NULL)
    vtr_job_succeed (move->job);
  else if (vtr_error_is_cancelled (error))
    vtr_job_end_cancelled (move->job);
  else
    {
      summary = g_strdup_printf (_("A disk of “%s” could not be moved"),
                                 vtr_machine_get_display_name (move->machine));
      vtr_job_fail (move->job, vtr_virt_trouble (summary, error));
    }
  release (move);
}

static void
end_lost (Move *move)
{
  g_autoptr (GError) error
      = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");

  end (move, error);
}

/* The copy has the format of the original; a format that is not said is that of a raw disk. */
static char *
describe_copy (const VtrItem *disk,
               const char    *destination)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new ("<disk type='file'/>", -1, NULL);
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  g_autofree char *format = vtr_item_get (disk, "format");

  vtr_xml_node_set (root, "driver/@type", format != NULL ? format : "raw");
  vtr_xml_node_set (root, "source/@file", destination);
  return vtr_xml_doc_to_string (doc);
}

static void
begin_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  const MoveRequest *request = data;
  GError *error = NULL;
  g_autoptr (VtrXmlDoc) doc = vtr_definition_read_doc (domain, 0, &error);
  g_autoptr (VtrItem) disk = doc != NULL ? vtr_item_find (doc, request->key) : NULL;
  g_autofree char *target = NULL;
  g_autofree char *xml = NULL;

  if (doc != NULL && (disk == NULL || strcmp (disk->kind->name, "disk") != 0))
    error = g_error_new (VTR_ERROR, VTR_ERROR_NOT_FOUND, "The machine has no %s", request->key);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  target = vtr_item_get (disk, "target");
  xml = describe_copy (disk, request->destination);
  if (virDomainBlockCopy (domain, target, xml, NULL, 0, VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB) == 0)
    g_task_return_pointer (task, g_steal_pointer (&target), g_free);
  else
    g_task_return_error (task, vtr_virt_take_error ());
}

/* Returns thousandths; a thousand means that the machine has changed over. */
static void
follow_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  const MoveRequest *request = data;
  virDomainBlockJobInfo info = { 0 };
  int found = virDomainGetBlockJobInfo (domain, request->target, &info, 0);

  if (found < 0)
    g_task_return_error (task, vtr_virt_take_error ());
  else if (found == 0)
    g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_FAILED, "The copy ended by itself");
  else if (info.end == 0 || info.cur < info.end)
    g_task_return_int (task, info.end > 0 ? (gssize) MIN (999, info.cur * 1000 / info.end) : 0);
  else if (virDomainBlockJobAbort (domain, request->target, VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT) == 0)
    g_task_return_int (task, 1000);
  else if (virGetLastErrorCode () == VIR_ERR_BLOCK_COPY_ACTIVE)
    g_task_return_int (task, 999);
  else
    g_task_return_error (task, vtr_virt_take_error ());
}

/* The unfinished copy is of no use to anybody. */
static void
delete_copy (virConnectPtr connection,
             const char   *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  virStoragePoolPtr pool = virStoragePoolLookupByTargetPath (connection, folder);
  virStorageVolPtr volume;

  if (pool != NULL)
    {
      virStoragePoolRefresh (pool, 0);
      virStoragePoolFree (pool);
    }
  volume = virStorageVolLookupByPath (connection, path);
  if (volume != NULL)
    {
      virStorageVolDelete (volume, 0);
      virStorageVolFree (volume);
    }
  virResetLastError ();
}

static void
abort_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  const MoveRequest *request = data;

  if (virDomainBlockJobAbort (domain, request->target, 0) == 0)
    {
      delete_copy (connection, request->destination);
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Called off");
    }
  else
    g_task_return_error (task, vtr_virt_take_error ());
}

static void
on_aborted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Move *move = user_data;
  g_autoptr (GError) error = NULL;

  move->n_calls--;
  vtr_link_finish (result, &error);
  if (vtr_job_get_state (move->job) == VTR_JOB_RUNNING)
    end (move, error);
  else
    release (move);
}

static void
on_followed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Move *move = user_data;
  g_autoptr (GError) error = NULL;
  gssize thousandths = g_task_propagate_int (G_TASK (result), &error);

  move->n_calls--;
  if (vtr_job_get_state (move->job) != VTR_JOB_RUNNING)
    release (move);
  else if (vtr_link_reply_is_stale (result))
    end_lost (move);
  else if (thousandths == 1000)
    end (move, NULL);
  else if (g_cancellable_is_cancelled (vtr_job_get_cancellable (move->job)))
    {
      if (!run (move, abort_in_worker, on_aborted_cb))
        end_lost (move);
    }
  else if (error != NULL)
    end (move, error);
  else
    vtr_job_set_fraction (move->job, (double) thousandths / 1000);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  Move *move = user_data;

  if (move->n_calls == 0 && !run (move, follow_in_worker, on_followed_cb))
    {
      move->timer = 0;
      end_lost (move);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/* While a call is under way, its reply takes care of it. */
static void
on_cancelled_cb (GCancellable *cancellable,
                 Move         *move)
{
  g_clear_handle_id (&move->timer, g_source_remove);
  if (move->n_calls == 0 && !run (move, abort_in_worker, on_aborted_cb))
    end_lost (move);
}

static void
on_begun_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Move *move = user_data;
  g_autoptr (GError) error = NULL;

  move->n_calls--;
  move->target = vtr_link_finish (result, &error);
  if (error != NULL)
    end (move, error);
  else if (g_cancellable_is_cancelled (vtr_job_get_cancellable (move->job)))
    on_cancelled_cb (NULL, move);
  else
    move->timer = g_timeout_add (PROGRESS_MILLISECONDS, on_timer_cb, move);
}

/**
 * vtr_machine_move_disk:
 * @self: a machine that runs
 * @key: which of its disks
 * @destination: the file that it shall be in, which must not be there yet
 *
 * Returns: (transfer full): the job that moves it under the running machine
 */
VtrJob *
vtr_machine_move_disk (VtrMachine *self,
                       const char *key,
                       const char *destination)
{
  g_autofree char *title
      = g_strdup_printf (_("Moving a disk of %s"), vtr_machine_get_display_name (self));
  VtrHost *host = vtr_machine_get_host (self);
  VtrJob *job = vtr_job_new (title);
  Move *move = g_new0 (Move, 1);

  move->machine = g_object_ref (self);
  move->job = g_object_ref (job);
  move->key = g_strdup (key);
  move->destination = g_strdup (destination);
  vtr_job_set_subject (job, G_OBJECT (self));
  vtr_job_set_can_cancel (job, TRUE);
  if (host != NULL)
    _vtr_host_announce_job (host, job);

  move->cancel_handler = g_signal_connect (vtr_job_get_cancellable (job), "cancelled",
                                           G_CALLBACK (on_cancelled_cb), move);
  if (!run (move, begin_in_worker, on_begun_cb))
    end_lost (move);
  return job;
}
