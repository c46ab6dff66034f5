/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-display.h"

#include "vtr-console-capture.h"
#include "vtr-console-clipboard.h"
#include "vtr-console-drop.h"
#include "vtr-console-keyboard.h"
#include "vtr-console-pointer.h"
#include "vtr-display-paint.h"
#include "vtr-display-place.h"
#include "vtr-guest-sizer.h"

#include "console/pointer/vtr-pointer-lock.h"

#include <glib/gi18n.h>
#include <math.h>

/* How long an edge that is dragged has to rest before the guest is asked for a size, and how long
 * a guest may take: drivers that set up their monitors anew need seconds. */
#define RESIZE_REST_MS 400
#define RESIZE_PATIENCE_MS 4000

struct _VtrConsoleDisplay
{
  GtkWidget parent_instance;

  /* owned */
  VtrConsoleSession *session;
  VtrFramebuffer *framebuffer;
  GSignalGroup *session_signals;
  GSignalGroup *monitors_signals;
  GSignalGroup *framebuffer_signals;
  VtrConsoleKeyboard *keyboard;
  VtrConsolePointer *pointer;
  VtrConsoleCapture *capture;
  VtrConsoleClipboard *clipboard;
  VtrGuestSizer *sizer;
  VtrPointerLock *lock;

  /* state */
  VtrScaling scaling;
  guint monitor;
  double last_x;
  double last_y;
  gint64 draw_started;
  gulong after_paint_id;
  gboolean pointer_inside;
};

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_MONITOR,
  PROP_SCALING,
  PROP_CAPTURED,
  PROP_SIZE_ANSWER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (VtrScaling,
                    vtr_scaling,
                    G_DEFINE_ENUM_VALUE (VTR_SCALING_FIT, "fit"),
                    G_DEFINE_ENUM_VALUE (VTR_SCALING_EXACT, "exact"),
                    G_DEFINE_ENUM_VALUE (VTR_SCALING_FOLLOW, "follow"))

G_DEFINE_FINAL_TYPE (VtrConsoleDisplay, vtr_console_display, GTK_TYPE_WIDGET)

static double
get_device_scale (VtrConsoleDisplay *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL ? gdk_surface_get_scale (surface) : 1;
}

static VtrDisplayRoom
get_room (VtrConsoleDisplay *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  VtrDisplayRoom room = {
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
    .scale = get_device_scale (self),
    .scaling = self->scaling,
  };
  graphene_point_t corner;
  double x, y;

  if (self->framebuffer != NULL)
    {
      room.guest_width = vtr_framebuffer_get_width (self->framebuffer);
      room.guest_height = vtr_framebuffer_get_height (self->framebuffer);
    }
  if (native != NULL
      && gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (native),
                                   &GRAPHENE_POINT_INIT (0, 0), &corner))
    {
      gtk_native_get_surface_transform (native, &x, &y);
      room.origin_x = (x + corner.x) * room.scale;
      room.origin_y = (y + corner.y) * room.scale;
    }

  return room;
}

/**
 * vtr_console_display_to_guest:
 * @x: in the widget's coordinates
 * @y: in the widget's coordinates
 * @guest_x: (out): the nearest pixel of the guest's monitor
 * @guest_y: (out): the nearest pixel of the guest's monitor
 *
 * Returns: whether there is a picture
 */
gboolean
vtr_console_display_to_guest (VtrConsoleDisplay *self,
                              double             x,
                              double             y,
                              int               *guest_x,
                              int               *guest_y)
{
  VtrDisplayRoom room;
  graphene_rect_t area;

  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), FALSE);

  room = get_room (self);
  if (room.guest_width == 0 || room.guest_height == 0)
    return FALSE;

  area = vtr_display_place (&room);
  vtr_display_to_guest (&room, &area, x, y, guest_x, guest_y);

  return TRUE;
}

