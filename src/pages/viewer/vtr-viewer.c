/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-viewer.h"

#include "base/vtr-error.h"
#include "console/vtr-console-window.h"
#include "console/vtr-viewer-file.h"
#include "widgets/vtr-trouble-view.h"

#include <glib/gi18n-lib.h>

/* All that are opened in this way behave alike, and may differ from the machines of hosts. */
#define SETTINGS_NAME "viewer"

static gboolean
is_address (const char *target)
{
  g_autofree char *scheme = g_uri_parse_scheme (target);

  return scheme != NULL && !g_str_equal (scheme, "file");
}

static const char *
find_cause (const GError *error)
{
  if (g_error_matches (error, VTR_ERROR, VTR_ERROR_UNSUPPORTED))
    return _("It is not of a kind that can be shown; SPICE and VNC are.");
  if (g_error_matches (error, VTR_ERROR, VTR_ERROR_INVALID))
    return _("It has neither a computer with a port nor the path of a socket.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return _("There is no such file.");
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return _("The file cannot be read.");
  if (error->domain == G_KEY_FILE_ERROR)
    return _("It is not a file for a viewer.");
  return _("It is not an address.");
}

/* Bad use */

static VtrViewerFile *
read_now (const char  *target,
          GError     **error)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (is_address (target))
    return vtr_viewer_file_new_for_address (target, error);

  file = g_file_new_for_commandline_arg (target);
  if (!g_file_load_contents (file, NULL, &data, &length, NULL, error))
    return NULL;
  return vtr_viewer_file_new_for_data (data, length, error);
}

/**
 * vtr_viewer_check:
 * @target: an address or the name of a file
 * @error: a sentence for the terminal
 *
 * Reads at once, so it is for a program that has not begun yet.
 *
 * Returns: whether it names a console
 */
gboolean
vtr_viewer_check (const char *target,
                  GError    **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtrViewerFile) file = read_now (target, &reason);

  if (file != NULL)
    return TRUE;

  /* Translators: the first %s is an address or a file, the second a sentence that says what is wrong. */
  g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, _("“%s” cannot be opened: %s"), target,
               find_cause (reason));
  return FALSE;
}

/* The window */

static char *
find_title (const VtrViewerFile *file)
{
  if (file->title != NULL)
    return g_strdup (file->title);
  if (file->host != NULL)
    return g_strdup_printf ("%s:%u", file->host, file->port != 0 ? file->port : file->tls_port);
  return g_path_get_basename (file->socket);
}

static void
on_session_title_cb (VtrConsoleWindow  *window,
                     GParamSpec        *pspec,
                     VtrConsoleSession *session)
{
  const char *title = vtr_console_session_get_title (session);

  if (title != NULL && title[0] != '\0')
    vtr_console_window_set_title (window, title, NULL);
}

/* Who waits for a screen is at its keyboard once it is there. */
static void
on_session_state_cb (VtrConsoleView    *view,
                     GParamSpec        *pspec,
                     VtrConsoleSession *session)
{
  if (vtr_console_session_get_state (session) == VTR_CONSOLE_CONNECTED)
    gtk_widget_grab_focus (GTK_WIDGET (vtr_console_view_get_display (view)));
}

static void
on_window_destroy_cb (VtrConsoleSession *session)
{
  vtr_console_session_close (session);
}

static VtrConsoleWindow *
open_window (GtkApplication *application,
             VtrConsoleView *view,
             const char     *title)
{
  GtkWidget *frame = vtr_console_frame_new ();
  VtrConsoleWindow *window;

  vtr_console_view_set_title (view, title);
  vtr_console_frame_set_content (VTR_CONSOLE_FRAME (frame), GTK_WIDGET (view));
  vtr_console_frame_set_title (VTR_CONSOLE_FRAME (frame), title);
  window = VTR_CONSOLE_WINDOW (
      vtr_console_window_new (application, frame, vtr_console_view_get_actions (view)));
  gtk_widget_insert_action_group (frame, "console",
                                  G_ACTION_GROUP (vtr_console_view_get_actions (view)));
  vtr_console_tools_set_monitors (vtr_console_window_get_tools (window),
                                  vtr_console_view_get_monitors_menu (view));
  vtr_console_tools_set_monitors (vtr_console_frame_get_tools (VTR_CONSOLE_FRAME (frame)),
                                  vtr_console_view_get_monitors_menu (view));
  vtr_console_window_set_title (window, title, NULL);
  return window;
}

