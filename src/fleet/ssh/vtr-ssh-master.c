/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-master.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/vtr-error.h"

#include "vtr-ssh-asker.h"
#include "vtr-ssh-helpers.h"
#include "vtr-ssh-known-hosts.h"

/* A link that is cut without a word is noticed after four of these. */
#define ALIVE_SECONDS "6"
#define ALIVE_MISSES "3"
#define CONNECT_SECONDS "20"

#define MOST_WORDS 30

/* What else ssh said when it ended arrives within so many milliseconds, unless a program that it
 * started keeps the pipe. */
#define LAST_WORDS_MS 300

struct _VtrSshMaster
{
  GObject           parent_instance;

  /* owned */
  VtrSshTarget     *target;
  VtrSshFolder     *folder;
  VtrSshAsker      *asker;
  VtrSshKnownHosts *known_hosts;
  GSubprocess      *process;
  GDataInputStream *errors;
  GQueue            words;    /* char*: the last lines that it wrote */
  GTask            *starting; /* NULL once it is ready, or failed */
  GCancellable     *reading;
  GHashTable       *forwards; /* place on the server -> path here */
  GHashTable       *open;     /* set of such places that are known to let in */
  char             *socket;   /* the one that others go through */
  char             *command;  /* what libvirt runs in place of ssh */
  char             *ask_path;

  /* state */
  gulong            cancelled_handler;
  int               watch_fd;
  guint             watch_source;
  guint             end_source;
  gboolean          is_ready;
  gboolean          is_refused; /* the person would not answer, or was not there */
  gboolean          has_ended;
};

enum
{
  SIGNAL_AUTHENTICATE,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrSshMaster, vtr_ssh_master, G_TYPE_OBJECT)

/* Ends */

static GTask *
take_starting (VtrSshMaster *self)
{
  if (self->starting != NULL && self->cancelled_handler != 0)
    g_clear_signal_handler (&self->cancelled_handler, g_task_get_cancellable (self->starting));
  g_clear_handle_id (&self->watch_source, g_source_remove);
  g_clear_fd (&self->watch_fd, NULL);
  return g_steal_pointer (&self->starting);
}

static GError *
make_error (VtrSshMaster *self)
{
  g_autofree char *words = vtr_ssh_master_dup_words (self);
  VtrErrorCode code = VTR_ERROR_UNREACHABLE;

  if (self->is_refused)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody answered ssh");
  if (words == NULL)
    return g_error_new_literal (VTR_ERROR, VTR_ERROR_UNREACHABLE, "ssh ended without a word");

  /* Not every ssh says how its key is forgotten. */
  if (strstr (words, "IDENTIFICATION HAS CHANGED") != NULL && strstr (words, "ssh-keygen -") == NULL)
    {
      g_autofree char *server
          = g_shell_quote (vtr_ssh_known_hosts_get_server (self->known_hosts));

      return g_error_new (VTR_ERROR, VTR_ERROR_AUTHENTICATION, "%s\nssh-keygen -R %s", words,
                          server);
    }

  if (strstr (words, "Permission denied") != NULL || strstr (words, "Host key verification") != NULL
      || strstr (words, "Too many authentication failures") != NULL)
    code = VTR_ERROR_AUTHENTICATION;
  return g_error_new_literal (VTR_ERROR, (int) code, words);
}

static void
remove_files (VtrSshMaster *self)
{
  const char *paths[] = { self->socket, self->command, self->ask_path };
  GHashTableIter iter;
  gpointer path;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (paths[i] != NULL)
      g_unlink (paths[i]);
  g_hash_table_iter_init (&iter, self->forwards);
  while (g_hash_table_iter_next (&iter, NULL, &path))
    g_unlink (path);
  g_hash_table_remove_all (self->forwards);
}

/* It is gone, and has said what it had to say. */
static gboolean
on_end_cb (gpointer user_data)
{
  g_autoptr (VtrSshMaster) self = g_object_ref (user_data);
  gboolean was_ready = self->is_ready;
  g_autoptr (GTask) starting = take_starting (self);

  self->end_source = 0;
  self->is_ready = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->asker);
  if (self->known_hosts != NULL)
    vtr_ssh_known_hosts_keep (self->known_hosts);
  remove_files (self);

  if (starting != NULL)
    g_task_return_error (starting, make_error (self));
  else if (was_ready)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  return G_SOURCE_REMOVE;
}

