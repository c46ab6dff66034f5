/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-reach.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/vtr-error.h"

/* The first who goes to a place is not told that it was let through, only that it was not: so much
 * time there is for that. Those who come later do not wait. */
#define PATIENCE_MS 250

typedef struct
{
  char    *spelt;
  char    *command; /* what leads there where nothing is forwarded */
  int      fd;
  guint    fd_source;
  guint    patience_source;
  gboolean is_last; /* there is no other way left */
} Reach;

static void
free_reach (gpointer data)
{
  Reach *reach = data;

  g_clear_handle_id (&reach->fd_source, g_source_remove);
  g_clear_handle_id (&reach->patience_source, g_source_remove);
  g_clear_fd (&reach->fd, NULL);
  g_free (reach->spelt);
  g_free (reach->command);
  g_free (reach);
}

/* Where a screen listens for everybody, its host finds it at home too. */
static const char *
find_address (const VtrHostPlace *place)
{
  if (place->address == NULL || place->address[0] == '\0' || g_str_equal (place->address, "0.0.0.0"))
    return "127.0.0.1";
  return g_str_equal (place->address, "::") ? "::1" : place->address;
}

static char *
spell_place (const VtrHostPlace *place)
{
  const char *address = find_address (place);

  if (place->socket != NULL)
    return g_strdup (place->socket);
  return g_strdup_printf (strchr (address, ':') != NULL ? "[%s]:%u" : "%s:%u", address, place->port);
}

/* One of these is on nearly every server. */
static char *
make_command (const VtrHostPlace *place)
{
  g_autofree char *socket = place->socket != NULL ? g_shell_quote (place->socket) : NULL;
  g_autofree char *address = g_shell_quote (find_address (place));

  if (socket != NULL)
    return g_strdup_printf ("if command -v socat >/dev/null; then exec socat STDIO UNIX-CONNECT:%s; "
                            "else exec nc -U %s; fi",
                            socket, socket);
  return g_strdup_printf ("if command -v nc >/dev/null; then exec nc %s %u; "
                          "elif command -v socat >/dev/null; then exec socat STDIO TCP:%s:%u; "
                          "else exec bash -c 'exec 3<>/dev/tcp/\"$0\"/\"$1\" && { cat <&3 & cat >&3; "
                          "kill $!; }' %s %u; fi",
                          address, place->port, address, place->port, address, place->port);
}

static void
close_descriptor (gpointer data)
{
  close (GPOINTER_TO_INT (data) - 1);
}

static void
return_fd (GTask *task)
{
  Reach *reach = g_task_get_task_data (task);
  VtrSshMaster *master = g_task_get_source_object (task);

  g_clear_handle_id (&reach->fd_source, g_source_remove);
  g_clear_handle_id (&reach->patience_source, g_source_remove);
  if (!reach->is_last)
    vtr_ssh_master_note_open (master, reach->spelt);
  g_task_return_pointer (task, GINT_TO_POINTER (g_steal_fd (&reach->fd) + 1), close_descriptor);
}

static void watch (GTask *task);

/* A pair of sockets, of which a program has one that leads there. */
static void
run_command (GTask *task)
{
  Reach *reach = g_task_get_task_data (task);
  GError *error = NULL;
  int pair[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      g_task_return_new_error (task, VTR_ERROR, VTR_ERROR_FAILED, "%s", g_strerror (errno));
      return;
    }

  reach->fd = pair[0];
  reach->is_last = TRUE;
  if (vtr_ssh_master_run (g_task_get_source_object (task), reach->command, pair[1], &error))
    watch (task);
  else
    g_task_return_error (task, error);
}

/* What ssh says about it has been read by now. */
static gboolean
on_refused_cb (gpointer user_data)
{
  GTask *task = user_data;
  Reach *reach = g_task_get_task_data (task);
  VtrSshMaster *master = g_task_get_source_object (task);
  g_autofree char *words = vtr_ssh_master_dup_words (master);

  if (!reach->is_last && words != NULL && strstr (words, "prohibited") != NULL)
    run_command (task);
  else
    g_task_return_new_error (task, VTR_ERROR, VTR_ERROR_UNREACHABLE, "%s",
                             words != NULL ? words : "The server closed the connection");
  return G_SOURCE_REMOVE;
}

static gboolean
on_readable_cb (int          fd,
                GIOCondition condition,
                gpointer     user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Reach *reach = g_task_get_task_data (task);
  char first;

  if (recv (fd, &first, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
    {
      return_fd (task);
      return G_SOURCE_CONTINUE; /* it is removed already */
    }

  reach->fd_source = 0;
  g_clear_handle_id (&reach->patience_source, g_source_remove);
  g_clear_fd (&reach->fd, NULL);
  g_timeout_add_full (G_PRIORITY_LOW, 20, on_refused_cb, g_object_ref (task), g_object_unref);
  return G_SOURCE_REMOVE;
}

static gboolean
on_patience_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Reach *reach = g_task_get_task_data (task);

  reach->patience_source = 0;
  return_fd (task);
  return G_SOURCE_REMOVE;
}

static void
watch (GTask *task)
{
  Reach *reach = g_task_get_task_data (task);

  reach->fd_source = g_unix_fd_add_full (G_PRIORITY_DEFAULT, reach->fd, G_IO_IN | G_IO_HUP,
                                         on_readable_cb, g_object_ref (task), g_object_unref);
  reach->patience_source = g_timeout_add_full (G_PRIORITY_DEFAULT, PATIENCE_MS, on_patience_cb,
                                               g_object_ref (task), g_object_unref);
}

/* The master listens there, so that this does not wait for anybody. */
static int
connect_to (const char *path,
            GError    **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  if (fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) == 0
      && g_unix_set_fd_nonblocking (fd, FALSE, error))
    return fd;

  if (error != NULL && *error == NULL)
    g_set_error (error, VTR_ERROR, VTR_ERROR_LINK_LOST, "%s: %s", path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
on_forwarded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reach *reach = g_task_get_task_data (task);
  VtrSshMaster *master = VTR_SSH_MASTER (source);
  GError *error = NULL;
  g_auto (GStrv) paths = vtr_ssh_master_forward_finish (master, result, &error);

  reach->fd = paths != NULL ? connect_to (paths[0], &error) : -1;
  if (reach->fd < 0)
    g_task_return_error (task, error);
  else if (vtr_ssh_master_is_open (master, reach->spelt))
    return_fd (task);
  else
    watch (task);
}

/**
 * vtr_ssh_reach_async:
 * @master: a master that is ready
 * @place: something that listens on the server
 * @cancellable: (nullable): a cancellable
 * @callback: called with a socket
 * @user_data: for @callback
 */
void
vtr_ssh_reach_async (VtrSshMaster       *master,
                     const VtrHostPlace *place,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask *task = g_task_new (master, cancellable, callback, user_data);
  Reach *reach = g_new0 (Reach, 1);
  const char *places[] = { NULL, NULL };

  reach->spelt = spell_place (place);
  reach->command = make_command (place);
  reach->fd = -1;
  g_task_set_source_tag (task, vtr_ssh_reach_async);
  g_task_set_task_data (task, reach, free_reach);
  places[0] = reach->spelt;
  vtr_ssh_master_forward_async (master, places, cancellable, on_forwarded_cb, task);
}

/**
 * vtr_ssh_reach_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: a connected socket that now belongs to the caller, or -1
 */
int
vtr_ssh_reach_finish (GAsyncResult *result,
                      GError      **error)
{
  return GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error)) - 1;
}
