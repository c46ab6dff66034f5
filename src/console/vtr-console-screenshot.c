/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-screenshot.h"

#include "base/vtr-error.h"

#include <glib/gi18n.h>

#define FOLDER_KEY "screenshot-folder"

static GdkTexture *
take (VtrConsoleView *view)
{
  VtrFramebuffer *framebuffer =
    vtr_console_display_get_framebuffer (vtr_console_view_get_display (view));

  return framebuffer != NULL ? vtr_framebuffer_to_texture (framebuffer) : NULL;
}

/**
 * vtr_console_screenshot_copy:
 * @view: with a picture
 *
 * Puts the picture, in the machine's own size, in the clipboard.
 */
void
vtr_console_screenshot_copy (VtrConsoleView *view)
{
  g_autoptr (GdkTexture) texture = take (view);

  if (texture == NULL)
    return;

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (view)), texture);
  vtr_console_view_add_toast (view, _("Screenshot copied"));
}

/* A screenshot on its way to a file. */
typedef struct
{
  VtrConsoleView *view;
  GdkTexture     *texture;
} Saving;

static void
free_saving (Saving *saving)
{
  g_object_unref (saving->view);
  g_object_unref (saving->texture);
  g_free (saving);
}

static void
encode_in_worker (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (source),
                         (GDestroyNotify) g_bytes_unref);
}

static void
on_replaced_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (VtrConsoleView) view = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      vtr_console_view_add_toast (view, _("Screenshot saved"));
      return;
    }

  g_debug ("screenshot: %s", error->message);
  vtr_console_view_add_toast (view, _("The screenshot could not be saved"));
}

static void
on_encoded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GFile) file = g_object_ref (g_task_get_task_data (G_TASK (result)));
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       on_replaced_cb, user_data);
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);
      g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : g_strdup ("");
      GSettings *settings =
        vtr_console_settings_get_defaults (vtr_console_view_get_settings (saving->view));
      g_autoptr (GTask) task = g_task_new (saving->texture, NULL, on_encoded_cb,
                                           g_object_ref (saving->view));

      g_settings_set_string (settings, FOLDER_KEY, uri);
      g_task_set_task_data (task, g_steal_pointer (&file), g_object_unref);
      g_task_run_in_thread (task, encode_in_worker);
    }
  free_saving (saving);
}

static char *
make_name (VtrConsoleView *view)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  const char *title = vtr_console_view_get_title (view);
  char *name;

  /* Translators: the name of a file. The first %s is the name of a machine, the second date and time. */
  name = g_strdup_printf (_("%s %s.png"), title != NULL ? title : _("Screenshot"), time);

  return g_strdelimit (name, "/", '-');
}

static GFile *
find_folder (VtrConsoleView *view)
{
  GSettings *settings = vtr_console_settings_get_defaults (vtr_console_view_get_settings (view));
  g_autofree char *uri = g_settings_get_string (settings, FOLDER_KEY);
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  if (uri[0] != '\0')
    return g_file_new_for_uri (uri);
  return pictures != NULL ? g_file_new_for_path (pictures) : NULL;
}

/**
 * vtr_console_screenshot_save:
 * @view: with a picture
 *
 * Asks where to keep the picture that is seen now, in the machine's own size.
 */
void
vtr_console_screenshot_save (VtrConsoleView *view)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GdkTexture) texture = take (view);
  g_autoptr (GFile) folder = find_folder (view);
  g_autofree char *name = make_name (view);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));
  Saving *saving;

  if (texture == NULL)
    return;

  saving = g_new (Saving, 1);
  *saving = (Saving) { g_object_ref (view), g_steal_pointer (&texture) };
  gtk_file_dialog_set_title (dialog, _("Save Screenshot"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_save (dialog, GTK_WINDOW (root), NULL, on_file_chosen_cb, saving);
}
