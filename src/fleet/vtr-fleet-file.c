/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-fleet-file.h"

#include <errno.h>
#include <glib/gstdio.h>

VtrFleetEntry *
vtr_fleet_entry_new (const char *uri,
                     const char *title,
                     gboolean    autoconnect)
{
  VtrFleetEntry *self = g_new0 (VtrFleetEntry, 1);

  self->uri = g_strdup (uri);
  self->title = g_strdup (title);
  self->autoconnect = autoconnect;
  return self;
}

void
vtr_fleet_entry_free (gpointer entry)
{
  VtrFleetEntry *self = entry;

  g_free (self->uri);
  g_free (self->title);
  g_free (self);
}

static VtrFleetEntry *
read_entry (GKeyFile   *file,
            const char *group)
{
  g_autofree char *uri = g_key_file_get_string (file, group, "uri", NULL);
  g_autofree char *title = g_key_file_get_string (file, group, "title", NULL);

  return uri != NULL
             ? vtr_fleet_entry_new (uri, title,
                                    g_key_file_get_boolean (file, group, "autoconnect", NULL))
             : NULL;
}

/**
 * vtr_fleet_file_load:
 * @path: the file
 * @error: G_FILE_ERROR_NOENT where there is none yet
 *
 * Returns: (transfer full) (nullable) (element-type VtrFleetEntry): the hosts, in their order
 */
GPtrArray *
vtr_fleet_file_load (const char *path,
                     GError    **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  GPtrArray *entries;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return NULL;

  entries = g_ptr_array_new_with_free_func (vtr_fleet_entry_free);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      VtrFleetEntry *entry = read_entry (file, groups[i]);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }

  return entries;
}

static gboolean
fail (int      saved_errno,
      GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
                       g_strerror (saved_errno));
  return FALSE;
}

/* What is no host may be the beginning of one that a person is writing by hand: it stays. */
static GKeyFile *
load_what_is_no_host (const char *path)
{
  GKeyFile *file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (g_key_file_has_key (file, groups[i], "uri", NULL))
      g_key_file_remove_group (file, groups[i], NULL);
  return file;
}

static void
add_entry (GKeyFile            *file,
           const VtrFleetEntry *entry,
           guint                number)
{
  g_autofree char *group = g_strdup_printf ("host %u", number);

  while (g_key_file_has_group (file, group))
    {
      g_free (group);
      group = g_strdup_printf ("host %u", ++number);
    }

  g_key_file_set_string (file, group, "uri", entry->uri);
  if (entry->title != NULL)
    g_key_file_set_string (file, group, "title", entry->title);
  g_key_file_set_boolean (file, group, "autoconnect", entry->autoconnect);
}

/**
 * vtr_fleet_file_save:
 * @path: the file
 * @entries: (element-type VtrFleetEntry): the hosts, in their order
 * @error: a location for an error
 *
 * Replaces the file as a whole or leaves it as it was.
 *
 * Returns: whether it was written
 */
gboolean
vtr_fleet_file_save (const char *path,
                     GPtrArray  *entries,
                     GError    **error)
{
  g_autoptr (GKeyFile) file = load_what_is_no_host (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  gsize length;

  for (guint i = 0; i < entries->len; i++)
    add_entry (file, entries->pdata[i], i + 1);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    return fail (errno, error);

  text = g_key_file_to_data (file, &length, NULL);
  return g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

/**
 * vtr_fleet_file_set_aside:
 * @path: a file that could not be read
 * @error: a location for an error
 *
 * Keeps what a person may still mend: the file gets a name that nothing else has.
 *
 * Returns: whether a new file may take its place
 */
gboolean
vtr_fleet_file_set_aside (const char *path,
                          GError    **error)
{
  g_autofree char *aside = g_strconcat (path, VTR_FLEET_FILE_ASIDE, NULL);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s" VTR_FLEET_FILE_ASIDE "-%u", path, i);
    }

  if (g_rename (path, aside) < 0 && errno != ENOENT)
    return fail (errno, error);
  return TRUE;
}
