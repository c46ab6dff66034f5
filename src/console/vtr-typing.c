/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-typing.h"

#include "vtr-text-typer.h"

#include "widgets/vtr-alert.h"

#include <glib/gi18n.h>

/* More than this is looked at in the program that it was copied from. */
#define PREVIEW_CHARACTERS 2000

struct _VtrTyping
{
  GObject parent_instance;

  /* owned */
  GArray *strokes; /* what is asked about, or was typed last */
  VtrJob *job;     /* NULL unless it is being typed */
  AdwToast *toast;

  /* borrowed: the view owns this object */
  VtrConsoleView *view;
};

G_DEFINE_FINAL_TYPE (VtrTyping, vtr_typing, G_TYPE_OBJECT)

static gboolean
is_connected (VtrTyping *self)
{
  VtrConsoleSession *session =
    self->view != NULL ? vtr_console_view_get_session (self->view) : NULL;

  return session != NULL && vtr_console_session_get_state (session) == VTR_CONSOLE_CONNECTED;
}

static void
on_job_state_cb (VtrTyping *self)
{
  if (vtr_job_get_state (self->job) == VTR_JOB_RUNNING)
    return;

  adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
  g_clear_object (&self->job);
}

static void
type (VtrTyping *self)
{
  vtr_typing_stop (self);
  self->job = vtr_text_type (vtr_console_view_get_session (self->view), self->strokes);
  self->toast = g_object_ref_sink (adw_toast_new (_("Typing…")));
  adw_toast_set_button_label (self->toast, _("_Stop"));
  adw_toast_set_action_name (self->toast, "console.stop-typing");
  adw_toast_set_timeout (self->toast, 0);
  vtr_console_view_show_toast (self->view, self->toast);
  g_signal_connect_object (self->job, "notify::state", G_CALLBACK (on_job_state_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (VtrTyping) self = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (answer, "type") && is_connected (self))
    type (self);
}

static GtkWidget *
make_preview (const char *text)
{
  g_autofree char *shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1),
                                                           PREVIEW_CHARACTERS));
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), shown, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Text to type"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);

  return scroller;
}

static GtkWidget *
make_warning (const char *untypable)
{
  g_autofree char *text =
    /* Translators: %s is a list of characters. */
    g_strdup_printf (_("Your keyboard has no keys for these, and they are left out: %s"),
                     untypable);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "warning");

  return label;
}

/* Shown before anything is typed: the guest may be at a shell, and a clipboard may hold anything. */
static void
ask (VtrTyping  *self,
     const char *text)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *untypable = NULL;
  AdwDialog *dialog;

  g_clear_pointer (&self->strokes, g_array_unref);
  self->strokes = vtr_text_to_keys (text, vtr_text_lookup_in_gdk, gtk_widget_get_display (view),
                                    &untypable);
  gtk_box_append (GTK_BOX (box), make_preview (text));
  if (untypable[0] != '\0')
    gtk_box_append (GTK_BOX (box), make_warning (untypable));
  dialog = vtr_alert_new (_("Type This Text?"),
                          _("It is typed key by key, and each end of a line is Enter."), box);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "type", _("_Type"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "type",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "type",
                                         self->strokes->len > 0);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), view, NULL, on_answered_cb,
                           g_object_ref (self));
}

static void
on_clipboard_text_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (VtrTyping) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (!is_connected (self))
    return;

  if (text == NULL || text[0] == '\0')
    vtr_console_view_add_toast (self->view, _("There is no text in the clipboard"));
  else
    ask (self, text);
}

/**
 * vtr_typing_start:
 *
 * Shows what is in the clipboard and, when the person wants it, types it.
 */
void
vtr_typing_start (VtrTyping *self)
{
  g_return_if_fail (VTR_IS_TYPING (self));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->view)), NULL,
                                 on_clipboard_text_cb, g_object_ref (self));
}

/**
 * vtr_typing_stop:
 *
 * Lets no more be typed.
 */
void
vtr_typing_stop (VtrTyping *self)
{
  g_return_if_fail (VTR_IS_TYPING (self));

  if (self->job != NULL)
    vtr_job_cancel (self->job);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
  g_clear_object (&self->job);
}

static void
vtr_typing_dispose (GObject *object)
{
  VtrTyping *self = VTR_TYPING (object);

  vtr_typing_stop (self);
  g_clear_pointer (&self->strokes, g_array_unref);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (vtr_typing_parent_class)->dispose (object);
}

static void
vtr_typing_class_init (VtrTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_typing_dispose;
}

static void
vtr_typing_init (VtrTyping *self)
{
}

/**
 * vtr_typing_new:
 * @view: who owns the result
 *
 * Returns: (transfer full): nothing typed yet
 */
VtrTyping *
vtr_typing_new (VtrConsoleView *view)
{
  VtrTyping *self = g_object_new (VTR_TYPE_TYPING, NULL);

  g_set_weak_pointer (&self->view, view);
  return self;
}
