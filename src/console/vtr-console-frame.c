/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-frame.h"

/* A pointer that only passes the edge does not mean the bar. */
#define SHOW_DELAY_MS 150
#define HIDE_DELAY_MS 800

struct _VtrConsoleFrame
{
  AdwBin parent_instance;

  /* borrowed */
  GtkWindow *window;
  GtkEventController *edge_motion; /* of the window, whose edge is the screen's */

  /* template children */
  GtkOverlay *overlay;
  GtkRevealer *revealer;
  GtkLabel *title;
  VtrConsoleTools *tools;
  GtkWidget *leave_button;
  GtkEventController *bar_focus;

  /* state */
  guint show_id;
  guint hide_id;
  double pointer_y; /* in the window */
};

enum
{
  PROP_0,
  PROP_CONTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrConsoleFrame, vtr_console_frame, ADW_TYPE_BIN)

static GtkWindow *
get_window (VtrConsoleFrame *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static gboolean
is_full_screen (VtrConsoleFrame *self)
{
  GtkWindow *window = get_window (self);

  return window != NULL && gtk_window_is_fullscreen (window);
}

static gboolean
is_in_use (VtrConsoleFrame *self)
{
  return gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->bar_focus))
         || self->pointer_y < gtk_widget_get_height (GTK_WIDGET (self->revealer));
}

/* What cannot be seen cannot be reached by Tab either. */
static void
reveal (VtrConsoleFrame *self,
        gboolean         revealed)
{
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_handle_id (&self->hide_id, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  gtk_widget_set_can_target (GTK_WIDGET (self->revealer), revealed);
  gtk_widget_set_can_focus (GTK_WIDGET (self->revealer), revealed);
}

static gboolean
on_hide_timeout_cb (gpointer user_data)
{
  VtrConsoleFrame *self = user_data;

  self->hide_id = 0;
  if (!is_in_use (self))
    reveal (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
hide_later (VtrConsoleFrame *self)
{
  g_clear_handle_id (&self->hide_id, g_source_remove);
  if (gtk_revealer_get_reveal_child (self->revealer) && !is_in_use (self))
    self->hide_id = g_timeout_add (HIDE_DELAY_MS, on_hide_timeout_cb, self);
}

static gboolean
on_show_timeout_cb (gpointer user_data)
{
  VtrConsoleFrame *self = user_data;

  self->show_id = 0;
  reveal (self, is_full_screen (self));
  hide_later (self);

  return G_SOURCE_REMOVE;
}

static void
on_motion_cb (VtrConsoleFrame *self,
              double           x,
              double           y)
{
  gboolean at_edge = y < 1 && gtk_widget_get_mapped (GTK_WIDGET (self)) && is_full_screen (self);

  self->pointer_y = y;
  if (!at_edge)
    g_clear_handle_id (&self->show_id, g_source_remove);
  else if (self->show_id == 0 && !gtk_revealer_get_reveal_child (self->revealer))
    self->show_id = g_timeout_add (SHOW_DELAY_MS, on_show_timeout_cb, self);
  if (self->hide_id == 0)
    hide_later (self);
}

static void
on_window_pointer_left_cb (VtrConsoleFrame *self)
{
  self->pointer_y = G_MAXDOUBLE;
  hide_later (self);
}

static void
on_leave_action_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  VtrConsoleFrame *self = VTR_CONSOLE_FRAME (widget);

  if (!is_full_screen (self))
    return;

  reveal (self, TRUE);
  gtk_widget_grab_focus (self->leave_button);
}

static void
on_return_action_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  VtrConsoleFrame *self = VTR_CONSOLE_FRAME (widget);

  gtk_widget_child_focus (gtk_overlay_get_child (self->overlay), GTK_DIR_TAB_FORWARD);
  reveal (self, FALSE);
}

static void
on_window_fullscreened_cb (VtrConsoleFrame *self)
{
  gboolean had_focus
    = gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->bar_focus));

  if (is_full_screen (self))
    return;
  if (had_focus)
    gtk_widget_activate_action (GTK_WIDGET (self), "console-frame.return", NULL);
  reveal (self, FALSE);
}

