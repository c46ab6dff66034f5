/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-hardware-choices.h"

#include <glib/gi18n-lib.h>

#include "virt/device/vtr-claims.h"
#include "virt/device/vtr-host-offers.h"
#include "virt/host/vtr-domain-capabilities.h"

struct _VtrHardwareChoices
{
  GObject               parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrChoices           *choices;
  GCancellable         *cancellable;
  char                 *sort;        /* of the machine for which the host was asked */
  GPtrArray            *devices;     /* VtrNodeDevice; NULL until they are there */
  GHashTable           *claims;      /* names of other machines; NULL until they are there */

  /* state */
  gboolean              wants_claims;
  gboolean              wants_devices;
  guint                 n_processors;
  guint64               memory;
};

enum
{
  SIGNAL_DEVICES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrHardwareChoices, vtr_hardware_choices, G_TYPE_OBJECT)

static VtrHost *
get_host (VtrHardwareChoices *self)
{
  return vtr_machine_get_host (vtr_machine_definition_get_machine (self->definition));
}

/* Lists */

static const char *
describe_network (const VtrNetworkOffer *network)
{
  if (!network->is_active)
    return _("Not active: the machine cannot start with it until it is");
  if (network->forward == NULL)
    return _("Isolated: leads to this host and its machines only");
  if (g_str_equal (network->forward, "nat"))
    return _("Leads outside through the host's address (NAT)");
  if (g_str_equal (network->forward, "route"))
    return _("Leads outside by routing");
  if (g_str_equal (network->forward, "open"))
    return _("Leads outside, with no rules of its own");
  return _("Part of a network outside");
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (vtr_choice_free);
}

static GPtrArray *
list_names (GPtrArray *names)
{
  GPtrArray *list = new_list ();

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (list, vtr_choice_new (names->pdata[i], NULL, NULL, NULL));
  return list;
}

static void
take_networks (VtrHardwareChoices *self,
               GPtrArray          *networks)
{
  GPtrArray *list = new_list ();
  GPtrArray *port_groups = new_list ();

  for (guint i = 0; i < networks->len; i++)
    {
      const VtrNetworkOffer *network = networks->pdata[i];

      g_ptr_array_add (list, vtr_choice_new (network->name, NULL, describe_network (network), NULL));
      for (guint j = 0; network->port_groups[j] != NULL; j++)
        {
          /* Translators: %s is the name of a network */
          g_autofree char *note = g_strdup_printf (_("Of %s"), network->name);

          g_ptr_array_add (port_groups, vtr_choice_new (network->port_groups[j], NULL, note, NULL));
        }
    }
  vtr_choices_set_list (self->choices, "interface.source-network", list);
  vtr_choices_set_list (self->choices, "interface.source-portgroup", port_groups);
}

static void
on_offers_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrHardwareChoices) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrHostOffers) offers
      = vtr_host_load_offers_finish (VTR_HOST (source), result, &error);

  if (offers == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  vtr_choices_freeze (self->choices);
  take_networks (self, offers->networks);
  vtr_choices_set_list (self->choices, "interface.source-bridge", list_names (offers->bridges));
  vtr_choices_set_list (self->choices, "interface.source-dev", list_names (offers->interfaces));
  vtr_choices_set_list (self->choices, "interface.filter", list_names (offers->filters));
  vtr_choices_set_list (self->choices, "os.machine", list_names (offers->machine_types));
  vtr_choices_set_list (self->choices, "graphics.gl-rendernode", list_names (offers->render_nodes));
  vtr_choices_thaw (self->choices);
  self->n_processors = offers->n_processors;
  self->memory = offers->memory;
  g_signal_emit (self, signals[SIGNAL_DEVICES_CHANGED], 0);
}

static void
on_capabilities_loaded_cb (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr (VtrHardwareChoices) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc
      = vtr_host_load_domain_capabilities_finish (VTR_HOST (source), result, &error);

  if (doc == NULL)
    g_debug ("No capabilities: %s", error->message);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    vtr_choices_set_capabilities (self->choices, doc);
}

/* The host is asked again when the machine became one of another sort. */
static void
load (VtrHardwareChoices *self)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  VtrHost *host = get_host (self);
  VtrXmlNode *root = saved != NULL ? vtr_xml_doc_get_root (saved) : NULL;
  const char *emulator, *arch, *machine, *type;
  g_autofree char *sort = NULL;

  if (root == NULL || host == NULL || !vtr_host_is_usable (host))
    return;

  emulator = vtr_xml_node_get (root, "devices/emulator");
  arch = vtr_xml_node_get (root, "os/type/@arch");
  machine = vtr_xml_node_get (root, "os/type/@machine");
  type = vtr_xml_node_get (root, "@type");
  sort = g_strdup_printf ("%s %s %s %s", emulator, arch, machine, type);
  if (!g_set_str (&self->sort, sort))
    return;

  vtr_host_load_domain_capabilities_async (host, emulator, arch, machine, type, self->cancellable,
                                           on_capabilities_loaded_cb, g_object_ref (self));
  vtr_host_load_offers_async (host, arch, self->cancellable, on_offers_loaded_cb,
                              g_object_ref (self));
}

/* Devices */

