/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-job.h"
#include "vtr-install-watch.h"

#include "base/vtr-error.h"
#include "virt/machine/vtr-machine.h"

#include <glib/gi18n-lib.h>

#define ARRIVAL_SECONDS 10

typedef struct
{
  VtrHost        *host;
  VtrJob         *job;
  VtrCreateOrder *order;
  guint           step;

  /* what was made so far */
  VtrMadeVolume  *volume;
  gboolean        is_defined;

  GError         *error; /* why it is being taken back */
  gulong          arrival_handler;
  guint           arrival_timer;
} Create;

/* Begins one step; FALSE: there is nothing to do. */
typedef gboolean (*Step) (Create *create);

static void go_on (Create *create);
static void take_back (Create *create);

/**
 * vtr_create_order_new:
 * @plan: (transfer full): the machine
 *
 * Returns: (transfer full): an order for a machine without a new disk, which is not started
 */
VtrCreateOrder *
vtr_create_order_new (VtrMachinePlan *plan)
{
  VtrCreateOrder *self = g_new0 (VtrCreateOrder, 1);

  self->plan = plan;
  return self;
}

void
vtr_create_order_free (VtrCreateOrder *self)
{
  if (self == NULL)
    return;

  vtr_machine_plan_free (self->plan);
  vtr_os_facts_free (self->os);
  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  vtr_volume_wish_clear (&self->disk);
  g_free (self);
}

static void
free_create (Create *create)
{
  g_clear_signal_handler (&create->arrival_handler, vtr_host_get_machines (create->host));
  g_clear_handle_id (&create->arrival_timer, g_source_remove);
  g_object_unref (create->host);
  g_object_unref (create->job);
  vtr_create_order_free (create->order);
  vtr_made_volume_free (create->volume);
  g_clear_error (&create->error);
  g_free (create);
}

static VtrTrouble *
make_trouble (Create     *create,
              const char *format)
{
  g_autofree char *summary = g_strdup_printf (format, create->order->plan->name);

  return vtr_host_explain (create->host, summary, create->error);
}

/* Failing */

/* Ends the job after everything was taken back. */
static void
end_taken_back (Create *create)
{
  VtrTrouble *trouble;

  if (vtr_error_is_cancelled (create->error))
    vtr_job_end_cancelled (create->job);
  else
    {
      /* Translators: %s is the name of a machine. */
      trouble = make_trouble (create, _("“%s” could not be created"));
      if (trouble->remedy == NULL)
        trouble->remedy = g_strdup (_("Nothing was left behind."));
      vtr_job_fail (create->job, trouble);
    }
  free_create (create);
}

static void
on_volume_deleted_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  Create *create = user_data;
  g_autoptr (GError) error = NULL;
  VtrTrouble *trouble;

  vtr_host_step_finish (create->host, result, &error);
  if (error == NULL)
    {
      g_clear_pointer (&create->volume, vtr_made_volume_free);
      end_taken_back (create);
      return;
    }

  trouble = make_trouble (create, _("“%s” could not be created"));
  g_free (trouble->remedy);
  /* Translators: %s is the path of a disk image. */
  trouble->remedy = g_strdup_printf (_("Its disk is left behind and could not be removed: %s"),
                                     create->volume->path);
  vtr_job_fail (create->job, trouble);
  free_create (create);
}

static void
on_undefined_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Create *create = user_data;

  vtr_host_step_finish (create->host, result, NULL);
  create->is_defined = FALSE;
  take_back (create);
}

static void
take_back (Create *create)
{
  vtr_job_set_can_cancel (create->job, FALSE);
  vtr_job_set_status (create->job, _("Cleaning up"));
  if (create->is_defined)
    vtr_host_undefine_async (create->host, create->order->plan->uuid, on_undefined_cb, create);
  else if (create->volume != NULL)
    vtr_host_delete_volume_async (create->host, create->volume->path, on_volume_deleted_cb, create);
  else
    end_taken_back (create);
}

/* Takes @error. */
static void
fail (Create *create,
      GError *error)
{
  create->error = error;
  take_back (create);
}

/* The steps */

static void
on_volume_made_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Create *create = user_data;
  VtrPlanDisk *disk = &create->order->plan->disk;
  GError *error = NULL;

  create->volume = vtr_host_make_volume_finish (create->host, result, &error);
  if (create->volume == NULL)
    {
      fail (create, error);
      return;
    }

  if (create->volume->path != NULL && create->volume->path[0] == '/')
    disk->path = g_strdup (create->volume->path);
  else
    {
      disk->pool = g_strdup (create->volume->pool);
      disk->volume = g_strdup (create->volume->name);
    }
  g_set_str (&disk->format, create->volume->format);
  go_on (create);
}

static gboolean
make_disk (Create *create)
{
  if (create->order->disk.name == NULL)
    return FALSE;

  vtr_job_set_status (create->job, _("Making its disk"));
  vtr_host_make_volume_async (create->host, &create->order->disk,
                              vtr_job_get_cancellable (create->job), on_volume_made_cb, create);
  return TRUE;
}

