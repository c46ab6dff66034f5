/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-capabilities-dialog.h"

#include <glib/gi18n-lib.h>

#include "widgets/vtr-xml-view.h"

/**
 * vtr_capabilities_dialog_new:
 * @xml: what a host says that it can do
 *
 * Returns: (transfer floating): a dialog to read and search it in
 */
AdwDialog *
vtr_capabilities_dialog_new (const char *xml)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *view = vtr_xml_view_new ();

  vtr_xml_view_set_text (VTR_XML_VIEW (view), xml);
  vtr_xml_view_set_editable (VTR_XML_VIEW (view), FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), view);
  adw_dialog_set_title (dialog, _("Capabilities"));
  adw_dialog_set_content_width (dialog, 720);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, toolbar_view);
  return dialog;
}