static gboolean
is_connected (VtrConsoleDisplay *self)
{
  return self->session != NULL
         && vtr_console_session_get_state (self->session) == VTR_CONSOLE_CONNECTED;
}

/* The shape belongs to the guest where the pointer is the same for both; otherwise ours is hidden
 * once the guest's own one, painted in the picture, is what moves. */
static void
update_cursor (VtrConsoleDisplay *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (!is_connected (self))
    gtk_widget_set_cursor (widget, NULL);
  else if (!vtr_console_session_get_relative (self->session))
    gtk_widget_set_cursor (widget, vtr_console_session_get_cursor (self->session));
  else if (vtr_console_capture_get_active (self->capture))
    gtk_widget_set_cursor_from_name (widget, "none");
  else
    gtk_widget_set_cursor (widget, NULL);
}

static void
update_pointer (VtrConsoleDisplay *self)
{
  gboolean lock = is_connected (self) && vtr_console_capture_get_active (self->capture)
                  && vtr_console_session_get_relative (self->session);

  if (lock && self->lock != NULL)
    vtr_pointer_lock_engage (self->lock);
  else if (self->lock != NULL)
    vtr_pointer_lock_release (self->lock);
  update_cursor (self);
}

static void
update_framebuffer (VtrConsoleDisplay *self)
{
  g_autoptr (VtrFramebuffer) framebuffer = NULL;

  if (self->session != NULL)
    framebuffer = g_list_model_get_item (vtr_console_session_get_monitors (self->session),
                                         self->monitor);
  /* The last picture of a lost guest stays, until there is a new one or no guest at all. */
  if (framebuffer == NULL && self->session != NULL)
    return;

  if (g_set_object (&self->framebuffer, framebuffer))
    {
      g_signal_group_set_target (self->framebuffer_signals, framebuffer);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

static void
want_size (VtrConsoleDisplay *self)
{
  double scale = get_device_scale (self);

  vtr_guest_sizer_want (self->sizer,
                        (guint) floor (gtk_widget_get_width (GTK_WIDGET (self)) * scale),
                        (guint) floor (gtk_widget_get_height (GTK_WIDGET (self)) * scale));
}

static void
on_sizer_answer_cb (VtrConsoleDisplay *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_ANSWER]);
}

static void
on_session_state_cb (VtrConsoleDisplay *self)
{
  vtr_console_capture_set_allowed (self->capture, is_connected (self));
  if (!is_connected (self))
    vtr_console_pointer_release_all (self->pointer);
  update_framebuffer (self);
  update_pointer (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_capture_active_cb (VtrConsoleDisplay *self)
{
  g_autofree char *label = vtr_console_capture_get_label (self->capture);
  g_autofree char *message = NULL;

  if (vtr_console_capture_get_active (self->capture))
    /* Translators: %s is a chord of keys, such as "Left Ctrl+Left Alt". */
    message = g_strdup_printf (_("All keys go to the machine. Press %s to release them."), label);
  else
    message = g_strdup (_("Keys are released."));

  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  update_pointer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTURED]);
}

static void
move_pointer (VtrConsoleDisplay *self,
              double             x,
              double             y)
{
  int guest_x, guest_y;

  if (!is_connected (self))
    return;

  if (!vtr_console_session_get_relative (self->session))
    {
      if (vtr_console_display_to_guest (self, x, y, &guest_x, &guest_y))
        vtr_console_pointer_move_to (self->pointer, self->monitor, guest_x, guest_y);
    }
  else if (vtr_console_capture_get_active (self->capture) && self->pointer_inside
           && (self->lock == NULL || !vtr_pointer_lock_get_engaged (self->lock)))
    {
      vtr_console_pointer_move_by (self->pointer, x - self->last_x, y - self->last_y);
    }

  self->last_x = x;
  self->last_y = y;
  self->pointer_inside = TRUE;
}

static void
on_lock_moved_cb (VtrConsoleDisplay *self,
                  double             dx,
                  double             dy)
{
  vtr_console_pointer_move_by (self->pointer, dx, dy);
}

