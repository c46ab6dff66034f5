/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <libvirt/libvirt.h>

#include "vtr-auth-request.h"

G_BEGIN_DECLS

/* The worker's side: makes a request of libvirt's credentials, waits, and fills in the answers. */
VtrAuthRequest *_vtr_auth_request_new  (const virConnectCredential *credentials,
                                        guint                       n_credentials);
gboolean        _vtr_auth_request_wait (VtrAuthRequest             *self,
                                        virConnectCredentialPtr     credentials,
                                        guint                       n_credentials);

G_END_DECLS
