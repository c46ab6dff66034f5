/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A host's libvirt URI taken apart as the "Add Host" page asks for it, and put together again.
 * Pure: nothing is opened or looked up, but for the place of the demonstration, once. */
typedef enum
{
  VTR_HOST_KIND_QEMU_SYSTEM,
  VTR_HOST_KIND_QEMU_SESSION,
  VTR_HOST_KIND_XEN,
  VTR_HOST_KIND_LXC,
  VTR_HOST_KIND_BHYVE,
  VTR_HOST_KIND_VZ,
  VTR_HOST_KIND_DEMO,
  VTR_HOST_KIND_CUSTOM,
  VTR_N_HOST_KINDS
} VtrHostKind;

typedef struct
{
  VtrHostKind kind;
  gboolean    remote;  /* over ssh */
  char       *user;
  char       *server;  /* name, address or name:port */
  char       *keyfile; /* NULL or empty: what ssh finds */
  char       *custom;  /* the whole URI of VTR_HOST_KIND_CUSTOM */
} VtrHostAddress;

char           *vtr_host_address_to_uri      (const VtrHostAddress *self,
                                              GError              **error);
VtrHostAddress *vtr_host_address_new_for_uri (const char           *uri);
void            vtr_host_address_free        (VtrHostAddress       *self);
gboolean        vtr_host_address_check_uri   (const char           *uri,
                                              GError              **error);
char           *vtr_host_address_make_title  (const char           *uri);
const char     *vtr_host_kind_get_name       (VtrHostKind           kind);
gboolean        vtr_host_kind_is_offered     (VtrHostKind           kind);
gboolean        vtr_host_kind_can_be_remote  (VtrHostKind           kind);

const char     *vtr_host_address_demo_path   (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrHostAddress, vtr_host_address_free)

G_END_DECLS
