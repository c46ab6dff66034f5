/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a row shows of a volume. Plain data: made in a worker, given to the main thread. */
typedef struct
{
  char    *type;           /* file, block, dir, network, netdir */
  char    *path;
  char    *format;
  char    *backing_path;
  char    *backing_format;
  char    *secret_uuid;    /* of an encrypted one */
  guint64  capacity;       /* what the guest sees */
  guint64  allocation;     /* what it takes */
  gboolean is_encrypted;
} VtrVolumeFacts;

VtrVolumeFacts *vtr_volume_facts_new_from_xml (const char      *xml,
                                               GError         **error);
void            vtr_volume_facts_free         (VtrVolumeFacts  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrVolumeFacts, vtr_volume_facts_free)

G_END_DECLS
