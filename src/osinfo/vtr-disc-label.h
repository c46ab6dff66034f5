/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a disc says about itself in the first sectors that are its own. */
typedef struct
{
  char    *system;
  char    *volume;
  char    *publisher;
  char    *application;
  guint64  size; /* of what is on it, in bytes */
  gboolean boots;
} VtrDiscLabel;

/* Where those sectors are, and how much of them is enough. */
#define VTR_DISC_LABEL_OFFSET 32768
#define VTR_DISC_LABEL_LENGTH 4096

VtrDiscLabel *vtr_disc_label_parse       (const guint8         *sectors,
                                          gsize                 length);
VtrDiscLabel *vtr_disc_label_copy        (const VtrDiscLabel   *self);
void          vtr_disc_label_free        (VtrDiscLabel         *self);

void          vtr_disc_label_read_async  (const char           *path,
                                          guint                 limit_seconds,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
VtrDiscLabel *vtr_disc_label_read_finish (GAsyncResult         *result,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrDiscLabel, vtr_disc_label_free)

G_END_DECLS
