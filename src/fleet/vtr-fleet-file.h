/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The file of remembered hosts. Never holds a secret. */
/* Stands after the name of a file that could not be read, once another takes its place. */
#define VTR_FLEET_FILE_ASIDE ".unreadable"

typedef struct
{
  char    *uri;
  char    *title; /* NULL: made from the URI */
  gboolean autoconnect;
} VtrFleetEntry;

VtrFleetEntry *vtr_fleet_entry_new  (const char *uri,
                                     const char *title,
                                     gboolean    autoconnect);
void           vtr_fleet_entry_free (gpointer    entry);

/* Both block: for workers. */
GPtrArray *vtr_fleet_file_load (const char *path,
                                GError    **error);
gboolean   vtr_fleet_file_save (const char *path,
                                GPtrArray  *entries,
                                GError    **error);
gboolean   vtr_fleet_file_set_aside (const char *path,
                                     GError    **error);

G_END_DECLS
