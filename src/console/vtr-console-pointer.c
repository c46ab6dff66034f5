/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-pointer.h"

#include "vtr-scroll-sum.h"

#include <math.h>

/* How far a finger travels on a touchpad for one click of a wheel. */
#define PIXELS_A_CLICK 15.0

/* A fling on a good touchpad must not keep a guest's wheel turning for seconds. */
#define MOST_CLICKS 10

struct _VtrConsolePointer
{
  GObject parent_instance;

  /* owned */
  VtrConsoleSession *session;

  /* state */
  VtrScrollSum scroll;
  VtrScrollSum motion;
  guint held; /* a bit for each VtrButton */
  guint monitor;
  int x;
  int y;
};

G_DEFINE_FINAL_TYPE (VtrConsolePointer, vtr_console_pointer, G_TYPE_OBJECT)

/**
 * vtr_console_pointer_new:
 *
 * Returns: (transfer full): a pointer without a guest
 */
VtrConsolePointer *
vtr_console_pointer_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_POINTER, NULL);
}

/**
 * vtr_console_pointer_set_session:
 * @session: (nullable): whose pointer it is
 */
void
vtr_console_pointer_set_session (VtrConsolePointer *self,
                                 VtrConsoleSession *session)
{
  g_return_if_fail (VTR_IS_CONSOLE_POINTER (self));

  if (self->session == session)
    return;

  vtr_console_pointer_release_all (self);
  g_set_object (&self->session, session);
}

void
vtr_console_pointer_move_to (VtrConsolePointer *self,
                             guint              monitor,
                             int                x,
                             int                y)
{
  g_return_if_fail (VTR_IS_CONSOLE_POINTER (self));

  if (self->session == NULL || (self->monitor == monitor && self->x == x && self->y == y))
    return;

  self->monitor = monitor;
  self->x = x;
  self->y = y;
  vtr_console_session_pointer_to (self->session, monitor, x, y);
}

/**
 * vtr_console_pointer_move_by:
 *
 * Parts of a pixel are kept until they make a whole one.
 */
void
vtr_console_pointer_move_by (VtrConsolePointer *self,
                             double             dx,
                             double             dy)
{
  int whole_x, whole_y;

  g_return_if_fail (VTR_IS_CONSOLE_POINTER (self));

  vtr_scroll_sum_add (&self->motion, dx, dy, &whole_x, &whole_y);
  if (self->session != NULL && (whole_x != 0 || whole_y != 0))
    vtr_console_session_pointer_by (self->session, whole_x, whole_y);
}

static VtrButton
button_from_gdk (guint gdk_button)
{
  switch (gdk_button)
    {
    case GDK_BUTTON_PRIMARY:
      return VTR_BUTTON_LEFT;
    case GDK_BUTTON_MIDDLE:
      return VTR_BUTTON_MIDDLE;
    case GDK_BUTTON_SECONDARY:
      return VTR_BUTTON_RIGHT;
    case 8:
      return VTR_BUTTON_SIDE;
    case 9:
      return VTR_BUTTON_EXTRA;
    default:
      return 0;
    }
}

void
vtr_console_pointer_button (VtrConsolePointer *self,
                            guint              gdk_button,
                            gboolean           pressed)
{
  VtrButton button = button_from_gdk (gdk_button);
  guint bit = 1u << button;

  g_return_if_fail (VTR_IS_CONSOLE_POINTER (self));

  if (self->session == NULL || button == 0 || (!pressed && !(self->held & bit)))
    return;

  self->held = pressed ? self->held | bit : self->held & ~bit;
  vtr_console_session_button (self->session, button, pressed);
}

static void
click (VtrConsolePointer *self,
       VtrButton          button,
       int                times)
{
  for (int i = 0; i < MIN (times, MOST_CLICKS); i++)
    {
      vtr_console_session_button (self->session, button, TRUE);
      vtr_console_session_button (self->session, button, FALSE);
    }
}

/**
 * vtr_console_pointer_scroll:
 * @event: a scroll event
 */
void
vtr_console_pointer_scroll (VtrConsolePointer *self,
                            GdkEvent          *event)
{
  double dx = 0, dy = 0, unit = 1;
  int clicks_x, clicks_y;

  g_return_if_fail (VTR_IS_CONSOLE_POINTER (self));

  switch (gdk_scroll_event_get_direction (event))
    {
    case GDK_SCROLL_UP:
      dy = -1;
      break;
    case GDK_SCROLL_DOWN:
      dy = 1;
      break;
    case GDK_SCROLL_SMOOTH:
      gdk_scroll_event_get_deltas (event, &dx, &dy);
      if (gdk_scroll_event_get_unit (event) == GDK_SCROLL_UNIT_SURFACE)
        unit = PIXELS_A_CLICK;
      break;
    case GDK_SCROLL_LEFT:
    case GDK_SCROLL_RIGHT:
    default:
      break;
    }

  vtr_scroll_sum_add (&self->scroll, dx / unit, dy / unit, &clicks_x, &clicks_y);
  if (self->session == NULL)
    return;

  click (self, VTR_BUTTON_UP, -clicks_y);
  click (self, VTR_BUTTON_DOWN, clicks_y);
}

void
vtr_console_pointer_release_all (VtrConsolePointer *self)
{
  g_return_if_fail (VTR_IS_CONSOLE_POINTER (self));

  for (guint button = VTR_BUTTON_LEFT; button <= VTR_BUTTON_EXTRA; button++)
    if (self->held & (1u << button))
      vtr_console_session_button (self->session, button, FALSE);
  self->held = 0;
  self->x = -1;
  vtr_scroll_sum_reset (&self->scroll);
  vtr_scroll_sum_reset (&self->motion);
}

static void
vtr_console_pointer_dispose (GObject *object)
{
  VtrConsolePointer *self = VTR_CONSOLE_POINTER (object);

  vtr_console_pointer_release_all (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vtr_console_pointer_parent_class)->dispose (object);
}

static void
vtr_console_pointer_class_init (VtrConsolePointerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_console_pointer_dispose;
}

static void
vtr_console_pointer_init (VtrConsolePointer *self)
{
  self->x = -1;
}
