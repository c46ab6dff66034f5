/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-edit-live.h"

#include "vtr-edit-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/vtr-error.h"

#include "virt/vtr-virt-error.h"

typedef int (*DeviceCall) (virDomainPtr domain,
                           const char  *xml,
                           unsigned int flags);

static gboolean
call_device (virDomainPtr   domain,
             DeviceCall     call,
             const char    *xml,
             GError       **error)
{
  if (call (domain, xml, VIR_DOMAIN_AFFECT_LIVE) == 0)
    return TRUE;

  g_propagate_error (error, vtr_virt_take_error ());
  return FALSE;
}

static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error_literal (error, VTR_ERROR, VTR_ERROR_WRONG_STATE, reason);
  return FALSE;
}

/* As libvirt saved it, so that the guest finds the device at the same place after the next start. Where
 * that place is not there in the running machine, any place will do. */
static gboolean
attach (VtrLiveEdit  *self,
        GError      **error)
{
  g_autoptr (VtrItem) item = self->new_key != NULL ? vtr_item_find (self->saved, self->new_key) : NULL;
  g_autoptr (VtrXmlDoc) device = item != NULL ? vtr_xml_node_clone (item->node)
                                              : vtr_xml_doc_new (self->edit->xml, -1, error);
  g_autoptr (VtrXmlDoc) wanted = vtr_xml_doc_new (self->edit->xml, -1, error);
  g_autofree char *placed = NULL;
  g_autofree char *unplaced = NULL;
  VtrXmlNode *address;

  if (device == NULL || wanted == NULL)
    return FALSE;

  placed = vtr_xml_doc_to_string (device);
  address = vtr_xml_node_find (vtr_xml_doc_get_root (device), "address");
  if (address == NULL || vtr_xml_node_find (vtr_xml_doc_get_root (wanted), "address") != NULL)
    return call_device (self->domain, virDomainAttachDeviceFlags, placed, error);
  if (call_device (self->domain, virDomainAttachDeviceFlags, placed, NULL))
    return TRUE;

  vtr_xml_node_remove (address);
  unplaced = vtr_xml_doc_to_string (device);
  return call_device (self->domain, virDomainAttachDeviceFlags, unplaced, error);
}

/* "interface:52:54:00:aa:bb:01/vlan:#1" is about that interface. */
static VtrItem *
find_device (VtrXmlDoc  *doc,
             const char *key)
{
  VtrItem *item = vtr_item_find (doc, key);
  const char *slash;
  g_autofree char *outer = NULL;

  if (item != NULL && item->kind->sort == VTR_KIND_DEVICE)
    return item;

  vtr_item_free (item);
  slash = strrchr (key, '/');
  if (slash == NULL)
    return NULL;
  outer = g_strndup (key, (gsize) (slash - key));
  return find_device (doc, outer);
}

/* What libvirt noted about the medium that is in now does not fit the one that comes. */
static void
forget_medium (VtrXmlNode    *disk,
               const VtrEdit *edit)
{
  gboolean other = FALSE;

  for (guint i = 0; i < edit->fields->len && !other; i++)
    other = g_str_has_prefix (edit->fields->pdata[i], "source-")
            || g_str_equal (edit->fields->pdata[i], "type");
  if (!other)
    return;

  vtr_xml_node_set (disk, "source/@index", NULL);
  vtr_xml_node_set (disk, "backingStore", NULL);
}

static gboolean
update (VtrLiveEdit    *self,
        const VtrEdit  *edit,
        GError        **error)
{
  g_autoptr (VtrItem) there = find_device (self->running, edit->key);
  g_autoptr (VtrXmlDoc) doc = there != NULL ? vtr_edit_document (edit, self->running, NULL, NULL)
                                            : NULL;
  g_autoptr (VtrItem) device = doc != NULL ? vtr_item_find (doc, there->key) : NULL;
  g_autofree char *xml = NULL;

  if (there == NULL)
    return refuse (error, _("The running machine does not have this device yet"));
  if (device == NULL)
    return refuse (error, _("This can only change while the machine is off"));
  if (strcmp (device->kind->name, "disk") == 0)
    forget_medium (device->node, edit);

  xml = vtr_xml_node_to_string (device->node);
  return call_device (self->domain, virDomainUpdateDeviceFlags, xml, error);
}

/* An entry that comes to a device, or leaves it, is a change of the device. */
static gboolean
change_entries (VtrLiveEdit  *self,
                GError      **error)
{
  g_autoptr (VtrItem) device
      = self->edit->key != NULL ? find_device (self->running, self->edit->key) : NULL;

  if (device == NULL)
    return refuse (error, _("This can only change while the machine is off"));

  return update (self, self->edit, error);
}

static gboolean
detach (VtrLiveEdit  *self,
        GError      **error)
{
  g_autoptr (VtrItem) item = vtr_item_find (self->running, self->edit->key);
  g_autofree char *xml = NULL;

  /* It was waiting for the next start to come, and now it will not. */
  if (item == NULL)
    return TRUE;
  if (item->kind->sort != VTR_KIND_DEVICE)
    return change_entries (self, error);

  xml = vtr_xml_node_to_string (item->node);
  if (!call_device (self->domain, virDomainDetachDeviceFlags, xml, error))
    return FALSE;

  self->leaving = g_strdup (vtr_xml_node_get (item->node, "alias/@name"));
  return TRUE;
}

