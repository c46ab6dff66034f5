/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-time.h"

#include "virt/host/vtr-host-private.h"
#include "virt/statistics/vtr-machine-samples.h"
#include "vtr-machine-state.h"

/* Thousands of these are alive at once: what few machines need is kept behind a pointer. */
struct _VtrMachine
{
  GObject            parent_instance;

  /* borrowed: a host outlives its machines' lists, a machine may outlive its host */
  VtrHost           *host;

  /* owned */
  virDomainPtr       domain;
  char              *name;
  VtrMachineSummary *summary;
  char              *os_name;
  char              *addresses;
  char              *io_error;
  VtrTrouble        *trouble;
  VtrMachineSamples *samples;

  /* state */
  gint64             next_address_try;
  gint64             active_since; /* vtr_time_now(), 0 while it is off */
  guint              tries;
  int                libvirt_state;
  int                libvirt_reason;
  guint              address_delay; /* seconds */
  VtrDetailsState    details : 3;
  guint              persistent : 1;
  guint              autostart : 1;
  guint              saved : 1;
  guint              silent : 1;  /* a call about it has been running for too long */
  guint              ignored : 1; /* the guest did not react to a request to shut down */
  guint              agent : 1;
  guint              seen_starting : 1;
  guint              counted_active : 1; /* in its host's sums */
  guint              counted_attention : 1;

  char               uuid[VIR_UUID_STRING_BUFLEN];
};

enum
{
  PROP_0,
  PROP_HOST,
  PROP_NAME,
  PROP_DISPLAY_NAME,
  PROP_STATE,
  PROP_STATE_NAME,
  PROP_STATE_REASON,
  PROP_ATTENTION,
  PROP_DETAILS_LINE,
  PROP_OS_NAME,
  PROP_ADDRESSES,
  PROP_AUTOSTART,
  N_PROPS
};

enum
{
  SIGNAL_SAMPLED,
  SIGNAL_DEFINITION_CHANGED,
  SIGNAL_UNPLUG_REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrMachine, vtr_machine, G_TYPE_OBJECT)

#define FIRST_ADDRESS_DELAY 4
#define LAST_ADDRESS_DELAY 120

static void
vtr_machine_dispose (GObject *object)
{
  VtrMachine *self = VTR_MACHINE (object);

  g_clear_weak_pointer (&self->host);
  g_clear_pointer (&self->domain, virDomainFree);

  G_OBJECT_CLASS (vtr_machine_parent_class)->dispose (object);
}

static void
vtr_machine_finalize (GObject *object)
{
  VtrMachine *self = VTR_MACHINE (object);

  g_free (self->name);
  g_free (self->os_name);
  g_free (self->addresses);
  g_free (self->io_error);
  g_clear_pointer (&self->summary, vtr_machine_summary_free);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  g_clear_pointer (&self->samples, vtr_machine_samples_free);

  G_OBJECT_CLASS (vtr_machine_parent_class)->finalize (object);
}

/* What stands under the name: the reason that matters now, or what the machine is. Lists go by the
 * name, so it is told where a title stands in its place. */
static char *
make_last_seen (VtrMachine *self)
{
  g_autoptr (GDateTime) since
      = g_date_time_new_from_unix_local (vtr_host_get_silent_since (self->host));
  /* Translators: a time of day by strftime, as short as your language has it. */
  g_autofree char *clock = since != NULL ? g_date_time_format (since, _("%H:%M")) : NULL;

  /* Translators: a machine's state, then a time of day; its host is not heard of any more. */
  return g_strdup_printf (_("%s when last seen at %s"), vtr_machine_get_state_name (self),
                          clock != NULL ? clock : "");
}

static char *
make_details_line (VtrMachine *self)
{
  const char *display_name = vtr_machine_get_display_name (self);
  const char *parts[] = {
    g_str_equal (display_name, self->name) ? NULL : self->name,
    self->os_name,
    self->addresses,
  };
  const char *attention = vtr_machine_get_attention (self);
  GString *line;

  if (vtr_machine_is_stale (self))
    return make_last_seen (self);
  if (attention != NULL)
    /* Translators: a machine's state and why: "Paused: the host's disk is full" */
    return g_strdup_printf (_("%s: %s"), vtr_machine_get_state_name (self), attention);

  line = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  if (vtr_machine_get_state (self) != VTR_MACHINE_RUNNING)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "",
                            vtr_machine_get_state_name (self));

  return g_string_free (line, FALSE);
}

