/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-alert.h"

#include "vtr-label.h"

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  vtr_label_wrap_names (GTK_LABEL (label));
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  return label;
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *label = make_label (text);

  gtk_widget_add_css_class (label, "title-2");
  return label;
}

/**
 * vtr_alert_fill:
 * @dialog: a dialog without heading, body and extra child
 * @heading: what it is about
 * @body: (nullable): more of it
 * @child: (transfer floating) (nullable): what stands below
 */
void
vtr_alert_fill (AdwAlertDialog *dialog,
                const char     *heading,
                const char     *body,
                GtkWidget      *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_dialog_set_title (ADW_DIALOG (dialog), heading);
  gtk_box_append (GTK_BOX (box), make_heading (heading));
  if (body != NULL)
    gtk_box_append (GTK_BOX (box), make_label (body));
  if (child != NULL)
    gtk_box_append (GTK_BOX (box), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body != NULL ? body : "",
                                  -1);
  adw_alert_dialog_set_extra_child (dialog, box);
}

/**
 * vtr_alert_new:
 * @heading: what it is about
 * @body: (nullable): more of it
 * @child: (transfer floating) (nullable): what stands below
 *
 * Returns: (transfer floating): a dialog without responses
 */
AdwDialog *
vtr_alert_new (const char *heading,
               const char *body,
               GtkWidget  *child)
{
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);

  vtr_alert_fill (ADW_ALERT_DIALOG (dialog), heading, body, child);
  return dialog;
}
