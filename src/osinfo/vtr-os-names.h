/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the systems in machines are called: "http://debian.org/debian/13" is "Debian 13". Reads the
 * one small file of the osinfo database that an id is in, never the whole of it. */
#define VTR_TYPE_OS_NAMES (vtr_os_names_get_type ())
G_DECLARE_FINAL_TYPE (VtrOsNames, vtr_os_names, VTR, OS_NAMES, GObject)

VtrOsNames *vtr_os_names_new         (const char *const    *folders);
char       *vtr_os_names_peek        (VtrOsNames           *self,
                                      const char           *id);
void        vtr_os_names_load_async  (VtrOsNames           *self,
                                      const char *const    *ids,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char      **vtr_os_names_load_finish (VtrOsNames           *self,
                                      GAsyncResult         *result,
                                      GError              **error);

char       *vtr_os_name_from_id      (const char           *id);

G_END_DECLS