static void
vtr_machine_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VtrMachine *self = VTR_MACHINE (object);

  switch (prop_id)
    {
    case PROP_HOST:
      g_value_set_object (value, self->host);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, vtr_machine_get_display_name (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, vtr_machine_get_state (self));
      break;
    case PROP_STATE_NAME:
      g_value_set_string (value, vtr_machine_get_state_name (self));
      break;
    case PROP_STATE_REASON:
      g_value_set_string (value, vtr_machine_get_state_reason (self));
      break;
    case PROP_ATTENTION:
      g_value_set_string (value, vtr_machine_get_attention (self));
      break;
    case PROP_DETAILS_LINE:
      g_value_take_string (value, make_details_line (self));
      break;
    case PROP_OS_NAME:
      g_value_set_string (value, self->os_name);
      break;
    case PROP_ADDRESSES:
      g_value_set_string (value, self->addresses);
      break;
    case PROP_AUTOSTART:
      g_value_set_boolean (value, self->autostart);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machine_class_init (VtrMachineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_machine_dispose;
  object_class->finalize = vtr_machine_finalize;
  object_class->get_property = vtr_machine_get_property;

  properties[PROP_HOST] = g_param_spec_object ("host", NULL, NULL, VTR_TYPE_HOST, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, VTR_TYPE_MACHINE_STATE,
                                              VTR_MACHINE_UNKNOWN, flags);
  properties[PROP_STATE_NAME] = g_param_spec_string ("state-name", NULL, NULL, NULL, flags);
  properties[PROP_STATE_REASON] = g_param_spec_string ("state-reason", NULL, NULL, NULL, flags);
  properties[PROP_ATTENTION] = g_param_spec_string ("attention", NULL, NULL, NULL, flags);
  properties[PROP_DETAILS_LINE] = g_param_spec_string ("details-line", NULL, NULL, NULL, flags);
  properties[PROP_OS_NAME] = g_param_spec_string ("os-name", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESSES] = g_param_spec_string ("addresses", NULL, NULL, NULL, flags);
  properties[PROP_AUTOSTART] = g_param_spec_boolean ("autostart", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SAMPLED] = g_signal_new (
      "sampled", VTR_TYPE_MACHINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* Something in its saved or its running definition may be another. */
  signals[SIGNAL_DEFINITION_CHANGED]
      = g_signal_new ("definition-changed", VTR_TYPE_MACHINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);

  /* The guest keeps the device with this alias. */
  signals[SIGNAL_UNPLUG_REFUSED]
      = g_signal_new ("unplug-refused", VTR_TYPE_MACHINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vtr_machine_init (VtrMachine *self)
{
  self->persistent = TRUE;
  self->libvirt_state = VTR_LIBVIRT_STATE_UNKNOWN;
}

/* Nobody listens to a new machine, so that thousands of them arrive without a word each. */
VtrMachine *
_vtr_machine_new (VtrHost     *host,
                  virDomainPtr domain,
                  int          state,
                  int          reason)
{
  VtrMachine *self = g_object_new (VTR_TYPE_MACHINE, NULL);

  g_set_weak_pointer (&self->host, host);
  virDomainGetUUIDString (domain, self->uuid);
  self->name = g_strdup (virDomainGetName (domain));
  virDomainRef (domain);
  self->domain = domain;
  self->libvirt_state = state;
  self->libvirt_reason = reason;
  if (vtr_machine_is_active (self))
    self->active_since = vtr_time_now ();
  return self;
}

/* Getters */

/**
 * vtr_machine_get_host:
 * @self: a machine
 *
 * Returns: (transfer none) (nullable): its host, NULL once the host was removed
 */
VtrHost *
vtr_machine_get_host (VtrMachine *self)
{
  return self->host;
}

const char *
vtr_machine_get_uuid (VtrMachine *self)
{
  return self->uuid;
}

const char *
vtr_machine_get_name (VtrMachine *self)
{
  return self->name;
}

/**
 * vtr_machine_get_title:
 * @self: a machine
 *
 * Returns: (nullable): the title that somebody gave it
 */
const char *
vtr_machine_get_title (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->title : NULL;
}

const char *
vtr_machine_get_display_name (VtrMachine *self)
{
  const char *title = vtr_machine_get_title (self);

  return title != NULL && title[0] != '\0' ? title : self->name;
}

/**
 * vtr_machine_get_description:
 * @self: a machine
 *
 * Returns: (nullable): the notes kept in its definition
 */
const char *
vtr_machine_get_description (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->description : NULL;
}

/**
 * vtr_machine_get_os_id:
 * @self: a machine
 *
 * Returns: (nullable): libosinfo's name for its system
 */
const char *
vtr_machine_get_os_id (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->os_id : NULL;
}

/**
 * vtr_machine_get_os_name:
 * @self: a machine
 *
 * Returns: (nullable): a person's name for its system
 */
const char *
vtr_machine_get_os_name (VtrMachine *self)
{
  return self->os_name;
}

/**
 * vtr_machine_get_addresses:
 * @self: a machine
 *
 * Returns: (nullable): the addresses that are known of it, separated by commas
 */
const char *
vtr_machine_get_addresses (VtrMachine *self)
{
  return self->addresses;
}

guint
vtr_machine_get_n_processors (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->n_vcpus : 0;
}

guint64
vtr_machine_get_memory (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->memory * 1024 : 0;
}

gboolean
vtr_machine_is_persistent (VtrMachine *self)
{
  return self->persistent;
}

gboolean
vtr_machine_get_autostart (VtrMachine *self)
{
  return self->autostart;
}

VtrMachineState
vtr_machine_get_state (VtrMachine *self)
{
  VtrMachineState state
      = vtr_machine_state_from_libvirt (self->libvirt_state, self->libvirt_reason);

  return state == VTR_MACHINE_OFF && self->saved ? VTR_MACHINE_SAVED : state;
}

const char *
vtr_machine_get_state_name (VtrMachine *self)
{
  return vtr_machine_state_to_name (vtr_machine_get_state (self));
}

/**
 * vtr_machine_get_state_reason:
 * @self: a machine
 *
 * Returns: (nullable): why it is in its state, where that tells anything
 */
const char *
vtr_machine_get_state_reason (VtrMachine *self)
{
  if (self->io_error != NULL && self->libvirt_state == VIR_DOMAIN_PAUSED)
    return self->io_error;

  return vtr_machine_state_explain (self->libvirt_state, self->libvirt_reason);
}

gboolean
vtr_machine_is_active (VtrMachine *self)
{
  switch (vtr_machine_get_state (self))
    {
    case VTR_MACHINE_RUNNING:
    case VTR_MACHINE_PAUSED:
    case VTR_MACHINE_SHUTTING_DOWN:
    case VTR_MACHINE_SUSPENDED:
      return TRUE;
    case VTR_MACHINE_CRASHED:
      return self->domain != NULL && virDomainGetID (self->domain) != (unsigned int) -1;
    default:
      return FALSE;
    }
}

gboolean
vtr_machine_needs_attention (VtrMachine *self)
{
  return vtr_machine_get_attention (self) != NULL
         || vtr_machine_get_state (self) == VTR_MACHINE_CRASHED;
}

/**
 * vtr_machine_get_attention:
 * @self: a machine
 *
 * Returns: (nullable): why somebody should look at it
 */
const char *
vtr_machine_get_attention (VtrMachine *self)
{
  if (self->silent)
    return _("not answering");
  if (self->trouble != NULL)
    return _("cannot be read");
  if (self->ignored)
    return _("the guest does not react to the request to shut down");
  if (self->io_error != NULL && self->libvirt_state == VIR_DOMAIN_PAUSED)
    return self->io_error;
  if (vtr_machine_state_is_trouble (self->libvirt_state, self->libvirt_reason))
    return vtr_machine_state_explain (self->libvirt_state, self->libvirt_reason);

  return NULL;
}

/**
 * vtr_machine_get_trouble:
 * @self: a machine
 *
 * Returns: (transfer none) (nullable): why its details cannot be read
 */
const VtrTrouble *
vtr_machine_get_trouble (VtrMachine *self)
{
  return self->trouble;
}

/**
 * vtr_machine_get_history:
 * @self: a machine
 * @metric: which value
 *
 * Returns: (transfer none) (nullable): the last hour of it, as far as somebody looked
 */
const VtrHistory *
vtr_machine_get_history (VtrMachine *self,
                         VtrMetric   metric)
{
  return vtr_machine_samples_get (self->samples, metric);
}

/* Whether what is known of it may have changed meanwhile: its host is not heard of any more. */
gboolean
vtr_machine_is_stale (VtrMachine *self)
{
  return self->host != NULL && vtr_host_get_silent_since (self->host) != 0;
}

void
vtr_machine_want_details (VtrMachine *self)
{
  if (self->host != NULL && self->details == VTR_DETAILS_NONE)
    _vtr_host_load_details (self->host, self, VTR_WORK_NORMAL);
}

gboolean
vtr_machine_has_details (VtrMachine *self)
{
  return self->details == VTR_DETAILS_LOADED || self->details == VTR_DETAILS_UNREADABLE;
}

/* Setters for the host */

static void
announce (VtrMachine      *self,
          VtrMachineChange change)
{
  if (self->host != NULL)
    _vtr_host_announce (self->host, self, change);
}

static void
notify_state (VtrMachine *self)
{
  const guint changed[] = { PROP_STATE, PROP_STATE_NAME, PROP_STATE_REASON, PROP_ATTENTION,
                            PROP_DETAILS_LINE };

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[changed[i]]);
  g_object_thaw_notify (G_OBJECT (self));
  announce (self, VTR_MACHINE_CHANGED_STATE);
}

static void
notify_details (VtrMachine *self,
                guint       prop)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS_LINE]);
  g_object_thaw_notify (G_OBJECT (self));
  announce (self, VTR_MACHINE_CHANGED_DETAILS);
}

