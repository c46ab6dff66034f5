/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "pages/preferences/vtr-preferences-dialog.h"
#include "vtr-ui-test.h"

typedef struct
{
  GtkWidget *window;
  AdwDialog *dialog;
  GSettings *settings;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new (APP_ID);
  fixture->window = vtr_ui_test_window (NULL);
  fixture->dialog = g_object_ref_sink (vtr_preferences_dialog_new ());
  adw_dialog_present (fixture->dialog, fixture->window);
  vtr_wait_until (vtr_ui_test_find (fixture->window, ADW_TYPE_SPIN_ROW, "Interval") != NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  adw_dialog_force_close (fixture->dialog);
  vtr_ui_test_finalize (fixture->dialog);
  vtr_ui_test_close (fixture->window);
  g_assert_finalize_object (fixture->settings);
}

/* Every switch on every page has a key, and every key that a person may set has a switch. */
static void
count_switches (GtkWidget *widget,
                guint     *count)
{
  if (ADW_IS_SWITCH_ROW (widget))
    (*count)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_switches (child, count);
}

static void
flip_switches (GtkWidget *widget)
{
  if (ADW_IS_SWITCH_ROW (widget))
    adw_switch_row_set_active (ADW_SWITCH_ROW (widget),
                               !adw_switch_row_get_active (ADW_SWITCH_ROW (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    flip_switches (child);
}

static guint
count_changed_booleans (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;
  guint count = 0;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_user_value (settings, keys[i]);

      if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        count++;
    }
  return count;
}

static void
test_switches_apply_at_once (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GSettings) consoles = g_settings_new_with_path (
      "org.vitrine.Vitrine.Console", "/org/vitrine/Vitrine/console/");
  guint n_switches = 0;

  count_switches (GTK_WIDGET (fixture->dialog), &n_switches);
  g_assert_cmpuint (n_switches, ==, 16);
  flip_switches (GTK_WIDGET (fixture->dialog));
  g_assert_cmpuint (count_changed_booleans (fixture->settings), ==, 12);
  g_assert_cmpuint (count_changed_booleans (consoles), ==, 4);
  flip_switches (GTK_WIDGET (fixture->dialog));
  g_assert_true (g_settings_get_boolean (fixture->settings, "confirm-force-off"));
}

static void
test_numbers_go_both_ways (Fixture       *fixture,
                           gconstpointer  data)
{
  AdwSpinRow *row =
      ADW_SPIN_ROW (vtr_ui_test_find (fixture->window, ADW_TYPE_SPIN_ROW, "Interval"));

  g_assert_cmpfloat (adw_spin_row_get_value (row), ==, 3);
  adw_spin_row_set_value (row, 7);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "sampling-interval"), ==, 7);
  g_settings_set_uint (fixture->settings, "sampling-interval", 2);
  g_assert_cmpfloat (adw_spin_row_get_value (row), ==, 2);
  g_settings_reset (fixture->settings, "sampling-interval");
}

#define ADD(name, func) g_test_add ("/preferences/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("switches", test_switches_apply_at_once);
  ADD ("numbers", test_numbers_go_both_ways);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