static void
press_button (VtrConsoleDisplay *self,
              guint              button,
              gboolean           pressed)
{
  gboolean was_captured = vtr_console_capture_get_active (self->capture);

  if (!is_connected (self))
    return;

  if (pressed)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      vtr_console_capture_start (self->capture);
    }
  /* The click that takes a relative pointer in was aimed with ours, not with the guest's. */
  if (pressed && !was_captured && vtr_console_session_get_relative (self->session))
    return;

  vtr_console_pointer_button (self->pointer, button, pressed);
}

/* Events come in coordinates of the surface. */
static gboolean
get_position (VtrConsoleDisplay *self,
              GdkEvent          *event,
              double            *x,
              double            *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  graphene_point_t point;
  double surface_x, surface_y;

  if (native == NULL || !gdk_event_get_position (event, x, y))
    return FALSE;

  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  if (!gtk_widget_compute_point (GTK_WIDGET (native), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT (*x - surface_x, *y - surface_y), &point))
    return FALSE;

  *x = point.x;
  *y = point.y;
  return TRUE;
}

static gboolean
on_pointer_event_cb (VtrConsoleDisplay *self,
                     GdkEvent          *event)
{
  double x, y;

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_MOTION_NOTIFY:
    case GDK_TOUCH_UPDATE:
      if (get_position (self, event, &x, &y))
        move_pointer (self, x, y);
      return GDK_EVENT_PROPAGATE;
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
      if (get_position (self, event, &x, &y))
        move_pointer (self, x, y);
      press_button (self,
                    gdk_button_event_get_button (event),
                    gdk_event_get_event_type (event) == GDK_BUTTON_PRESS);
      return is_connected (self);
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      if (get_position (self, event, &x, &y))
        move_pointer (self, x, y);
      press_button (self,
                    GDK_BUTTON_PRIMARY,
                    gdk_event_get_event_type (event) == GDK_TOUCH_BEGIN);
      return is_connected (self);
    case GDK_SCROLL:
      if (!is_connected (self))
        return GDK_EVENT_PROPAGATE;
      vtr_console_pointer_scroll (self->pointer, event);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_motion_leave_cb (VtrConsoleDisplay *self)
{
  self->pointer_inside = FALSE;
}

static void
on_focus_changed_cb (VtrConsoleDisplay       *self,
                     GParamSpec              *pspec,
                     GtkEventControllerFocus *focus)
{
  gboolean focused = gtk_event_controller_focus_is_focus (focus);

  vtr_console_clipboard_set_active (self->clipboard, focused);
  if (self->session != NULL)
    vtr_console_session_set_watched (self->session, focused);
}

/* How much of the main loop drawing takes is known once the frame is out. */
static void
on_clock_after_paint_cb (VtrConsoleDisplay *self)
{
  if (self->draw_started != 0 && self->framebuffer != NULL)
    vtr_framebuffer_note_draw_time (self->framebuffer,
                                    g_get_monotonic_time () - self->draw_started);
  self->draw_started = 0;
}

static VtrNodeKind
get_node_kind (VtrConsoleDisplay *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer) ? VTR_NODES_CAIRO
                                                               : VTR_NODES_TEXTURE;
}