static void
end_soon (VtrSshMaster *self,
          guint         delay_ms)
{
  g_clear_handle_id (&self->end_source, g_source_remove);
  self->end_source = g_timeout_add (delay_ms, on_end_cb, self);
}

/* What waits for the process must not keep the master: it is the other way round. */
static gpointer
make_weak (VtrSshMaster *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static VtrSshMaster *
take_weak (gpointer user_data)
{
  GWeakRef *weak = user_data;
  VtrSshMaster *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

static void
on_exited_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrSshMaster) self = take_weak (user_data);

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  if (self == NULL)
    return;

  self->has_ended = TRUE;
  end_soon (self, self->errors != NULL ? LAST_WORDS_MS : 0);
}

/* What it says */

static void read_words (VtrSshMaster *self);

static void
on_words_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (VtrSshMaster) self = take_weak (user_data);
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (self == NULL || g_cancellable_is_cancelled (self->reading))
    return;
  if (line == NULL)
    {
      g_clear_object (&self->errors);
      if (self->has_ended)
        end_soon (self, 0);
      return;
    }

  g_debug ("ssh: %s", line);
  g_queue_push_tail (&self->words, g_utf8_make_valid (g_strchomp (line), -1));
  if (g_queue_get_length (&self->words) > MOST_WORDS)
    g_free (g_queue_pop_head (&self->words));
  read_words (self);
}

static void
read_words (VtrSshMaster *self)
{
  g_data_input_stream_read_line_async (self->errors, G_PRIORITY_DEFAULT, self->reading, on_words_cb,
                                       make_weak (self));
}

/* Questions */

static gboolean
on_question_cb (VtrSshMaster   *self,
                VtrAuthRequest *request)
{
  gboolean handled = FALSE;

  if (self->known_hosts != NULL)
    vtr_ssh_known_hosts_look_at (self->known_hosts, request);
  g_signal_emit (self, signals[SIGNAL_AUTHENTICATE], 0, request, &handled);
  return handled;
}

/* ssh would go on and try the next thing, and ask again. */
static void
on_refused_cb (VtrSshMaster *self)
{
  self->is_refused = TRUE;
  vtr_ssh_master_stop (self);
}

/* Becoming ready */

/* Its socket appears in the folder once it is logged in, and not before. */
static gboolean
on_folder_cb (int          fd,
              GIOCondition condition,
              gpointer     user_data)
{
  g_autoptr (VtrSshMaster) self = g_object_ref (user_data);
  char events[4096];
  g_autoptr (GTask) starting = NULL;

  while (read (fd, events, sizeof events) > 0)
    continue;
  if (!g_file_test (self->socket, G_FILE_TEST_EXISTS))
    return G_SOURCE_CONTINUE;

  starting = take_starting (self);
  self->is_ready = TRUE;
  if (self->known_hosts != NULL)
    vtr_ssh_known_hosts_keep (self->known_hosts);
  g_task_return_boolean (starting, TRUE);
  return G_SOURCE_CONTINUE; /* it is removed already */
}

static gboolean
watch_folder (VtrSshMaster *self,
              GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (self->socket);

  self->watch_fd = inotify_init1 (IN_CLOEXEC | IN_NONBLOCK);
  if (self->watch_fd < 0 || inotify_add_watch (self->watch_fd, folder, IN_CREATE | IN_MOVED_TO) < 0)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_FAILED, "%s cannot be watched: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }

  self->watch_source = g_unix_fd_add (self->watch_fd, G_IO_IN, on_folder_cb, self);
  return TRUE;
}

