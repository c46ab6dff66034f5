/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The snapshots inside of a qcow2 image, of which libvirt's definition of a volume says nothing. Its
 * first bytes tell where their table is. */

#define VTR_QCOW2_HEADER_LENGTH ((gsize) 72)

gboolean vtr_qcow2_find_snapshots (GBytes  *header,
                                   guint   *n_snapshots,
                                   guint64 *offset);
GStrv    vtr_qcow2_read_snapshots (GBytes  *table,
                                   guint    n_snapshots);

G_END_DECLS
