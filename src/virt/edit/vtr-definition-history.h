/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "xml/vtr-xml-doc.h"

G_BEGIN_DECLS

/* The last definitions of each machine, kept on this computer and without their passwords, so that
 * an edit can be looked up and taken back, also one that somebody else made. */
#define VTR_DEFINITION_HISTORY_LENGTH 10

typedef struct
{
  gint64  time; /* wall clock, seconds */
  char   *xml;
} VtrOldDefinition;

/* In a worker. */
void       vtr_definition_history_record      (VtrXmlDoc            *before,
                                               VtrXmlDoc            *after);

/* On the main thread. */
void       vtr_definition_history_see         (VtrXmlDoc            *before,
                                               VtrXmlDoc            *after);
void       vtr_definition_history_list_async  (const char           *uuid,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray *vtr_definition_history_list_finish (GAsyncResult         *result,
                                               GError              **error);

char      *vtr_definition_history_fit         (const char           *xml,
                                               VtrXmlDoc            *saved);

G_END_DECLS