/* A new handle of the same machine: another connection, another run, or another name. */
void
_vtr_machine_set_domain (VtrMachine  *self,
                         virDomainPtr domain)
{
  if (domain != NULL)
    virDomainRef (domain);
  g_clear_pointer (&self->domain, virDomainFree);
  self->domain = domain;

  if (domain == NULL || !g_set_str (&self->name, virDomainGetName (domain)))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
  notify_details (self, PROP_NAME);
}

/* NULL while the host is away. */
virDomainPtr
_vtr_machine_get_domain (VtrMachine *self)
{
  return self->domain;
}

static void
forget_run (VtrMachine *self)
{
  self->ignored = FALSE;
  self->agent = FALSE;
  g_clear_pointer (&self->io_error, g_free);
  if (g_set_str (&self->addresses, NULL))
    notify_details (self, PROP_ADDRESSES);
  self->next_address_try = 0;
  self->address_delay = FIRST_ADDRESS_DELAY;
  self->active_since = 0;
  vtr_machine_samples_stop (self->samples);
}

void
_vtr_machine_set_state (VtrMachine *self,
                        int         state,
                        int         reason)
{
  gboolean was_active = vtr_machine_is_active (self);
  gboolean was_known = self->libvirt_state != VTR_LIBVIRT_STATE_UNKNOWN;

  if (self->libvirt_state == state && self->libvirt_reason == reason)
    return;

  self->libvirt_state = state;
  self->libvirt_reason = reason;
  if (state != VIR_DOMAIN_PAUSED)
    g_clear_pointer (&self->io_error, g_free);
  if (was_active && !vtr_machine_is_active (self))
    forget_run (self);
  if (!was_active && vtr_machine_is_active (self))
    {
      self->active_since = vtr_time_now ();
      self->seen_starting = (guint) was_known & 1;
    }
  notify_state (self);
}

