/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/vtr-worker-pool.h"

#define LOCK "lock"
#define TEMPLATE "XXXXXX"

/* The path of a socket has 108 bytes, of which ssh wants 17 for itself while it makes one. */
#define LONGEST_PARENT 60

struct _VtrSshFolder
{
  GObject        parent_instance;

  /* owned */
  char          *parent;
  VtrWorkerPool *pool;
  GMutex         lock;  /* for the two below, while a worker opens the folder */
  char          *path;  /* NULL until it is open */
  int            lock_fd;

  /* state */
  guint          n_paths;
};

G_DEFINE_FINAL_TYPE (VtrSshFolder, vtr_ssh_folder, G_TYPE_OBJECT)

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

/* Returns a descriptor that holds the lock, or -1 where another process has it. */
static int
take_lock (const char *folder,
           int         flags)
{
  g_autofree char *path = g_build_filename (folder, LOCK, NULL);
  int fd = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* A folder without a lock is being made by another process at this moment, or was left before it got
 * one: too little to tell, and it holds nothing. */
static void
remove_stale_folders (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      int fd = g_file_test (path, G_FILE_TEST_IS_DIR) ? take_lock (path, 0) : -1;

      if (fd < 0)
        continue;
      remove_folder (path);
      close (fd);
    }
}

static char *
make_parent (const char *wanted)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *path = wanted != NULL ? g_strdup (wanted) : NULL;

  if (path == NULL && runtime != NULL)
    path = g_build_filename (runtime, "vitrine", NULL);
  if (path == NULL || strlen (path) > LONGEST_PARENT)
    {
      g_free (path);
      path = g_strdup_printf ("/tmp/vitrine-%u", (guint) getuid ());
    }
  return g_steal_pointer (&path);
}

static gboolean
is_ours_alone (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode) && status.st_uid == getuid ()
         && (status.st_mode & 0077) == 0;
}

static void
open_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  VtrSshFolder *self = source_object;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *parent = NULL;
  g_autofree char *path = NULL;

  if (self->path != NULL)
    {
      g_task_return_pointer (task, g_strdup (self->path), g_free);
      return;
    }

  parent = make_parent (self->parent);
  g_mkdir_with_parents (parent, 0700);
  path = g_build_filename (parent, TEMPLATE, NULL);
  if (is_ours_alone (parent) && g_mkdtemp (path) != NULL)
    self->lock_fd = take_lock (path, O_CREAT);
  if (self->lock_fd < 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               "No private folder can be made in %s", parent);
      return;
    }

  self->path = g_steal_pointer (&path);
  remove_stale_folders (parent);
  g_task_return_pointer (task, g_strdup (self->path), g_free);
}

static void
vtr_ssh_folder_finalize (GObject *object)
{
  VtrSshFolder *self = VTR_SSH_FOLDER (object);

  vtr_ssh_folder_close (self);
  g_free (self->path);
  g_free (self->parent);
  vtr_worker_pool_unref (self->pool);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (vtr_ssh_folder_parent_class)->finalize (object);
}

static void
vtr_ssh_folder_class_init (VtrSshFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_ssh_folder_finalize;
}

static void
vtr_ssh_folder_init (VtrSshFolder *self)
{
  self->pool = vtr_worker_pool_new ();
  self->lock_fd = -1;
  g_mutex_init (&self->lock);
}

/**
 * vtr_ssh_folder_new:
 * @parent: (nullable): in which folder, %NULL for the person's own that goes when they log out
 *
 * Returns: (transfer full): a folder that does not exist yet
 */
VtrSshFolder *
vtr_ssh_folder_new (const char *parent)
{
  VtrSshFolder *self = g_object_new (VTR_TYPE_SSH_FOLDER, NULL);

  self->parent = g_strdup (parent);
  return self;
}

/**
 * vtr_ssh_folder_open_async:
 * @self: a folder
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @user_data: for @callback
 */
void
vtr_ssh_folder_open_async (VtrSshFolder       *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_ssh_folder_open_async);
  vtr_worker_pool_push (self->pool, task, open_in_worker, VTR_WORK_URGENT);
}

/**
 * vtr_ssh_folder_open_finish:
 * @self: a folder
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer none) (nullable): its path
 */
const char *
vtr_ssh_folder_open_finish (VtrSshFolder *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), error);

  return path != NULL ? self->path : NULL;
}

/* Removes it with all that is in it. Whoever still has a path of it finds nothing there. */
void
vtr_ssh_folder_close (VtrSshFolder *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->lock_fd < 0)
    return;

  /* While the lock is held: nobody may take it for left behind. */
  remove_folder (self->path);
  g_clear_fd (&self->lock_fd, NULL);
}

/**
 * vtr_ssh_folder_make_path:
 * @self: a folder that is open
 * @suffix: how the name ends
 *
 * Returns: (transfer full): a path in it that was not given out before
 */
char *
vtr_ssh_folder_make_path (VtrSshFolder *self,
                          const char   *suffix)
{
  return g_strdup_printf ("%s/%u%s", self->path, ++self->n_paths, suffix);
}
