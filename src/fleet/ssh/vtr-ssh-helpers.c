/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-helpers.h"

/**
 * vtr_ssh_helper_find:
 * @name: one of our own programs
 *
 * The build tree counts only for a program that runs from there, which is known by the uninstalled
 * settings schema that it needs.
 *
 * Returns: (transfer full): its path
 */
char *
vtr_ssh_helper_find (const char *name)
{
  if (g_getenv ("GSETTINGS_SCHEMA_DIR") != NULL)
    {
      g_autofree char *uninstalled = g_build_filename (BUILD_HELPER_DIR, name, NULL);

      if (g_file_test (uninstalled, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&uninstalled);
    }

  return g_build_filename (PKGLIBEXECDIR, name, NULL);
}
