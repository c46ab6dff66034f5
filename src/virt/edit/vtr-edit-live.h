/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <libvirt/libvirt.h>

#include "definition/vtr-item.h"

#include "vtr-edit.h"

G_BEGIN_DECLS

/* An edit brought into a running machine, in a worker. */
typedef struct
{
  virDomainPtr   domain;
  const VtrEdit *edit;
  VtrXmlDoc     *running; /* with its secrets, before the edit */
  VtrXmlDoc     *saved;   /* as libvirt has it after the edit */
  const char    *new_key; /* of the device that came there */
  char          *leaving; /* out: the alias of a device that the guest was asked to let go */
} VtrLiveEdit;

gboolean vtr_edit_live        (VtrLiveEdit        *self,
                               GError            **error);

/* vtr-edit-live-values.c: what is set by a call of its own, and not through a device. */
gboolean vtr_edit_live_has_call  (const VtrKind   *kind,
                                  const char      *field);
gboolean vtr_edit_live_call      (virDomainPtr     domain,
                                  const VtrItem   *item,
                                  const VtrEdit   *edit,
                                  GError         **error);
gboolean vtr_edit_live_metadata  (VtrLiveEdit     *self,
                                  GError         **error);

G_END_DECLS
