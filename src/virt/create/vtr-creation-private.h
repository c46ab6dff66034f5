/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host-private.h"

#include "vtr-creation.h"

G_BEGIN_DECLS

/* What the worker of one step sees; each step uses a few of them. */
typedef struct
{
  VtrVolumeWish wish;
  char         *path; /* of a volume, or the name of a network */
  char         *file; /* on this computer */
  char         *uuid;
  char         *xml;
  VtrProgress  *progress;
  GCancellable *cancellable;
  guint64       offset; /* or a size */
  gsize         length;
  gboolean      always;
} VtrStep;

void _vtr_creation_run (VtrHost             *host,
                        VtrLinkFunc          func,
                        VtrStep             *step,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data);
void _vtr_step_free    (gpointer             step);

G_END_DECLS
