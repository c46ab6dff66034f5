/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-settings-page.h"

#include "vtr-key-chord.h"

#include <glib/gi18n.h>

struct _VtrConsoleSettingsPage
{
  AdwPreferencesPage parent_instance;

  /* owned */
  VtrConsoleSettings *settings;

  /* template children */
  AdwComboRow *release_chord;
  GtkWidget *own_group;

  /* state */
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (VtrConsoleSettingsPage, vtr_console_settings_page, ADW_TYPE_PREFERENCES_PAGE)

/* A row of the template is named as its key, with underscores. Words are in the order of the row's
 * own list. */
static const struct
{
  const char *row;
  const char *key;
  const char *words[5];
} rows[] = {
  { "scaling", "scaling", { "fit", "exact", "follow" } },
  { "fit_full_screen", "fit-full-screen", { NULL } },
  { "release_chord", "release-chord",
    { "leftctrl+leftalt", "rightctrl", "rightctrl+rightalt", "leftctrl+leftshift" } },
  { "clipboard", "clipboard", { "both", "to-guest", "to-host", "off" } },
  { "muted", "muted", { NULL } },
  { "redirect_usb", "redirect-usb", { NULL } },
  { "connect_automatically", "connect-automatically", { NULL } },
};

static GObject *
get_row (VtrConsoleSettingsPage *self,
         guint                   i)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), VTR_TYPE_CONSOLE_SETTINGS_PAGE,
                                        rows[i].row);
}

static void
show_word (VtrConsoleSettingsPage *self,
           guint                   i)
{
  g_autofree char *word = vtr_console_settings_get_string (self->settings, rows[i].key);

  for (guint j = 0; rows[i].words[j] != NULL; j++)
    if (g_str_equal (rows[i].words[j], word))
      adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (self, i)), j);
}

static void
show_values (VtrConsoleSettingsPage *self)
{
  gboolean any_own = FALSE;

  self->is_showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      any_own = any_own || vtr_console_settings_is_own (self->settings, rows[i].key);
      if (rows[i].words[0] != NULL)
        show_word (self, i);
      else
        adw_switch_row_set_active (
          ADW_SWITCH_ROW (get_row (self, i)),
          vtr_console_settings_get_boolean (self->settings, rows[i].key));
    }
  gtk_widget_set_visible (self->own_group, any_own);
  self->is_showing = FALSE;
}

static void
on_row_changed_cb (VtrConsoleSettingsPage *self,
                   GParamSpec             *pspec,
                   GObject                *row)
{
  if (self->is_showing)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (get_row (self, i) != row)
        continue;
      if (rows[i].words[0] != NULL)
        vtr_console_settings_set_string (
          self->settings, rows[i].key,
          rows[i].words[adw_combo_row_get_selected (ADW_COMBO_ROW (row))]);
      else
        vtr_console_settings_set_boolean (self->settings, rows[i].key,
                                          adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
    }
}

static void
on_reset_action_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  vtr_console_settings_reset (VTR_CONSOLE_SETTINGS_PAGE (widget)->settings);
}

/* The keys as they are told elsewhere too. A chord that somebody wrote by hand stands last. */
static void
fill_chords (VtrConsoleSettingsPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; g_str_equal (rows[i].key, "release-chord") && rows[i].words[j] != NULL; j++)
      {
        g_autofree char *label = NULL;
        VtrKeyChord chord;

        vtr_key_chord_parse (&chord, rows[i].words[j]);
        label = vtr_key_chord_label (&chord);
        gtk_string_list_append (labels, label);
      }
  adw_combo_row_set_model (self->release_chord, G_LIST_MODEL (labels));
}

static void
vtr_console_settings_page_dispose (GObject *object)
{
  VtrConsoleSettingsPage *self = VTR_CONSOLE_SETTINGS_PAGE (object);

  self->is_showing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CONSOLE_SETTINGS_PAGE);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vtr_console_settings_page_parent_class)->dispose (object);
}

static void
vtr_console_settings_page_class_init (VtrConsoleSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_console_settings_page_dispose;

  gtk_widget_class_install_action (widget_class, "console-settings.reset", NULL,
                                   on_reset_action_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-console-settings-page.ui");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!g_str_equal (rows[i].row, "release_chord"))
      gtk_widget_class_bind_template_child_full (widget_class, rows[i].row, FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleSettingsPage, release_chord);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleSettingsPage, own_group);
}

static void
vtr_console_settings_page_init (VtrConsoleSettingsPage *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_chords (self);
}

/**
 * vtr_console_settings_page_new:
 * @settings: of a machine, or those of the preferences
 *
 * Returns: (transfer floating): a page that shows and changes them
 */
AdwPreferencesPage *
vtr_console_settings_page_new (VtrConsoleSettings *settings)
{
  VtrConsoleSettingsPage *self = g_object_new (VTR_TYPE_CONSOLE_SETTINGS_PAGE, NULL);

  self->settings = g_object_ref (settings);
  show_values (self);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_object (get_row (self, i),
                             rows[i].words[0] != NULL ? "notify::selected" : "notify::active",
                             G_CALLBACK (on_row_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed", G_CALLBACK (show_values), self,
                           G_CONNECT_SWAPPED);
  return ADW_PREFERENCES_PAGE (self);
}

/**
 * vtr_console_settings_dialog_new:
 * @settings: of a machine
 * @title: (nullable): its name
 *
 * Returns: (transfer floating): a dialog with nothing but the page
 */
AdwDialog *
vtr_console_settings_dialog_new (VtrConsoleSettings *settings,
                                 const char         *title)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  AdwPreferencesPage *page = vtr_console_settings_page_new (settings);

  adw_preferences_page_set_description (
    page, _("What you do not change here is as in the preferences."));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  if (title != NULL)
    {
      /* Translators: %s is the name of a machine. */
      g_autofree char *text = g_strdup_printf (_("Console of %s"), title);

      adw_dialog_set_title (dialog, text);
    }
  return dialog;
}
