/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "vtr-disc-label.h"
#include "vtr-os-facts.h"
#include "vtr-os.h"

G_BEGIN_DECLS

/* The whole database of libosinfo. It takes half a second and thirty megabytes, so that it is loaded in
 * a worker when somebody begins to need it and goes when the last one lets go. Everything that is given
 * out is a plain copy. */
#define VTR_TYPE_OS_DATABASE (vtr_os_database_get_type ())
G_DECLARE_FINAL_TYPE (VtrOsDatabase, vtr_os_database, VTR, OS_DATABASE, GObject)

/* What is on a disc. */
typedef struct
{
  VtrOsFacts *os; /* NULL: nobody knows */
  gboolean    is_guess;
  gboolean    is_live;   /* it runs from the disc */
  gboolean    installs;  /* it can be put on a disk */
} VtrOsMatch;

/* Something that can be fetched. */
typedef enum
{
  VTR_OS_SOURCE_DISC,
  VTR_OS_SOURCE_TREE,
  VTR_OS_SOURCE_CLOUD,
} VtrOsSourceSort;

typedef struct
{
  VtrOsSourceSort sort;
  char           *name; /* of the variant; may be NULL */
  char           *url;
  char           *kernel; /* of a tree */
  char           *initrd;
  char           *format; /* of an image */
  gboolean        is_live;
} VtrOsSource;

VtrOsDatabase *vtr_os_database_new             (void);
GListModel    *vtr_os_database_get_systems     (VtrOsDatabase        *self);
gboolean       vtr_os_database_is_loaded       (VtrOsDatabase        *self);
void           vtr_os_database_load_async      (VtrOsDatabase        *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       vtr_os_database_load_finish     (VtrOsDatabase        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           vtr_os_database_describe_async  (VtrOsDatabase        *self,
                                                const char           *id,
                                                const char           *arch,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
VtrOsFacts    *vtr_os_database_describe_finish (VtrOsDatabase        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           vtr_os_database_identify_async  (VtrOsDatabase        *self,
                                                const VtrDiscLabel   *label,
                                                const char           *arch,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
VtrOsMatch    *vtr_os_database_identify_finish (VtrOsDatabase        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           vtr_os_database_list_sources_async  (VtrOsDatabase        *self,
                                                    const char           *id,
                                                    const char           *arch,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GPtrArray     *vtr_os_database_list_sources_finish (VtrOsDatabase        *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

void           vtr_os_match_free               (VtrOsMatch           *self);
void           vtr_os_source_free              (VtrOsSource          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrOsMatch, vtr_os_match_free)

G_END_DECLS
