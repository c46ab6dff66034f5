/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-grow-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "widgets/vtr-alert.h"
#include "widgets/vtr-size-row.h"

struct _VtrGrowDialog
{
  AdwAlertDialog  parent_instance;

  /* own child */
  VtrSizeRow     *size_row;

  /* state */
  guint64         capacity;
};

enum
{
  SIGNAL_GROW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrGrowDialog, vtr_grow_dialog, ADW_TYPE_ALERT_DIALOG)

static void
update (VtrGrowDialog *self)
{
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "grow",
                                         vtr_size_row_get_bytes (self->size_row) > self->capacity);
}

static void
on_response_cb (VtrGrowDialog *self,
                const char    *response)
{
  if (g_str_equal (response, "grow"))
    g_signal_emit (self, signals[SIGNAL_GROW], 0, vtr_size_row_get_bytes (self->size_row));
}

static void
vtr_grow_dialog_class_init (VtrGrowDialogClass *klass)
{
  signals[SIGNAL_GROW] = g_signal_new ("grow", VTR_TYPE_GROW_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
}

static void
vtr_grow_dialog_init (VtrGrowDialog *self)
{
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (self), "cancel", _("_Cancel"), "grow",
                                  _("_Grow"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (self), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (self), "grow");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (self), "grow",
                                            ADW_RESPONSE_SUGGESTED);
  g_signal_connect (self, "response", G_CALLBACK (on_response_cb), NULL);
}

/**
 * vtr_grow_dialog_new:
 * @capacity: how large the disk is
 * @runs: whether its machine runs
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
vtr_grow_dialog_new (guint64  capacity,
                     gboolean runs)
{
  VtrGrowDialog *self = g_object_new (VTR_TYPE_GROW_DIALOG, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = vtr_size_row_new ();
  g_autofree char *now = vtr_format_bytes (capacity);
  g_autofree char *body
      = g_strdup_printf (runs ? _("It has %s now, and can only become larger. The guest sees the new "
                                  "size at once; its partitions stay as they are.")
                              : _("It has %s now, and can only become larger. The partitions in it "
                                  "stay as they are."),
                         now);

  self->capacity = capacity;
  self->size_row = VTR_SIZE_ROW (row);
  /* The heading says it, and a narrow dialog has no room for it twice. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("New Size"), -1);
  vtr_size_row_set_bytes (self->size_row, capacity);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  vtr_alert_fill (ADW_ALERT_DIALOG (self), _("Grow the Disk"), body, group);
  g_signal_connect_object (row, "notify::bytes", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ADW_DIALOG (self);
}
