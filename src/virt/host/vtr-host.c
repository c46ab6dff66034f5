/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"

#include "virt/machine/vtr-machine-state.h"
#include "virt/storage/vtr-storage-private.h"
#include "virt/vtr-virt-error.h"

enum
{
  PROP_0,
  PROP_URI,
  PROP_TITLE,
  PROP_STATE,
  PROP_STATE_NAME,
  PROP_TROUBLE,
  PROP_MACHINES,
  PROP_N_ACTIVE,
  PROP_N_ATTENTION,
  PROP_LIST_COMPLETE,
  N_PROPS
};

enum
{
  SIGNAL_MACHINE_CHANGED,
  SIGNAL_JOB,
  SIGNAL_AUTHENTICATE,
  SIGNAL_SAMPLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrHost, vtr_host, G_TYPE_OBJECT)

static const char *
uuid_of (gpointer machine)
{
  return vtr_machine_get_uuid (machine);
}

static void
forget_handles (VtrHost *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->machines)); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (G_LIST_MODEL (self->machines), i);

      _vtr_machine_set_domain (machine, NULL);
      _vtr_machine_stop_samples (machine);
    }
}

/* Lets the link go without waiting for anything that runs over it. */
static void
drop_link (VtrHost *self)
{
  if (self->link == NULL)
    return;

  g_cancellable_cancel (self->preparing);
  g_clear_object (&self->preparing);
  forget_handles (self);
  g_hash_table_remove_all (self->refreshing);
  g_clear_pointer (&self->early, g_ptr_array_unref);
  g_hash_table_remove_all (self->domain_capabilities);
  if (self->networks != NULL)
    _vtr_networks_forget (self->networks, TRUE);
  g_clear_pointer (&self->link, vtr_link_abandon);
}

static void
vtr_host_dispose (GObject *object)
{
  VtrHost *self = VTR_HOST (object);

  if (self->storage != NULL)
    _vtr_storage_let_go (self->storage);
  g_clear_object (&self->storage);
  drop_link (self);
  if (self->way != NULL)
    vtr_host_way_close (self->way);
  g_clear_object (&self->way);
  g_clear_pointer (&self->sampler, _vtr_sampler_free);
  g_clear_object (&self->networks);

  G_OBJECT_CLASS (vtr_host_parent_class)->dispose (object);
}

static void
vtr_host_finalize (GObject *object)
{
  VtrHost *self = VTR_HOST (object);

  g_free (self->uri);
  g_free (self->title);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  g_clear_object (&self->machines);
  g_hash_table_unref (self->former);
  g_hash_table_unref (self->refreshing);
  g_hash_table_unref (self->domain_capabilities);

  G_OBJECT_CLASS (vtr_host_parent_class)->finalize (object);
}

