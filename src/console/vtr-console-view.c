/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-view.h"

#include "vtr-console-statistics.h"
#include "vtr-key-codes.h"
#include "vtr-text-typer.h"

#include <glib/gi18n.h>

/* The chip tells the way out and then gets out of the way. */
#define CHIP_SECONDS 5

/* A connection that takes no time needs no page that says so. */
#define PATIENCE_MS 300

struct _VtrConsoleView
{
  AdwBin parent_instance;

  /* owned */
  VtrConsoleSession *session;
  GSignalGroup *signals;
  VtrConsoleStatistics *statistics;

  /* template children */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwBin *placeholder;
  GtkLabel *password_trouble;
  AdwEntryRow *username_row;
  AdwEntryRow *password_row;
  AdwSwitchRow *remember_row;
  AdwStatusPage *refused_page;
  GtkExpander *refused_expander;
  GtkLabel *refused_details;
  AdwBanner *lost_banner;
  GtkScrolledWindow *scroller;
  VtrConsoleDisplay *display;
  GtkRevealer *chip;
  GtkLabel *chip_label;
  GtkLabel *statistics_label;

  /* state */
  guint chip_id;
  guint patience_id;
  gboolean connecting;
};

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_PLACEHOLDER,
  PROP_CONNECTING,
  N_PROPS
};

enum
{
  SIGNAL_CREDENTIALS_ENTERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrConsoleView, vtr_console_view, ADW_TYPE_BIN)

static VtrConsoleState
get_state (VtrConsoleView *self)
{
  return self->session != NULL ? vtr_console_session_get_state (self->session) : VTR_CONSOLE_IDLE;
}

static gboolean
has_picture (VtrConsoleView *self)
{
  VtrFramebuffer *framebuffer = vtr_console_display_get_framebuffer (self->display);

  return framebuffer != NULL && vtr_framebuffer_get_width (framebuffer) > 0;
}

static void
show_password_question (VtrConsoleView *self)
{
  const VtrTrouble *trouble = vtr_console_session_get_trouble (self->session);
  gboolean username = vtr_console_session_needs_username (self->session);

  gtk_label_set_label (self->password_trouble, trouble != NULL ? trouble->summary : "");
  gtk_widget_set_visible (GTK_WIDGET (self->password_trouble), trouble != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->username_row), username);
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  gtk_stack_set_visible_child_name (self->stack, "password");
  gtk_widget_grab_focus (
    GTK_WIDGET (username && trouble == NULL ? self->username_row : self->password_row));
}

static void
show_refusal (VtrConsoleView *self)
{
  const VtrTrouble *trouble = vtr_console_session_get_trouble (self->session);
  g_autoptr (GString) text = g_string_new (NULL);

  if (trouble->cause != NULL)
    g_string_append (text, trouble->cause);
  if (trouble->remedy != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", trouble->remedy);

  adw_status_page_set_title (self->refused_page, trouble->summary);
  adw_status_page_set_description (self->refused_page, text->str);
  gtk_label_set_label (self->refused_details, trouble->details != NULL ? trouble->details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refused_expander), trouble->details != NULL);
  gtk_stack_set_visible_child_name (self->stack, "refused");
}

static gboolean
on_patience_timeout_cb (gpointer user_data)
{
  VtrConsoleView *self = user_data;

  self->patience_id = 0;
  gtk_stack_set_visible_child_name (self->stack, "connecting");

  return G_SOURCE_REMOVE;
}

static void
set_connecting (VtrConsoleView *self,
                gboolean        connecting)
{
  if (self->connecting == connecting)
    return;

  self->connecting = connecting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTING]);
}

