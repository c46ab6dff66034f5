/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-cloud-seed.h"

#include "base/vtr-error.h"
#include "base/vtr-worker-pool.h"

#include <archive.h>
#include <archive_entry.h>
#include <crypt.h>
#include <string.h>
#include <sys/stat.h>

/* The name by which cloud-init finds the disc that is for it. */
#define VOLUME "cidata"

/**
 * vtr_cloud_user_copy:
 * @self: (nullable): a user
 *
 * Returns: (transfer full) (nullable): the same
 */
VtrCloudUser *
vtr_cloud_user_copy (const VtrCloudUser *self)
{
  VtrCloudUser *copy;

  if (self == NULL)
    return NULL;

  copy = g_new0 (VtrCloudUser, 1);
  copy->user = g_strdup (self->user);
  copy->password = g_strdup (self->password);
  copy->keys = g_strdupv (self->keys);
  copy->packages = g_strdupv (self->packages);
  copy->hostname = g_strdup (self->hostname);
  return copy;
}

void
vtr_cloud_user_free (VtrCloudUser *self)
{
  if (self == NULL)
    return;

  g_free (self->user);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_strfreev (self->keys);
  g_strfreev (self->packages);
  g_free (self->hostname);
  g_free (self);
}

/* What cloud-init reads is YAML, of which JSON is a part: the part in which nothing that a person
 * types can mean anything but itself. */
static void
append_string (GString    *json,
               const char *text)
{
  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (json, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (json, "\\u%04x", (guchar) *c);
    else
      g_string_append_c (json, *c);
  g_string_append_c (json, '"');
}

static void
append_field (GString    *json,
              const char *name,
              const char *value)
{
  append_string (json, name);
  g_string_append (json, ": ");
  append_string (json, value);
}

static void
append_list (GString            *json,
             const char         *name,
             const char *const  *values)
{
  append_string (json, name);
  g_string_append (json, ": [");
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (json, ", ");
      append_string (json, values[i]);
    }
  g_string_append_c (json, ']');
}

/* Whoever reads the disc finds no password on it. */
static char *
hash_password (const char *password)
{
  struct crypt_data data = { 0 };
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *salt = NULL;

  g_strdelimit (random, "-", '.');
  salt = g_strdup_printf ("$6$%.16s$", random);
  return g_strdup (crypt_r (password, salt, &data));
}

static void
append_user (GString            *json,
             const VtrCloudUser *user)
{
  g_autofree char *hash = NULL;

  g_string_append (json, "  \"users\": [{");
  append_field (json, "name", user->user);
  g_string_append (json, ", ");
  append_field (json, "sudo", "ALL=(ALL) NOPASSWD:ALL");
  g_string_append (json, ", ");
  append_field (json, "shell", "/bin/bash");
  if (user->password != NULL && user->password[0] != '\0')
    {
      hash = hash_password (user->password);
      g_string_append (json, ", \"lock_passwd\": false, ");
      append_field (json, "passwd", hash);
    }
  if (user->keys != NULL && user->keys[0] != NULL)
    {
      g_string_append (json, ", ");
      append_list (json, "ssh_authorized_keys", (const char *const *) user->keys);
    }
  g_string_append (json, "}]");
}

/**
 * vtr_cloud_seed_user_data:
 * @user: who shall be let in
 *
 * Returns: (transfer full): what cloud-init calls user data
 */
char *
vtr_cloud_seed_user_data (const VtrCloudUser *user)
{
  GString *json = g_string_new ("#cloud-config\n{\n");

  append_user (json, user);
  if (user->password != NULL && user->password[0] != '\0')
    g_string_append (json, ",\n  \"ssh_pwauth\": true");
  if (user->hostname != NULL)
    {
      g_string_append (json, ",\n  ");
      append_field (json, "hostname", user->hostname);
    }
  if (user->packages != NULL && user->packages[0] != NULL)
    {
      g_string_append (json, ",\n  ");
      append_list (json, "packages", (const char *const *) user->packages);
    }
  g_string_append (json, "\n}\n");
  return g_string_free_and_steal (json);
}

/**
 * vtr_cloud_seed_meta_data:
 * @user: who shall be let in
 * @instance: what tells this machine from all others
 *
 * Returns: (transfer full): what cloud-init calls meta data
 */
char *
vtr_cloud_seed_meta_data (const VtrCloudUser *user,
                          const char         *instance)
{
  GString *json = g_string_new ("{ ");

  append_field (json, "instance-id", instance);
  if (user->hostname != NULL)
    {
      g_string_append (json, ", ");
      append_field (json, "local-hostname", user->hostname);
    }
  g_string_append (json, " }\n");
  return g_string_free_and_steal (json);
}

static gboolean
add_file (struct archive *archive,
          const char     *name,
          const char     *text)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = strlen (text);
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, S_IFREG);
  archive_entry_set_perm (entry, 0444);
  done = archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, text, length) == (la_ssize_t) length;
  archive_entry_free (entry);
  return done;
}

/**
 * vtr_cloud_seed_write:
 * @user: who shall be let in
 * @instance: what tells this machine from all others
 * @path: where to write the disc
 * @error: a location for an error
 *
 * Blocks: for workers.
 *
 * Returns: whether the disc is there
 */
gboolean
vtr_cloud_seed_write (const VtrCloudUser  *user,
                      const char          *instance,
                      const char          *path,
                      GError             **error)
{
  struct archive *archive = archive_write_new ();
  g_autofree char *user_data = vtr_cloud_seed_user_data (user);
  g_autofree char *meta_data = vtr_cloud_seed_meta_data (user, instance);
  gboolean done = archive_write_set_format_iso9660 (archive) == ARCHIVE_OK
                  && archive_write_set_format_option (archive, "iso9660", "volume-id", VOLUME) == ARCHIVE_OK
                  && archive_write_set_format_option (archive, "iso9660", "joliet", "1") == ARCHIVE_OK
                  && archive_write_set_format_option (archive, "iso9660", "rockridge", "useful") == ARCHIVE_OK
                  && archive_write_open_filename (archive, path) == ARCHIVE_OK
                  && add_file (archive, "user-data", user_data)
                  && add_file (archive, "meta-data", meta_data)
                  && archive_write_close (archive) == ARCHIVE_OK;

  if (!done)
    g_set_error (error, VTR_ERROR, VTR_ERROR_FAILED, "%s: %s", path, archive_error_string (archive));
  archive_write_free (archive);
  return done;
}

typedef struct
{
  VtrCloudUser *user;
  char         *instance;
  char         *path;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *writing = data;

  vtr_cloud_user_free (writing->user);
  g_free (writing->instance);
  g_free (writing->path);
  g_free (writing);
}

static void
write_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;

  if (vtr_cloud_seed_write (writing->user, writing->instance, writing->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
vtr_cloud_seed_write_async (const VtrCloudUser  *user,
                            const char          *instance,
                            const char          *path,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (VtrWorkerPool) pool = vtr_worker_pool_new ();
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Writing *writing = g_new (Writing, 1);

  *writing = (Writing) { vtr_cloud_user_copy (user), g_strdup (instance), g_strdup (path) };
  g_task_set_source_tag (task, vtr_cloud_seed_write_async);
  g_task_set_task_data (task, writing, free_writing);
  vtr_worker_pool_push (pool, task, write_in_worker, VTR_WORK_NORMAL);
}

gboolean
vtr_cloud_seed_write_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
