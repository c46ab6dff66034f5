/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-field.h"

#include "vtr-unit.h"

#include "base/vtr-error.h"

#include <string.h>

/* Where the unit of a size is written: beside the attribute, or on the element. */
static char *
unit_path (const VtrField *self)
{
  const char *attribute = strrchr (self->path, '@');

  if (!attribute)
    return g_strconcat (self->path, "/@unit", NULL);
  return g_strdup_printf ("%.*s%s", (int) (attribute - self->path), self->path,
                          strcmp (attribute, "@usage") == 0 ? "@units" : "@unit");
}

/* Words are taken as they stand, everything else without the blanks around it; and so are words
 * beside other elements, where the blanks are indentation. */
static char *
read_raw (const VtrField *self,
          VtrXmlNode     *node)
{
  const char *value = vtr_xml_node_get (node, self->path);
  g_autofree char *stripped = NULL;
  gboolean verbatim;

  if (!value)
    return NULL;
  if (strchr (self->path, '@'))
    return g_strdup (value);
  stripped = g_strstrip (g_strdup (value));
  if (!*stripped)
    return NULL;
  verbatim = self->type == VTR_TEXT
             && !vtr_xml_node_get_child (vtr_xml_node_find (node, self->path), NULL);
  return verbatim ? g_strdup (value) : g_steal_pointer (&stripped);
}

static char *
read_switch (const char *raw)
{
  if (g_strcmp0 (raw, "on") == 0 || g_strcmp0 (raw, "yes") == 0)
    return g_strdup ("yes");
  if (g_strcmp0 (raw, "off") == 0 || g_strcmp0 (raw, "no") == 0)
    return g_strdup ("no");
  return g_strdup (raw);
}

/**
 * vtr_field_get_size:
 * @self: a field that is a size
 * @node: what has the field
 * @bytes: (out): the size
 *
 * Returns: whether a size is written there
 */
gboolean
vtr_field_get_size (const VtrField *self,
                    VtrXmlNode     *node,
                    guint64        *bytes)
{
  g_autofree char *path = unit_path (self);

  return vtr_unit_to_bytes (vtr_xml_node_get (node, self->path), vtr_xml_node_get (node, path),
                            self->unit, bytes);
}

/**
 * vtr_field_get:
 * @self: a field
 * @node: what has the field
 *
 * Returns: (transfer full) (nullable): the plain value, or nothing when none is written
 */
char *
vtr_field_get (const VtrField *self,
               VtrXmlNode     *node)
{
  g_autofree char *raw = NULL;
  guint64 bytes;

  if (self->type == VTR_PRESENCE || self->type == VTR_STATE)
    {
      VtrXmlNode *element = vtr_xml_node_find (node, self->path);
      const char *state = NULL;

      if (!element)
        return NULL;
      if (self->type == VTR_STATE)
        state = vtr_xml_node_get (element, "@state");
      return state ? read_switch (state) : g_strdup ("yes");
    }

  raw = read_raw (self, node);
  if (self->type == VTR_SIZE && vtr_field_get_size (self, node, &bytes))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, bytes);
  if (self->type == VTR_YES_NO || self->type == VTR_ON_OFF)
    return read_switch (raw);
  return g_steal_pointer (&raw);
}

static gboolean
refuse (const VtrField  *self,
        const char      *value,
        GError         **error)
{
  g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "\"%s\" is no value for %s", value, self->name);
  return FALSE;
}

/* Takes out what the path names, and what that leaves empty. */
static void
drop (const VtrField *self,
      VtrXmlNode     *node,
      const char     *path)
{
  if (self->keep)
    {
      node = vtr_xml_node_find (node, self->keep);
      path += strlen (self->keep) + 1;
    }
  if (node)
    vtr_xml_node_set (node, path, NULL);
}

/* An element that also says other things keeps those when its own text goes. */
static void
clear (const VtrField *self,
       VtrXmlNode     *node)
{
  VtrXmlNode *element = strchr (self->path, '@') ? NULL : vtr_xml_node_find (node, self->path);

  if (self->type == VTR_SIZE)
    {
      g_autofree char *path = unit_path (self);

      drop (self, node, path);
    }
  if (element == node
      || (element && self->type != VTR_PRESENCE && self->type != VTR_STATE
          && (vtr_xml_node_has_attributes (element) || vtr_xml_node_get_child (element, NULL))))
    vtr_xml_node_set (node, self->path, "");
  else
    drop (self, node, self->path);
}