static void
update_page (VtrConsoleView *self)
{
  VtrConsoleState state = get_state (self);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  set_connecting (self, state == VTR_CONSOLE_CONNECTING);
  adw_banner_set_revealed (self->lost_banner, state == VTR_CONSOLE_LOST
                                                || (state == VTR_CONSOLE_CONNECTING
                                                    && has_picture (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "console.connect",
                                 state == VTR_CONSOLE_IDLE || state == VTR_CONSOLE_LOST
                                   || state == VTR_CONSOLE_REFUSED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "console.send-keys",
                                 state == VTR_CONSOLE_CONNECTED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "console.paste-as-keys",
                                 state == VTR_CONSOLE_CONNECTED);

  switch (state)
    {
    case VTR_CONSOLE_NEEDS_PASSWORD:
      show_password_question (self);
      break;
    case VTR_CONSOLE_REFUSED:
      show_refusal (self);
      break;
    case VTR_CONSOLE_CONNECTED:
    case VTR_CONSOLE_LOST:
      gtk_stack_set_visible_child_name (self->stack, "screen");
      break;
    case VTR_CONSOLE_CONNECTING:
      if (!has_picture (self))
        self->patience_id = g_timeout_add (PATIENCE_MS, on_patience_timeout_cb, self);
      break;
    case VTR_CONSOLE_IDLE:
    default:
      gtk_stack_set_visible_child_name (self->stack, "idle");
    }
}

static void
answer (VtrConsoleView *self)
{
  g_autofree char *username =
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->username_row)));
  g_autofree char *password =
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password_row)));
  const char *name = vtr_console_session_needs_username (self->session) ? username : NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  g_signal_emit (self, signals[SIGNAL_CREDENTIALS_ENTERED], 0, name, password,
                 adw_switch_row_get_active (self->remember_row));
  vtr_console_session_set_credentials (self->session, name, password);
}

static void
on_password_row_activated_cb (VtrConsoleView *self)
{
  if (get_state (self) == VTR_CONSOLE_NEEDS_PASSWORD)
    answer (self);
}

static void
on_answer_action_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  on_password_row_activated_cb (VTR_CONSOLE_VIEW (widget));
}

static gboolean
on_chip_timeout_cb (gpointer user_data)
{
  VtrConsoleView *self = user_data;

  self->chip_id = 0;
  gtk_revealer_set_reveal_child (self->chip, FALSE);

  return G_SOURCE_REMOVE;
}

static void
on_display_captured_cb (VtrConsoleView *self)
{
  gboolean captured = vtr_console_display_get_captured (self->display);
  g_autofree char *chord = vtr_console_display_get_release_label (self->display);
  /* Translators: %s is a chord of keys, such as "Left Ctrl+Left Alt". */
  g_autofree char *text = g_strdup_printf (_("Press %s to release the keyboard"), chord);

  g_clear_handle_id (&self->chip_id, g_source_remove);
  gtk_label_set_label (self->chip_label, text);
  gtk_revealer_set_reveal_child (self->chip, captured);
  if (captured)
    self->chip_id = g_timeout_add_seconds (CHIP_SECONDS, on_chip_timeout_cb, self);
}

static void
on_display_scaling_cb (VtrConsoleView *self)
{
  gboolean exact = vtr_console_display_get_scaling (self->display) == VTR_SCALING_EXACT;
  GtkPolicyType policy = exact ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER;

  gtk_scrolled_window_set_policy (self->scroller, policy, policy);
}

static void
on_connect_action_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  VtrConsoleView *self = VTR_CONSOLE_VIEW (widget);

  if (self->session != NULL)
    vtr_console_session_open (self->session);
}

static void
on_capture_action_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  vtr_console_display_set_captured (VTR_CONSOLE_VIEW (widget)->display, TRUE);
}

static void
on_scaling_action_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VTR_TYPE_SCALING);
  GEnumValue *value = g_enum_get_value_by_nick (klass, g_variant_get_string (parameter, NULL));

  if (value != NULL)
    vtr_console_display_set_scaling (VTR_CONSOLE_VIEW (widget)->display, value->value);
}

static void
on_send_keys_action_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  VtrConsoleView *self = VTR_CONSOLE_VIEW (widget);
  g_auto (GStrv) names = g_strsplit (g_variant_get_string (parameter, NULL), "+", -1);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; names[i] != NULL; i++)
    {
      guint key = vtr_key_from_name (names[i]);

      if (key == VTR_KEY_NONE)
        return;
      g_array_append_val (keys, key);
    }
  vtr_console_display_send_keys (self->display, (guint *) keys->data, keys->len);
}

