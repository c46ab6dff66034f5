/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-settings.h"

#define SCHEMA_ID "org.vitrine.Vitrine.Console"
#define DEFAULTS_PATH "/org/vitrine/Vitrine/console/"
#define MACHINES_PATH "/org/vitrine/Vitrine/consoles/"

struct _VtrConsoleSettings
{
  GObject parent_instance;

  /* owned */
  GSettings *defaults;
  GSettings *own; /* NULL: these are the defaults themselves */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrConsoleSettings, vtr_console_settings, G_TYPE_OBJECT)

static GSettings *
find (VtrConsoleSettings *self,
      const char         *key)
{
  return vtr_console_settings_is_own (self, key) ? self->own : self->defaults;
}

static GSettings *
get_written (VtrConsoleSettings *self)
{
  return self->own != NULL ? self->own : self->defaults;
}

/**
 * vtr_console_settings_is_own:
 * @key: what to ask for
 *
 * Returns: whether somebody chose it for this machine
 */
gboolean
vtr_console_settings_is_own (VtrConsoleSettings *self,
                             const char         *key)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (VTR_IS_CONSOLE_SETTINGS (self), FALSE);

  if (self->own != NULL)
    value = g_settings_get_user_value (self->own, key);
  return value != NULL;
}

/**
 * vtr_console_settings_get_string:
 * @key: a string or one of a few words
 *
 * Returns: (transfer full): its value
 */
char *
vtr_console_settings_get_string (VtrConsoleSettings *self,
                                 const char         *key)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SETTINGS (self), NULL);

  return g_settings_get_string (find (self, key), key);
}

void
vtr_console_settings_set_string (VtrConsoleSettings *self,
                                 const char         *key,
                                 const char         *value)
{
  g_return_if_fail (VTR_IS_CONSOLE_SETTINGS (self));

  g_settings_set_string (get_written (self), key, value);
}

gboolean
vtr_console_settings_get_boolean (VtrConsoleSettings *self,
                                  const char         *key)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SETTINGS (self), FALSE);

  return g_settings_get_boolean (find (self, key), key);
}

void
vtr_console_settings_set_boolean (VtrConsoleSettings *self,
                                  const char         *key,
                                  gboolean            value)
{
  g_return_if_fail (VTR_IS_CONSOLE_SETTINGS (self));

  g_settings_set_boolean (get_written (self), key, value);
}

/**
 * vtr_console_settings_get_words:
 * @key: a list of strings
 *
 * Returns: (transfer full): its value
 */
char **
vtr_console_settings_get_words (VtrConsoleSettings *self,
                                const char         *key)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SETTINGS (self), NULL);

  return g_settings_get_strv (find (self, key), key);
}

/**
 * vtr_console_settings_reset:
 *
 * From now on the machine has nothing of its own.
 */
void
vtr_console_settings_reset (VtrConsoleSettings *self)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (VTR_IS_CONSOLE_SETTINGS (self));

  g_object_get (get_written (self), "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (get_written (self), keys[i]);
}

/**
 * vtr_console_settings_get_defaults:
 *
 * Returns: (transfer none): what every machine starts from, for the preferences to bind to
 */
GSettings *
vtr_console_settings_get_defaults (VtrConsoleSettings *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SETTINGS (self), NULL);

  return self->defaults;
}

static void
on_own_changed_cb (VtrConsoleSettings *self,
                   const char         *key)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], g_quark_from_string (key), key);
}

static void
on_defaults_changed_cb (VtrConsoleSettings *self,
                        const char         *key)
{
  if (!vtr_console_settings_is_own (self, key))
    on_own_changed_cb (self, key);
}

static void
vtr_console_settings_dispose (GObject *object)
{
  VtrConsoleSettings *self = VTR_CONSOLE_SETTINGS (object);

  g_clear_object (&self->defaults);
  g_clear_object (&self->own);

  G_OBJECT_CLASS (vtr_console_settings_parent_class)->dispose (object);
}

static void
vtr_console_settings_class_init (VtrConsoleSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_console_settings_dispose;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed",
                  VTR_TYPE_CONSOLE_SETTINGS,
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
vtr_console_settings_init (VtrConsoleSettings *self)
{
  self->defaults = g_settings_new_with_path (SCHEMA_ID, DEFAULTS_PATH);
  g_signal_connect_object (self->defaults, "changed", G_CALLBACK (on_defaults_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vtr_console_settings_new:
 * @machine: (nullable): the UUID of a machine, or %NULL for what is true of every machine
 *
 * Returns: (transfer full): its settings
 */
VtrConsoleSettings *
vtr_console_settings_new (const char *machine)
{
  VtrConsoleSettings *self = g_object_new (VTR_TYPE_CONSOLE_SETTINGS, NULL);
  g_autofree char *path = NULL;

  if (machine == NULL)
    return self;

  path = g_strconcat (MACHINES_PATH, machine, "/", NULL);
  self->own = g_settings_new_with_path (SCHEMA_ID, path);
  g_signal_connect_object (self->own, "changed", G_CALLBACK (on_own_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
