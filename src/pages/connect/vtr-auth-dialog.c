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
  GPtrArray      *rows;         /* of borrowed GtkEditable, one a prompt */

  /* borrowed */
  AdwSwitchRow   *remember_row; /* NULL where nothing can be kept */
};

#define ANSWER "answer"
#define ALWAYS "always"

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
  /* Where nothing was to be typed, the button is the answer. */
  while (answers->len < vtr_auth_request_get_n_prompts (request))
    g_ptr_array_add (answers, (char *) "");
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
  if (!g_str_equal (response, ANSWER) && !g_str_equal (response, ALWAYS))
    {
      vtr_auth_request_cancel (request);
      return;
    }

  vtr_auth_request_set_remember (request,
                                 g_str_equal (response, ALWAYS)
                                     || (self->remember_row != NULL
                                         && adw_switch_row_get_active (self->remember_row)));
  answer (self, request);
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

/* What can be done, by the kind of question. The last response is the default one where it is not
 * about trust: that takes more than Enter. */
static void
add_responses (VtrAuthDialog *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);
  VtrAuthKind kind = vtr_auth_request_get_kind (self->request);

  adw_alert_dialog_set_close_response (dialog, "cancel");
  if (kind == VTR_AUTH_HOST_KEY)
    {
      adw_alert_dialog_add_response (dialog, "cancel", _("_Refuse"));
      if (vtr_auth_request_get_can_remember (self->request))
        adw_alert_dialog_add_response (dialog, ANSWER, _("Trust _Once"));
      adw_alert_dialog_add_response (dialog, ALWAYS, _("Trust _Always"));
      adw_alert_dialog_set_default_response (dialog, "cancel");
      return;
    }

  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
  if (kind == VTR_AUTH_TOUCH)
    return;
  adw_alert_dialog_add_response (dialog, ANSWER,
                                 kind == VTR_AUTH_CONFIRM      ? _("_Allow")
                                 : kind == VTR_AUTH_PASSPHRASE ? _("_Unlock")
                                                               : _("_Log In"));
  adw_alert_dialog_set_response_appearance (dialog, ANSWER, ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, ANSWER);
}

static const char *
find_heading (VtrAuthKind kind)
{
  switch (kind)
    {
    case VTR_AUTH_PASSPHRASE:
      return _("Unlock Key");
    case VTR_AUTH_CODE:
      return _("Enter Code");
    case VTR_AUTH_PIN:
      return _("Unlock Security Key");
    case VTR_AUTH_HOST_KEY:
      return _("Is This the Right Server?");
    case VTR_AUTH_CONFIRM:
      return _("Allow Use of Key?");
    case VTR_AUTH_TOUCH:
      return _("Touch Your Security Key");
    case VTR_AUTH_LOGIN:
    default:
      return _("Log In");
    }
}

static char *
make_body (VtrAuthRequest *request)
{
  VtrAuthKind kind = vtr_auth_request_get_kind (request);
  gboolean again = vtr_auth_request_get_again (request);

  if (kind == VTR_AUTH_HOST_KEY)
    return g_strdup (_("It was not seen before. Ask whoever looks after it for its fingerprint, and "
                       "trust it only if they are the same."));
  if (again && kind == VTR_AUTH_PASSPHRASE)
    return g_strdup (_("That passphrase does not open the key. Try again."));
  if (again && kind != VTR_AUTH_TOUCH && kind != VTR_AUTH_CONFIRM)
    return g_strdup (_("The server did not accept that. Try again."));
  return NULL;
}

static GtkWidget *
make_fact_label (const char *text,
                 const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  vtr_label_wrap_names (GTK_LABEL (label));
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* As a row for a property looks, but no hyphen is ever put into a fingerprint. */
static void
add_row (GtkWidget  *list,
         const char *title,
         const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = make_fact_label (title, "caption");
  GtkWidget *value = make_fact_label (text, NULL);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_add_css_class (box, "fact");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* What is asked about, where the question itself does not say it. */
static void
add_facts (VtrAuthDialog *self,
           GtkWidget     *list)
{
  const VtrAuthHostKey *key = vtr_auth_request_get_host_key (self->request);
  const char *subject = vtr_auth_request_get_subject (self->request);

  if (key != NULL)
    {
      add_row (list, _("Server"), key->server);
      if (key->type != NULL)
        add_row (list, _("Sort of Key"), key->type);
      add_row (list, _("Fingerprint"), key->fingerprint);
      return;
    }
  if (subject == NULL)
    return;

  switch (vtr_auth_request_get_kind (self->request))
    {
    case VTR_AUTH_LOGIN:
    case VTR_AUTH_CODE:
      add_row (list, _("Account"), subject);
      break;
    case VTR_AUTH_CONFIRM:
      add_row (list, _("Question"), subject);
      break;
    default:
      add_row (list, _("Key"), subject);
    }
}

static void
add_entries (VtrAuthDialog *self,
             GtkWidget     *list)
{
  GtkWidget *previous = NULL;

  for (guint i = 0; i < vtr_auth_request_get_n_prompts (self->request); i++)
    {
      GtkWidget *row = make_row (self->request, i);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_ptr_array_add (self->rows, row);
      if (previous != NULL)
        g_signal_connect_object (previous, "entry-activated", G_CALLBACK (on_row_activated_cb), row,
                                 G_CONNECT_DEFAULT);
      previous = row;
    }
  if (previous == NULL)
    return;

  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (previous), TRUE);
  adw_dialog_set_focus (ADW_DIALOG (self), self->rows->pdata[0]);
}

static void
add_remember_row (VtrAuthDialog *self,
                  GtkWidget     *list)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Keep in the Keyring"));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  self->remember_row = ADW_SWITCH_ROW (row);
}

static GtkWidget *
make_spinner (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Waiting for your touch"), -1);
  return spinner;
}

static void
fill (VtrAuthDialog *self,
      VtrHost       *host)
{
  VtrAuthKind kind = vtr_auth_request_get_kind (self->request);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *body = make_body (self->request);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  add_facts (self, list);
  if (kind != VTR_AUTH_HOST_KEY && kind != VTR_AUTH_CONFIRM && kind != VTR_AUTH_TOUCH)
    {
      add_entries (self, list);
      if (vtr_auth_request_get_can_remember (self->request))
        add_remember_row (self, list);
    }

  gtk_box_append (GTK_BOX (box), make_host_box (host));
  if (kind == VTR_AUTH_TOUCH)
    gtk_box_append (GTK_BOX (box), make_spinner ());
  if (gtk_widget_get_first_child (list) != NULL)
    gtk_box_append (GTK_BOX (box), list);
  else
    g_object_unref (g_object_ref_sink (list));
  vtr_alert_fill (ADW_ALERT_DIALOG (self), find_heading (kind), body, box);
  add_responses (self);
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
  self->rows = g_ptr_array_new ();
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
