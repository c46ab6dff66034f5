/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-os.h"

#include <string.h>

struct _VtrOs
{
  GObject     parent_instance;

  VtrOsFields fields;
  char       *searched; /* all that a person may type, folded */
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrOs, vtr_os, G_TYPE_OBJECT)

static void
vtr_os_finalize (GObject *object)
{
  VtrOs *self = VTR_OS (object);

  g_free (self->fields.id);
  g_free (self->fields.short_id);
  g_free (self->fields.name);
  g_free (self->fields.family);
  g_free (self->fields.distro);
  g_free (self->fields.codename);
  g_free (self->fields.version);
  g_free (self->searched);

  G_OBJECT_CLASS (vtr_os_parent_class)->finalize (object);
}

static void
vtr_os_get_property (GObject    *object,
                     guint       prop_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, vtr_os_get_name (VTR_OS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_os_class_init (VtrOsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vtr_os_finalize;
  object_class->get_property = vtr_os_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_os_init (VtrOs *self)
{
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * vtr_os_new:
 * @fields: what it is; the strings are copied
 *
 * Returns: (transfer full): a system
 */
VtrOs *
vtr_os_new (const VtrOsFields *fields)
{
  VtrOs *self = g_object_new (VTR_TYPE_OS, NULL);
  g_autofree char *all = g_strjoin (" ", or_empty (fields->name), or_empty (fields->short_id),
                                    or_empty (fields->codename), or_empty (fields->version), NULL);

  self->fields = *fields;
  self->fields.id = g_strdup (fields->id);
  self->fields.short_id = g_strdup (fields->short_id);
  self->fields.name = g_strdup (fields->name);
  self->fields.family = g_strdup (fields->family);
  self->fields.distro = g_strdup (fields->distro);
  self->fields.codename = g_strdup (fields->codename);
  self->fields.version = g_strdup (fields->version);
  self->searched = g_utf8_casefold (all, -1);
  return self;
}

const char *
vtr_os_get_id (VtrOs *self)
{
  return self->fields.id;
}

const char *
vtr_os_get_short_id (VtrOs *self)
{
  return self->fields.short_id;
}

const char *
vtr_os_get_name (VtrOs *self)
{
  return self->fields.name;
}

const char *
vtr_os_get_family (VtrOs *self)
{
  return self->fields.family;
}

const char *
vtr_os_get_distro (VtrOs *self)
{
  return self->fields.distro;
}

/* When it came out, or 0. */
guint
vtr_os_get_year (VtrOs *self)
{
  GDate date;

  if (self->fields.released == 0)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->fields.released);
  return g_date_get_year (&date);
}

guint32
vtr_os_get_released (VtrOs *self)
{
  return self->fields.released;
}

guint32
vtr_os_get_ends (VtrOs *self)
{
  return self->fields.ends;
}

/* Whether nobody mends it any more. */
gboolean
vtr_os_has_ended (VtrOs  *self,
                  guint32 today)
{
  return self->fields.ends != 0 && self->fields.ends < today;
}

gboolean
vtr_os_is_finished (VtrOs *self)
{
  return self->fields.is_finished;
}

/**
 * vtr_os_matches:
 * @self: a system
 * @words: (array zero-terminated=1): what somebody typed, folded
 *
 * Returns: whether all of @words are in its names
 */
gboolean
vtr_os_matches (VtrOs             *self,
                const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->searched, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The newest first, and those of which nobody knows the age last, by name. */
int
vtr_os_compare (gconstpointer a,
                gconstpointer b,
                gpointer      unused)
{
  const VtrOs *left = a;
  const VtrOs *right = b;

  if (left->fields.released != right->fields.released)
    return left->fields.released > right->fields.released ? -1 : 1;
  return g_utf8_collate (left->fields.name, right->fields.name);
}