void
_vtr_machine_set_saved (VtrMachine *self,
                        gboolean    saved)
{
  if (self->saved == (guint) saved)
    return;

  self->saved = (guint) saved & 1;
  notify_state (self);
}

gboolean
_vtr_machine_get_saved (VtrMachine *self)
{
  return self->saved;
}

void
_vtr_machine_set_flags (VtrMachine *self,
                        gboolean    persistent,
                        gboolean    autostart)
{
  self->persistent = (guint) persistent & 1;
  if (self->autostart == (guint) autostart)
    return;

  self->autostart = (guint) autostart & 1;
  notify_details (self, PROP_AUTOSTART);
}

void
_vtr_machine_set_io_error (VtrMachine *self,
                           const char *reason)
{
  if (g_set_str (&self->io_error, reason))
    notify_state (self);
}

void
_vtr_machine_set_silent (VtrMachine *self,
                         gboolean    silent)
{
  if (self->silent == (guint) silent)
    return;

  self->silent = (guint) silent & 1;
  notify_state (self);
}

void
_vtr_machine_set_ignored (VtrMachine *self,
                          gboolean    ignored)
{
  if (self->ignored == (guint) ignored)
    return;

  self->ignored = (guint) ignored & 1;
  notify_state (self);
}

void
_vtr_machine_set_agent (VtrMachine *self,
                        gboolean    connected)
{
  self->agent = (guint) connected & 1;
  if (connected)
    self->next_address_try = 0;
}

gboolean
_vtr_machine_has_agent (VtrMachine *self)
{
  return self->agent;
}

/* Since when it is known to run; @at_least tells that it may have run before. 0 while it is off. */
gint64
_vtr_machine_get_active_since (VtrMachine *self,
                               gboolean   *at_least)
{
  *at_least = !self->seen_starting;
  return self->active_since;
}