static void
vtr_host_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  VtrHost *self = VTR_HOST (object);

  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_TITLE:
      g_value_set_string (value, vtr_host_get_title (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STATE_NAME:
      g_value_set_string (value, vtr_host_get_state_name (self));
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_MACHINES:
      g_value_set_object (value, self->machines);
      break;
    case PROP_N_ACTIVE:
      g_value_set_uint (value, self->n_active);
      break;
    case PROP_N_ATTENTION:
      g_value_set_uint (value, self->n_attention);
      break;
    case PROP_LIST_COMPLETE:
      g_value_set_boolean (value, self->list_complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_host_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  VtrHost *self = VTR_HOST (object);

  switch (prop_id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      vtr_host_set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (void)
{
  signals[SIGNAL_MACHINE_CHANGED]
      = g_signal_new ("machine-changed", VTR_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, VTR_TYPE_MACHINE, G_TYPE_UINT);
  signals[SIGNAL_JOB] = g_signal_new ("job", VTR_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, VTR_TYPE_JOB);
  signals[SIGNAL_AUTHENTICATE]
      = g_signal_new ("authenticate", VTR_TYPE_HOST, G_SIGNAL_RUN_LAST, 0,
                      g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1,
                      VTR_TYPE_AUTH_REQUEST);
  signals[SIGNAL_SAMPLED] = g_signal_new ("sampled", VTR_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_host_class_init (VtrHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_host_dispose;
  object_class->finalize = vtr_host_finalize;
  object_class->get_property = vtr_host_get_property;
  object_class->set_property = vtr_host_set_property;

  properties[PROP_URI] = g_param_spec_string (
      "uri", NULL, NULL, NULL, (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  properties[PROP_TITLE] = g_param_spec_string (
      "title", NULL, NULL, NULL, (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, VTR_TYPE_HOST_STATE,
                                              VTR_HOST_DISCONNECTED, flags);
  properties[PROP_STATE_NAME] = g_param_spec_string ("state-name", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  properties[PROP_MACHINES]
      = g_param_spec_object ("machines", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_N_ACTIVE] = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ATTENTION]
      = g_param_spec_uint ("n-attention", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LIST_COMPLETE]
      = g_param_spec_boolean ("list-complete", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals ();
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
vtr_host_init (VtrHost *self)
{
  self->machines = vtr_keyed_list_new (VTR_TYPE_MACHINE, uuid_of);
  self->former = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_weak_ref);
  self->refreshing = g_hash_table_new (NULL, NULL);
  self->domain_capabilities
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) vtr_xml_doc_unref);
  self->sampler = _vtr_sampler_new (self);
}

/**
 * vtr_host_new:
 * @uri: where libvirt finds it
 *
 * Returns: (transfer full): a host that is not connected
 */
VtrHost *
vtr_host_new (const char *uri)
{
  return g_object_new (VTR_TYPE_HOST, "uri", uri, NULL);
}

/* For the files of this type */

/* Keeps the sums at the cost of one machine. */
void
_vtr_host_count (VtrHost    *self,
                 VtrMachine *machine,
                 gboolean    active,
                 gboolean    attention)
{
  if (_vtr_machine_set_counted_active (machine, active))
    {
      self->n_active += active ? 1 : -1;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ACTIVE]);
    }
  if (_vtr_machine_set_counted_attention (machine, attention))
    {
      self->n_attention += attention ? 1 : -1;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ATTENTION]);
    }
}

void
_vtr_host_forget_counts (VtrHost *self)
{
  self->n_active = 0;
  self->n_attention = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ACTIVE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ATTENTION]);
}

/* A window may outlive the connection: its machine is the same one when the host comes back. */
static void
forget_machines (VtrHost *self)
{
  GHashTableIter iter;
  gpointer ref;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->machines)); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (G_LIST_MODEL (self->machines), i);
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, machine);
      g_hash_table_replace (self->former, g_strdup (vtr_machine_get_uuid (machine)), weak);
      _vtr_machine_set_counted_active (machine, FALSE);
      _vtr_machine_set_counted_attention (machine, FALSE);
    }
  vtr_keyed_list_clear (self->machines);

  g_hash_table_iter_init (&iter, self->former);
  while (g_hash_table_iter_next (&iter, NULL, &ref))
    {
      g_autoptr (VtrMachine) machine = g_weak_ref_get (ref);

      if (machine == NULL)
        g_hash_table_iter_remove (&iter);
    }
}

/* The machine that somebody still holds from before, with its new handle. */
VtrMachine *
_vtr_host_take_former (VtrHost     *self,
                       virDomainPtr domain)
{
  char uuid[VIR_UUID_STRING_BUFLEN] = "";
  VtrMachine *machine = NULL;
  GWeakRef *weak;

  virDomainGetUUIDString (domain, uuid);
  weak = g_hash_table_lookup (self->former, uuid);
  if (weak != NULL)
    machine = g_weak_ref_get (weak);
  g_hash_table_remove (self->former, uuid);
  if (machine == NULL)
    return NULL;

  _vtr_machine_set_domain (machine, domain);
  _vtr_machine_set_details (machine, VTR_DETAILS_NONE);
  return machine;
}

