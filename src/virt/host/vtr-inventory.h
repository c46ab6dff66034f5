/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>
#include <libvirt/libvirt.h>

G_BEGIN_DECLS

/* What a host has, read in bulk: the number of round trips is the same for one machine and for
 * thousands. Called in workers; everything here may block. */

typedef struct
{
  virDomainPtr domain;
  int          state;
  int          reason;
} VtrInventoryEntry;

/* Sets of machines that have something in common, by UUID. */
typedef struct
{
  GHashTable *saved;
  GHashTable *autostart;
  GHashTable *transient;
} VtrInventoryMarks;

GArray            *vtr_inventory_list       (virConnectPtr       connection,
                                             GError            **error);
VtrInventoryMarks *vtr_inventory_list_marks (virConnectPtr       connection);
void               vtr_inventory_marks_free (VtrInventoryMarks  *self);

G_END_DECLS
