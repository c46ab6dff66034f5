/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-preferences-dialog.h"

#include "console/vtr-console-settings-page.h"

struct _VtrPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  /* owned */
  GSettings           *settings;
};

G_DEFINE_FINAL_TYPE (VtrPreferencesDialog, vtr_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* A row of the template is named as its key, with underscores. */
static const struct
{
  const char *row;
  const char *key;
  const char *property;
} bindings[] = {
  { "sampling_interval", "sampling-interval", "value" },
  { "sample_memory", "sample-memory", "active" },
  { "sample_disk", "sample-disk", "active" },
  { "sample_network", "sample-network", "active" },
  { "shut_down_patience", "shut-down-patience", "value" },
  { "set_clock_after_resume", "set-clock-after-resume", "active" },
  { "notify_when_job_ends", "notify-when-job-ends", "active" },
  { "close_keeps_running", "close-keeps-running", "active" },
  { "confirm_force_off", "confirm-force-off", "active" },
  { "confirm_reset", "confirm-reset", "active" },
  { "confirm_reboot", "confirm-reboot", "active" },
  { "confirm_shut_down", "confirm-shut-down", "active" },
  { "confirm_save", "confirm-save", "active" },
  { "confirm_pause", "confirm-pause", "active" },
};

static void
vtr_preferences_dialog_dispose (GObject *object)
{
  VtrPreferencesDialog *self = VTR_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vtr_preferences_dialog_parent_class)->dispose (object);
}

static void
vtr_preferences_dialog_class_init (VtrPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/preferences/vtr-preferences-dialog.ui");
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_bind_template_child_full (widget_class, bindings[i].row, FALSE, 0);
}

static void
vtr_preferences_dialog_init (VtrPreferencesDialog *self)
{
  g_autoptr (VtrConsoleSettings) console = vtr_console_settings_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (APP_ID);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self),
                              vtr_console_settings_page_new (console));
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i].key,
                     gtk_widget_get_template_child (GTK_WIDGET (self), VTR_TYPE_PREFERENCES_DIALOG,
                                                    bindings[i].row),
                     bindings[i].property, G_SETTINGS_BIND_DEFAULT);
}

/**
 * vtr_preferences_dialog_new:
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
vtr_preferences_dialog_new (void)
{
  return g_object_new (VTR_TYPE_PREFERENCES_DIALOG, NULL);
}
