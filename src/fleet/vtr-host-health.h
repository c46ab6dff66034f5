/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What this computer needs to run machines, and whether it has it. */
typedef enum
{
  VTR_HEALTH_OK,
  VTR_HEALTH_LACKS, /* something that only some machines want */
  VTR_HEALTH_BROKEN,
} VtrHealthState;

typedef struct
{
  const char    *id;
  char          *title;
  VtrHealthState state;
  char          *text;    /* why, in a sentence, translated */
  char          *command; /* what mends it in a terminal; NULL for none */
} VtrHealthFinding;

gboolean   vtr_host_health_is_here (const char          *uri,
                                    gboolean            *is_session);
GPtrArray *vtr_host_health_look   (const char           *root,
                                   gboolean              is_session);
void       vtr_host_health_async  (gboolean              is_session,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GPtrArray *vtr_host_health_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
