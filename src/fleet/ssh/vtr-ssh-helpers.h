/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The programs of our own that ssh and libvirt run. */
#define VTR_SSH_ASKPASS "vitrine-askpass"
#define VTR_SSH_THROUGH_MASTER "vitrine-through-master"

char *vtr_ssh_helper_find (const char *name);

G_END_DECLS