static void
unwatch_window (VtrConsoleFrame *self)
{
  if (self->window == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->window, self);
  gtk_widget_remove_controller (GTK_WIDGET (self->window), self->edge_motion);
  self->edge_motion = NULL;
  g_clear_weak_pointer (&self->window);
}

static void
watch_window (VtrConsoleFrame *self)
{
  g_set_weak_pointer (&self->window, get_window (self));
  if (self->window == NULL)
    return;

  self->edge_motion = gtk_event_controller_motion_new ();
  gtk_event_controller_set_propagation_phase (self->edge_motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->edge_motion, "enter", G_CALLBACK (on_motion_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edge_motion, "motion", G_CALLBACK (on_motion_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edge_motion, "leave", G_CALLBACK (on_window_pointer_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->window), self->edge_motion);
  g_signal_connect_object (self->window, "notify::fullscreened",
                           G_CALLBACK (on_window_fullscreened_cb), self, G_CONNECT_SWAPPED);
}

static void
on_root_cb (VtrConsoleFrame *self)
{
  unwatch_window (self);
  watch_window (self);
  reveal (self, FALSE);
}

/**
 * vtr_console_frame_new:
 *
 * Returns: (transfer floating): an empty frame
 */
GtkWidget *
vtr_console_frame_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_FRAME, NULL);
}

/**
 * vtr_console_frame_set_content:
 * @content: (nullable): what the bar lies over
 */
void
vtr_console_frame_set_content (VtrConsoleFrame *self,
                               GtkWidget       *content)
{
  g_return_if_fail (VTR_IS_CONSOLE_FRAME (self));

  if (gtk_overlay_get_child (self->overlay) == content)
    return;

  gtk_overlay_set_child (self->overlay, content);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
}

/**
 * vtr_console_frame_get_tools:
 *
 * Returns: (transfer none): the buttons of the bar
 */
VtrConsoleTools *
vtr_console_frame_get_tools (VtrConsoleFrame *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_FRAME (self), NULL);

  return self->tools;
}

void
vtr_console_frame_set_title (VtrConsoleFrame *self,
                             const char      *title)
{
  g_return_if_fail (VTR_IS_CONSOLE_FRAME (self));

  gtk_label_set_label (self->title, title);
}

static void
vtr_console_frame_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VtrConsoleFrame *self = VTR_CONSOLE_FRAME (object);

  switch (prop_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, gtk_overlay_get_child (self->overlay));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_frame_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTENT:
      vtr_console_frame_set_content (VTR_CONSOLE_FRAME (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_frame_dispose (GObject *object)
{
  VtrConsoleFrame *self = VTR_CONSOLE_FRAME (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_handle_id (&self->hide_id, g_source_remove);
  unwatch_window (self);
  /* A bound child that is also the bin's own child has to go first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CONSOLE_FRAME);

  G_OBJECT_CLASS (vtr_console_frame_parent_class)->dispose (object);
}

static void
vtr_console_frame_class_init (VtrConsoleFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_console_frame_dispose;
  object_class->get_property = vtr_console_frame_get_property;
  object_class->set_property = vtr_console_frame_set_property;

  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "console-frame.leave", NULL, on_leave_action_cb);
  gtk_widget_class_install_action (widget_class, "console-frame.return", NULL,
                                   on_return_action_cb);

  g_type_ensure (VTR_TYPE_CONSOLE_TOOLS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-console-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleFrame, bar_focus);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleFrame, leave_button);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleFrame, overlay);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleFrame, revealer);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleFrame, title);
  gtk_widget_class_bind_template_child (widget_class, VtrConsoleFrame, tools);
  gtk_widget_class_bind_template_callback (widget_class, hide_later);
}

static void
vtr_console_frame_init (VtrConsoleFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (self, "notify::root", G_CALLBACK (on_root_cb), NULL);
  reveal (self, FALSE);
}