void
_vtr_host_announce (VtrHost         *self,
                    VtrMachine      *machine,
                    VtrMachineChange change)
{
  if (change & VTR_MACHINE_CHANGED_STATE)
    _vtr_host_count (self, machine, vtr_machine_is_active (machine),
                     vtr_machine_needs_attention (machine));
  g_signal_emit (self, signals[SIGNAL_MACHINE_CHANGED], 0, machine, (guint) change);
}

void
_vtr_host_announce_job (VtrHost *self,
                        VtrJob  *job)
{
  g_signal_emit (self, signals[SIGNAL_JOB], 0, job);
}

void
_vtr_host_announce_samples (VtrHost *self)
{
  g_signal_emit (self, signals[SIGNAL_SAMPLED], 0);
}

/* Returns whether anybody took the question. */
gboolean
_vtr_host_authenticate (VtrHost        *self,
                        VtrAuthRequest *request)
{
  gboolean handled = FALSE;

  g_signal_emit (self, signals[SIGNAL_AUTHENTICATE], 0, request, &handled);
  return handled;
}

/* What was heard last stays as old as it is until something new is heard. */
static void
note_silence (VtrHost *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (self->state == VTR_HOST_CONNECTED || self->state == VTR_HOST_DISCONNECTED)
    self->silent_since = 0;
  else if (self->state == VTR_HOST_NOT_ANSWERING)
    self->silent_since = now - VTR_CALL_DEADLINE_SECONDS;
  else if (self->state == VTR_HOST_FAILED && self->silent_since == 0)
    self->silent_since = now;
}

void
_vtr_host_set_state (VtrHost     *self,
                     VtrHostState state,
                     VtrTrouble  *trouble)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (self->trouble != NULL || trouble != NULL)
    {
      g_clear_pointer (&self->trouble, vtr_trouble_free);
      self->trouble = trouble;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
    }
  if (self->state != state)
    {
      self->state = state;
      note_silence (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_NAME]);
    }

  g_object_thaw_notify (G_OBJECT (self));
  if (self->sampler != NULL)
    _vtr_sampler_update (self->sampler);
}

/* The link broke by itself. The machines stay on the list, as they were last seen. */
void
_vtr_host_lose (VtrHost    *self,
                const char *reason)
{
  g_autoptr (GError) error = NULL;

  if (self->link == NULL)
    return;

  error = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, reason);
  drop_link (self);
  self->trouble_code = VTR_ERROR_LINK_LOST;
  _vtr_host_set_state (self, VTR_HOST_FAILED,
                       vtr_virt_trouble (_("The connection to this host was lost"), error));
}

/* A cancel is the person's own: the host is simply not connected then. But where nobody was asked,
 * nobody has cancelled. */
void
_vtr_host_opening_failed (VtrHost      *self,
                          const GError *error)
{
  gboolean refused = vtr_error_is_cancelled (error) && self->may_ask;
  g_autoptr (GError) unasked = NULL;

  if (self->link == NULL)
    return;

  if (vtr_error_is_cancelled (error) && !refused)
    error = unasked
        = g_error_new_literal (VTR_ERROR, VTR_ERROR_AUTHENTICATION, "Nobody was asked to log in");
  drop_link (self);
  self->trouble_code = !refused && error->domain == VTR_ERROR ? error->code : -1;
  _vtr_host_set_state (self, refused ? VTR_HOST_DISCONNECTED : VTR_HOST_FAILED,
                       refused ? NULL
                               : vtr_virt_trouble (_("This host could not be connected"), error));
}

void
_vtr_host_set_complete (VtrHost *self,
                        gboolean complete)
{
  if (self->list_complete == complete)
    return;

  self->list_complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST_COMPLETE]);
}

/* Public */

const char *
vtr_host_get_uri (VtrHost *self)
{
  return self->uri;
}

/* Whether it is this computer. A forwarded socket looks local to libvirt, so that the address decides
 * and not libvirt. */