static void
on_copy_screenshot_action_cb (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  VtrConsoleView *self = VTR_CONSOLE_VIEW (widget);
  VtrFramebuffer *framebuffer = vtr_console_display_get_framebuffer (self->display);
  g_autoptr (GdkTexture) texture = NULL;

  if (framebuffer != NULL)
    texture = vtr_framebuffer_to_texture (framebuffer);
  if (texture == NULL)
    return;

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  vtr_console_view_add_toast (self, _("Screenshot copied"));
}

static void
on_typing_chosen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrConsoleView) self = user_data;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (source);
  GArray *strokes = g_object_get_data (source, "strokes");

  if (g_str_equal (adw_alert_dialog_choose_finish (dialog, result), "type")
      && get_state (self) == VTR_CONSOLE_CONNECTED)
    g_object_unref (vtr_text_type (self->session, strokes));
}

/* Shown before anything is typed: the guest may be at a shell, and a clipboard may hold anything. */
static void
ask_to_type (VtrConsoleView *self,
             const char     *text)
{
  g_autofree char *untypable = NULL;
  g_autofree char *preview = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 400));
  g_autoptr (GArray) strokes = NULL;
  AdwDialog *dialog = adw_alert_dialog_new (_("Type This Text?"), preview);

  strokes = vtr_text_to_keys (text, vtr_text_lookup_in_gdk,
                              gtk_widget_get_display (GTK_WIDGET (self)), &untypable);
  if (untypable[0] != '\0')
    {
      g_autofree char *warning =
        /* Translators: %s is a list of characters. */
        g_strdup_printf (_("Your keyboard has no keys for these, and they are left out: %s"),
                         untypable);
      GtkWidget *label = gtk_label_new (warning);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "warning");
      adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), label);
    }
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "type", _("_Type"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "type",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "type", strokes->len > 0);
  g_object_set_data_full (G_OBJECT (dialog), "strokes", g_steal_pointer (&strokes),
                          (GDestroyNotify) g_array_unref);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL,
                           on_typing_chosen_cb, g_object_ref (self));
}

static void
on_clipboard_text_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (VtrConsoleView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || text[0] == '\0')
    vtr_console_view_add_toast (self, _("There is no text in the clipboard"));
  else if (get_state (self) == VTR_CONSOLE_CONNECTED)
    ask_to_type (self, text);
}

static void
on_paste_as_keys_action_cb (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_clipboard_text_cb,
                                 g_object_ref (widget));
}

static void
on_statistics_action_cb (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  VtrConsoleView *self = VTR_CONSOLE_VIEW (widget);
  gboolean show = !gtk_widget_get_visible (GTK_WIDGET (self->statistics_label));

  gtk_widget_set_visible (GTK_WIDGET (self->statistics_label), show);
  vtr_console_statistics_set_running (self->statistics, show);
}

/**
 * vtr_console_view_new:
 *
 * Returns: a view without a session
 */
GtkWidget *
vtr_console_view_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_VIEW, NULL);
}

/**
 * vtr_console_view_get_session:
 *
 * Returns: (transfer none) (nullable): whose screen it is
 */
VtrConsoleSession *
vtr_console_view_get_session (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), NULL);

  return self->session;
}

/**
 * vtr_console_view_set_session:
 * @session: (nullable): whose screen to show
 */
void
vtr_console_view_set_session (VtrConsoleView    *self,
                              VtrConsoleSession *session)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  if (!g_set_object (&self->session, session))
    return;

  vtr_console_display_set_session (self->display, session);
  g_signal_group_set_target (self->signals, session);
  vtr_console_statistics_set_session (self->statistics, session);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * vtr_console_view_get_display:
 *
 * Returns: (transfer none): the widget with the picture
 */
VtrConsoleDisplay *
vtr_console_view_get_display (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), NULL);

  return self->display;
}

/**
 * vtr_console_view_get_placeholder:
 *
 * Returns: (transfer none) (nullable): what is shown while there is no session
 */
