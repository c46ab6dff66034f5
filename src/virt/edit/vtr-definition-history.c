/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-definition-history.h"

#include <glib/gstdio.h>

#include "definition/vtr-change.h"
#include "xml/vtr-xml-node.h"

/* One file for each, named by the moment in microseconds: the order of names is the order of time. */
#define FILE_FORMAT "%016" G_GINT64_FORMAT ".xml"

static GMutex lock; /* two machines' edits never meet, two edits of one machine might */

/* A UUID comes from a host: nothing but a UUID becomes the name of a folder. */
static char *
folder_for (const char *uuid)
{
  if (uuid == NULL || !g_uuid_string_is_valid (uuid))
    return NULL;

  return g_build_filename (g_get_user_data_dir (), "vitrine", "definitions", uuid, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Oldest first. */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

/* Whether one of the newest so many is the same. */
static gboolean
is_among (GPtrArray  *paths,
          guint       n_newest,
          const char *xml)
{
  for (guint i = paths->len; i > 0 && n_newest > 0; i--, n_newest--)
    {
      g_autofree char *kept = NULL;

      if (g_file_get_contents (paths->pdata[i - 1], &kept, NULL, NULL) && g_str_equal (kept, xml))
        return TRUE;
    }
  return FALSE;
}

static void
drop_oldest (const char *folder)
{
  g_autoptr (GPtrArray) paths = list_files (folder);

  for (guint i = 0; i + VTR_DEFINITION_HISTORY_LENGTH < paths->len; i++)
    g_unlink (paths->pdata[i]);
}

static void
record_one (const char *folder,
            VtrXmlDoc  *doc,
            guint       n_newest)
{
  g_autoptr (GPtrArray) paths = list_files (folder);
  g_autoptr (VtrXmlDoc) clean = vtr_change_without_secrets (doc);
  g_autofree char *xml = vtr_xml_doc_to_string (clean);
  g_autofree char *name = g_strdup_printf (FILE_FORMAT, g_get_real_time ());
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (is_among (paths, n_newest, xml))
    return;
  if (!g_file_set_contents_full (path, xml, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("Cannot keep a definition: %s", error->message);
}

/**
 * vtr_definition_history_record:
 * @before: a definition that is being replaced
 * @after: by this one
 *
 * Keeps both, the first only where it is not kept yet.
 */
void
vtr_definition_history_record (VtrXmlDoc *before,
                               VtrXmlDoc *after)
{
  g_autofree char *folder = folder_for (vtr_xml_node_get (vtr_xml_doc_get_root (before), "uuid"));

  if (folder == NULL || g_mkdir_with_parents (folder, 0700) < 0)
    return;

  g_mutex_lock (&lock);
  record_one (folder, before, VTR_DEFINITION_HISTORY_LENGTH);
  record_one (folder, after, 1);
  drop_oldest (folder);
  g_mutex_unlock (&lock);
}

typedef struct
{
  VtrXmlDoc *before;
  VtrXmlDoc *after;
} Seen;

static void
free_seen (gpointer data)
{
  Seen *seen = data;

  g_clear_pointer (&seen->before, vtr_xml_doc_unref);
  g_clear_pointer (&seen->after, vtr_xml_doc_unref);
  g_free (seen);
}

static void
see_in_worker (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Seen *seen = task_data;
  g_autofree char *folder
      = folder_for (vtr_xml_node_get (vtr_xml_doc_get_root (seen->after), "uuid"));

  if (seen->before != NULL)
    vtr_definition_history_record (seen->before, seen->after);
  else if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    vtr_definition_history_record (seen->after, seen->after);
  g_task_return_boolean (task, TRUE);
}

/**
 * vtr_definition_history_see:
 * @before: (nullable): the definition that was known of a machine
 * @after: the one that was read now
 *
 * Somebody else changed a machine: keeps both. Where it is not known what was before, the present one
 * is kept if others of that machine are, so that looking at machines leaves nothing behind.
 */
void
vtr_definition_history_see (VtrXmlDoc *before,
                            VtrXmlDoc *after)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Seen *seen = g_new0 (Seen, 1);

  /* Of its own, since documents belong to one thread. */
  seen->before = before != NULL ? vtr_xml_doc_copy (before) : NULL;
  seen->after = vtr_xml_doc_copy (after);
  g_task_set_source_tag (task, vtr_definition_history_see);
  g_task_set_task_data (task, seen, free_seen);
  g_task_run_in_thread (task, see_in_worker);
}

static void
free_old (gpointer data)
{
  VtrOldDefinition *old = data;

  g_free (old->xml);
  g_free (old);
}

static void
list_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (free_old);
  g_autofree char *folder = folder_for (task_data);
  g_autoptr (GPtrArray) paths = folder != NULL ? list_files (folder) : g_ptr_array_new ();

  for (guint i = paths->len; i > 0; i--)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i - 1]);
      g_autofree char *xml = NULL;
      VtrOldDefinition *old;

      if (!g_file_get_contents (paths->pdata[i - 1], &xml, NULL, NULL))
        continue;
      old = g_new (VtrOldDefinition, 1);
      old->time = g_ascii_strtoll (name, NULL, 10) / G_USEC_PER_SEC;
      old->xml = g_steal_pointer (&xml);
      g_ptr_array_add (result, old);
    }
  g_task_return_pointer (task, result, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * vtr_definition_history_list_async:
 * @uuid: of a machine
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 *
 * Reads what was kept of a machine.
 */
void
vtr_definition_history_list_async (const char          *uuid,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_definition_history_list_async);
  g_task_set_task_data (task, g_strdup (uuid), g_free);
  g_task_run_in_thread (task, list_in_worker);
}

/**
 * vtr_definition_history_list_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (element-type VtrOldDefinition): the last definitions, newest
 *   first
 */
GPtrArray *
vtr_definition_history_list_finish (GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * vtr_definition_history_fit:
 * @xml: an old definition
 * @saved: (nullable): the present one
 *
 * Returns: (transfer full): the old one, to be defined in place of the present one. A machine keeps the
 *   name that it has meanwhile: a host takes another one for another machine.
 */
char *
vtr_definition_history_fit (const char *xml,
                            VtrXmlDoc  *saved)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, NULL);
  const char *name
      = saved != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (saved), "name") : NULL;

  if (doc == NULL || name == NULL)
    return g_strdup (xml);

  vtr_xml_node_set (vtr_xml_doc_get_root (doc), "name", name);
  return vtr_xml_doc_to_string (doc);
}
