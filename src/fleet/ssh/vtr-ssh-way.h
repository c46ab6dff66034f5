/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host-way.h"

#include "vtr-ssh-folder.h"

G_BEGIN_DECLS

/* The way to a host over one login of ssh: libvirt, the machines' screens, and whatever else. */
#define VTR_TYPE_SSH_WAY (vtr_ssh_way_get_type ())
G_DECLARE_FINAL_TYPE (VtrSshWay, vtr_ssh_way, VTR, SSH_WAY, GObject)

VtrHostWay *vtr_ssh_way_new_for_uri (const char   *uri,
                                     VtrSshFolder *folder);

G_END_DECLS
