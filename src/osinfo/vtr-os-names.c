/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-os-names.h"

#include "base/vtr-worker-pool.h"

#include <string.h>

struct _VtrOsNames
{
  GObject        parent_instance;

  /* owned */
  VtrWorkerPool *pool;
  char         **folders; /* what is found in an earlier one counts */
  GMutex         lock;    /* guards names */
  GHashTable    *names;   /* id to name */
};

G_DEFINE_FINAL_TYPE (VtrOsNames, vtr_os_names, G_TYPE_OBJECT)

static void
vtr_os_names_finalize (GObject *object)
{
  VtrOsNames *self = VTR_OS_NAMES (object);

  g_clear_pointer (&self->pool, vtr_worker_pool_unref);
  g_clear_pointer (&self->folders, g_strfreev);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (vtr_os_names_parent_class)->finalize (object);
}

static void
vtr_os_names_class_init (VtrOsNamesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vtr_os_names_finalize;
}

static void
vtr_os_names_init (VtrOsNames *self)
{
  g_mutex_init (&self->lock);
  self->pool = vtr_worker_pool_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static char *
folder_from_environment (const char *variable,
                         char       *otherwise)
{
  const char *value = g_getenv (variable);

  if (value == NULL || value[0] == '\0')
    return otherwise;
  g_free (otherwise);
  return g_strdup (value);
}

/* The same places and variables as the osinfo tools. */
static char **
standard_folders (void)
{
  char **folders = g_new0 (char *, 4);

  folders[0] = folder_from_environment (
      "OSINFO_USER_DIR", g_build_filename (g_get_user_config_dir (), "osinfo", NULL));
  folders[1] = folder_from_environment ("OSINFO_LOCAL_DIR", g_strdup ("/etc/osinfo"));
  folders[2] = folder_from_environment ("OSINFO_SYSTEM_DIR", g_strdup ("/usr/share/osinfo"));
  return folders;
}

/**
 * vtr_os_names_new:
 * @folders: (nullable) (array zero-terminated=1): databases, or %NULL for those of the system
 *
 * Returns: (transfer full): names, none of them known yet
 */
VtrOsNames *
vtr_os_names_new (const char *const *folders)
{
  VtrOsNames *self = g_object_new (VTR_TYPE_OS_NAMES, NULL);

  self->folders = folders != NULL ? g_strdupv ((char **) folders) : standard_folders ();
  return self;
}

/* "http://debian.org/debian/13" is in os/debian.org/debian-13.xml. An id comes out of a machine's
 * XML: what could lead elsewhere has no file. */
static char *
file_of_id (const char *id)
{
  const char *start = strstr (id, "://");
  const char *slash;
  g_autofree char *host = NULL;
  g_autofree char *rest = NULL;

  if (start == NULL || (slash = strchr (start + 3, '/')) == NULL || slash[1] == '\0')
    return NULL;

  host = g_strndup (start + 3, slash - start - 3);
  rest = g_strdelimit (g_strdup (slash + 1), "/", '-');
  if (host[0] == '\0' || host[0] == '.')
    return NULL;
  return g_strdup_printf ("os/%s/%s.xml", host, rest);
}

/* Where a file of the database is being read. */
typedef struct
{
  const char *id;
  guint       depth;
  gboolean    in_os; /* with that id */
  gboolean    in_name;
  char       *name;
} Reader;

static void
start_element (GMarkupParseContext  *context,
               const char           *element,
               const char          **keys,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  Reader *reader = data;

  reader->depth++;
  if (reader->depth == 2 && g_str_equal (element, "os"))
    for (guint i = 0; keys[i] != NULL; i++)
      if (g_str_equal (keys[i], "id"))
        reader->in_os = g_str_equal (values[i], reader->id);

  /* Names with attributes are translations. */
  reader->in_name = reader->depth == 3 && reader->in_os && reader->name == NULL &&
                    g_str_equal (element, "name") && keys[0] == NULL;
}

static void
end_element (GMarkupParseContext  *context,
             const char           *element,
             gpointer              data,
             GError              **error)
{
  Reader *reader = data;

  reader->in_name = FALSE;
  if (reader->depth == 2)
    reader->in_os = FALSE;
  reader->depth--;
}

static void
take_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              data,
           GError              **error)
{
  Reader *reader = data;

  if (reader->in_name && reader->name == NULL)
    reader->name = g_strstrip (g_strndup (text, length));
}

