/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-definition-read.h"

#include "virt/vtr-virt-error.h"

/**
 * vtr_definition_read_doc:
 * @domain: a machine
 * @flags: virDomainXMLFlags
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): its definition
 */
VtrXmlDoc *
vtr_definition_read_doc (virDomainPtr   domain,
                         unsigned int   flags,
                         GError       **error)
{
  char *xml = virDomainGetXMLDesc (domain, flags);
  VtrXmlDoc *doc;

  if (xml == NULL)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return NULL;
    }

  doc = vtr_xml_doc_new (xml, -1, error);
  free (xml);
  return doc;
}

/**
 * vtr_definition_read_secure:
 * @domain: a machine
 * @flags: virDomainXMLFlags
 * @error: a location for an error
 *
 * What is to be defined again must have its passwords in it. Where somebody may not read them, libvirt
 * does not give them out and there is no better base than the rest.
 *
 * Returns: (transfer full) (nullable): its definition
 */
VtrXmlDoc *
vtr_definition_read_secure (virDomainPtr   domain,
                            unsigned int   flags,
                            GError       **error)
{
  VtrXmlDoc *doc = vtr_definition_read_doc (domain, flags | VIR_DOMAIN_XML_SECURE, NULL);

  return doc != NULL ? doc : vtr_definition_read_doc (domain, flags, error);
}

/**
 * vtr_definition_read_saved:
 * @self: what to fill in
 * @domain: a machine
 * @error: a location for an error
 *
 * Returns: whether it could be read
 */
gboolean
vtr_definition_read_saved (VtrReadDefinition *self,
                           virDomainPtr       domain,
                           GError           **error)
{
  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  self->saved = vtr_definition_read_doc (domain, VIR_DOMAIN_XML_INACTIVE, error);
  return self->saved != NULL;
}

/**
 * vtr_definition_read_rest:
 * @self: what to fill in, with the saved definition in it
 * @domain: a machine
 * @error: a location for an error
 *
 * Returns: whether it could be read
 */
gboolean
vtr_definition_read_rest (VtrReadDefinition *self,
                          virDomainPtr       domain,
                          GError           **error)
{
  g_autoptr (GError) failure = NULL;
  int active = virDomainIsActive (domain);

  if (active < 0)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return FALSE;
    }

  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  if (active)
    self->running = vtr_definition_read_doc (domain, 0, &failure);
  if (failure != NULL && virDomainIsActive (domain) != 0)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  self->pending = self->running != NULL ? vtr_change_list (self->running, self->saved)
                                        : g_ptr_array_new ();
  return TRUE;
}

/**
 * vtr_definition_read:
 * @domain: a machine
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): both its definitions
 */
VtrReadDefinition *
vtr_definition_read (virDomainPtr   domain,
                     GError       **error)
{
  g_autoptr (VtrReadDefinition) self = g_new0 (VtrReadDefinition, 1);

  if (!vtr_definition_read_saved (self, domain, error)
      || !vtr_definition_read_rest (self, domain, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
vtr_definition_free (gpointer read_definition)
{
  VtrReadDefinition *self = read_definition;

  if (self == NULL)
    return;

  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_free (self->reason);
  g_free (self->key);
  g_free (self->leaving);
  g_free (self);
}
