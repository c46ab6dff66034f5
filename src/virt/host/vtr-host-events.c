/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-private.h"

#include <glib/gi18n-lib.h>

#include "virt/machine/vtr-guest-clock.h"
#include "virt/vtr-virt-error.h"

/* libvirt calls these on the main thread, from its event loop: they note what the event says and
 * leave what it does not say to a worker. An event or detail that is not known refreshes. */

static VtrHost *
owner (void *link_id)
{
  return vtr_link_find_owner (GPOINTER_TO_UINT (link_id));
}

static VtrMachine *
find (VtrHost     *host,
      virDomainPtr domain)
{
  char uuid[VIR_UUID_STRING_BUFLEN] = "";

  virDomainGetUUIDString (domain, uuid);
  return vtr_keyed_list_lookup (host->machines, uuid);
}

static int
pause_reason (int detail)
{
  switch (detail)
    {
    case VIR_DOMAIN_EVENT_SUSPENDED_PAUSED:
      return VIR_DOMAIN_PAUSED_USER;
    case VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED:
      return VIR_DOMAIN_PAUSED_MIGRATION;
    case VIR_DOMAIN_EVENT_SUSPENDED_IOERROR:
      return VIR_DOMAIN_PAUSED_IOERROR;
    case VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG:
      return VIR_DOMAIN_PAUSED_WATCHDOG;
    default:
      return VIR_DOMAIN_PAUSED_USER;
    }
}

static void
on_stopped (VtrMachine *machine,
            int         detail)
{
  if (detail == VIR_DOMAIN_EVENT_STOPPED_SAVED)
    _vtr_machine_set_saved (machine, TRUE);

  _vtr_machine_set_state (machine, VIR_DOMAIN_SHUTOFF,
                          detail == VIR_DOMAIN_EVENT_STOPPED_CRASHED   ? VIR_DOMAIN_SHUTOFF_CRASHED
                          : detail == VIR_DOMAIN_EVENT_STOPPED_FAILED  ? VIR_DOMAIN_SHUTOFF_FAILED
                          : detail == VIR_DOMAIN_EVENT_STOPPED_MIGRATED
                              ? VIR_DOMAIN_SHUTOFF_MIGRATED
                              : VIR_DOMAIN_SHUTOFF_UNKNOWN);
}

static void
note_lifecycle (VtrMachine *machine,
                int         event,
                int         detail)
{
  switch (event)
    {
    case VIR_DOMAIN_EVENT_STARTED:
      _vtr_machine_set_saved (machine, FALSE);
      _vtr_machine_set_state (machine, VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_UNKNOWN);
      if (detail == VIR_DOMAIN_EVENT_STARTED_RESTORED)
        vtr_guest_clock_set_soon (machine);
      break;
    case VIR_DOMAIN_EVENT_SUSPENDED:
      _vtr_machine_set_state (machine, VIR_DOMAIN_PAUSED, pause_reason (detail));
      break;
    case VIR_DOMAIN_EVENT_RESUMED:
      _vtr_machine_set_state (machine, VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_UNPAUSED);
      vtr_guest_clock_set_soon (machine);
      break;
    case VIR_DOMAIN_EVENT_STOPPED:
      on_stopped (machine, detail);
      break;
    case VIR_DOMAIN_EVENT_SHUTDOWN:
      _vtr_machine_set_state (machine, VIR_DOMAIN_SHUTDOWN, VIR_DOMAIN_SHUTDOWN_UNKNOWN);
      break;
    case VIR_DOMAIN_EVENT_PMSUSPENDED:
      _vtr_machine_set_state (machine, VIR_DOMAIN_PMSUSPENDED, 0);
      break;
    case VIR_DOMAIN_EVENT_CRASHED:
      _vtr_machine_set_state (machine, VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_PANICKED);
      break;
    default:
      break;
    }
}