/* A crash of ours must not leave it behind; a signal is all that can reach it then. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static char **
make_arguments (VtrSshMaster *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add_many (words, "ssh", "-M", "-N", "-T", "-S", self->socket, NULL);
  g_strv_builder_add_many (words, "-o", "ControlPersist=no", "-o", "ClearAllForwardings=yes", "-o",
                           "PermitLocalCommand=no", "-o", "RemoteCommand=none", "-o",
                           "StreamLocalBindUnlink=yes", "-o", "LogLevel=INFO", NULL);
  g_strv_builder_add_many (words, "-o", "ServerAliveInterval=" ALIVE_SECONDS, "-o",
                           "ServerAliveCountMax=" ALIVE_MISSES, "-o",
                           "ConnectTimeout=" CONNECT_SECONDS, NULL);
  vtr_ssh_target_add_options (self->target, words);
  vtr_ssh_known_hosts_add_options (self->known_hosts, words);
  g_strv_builder_add_many (words, "--", self->target->server, NULL);
  return g_strv_builder_end (words);
}

static gboolean
spawn (VtrSshMaster *self,
       GError      **error)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE
                                   | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *askpass = vtr_ssh_helper_find (VTR_SSH_ASKPASS);
  g_auto (GStrv) arguments = make_arguments (self);

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS", askpass, TRUE);
  g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS_REQUIRE", "force", TRUE);
  g_subprocess_launcher_setenv (launcher, "VITRINE_ASKPASS_SOCKET", self->ask_path, TRUE);
  self->process
      = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, error);
  if (self->process == NULL)
    return FALSE;

  self->errors = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  read_words (self);
  g_subprocess_wait_async (self->process, NULL, on_exited_cb, make_weak (self));
  return TRUE;
}

static gboolean
listen (VtrSshMaster *self,
        GError      **error)
{
  g_autofree char *through = vtr_ssh_helper_find (VTR_SSH_THROUGH_MASTER);
  g_autofree char *base = vtr_ssh_folder_make_path (self->folder, "");

  self->socket = g_strconcat (base, ".ctl", NULL);
  self->command = g_strconcat (base, ".ssh", NULL);
  self->ask_path = g_strconcat (base, ".ask", NULL);
  if (symlink (through, self->command) != 0)
    g_debug ("%s: %s", self->command, g_strerror (errno));
  self->asker = vtr_ssh_asker_new (self->ask_path, error);
  if (self->asker == NULL)
    return FALSE;

  g_signal_connect_object (self->asker, "question", G_CALLBACK (on_question_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->asker, "refused", G_CALLBACK (on_refused_cb), self,
                           G_CONNECT_SWAPPED);
  return TRUE;
}

static void
fail (VtrSshMaster *self,
      GError       *error)
{
  g_autoptr (GTask) starting = take_starting (self);

  if (starting != NULL)
    g_task_return_error (starting, error);
  else
    g_error_free (error);
}

static void
on_known_hosts_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (VtrSshMaster) self = user_data;
  GError *error = NULL;

  self->known_hosts = vtr_ssh_known_hosts_load_finish (result, &error);
  if (self->starting == NULL)
    g_clear_error (&error);
  else if (self->known_hosts == NULL || !listen (self, &error) || !watch_folder (self, &error)
           || !spawn (self, &error))
    fail (self, error);
}

static void
on_folder_open_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (VtrSshMaster) self = user_data;
  GError *error = NULL;
  g_autofree char *path = NULL;

  if (vtr_ssh_folder_open_finish (self->folder, result, &error) == NULL)
    {
      fail (self, error);
      return;
    }
  if (self->starting == NULL)
    return;

  path = vtr_ssh_folder_make_path (self->folder, ".known");
  vtr_ssh_known_hosts_load_async (self->target, path, g_task_get_cancellable (self->starting),
                                  on_known_hosts_cb, g_object_ref (self));
}

static gboolean
on_cancelled_idle_cb (gpointer user_data)
{
  VtrSshMaster *self = user_data;

  self->is_refused = TRUE;
  vtr_ssh_master_stop (self);
  return G_SOURCE_REMOVE;
}

/* Within the cancellable's own signal nothing of it may be let go. */
static void
on_cancelled_cb (GCancellable *cancellable,
                 gpointer      user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_cancelled_idle_cb, g_object_ref (user_data),
                   g_object_unref);
}

/**
 * vtr_ssh_master_start_async:
 * @self: a master that was not started before
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is logged in, or failed to
 * @user_data: for @callback
 */
void
vtr_ssh_master_start_async (VtrSshMaster       *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (self->starting == NULL && self->process == NULL);

  self->starting = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->starting, vtr_ssh_master_start_async);
  if (cancellable != NULL)
    self->cancelled_handler
        = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled_cb), self);
  vtr_ssh_folder_open_async (self->folder, cancellable, on_folder_open_cb, g_object_ref (self));
}

/**
 * vtr_ssh_master_start_finish:
 * @self: a master
 * @result: what the callback was given
 * @error: a location for an error; its message is what ssh said
 *
 * Returns: whether it is logged in
 */
