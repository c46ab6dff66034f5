/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-view.h"

#include "vtr-console-actions.h"
#include "vtr-console-statistics.h"
#include "vtr-file-drop.h"
#include "vtr-monitor-menu.h"

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
  VtrConsoleSettings *settings;
  VtrConsoleActions *actions;
  VtrMonitorMenu *monitors;
  char *title; /* of the machine; NULL: as the session says */

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
  VtrFileDrop *file_drop;

  /* state */
  guint chip_id;
  guint patience_id;
  guint released_id;
  gboolean connecting;
  gboolean paused;
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
  vtr_console_actions_update (self->actions);

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

/**
 * vtr_console_view_set_remember:
 * @possible: whether somebody would keep a password who is told to
 * @active: whether one is kept already
 */
void
vtr_console_view_set_remember (VtrConsoleView *self,
                               gboolean        possible,
                               gboolean        active)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->remember_row), possible);
  adw_switch_row_set_active (self->remember_row, possible && active);
}

/**
 * vtr_console_view_answer:
 *
 * Takes what was typed as the answer to the password question.
 */
void
vtr_console_view_answer (VtrConsoleView *self)
{
  g_autofree char *username = NULL;
  g_autofree char *password = NULL;

  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  if (get_state (self) != VTR_CONSOLE_NEEDS_PASSWORD)
    return;

  password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password_row)));
  if (vtr_console_session_needs_username (self->session))
    username = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->username_row)));
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  g_signal_emit (self, signals[SIGNAL_CREDENTIALS_ENTERED], 0, username, password,
                 adw_switch_row_get_active (self->remember_row));
  vtr_console_session_set_credentials (self->session, username, password);
}

static gboolean
on_chip_timeout_cb (gpointer user_data)
{
  VtrConsoleView *self = user_data;

  self->chip_id = 0;
  gtk_revealer_set_reveal_child (self->chip, FALSE);

  return G_SOURCE_REMOVE;
}

/* Let go by hand, and not because the window lost the focus, which is known a moment later. */
static gboolean
on_released_idle_cb (gpointer user_data)
{
  VtrConsoleView *self = user_data;

  self->released_id = 0;
  if (gtk_widget_has_focus (GTK_WIDGET (self->display)))
    gtk_widget_activate_action (GTK_WIDGET (self), "console-frame.leave", NULL);

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
  else if (self->released_id == 0)
    self->released_id = g_idle_add (on_released_idle_cb, self);
}

static void
on_session_features_cb (VtrConsoleView *self)
{
  vtr_console_actions_update (self->actions);
}

/* What was chosen holds, but a full screen is not for scrolling. */
static void
update_scaling (VtrConsoleView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean full_screen = GTK_IS_WINDOW (root) && gtk_window_is_fullscreen (GTK_WINDOW (root));
  g_autofree char *name = vtr_console_settings_get_string (self->settings, "scaling");
  g_autoptr (GEnumClass) klass = g_type_class_ref (VTR_TYPE_SCALING);
  GEnumValue *value = g_enum_get_value_by_nick (klass, name);
  VtrScaling scaling = value != NULL ? (VtrScaling) value->value : VTR_SCALING_FIT;
  GtkPolicyType policy;

  if (full_screen && scaling == VTR_SCALING_EXACT
      && vtr_console_settings_get_boolean (self->settings, "fit-full-screen"))
    scaling = VTR_SCALING_FIT;
  policy = scaling == VTR_SCALING_EXACT ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER;
  gtk_scrolled_window_set_policy (self->scroller, policy, policy);
  vtr_console_display_set_scaling (self->display, scaling);
}

static void
on_settings_changed_cb (VtrConsoleView *self)
{
  g_autofree char *chord = vtr_console_settings_get_string (self->settings, "release-chord");

  vtr_console_display_set_release_chord (self->display, chord);
  update_scaling (self);
  vtr_console_actions_update (self->actions);
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
  vtr_file_drop_set_session (self->file_drop, session);
  vtr_monitor_menu_set_session (self->monitors, session);
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

/**
 * vtr_console_view_show_toast:
 * @toast: (transfer none): what to say
 */
void
vtr_console_view_show_toast (VtrConsoleView *self,
                             AdwToast       *toast)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

/**
 * vtr_console_view_get_actions:
 *
 * Returns: (transfer none): what can be done with the screen, for whoever inserts it as "console";
 * its owner may add to it
 */
GSimpleActionGroup *
vtr_console_view_get_actions (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), NULL);

  return vtr_console_actions_get_group (self->actions);
}