static void
vtr_console_display_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  VtrConsoleDisplay *self = VTR_CONSOLE_DISPLAY (widget);
  VtrDisplayRoom room = get_room (self);
  graphene_rect_t area = vtr_display_place (&room);
  gboolean lost = self->session != NULL && !is_connected (self);
  VtrViewport viewport = {
    .area = area,
    .device_origin = GRAPHENE_POINT_INIT (room.origin_x, room.origin_y),
    .device_scale = room.scale,
    .kind = get_node_kind (self),
  };

  self->draw_started = g_get_monotonic_time ();
  vtr_display_paint_surround (snapshot, &room, &area);
  if (self->framebuffer == NULL || area.size.width <= 0)
    return;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, room.width, room.height));
  if (lost)
    vtr_display_paint_push_grey (snapshot);
  vtr_framebuffer_snapshot (self->framebuffer, snapshot, &viewport);
  if (self->session != NULL)
    vtr_display_paint_cursor (snapshot, self->session, self->monitor, room.guest_width, &area);
  if (lost)
    gtk_snapshot_pop (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
vtr_console_display_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  VtrConsoleDisplay *self = VTR_CONSOLE_DISPLAY (widget);
  double size = 0;

  if (self->framebuffer != NULL)
    size = orientation == GTK_ORIENTATION_HORIZONTAL
             ? vtr_framebuffer_get_width (self->framebuffer)
             : vtr_framebuffer_get_height (self->framebuffer);

  *natural = MAX ((int) ceil (size / get_device_scale (self)), 1);
  *minimum = self->scaling == VTR_SCALING_EXACT ? *natural : 1;
}

static void
vtr_console_display_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  want_size (VTR_CONSOLE_DISPLAY (widget));
}

static void
vtr_console_display_map (GtkWidget *widget)
{
  VtrConsoleDisplay *self = VTR_CONSOLE_DISPLAY (widget);
  GdkFrameClock *clock;

  GTK_WIDGET_CLASS (vtr_console_display_parent_class)->map (widget);

  clock = gtk_widget_get_frame_clock (widget);
  self->after_paint_id = g_signal_connect_swapped (clock,
                                                   "after-paint",
                                                   G_CALLBACK (on_clock_after_paint_cb),
                                                   self);
}

static void
vtr_console_display_unmap (GtkWidget *widget)
{
  VtrConsoleDisplay *self = VTR_CONSOLE_DISPLAY (widget);

  g_clear_signal_handler (&self->after_paint_id, gtk_widget_get_frame_clock (widget));
  vtr_console_pointer_release_all (self->pointer);

  GTK_WIDGET_CLASS (vtr_console_display_parent_class)->unmap (widget);
}

/**
 * vtr_console_display_new:
 *
 * Returns: a black rectangle, until it has a session
 */
GtkWidget *
vtr_console_display_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_DISPLAY, NULL);
}

/**
 * vtr_console_display_get_session:
 *
 * Returns: (transfer none) (nullable): whose monitor is shown
 */
VtrConsoleSession *
vtr_console_display_get_session (VtrConsoleDisplay *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), NULL);

  return self->session;
}

/**
 * vtr_console_display_set_session:
 * @session: (nullable): whose monitor to show
 */
void
vtr_console_display_set_session (VtrConsoleDisplay *self,
                                 VtrConsoleSession *session)
{
  g_return_if_fail (VTR_IS_CONSOLE_DISPLAY (self));

  if (self->session == session)
    return;

  vtr_console_capture_stop (self->capture);
  vtr_console_keyboard_set_session (self->keyboard, session);
  vtr_console_pointer_set_session (self->pointer, session);
  vtr_guest_sizer_set_session (self->sizer, session, self->monitor);
  vtr_console_clipboard_set_guest (
    self->clipboard, session != NULL ? vtr_console_session_get_clipboard (session) : NULL);
  g_signal_group_set_target (self->framebuffer_signals, NULL);
  g_clear_object (&self->framebuffer);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->monitors_signals,
                             session != NULL ? vtr_console_session_get_monitors (session) : NULL);
  on_session_state_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

guint
vtr_console_display_get_monitor (VtrConsoleDisplay *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), 0);

  return self->monitor;
}

void
vtr_console_display_set_monitor (VtrConsoleDisplay *self,
                                 guint              monitor)
{
  g_return_if_fail (VTR_IS_CONSOLE_DISPLAY (self));

  if (self->monitor == monitor)
    return;

  self->monitor = monitor;
  vtr_guest_sizer_set_session (self->sizer, self->session, monitor);
  update_framebuffer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONITOR]);
}

