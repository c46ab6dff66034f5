/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "vtr-console-session.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_VIEWER_SPICE,
  VTR_VIEWER_VNC,
} VtrViewerProtocol;

/* A console that is named by an address or a .vv file, without any host that would know it. */
typedef struct
{
  VtrViewerProtocol protocol;
  char *socket;
  char *host;
  guint port;
  guint tls_port;
  char *username;
  char *password;
  char *title;
  char *ca;
  char *subject;
  char *proxy;
  gboolean fullscreen;
  gboolean delete_file; /* it was made for one use and holds a password */
} VtrViewerFile;

VtrViewerFile     *vtr_viewer_file_new_for_address (const char           *address,
                                                    GError              **error);
VtrViewerFile     *vtr_viewer_file_new_for_data    (const char           *data,
                                                    gsize                 length,
                                                    GError              **error);
void               vtr_viewer_file_free            (VtrViewerFile        *self);
VtrConsoleSession *vtr_viewer_file_create_session  (const VtrViewerFile  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrViewerFile, vtr_viewer_file_free)

G_END_DECLS
