/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-install-watch.h"

#include "virt/create/vtr-creation.h"
#include "virt/machine/vtr-machine.h"

typedef struct
{
  VtrHost        *host; /* borrowed: its signal holds this */
  VtrMachinePlan *plan;
  gulong          handler;
  gboolean        was_seen_running;
} Watch;

static void
free_watch (gpointer  data,
            GClosure *closure)
{
  Watch *watch = data;

  vtr_machine_plan_free (watch->plan);
  g_free (watch);
}

typedef struct
{
  char *uuid;
  char *seed; /* to be deleted, or NULL */
} Settling;

static void
free_settling (Settling *settling)
{
  g_free (settling->uuid);
  g_free (settling->seed);
  g_free (settling);
}

static void
on_seed_deleted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  vtr_host_step_finish (VTR_HOST (source), result, &error);
  if (error != NULL)
    g_debug ("The seed was left behind: %s", error->message);
}

static void
on_settled_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Settling *settling = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *ended = vtr_host_step_finish (VTR_HOST (source), result, &error);

  if (error != NULL)
    g_debug ("The machine %s stays as it was made: %s", settling->uuid, error->message);
  else if (settling->seed != NULL)
    vtr_host_delete_volume_async (VTR_HOST (source), settling->seed, on_seed_deleted_cb, NULL);
  free_settling (settling);
}

static void
settle (Watch *watch)
{
  const VtrMachinePlan *plan = watch->plan;
  Settling *settling = g_new0 (Settling, 1);

  settling->uuid = g_strdup (plan->uuid);
  settling->seed = g_strdup (plan->seed);
  vtr_host_settle_async (watch->host, plan->uuid, plan->media, plan->kernel != NULL, on_settled_cb,
                         settling);
}

static void
on_machine_changed_cb (VtrHost         *host,
                       VtrMachine      *machine,
                       VtrMachineChange change,
                       gpointer         user_data)
{
  Watch *watch = user_data;
  gboolean is_removed = (change & VTR_MACHINE_REMOVED) != 0;

  if (g_strcmp0 (vtr_machine_get_uuid (machine), watch->plan->uuid) != 0)
    return;

  if (vtr_machine_is_active (machine) && !is_removed)
    {
      watch->was_seen_running = TRUE;
      return;
    }
  if (!is_removed && (vtr_machine_get_state (machine) != VTR_MACHINE_OFF || !watch->was_seen_running))
    return;

  if (!is_removed)
    settle (watch);
  g_signal_handler_disconnect (host, watch->handler);
}

/* Begins to wait, where there is anything to take away. */
void
vtr_install_watch_start (VtrHost              *host,
                         const VtrMachinePlan *plan)
{
  gboolean installs = plan->media != NULL && !plan->is_live;
  VtrMachine *machine = vtr_host_find_machine (host, plan->uuid);
  Watch *watch;

  if (!installs && plan->kernel == NULL && plan->seed == NULL)
    return;

  watch = g_new0 (Watch, 1);
  watch->host = host;
  watch->plan = vtr_machine_plan_copy (plan);
  watch->was_seen_running = machine != NULL && vtr_machine_is_active (machine);
  watch->handler = g_signal_connect_data (host, "machine-changed", G_CALLBACK (on_machine_changed_cb),
                                          watch, free_watch, G_CONNECT_DEFAULT);
}