VtrDetailsState
_vtr_machine_get_details (VtrMachine *self)
{
  return self->details;
}

void
_vtr_machine_set_details (VtrMachine     *self,
                          VtrDetailsState state)
{
  self->details = state;
}

void
_vtr_machine_take_summary (VtrMachine        *self,
                           VtrMachineSummary *summary)
{
  g_clear_pointer (&self->summary, vtr_machine_summary_free);
  self->summary = summary;
  self->details = VTR_DETAILS_LOADED;
  self->tries = 0;
  if (vtr_machine_is_active (self))
    self->agent = g_strcmp0 (summary->agent_state, "connected") == 0;
  if (self->trouble != NULL)
    {
      g_clear_pointer (&self->trouble, vtr_trouble_free);
      notify_state (self);
    }
  notify_details (self, PROP_DISPLAY_NAME);
}

void
_vtr_machine_take_trouble (VtrMachine *self,
                           VtrTrouble *trouble)
{
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  self->details = VTR_DETAILS_UNREADABLE;
  notify_state (self);
}

void
vtr_machine_set_os_name (VtrMachine *self,
                         const char *os_name)
{
  if (g_set_str (&self->os_name, os_name))
    notify_details (self, PROP_OS_NAME);
}

/* Nothing tells when a guest gets its address, so those that have none are asked again and again,
 * ever more rarely. */
void
_vtr_machine_set_addresses (VtrMachine *self,
                            const char *addresses)
{
  self->address_delay = addresses != NULL
                            ? LAST_ADDRESS_DELAY
                            : CLAMP (self->address_delay * 2, FIRST_ADDRESS_DELAY, LAST_ADDRESS_DELAY);
  if (g_set_str (&self->addresses, addresses))
    notify_details (self, PROP_ADDRESSES);
}

/* The networks that its interfaces are plugged into; NULL while not known. */
GStrv
_vtr_machine_get_networks (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->interface_networks : NULL;
}

/* What its disks are kept in, as a summary writes it; NULL while not known. */
GStrv
_vtr_machine_get_disk_sources (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->disk_sources : NULL;
}

/* Of its network cards, in the same order; NULL while not known. */
GStrv
_vtr_machine_get_macs (VtrMachine *self)
{
  return self->summary != NULL ? self->summary->interface_macs : NULL;
}

gboolean
_vtr_machine_wants_addresses (VtrMachine *self,
                              gint64      now)
{
  if (self->details != VTR_DETAILS_LOADED || now < self->next_address_try
      || vtr_machine_get_state (self) != VTR_MACHINE_RUNNING || g_strv_length (self->summary->interface_macs) == 0)
    return FALSE;

  self->next_address_try = now + MAX (self->address_delay, FIRST_ADDRESS_DELAY) * G_USEC_PER_SEC;
  return TRUE;
}

/* Both return whether that is news. */

gboolean
_vtr_machine_set_counted_active (VtrMachine *self,
                                 gboolean    counted)
{
  gboolean news = self->counted_active != (guint) counted;

  self->counted_active = (guint) counted & 1;
  return news;
}

gboolean
_vtr_machine_set_counted_attention (VtrMachine *self,
                                    gboolean    counted)
{
  gboolean news = self->counted_attention != (guint) counted;

  self->counted_attention = (guint) counted & 1;
  return news;
}

/* How often reading it has failed in a row. */
guint *
_vtr_machine_tries (VtrMachine *self)
{
  return &self->tries;
}

void
_vtr_machine_take_counters (VtrMachine        *self,
                            const VtrCounters *counters,
                            gint64             time,
                            guint              host_processors)
{
  if (self->samples == NULL)
    self->samples = vtr_machine_samples_new ();
  vtr_machine_samples_add (self->samples, counters, time, vtr_machine_get_n_processors (self),
                           host_processors);
  g_signal_emit (self, signals[SIGNAL_SAMPLED], 0);
  announce (self, VTR_MACHINE_CHANGED_SAMPLES);
}

/* The host went away: what was measured before and after it are not joined by a line. */
void
_vtr_machine_stop_samples (VtrMachine *self)
{
  vtr_machine_samples_stop (self->samples);
}

void
_vtr_machine_announce_definition (VtrMachine *self)
{
  g_signal_emit (self, signals[SIGNAL_DEFINITION_CHANGED], 0);
}

void
_vtr_machine_announce_unplug_refused (VtrMachine *self,
                                      const char *alias)
{
  g_signal_emit (self, signals[SIGNAL_UNPLUG_REFUSED], 0, alias);
}