GtkWidget *
vtr_console_view_get_placeholder (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), NULL);

  return adw_bin_get_child (self->placeholder);
}

/**
 * vtr_console_view_set_placeholder:
 * @placeholder: (nullable): such as a page that says that the machine is off, with a button
 */
void
vtr_console_view_set_placeholder (VtrConsoleView *self,
                                  GtkWidget      *placeholder)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  if (adw_bin_get_child (self->placeholder) == placeholder)
    return;

  adw_bin_set_child (self->placeholder, placeholder);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACEHOLDER]);
}

void
vtr_console_view_add_toast (VtrConsoleView *self,
                            const char     *title)
{
  AdwToast *toast;

  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  toast = adw_toast_new (title);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
vtr_console_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VtrConsoleView *self = VTR_CONSOLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_object (value, adw_bin_get_child (self->placeholder));
      break;
    case PROP_CONNECTING:
      g_value_set_boolean (value, self->connecting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VtrConsoleView *self = VTR_CONSOLE_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      vtr_console_view_set_session (self, g_value_get_object (value));
      break;
    case PROP_PLACEHOLDER:
      vtr_console_view_set_placeholder (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_view_dispose (GObject *object)
{
  VtrConsoleView *self = VTR_CONSOLE_VIEW (object);

  g_clear_handle_id (&self->chip_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->statistics);
  if (self->display != NULL)
    vtr_console_display_set_session (self->display, NULL);
  g_clear_object (&self->session);
  /* Taken out by the bin, which would otherwise take it out once more after the template did. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CONSOLE_VIEW);

  G_OBJECT_CLASS (vtr_console_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL,
                         VTR_TYPE_CONSOLE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACEHOLDER] =
    g_param_spec_object ("placeholder", NULL, NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTING] =
    g_param_spec_boolean ("connecting", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CREDENTIALS_ENTERED] =
    g_signal_new ("credentials-entered",
                  VTR_TYPE_CONSOLE_VIEW,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "console.answer", NULL, on_answer_action_cb);
  gtk_widget_class_install_action (klass, "console.capture", NULL, on_capture_action_cb);
  gtk_widget_class_install_action (klass, "console.connect", NULL, on_connect_action_cb);
  gtk_widget_class_install_action (klass, "console.copy-screenshot", NULL,
                                   on_copy_screenshot_action_cb);
  gtk_widget_class_install_action (klass, "console.paste-as-keys", NULL,
                                   on_paste_as_keys_action_cb);
  gtk_widget_class_install_action (klass, "console.scaling", "s", on_scaling_action_cb);
  gtk_widget_class_install_action (klass, "console.send-keys", "s", on_send_keys_action_cb);
  gtk_widget_class_install_action (klass, "console.statistics", NULL, on_statistics_action_cb);
}

static void
vtr_console_view_class_init (VtrConsoleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = vtr_console_view_get_property;
  object_class->set_property = vtr_console_view_set_property;
  object_class->dispose = vtr_console_view_dispose;
  install_properties (object_class);

  g_type_ensure (VTR_TYPE_CONSOLE_DISPLAY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-console-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, chip);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, chip_label);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, display);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, lost_banner);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, password_row);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, password_trouble);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, placeholder);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, refused_details);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, refused_expander);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, refused_page);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, remember_row);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, statistics_label);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, toasts);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, username_row);
  gtk_widget_class_bind_template_callback (widget_class, on_password_row_activated_cb);
  install_actions (widget_class);
}

static void
vtr_console_view_init (VtrConsoleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (VTR_TYPE_CONSOLE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update_page), self);
  g_signal_connect_object (self->display, "notify::captured",
                           G_CALLBACK (on_display_captured_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->display, "notify::scaling",
                           G_CALLBACK (on_display_scaling_cb), self, G_CONNECT_SWAPPED);
  self->statistics = vtr_console_statistics_new ();
  g_object_bind_property (self->statistics, "text", self->statistics_label, "label",
                          G_BINDING_SYNC_CREATE);
  update_page (self);
}
