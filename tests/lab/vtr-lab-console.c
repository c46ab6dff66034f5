/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-lab-console.h"

#include "console/spice/vtr-spice-session.h"
#include "console/vnc/vtr-vnc-session.h"
#include "vtr-wait.h"

const VtrLabProtocol vtr_lab_protocols[VTR_LAB_N_PROTOCOLS] = {
  { "vnc", vtr_vnc_session_new },
  { "spice", vtr_spice_session_new },
};

/**
 * vtr_lab_console_init:
 *
 * Begins a test whose mistakes are those of our own code and of the toolkit. The SPICE library
 * complains, and not of a mistake, of servers that hang up and of channels that are closed while
 * they open.
 */
void
vtr_lab_console_init (int    *argc,
                      char ***argv)
{
  static const char *domains[] = { "GLib", "GLib-GObject", "GLib-GIO", "Gdk", "Gsk", "Gtk",
                                   "vtr-base", "vtr-console" };

  g_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_fatal_mask (domains[i], G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

/**
 * vtr_lab_console_new:
 *
 * Returns: (transfer full): a session that is not connected yet
 */
VtrConsoleSession *
vtr_lab_console_new (VtrLabQemu           *qemu,
                     const VtrLabProtocol *protocol)
{
  g_autofree char *path = vtr_lab_qemu_path (qemu, protocol->socket);
  g_autoptr (VtrConsoleEndpoint) endpoint = vtr_console_endpoint_new_socket (path);

  return protocol->make (endpoint);
}

/**
 * vtr_lab_console_connect:
 *
 * Returns once there is a picture.
 */
void
vtr_lab_console_connect (VtrConsoleSession *session)
{
  vtr_console_session_open (session);
  vtr_wait_until (vtr_console_session_get_state (session) == VTR_CONSOLE_REFUSED
                  || (vtr_console_session_get_state (session) == VTR_CONSOLE_CONNECTED
                      && g_list_model_get_n_items (vtr_console_session_get_monitors (session))));
  if (vtr_console_session_get_state (session) == VTR_CONSOLE_REFUSED)
    {
      g_autofree char *text = vtr_trouble_to_text (vtr_console_session_get_trouble (session));

      g_error ("refused: %s", text);
    }
}

static gboolean
on_poll_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Whether the client has, pixel for pixel, what QEMU says its screen is. */
static gboolean
pictures_are_equal (VtrLabQemu        *qemu,
                    VtrConsoleSession *session)
{
  g_autoptr (VtrFramebuffer) framebuffer =
    g_list_model_get_item (vtr_console_session_get_monitors (session), 0);
  g_autoptr (GdkTexture) texture = vtr_framebuffer_to_texture (framebuffer);
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  g_autoptr (GBytes) expected = NULL, shown = NULL;
  int width, height;
  gsize stride;

  expected = vtr_lab_qemu_screendump (qemu, &width, &height);
  if (texture == NULL || gdk_texture_get_width (texture) != width
      || gdk_texture_get_height (texture) != height)
    return FALSE;

  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8);
  shown = gdk_texture_downloader_download_bytes (downloader, &stride);
  for (int y = 0; y < height; y++)
    if (memcmp ((const guint8 *) g_bytes_get_data (shown, NULL) + (gsize) y * stride,
                (const guint8 *) g_bytes_get_data (expected, NULL) + (gsize) y * width * 3,
                (gsize) width * 3) != 0)
      return FALSE;

  return TRUE;
}

/**
 * vtr_lab_console_wait_for_picture:
 *
 * Returns once the client shows what QEMU says its screen is.
 */
void
vtr_lab_console_wait_for_picture (VtrLabQemu        *qemu,
                                  VtrConsoleSession *session)
{
  guint poll = g_timeout_add (100, on_poll_cb, NULL);

  vtr_wait_until (pictures_are_equal (qemu, session));
  g_source_remove (poll);
}
