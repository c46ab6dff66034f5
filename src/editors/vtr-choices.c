/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-choices.h"

#include <glib/gi18n-lib.h>

#include "definition/host/vtr-support.h"

struct _VtrChoices
{
  GObject     parent_instance;

  /* owned */
  VtrXmlDoc  *capabilities;
  GHashTable *lists;        /* "kind.field" to an array of VtrChoice */

  /* state */
  guint       frozen;
  gboolean    changed;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrChoices, vtr_choices, G_TYPE_OBJECT)

/* Which list of the domain capabilities is about which field. */
static const struct
{
  const char *kind;
  const char *field;
  const char *part;
  const char *list;
} sources[] = {
  { "os", "firmware", "os", "firmware" },
  { "os", "loader-type", "os/loader", "type" },
  { "os", "loader-secure", "os/loader", "secure" },
  { "memory", "source-type", "memoryBacking", "sourceType" },
  { "launch-security", "type", "features/launchSecurity", "sectype" },
  { "disk", "bus", "devices/disk", "bus" },
  { "disk", "model", "devices/disk", "model" },
  { "graphics", "type", "devices/graphics", "type" },
  { "video", "model", "devices/video", "modelType" },
  { "interface", "backend-type", "devices/interface", "backendType" },
  { "hostdev", "source-startup-policy", "devices/hostdev", "startupPolicy" },
  { "rng", "model", "devices/rng", "model" },
  { "rng", "backend", "devices/rng", "backendModel" },
  { "filesystem", "driver-type", "devices/filesystem", "driverType" },
  { "tpm", "model", "devices/tpm", "model" },
  { "tpm", "backend", "devices/tpm", "backendModel" },
  { "tpm", "version", "devices/tpm", "backendVersion" },
  { "redirdev", "bus", "devices/redirdev", "bus" },
  { "channel", "type", "devices/channel", "type" },
  { "crypto", "model", "devices/crypto", "model" },
  { "crypto", "type", "devices/crypto", "type" },
  { "crypto", "backend-model", "devices/crypto", "backendModel" },
  { "panic", "model", "devices/panic", "model" },
  { "console", "type", "devices/console", "type" },
};

/**
 * vtr_choice_new:
 * @value: as it is written in a definition
 * @label: (nullable): how it reads
 * @note: (nullable): what it is
 * @why_not: (nullable): why it cannot be chosen
 *
 * Returns: (transfer full): a choice
 */
VtrChoice *
vtr_choice_new (const char *value,
                const char *label,
                const char *note,
                const char *why_not)
{
  VtrChoice *self = g_new (VtrChoice, 1);

  *self = (VtrChoice) { g_strdup (value), g_strdup (label), g_strdup (note), g_strdup (why_not) };
  return self;
}

void
vtr_choice_free (gpointer choice)
{
  VtrChoice *self = choice;

  g_free (self->value);
  g_free (self->label);
  g_free (self->note);
  g_free (self->why_not);
  g_free (self);
}

static void
vtr_choices_finalize (GObject *object)
{
  VtrChoices *self = VTR_CHOICES (object);

  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  g_hash_table_unref (self->lists);

  G_OBJECT_CLASS (vtr_choices_parent_class)->finalize (object);
}

