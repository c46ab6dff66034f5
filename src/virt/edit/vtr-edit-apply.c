/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-edit-apply.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vtr-definition-history.h"
#include "vtr-edit-document.h"
#include "vtr-edit-live.h"
#include "virt/vtr-virt-error.h"

/* One edit under way. */
typedef struct
{
  virConnectPtr  connection;
  virDomainPtr   domain;
  const VtrEdit *edit;
  VtrXmlDoc     *saved;   /* both fresh, with their secrets */
  VtrXmlDoc     *running; /* NULL where it is off */
  gboolean       persistent;
} Apply;

static gboolean
read_fresh (Apply   *self,
            GError **error)
{
  int active = virDomainIsActive (self->domain);

  self->saved = vtr_definition_read_secure (self->domain, VIR_DOMAIN_XML_INACTIVE, error);
  if (self->saved == NULL)
    return FALSE;

  /* Not knowing is no reason to forget a machine: only a clear no makes it one of passage. */
  self->persistent = virDomainIsPersistent (self->domain) != 0;
  if (active > 0)
    self->running = vtr_definition_read_secure (self->domain, 0, error);
  return active <= 0 || self->running != NULL;
}

/* What is written about a machine can be changed also where its host would not take the machine itself
 * any more: one of a type that it has forgotten, for example. */
