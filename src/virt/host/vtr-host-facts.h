/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "vtr-host.h"

G_BEGIN_DECLS

/* What a host is, read once for a page that shows it. What it does not tell is NULL or 0. */
typedef struct
{
  char   *hostname;
  char   *driver;         /* "QEMU" */
  gulong  driver_version; /* as libvirt packs them */
  gulong  libvirt_version;
  char   *arch;
  char   *processor;      /* the model, as the host calls it */
  guint   n_processors;
  guint   mhz;
  guint   n_nodes;
  guint   n_sockets;      /* of each node */
  guint   n_cores;        /* of each socket */
  guint   n_threads;      /* of each core */
  guint64 memory;
  guint64 memory_free;
  guint64 pages_shared;   /* that KSM keeps once for several machines… */
  guint64 pages_sharing;  /* …and how many uses of them it saves */
  gboolean has_ksm;
  char   *capabilities;   /* XML */
} VtrHostFacts;

void          vtr_host_load_facts_async  (VtrHost              *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
VtrHostFacts *vtr_host_load_facts_finish (VtrHost              *self,
                                          GAsyncResult         *result,
                                          GError              **error);
char         *vtr_host_format_version    (gulong                version);
void          vtr_host_facts_free        (gpointer              facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrHostFacts, vtr_host_facts_free)

G_END_DECLS
