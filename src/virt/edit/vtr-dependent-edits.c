/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-dependent-edits.h"

#include <string.h>

#define SPICE_CHANNEL \
  "<channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>"
#define VNC_CHANNEL \
  "<channel type='qemu-vdagent'><source><clipboard copypaste='yes'/></source>" \
  "<target type='virtio' name='com.redhat.spice.0'/></channel>"
#define SPICE_REDIRECTION "<redirdev bus='usb' type='spicevmc'/>"
#define N_REDIRECTIONS 2

static gboolean
says (const VtrItem *item,
      const char    *field,
      const char    *value)
{
  g_autofree char *own = vtr_item_get (item, field);

  return g_strcmp0 (own, value) == 0;
}

static gboolean
is_kind (const VtrItem *item,
         const char    *kind)
{
  return g_str_equal (item->kind->name, kind);
}

/* Whether another display of this type stays when @key goes. */
static gboolean
has_other_display (GPtrArray  *devices,
                   const char *key,
                   const char *type)
{
  for (guint i = 0; i < devices->len; i++)
    {
      const VtrItem *item = devices->pdata[i];

      if (is_kind (item, "graphics") && !g_str_equal (item->key, key) && says (item, "type", type))
        return TRUE;
    }
  return FALSE;
}

/* What talks to a viewer by SPICE, and does not start without. */
static gboolean
needs_spice (const VtrItem *item)
{
  static const char *const kinds[] = { "channel", "redirdev", "smartcard", NULL };

  return is_kind (item, "redirfilter")
         || (g_strv_contains (kinds, item->kind->name)
             && (says (item, "type", "spicevmc") || says (item, "type", "spiceport")));
}

static void
add_removal (VtrEdit       *all,
             const VtrItem *item,
             GPtrArray     *others)
{
  vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, item->key, NULL));
  g_ptr_array_add (others, g_strdup (item->key));
}

static void
add_value (VtrEdit       *all,
           const VtrItem *item,
           const char    *field,
           const char    *value)
{
  VtrEdit *part = vtr_edit_new (VTR_EDIT_SET_VALUES, item->key, NULL);

  vtr_edit_set (part, field, value);
  vtr_edit_add_part (all, part);
}

static void
drop_spice (VtrEdit   *all,
            GPtrArray *devices,
            GPtrArray *others)
{
  for (guint i = 0; i < devices->len; i++)
    {
      const VtrItem *item = devices->pdata[i];
      gboolean is_text = is_kind (item, "serial") || is_kind (item, "console") || is_kind (item, "parallel");

      if (needs_spice (item))
        add_removal (all, item, others);
      else if (is_text && (says (item, "type", "spiceport") || says (item, "type", "spicevmc")))
        {
          add_value (all, item, "type", "pty");
          g_ptr_array_add (others, g_strdup (item->key));
        }
      else if (is_kind (item, "audio") && says (item, "type", "spice"))
        {
          add_value (all, item, "type", "none");
          g_ptr_array_add (others, g_strdup (item->key));
        }
    }
}

/**
 * vtr_edit_new_removal:
 * @saved: the definition of a machine
 * @key: a device that shall go
 * @others: (out) (transfer full) (element-type utf8): what goes along
 *
 * Returns: (transfer full): the edit
 */
VtrEdit *
vtr_edit_new_removal (VtrXmlDoc   *saved,
                      const char  *key,
                      GPtrArray  **others)
{
  g_autoptr (GPtrArray) devices = vtr_item_list_devices (saved);
  g_autoptr (VtrItem) device = vtr_item_find (saved, key);
  VtrEdit *all;

  *others = g_ptr_array_new_with_free_func (g_free);
  if (device == NULL || !is_kind (device, "graphics") || !says (device, "type", "spice")
      || has_other_display (devices, key, "spice"))
    return vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, key, NULL);

  all = vtr_edit_new (VTR_EDIT_TOGETHER, NULL, NULL);
  all->later = TRUE;
  vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, key, NULL));
  drop_spice (all, devices, *others);
  return all;
}

