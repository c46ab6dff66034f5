/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who an image made for clouds shall let in, and what it shall be called. */
typedef struct
{
  char  *user;
  char  *password; /* NULL: only keys let in */
  char **keys;     /* public halves, one line each; may be NULL */
  char **packages; /* may be NULL */
  char  *hostname;
} VtrCloudUser;

VtrCloudUser *vtr_cloud_user_copy       (const VtrCloudUser  *self);
void          vtr_cloud_user_free       (VtrCloudUser        *self);

char         *vtr_cloud_seed_user_data  (const VtrCloudUser  *user);
char         *vtr_cloud_seed_meta_data  (const VtrCloudUser  *user,
                                         const char          *instance);
gboolean      vtr_cloud_seed_write      (const VtrCloudUser  *user,
                                         const char          *instance,
                                         const char          *path,
                                         GError             **error);
void          vtr_cloud_seed_write_async  (const VtrCloudUser   *user,
                                           const char           *instance,
                                           const char           *path,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      vtr_cloud_seed_write_finish (GAsyncResult         *result,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrCloudUser, vtr_cloud_user_free)

G_END_DECLS
