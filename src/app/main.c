/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-application.h"

#include "base/vtr-stall-watch.h"
#include "virt/vtr-virt-error.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (VtrApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Vitrine");

  vtr_stall_watch_start_from_environment ();
  vtr_virt_init ();

  application = vtr_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
