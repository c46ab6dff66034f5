/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-reviver.h"

#include "base/vtr-error.h"

#define FIRST_DELAY_MS 1000
#define LONGEST_DELAY_MS 60000

/* Routes and names come one after the other when a network does. */
#define SETTLE_MS 1000

#define LOGIND "org.freedesktop.login1"

struct _VtrReviver
{
  GHashTable      *patients; /* VtrHost -> Patient */
  GNetworkMonitor *network;
  GDBusConnection *bus;
  GCancellable    *cancellable;
  gulong           network_handler;
  guint            sleep_subscription;
  guint            settle_source;
};

typedef struct
{
  VtrHost *host; /* borrowed: it is unwatched before it goes */
  gulong   handler;
  guint    source;
  guint    n_attempts;
  gboolean was_connected;
} Patient;

/* What time may heal. Where somebody said no, the answer would be the same. */
static gboolean
is_lost (VtrHost *host)
{
  int code = vtr_host_get_trouble_code (host);

  return vtr_host_get_state (host) == VTR_HOST_FAILED
         && (code == VTR_ERROR_LINK_LOST || code == VTR_ERROR_UNREACHABLE
             || code == VTR_ERROR_NOT_ANSWERING);
}

static gboolean
on_due_cb (gpointer user_data)
{
  Patient *patient = user_data;

  patient->source = 0;
  patient->n_attempts++;
  vtr_host_reconnect (patient->host);
  return G_SOURCE_REMOVE;
}

/* The lower half of the time is spread, so that many hosts do not come all at once. */
static guint
find_delay (const Patient *patient)
{
  guint delay = FIRST_DELAY_MS << MIN (patient->n_attempts, 6);

  delay = MIN (delay, LONGEST_DELAY_MS);
  return delay / 2 + (guint) g_random_int_range (0, (gint32) delay / 2 + 1);
}

static void
on_host_state_cb (Patient *patient)
{
  g_clear_handle_id (&patient->source, g_source_remove);
  switch (vtr_host_get_state (patient->host))
    {
    case VTR_HOST_CONNECTED:
      patient->was_connected = TRUE;
      patient->n_attempts = 0;
      break;
    case VTR_HOST_DISCONNECTED:
      patient->was_connected = FALSE;
      patient->n_attempts = 0;
      break;
    case VTR_HOST_FAILED:
      /* One that never answered may be misspelt: it is not asked again and again. */
      if (patient->was_connected && is_lost (patient->host))
        patient->source = g_timeout_add (find_delay (patient), on_due_cb, patient);
      break;
    case VTR_HOST_CONNECTING:
    case VTR_HOST_NOT_ANSWERING:
    default:
      break;
    }
}

static void
free_patient (gpointer data)
{
  Patient *patient = data;

  g_clear_handle_id (&patient->source, g_source_remove);
  g_clear_signal_handler (&patient->handler, patient->host);
  g_free (patient);
}

/* A lost host is connected at once; one that seems to be there is asked something, so that a link
 * that is dead without knowing it shows. */
static gboolean
on_settled_cb (gpointer user_data)
{
  VtrReviver *self = user_data;
  g_autoptr (GPtrArray) patients = g_hash_table_get_values_as_ptr_array (self->patients);

  self->settle_source = 0;
  for (guint i = 0; i < patients->len; i++)
    {
      Patient *patient = patients->pdata[i];

      if (is_lost (patient->host))
        {
          patient->n_attempts = 0;
          vtr_host_reconnect (patient->host);
        }
      else if (vtr_host_get_way (patient->host) != NULL)
        vtr_host_check (patient->host);
    }
  return G_SOURCE_REMOVE;
}

static void
look_soon (VtrReviver *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (SETTLE_MS, on_settled_cb, self);
}

static void
on_network_changed_cb (GNetworkMonitor *network,
                       gboolean         available,
                       gpointer         user_data)
{
  look_soon (user_data);
}

static void
on_sleep_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  gboolean begins = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    look_soon (user_data);
}

static void
on_bus_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  VtrReviver *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  /* Where it was cancelled, there is no reviver any more. */
  if (bus == NULL)
    {
      g_debug ("Nobody tells when this computer sleeps: %s", error->message);
      return;
    }

  self->bus = g_steal_pointer (&bus);
  self->sleep_subscription = g_dbus_connection_signal_subscribe (
      self->bus, LOGIND, LOGIND ".Manager", "PrepareForSleep", "/org/freedesktop/login1", NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_sleep_cb, self, NULL);
}

/* The monitor and the bus are asked for with the first host, not at the start. */
static void
begin (VtrReviver *self)
{
  if (self->network != NULL)
    return;

  self->network = g_object_ref (g_network_monitor_get_default ());
  self->network_handler = g_signal_connect (self->network, "network-changed",
                                            G_CALLBACK (on_network_changed_cb), self);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus_cb, self);
}

/**
 * vtr_reviver_new:
 *
 * Returns: (transfer full): one that watches nothing
 */
VtrReviver *
vtr_reviver_new (void)
{
  VtrReviver *self = g_new0 (VtrReviver, 1);

  self->patients = g_hash_table_new_full (NULL, NULL, NULL, free_patient);
  self->cancellable = g_cancellable_new ();
  return self;
}

void
vtr_reviver_free (VtrReviver *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->patients);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->network != NULL)
    g_clear_signal_handler (&self->network_handler, self->network);
  g_clear_object (&self->network);
  if (self->bus != NULL)
    g_dbus_connection_signal_unsubscribe (self->bus, self->sleep_subscription);
  g_clear_object (&self->bus);
  g_free (self);
}

/**
 * vtr_reviver_watch:
 * @self: a reviver
 * @host: a host that is not connected yet, watched until vtr_reviver_unwatch()
 */
void
vtr_reviver_watch (VtrReviver *self,
                   VtrHost    *host)
{
  Patient *patient = g_new0 (Patient, 1);

  patient->host = host;
  patient->handler = g_signal_connect_swapped (host, "notify::state",
                                               G_CALLBACK (on_host_state_cb), patient);
  g_hash_table_insert (self->patients, host, patient);
  begin (self);
}

void
vtr_reviver_unwatch (VtrReviver *self,
                     VtrHost    *host)
{
  g_hash_table_remove (self->patients, host);
}
