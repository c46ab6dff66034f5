/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* Opens a window with one guest's screen:
 *   console-viewer [--scaling=exact] ADDRESS-OR-FILE */

#include "config.h"

#include "console/vtr-console-view.h"
#include "console/vtr-viewer-file.h"

#include <adwaita.h>

static char *scaling_name;
static char *password;
static gboolean statistics;
static int width = 900;
static int height = 700;

static const GOptionEntry options[] = {
  { "scaling", 's', 0, G_OPTION_ARG_STRING, &scaling_name, "fit, exact or follow", "HOW" },
  { "password", 'p', 0, G_OPTION_ARG_STRING, &password, "answer to the password question", "WORD" },
  { "width", 'w', 0, G_OPTION_ARG_INT, &width, "of the window", "PIXELS" },
  { "height", 'h', 0, G_OPTION_ARG_INT, &height, "of the window", "PIXELS" },
  { "statistics", 0, 0, G_OPTION_ARG_NONE, &statistics, "show figures", NULL },
  { NULL },
};

static VtrViewerFile *
read_target (const char  *text,
             GError     **error)
{
  g_autofree char *data = NULL;
  gsize length;

  if (strstr (text, "://") != NULL)
    return vtr_viewer_file_new_for_address (text, error);
  if (!g_file_get_contents (text, &data, &length, error))
    return NULL;

  return vtr_viewer_file_new_for_data (data, length, error);
}

static void
on_session_state_cb (VtrConsoleSession *session)
{
  g_autofree char *state =
    g_enum_to_string (VTR_TYPE_CONSOLE_STATE, vtr_console_session_get_state (session));
  const VtrTrouble *trouble = vtr_console_session_get_trouble (session);

  g_print ("%s%s%s\n", state, trouble != NULL ? ": " : "", trouble != NULL ? trouble->summary : "");
}

static void
show_window (GtkApplication    *application,
             VtrConsoleSession *session)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *page = adw_toolbar_view_new ();
  GtkWidget *view = vtr_console_view_new ();

  vtr_console_view_set_session (VTR_CONSOLE_VIEW (view), session);
  if (scaling_name != NULL)
    gtk_widget_activate_action (view, "console.scaling", "s", scaling_name);
  if (statistics)
    gtk_widget_activate_action (view, "console.statistics", NULL);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (page), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (page), view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  g_object_bind_property (session, "title", window, "title", G_BINDING_SYNC_CREATE);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (vtr_console_view_get_display (VTR_CONSOLE_VIEW (view))));
}

static int
on_application_command_line_cb (GtkApplication          *application,
                                GApplicationCommandLine *line)
{
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (line, NULL);
  g_autoptr (VtrViewerFile) file = NULL;
  g_autoptr (VtrConsoleSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (arguments[1] == NULL)
    {
      g_printerr ("an address or a file is needed\n");
      return 2;
    }
  file = read_target (arguments[1], &error);
  if (file == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  session = vtr_viewer_file_create_session (file);
  if (password != NULL)
    vtr_console_session_set_credentials (session, NULL, password);
  g_signal_connect (session, "notify::state", G_CALLBACK (on_session_state_cb), NULL);
  show_window (application, session);
  vtr_console_session_open (session);

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.vitrine.Vitrine",
                         G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_NON_UNIQUE);

  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "command-line", G_CALLBACK (on_application_command_line_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
