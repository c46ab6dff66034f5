/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* The storage pools of a host, and the one that is looked at. */
#define VTR_TYPE_STORAGE_PAGE (vtr_storage_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrStoragePage, vtr_storage_page, VTR, STORAGE_PAGE, AdwBin)

GtkWidget *vtr_storage_page_new (VtrHost *host);

G_END_DECLS