static void
on_defined_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;
  g_autofree char *uuid = vtr_host_step_finish (create->host, result, &error);

  if (uuid == NULL)
    {
      fail (create, error);
      return;
    }

  create->is_defined = TRUE;
  go_on (create);
}

static char *
build (Create       *create,
       VtrBuildPhase phase)
{
  g_autoptr (VtrXmlDoc) doc = vtr_machine_build (create->order->plan, create->order->os,
                                                 create->order->capabilities, phase);

  return vtr_xml_doc_to_string (doc);
}

static gboolean
define (Create *create)
{
  g_autofree char *xml = build (create, VTR_BUILD_LASTING);

  vtr_job_set_status (create->job, _("Writing its definition"));
  vtr_host_define_async (create->host, xml, on_defined_cb, create);
  return TRUE;
}

static void
on_started_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Create *create = user_data;
  VtrMachine *machine;
  VtrTrouble *trouble;

  vtr_host_step_finish (create->host, result, &create->error);
  if (create->error == NULL)
    {
      go_on (create);
      return;
    }

  machine = vtr_host_find_machine (create->host, create->order->plan->uuid);
  vtr_job_set_subject (create->job, G_OBJECT (machine));
  /* Translators: %s is the name of a machine. */
  trouble = make_trouble (create, _("“%s” was created, but could not be started"));
  vtr_job_fail (create->job, trouble);
  free_create (create);
}

static gboolean
start (Create *create)
{
  const VtrMachinePlan *plan = create->order->plan;
  g_autofree char *first = NULL;

  if (!create->order->starts)
    return FALSE;

  if (vtr_machine_needs_first_phase (plan))
    first = build (create, VTR_BUILD_FIRST);
  vtr_job_set_can_cancel (create->job, FALSE);
  vtr_job_set_status (create->job, _("Starting it"));
  vtr_host_start_new_async (create->host, plan->uuid, first, on_started_cb, create);
  return TRUE;
}

/* The host tells of the machine by an event, which may be slower than the last answer. */
static void
on_machines_changed_cb (GListModel *machines,
                        guint       position,
                        guint       removed,
                        guint       added,
                        gpointer    user_data)
{
  Create *create = user_data;

  if (vtr_host_find_machine (create->host, create->order->plan->uuid) != NULL)
    go_on (create);
}

static gboolean
on_arrival_timeout_cb (gpointer user_data)
{
  Create *create = user_data;

  create->arrival_timer = 0;
  go_on (create);
  return G_SOURCE_REMOVE;
}

static gboolean
await_arrival (Create *create)
{
  GListModel *machines = vtr_host_get_machines (create->host);

  if (vtr_host_find_machine (create->host, create->order->plan->uuid) != NULL)
    return FALSE;

  create->arrival_handler
      = g_signal_connect (machines, "items-changed", G_CALLBACK (on_machines_changed_cb), create);
  create->arrival_timer = g_timeout_add_seconds (ARRIVAL_SECONDS, on_arrival_timeout_cb, create);
  return TRUE;
}

static const Step steps[] = { make_disk, define, start, await_arrival };

static void
succeed (Create *create)
{
  VtrMachine *machine = vtr_host_find_machine (create->host, create->order->plan->uuid);

  vtr_job_set_subject (create->job, machine != NULL ? G_OBJECT (machine) : NULL);
  if (create->order->starts)
    vtr_install_watch_start (create->host, create->order->plan);
  vtr_job_succeed (create->job);
  free_create (create);
}

static void
go_on (Create *create)
{
  GError *cancelled = NULL;

  g_clear_signal_handler (&create->arrival_handler, vtr_host_get_machines (create->host));
  g_clear_handle_id (&create->arrival_timer, g_source_remove);

  while (create->step < G_N_ELEMENTS (steps))
    {
      if (g_cancellable_set_error_if_cancelled (vtr_job_get_cancellable (create->job), &cancelled))
        {
          fail (create, cancelled);
          return;
        }
      vtr_job_set_fraction (create->job, (double) create->step / G_N_ELEMENTS (steps));
      if (steps[create->step++] (create))
        return;
    }
  succeed (create);
}

/**
 * vtr_create_job_run:
 * @host: where the machine shall be
 * @order: (transfer full): what is wanted
 *
 * Returns: (transfer full): the job, which the host has announced; in the end its subject is the
 *   machine
 */
VtrJob *
vtr_create_job_run (VtrHost        *host,
                    VtrCreateOrder *order)
{
  /* Translators: %s is the name of a machine. */
  g_autofree char *title = g_strdup_printf (_("Creating %s"), order->plan->name);
  Create *create = g_new0 (Create, 1);
  VtrJob *job = vtr_job_new (title);

  if (order->plan->uuid == NULL)
    order->plan->uuid = g_uuid_string_random ();
  create->host = g_object_ref (host);
  create->job = g_object_ref (job);
  create->order = order;
  vtr_job_set_can_cancel (job, TRUE);
  vtr_host_announce_job (host, job);
  go_on (create);
  return job;
}
