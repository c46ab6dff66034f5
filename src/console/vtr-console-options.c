/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-options.h"

struct _VtrConsoleOptions
{
  GObject parent_instance;

  /* owned */
  char *shared_folder;

  /* state */
  gboolean muted;
  gboolean microphone;
  gboolean automatic_usb;
  gboolean folder_writable;
};

enum
{
  PROP_0,
  PROP_MUTED,
  PROP_MICROPHONE,
  PROP_AUTOMATIC_USB,
  PROP_SHARED_FOLDER,
  PROP_FOLDER_WRITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrConsoleOptions, vtr_console_options, G_TYPE_OBJECT)

/**
 * vtr_console_options_new:
 *
 * Returns: (transfer full): what nobody has decided anything about: sound is heard, and neither the
 *   microphone nor a device nor a folder is given to the guest
 */
VtrConsoleOptions *
vtr_console_options_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_OPTIONS, NULL);
}

gboolean
vtr_console_options_get_muted (VtrConsoleOptions *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_OPTIONS (self), FALSE);

  return self->muted;
}

/**
 * vtr_console_options_get_microphone:
 *
 * Returns: whether the guest may listen, from the next connection on
 */
gboolean
vtr_console_options_get_microphone (VtrConsoleOptions *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_OPTIONS (self), FALSE);

  return self->microphone;
}

/**
 * vtr_console_options_get_automatic_usb:
 *
 * Returns: whether a device that is plugged in while the person works in the guest goes to it
 */
gboolean
vtr_console_options_get_automatic_usb (VtrConsoleOptions *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_OPTIONS (self), FALSE);

  return self->automatic_usb;
}

/**
 * vtr_console_options_get_shared_folder:
 *
 * Returns: (transfer none) (nullable): the path of the folder that the guest may see
 */
const char *
vtr_console_options_get_shared_folder (VtrConsoleOptions *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_OPTIONS (self), NULL);

  return self->shared_folder;
}

gboolean
vtr_console_options_get_folder_writable (VtrConsoleOptions *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_OPTIONS (self), FALSE);

  return self->folder_writable;
}

static gboolean *
get_flag (VtrConsoleOptions *self,
          guint              prop_id)
{
  switch (prop_id)
    {
    case PROP_MUTED:
      return &self->muted;
    case PROP_MICROPHONE:
      return &self->microphone;
    case PROP_AUTOMATIC_USB:
      return &self->automatic_usb;
    case PROP_FOLDER_WRITABLE:
      return &self->folder_writable;
    default:
      return NULL;
    }
}

static void
vtr_console_options_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VtrConsoleOptions *self = VTR_CONSOLE_OPTIONS (object);

  switch (prop_id)
    {
    case PROP_MUTED:
    case PROP_MICROPHONE:
    case PROP_AUTOMATIC_USB:
    case PROP_FOLDER_WRITABLE:
      g_value_set_boolean (value, *get_flag (self, prop_id));
      break;
    case PROP_SHARED_FOLDER:
      g_value_set_string (value, self->shared_folder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_options_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  VtrConsoleOptions *self = VTR_CONSOLE_OPTIONS (object);
  gboolean *flag = get_flag (self, prop_id);

  switch (prop_id)
    {
    case PROP_MUTED:
    case PROP_MICROPHONE:
    case PROP_AUTOMATIC_USB:
    case PROP_FOLDER_WRITABLE:
      if (*flag == g_value_get_boolean (value))
        return;
      *flag = g_value_get_boolean (value);
      break;
    case PROP_SHARED_FOLDER:
      if (!g_set_str (&self->shared_folder, g_value_get_string (value)))
        return;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
vtr_console_options_finalize (GObject *object)
{
  g_clear_pointer (&VTR_CONSOLE_OPTIONS (object)->shared_folder, g_free);

  G_OBJECT_CLASS (vtr_console_options_parent_class)->finalize (object);
}

static void
vtr_console_options_class_init (VtrConsoleOptionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_console_options_get_property;
  object_class->set_property = vtr_console_options_set_property;
  object_class->finalize = vtr_console_options_finalize;

  properties[PROP_MUTED] =
    g_param_spec_boolean ("muted", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MICROPHONE] =
    g_param_spec_boolean ("microphone", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_AUTOMATIC_USB] =
    g_param_spec_boolean ("automatic-usb", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHARED_FOLDER] =
    g_param_spec_string ("shared-folder", NULL, NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDER_WRITABLE] =
    g_param_spec_boolean ("folder-writable", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_console_options_init (VtrConsoleOptions *self)
{
}
