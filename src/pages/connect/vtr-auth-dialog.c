/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-auth-dialog.h"

#include "widgets/vtr-alert.h"
#include "widgets/vtr-label.h"

#include <glib/gi18n-lib.h>

struct _VtrAuthDialog
{
  AdwAlertDialog  parent_instance;

  /* owned */
  VtrAuthRequest *request;
  GPtrArray      *rows; /* of borrowed GtkEditable, one a prompt */
};

G_DEFINE_FINAL_TYPE (VtrAuthDialog, vtr_auth_dialog, ADW_TYPE_ALERT_DIALOG)

/* What becomes of the request from here on is not this dialog's business any more. */
static VtrAuthRequest *
take_request (VtrAuthDialog *self)
{
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  return g_steal_pointer (&self->request);
}

static void
answer (VtrAuthDialog  *self,
        VtrAuthRequest *request)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (answers, (char *) gtk_editable_get_text (self->rows->pdata[i]));
  g_ptr_array_add (answers, NULL);

  vtr_auth_request_answer (request, (const char *const *) answers->pdata);
}

static void
vtr_auth_dialog_response (AdwAlertDialog *dialog,
                          const char     *response)
{
  VtrAuthDialog *self = VTR_AUTH_DIALOG (dialog);
  g_autoptr (VtrAuthRequest) request = take_request (self);

  if (request == NULL)
    return;
  if (g_str_equal (response, "answer"))
    answer (self, request);
  else
    vtr_auth_request_cancel (request);
}

/* Enter goes on to the next question; at the last one it answers, as the default response. */
static void
on_row_activated_cb (GtkWidget *row,
                     gpointer   next)
{
  gtk_widget_grab_focus (next);
}

/* Whoever wrote the prompt thought of a terminal: "Password: ". */
static char *
make_row_title (const char *prompt,
                gboolean    secret)
{
  g_autofree char *title = g_strstrip (g_strdup (prompt != NULL ? prompt : ""));

  if (g_str_has_suffix (title, ":"))
    title[strlen (title) - 1] = '\0';
  if (title[0] != '\0')
    return g_steal_pointer (&title);
  return g_strdup (secret ? _("Password") : _("User Name"));
}

static GtkWidget *
make_row (VtrAuthRequest *request,
          guint           index)
{
  gboolean secret = vtr_auth_request_is_secret (request, index);
  const char *fallback = vtr_auth_request_get_default (request, index);
  g_autofree char *title = make_row_title (vtr_auth_request_get_prompt (request, index), secret);
  GtkWidget *row = secret ? adw_password_entry_row_new () : adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (fallback != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), fallback);
  return row;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  vtr_label_wrap_names (GTK_LABEL (label));
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_host_box (VtrHost *host)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), make_label (vtr_host_get_title (host), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (vtr_host_get_uri (host), "dim-label"));
  return box;
}

static void
fill (VtrAuthDialog *self,
      VtrHost       *host)
{
  guint n_prompts = vtr_auth_request_get_n_prompts (self->request);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *previous = NULL;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < n_prompts; i++)
    {
      GtkWidget *row = make_row (self->request, i);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_ptr_array_add (self->rows, row);
      if (previous != NULL)
        g_signal_connect_object (previous, "entry-activated",
                                 G_CALLBACK (on_row_activated_cb), row, G_CONNECT_DEFAULT);
      previous = row;
    }

  gtk_box_append (GTK_BOX (box), make_host_box (host));
  gtk_box_append (GTK_BOX (box), list);
  vtr_alert_fill (ADW_ALERT_DIALOG (self), _("Log In"), NULL, box);
  if (previous == NULL)
    return;
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (previous), TRUE);
  adw_dialog_set_focus (ADW_DIALOG (self), self->rows->pdata[0]);
}

static void
on_request_settled_cb (VtrAuthDialog *self)
{
  g_autoptr (VtrAuthRequest) request = take_request (self);

  if (request != NULL)
    adw_dialog_close (ADW_DIALOG (self));
}

/* A host that was let go, or that gave up waiting, has no use for an answer. */
static void
on_host_state_cb (VtrAuthDialog *self,
                  GParamSpec    *pspec,
                  VtrHost       *host)
{
  if (self->request != NULL && vtr_host_get_state (host) != VTR_HOST_CONNECTING)
    vtr_auth_request_cancel (self->request);
}

static void
vtr_auth_dialog_dispose (GObject *object)
{
  g_autoptr (VtrAuthRequest) request = take_request (VTR_AUTH_DIALOG (object));

  /* Also when its window goes: whoever asked must not wait for ever. */
  if (request != NULL)
    vtr_auth_request_cancel (request);

  G_OBJECT_CLASS (vtr_auth_dialog_parent_class)->dispose (object);
}

static void
vtr_auth_dialog_finalize (GObject *object)
{
  VtrAuthDialog *self = VTR_AUTH_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (vtr_auth_dialog_parent_class)->finalize (object);
}

static void
vtr_auth_dialog_class_init (VtrAuthDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_auth_dialog_dispose;
  object_class->finalize = vtr_auth_dialog_finalize;
  ADW_ALERT_DIALOG_CLASS (klass)->response = vtr_auth_dialog_response;
}

static void
vtr_auth_dialog_init (VtrAuthDialog *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);

  self->rows = g_ptr_array_new ();
  adw_alert_dialog_add_responses (dialog,
                                  "cancel", _("_Cancel"),
                                  "answer", _("_Log In"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "answer", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "answer");
  adw_alert_dialog_set_close_response (dialog, "cancel");
}

/**
 * vtr_auth_dialog_new:
 * @host: which host asks
 * @request: (transfer none): what it asks
 *
 * Returns: (transfer floating): a dialog that answers or cancels @request
 */
AdwDialog *
vtr_auth_dialog_new (VtrHost        *host,
                     VtrAuthRequest *request)
{
  VtrAuthDialog *self = g_object_new (VTR_TYPE_AUTH_DIALOG, NULL);

  self->request = g_object_ref (request);
  fill (self, host);
  g_signal_connect_object (request, "settled", G_CALLBACK (on_request_settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::state", G_CALLBACK (on_host_state_cb), self,
                           G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