/**
 * vtr_console_view_get_monitors_menu:
 *
 * Returns: (transfer none): a menu of the monitors, empty where there is only one
 */
GMenuModel *
vtr_console_view_get_monitors_menu (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), NULL);

  return vtr_monitor_menu_get_model (self->monitors);
}

/**
 * vtr_console_view_get_settings:
 *
 * Returns: (transfer none): how the screen behaves
 */
VtrConsoleSettings *
vtr_console_view_get_settings (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), NULL);

  return self->settings;
}

void
vtr_console_view_set_settings (VtrConsoleView     *self,
                               VtrConsoleSettings *settings)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));
  g_return_if_fail (VTR_IS_CONSOLE_SETTINGS (settings));

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_set_object (&self->settings, settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (on_settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_settings_changed_cb (self);
}

/**
 * vtr_console_view_get_title:
 *
 * Returns: (nullable): the name of the machine
 */
const char *
vtr_console_view_get_title (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), NULL);

  if (self->title != NULL || self->session == NULL)
    return self->title;
  return vtr_console_session_get_title (self->session);
}

/**
 * vtr_console_view_set_title:
 * @title: (nullable): the name of the machine; %NULL where only the session knows
 */
void
vtr_console_view_set_title (VtrConsoleView *self,
                            const char     *title)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  g_set_str (&self->title, title);
}

gboolean
vtr_console_view_get_paused (VtrConsoleView *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_VIEW (self), FALSE);

  return self->paused;
}

/**
 * vtr_console_view_set_paused:
 * @paused: whether the machine stands still, so that keys would wait in it and come all at once
 */
void
vtr_console_view_set_paused (VtrConsoleView *self,
                             gboolean        paused)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  self->paused = paused;
  vtr_console_actions_update (self->actions);
}

void
vtr_console_view_set_statistics (VtrConsoleView *self,
                                 gboolean        shown)
{
  g_return_if_fail (VTR_IS_CONSOLE_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->statistics_label), shown);
  vtr_console_statistics_set_running (self->statistics, shown);
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
  g_clear_handle_id (&self->released_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->statistics);
  g_clear_object (&self->monitors);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  if (self->display != NULL)
    vtr_console_display_set_session (self->display, NULL);
  g_clear_object (&self->session);
  /* Taken out by the bin, which would otherwise take it out once more after the template did. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CONSOLE_VIEW);

  G_OBJECT_CLASS (vtr_console_view_parent_class)->dispose (object);
}

static void
vtr_console_view_finalize (GObject *object)
{
  g_free (VTR_CONSOLE_VIEW (object)->title);

  G_OBJECT_CLASS (vtr_console_view_parent_class)->finalize (object);
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
vtr_console_view_class_init (VtrConsoleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = vtr_console_view_get_property;
  object_class->set_property = vtr_console_view_set_property;
  object_class->dispose = vtr_console_view_dispose;
  object_class->finalize = vtr_console_view_finalize;
  install_properties (object_class);

  g_type_ensure (VTR_TYPE_CONSOLE_DISPLAY);
  g_type_ensure (VTR_TYPE_FILE_DROP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-console-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, chip);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, chip_label);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, display);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleView, file_drop);
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
  gtk_widget_class_bind_template_callback (widget_class, vtr_console_view_answer);
}

static void
vtr_console_view_init (VtrConsoleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = vtr_console_settings_new (NULL);
  self->actions = vtr_console_actions_new (self);
  self->monitors = vtr_monitor_menu_new (self, vtr_console_actions_get_group (self->actions));
  gtk_widget_insert_action_group (
    GTK_WIDGET (self), "console",
    G_ACTION_GROUP (vtr_console_actions_get_group (self->actions)));
  g_signal_connect_object (vtr_console_actions_get_group (self->actions),
                           "action-state-changed::full-screen", G_CALLBACK (update_scaling), self,
                           G_CONNECT_SWAPPED);
  self->signals = g_signal_group_new (VTR_TYPE_CONSOLE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update_page), self);
  g_signal_group_connect_swapped (self->signals, "notify::features",
                                  G_CALLBACK (on_session_features_cb), self);
  g_signal_connect_object (self->display, "notify::captured",
                           G_CALLBACK (on_display_captured_cb), self, G_CONNECT_SWAPPED);
  vtr_file_drop_set_target (self->file_drop, GTK_WIDGET (self->display));
  self->statistics = vtr_console_statistics_new ();
  g_object_bind_property (self->statistics, "text", self->statistics_label, "label",
                          G_BINDING_SYNC_CREATE);
  update_page (self);
}
