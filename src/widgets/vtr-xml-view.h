/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A text in XML to be read and changed: colours, line numbers, search with Ctrl+F, and a mistake
 * shown at its place.
 *
 * Properties: "is-dirty", "editable". */
#define VTR_TYPE_XML_VIEW (vtr_xml_view_get_type ())
G_DECLARE_FINAL_TYPE (VtrXmlView, vtr_xml_view, VTR, XML_VIEW, AdwBin)

GtkWidget *vtr_xml_view_new             (void);
char      *vtr_xml_view_get_text        (VtrXmlView *self);
void       vtr_xml_view_set_text        (VtrXmlView *self,
                                         const char *text);
void       vtr_xml_view_revert          (VtrXmlView *self);
gboolean   vtr_xml_view_is_dirty        (VtrXmlView *self);
void       vtr_xml_view_set_editable    (VtrXmlView *self,
                                         gboolean    editable);
void       vtr_xml_view_set_search_mode (VtrXmlView *self,
                                         gboolean    searching);
void       vtr_xml_view_show_mistake    (VtrXmlView *self,
                                         const char *message,
                                         guint       line,
                                         guint       column);

G_END_DECLS
