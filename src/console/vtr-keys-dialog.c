/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-keys-dialog.h"

#include "vtr-key-codes.h"

#include <glib/gi18n.h>

#define KEY "own-chords"

struct _VtrKeysDialog
{
  AdwDialog parent_instance;

  /* owned */
  GSettings *settings;
  GActionGroup *actions;

  /* template children */
  AdwEntryRow *entry;
  GtkWidget *hint;
  GtkWidget *kept_group;
  GtkListBox *kept;
};

G_DEFINE_FINAL_TYPE (VtrKeysDialog, vtr_keys_dialog, ADW_TYPE_DIALOG)

/* As it is written in the settings: without blanks, in small letters. */
static char *
read_chord (VtrKeysDialog *self)
{
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->entry)), " ", -1);
  g_autofree char *joined = g_strjoinv ("", words);
  g_autoptr (GArray) keys = vtr_keys_from_names (joined);

  return keys != NULL ? g_ascii_strdown (joined, -1) : NULL;
}

static void
on_entry_changed_cb (VtrKeysDialog *self)
{
  g_autofree char *chord = read_chord (self);
  gboolean is_empty = gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keys.send", chord != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keys.keep", chord != NULL);
  gtk_widget_set_visible (self->hint, chord == NULL && !is_empty);
  if (chord == NULL && !is_empty)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_send_action_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  VtrKeysDialog *self = VTR_KEYS_DIALOG (widget);
  g_autofree char *chord = read_chord (self);

  if (chord == NULL)
    return;

  g_action_group_activate_action (self->actions, "send-keys", g_variant_new_string (chord));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_entry_activated_cb (VtrKeysDialog *self)
{
  on_send_action_cb (GTK_WIDGET (self), "keys.send", NULL);
}

static void
on_keep_action_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  VtrKeysDialog *self = VTR_KEYS_DIALOG (widget);
  g_autofree char *chord = read_chord (self);
  g_auto (GStrv) chords = g_settings_get_strv (self->settings, KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  if (chord == NULL || g_strv_contains ((const char *const *) chords, chord))
    return;

  g_strv_builder_addv (builder, (const char **) chords);
  g_strv_builder_add (builder, chord);
  kept = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, KEY, (const char *const *) kept);
}

static void
on_forget_action_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  VtrKeysDialog *self = VTR_KEYS_DIALOG (widget);
  g_auto (GStrv) chords = g_settings_get_strv (self->settings, KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (guint i = 0; chords[i] != NULL; i++)
    if (!g_str_equal (chords[i], g_variant_get_string (parameter, NULL)))
      g_strv_builder_add (builder, chords[i]);
  kept = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, KEY, (const char *const *) kept);
}

static GtkWidget *
make_row (const char *chord)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), chord);
  gtk_widget_set_tooltip_text (button, _("Forget"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "keys.forget");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", chord);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
show_kept (VtrKeysDialog *self)
{
  g_auto (GStrv) chords = g_settings_get_strv (self->settings, KEY);

  gtk_list_box_remove_all (self->kept);
  for (guint i = 0; chords[i] != NULL; i++)
    gtk_list_box_append (self->kept, make_row (chords[i]));
  gtk_widget_set_visible (self->kept_group, chords[0] != NULL);
}

static void
vtr_keys_dialog_dispose (GObject *object)
{
  VtrKeysDialog *self = VTR_KEYS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_KEYS_DIALOG);
  g_clear_object (&self->settings);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (vtr_keys_dialog_parent_class)->dispose (object);
}

static void
vtr_keys_dialog_class_init (VtrKeysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_keys_dialog_dispose;

  gtk_widget_class_install_action (widget_class, "keys.send", NULL, on_send_action_cb);
  gtk_widget_class_install_action (widget_class, "keys.keep", NULL, on_keep_action_cb);
  gtk_widget_class_install_action (widget_class, "keys.forget", "s", on_forget_action_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-keys-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrKeysDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, VtrKeysDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, VtrKeysDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, VtrKeysDialog, kept_group);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
}

static void
vtr_keys_dialog_init (VtrKeysDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_entry_changed_cb (self);
}

/**
 * vtr_keys_dialog_new:
 * @settings: where keys are kept, for every machine
 * @actions: with "send-keys"
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
vtr_keys_dialog_new (VtrConsoleSettings *settings,
                     GActionGroup       *actions)
{
  VtrKeysDialog *self = g_object_new (VTR_TYPE_KEYS_DIALOG, NULL);

  self->settings = g_object_ref (vtr_console_settings_get_defaults (settings));
  self->actions = g_object_ref (actions);
  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (show_kept), self,
                           G_CONNECT_SWAPPED);
  show_kept (self);
  return ADW_DIALOG (self);
}