static gboolean
save_words (Apply *self)
{
  const VtrEdit *edit = self->edit;

  if (edit->sort != VTR_EDIT_SET_VALUES || g_strcmp0 (edit->key, "machine") != 0)
    return FALSE;

  for (guint i = 0; i < edit->fields->len; i++)
    {
      gboolean is_title = g_str_equal (edit->fields->pdata[i], "title");

      if (!is_title && !g_str_equal (edit->fields->pdata[i], "description"))
        return FALSE;
      if (virDomainSetMetadata (self->domain,
                                is_title ? VIR_DOMAIN_METADATA_TITLE
                                         : VIR_DOMAIN_METADATA_DESCRIPTION,
                                edit->values->pdata[i], NULL, NULL, VIR_DOMAIN_AFFECT_CONFIG)
          < 0)
        {
          virResetLastError ();
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
define (Apply       *self,
        VtrXmlDoc   *doc,
        const char  *xml,
        GError     **error)
{
  unsigned int flags = self->edit->sort == VTR_EDIT_REPLACE_ALL ? VIR_DOMAIN_DEFINE_VALIDATE : 0;
  g_autofree char *diff = vtr_change_log (self->saved, doc);
  virDomainPtr defined;

  g_debug ("Defining %s:\n%s", virDomainGetName (self->domain), diff);
  defined = flags != 0 ? virDomainDefineXMLFlags (self->connection, xml, flags)
                       : virDomainDefineXML (self->connection, xml);
  if (defined == NULL)
    {
      g_autoptr (GError) refusal = vtr_virt_take_error ();

      if (!save_words (self))
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
    }
  else
    {
      virDomainFree (defined);
    }

  vtr_definition_history_record (self->saved, doc);
  return TRUE;
}

/* A machine that its host forgets when it goes off has nothing to save: defining would keep it. */
static gboolean
save (Apply   *self,
      GError **error)
{
  g_autoptr (VtrXmlDoc) doc = vtr_edit_document (self->edit, self->saved, self->running, error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (doc == NULL)
    return FALSE;

  before = vtr_xml_doc_to_string (self->saved);
  after = vtr_xml_doc_to_string (doc);
  if (!self->persistent || strcmp (before, after) == 0)
    return TRUE;

  return define (self, doc, after, error);
}

static const VtrEdit *
find_added (const VtrEdit *edit)
{
  for (guint i = 0; edit->sort == VTR_EDIT_TOGETHER && i < edit->parts->len; i++)
    {
      const VtrEdit *part = edit->parts->pdata[i];

      if (part->sort == VTR_EDIT_ADD_DEVICE)
        return part;
    }
  return edit->sort == VTR_EDIT_ADD_DEVICE ? edit : NULL;
}

/* The device that is in @after and was not in @before, of the kind that was added. */
static char *
find_new_key (const VtrEdit *edit,
              VtrXmlDoc     *before,
              VtrXmlDoc     *after)
{
  const VtrEdit *added = find_added (edit);
  g_autoptr (VtrXmlDoc) device = added != NULL ? vtr_xml_doc_new (added->xml, -1, NULL) : NULL;
  g_autoptr (GPtrArray) items = vtr_item_list_devices (after);

  for (guint i = 0; device != NULL && i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];
      g_autoptr (VtrItem) old = NULL;

      if (strcmp (vtr_xml_node_get_name (item->node),
                  vtr_xml_node_get_name (vtr_xml_doc_get_root (device))) != 0)
        continue;
      old = vtr_item_find (before, item->key);
      if (old == NULL)
        return g_strdup (item->key);
    }
  return NULL;
}

/* libvirt lets some changes of a device pass and does nothing: what was wanted is compared with what
 * runs. Passwords are not there to be compared, and a guest takes its time over memory. */
static gboolean
has_taken (const VtrEdit *edit,
           VtrXmlDoc     *running,
           VtrXmlDoc     *saved)
{
  g_autoptr (VtrItem) now = NULL;
  g_autoptr (VtrItem) then = NULL;

  for (guint i = 0; i < edit->parts->len; i++)
    if (!has_taken (edit->parts->pdata[i], running, saved))
      return FALSE;
  if (edit->sort != VTR_EDIT_SET_VALUES)
    return TRUE;

  now = vtr_item_find (running, edit->key);
  then = vtr_item_find (saved, edit->key);
  if (now == NULL || then == NULL || now->kind != then->kind || now->kind->sort != VTR_KIND_DEVICE)
    return TRUE;

  for (guint i = 0; i < edit->fields->len; i++)
    {
      const VtrField *field = vtr_kind_get_field (now->kind, edit->fields->pdata[i]);
      g_autofree char *runs = NULL;
      g_autofree char *wanted = NULL;

      if (field == NULL
          || field->flags & (VTR_FIELD_SECRET | VTR_FIELD_FILLED | VTR_FIELD_RESOLVED | VTR_FIELD_LIVE))
        continue;
      runs = vtr_field_get (field, now->node);
      wanted = vtr_field_get (field, then->node);
      if (g_strcmp0 (runs, wanted) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
postpone (VtrReadDefinition *result,
          const char        *reason)
{
  result->outcome = VTR_OUTCOME_AT_NEXT_START;
  g_set_str (&result->reason, reason);
}

/* Fills @result in; fails only where nothing at all came of the edit, or nobody knows. */
static gboolean
go_live (Apply              *self,
         VtrReadDefinition  *result,
         GError            **error)
{
  VtrLiveEdit live = {
    .domain = self->domain,
    .edit = self->edit,
    .running = self->running,
    .saved = result->saved,
    .new_key = result->key,
  };
  g_autoptr (GError) refusal = NULL;
  gboolean replaced = self->edit->sort == VTR_EDIT_REPLACE_ALL
                      || self->edit->sort == VTR_EDIT_REPLACE_ALL_UNCHECKED;

  vtr_edit_live (&live, &refusal);
  result->leaving = live.leaving;
  if (refusal != NULL && !self->persistent)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  if (!vtr_definition_read_rest (result, self->domain, error))
    return FALSE;

  if (refusal != NULL)
    postpone (result, refusal->message);
  else if (result->running == NULL)
    return TRUE;
  else if (!has_taken (self->edit, result->running, result->saved))
    postpone (result, _("The running machine keeps what it has"));
  else if (replaced && result->pending->len > 0)
    postpone (result, _("A machine that runs takes a whole definition when it starts again"));
  else if (self->edit->sort == VTR_EDIT_DISCARD_PENDING && result->pending->len > 0)
    postpone (result, _("Some of the differences cannot be taken back"));
  return TRUE;
}

static VtrReadDefinition *
apply (Apply   *self,
       GError **error)
{
  g_autoptr (VtrReadDefinition) result = g_new0 (VtrReadDefinition, 1);

  if (!read_fresh (self, error) || !save (self, error)
      || !vtr_definition_read_saved (result, self->domain, error))
    return NULL;

  if (find_added (self->edit) != NULL)
    result->key = find_new_key (self->edit, self->saved, result->saved);
  if (self->running != NULL ? !go_live (self, result, error)
                            : !vtr_definition_read_rest (result, self->domain, error))
    return NULL;

  return g_steal_pointer (&result);
}

/**
 * vtr_edit_apply:
 * @connection: an open connection
 * @domain: a machine
 * @edit: what to change
 * @error: a location for an error: then nothing has changed, or it is not known
 *
 * Returns: (transfer full) (nullable): what became of it, and both definitions afterwards
 */
VtrReadDefinition *
vtr_edit_apply (virConnectPtr   connection,
                virDomainPtr    domain,
                const VtrEdit  *edit,
                GError        **error)
{
  Apply self = { .connection = connection, .domain = domain, .edit = edit };
  VtrReadDefinition *result = apply (&self, error);

  g_clear_pointer (&self.saved, vtr_xml_doc_unref);
  g_clear_pointer (&self.running, vtr_xml_doc_unref);
  return result;
}