static void
show_console (GtkApplication      *application,
              const VtrViewerFile *file)
{
  VtrConsoleView *view = VTR_CONSOLE_VIEW (vtr_console_view_new ());
  g_autoptr (VtrConsoleSession) session = vtr_viewer_file_create_session (file);
  g_autoptr (VtrConsoleSettings) settings = vtr_console_settings_new (SETTINGS_NAME);
  g_autofree char *title = find_title (file);
  VtrConsoleWindow *window = open_window (application, view, title);

  vtr_console_view_set_settings (view, settings);
  vtr_console_view_set_session (view, session);
  if (file->title == NULL)
    g_signal_connect_object (session, "notify::title", G_CALLBACK (on_session_title_cb), window,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state_cb), view,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy", G_CALLBACK (on_window_destroy_cb), session,
                           G_CONNECT_SWAPPED);
  if (file->fullscreen)
    gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  vtr_console_session_open (session);
}

/* Where nobody reads a terminal, such as from a file manager. */
static void
show_trouble (GtkApplication *application,
              GFile          *target,
              const GError   *error)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *page = adw_toolbar_view_new ();
  GtkWidget *view = vtr_trouble_view_new ();
  g_autoptr (VtrTrouble) trouble = vtr_trouble_new (_("The screen cannot be opened"));

  trouble->cause = g_strdup (find_cause (error));
  trouble->details = g_strdup (error->message);
  vtr_trouble_view_set_trouble (VTR_TROUBLE_VIEW (view), trouble);
  gtk_widget_set_valign (view, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (view, 24);
  gtk_widget_set_margin_end (view, 24);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (page), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (page), view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 360);
  gtk_window_set_title (GTK_WINDOW (window), g_file_peek_path (target) != NULL
                                                 ? g_file_peek_path (target)
                                                 : _("Viewer"));
  gtk_window_present (GTK_WINDOW (window));
}

/* What is opened */

typedef struct
{
  GtkApplication *application; /* held until there is a window */
  GFile          *target;
} Opening;

static void
on_deleted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (source), result, &error))
    g_debug ("viewer file: %s", error->message);
}

static void
finish (Opening       *opening,
        VtrViewerFile *file,
        const GError  *error)
{
  if (file != NULL)
    show_console (opening->application, file);
  else
    show_trouble (opening->application, opening->target, error);

  g_application_release (G_APPLICATION (opening->application));
  g_object_unref (opening->application);
  g_object_unref (opening->target);
  g_free (opening);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrViewerFile) file = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (g_file_load_contents_finish (G_FILE (source), result, &data, &length, NULL, &error))
    file = vtr_viewer_file_new_for_data (data, length, &error);
  /* It holds a password for one use. */
  if (file != NULL && file->delete_file)
    g_file_delete_async (G_FILE (source), G_PRIORITY_DEFAULT, NULL, on_deleted_cb, NULL);
  finish (user_data, file, error);
}

/**
 * vtr_viewer_open:
 * @application: whose window it will be
 * @target: a .vv file, or what g_file_new_for_uri() makes of an address
 *
 * Opens a window with that screen, or with the reason why there is none.
 */
void
vtr_viewer_open (GtkApplication *application,
                 GFile          *target)
{
  g_autofree char *uri = g_file_get_uri (target);
  g_autoptr (VtrViewerFile) file = NULL;
  g_autoptr (GError) error = NULL;
  Opening *opening = g_new (Opening, 1);

  *opening = (Opening) { g_object_ref (application), g_object_ref (target) };
  g_application_hold (G_APPLICATION (application));
  if (!is_address (uri))
    {
      g_file_load_contents_async (target, NULL, on_loaded_cb, opening);
      return;
    }

  file = vtr_viewer_file_new_for_address (uri, &error);
  finish (opening, file, error);
}
