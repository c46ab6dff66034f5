/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-question.h"

#include "vtr-alert.h"

#include <glib/gi18n-lib.h>

#define LIST_HEIGHT 220
#define SHADOW 3

typedef struct
{
  GtkWidget *never_check; /* owned; NULL where it is not offered */
  gboolean   never_again;
  gboolean   is_answered;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_object (&answer->never_check);
  g_free (answer);
}

static GtkWidget *
make_loss_list (const char *const *losses)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  /* Room for the list's shadow, which the scrolled window would cut off. */
  g_object_set (list,
                "margin-top", SHADOW, "margin-bottom", SHADOW,
                "margin-start", SHADOW, "margin-end", SHADOW,
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is lost"),
                                  -1);
  for (guint i = 0; losses[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), losses[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  g_object_set (window,
                "child", list,
                "hscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE,
                "max-content-height", LIST_HEIGHT,
                NULL);
  return window;
}

static GtkWidget *
make_extra_child (const VtrQuestion *question,
                  Answer            *answer)
{
  GtkWidget *box;

  if (question->losses == NULL && !question->offer_never)
    return NULL;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  if (question->losses != NULL && question->losses[0] != NULL)
    gtk_box_append (GTK_BOX (box), make_loss_list (question->losses));
  if (question->offer_never)
    {
      answer->never_check =
          g_object_ref_sink (gtk_check_button_new_with_mnemonic (_("Do _not ask again")));
      gtk_widget_set_halign (answer->never_check, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), answer->never_check);
    }
  return box;
}

static void
give_answer (GTask    *task,
             gboolean  confirmed)
{
  Answer *answer = g_task_get_task_data (task);

  if (answer->is_answered)
    return;

  answer->is_answered = TRUE;
  answer->never_again = answer->never_check != NULL &&
                        gtk_check_button_get_active (GTK_CHECK_BUTTON (answer->never_check));
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, confirmed);
}

static void
on_dialog_response_cb (AdwAlertDialog *dialog,
                       const char     *response,
                       gpointer        task)
{
  give_answer (task, g_str_equal (response, "confirm"));
}

/* The dialog is gone. Where its window went away under it there was no response. */
static void
on_dialog_gone_cb (gpointer  task,
                   GClosure *closure)
{
  give_answer (task, FALSE);
  g_object_unref (task);
}

static void
add_responses (AdwAlertDialog    *dialog,
               const VtrQuestion *question)
{
  adw_alert_dialog_add_responses (dialog,
                                  "cancel", _("_Cancel"),
                                  "confirm", question->confirm_label,
                                  NULL);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  /* Enter does not lose anything. */
  adw_alert_dialog_set_default_response (dialog, question->destructive ? "cancel" : "confirm");
  adw_alert_dialog_set_response_appearance (
      dialog, "confirm",
      question->destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
}

/**
 * vtr_question_ask_async:
 * @parent: what the question is about
 * @question: (transfer none): the question
 * @cancellable: (nullable): takes the question back
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
vtr_question_ask_async (GtkWidget           *parent,
                        const VtrQuestion   *question,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  AdwDialog *dialog;
  Answer *answer = g_new0 (Answer, 1);
  /* Without a source object: a task that held its window would keep it for ever. */
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_question_ask_async);
  g_task_set_task_data (task, answer, answer_free);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  dialog = vtr_alert_new (question->heading, question->body, make_extra_child (question, answer));
  add_responses (ADW_ALERT_DIALOG (dialog), question);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_dialog_response_cb), task,
                         on_dialog_gone_cb, G_CONNECT_DEFAULT);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (adw_dialog_force_close), dialog,
                             G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
}

/**
 * vtr_question_ask_finish:
 * @result: a result
 * @never_again: (out) (optional): whether never to ask this again; only where it was offered
 * @error: set where it was cancelled
 *
 * Returns: %TRUE to go on
 */
gboolean
vtr_question_ask_finish (GAsyncResult  *result,
                         gboolean      *never_again,
                         GError       **error)
{
  Answer *answer = g_task_get_task_data (G_TASK (result));
  gboolean confirmed = g_task_propagate_boolean (G_TASK (result), error);

  /* Whoever refuses has not decided about the next time. */
  if (never_again != NULL)
    *never_again = confirmed && answer->never_again;
  return confirmed;
}