static int
on_lifecycle_cb (virConnectPtr connection,
                 virDomainPtr  domain,
                 int           event,
                 int           detail,
                 void         *link_id)
{
  VtrHost *host = owner (link_id);
  VtrMachine *machine;

  if (host == NULL)
    return 0;

  /* The list that is on its way may be older than this. */
  if (host->early != NULL)
    {
      virDomainRef (domain);
      g_ptr_array_add (host->early, domain);
      return 0;
    }

  machine = find (host, domain);
  if (machine == NULL && event == VIR_DOMAIN_EVENT_UNDEFINED)
    return 0;
  if (machine == NULL)
    machine = _vtr_host_add_domain (host, domain);
  if (machine == NULL)
    return 0;

  if (event != VIR_DOMAIN_EVENT_UNDEFINED)
    _vtr_machine_set_domain (machine, domain);
  note_lifecycle (machine, event, detail);
  if (event == VIR_DOMAIN_EVENT_DEFINED)
    {
      gboolean shown = vtr_machine_has_details (machine);

      _vtr_machine_set_details (machine, VTR_DETAILS_NONE);
      if (shown)
        _vtr_host_load_details (host, machine, VTR_WORK_NORMAL);
      _vtr_machine_announce_definition (machine);
    }
  _vtr_host_refresh (host, machine);
  return 0;
}

/* Whatever changed in its definition or its guest: what is shown of it is read anew. */
static void
reread (void        *link_id,
        virDomainPtr domain)
{
  VtrHost *host = owner (link_id);
  VtrMachine *machine = host != NULL ? find (host, domain) : NULL;

  if (machine == NULL)
    return;

  if (vtr_machine_has_details (machine))
    _vtr_host_load_details (host, machine, VTR_WORK_NORMAL);
  _vtr_machine_announce_definition (machine);
}

static void
on_metadata_cb (virConnectPtr connection,
                virDomainPtr  domain,
                int           type,
                const char   *uri,
                void         *link_id)
{
  reread (link_id, domain);
}

static void
on_device_cb (virConnectPtr connection,
              virDomainPtr  domain,
              const char   *alias,
              void         *link_id)
{
  reread (link_id, domain);
}

static void
on_balloon_cb (virConnectPtr      connection,
               virDomainPtr       domain,
               unsigned long long actual,
               void              *link_id)
{
  reread (link_id, domain);
}

static void
on_unplug_refused_cb (virConnectPtr connection,
                      virDomainPtr  domain,
                      const char   *alias,
                      void         *link_id)
{
  VtrHost *host = owner (link_id);
  VtrMachine *machine = host != NULL ? find (host, domain) : NULL;

  if (machine != NULL)
    _vtr_machine_announce_unplug_refused (machine, alias);
}

static void
on_tray_cb (virConnectPtr connection,
            virDomainPtr  domain,
            const char   *alias,
            int           reason,
            void         *link_id)
{
  reread (link_id, domain);
}

static void
on_tuned_cb (virConnectPtr         connection,
             virDomainPtr          domain,
             virTypedParameterPtr  params,
             int                   n_params,
             void                 *link_id)
{
  reread (link_id, domain);
}

static void
on_agent_cb (virConnectPtr connection,
             virDomainPtr  domain,
             int           state,
             int           reason,
             void         *link_id)
{
  VtrHost *host = owner (link_id);
  VtrMachine *machine = host != NULL ? find (host, domain) : NULL;
  gboolean connected = state == VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED;

  if (machine == NULL)
    return;

  _vtr_machine_set_agent (machine, connected);
  _vtr_machine_announce_definition (machine);
  if (connected)
    vtr_guest_clock_agent_is_there (machine);
}