static void
vtr_choices_class_init (VtrChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_choices_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VTR_TYPE_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_choices_init (VtrChoices *self)
{
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
}

/**
 * vtr_choices_new:
 *
 * Returns: (transfer full): choices that know nothing yet
 */
VtrChoices *
vtr_choices_new (void)
{
  return g_object_new (VTR_TYPE_CHOICES, NULL);
}

static void
tell_changed (VtrChoices *self)
{
  self->changed = TRUE;
  if (self->frozen > 0)
    return;

  self->changed = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Until it is thawed nothing is told: every form makes its lists anew each time. */
void
vtr_choices_freeze (VtrChoices *self)
{
  self->frozen++;
}

void
vtr_choices_thaw (VtrChoices *self)
{
  g_return_if_fail (self->frozen > 0);

  if (--self->frozen == 0 && self->changed)
    tell_changed (self);
}

/**
 * vtr_choices_set_capabilities:
 * @self: choices
 * @domain_capabilities: (nullable): what such a machine can have on its host
 */
void
vtr_choices_set_capabilities (VtrChoices *self,
                              VtrXmlDoc  *domain_capabilities)
{
  if (self->capabilities == domain_capabilities)
    return;

  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  self->capabilities = domain_capabilities != NULL ? vtr_xml_doc_ref (domain_capabilities) : NULL;
  tell_changed (self);
}

/**
 * vtr_choices_set_list:
 * @self: choices
 * @field: "interface.source-network"
 * @choices: (transfer full) (element-type VtrChoice): what is there for it
 */
void
vtr_choices_set_list (VtrChoices *self,
                      const char *field,
                      GPtrArray  *choices)
{
  g_hash_table_replace (self->lists, g_strdup (field), choices);
  tell_changed (self);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (vtr_choice_free);
}

static GPtrArray *
list_cpu_modes (VtrXmlDoc *capabilities)
{
  g_autoptr (GPtrArray) modes = vtr_item_list (capabilities, "cpu-mode");
  GPtrArray *choices = new_list ();

  for (guint i = 0; i < modes->len; i++)
    {
      g_autofree char *name = vtr_item_get (modes->pdata[i], "name");
      g_autofree char *supported = vtr_item_get (modes->pdata[i], "supported");

      if (g_strcmp0 (supported, "yes") == 0)
        g_ptr_array_add (choices, vtr_choice_new (name, NULL, NULL, NULL));
    }
  return choices;
}

/* What can be chosen comes first. */
static int
compare_use (gconstpointer a,
             gconstpointer b)
{
  const VtrChoice *left = *(const VtrChoice **) a;
  const VtrChoice *right = *(const VtrChoice **) b;
  int order = (left->why_not != NULL) - (right->why_not != NULL);

  return order != 0 ? order : g_ascii_strcasecmp (left->value, right->value);
}

static GPtrArray *
list_cpu_models (VtrXmlDoc *capabilities)
{
  g_autoptr (GPtrArray) models = vtr_item_list (capabilities, "cpu-model");
  GPtrArray *choices = new_list ();

  for (guint i = 0; i < models->len; i++)
    {
      const VtrItem *model = models->pdata[i];
      g_autofree char *name = NULL;
      g_autofree char *usable = NULL;
      g_autofree char *deprecated = NULL;

      if (!g_str_has_prefix (model->key, "cpu-mode:custom"))
        continue;
      name = vtr_item_get (model, "value");
      usable = vtr_item_get (model, "usable");
      deprecated = vtr_item_get (model, "deprecated");
      g_ptr_array_add (choices,
                       vtr_choice_new (name, NULL,
                                       g_strcmp0 (deprecated, "yes") == 0 ? _("Outdated") : NULL,
                                       g_strcmp0 (usable, "no") == 0
                                           ? _("The host's processor lacks a part of it")
                                           : NULL));
    }
  g_ptr_array_sort (choices, compare_use);
  return choices;
}

static GPtrArray *
list_values (VtrXmlDoc  *capabilities,
             const char *part,
             const char *list)
{
  g_auto (GStrv) values = vtr_support_get_values (capabilities, part, list);
  GPtrArray *choices = values != NULL ? new_list () : NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (choices, vtr_choice_new (values[i], NULL, NULL, NULL));
  return choices;
}

/**
 * vtr_choices_list:
 * @self: choices
 * @kind: a kind
 * @field: a field of it
 *
 * Returns: (transfer container) (nullable) (element-type VtrChoice): what the host offers for it; NULL
 *   where it has not said
 */
GPtrArray *
vtr_choices_list (VtrChoices     *self,
                  const VtrKind  *kind,
                  const VtrField *field)
{
  g_autofree char *name = g_strconcat (kind->name, ".", field->name, NULL);
  GPtrArray *known = g_hash_table_lookup (self->lists, name);

  if (known != NULL)
    return g_ptr_array_ref (known);
  if (self->capabilities == NULL)
    return NULL;
  if (g_str_equal (name, "cpu.mode"))
    return list_cpu_modes (self->capabilities);
  if (g_str_equal (name, "cpu.model"))
    return list_cpu_models (self->capabilities);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].kind, kind->name) && g_str_equal (sources[i].field, field->name))
      return list_values (self->capabilities, sources[i].part, sources[i].list);

  return NULL;
}

/**
 * vtr_choices_why_not:
 * @self: choices
 * @kind: a kind
 * @field: a field of it that is on or off
 *
 * Returns: (nullable): why it cannot be switched on; NULL where it can, or nobody knows
 */
const char *
vtr_choices_why_not (VtrChoices     *self,
                     const VtrKind  *kind,
                     const VtrField *field)
{
  g_autofree char *feature = NULL;

  if (self->capabilities == NULL || field->type != VTR_STATE || !g_str_equal (kind->name, "hyperv")
      || field->keep != NULL)
    return NULL;

  feature = g_strdelimit (g_strdup (field->name), "-", '_');
  return vtr_support_get_value (self->capabilities, "features/hyperv", "features", feature)
                 == VTR_SUPPORT_NO
             ? _("This host does not offer it")
             : NULL;
}

/**
 * vtr_choices_why_no_device:
 * @self: choices
 * @kind: of a device
 * @type: (nullable): which type of it; of a "graphics" or a "hostdev"
 *
 * Returns: (nullable): why a machine cannot have such a device on its host; NULL where it can, or
 *   nobody knows
 */
const char *
vtr_choices_why_no_device (VtrChoices *self,
                           const char *kind,
                           const char *type)
{
  g_autofree char *part = g_strconcat ("devices/", kind, NULL);
  const char *list = g_str_equal (kind, "hostdev") ? "subsysType" : "type";

  if (self->capabilities == NULL)
    return NULL;
  if (vtr_support_get (self->capabilities, part) == VTR_SUPPORT_NO)
    return _("This host has none for such a machine");
  if (type != NULL
      && vtr_support_get_value (self->capabilities, part, list, type) == VTR_SUPPORT_NO)
    return _("This host does not offer it");
  return NULL;
}