static void
set_state (const VtrField *self,
           VtrXmlNode     *node,
           gboolean        on)
{
  g_autofree char *current = vtr_field_get (self, node);

  /* An element without a state is on: nothing to write. */
  if (g_strcmp0 (current, on ? "yes" : "no") != 0)
    vtr_xml_node_set (vtr_xml_node_ensure (node, self->path), "@state", on ? "on" : "off");
}

static gboolean
set_switch (const VtrField  *self,
            VtrXmlNode      *node,
            const char      *value,
            GError         **error)
{
  gboolean on = g_str_equal (value, "yes") || g_str_equal (value, "on");

  if (!on && !g_str_equal (value, "no") && !g_str_equal (value, "off"))
    return refuse (self, value, error);

  if (self->type == VTR_STATE)
    set_state (self, node, on);
  else if (self->type == VTR_YES_NO)
    vtr_xml_node_set (node, self->path, on ? "yes" : "no");
  else if (self->type == VTR_ON_OFF)
    vtr_xml_node_set (node, self->path, on ? "on" : "off");
  else if (on)
    vtr_xml_node_ensure (node, self->path);
  else
    drop (self, node, self->path);
  return TRUE;
}

/* Keeps the unit that is written there as long as the number stays whole in it. */
static void
write_size (const VtrField *self,
            VtrXmlNode     *node,
            guint64         bytes)
{
  g_autofree char *path = unit_path (self);
  gboolean written = vtr_xml_node_get (node, self->path) != NULL;
  const char *unit = vtr_xml_node_get (node, path);
  const char *tries[] = { unit ? unit : self->unit, "KiB", "bytes" };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *number = vtr_unit_from_bytes (bytes, tries[i], self->unit);
      guint64 back;

      if (!number || !vtr_unit_to_bytes (number, tries[i], self->unit, &back) || back != bytes)
        continue;
      if (!strchr (self->path, '@'))
        vtr_xml_node_ensure (node, self->path);
      else
        vtr_xml_node_set (node, self->path, number);
      if (!written || i > 0)
        vtr_xml_node_set (node, path, tries[i]);
      vtr_xml_node_set (node, self->path, number);
      return;
    }
}

/* "1073741824", or with a unit: "1 GiB", "1024M". */
static gboolean
set_size (const VtrField  *self,
          VtrXmlNode      *node,
          const char      *value,
          GError         **error)
{
  gsize digits = strspn (value, "0123456789");
  g_autofree char *number = g_strndup (value, digits);
  guint64 bytes;
  guint64 current;

  if (!vtr_unit_to_bytes (number, value + digits + strspn (value + digits, " "), "bytes", &bytes))
    return refuse (self, value, error);
  if (!vtr_field_get_size (self, node, &current) || current != bytes)
    write_size (self, node, bytes);
  return TRUE;
}

static gboolean
is_number (const char *value)
{
  g_autofree char *text = g_strstrip (g_strdup (value));
  gboolean hex = g_str_has_prefix (text, "0x");
  char *end = NULL;

  if (hex)
    g_ascii_strtoull (text, &end, 16);
  else if (g_ascii_isdigit (*text) || (*text == '-' && g_ascii_isdigit (text[1])))
    g_ascii_strtoll (text, &end, 10);
  return end && end > text && !*end;
}

/**
 * vtr_field_set:
 * @self: a field
 * @node: what has the field
 * @value: (nullable): the plain value; without one the field goes, and what it leaves empty
 * @error: place for a VTR_ERROR_INVALID
 *
 * A value that is already there, in whatever spelling, changes nothing. Choices are not limited to
 * the values known here: that is libvirt's to say.
 *
 * Returns: whether @value is one for this field
 */
gboolean
vtr_field_set (const VtrField  *self,
               VtrXmlNode      *node,
               const char      *value,
               GError         **error)
{
  g_autofree char *current = vtr_field_get (self, node);

  if (g_strcmp0 (current, value) == 0)
    return TRUE;
  if (!value)
    {
      clear (self, node);
      return TRUE;
    }

  switch (self->type)
    {
    case VTR_YES_NO:
    case VTR_ON_OFF:
    case VTR_PRESENCE:
    case VTR_STATE:
      return set_switch (self, node, value, error);
    case VTR_SIZE:
      return set_size (self, node, value, error);
    case VTR_NUMBER:
      if (!is_number (value))
        return refuse (self, value, error);
      break;
    case VTR_TEXT:
    case VTR_CHOICE:
    default:
      break;
    }
  vtr_xml_node_set (node, self->path, value);
  return TRUE;
}
