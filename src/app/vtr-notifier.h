/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells the desktop of work that ended while no window of the program was in front: of failures,
 * and of what took long enough that somebody went to do something else. */
#define VTR_TYPE_NOTIFIER (vtr_notifier_get_type ())
G_DECLARE_FINAL_TYPE (VtrNotifier, vtr_notifier, VTR, NOTIFIER, GObject)

VtrNotifier *vtr_notifier_new (GtkApplication *application,
                               VtrJobList     *jobs,
                               GSettings      *settings);

G_END_DECLS
