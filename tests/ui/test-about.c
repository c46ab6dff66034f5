/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "app/vtr-about.h"
#include "vtr-ui-test.h"

static void
test_about (void)
{
  GtkWidget *window = vtr_ui_test_window (NULL);
  AdwDialog *dialog = g_object_ref_sink (vtr_about_new ());
  const char *debug_info = adw_about_dialog_get_debug_info (ADW_ABOUT_DIALOG (dialog));

  adw_dialog_present (dialog, window);
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_BUTTON, APP_VERSION) != NULL);
  g_assert_nonnull (vtr_ui_test_find (window, GTK_TYPE_LABEL, "Vitrine"));
  g_assert_nonnull (strstr (debug_info, "Vitrine " APP_VERSION));
  g_assert_nonnull (strstr (debug_info, "GTK 4."));

  adw_dialog_force_close (dialog);
  vtr_ui_test_finalize (dialog);
  vtr_ui_test_close (window);
}

static void
count_shortcuts (GtkWidget *widget,
                 guint     *count)
{
  g_autofree char *accelerator = NULL;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkShortcutsShortcut"))
    {
      g_object_get (widget, "accelerator", &accelerator, NULL);
      g_assert_nonnull (accelerator);
      (*count)++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_shortcuts (child, count);
}

/* The application finds the list by its place and its name. */
static void
test_shortcuts (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/vitrine/Vitrine/gtk/help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  guint count = 0;

  g_assert_nonnull (overlay);
  count_shortcuts (overlay, &count);
  g_assert_cmpuint (count, >=, 10);
  gtk_window_destroy (GTK_WINDOW (overlay));
}

static void
add_tests (void)
{
  g_test_add_func ("/about/dialog", test_about);
  g_test_add_func ("/about/shortcuts", test_shortcuts);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
