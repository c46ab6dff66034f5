/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-storage-private.h"
#include "vtr-transfer.h"

G_BEGIN_DECLS

#define VTR_TRANSFER_PIECE ((gsize) 256 * 1024)

typedef struct _VtrTransfer VtrTransfer;

/* Runs in a thread of its own and may block for as long as it likes. */
typedef gboolean (*VtrTransferFunc) (VtrTransfer *self,
                                     GError     **error);

struct _VtrTransfer
{
  /* for the thread */
  VtrTransferFunc   func;
  virConnectPtr     connection;
  virStoragePoolPtr pool_handle;
  virStorageVolPtr  volume;
  char             *path;      /* on this computer */
  char             *name;      /* on the host */
  guint64           from;      /* where it goes on: so much is known to be there */
  guint64           confirmed; /* so much of it the host has for certain */
  GChecksum        *checksum;
  GError           *error;

  /* shared, under the lock */
  GMutex            lock;
  virStreamPtr      stream;
  guint64           done;
  guint64           total;
  gboolean          cancelled;

  /* for the main thread */
  VtrPool          *pool;
  VtrJob           *job;
  char             *failure;
  guint             timer;
  gulong            cancel_handler;
};

VtrTransfer *_vtr_transfer_new           (VtrPool         *pool,
                                          VtrVolume       *volume,
                                          const char      *path,
                                          const char      *name);
void         _vtr_transfer_begin         (VtrTransfer     *self,
                                          VtrTransferFunc  func,
                                          VtrJob          *job,
                                          const char      *failure);
gboolean     _vtr_transfer_open_stream   (VtrTransfer     *self,
                                          GError         **error);
gboolean     _vtr_transfer_close_stream  (VtrTransfer     *self,
                                          gboolean         good,
                                          GError         **error);
gboolean     _vtr_transfer_is_cancelled  (VtrTransfer     *self,
                                          GError         **error);
void         _vtr_transfer_set_total     (VtrTransfer     *self,
                                          guint64          total);
void         _vtr_transfer_count         (VtrTransfer     *self,
                                          const void      *data,
                                          guint64          length);
gboolean     _vtr_transfer_take_prefix   (VtrTransfer     *self,
                                          int              fd,
                                          guint64          length,
                                          GError         **error);
void         _vtr_transfer_set_error     (GError         **error,
                                          const char      *what,
                                          int              number);

G_END_DECLS