gboolean
vtr_ssh_master_start_finish (VtrSshMaster *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
vtr_ssh_master_is_ready (VtrSshMaster *self)
{
  return self->is_ready;
}

/* Logs out, or stops trying to log in. */
void
vtr_ssh_master_stop (VtrSshMaster *self)
{
  self->is_ready = FALSE;
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  else
    fail (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was not started yet"));
}

/**
 * vtr_ssh_master_get_command:
 * @self: a master
 *
 * Returns: (transfer none): what libvirt may run in place of ssh
 */
const char *
vtr_ssh_master_get_command (VtrSshMaster *self)
{
  return self->command;
}

/**
 * vtr_ssh_master_dup_words:
 * @self: a master
 *
 * Returns: (transfer full) (nullable): what ssh said last
 */
char *
vtr_ssh_master_dup_words (VtrSshMaster *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = self->words.head; l != NULL; l = l->next)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, l->data);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* Forwards */

typedef struct
{
  GPtrArray *places; /* char*: that are new */
  GPtrArray *paths;
  char     **all;    /* the answer: a path for each place that was asked for */
} Forward;

static void
free_forward (gpointer data)
{
  Forward *forward = data;

  g_ptr_array_unref (forward->places);
  g_ptr_array_unref (forward->paths);
  g_strfreev (forward->all);
  g_free (forward);
}

static void
on_forwarded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrSshMaster *self = g_task_get_source_object (task);
  Forward *forward = g_task_get_task_data (task);
  g_autofree char *words = NULL;
  GError *error = NULL;

  if (!g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, NULL, &words, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!g_subprocess_get_successful (G_SUBPROCESS (source)))
    {
      g_task_return_new_error (task, VTR_ERROR, VTR_ERROR_UNREACHABLE, "%s", g_strchomp (words));
      return;
    }

  for (guint i = 0; i < forward->places->len; i++)
    g_hash_table_insert (self->forwards, g_strdup (forward->places->pdata[i]),
                         g_strdup (forward->paths->pdata[i]));
  g_task_return_pointer (task, g_steal_pointer (&forward->all), (GDestroyNotify) g_strfreev);
}

static Forward *
make_forward (VtrSshMaster      *self,
              const char *const *places)
{
  Forward *forward = g_new (Forward, 1);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  forward->places = g_ptr_array_new_with_free_func (g_free);
  forward->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; places[i] != NULL; i++)
    {
      const char *known = g_hash_table_lookup (self->forwards, places[i]);
      g_autofree char *path
          = known != NULL ? g_strdup (known) : vtr_ssh_folder_make_path (self->folder, "");

      g_strv_builder_add (all, path);
      if (known != NULL)
        continue;
      g_ptr_array_add (forward->places, g_strdup (places[i]));
      g_ptr_array_add (forward->paths, g_steal_pointer (&path));
    }
  forward->all = g_strv_builder_end (all);
  return forward;
}

static GSubprocess *
order_forward (VtrSshMaster  *self,
               const Forward *forward,
               GError       **error)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;

  g_strv_builder_add_many (words, "ssh", "-F", "none", "-S", self->socket, "-O", "forward", NULL);
  for (guint i = 0; i < forward->places->len; i++)
    {
      g_strv_builder_add (words, "-L");
      g_strv_builder_take (words, g_strdup_printf ("%s:%s", (char *) forward->paths->pdata[i],
                                                   (char *) forward->places->pdata[i]));
    }
  g_strv_builder_add_many (words, "--", self->target->server, NULL);
  arguments = g_strv_builder_end (words);
  return g_subprocess_newv ((const char *const *) arguments,
                            G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                            error);
}

/**
 * vtr_ssh_master_forward_async:
 * @self: a master that is ready
 * @places: (array zero-terminated=1): paths of sockets on the server, or "address:port" seen from it
 * @cancellable: (nullable): a cancellable
 * @callback: called with sockets on this computer that lead there
 * @user_data: for @callback
 *
 * Whether anything listens at a place shows when somebody connects to its socket.
 */