/* Whether everything that is wanted runs already. */
static gboolean
is_done (const VtrItem *item,
         const VtrEdit *edit)
{
  for (guint i = 0; i < edit->fields->len; i++)
    {
      g_autofree char *value = vtr_item_get (item, edit->fields->pdata[i]);

      if (g_strcmp0 (value, edit->values->pdata[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The fields of @edit that have a call of their own, or those that have none. */
static VtrEdit *
pick (const VtrEdit *edit,
      const VtrKind *kind,
      gboolean       with_call)
{
  VtrEdit *picked = vtr_edit_new (edit->sort, edit->key, NULL);

  for (guint i = 0; i < edit->fields->len; i++)
    if (vtr_edit_live_has_call (kind, edit->fields->pdata[i]) == with_call)
      vtr_edit_set (picked, edit->fields->pdata[i], edit->values->pdata[i]);
  return picked;
}

/* Both halves are tried: one that is refused takes nothing from the other. */
static gboolean
set_values (VtrLiveEdit  *self,
            GError      **error)
{
  g_autoptr (VtrItem) item = vtr_item_find (self->running, self->edit->key);
  g_autoptr (VtrItem) device = find_device (self->running, self->edit->key);
  g_autoptr (VtrItem) saved = vtr_item_find (self->saved, self->edit->key);
  g_autoptr (VtrEdit) direct = NULL;
  g_autoptr (VtrEdit) rest = NULL;
  const VtrKind *kind = item != NULL ? item->kind : saved != NULL ? saved->kind : NULL;
  gboolean done = TRUE;

  if (item != NULL && is_done (item, self->edit))
    return TRUE;
  if (kind != NULL && (g_str_equal (kind->name, "metadata") || g_str_equal (kind->name, "tag")))
    return vtr_edit_live_metadata (self, error);
  if (item == NULL && device == NULL)
    return refuse (error, kind != NULL && kind->sort == VTR_KIND_DEVICE
                              ? _("The running machine does not have this device yet")
                              : _("This can only change while the machine is off"));

  direct = pick (self->edit, kind, TRUE);
  rest = pick (self->edit, kind, FALSE);
  if (direct->fields->len > 0)
    done = vtr_edit_live_call (self->domain, item, direct, error);
  if (rest->fields->len == 0 || (item != NULL && is_done (item, rest)))
    return done;
  if (device == NULL)
    return refuse (done ? error : NULL, _("This can only change while the machine is off"));

  return update (self, rest, done ? error : NULL) && done;
}

static gboolean
is_about_devices (const VtrEdit *edit)
{
  return edit->sort == VTR_EDIT_ADD_DEVICE || edit->sort == VTR_EDIT_REPLACE_DEVICE;
}

/* All parts are tried, each on what the ones before it left; the first refusal is told. */
static gboolean
change_together (VtrLiveEdit  *self,
                 GError      **error)
{
  g_autoptr (VtrXmlDoc) running = vtr_xml_doc_ref (self->running);
  gboolean done = TRUE;

  for (guint i = 0; i < self->edit->parts->len; i++)
    {
      VtrLiveEdit part = *self;
      g_autoptr (VtrXmlDoc) next = NULL;

      part.edit = self->edit->parts->pdata[i];
      part.running = running;
      part.leaving = NULL;
      if (part.edit->sort != VTR_EDIT_ADD_DEVICE)
        part.new_key = NULL;
      if (!vtr_edit_live (&part, done ? error : NULL))
        {
          done = FALSE;
          continue;
        }
      if (part.leaving != NULL)
        {
          g_free (self->leaving);
          self->leaving = part.leaving;
        }
      else if (!is_about_devices (part.edit))
        next = vtr_edit_document (part.edit, running, NULL, NULL);
      if (next != NULL)
        {
          vtr_xml_doc_unref (running);
          running = g_steal_pointer (&next);
        }
    }
  return done;
}

/**
 * vtr_edit_live:
 * @self: what to do, with one or more of its fields filled in afterwards
 * @error: a location for the reason why not
 *
 * Returns: whether the running machine was changed, or was asked to
 */
gboolean
vtr_edit_live (VtrLiveEdit  *self,
               GError      **error)
{
  if (self->edit->later)
    return refuse (error, _("It changes as a whole when the machine starts again"));

  switch (self->edit->sort)
    {
    case VTR_EDIT_SET_VALUES:
      return set_values (self, error);
    case VTR_EDIT_ADD_ENTRY:
      return change_entries (self, error);
    case VTR_EDIT_TOGETHER:
      return change_together (self, error);
    case VTR_EDIT_ADD_DEVICE:
      return attach (self, error);
    case VTR_EDIT_REMOVE_DEVICE:
      return detach (self, error);
    case VTR_EDIT_REPLACE_DEVICE:
      return call_device (self->domain, virDomainUpdateDeviceFlags, self->edit->xml, error);
    case VTR_EDIT_REPLACE_ALL:
    case VTR_EDIT_REPLACE_ALL_UNCHECKED:
    case VTR_EDIT_DISCARD_PENDING:
      return TRUE; /* what then differs is told */
    default:
      g_assert_not_reached ();
    }
}
