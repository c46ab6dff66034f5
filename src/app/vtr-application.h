/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The program: one for each session, with one fleet of hosts and one main window. */
#define VTR_TYPE_APPLICATION (vtr_application_get_type ())
G_DECLARE_FINAL_TYPE (VtrApplication, vtr_application, VTR, APPLICATION, AdwApplication)

VtrApplication *vtr_application_new (void);

G_END_DECLS
