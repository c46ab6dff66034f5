/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"

#include <locale.h>

/**
 * vtr_ui_test_main:
 * @argc: as main() got it
 * @argv: as main() got it
 * @add_tests: adds them
 *
 * An application that is registered nowhere brings the program's stylesheets.
 *
 * Returns: what main() returns
 */
int
vtr_ui_test_main (int     argc,
                  char  **argv,
                  void  (*add_tests) (void))
{
  AdwApplication *application;
  int status;

  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  application = adw_application_new ("org.vitrine.Vitrine", G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  add_tests ();
  status = g_test_run ();
  g_object_unref (application);
  return status;
}

/**
 * vtr_ui_test_window:
 * @child: (transfer floating) (nullable): what to show
 *
 * Returns: (transfer none): a window that is mapped
 */
GtkWidget *
vtr_ui_test_window (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 640, 700);
  adw_window_set_content (ADW_WINDOW (window),
                          child != NULL ? child : gtk_label_new ("Background"));
  gtk_window_present (GTK_WINDOW (window));
  vtr_wait_until (gtk_widget_get_mapped (window));
  return window;
}

void
vtr_ui_test_close (GtkWidget *window)
{
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  vtr_ui_test_finalize (window);
}

/**
 * vtr_ui_test_finalize:
 * @object: (transfer full): an object
 *
 * Like g_assert_finalize_object(), with time for what is still on its way in the main loop.
 */
void
vtr_ui_test_finalize (gpointer object)
{
  gpointer watched = object;

  g_object_add_weak_pointer (object, &watched);
  g_object_unref (object);
  vtr_wait_until (watched == NULL);
}

static char *
plain_label (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);

  return g_strjoinv ("", parts);
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  g_autofree char *plain = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    plain = plain_label (gtk_button_get_label (GTK_BUTTON (widget)));
  else if (GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)))
    plain = plain_label (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)));
  else if (GTK_IS_LABEL (widget))
    plain = g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    plain = g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    plain = plain_label (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));

  return g_strcmp0 (plain, text) == 0 ||
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

/**
 * vtr_ui_test_find:
 * @root: where to look
 * @type: the type of widget
 * @text: (nullable): its label, title or tooltip
 *
 * Returns: (transfer none) (nullable): the first such widget that is mapped
 */
GtkWidget *
vtr_ui_test_find (GtkWidget  *root,
                  GType       type,
                  const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root) &&
      (text == NULL || says (root, text)))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = vtr_ui_test_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Waits for the button: dialogs come when they are ready. Activating it would press it for a moment
 * first, so what it does would come later. */
void
vtr_ui_test_click (GtkWidget  *root,
                   const char *label)
{
  GtkWidget *button;

  vtr_wait_until ((button = vtr_ui_test_find (root, GTK_TYPE_BUTTON, label)) != NULL &&
                          gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
vtr_ui_test_type (GtkWidget  *root,
                  const char *row_title,
                  const char *text)
{
  GtkWidget *row;

  vtr_wait_until ((row = vtr_ui_test_find (root, ADW_TYPE_ENTRY_ROW, row_title)) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}