/* libosinfo reads whole databases only, in half a second and 30 MB: for a name this does it. */
static char *
read_name (const char *path,
           const char *id)
{
  static const GMarkupParser parser = {
    .start_element = start_element,
    .end_element = end_element,
    .text = take_text,
  };
  Reader reader = { .id = id };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error) ||
      !g_markup_parse_context_parse (context, text, length, &error))
    g_debug ("Cannot read %s: %s", path, error->message);

  /* Nobody says the maker's name of the one system that puts it first. */
  if (reader.name != NULL && g_str_has_prefix (reader.name, "Microsoft Windows"))
    memmove (reader.name, reader.name + strlen ("Microsoft "),
             strlen (reader.name + strlen ("Microsoft ")) + 1);
  return reader.name;
}

/* Runs in a worker. */
static char *
find_name (VtrOsNames *self,
           const char *id)
{
  g_autofree char *file = file_of_id (id);

  for (guint i = 0; file != NULL && self->folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folders[i], file, NULL);
      char *name = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && (name = read_name (path, id)) != NULL)
        return name;
    }

  return vtr_os_name_from_id (id);
}

/**
 * vtr_os_names_peek:
 * @self: names
 * @id: the id of a system
 *
 * Never touches a file. May be called from any thread.
 *
 * Returns: (transfer full) (nullable): the name, where it was loaded before
 */
char *
vtr_os_names_peek (VtrOsNames *self,
                   const char *id)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (VTR_IS_OS_NAMES (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);
  return g_strdup (g_hash_table_lookup (self->names, id));
}

static char *
get_name (VtrOsNames *self,
          const char *id)
{
  char *name = vtr_os_names_peek (self, id);
  g_autoptr (GMutexLocker) locker = NULL;

  if (name != NULL)
    return name;

  /* Two workers may read the same file: that is cheaper than holding the lock over it. */
  name = find_name (self, id);
  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_insert (self->names, g_strdup (id), g_strdup (name));
  return name;
}

static void
load_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  char **ids = data;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      g_strv_builder_take (names, get_name (source, ids[i]));
    }

  g_task_return_pointer (task, g_strv_builder_end (names), (GDestroyNotify) g_strfreev);
}

/**
 * vtr_os_names_load_async:
 * @self: names
 * @ids: (array zero-terminated=1): ids of systems
 * @cancellable: (nullable): a cancellable
 * @callback: called when all of them have a name
 * @user_data: for @callback
 */
void
vtr_os_names_load_async (VtrOsNames          *self,
                         const char *const   *ids,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VTR_IS_OS_NAMES (self));
  g_return_if_fail (ids != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vtr_os_names_load_async);
  g_task_set_task_data (task, g_strdupv ((char **) ids), (GDestroyNotify) g_strfreev);
  vtr_worker_pool_push (self->pool, task, load_in_worker, VTR_WORK_BACKGROUND);
}

/**
 * vtr_os_names_load_finish:
 * @self: names
 * @result: a result
 * @error: set where it was cancelled
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names, in the order of the ids
 */
char **
vtr_os_names_load_finish (VtrOsNames    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* "rhel" and "windows-server" come out as "Rhel" and "Windows Server". */
static void
append_words (GString    *text,
              const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, "-_", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, g_ascii_toupper (parts[i][0]));
      g_string_append (text, parts[i] + 1);
    }
}

/**
 * vtr_os_name_from_id:
 * @id: the id of a system that no database knows
 *
 * Returns: (transfer full): something that a person can read
 */
char *
vtr_os_name_from_id (const char *id)
{
  const char *start;
  g_auto (GStrv) parts = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (id != NULL, NULL);

  start = strstr (id, "://");
  parts = g_strsplit (start != NULL ? start + 3 : id, "/", -1);
  for (guint i = start != NULL ? 1 : 0; parts[0] != NULL && parts[i] != NULL; i++)
    append_words (text, parts[i]);

  if (text->len == 0)
    g_string_append (text, id);
  return g_string_free (text, FALSE);
}