VtrScaling
vtr_console_display_get_scaling (VtrConsoleDisplay *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), VTR_SCALING_FIT);

  return self->scaling;
}

void
vtr_console_display_set_scaling (VtrConsoleDisplay *self,
                                 VtrScaling         scaling)
{
  g_return_if_fail (VTR_IS_CONSOLE_DISPLAY (self));

  if (self->scaling == scaling)
    return;

  self->scaling = scaling;
  vtr_guest_sizer_set_enabled (self->sizer, scaling == VTR_SCALING_FOLLOW);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALING]);
}

gboolean
vtr_console_display_get_captured (VtrConsoleDisplay *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), FALSE);

  return vtr_console_capture_get_active (self->capture);
}

void
vtr_console_display_set_captured (VtrConsoleDisplay *self,
                                  gboolean           captured)
{
  g_return_if_fail (VTR_IS_CONSOLE_DISPLAY (self));

  if (captured)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      vtr_console_capture_start (self->capture);
    }
  else
    {
      vtr_console_capture_stop (self->capture);
    }
}

/**
 * vtr_console_display_set_release_chord:
 * @chord: names of keys joined by "+", such as "leftctrl+leftalt"
 *
 * Returns: whether it can be the way out
 */
gboolean
vtr_console_display_set_release_chord (VtrConsoleDisplay *self,
                                       const char        *chord)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), FALSE);

  return vtr_console_capture_set_chord (self->capture, chord);
}

/**
 * vtr_console_display_get_release_label:
 *
 * Returns: (transfer full): the chord that gives the keys back, as a person reads it
 */
char *
vtr_console_display_get_release_label (VtrConsoleDisplay *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), NULL);

  return vtr_console_capture_get_label (self->capture);
}

/**
 * vtr_console_display_get_size_answer:
 *
 * Returns: what the guest made of the size of its window, where it follows that
 */
VtrSizeAnswer
vtr_console_display_get_size_answer (VtrConsoleDisplay *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), VTR_SIZE_NOT_ASKED);

  return vtr_guest_sizer_get_answer (self->sizer);
}

/**
 * vtr_console_display_get_framebuffer:
 *
 * Returns: (transfer none) (nullable): the picture that is shown
 */
VtrFramebuffer *
vtr_console_display_get_framebuffer (VtrConsoleDisplay *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_DISPLAY (self), NULL);

  return self->framebuffer;
}

/**
 * vtr_console_display_send_keys:
 * @keys: (array length=n_keys): evdev codes, modifiers first
 */
void
vtr_console_display_send_keys (VtrConsoleDisplay *self,
                               const guint       *keys,
                               guint              n_keys)
{
  g_return_if_fail (VTR_IS_CONSOLE_DISPLAY (self));

  vtr_console_keyboard_send_chord (self->keyboard, keys, n_keys);
}

