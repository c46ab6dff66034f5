/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The cheap facts that a row of the machine list shows, filters by and samples with. Plain data:
 * made in a worker, given to the main thread. What the XML does not say is NULL, 0 or an empty
 * array. */
typedef struct
{
  char     *uuid;
  char     *name;
  char     *title;
  char     *description;
  char     *os_id;                /* an address of libosinfo: http://debian.org/debian/12 */
  char     *virt_type;            /* kvm, qemu, xen, lxc, test, ... */
  char     *os_type;              /* hvm, xen, exe, ... */
  char     *arch;
  char     *machine_type;         /* as it is written: pc-q35-9.2, q35, ... */
  guint     n_vcpus;              /* now */
  guint     n_vcpus_max;
  guint64   memory;               /* KiB, now */
  guint64   memory_max;           /* KiB */
  gboolean  has_agent_channel;
  char     *agent_state;          /* connected or disconnected; known only while it runs */
  char     *graphics;             /* vnc, or spice,egl-headless: in their order */
  GStrv     disk_targets;         /* vda, sda, ...: the names that statistics have */
  GStrv     disk_sources;         /* paths, "volume:POOL/NAME", also what they are differences to */
  GStrv     interface_targets;    /* vnet3, ...: an empty string for one that has none yet */
  GStrv     interface_macs;       /* each array of interfaces has one entry for each interface */
  GStrv     interface_networks;   /* the virtual network, or an empty string */
  char     *folder;               /* with slashes, neither at the start nor at the end */
  GStrv     tags;
} VtrMachineSummary;

VtrMachineSummary *vtr_machine_summary_new_from_xml (const char              *xml,
                                                     GError                 **error);
VtrMachineSummary *vtr_machine_summary_copy         (const VtrMachineSummary *self);
void               vtr_machine_summary_free         (VtrMachineSummary       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrMachineSummary, vtr_machine_summary_free)

G_END_DECLS
