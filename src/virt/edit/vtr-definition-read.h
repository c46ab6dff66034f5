/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>
#include <libvirt/libvirt.h>

#include "definition/vtr-change.h"

#include "vtr-edit.h"

G_BEGIN_DECLS

/* Both definitions of a machine as a worker found them, and what became of an edit just before. It is
 * made in a worker and handed over whole. */
typedef struct
{
  VtrXmlDoc *saved;
  VtrXmlDoc *running; /* NULL while it is off */
  GPtrArray *pending; /* VtrChange */
  VtrOutcome outcome;
  char      *reason;
  char      *key;     /* of a device that came */
  char      *leaving; /* the alias of a device that the guest was asked to let go */
} VtrReadDefinition;

VtrXmlDoc         *vtr_definition_read_doc    (virDomainPtr        domain,
                                               unsigned int        flags,
                                               GError            **error);
VtrXmlDoc         *vtr_definition_read_secure (virDomainPtr        domain,
                                               unsigned int        flags,
                                               GError            **error);
gboolean           vtr_definition_read_saved  (VtrReadDefinition  *self,
                                               virDomainPtr        domain,
                                               GError            **error);
gboolean           vtr_definition_read_rest   (VtrReadDefinition  *self,
                                               virDomainPtr        domain,
                                               GError            **error);
VtrReadDefinition *vtr_definition_read        (virDomainPtr        domain,
                                               GError            **error);
void               vtr_definition_free        (gpointer            read_definition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrReadDefinition, vtr_definition_free)

G_END_DECLS