static void
on_io_error_cb (virConnectPtr connection,
                virDomainPtr  domain,
                const char   *path,
                const char   *alias,
                int           action,
                const char   *reason,
                void         *link_id)
{
  VtrHost *host = owner (link_id);
  VtrMachine *machine = host != NULL ? find (host, domain) : NULL;

  if (machine == NULL || action != VIR_DOMAIN_EVENT_IO_ERROR_PAUSE)
    return;

  _vtr_machine_set_io_error (machine, g_strcmp0 (reason, "enospc") == 0
                                          ? _("the host's disk is full")
                                          : _("a disk of it cannot be read or written"));
}

/* Every machine event that something shown depends on, but for the lifecycle. */
static const struct
{
  int                                 id;
  virConnectDomainEventGenericCallback callback;
} events[] = {
  { VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON, VIR_DOMAIN_EVENT_CALLBACK (on_io_error_cb) },
  { VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK (on_agent_cb) },
  { VIR_DOMAIN_EVENT_ID_METADATA_CHANGE, VIR_DOMAIN_EVENT_CALLBACK (on_metadata_cb) },
  { VIR_DOMAIN_EVENT_ID_DEVICE_ADDED, VIR_DOMAIN_EVENT_CALLBACK (on_device_cb) },
  { VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, VIR_DOMAIN_EVENT_CALLBACK (on_device_cb) },
  { VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE, VIR_DOMAIN_EVENT_CALLBACK (on_balloon_cb) },
  { VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED, VIR_DOMAIN_EVENT_CALLBACK (on_unplug_refused_cb) },
  { VIR_DOMAIN_EVENT_ID_TRAY_CHANGE, VIR_DOMAIN_EVENT_CALLBACK (on_tray_cb) },
  { VIR_DOMAIN_EVENT_ID_TUNABLE, VIR_DOMAIN_EVENT_CALLBACK (on_tuned_cb) },
};

/* Returns the callback's id, or -1 where the driver has no events. */
int
_vtr_host_watch_lifecycle (virConnectPtr connection,
                           guint         link_id)
{
  int id = virConnectDomainEventRegisterAny (connection, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                             VIR_DOMAIN_EVENT_CALLBACK (on_lifecycle_cb),
                                             GUINT_TO_POINTER (link_id), NULL);

  if (id < 0)
    virResetLastError ();
  return id;
}

GArray *
_vtr_host_watch_rest (virConnectPtr connection,
                      guint         link_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      int id = virConnectDomainEventRegisterAny (connection, NULL, events[i].id, events[i].callback,
                                                 GUINT_TO_POINTER (link_id), NULL);

      if (id >= 0)
        g_array_append_val (ids, id);
      else
        virResetLastError ();
    }

  return ids;
}

typedef struct
{
  guint link_id;
  int   reason;
} Closed;

static gboolean
lose_host_cb (gpointer user_data)
{
  Closed *closed = user_data;
  VtrHost *host = vtr_link_find_owner (closed->link_id);

  if (host != NULL)
    _vtr_host_lose (host, closed->reason == VIR_CONNECT_CLOSE_REASON_KEEPALIVE
                              ? "The host stopped answering"
                              : "The connection was closed");
  return G_SOURCE_REMOVE;
}

/* From whichever thread noticed. */
static void
on_closed_cb (virConnectPtr connection,
              int           reason,
              void         *link_id)
{
  Closed *closed;

  if (reason == VIR_CONNECT_CLOSE_REASON_CLIENT)
    return;

  closed = g_new (Closed, 1);
  *closed = (Closed) { .link_id = GPOINTER_TO_UINT (link_id), .reason = reason };
  g_idle_add_full (G_PRIORITY_DEFAULT, lose_host_cb, closed, g_free);
}

/* Returns the callback that was registered, NULL where the driver has none. */
virConnectCloseFunc
_vtr_host_watch_close (virConnectPtr connection,
                       guint         link_id)
{
  if (virConnectRegisterCloseCallback (connection, on_closed_cb, GUINT_TO_POINTER (link_id), NULL) == 0)
    return on_closed_cb;

  virResetLastError ();
  return NULL;
}
