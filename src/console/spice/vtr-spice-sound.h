/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <spice-client.h>

#include "console/vtr-console-session.h"

G_BEGIN_DECLS

/* The sound of one connection. The library plays and records by itself, whatever the guest asks
 * for; this keeps it from both where the person did not. */
#define VTR_TYPE_SPICE_SOUND (vtr_spice_sound_get_type ())
G_DECLARE_FINAL_TYPE (VtrSpiceSound, vtr_spice_sound, VTR, SPICE_SOUND, GObject)

VtrSpiceSound *vtr_spice_sound_new (VtrConsoleSession *session,
                                    SpiceSession      *spice);

G_END_DECLS
