/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-known-hosts.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/vtr-error.h"
#include "base/vtr-worker-pool.h"

struct _VtrSshKnownHosts
{
  char           *path;     /* ours, where ssh writes; NULL where it had better not */
  char           *own_path; /* the person's first file */
  char           *all;      /* all files of theirs, as ssh spells them */
  char           *server;   /* as ssh names it in a question */
  VtrAuthRequest *request;  /* about the server itself, NULL where nothing was asked */
  gboolean        is_kept;
};

/* What the person's configuration says */

static char *
find_value (char      **lines,
            const char *name)
{
  g_autofree char *start = g_strconcat (name, " ", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      return g_strdup (lines[i] + strlen (start));
  return NULL;
}

static char *
expand_home (const char *path)
{
  if (g_str_has_prefix (path, "~/"))
    return g_build_filename (g_get_home_dir (), path + strlen ("~/"), NULL);
  return g_strdup (path);
}

static void
read_configuration (VtrSshKnownHosts *self,
                    const char       *text,
                    const char       *path)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *alias = find_value (lines, "hostkeyalias");
  g_autofree char *name = find_value (lines, "hostname");
  g_autofree char *port = find_value (lines, "port");
  g_auto (GStrv) files = NULL;

  if (alias != NULL)
    self->server = g_steal_pointer (&alias);
  else if (g_strcmp0 (port, "22") == 0)
    self->server = g_steal_pointer (&name);
  else
    self->server = g_strdup_printf ("[%s]:%s", name, port);

  self->all = find_value (lines, "userknownhostsfile");
  files = g_strsplit (self->all != NULL ? self->all : "", " ", -1);
  if (files[0] == NULL || g_str_equal (files[0], "none") || g_str_has_prefix (files[0], "/dev/"))
    return;
  self->own_path = expand_home (files[0]);
  self->path = g_strdup (path);
}

static void
on_configuration_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GSubprocess *process = G_SUBPROCESS (source);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  VtrSshKnownHosts *self;
  GError *error = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, &text, &words, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!g_subprocess_get_successful (process))
    {
      g_task_return_new_error (task, VTR_ERROR, VTR_ERROR_INVALID, "%s", g_strchomp (words));
      return;
    }

  self = g_new0 (VtrSshKnownHosts, 1);
  read_configuration (self, text, g_task_get_task_data (task));
  g_task_return_pointer (task, self, (GDestroyNotify) vtr_ssh_known_hosts_free);
}

/**
 * vtr_ssh_known_hosts_load_async:
 * @target: a server
 * @path: a file of ours that does not exist
 * @cancellable: (nullable): a cancellable
 * @callback: called with what the person's ssh configuration says
 * @user_data: for @callback
 */
void
vtr_ssh_known_hosts_load_async (const VtrSshTarget *target,
                                const char         *path,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) arguments = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, vtr_ssh_known_hosts_load_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_strv_builder_add_many (words, "ssh", "-G", NULL);
  vtr_ssh_target_add_options (target, words);
  g_strv_builder_add_many (words, "--", target->server, NULL);
  arguments = g_strv_builder_end (words);

  process = g_subprocess_newv ((const char *const *) arguments,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  if (process != NULL)
    {
      g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_configuration_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * vtr_ssh_known_hosts_load_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what is known
 */
VtrSshKnownHosts *
vtr_ssh_known_hosts_load_finish (GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vtr_ssh_known_hosts_free (VtrSshKnownHosts *self)
{
  g_free (self->path);
  g_free (self->own_path);
  g_free (self->all);
  g_free (self->server);
  g_clear_object (&self->request);
  g_free (self);
}

/**
 * vtr_ssh_known_hosts_add_options:
 * @self: what is known
 * @arguments: where to add what ssh has to be told
 */
void
vtr_ssh_known_hosts_add_options (VtrSshKnownHosts *self,
                                 GStrvBuilder     *arguments)
{
  if (self->path == NULL)
    return;

  g_strv_builder_add (arguments, "-o");
  g_strv_builder_take (arguments,
                       g_strdup_printf ("UserKnownHostsFile=%s %s", self->path, self->all));
}

/**
 * vtr_ssh_known_hosts_get_server:
 * @self: what is known
 *
 * Returns: (transfer none): the server as the files call it
 */
const char *
vtr_ssh_known_hosts_get_server (VtrSshKnownHosts *self)
{
  return self->server;
}

/**
 * vtr_ssh_known_hosts_look_at:
 * @self: what is known
 * @request: (transfer none): a question of ssh, completed where it is about the server's key
 *
 * An ssh that is started on the way, for a host in between, writes where it always does.
 */
void
vtr_ssh_known_hosts_look_at (VtrSshKnownHosts *self,
                             VtrAuthRequest   *request)
{
  const VtrAuthHostKey *key = vtr_auth_request_get_host_key (request);
  g_autofree char *start = g_strconcat (self->server, " (", NULL);

  if (key == NULL || self->path == NULL
      || !(g_str_equal (key->server, self->server) || g_str_has_prefix (key->server, start)))
    return;

  g_set_object (&self->request, request);
  vtr_auth_request_set_can_remember (request, TRUE);
}

/* Keeping */

typedef struct
{
  char *from;
  char *to;
} Copy;

static void
free_copy (gpointer data)
{
  Copy *copy = data;

  g_free (copy->from);
  g_free (copy->to);
  g_free (copy);
}

static void
append_in_worker (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Copy *copy = task_data;
  g_autofree char *folder = g_path_get_dirname (copy->to);
  g_autofree char *text = NULL;
  gsize length;
  int fd;

  g_task_return_boolean (task, TRUE);
  if (!g_file_get_contents (copy->from, &text, &length, NULL) || length == 0)
    return;

  g_mkdir_with_parents (folder, 0700);
  fd = g_open (copy->to, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || write (fd, text, length) != (gssize) length)
    g_debug ("%s could not be written", copy->to);
  if (fd >= 0)
    close (fd);
}

static void
on_appended_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  vtr_worker_pool_unref (user_data);
}

/* Writes down what is new, unless the person said that it is for once. */
void
vtr_ssh_known_hosts_keep (VtrSshKnownHosts *self)
{
  VtrWorkerPool *pool;
  GTask *task;
  Copy *copy;

  if (self->path == NULL || self->is_kept
      || (self->request != NULL && !vtr_auth_request_get_remember (self->request)))
    return;

  self->is_kept = TRUE;
  copy = g_new (Copy, 1);
  *copy = (Copy) { g_strdup (self->path), g_strdup (self->own_path) };
  pool = vtr_worker_pool_new ();
  task = g_task_new (NULL, NULL, on_appended_cb, pool);
  g_task_set_source_tag (task, vtr_ssh_known_hosts_keep);
  g_task_set_task_data (task, copy, free_copy);
  vtr_worker_pool_push (pool, task, append_in_worker, VTR_WORK_NORMAL);
}
