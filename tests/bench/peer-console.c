/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* The widgets of GTK 3 that other programs show their guests with, in a bare window:
 *   peer-console spice|vnc SOCKET exact|fit WIDTH HEIGHT */

#include <gtk/gtk.h>
#include <spice-client-gtk.h>
#include <vncdisplay.h>

static GtkWidget *
new_spice (const char *path,
           gboolean    fit)
{
  SpiceSession *session = spice_session_new ();
  g_autofree char *uri = g_strconcat ("spice+unix://", path, NULL);
  SpiceDisplay *display;

  g_object_set (session, "uri", uri, "enable-audio", FALSE, NULL);
  display = spice_display_new (session, 0);
  g_object_set (display, "scaling", fit, "resize-guest", FALSE, NULL);
  spice_session_connect (session);

  return GTK_WIDGET (display);
}

static GtkWidget *
new_vnc (const char *path,
         gboolean    fit)
{
  GtkWidget *display = vnc_display_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  vnc_display_set_scaling (VNC_DISPLAY (display), fit);
  vnc_display_open_addr (VNC_DISPLAY (display), address, NULL);

  return display;
}

int
main (int   argc,
      char *argv[])
{
  GtkWidget *window, *display;
  gboolean fit;

  gtk_init (&argc, &argv);
  if (argc != 6)
    return 2;

  fit = g_str_equal (argv[3], "fit");
  display = g_str_equal (argv[1], "spice") ? new_spice (argv[2], fit) : new_vnc (argv[2], fit);
  window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[4]), atoi (argv[5]));
  gtk_container_add (GTK_CONTAINER (window), display);
  gtk_widget_show_all (window);
  gtk_main ();

  return 0;
}
