/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <spice-client.h>

#include "base/vtr-job.h"

G_BEGIN_DECLS

gboolean  vtr_spice_files_can_send (SpiceMainChannel *main);
VtrJob   *vtr_spice_files_send     (SpiceMainChannel *main,
                                    GFile           **files);

G_END_DECLS
