/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-test-hand.h"

#include "vtr-wait.h"

#include <gdk/wayland/gdkwayland.h>

/* The protocol by which compositors built on wlroots let a client be a pointer. It is no part of
 * the collection that distributions ship, so what is used of it is written down here. */
static const struct wl_interface virtual_pointer_interface;

static const struct wl_interface *create_types[] = { &wl_seat_interface,
                                                     &virtual_pointer_interface };
static const struct wl_interface *no_types[] = { NULL, NULL, NULL, NULL, NULL };

static const struct wl_message manager_requests[] = {
  { "create_virtual_pointer", "?on", create_types },
  { "destroy", "", no_types },
};

static const struct wl_interface manager_interface = {
  "zwlr_virtual_pointer_manager_v1", 1, G_N_ELEMENTS (manager_requests), manager_requests, 0, NULL,
};

static const struct wl_message pointer_requests[] = {
  { "motion", "uff", no_types },          { "motion_absolute", "uuuuu", no_types },
  { "button", "uuu", no_types },          { "axis", "uuf", no_types },
  { "frame", "", no_types },
};

enum
{
  REQUEST_CREATE = 0,
  REQUEST_MOTION = 0,
  REQUEST_FRAME = 4,
};

static const struct wl_interface virtual_pointer_interface = {
  "zwlr_virtual_pointer_v1", 1, G_N_ELEMENTS (pointer_requests), pointer_requests, 0, NULL,
};

static struct wl_proxy *manager;
static struct wl_proxy *pointer;

static void
on_registry_global_cb (void               *data,
                       struct wl_registry *registry,
                       uint32_t            name,
                       const char         *interface,
                       uint32_t            version)
{
  if (g_str_equal (interface, manager_interface.name))
    manager = wl_registry_bind (registry, name, &manager_interface, 1);
}

static void
on_registry_global_remove_cb (void               *data,
                              struct wl_registry *registry,
                              uint32_t            name)
{
}

static const struct wl_registry_listener registry_listener = {
  .global = on_registry_global_cb,
  .global_remove = on_registry_global_remove_cb,
};

static void
create_pointer (GdkDisplay *display)
{
  struct wl_display *wl_display = gdk_wayland_display_get_wl_display (display);

  wl_registry_add_listener (wl_display_get_registry (wl_display), &registry_listener, NULL);
  wl_display_flush (wl_display);
  vtr_wait_until (manager != NULL);
  pointer = wl_proxy_marshal_flags (manager, REQUEST_CREATE, &virtual_pointer_interface, 1, 0,
                                    NULL, NULL);
  wl_display_flush (wl_display);
  vtr_wait_until (gdk_wayland_device_get_wl_pointer (
                    gdk_seat_get_pointer (gdk_display_get_default_seat (display)))
                  != NULL);
}

static void
move_on_wayland (GdkDisplay *display,
                 int         dx,
                 int         dy)
{
  if (pointer == NULL)
    create_pointer (display);

  wl_proxy_marshal_flags (pointer, REQUEST_MOTION, NULL, 1, 0,
                          (uint32_t) (g_get_monotonic_time () / 1000), wl_fixed_from_int (dx),
                          wl_fixed_from_int (dy));
  wl_proxy_marshal_flags (pointer, REQUEST_FRAME, NULL, 1, 0);
  wl_display_flush (gdk_wayland_display_get_wl_display (display));
}

static void
move_on_x11 (int dx,
             int dy)
{
  g_autofree char *x = g_strdup_printf ("%d", dx);
  g_autofree char *y = g_strdup_printf ("%d", dy);
  const char *command[] = { "xdotool", "mousemove_relative", "--", x, y, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

gboolean
vtr_test_hand_is_x11 (void)
{
  return !GDK_IS_WAYLAND_DISPLAY (gdk_display_get_default ());
}

void
vtr_test_hand_move (int dx,
                    int dy)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (vtr_test_hand_is_x11 ())
    move_on_x11 (dx, dy);
  else
    move_on_wayland (display, dx, dy);
}