void
vtr_ssh_master_forward_async (VtrSshMaster       *self,
                              const char *const  *places,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GSubprocess) process = NULL;
  Forward *forward;
  GError *error = NULL;

  g_task_set_source_tag (task, vtr_ssh_master_forward_async);
  if (!self->is_ready)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "ssh is not logged in");
      return;
    }

  forward = make_forward (self, places);
  g_task_set_task_data (task, forward, free_forward);
  if (forward->places->len == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&forward->all), (GDestroyNotify) g_strfreev);
      return;
    }

  process = order_forward (self, forward, &error);
  if (process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_forwarded_cb,
                                       g_steal_pointer (&task));
}

/**
 * vtr_ssh_master_forward_finish:
 * @self: a master
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): a path for each place
 */
char **
vtr_ssh_master_forward_finish (VtrSshMaster *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
vtr_ssh_master_is_open (VtrSshMaster *self,
                        const char   *place)
{
  return g_hash_table_contains (self->open, place);
}

/* Remembers that whoever goes there is let in. */
void
vtr_ssh_master_note_open (VtrSshMaster *self,
                          const char   *place)
{
  g_hash_table_add (self->open, g_strdup (place));
}

/**
 * vtr_ssh_master_run:
 * @self: a master that is ready
 * @command: what to run on the server, as its shell reads it
 * @fd: (transfer full): its input and output
 * @error: a location for an error
 *
 * Returns: whether it was started
 */
gboolean
vtr_ssh_master_run (VtrSshMaster *self,
                    const char   *command,
                    int           fd,
                    GError      **error)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_take_stdin_fd (launcher, dup (fd));
  g_subprocess_launcher_take_stdout_fd (launcher, fd);
  process = g_subprocess_launcher_spawn (launcher, error, "ssh", "-F", "none", "-o",
                                         "ControlMaster=no", "-o", "ProxyCommand=false", "-S",
                                         self->socket, "-T", "--", self->target->server, command,
                                         NULL);
  return process != NULL;
}

static void
vtr_ssh_master_dispose (GObject *object)
{
  VtrSshMaster *self = VTR_SSH_MASTER (object);

  if (self->process != NULL && !self->has_ended)
    vtr_ssh_master_stop (self);
  g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->end_source, g_source_remove);
  g_clear_handle_id (&self->watch_source, g_source_remove);
  g_clear_fd (&self->watch_fd, NULL);
  g_clear_object (&self->asker);
  g_clear_object (&self->errors);
  g_clear_object (&self->process);
  remove_files (self);

  G_OBJECT_CLASS (vtr_ssh_master_parent_class)->dispose (object);
}

static void
vtr_ssh_master_finalize (GObject *object)
{
  VtrSshMaster *self = VTR_SSH_MASTER (object);

  g_clear_pointer (&self->known_hosts, vtr_ssh_known_hosts_free);
  g_clear_pointer (&self->target, vtr_ssh_target_free);
  g_clear_object (&self->folder);
  g_clear_object (&self->reading);
  g_hash_table_unref (self->forwards);
  g_hash_table_unref (self->open);
  g_queue_clear_full (&self->words, g_free);
  g_free (self->socket);
  g_free (self->command);
  g_free (self->ask_path);

  G_OBJECT_CLASS (vtr_ssh_master_parent_class)->finalize (object);
}

static void
vtr_ssh_master_class_init (VtrSshMasterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_ssh_master_dispose;
  object_class->finalize = vtr_ssh_master_finalize;

  signals[SIGNAL_AUTHENTICATE]
      = g_signal_new ("authenticate", VTR_TYPE_SSH_MASTER, G_SIGNAL_RUN_LAST, 0,
                      g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1,
                      VTR_TYPE_AUTH_REQUEST);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", VTR_TYPE_SSH_MASTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_ssh_master_init (VtrSshMaster *self)
{
  self->forwards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reading = g_cancellable_new ();
  self->watch_fd = -1;
  g_queue_init (&self->words);
}

/**
 * vtr_ssh_master_new:
 * @target: where to log in
 * @folder: (transfer none): where its sockets are
 *
 * Returns: (transfer full): a master that is not started
 */
VtrSshMaster *
vtr_ssh_master_new (const VtrSshTarget *target,
                    VtrSshFolder       *folder)
{
  VtrSshMaster *self = g_object_new (VTR_TYPE_SSH_MASTER, NULL);

  self->target = vtr_ssh_target_copy (target);
  self->folder = g_object_ref (folder);
  return self;
}
