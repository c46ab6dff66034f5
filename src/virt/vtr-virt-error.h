/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include "base/vtr-error.h"
#include "base/vtr-trouble.h"

G_BEGIN_DECLS

void        vtr_virt_init          (void);
GError     *vtr_virt_take_error    (void);
VtrTrouble *vtr_virt_trouble       (const char   *summary,
                                    const GError *error);

G_END_DECLS