gboolean
vtr_host_is_here (VtrHost *self)
{
  g_autofree char *scheme = g_uri_parse_scheme (self->uri);
  g_autoptr (GUri) uri = g_uri_parse (self->uri, G_URI_FLAGS_NONE, NULL);

  return scheme != NULL && uri != NULL
         && (g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
         && (strchr (scheme, '+') == NULL || g_str_has_suffix (scheme, "+unix"));
}

const char *
vtr_host_get_title (VtrHost *self)
{
  return self->title != NULL ? self->title : self->uri;
}

void
vtr_host_set_title (VtrHost    *self,
                    const char *title)
{
  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static gboolean
on_way_authenticate_cb (VtrHost        *self,
                        VtrAuthRequest *request)
{
  return _vtr_host_authenticate (self, request);
}

static void
on_way_lost_cb (VtrHost    *self,
                const char *reason)
{
  _vtr_host_lose (self, reason);
}

/**
 * vtr_host_set_way:
 * @self: a host that is not connected
 * @way: (transfer none): how it is reached
 */
void
vtr_host_set_way (VtrHost    *self,
                  VtrHostWay *way)
{
  g_return_if_fail (self->way == NULL);

  self->way = g_object_ref (way);
  g_signal_connect_object (way, "authenticate", G_CALLBACK (on_way_authenticate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (way, "lost", G_CALLBACK (on_way_lost_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vtr_host_get_way:
 * @self: a host
 *
 * Returns: (transfer none) (nullable): how it is reached, %NULL where libvirt finds its own way
 */
VtrHostWay *
vtr_host_get_way (VtrHost *self)
{
  return self->way;
}

static void
begin_to_connect (VtrHost *self,
                  gboolean may_ask)
{
  if (self->state == VTR_HOST_CONNECTING)
    self->may_ask |= may_ask;
  if (self->state == VTR_HOST_CONNECTING || self->state == VTR_HOST_CONNECTED)
    return;

  drop_link (self);
  self->may_ask = may_ask;
  _vtr_host_open (self);
}

/* Begins to connect, unless it is connected or on the way; after trouble it begins anew. */
void
vtr_host_connect (VtrHost *self)
{
  begin_to_connect (self, TRUE);
}

/* The same, but nobody is there who could be asked: where a password is wanted, it fails. */
void
vtr_host_reconnect (VtrHost *self)
{
  begin_to_connect (self, FALSE);
}

/* Whether somebody wants it connected right now, and is there to answer its questions. */
gboolean
vtr_host_may_ask (VtrHost *self)
{
  return self->may_ask;
}

/* Asks it for its list again, where it is connected: a link that is dead does not answer. */
void
vtr_host_check (VtrHost *self)
{
  if (self->state == VTR_HOST_CONNECTED)
    _vtr_host_resync (self);
}

/* Lets go at once, also of a host that hangs or is being connected. */
void
vtr_host_disconnect (VtrHost *self)
{
  drop_link (self);
  if (self->way != NULL)
    vtr_host_way_close (self->way);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->machines)); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (G_LIST_MODEL (self->machines), i);

      /* Whoever still holds it, such as a job, learns that nothing more will be heard of it. */
      _vtr_machine_set_state (machine, VTR_LIBVIRT_STATE_UNKNOWN, 0);
    }
  forget_machines (self);
  if (self->networks != NULL)
    _vtr_networks_forget (self->networks, FALSE);
  _vtr_host_forget_counts (self);
  _vtr_host_set_complete (self, FALSE);
  _vtr_host_set_state (self, VTR_HOST_DISCONNECTED, NULL);
}

VtrHostState
vtr_host_get_state (VtrHost *self)
{
  return self->state;
}

const char *
vtr_host_get_state_name (VtrHost *self)
{
  static const char *const names[] = {
    N_("Not connected"), N_("Connecting…"), N_("Connected"), N_("Not answering"), N_("Failed"),
  };

  return _(names[self->state]);
}

/**
 * vtr_host_get_silent_since:
 * @self: a host
 *
 * Returns: since when nothing is heard of it, in seconds of the wall clock, else 0
 */
gint64
vtr_host_get_silent_since (VtrHost *self)
{
  return self->silent_since;
}

/**
 * vtr_host_get_trouble:
 * @self: a host
 *
 * Returns: (transfer none) (nullable): why it is not connected
 */
const VtrTrouble *
vtr_host_get_trouble (VtrHost *self)
{
  return self->trouble;
}

/* What kind of trouble it is, a VtrErrorCode; -1 where there is none, or of no such kind. */
int
vtr_host_get_trouble_code (VtrHost *self)
{
  return self->trouble != NULL ? self->trouble_code : -1;
}

/* Whether calls may be made: a host that is slow to answer may still answer. */
gboolean
vtr_host_is_usable (VtrHost *self)
{
  return self->state == VTR_HOST_CONNECTED
         || (self->state == VTR_HOST_NOT_ANSWERING && self->list_complete);
}

/**
 * vtr_host_get_machines:
 * @self: a host
 *
 * Returns: (transfer none): its machines, a list of VtrMachine in no particular order
 */
GListModel *
vtr_host_get_machines (VtrHost *self)
{
  return G_LIST_MODEL (self->machines);
}

/**
 * vtr_host_find_machine:
 * @self: a host
 * @name_id_or_uuid: how somebody calls it
 *
 * Returns: (transfer none) (nullable): that machine
 */
VtrMachine *
vtr_host_find_machine (VtrHost    *self,
                       const char *name_id_or_uuid)
{
  VtrMachine *by_key = vtr_keyed_list_lookup (self->machines, name_id_or_uuid);
  GListModel *machines = G_LIST_MODEL (self->machines);

  for (guint i = 0; by_key == NULL && i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);
      virDomainPtr domain = _vtr_machine_get_domain (machine);
      g_autofree char *id = g_strdup_printf ("%u", domain != NULL ? virDomainGetID (domain) : 0);

      if (g_str_equal (vtr_machine_get_name (machine), name_id_or_uuid)
          || (domain != NULL && g_str_equal (id, name_id_or_uuid)))
        by_key = machine;
    }

  return by_key;
}

guint
vtr_host_get_n_active (VtrHost *self)
{
  return self->n_active;
}

guint
vtr_host_get_n_attention (VtrHost *self)
{
  return self->n_attention;
}

/* Whether every machine of the host is on its list. */
gboolean
vtr_host_is_list_complete (VtrHost *self)
{
  return self->list_complete;
}

/* For a search that looks into what rows have not asked for yet. */
void
vtr_host_load_all_details (VtrHost *self)
{
  GListModel *machines = G_LIST_MODEL (self->machines);

  self->loads_everything = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);

      if (_vtr_machine_get_details (machine) == VTR_DETAILS_NONE)
        _vtr_host_load_details (self, machine, VTR_WORK_BACKGROUND);
    }
}

/**
 * vtr_host_watch_samples:
 * @self: a host
 * @metrics: what is looked at
 * @with_host_load: whether the host's own load is looked at
 *
 * Returns: what to give to vtr_host_unwatch_samples() when nobody looks any more
 */
guint
vtr_host_watch_samples (VtrHost     *self,
                        VtrMetricSet metrics,
                        gboolean     with_host_load)
{
  return _vtr_sampler_watch (self->sampler, metrics, with_host_load);
}

void
vtr_host_unwatch_samples (VtrHost *self,
                          guint    watch)
{
  if (self->sampler != NULL)
    _vtr_sampler_unwatch (self->sampler, watch);
}

void
vtr_host_set_sampling_interval (VtrHost *self,
                                guint    seconds)
{
  _vtr_sampler_set_interval (self->sampler, seconds);
}

/**
 * vtr_host_get_load:
 * @self: a host
 *
 * Returns: (transfer none): the load of its processors, 0 to 1, as far as somebody looked
 */
const VtrHistory *
vtr_host_get_load (VtrHost *self)
{
  return _vtr_sampler_get_load (self->sampler);
}

/* In seconds. */
guint
vtr_host_get_sampling_interval (VtrHost *self)
{
  return _vtr_sampler_get_interval (self->sampler);
}

/* 0 while not known. */
guint
vtr_host_get_n_processors (VtrHost *self)
{
  return self->n_processors;
}

/* Bytes; 0 while not known. */
guint64
vtr_host_get_memory (VtrHost *self)
{
  return self->memory;
}
