/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-trouble-dialog.h"

#include "vtr-alert.h"
#include "vtr-trouble-view.h"

#include <glib/gi18n-lib.h>

/**
 * vtr_trouble_dialog_new:
 * @trouble: (transfer none): what to tell
 *
 * Returns: (transfer floating): a dialog that is not presented yet
 */
AdwDialog *
vtr_trouble_dialog_new (const VtrTrouble *trouble)
{
  AdwDialog *dialog;
  GtkWidget *view;

  g_return_val_if_fail (trouble != NULL, NULL);

  view = vtr_trouble_view_new ();
  /* The summary is the dialog's own heading. */
  g_object_set (view, "trouble", trouble, "show-summary", FALSE, NULL);
  dialog = vtr_alert_new (trouble->summary, NULL, view);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  return dialog;
}
