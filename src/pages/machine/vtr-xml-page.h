/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* The whole definition as text: to be read, compared with what runs and what is saved, and changed. */
#define VTR_TYPE_XML_PAGE (vtr_xml_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrXmlPage, vtr_xml_page, VTR, XML_PAGE, AdwBin)

GtkWidget *vtr_xml_page_new        (VtrMachineDefinition *definition);
gboolean   vtr_xml_page_is_dirty   (GtkWidget            *page);
void       vtr_xml_page_set_reason (GtkWidget            *page,
                                    const char           *why_not);

G_END_DECLS