static void
vtr_console_display_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VtrConsoleDisplay *self = VTR_CONSOLE_DISPLAY (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_MONITOR:
      g_value_set_uint (value, self->monitor);
      break;
    case PROP_SCALING:
      g_value_set_enum (value, self->scaling);
      break;
    case PROP_CAPTURED:
      g_value_set_boolean (value, vtr_console_display_get_captured (self));
      break;
    case PROP_SIZE_ANSWER:
      g_value_set_enum (value, vtr_guest_sizer_get_answer (self->sizer));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_display_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  VtrConsoleDisplay *self = VTR_CONSOLE_DISPLAY (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      vtr_console_display_set_session (self, g_value_get_object (value));
      break;
    case PROP_MONITOR:
      vtr_console_display_set_monitor (self, g_value_get_uint (value));
      break;
    case PROP_SCALING:
      vtr_console_display_set_scaling (self, g_value_get_enum (value));
      break;
    case PROP_CAPTURED:
      vtr_console_display_set_captured (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_display_dispose (GObject *object)
{
  VtrConsoleDisplay *self = VTR_CONSOLE_DISPLAY (object);

  if (self->capture != NULL)
    vtr_console_capture_stop (self->capture);
  g_clear_object (&self->capture);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->sizer);
  g_clear_object (&self->lock);
  g_clear_object (&self->pointer);
  g_clear_object (&self->keyboard);
  g_clear_object (&self->framebuffer_signals);
  g_clear_object (&self->monitors_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->framebuffer);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vtr_console_display_parent_class)->dispose (object);
}

static void
vtr_console_display_class_init (VtrConsoleDisplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = vtr_console_display_get_property;
  object_class->set_property = vtr_console_display_set_property;
  object_class->dispose = vtr_console_display_dispose;
  widget_class->snapshot = vtr_console_display_snapshot;
  widget_class->measure = vtr_console_display_measure;
  widget_class->size_allocate = vtr_console_display_size_allocate;
  widget_class->map = vtr_console_display_map;
  widget_class->unmap = vtr_console_display_unmap;
  gtk_widget_class_set_css_name (widget_class, "console-display");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL,
                         VTR_TYPE_CONSOLE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MONITOR] =
    g_param_spec_uint ("monitor", NULL, NULL,
                       0, G_MAXUINT, 0,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SCALING] =
    g_param_spec_enum ("scaling", NULL, NULL,
                       VTR_TYPE_SCALING, VTR_SCALING_FIT,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAPTURED] =
    g_param_spec_boolean ("captured", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_ANSWER] =
    g_param_spec_enum ("size-answer", NULL, NULL,
                       VTR_TYPE_SIZE_ANSWER, VTR_SIZE_NOT_ASKED,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
init_signals (VtrConsoleDisplay *self)
{
  self->session_signals = g_signal_group_new (VTR_TYPE_CONSOLE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (on_session_state_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::cursor",
                                  G_CALLBACK (update_cursor), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::relative",
                                  G_CALLBACK (update_pointer), self);
  g_signal_group_connect_swapped (self->session_signals, "cursor-moved",
                                  G_CALLBACK (gtk_widget_queue_draw), self);

  self->monitors_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->monitors_signals, "items-changed",
                                  G_CALLBACK (update_framebuffer), self);

  self->framebuffer_signals = g_signal_group_new (VTR_TYPE_FRAMEBUFFER);
  g_signal_group_connect_swapped (self->framebuffer_signals, "invalidate-contents",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (self->framebuffer_signals, "invalidate-size",
                                  G_CALLBACK (gtk_widget_queue_resize), self);
}

static void
vtr_console_display_init (VtrConsoleDisplay *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Screen of the machine"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Press Enter to type in the machine."),
                                  -1);

  self->keyboard = vtr_console_keyboard_new ();
  self->pointer = vtr_console_pointer_new ();
  self->capture = vtr_console_capture_new (widget, self->keyboard);
  g_signal_connect_object (self->capture, "notify::active", G_CALLBACK (on_capture_active_cb),
                           self, G_CONNECT_SWAPPED);
  self->lock = vtr_pointer_lock_new (widget);
  if (self->lock != NULL)
    g_signal_connect_object (self->lock, "moved", G_CALLBACK (on_lock_moved_cb), self,
                             G_CONNECT_SWAPPED);
  self->clipboard = vtr_console_clipboard_new (gtk_widget_get_clipboard (widget));
  self->sizer = vtr_guest_sizer_new (RESIZE_REST_MS, RESIZE_PATIENCE_MS);
  g_signal_connect_object (self->sizer, "notify::answer", G_CALLBACK (on_sizer_answer_cb), self,
                           G_CONNECT_SWAPPED);
  init_signals (self);

  g_signal_connect_object (events, "event", G_CALLBACK (on_pointer_event_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_motion_leave_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, events);
  g_signal_connect_object (focus, "notify::is-focus", G_CALLBACK (on_focus_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, vtr_console_drop_new (self));
}
