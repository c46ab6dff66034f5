/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-storage-private.h"

G_BEGIN_DECLS

/* What a worker is given to change a pool or a volume: handles and plain values. What it does not
 * need is NULL or 0. */
typedef struct _VtrStorageCall VtrStorageCall;

/* Returns FALSE with libvirt's error set, or with @error. */
typedef gboolean (*VtrStorageFunc) (VtrStorageCall *call,
                                    virConnectPtr   connection,
                                    GError        **error);

struct _VtrStorageCall
{
  VtrStorageFunc    func;
  virStoragePoolPtr pool;
  virStorageVolPtr  volume;
  char             *xml;
  char             *secret;       /* a passphrase: wiped when this is freed */
  GPtrArray        *names;        /* of volumes */
  guint64           number;
  unsigned int      flags;

  /* The worker writes, the main thread reads. */
  gint              done;         /* in thousandths */
  GCancellable     *cancellable;
};

VtrStorageCall *vtr_storage_call_new      (VtrStorageFunc        func,
                                           VtrPool              *pool,
                                           VtrVolume            *volume);
void            vtr_storage_call_free     (gpointer              call);
void            vtr_storage_call_run_job  (VtrStorageCall       *call,
                                           VtrPool              *pool,
                                           VtrJob               *job,
                                           gboolean              in_lane,
                                           const char           *failure);

G_END_DECLS
