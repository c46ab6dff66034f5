/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-choose-file.h"

#include <glib/gi18n-lib.h>

#include "widgets/vtr-alert.h"

typedef struct
{
  GtkEditable *entry;
  gboolean     answered;
} Choosing;

static gboolean
is_here (VtrHost *host)
{
  g_autoptr (GUri) uri
      = host != NULL ? g_uri_parse (vtr_host_get_uri (host), G_URI_FLAGS_NONE, NULL) : NULL;
  const char *server = uri != NULL ? g_uri_get_host (uri) : NULL;

  return uri != NULL && (server == NULL || *server == '\0');
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  g_task_return_pointer (task, file != NULL ? g_file_get_path (file) : NULL, g_free);
}

static void
show_file_dialog (GtkWidget  *parent,
                  GTask      *task,
                  const char *initial)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) file = initial != NULL ? g_file_new_for_path (initial) : NULL;

  gtk_file_dialog_set_title (dialog, _("Choose the New Place"));
  if (file != NULL)
    gtk_file_dialog_set_initial_file (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, on_file_chosen_cb,
                        task);
}

static void
on_path_response_cb (AdwAlertDialog *dialog,
                     const char     *response,
                     GTask          *task)
{
  Choosing *choosing = g_task_get_task_data (task);
  gboolean chosen = g_str_equal (response, "choose");

  choosing->answered = TRUE;
  g_task_return_pointer (task, chosen ? g_strdup (gtk_editable_get_text (choosing->entry)) : NULL,
                         g_free);
}

static void
on_path_changed_cb (AdwAlertDialog *dialog,
                    GtkEditable    *entry)
{
  adw_alert_dialog_set_response_enabled (dialog, "choose",
                                         g_path_is_absolute (gtk_editable_get_text (entry)));
}

static void
on_path_gone_cb (gpointer  data,
                 GClosure *closure)
{
  g_autoptr (GTask) task = data;
  const Choosing *choosing = g_task_get_task_data (task);

  /* The window went away under the dialog. */
  if (!choosing->answered)
    g_task_return_pointer (task, NULL, NULL);
}

static void
show_path_dialog (GtkWidget  *parent,
                  VtrHost    *host,
                  GTask      *task,
                  const char *initial)
{
  Choosing *choosing = g_task_get_task_data (task);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *body
      = g_strdup_printf (_("Its path on %s, from the root folder on"),
                         host != NULL ? vtr_host_get_title (host) : _("the host"));
  AdwDialog *dialog;

  choosing->entry = GTK_EDITABLE (entry);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Path"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  dialog = vtr_alert_new (_("Choose the New Place"), body, group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "choose",
                                  _("_Choose"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "choose");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "choose",
                                            ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_path_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_path_response_cb), task,
                         on_path_gone_cb, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), initial != NULL ? initial : "");
  on_path_changed_cb (ADW_ALERT_DIALOG (dialog), GTK_EDITABLE (entry));
  adw_dialog_present (dialog, parent);
}

/**
 * vtr_choose_file_async:
 * @parent: where it is asked
 * @host: (nullable): on which host it is
 * @initial: (nullable): where to begin
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_choose_file_async (GtkWidget           *parent,
                       VtrHost             *host,
                       const char          *initial,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Choosing *choosing = g_new0 (Choosing, 1);

  g_task_set_source_tag (task, vtr_choose_file_async);
  g_task_set_task_data (task, choosing, g_free);
  if (is_here (host))
    show_file_dialog (parent, task, initial);
  else
    show_path_dialog (parent, host, task, initial);
}

/**
 * vtr_choose_file_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the path on the host; NULL where nothing was chosen
 */
char *
vtr_choose_file_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
