/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a host is, as a person fills it in: checks as they type, and says what is wrong at the field
 * where it is wrong. Enter in a field activates "host-dialog.apply". */
#define VTR_TYPE_HOST_FORM (vtr_host_form_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostForm, vtr_host_form, VTR, HOST_FORM, AdwPreferencesPage)

void     vtr_host_form_fill            (VtrHostForm *self,
                                        const char  *uri,
                                        const char  *title,
                                        gboolean     autoconnect);
char    *vtr_host_form_take_uri        (VtrHostForm *self);
void     vtr_host_form_refuse          (VtrHostForm *self,
                                        const char  *sentence);
char    *vtr_host_form_get_title       (VtrHostForm *self);
gboolean vtr_host_form_get_autoconnect (VtrHostForm *self);

G_END_DECLS