/* Another display with the same way in. What only the old type knows is left behind. */
static char *
make_display (const VtrItem *old,
              const char    *type)
{
  static const char *const kept[] = { "autoport", "port", "passwd", "passwd-valid-to", "keymap",
                                      "listen" };
  g_autofree char *text = g_strdup_printf ("<graphics type='%s'/>", type);
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (text, -1, NULL);
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const VtrField *field = vtr_kind_get_field (old->kind, kept[i]);
      g_autofree char *value = field != NULL ? vtr_field_get (field, old->node) : NULL;

      if (value != NULL)
        vtr_field_set (field, root, value, NULL);
    }
  for (VtrXmlNode *listen = vtr_xml_node_get_child (old->node, "listen"); listen != NULL;
       listen = vtr_xml_node_get_next (listen, "listen"))
    {
      g_autofree char *xml = vtr_xml_node_to_string (listen);

      vtr_xml_node_add_xml (root, xml, NULL);
    }
  return vtr_xml_node_to_string (root);
}

/* A card that only SPICE drives well becomes the one that every viewer does. */
static void
replace_cards (VtrEdit   *all,
               GPtrArray *devices,
               GPtrArray *others)
{
  static const char *const fields[] = { "ram", "vram", "vram64", "vgamem" };

  for (guint i = 0; i < devices->len; i++)
    {
      const VtrItem *item = devices->pdata[i];
      VtrEdit *part;

      if (!is_kind (item, "video") || !says (item, "model", "qxl"))
        continue;
      part = vtr_edit_new (VTR_EDIT_SET_VALUES, item->key, NULL);
      vtr_edit_set (part, "model", "virtio");
      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        vtr_edit_set (part, fields[j], NULL);
      vtr_edit_add_part (all, part);
      g_ptr_array_add (others, g_strdup (item->key));
    }
}

static gboolean
has_device (GPtrArray  *devices,
            const char *kind,
            const char *field,
            const char *value)
{
  for (guint i = 0; i < devices->len; i++)
    {
      const VtrItem *item = devices->pdata[i];

      if (is_kind (item, kind) && says (item, field, value))
        return TRUE;
    }
  return FALSE;
}

static void
bring_spice (VtrEdit   *all,
             GPtrArray *devices,
             GPtrArray *others)
{
  for (guint i = 0; i < devices->len; i++)
    {
      const VtrItem *item = devices->pdata[i];

      if (is_kind (item, "channel") && says (item, "type", "qemu-vdagent"))
        add_removal (all, item, others);
      else if (is_kind (item, "audio") && (says (item, "type", "none") || says (item, "type", "vnc")))
        {
          add_value (all, item, "type", "spice");
          g_ptr_array_add (others, g_strdup (item->key));
        }
    }
  if (!has_device (devices, "channel", "type", "spicevmc"))
    vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, SPICE_CHANNEL));
  for (guint i = 0; i < N_REDIRECTIONS && has_device (devices, "controller", "type", "usb")
                    && !has_device (devices, "redirdev", "type", "spicevmc");
       i++)
    vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, SPICE_REDIRECTION));
}

/**
 * vtr_edit_new_display:
 * @saved: the definition of a machine
 * @key: one of its displays
 * @type: "vnc" or "spice": what it shall be
 * @has_agent: whether the host can share the clipboard without SPICE
 * @others: (out) (transfer full) (element-type utf8): what goes along or changes
 *
 * All that hangs on the type of a display changes with it, when the machine starts again.
 *
 * Returns: (transfer full): the edit
 */
VtrEdit *
vtr_edit_new_display (VtrXmlDoc   *saved,
                      const char  *key,
                      const char  *type,
                      gboolean     has_agent,
                      GPtrArray  **others)
{
  g_autoptr (GPtrArray) devices = vtr_item_list_devices (saved);
  g_autoptr (VtrItem) old = vtr_item_find (saved, key);
  VtrEdit *all = vtr_edit_new (VTR_EDIT_TOGETHER, NULL, NULL);
  g_autofree char *xml = old != NULL ? make_display (old, type) : NULL;

  all->later = TRUE;
  *others = g_ptr_array_new_with_free_func (g_free);
  if (old == NULL)
    return all;

  vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_REPLACE_DEVICE, key, xml));
  if (g_str_equal (type, "spice"))
    bring_spice (all, devices, *others);
  else if (!has_other_display (devices, key, "spice"))
    {
      drop_spice (all, devices, *others);
      replace_cards (all, devices, *others);
      if (has_agent && has_device (devices, "channel", "name", "com.redhat.spice.0"))
        vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, VNC_CHANNEL));
    }
  return all;
}
