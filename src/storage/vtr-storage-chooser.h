/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/storage/vtr-storage.h"

G_BEGIN_DECLS

/* The one way to choose something of a host that a machine shall have. On this computer it begins
 * with its files, on another one with its pools. */
typedef enum
{
  VTR_STORAGE_FOR_DISK,
  VTR_STORAGE_FOR_CD,
  VTR_STORAGE_FOR_FLOPPY,
  VTR_STORAGE_FOR_FOLDER,
  VTR_N_STORAGE_PURPOSES
} VtrStoragePurpose;

/* What was chosen. What is not in a pool has a path only. */
typedef struct
{
  char    *path;      /* as the host calls it */
  char    *pool;
  char    *volume;
  char    *format;    /* raw, qcow2, iso, ...; NULL where not known */
  guint64  capacity;  /* 0 where not known */
} VtrStorageChoice;

void              vtr_storage_chooser_ask_async  (GtkWidget           *parent,
                                                  VtrHost             *host,
                                                  VtrStoragePurpose    purpose,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
VtrStorageChoice *vtr_storage_chooser_ask_finish (GAsyncResult        *result,
                                                  GError             **error);
void              vtr_storage_choice_free        (VtrStorageChoice    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrStorageChoice, vtr_storage_choice_free)

#define VTR_TYPE_STORAGE_CHOOSER (vtr_storage_chooser_get_type ())
G_DECLARE_FINAL_TYPE (VtrStorageChooser, vtr_storage_chooser, VTR, STORAGE_CHOOSER, AdwDialog)

G_END_DECLS