static void
on_devices_listed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (VtrHardwareChoices) self = user_data;
  GPtrArray *devices = vtr_host_list_node_devices_finish (VTR_HOST (source), result, NULL);

  if (devices == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&devices, g_ptr_array_unref);
      return;
    }

  g_clear_pointer (&self->devices, g_ptr_array_unref);
  self->devices = devices;
  g_signal_emit (self, signals[SIGNAL_DEVICES_CHANGED], 0);
}

static void
on_claims_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrHardwareChoices) self = user_data;
  GHashTable *claims = vtr_host_load_claims_finish (VTR_HOST (source), result, NULL);

  if (claims == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&claims, g_hash_table_unref);
      return;
    }

  g_clear_pointer (&self->claims, g_hash_table_unref);
  self->claims = claims;
  g_signal_emit (self, signals[SIGNAL_DEVICES_CHANGED], 0);
}

static void
load_devices (VtrHardwareChoices *self)
{
  VtrHost *host = get_host (self);

  if (host == NULL || !vtr_host_is_usable (host))
    return;

  if (self->wants_devices)
    vtr_host_list_node_devices_async (host, self->cancellable, on_devices_listed_cb,
                                      g_object_ref (self));
  vtr_host_load_claims_async (host, vtr_machine_definition_get_machine (self->definition),
                              self->cancellable, on_claims_loaded_cb, g_object_ref (self));
}

static void
vtr_hardware_choices_dispose (GObject *object)
{
  VtrHardwareChoices *self = VTR_HARDWARE_CHOICES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->definition);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (vtr_hardware_choices_parent_class)->dispose (object);
}

static void
vtr_hardware_choices_finalize (GObject *object)
{
  VtrHardwareChoices *self = VTR_HARDWARE_CHOICES (object);

  g_object_unref (self->cancellable);
  g_free (self->sort);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_hash_table_unref);

  G_OBJECT_CLASS (vtr_hardware_choices_parent_class)->finalize (object);
}

static void
vtr_hardware_choices_class_init (VtrHardwareChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_hardware_choices_dispose;
  object_class->finalize = vtr_hardware_choices_finalize;

  signals[SIGNAL_DEVICES_CHANGED]
      = g_signal_new ("devices-changed", VTR_TYPE_HARDWARE_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
vtr_hardware_choices_init (VtrHardwareChoices *self)
{
  self->choices = vtr_choices_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * vtr_hardware_choices_new:
 * @definition: of the machine that they are for
 *
 * Returns: (transfer full): choices that fill themselves
 */
VtrHardwareChoices *
vtr_hardware_choices_new (VtrMachineDefinition *definition)
{
  VtrHardwareChoices *self = g_object_new (VTR_TYPE_HARDWARE_CHOICES, NULL);

  self->definition = g_object_ref (definition);
  g_signal_connect_object (definition, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}

/**
 * vtr_hardware_choices_get:
 * @self: choices
 *
 * Returns: (transfer none): the same for a form
 */
VtrChoices *
vtr_hardware_choices_get (VtrHardwareChoices *self)
{
  return self->choices;
}

/* Asks again: networks and devices come and go. */
void
vtr_hardware_choices_refresh (VtrHardwareChoices *self)
{
  g_clear_pointer (&self->sort, g_free);
  load (self);
  if (self->wants_claims)
    load_devices (self);
}

/* All machines have to be asked: that is done where somebody looks at what two may want. */
void
vtr_hardware_choices_want_claims (VtrHardwareChoices *self)
{
  if (self->wants_claims)
    return;

  self->wants_claims = TRUE;
  load_devices (self);
}

/* The devices of a host are many: they are asked for where somebody looks at one. */
void
vtr_hardware_choices_want_devices (VtrHardwareChoices *self)
{
  if (self->wants_devices)
    return;

  self->wants_claims = TRUE;
  self->wants_devices = TRUE;
  load_devices (self);
}

/**
 * vtr_hardware_choices_get_devices:
 * @self: choices
 *
 * Returns: (transfer none) (nullable) (element-type VtrNodeDevice): the devices of the host
 */
GPtrArray *
vtr_hardware_choices_get_devices (VtrHardwareChoices *self)
{
  return self->devices;
}

/**
 * vtr_hardware_choices_find_device:
 * @self: choices
 * @token: what claims call it
 *
 * Returns: (transfer none) (nullable): the device
 */
const VtrNodeDevice *
vtr_hardware_choices_find_device (VtrHardwareChoices *self,
                                  const char         *token)
{
  for (guint i = 0; self->devices != NULL && i < self->devices->len; i++)
    {
      g_autofree char *own = vtr_node_device_get_token (self->devices->pdata[i]);

      if (g_str_equal (own, token))
        return self->devices->pdata[i];
    }
  return NULL;
}

/**
 * vtr_hardware_choices_get_claim:
 * @self: choices
 * @token: of a device, an address or a file
 *
 * Returns: (transfer none) (nullable): the names of the other machines that have it
 */
const char *
vtr_hardware_choices_get_claim (VtrHardwareChoices *self,
                                const char         *token)
{
  return self->claims != NULL ? g_hash_table_lookup (self->claims, token) : NULL;
}

guint
vtr_hardware_choices_get_n_processors (VtrHardwareChoices *self)
{
  return self->n_processors;
}

guint64
vtr_hardware_choices_get_memory (VtrHardwareChoices *self)
{
  return self->memory;
}
