/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-about.h"

#include <glib/gi18n-lib.h>

/* What whoever reads a report has to ask for first. */
static char *
make_debug_info (void)
{
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  GdkDisplay *display = gdk_display_get_default ();

  return g_strdup_printf ("Vitrine %s\n"
                          "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n"
                          "System: %s\n"
                          "Desktop: %s\n"
                          "Display: %s\n",
                          APP_VERSION,
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          os != NULL ? os : "?",
                          desktop != NULL ? desktop : "?",
                          display != NULL ? G_OBJECT_TYPE_NAME (display) : "?");
}

/**
 * vtr_about_new:
 *
 * Returns: (transfer floating): the dialog that says what this program is
 */
AdwDialog *
vtr_about_new (void)
{
  g_autofree char *debug_info = make_debug_info ();

  return g_object_new (ADW_TYPE_ABOUT_DIALOG,
                       "application-name", _("Vitrine"),
                       "application-icon", APP_ID,
                       "version", APP_VERSION,
                       "developer-name", _("The Vitrine Authors"),
                       "comments", _("Machines on this computer and on others, in one window."),
                       "copyright", "© The Vitrine authors",
                       "license-type", GTK_LICENSE_GPL_3_0,
                       /* Translators: put your names here, one a line. */
                       "translator-credits", _("translator-credits"),
                       "debug-info", debug_info,
                       "debug-info-filename", "vitrine-debug-info.txt",
                       NULL);
}
