/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-asker.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <unistd.h>

#include "vtr-ssh-prompt.h"

/* The program writes the hint, a newline, the prompt and a zero. It reads "+" and the answer, or
 * nothing, which is a refusal. It goes away by itself where ssh has no use for an answer any more, as
 * after a touch. */

#define LONGEST_PROMPT 8192

struct _VtrSshAsker
{
  GObject         parent_instance;

  /* owned */
  GSocketService *service;
  GHashTable     *visits; /* set of Visit */
  char           *last_prompt;
};

/* One run of the program. */
typedef struct
{
  VtrSshAsker       *asker; /* borrowed; NULL once the visit is over */
  GSocketConnection *connection;
  GCancellable      *cancellable;
  VtrAuthRequest    *request; /* NULL until the prompt was read */
  GString           *text;
  char               buffer[1024];
} Visit;

enum
{
  SIGNAL_QUESTION,
  SIGNAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrSshAsker, vtr_ssh_asker, G_TYPE_OBJECT)

static void
clear_visit (gpointer data)
{
  Visit *visit = data;

  g_object_unref (visit->connection);
  g_object_unref (visit->cancellable);
  g_clear_object (&visit->request);
  g_string_free (visit->text, TRUE);
}

static void
visit_unref (gpointer visit)
{
  g_rc_box_release_full (visit, clear_visit);
}

static void
end_visit (Visit *visit)
{
  VtrSshAsker *self = g_steal_pointer (&visit->asker);

  if (self == NULL)
    return;

  if (visit->request != NULL)
    g_signal_handlers_disconnect_by_data (visit->request, visit);
  g_cancellable_cancel (visit->cancellable);
  g_socket_close (g_socket_connection_get_socket (visit->connection), NULL);
  g_hash_table_remove (self->visits, visit);
}

/* The answer is short enough for the socket, so that nothing has to wait with it. */
static void
send_answer (Visit *visit,
             char **answers)
{
  char *answer = vtr_ssh_prompt_make_answer (visit->request, answers);
  GSocket *socket = g_socket_connection_get_socket (visit->connection);

  if (g_socket_send (socket, "+", 1, NULL, NULL) == 1)
    g_socket_send (socket, answer, strlen (answer), NULL, NULL);
  explicit_bzero (answer, strlen (answer));
  g_free (answer);
}

static void
on_request_settled_cb (Visit          *visit,
                       VtrAuthRequest *request)
{
  g_autoptr (VtrSshAsker) self = g_object_ref (visit->asker);
  char **answers = vtr_auth_request_get_answers (request);
  gboolean refused = answers == NULL;

  if (!refused)
    send_answer (visit, answers);
  end_visit (visit);
  if (refused)
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
}

/* ssh has no use for an answer any more: what was asked is off the table, and nobody refused. */
static void
on_hangup (Visit *visit)
{
  g_autoptr (VtrAuthRequest) request = visit->request != NULL ? g_object_ref (visit->request) : NULL;

  end_visit (visit);
  if (request != NULL)
    vtr_auth_request_cancel (request);
}

static void
ask (Visit *visit)
{
  VtrSshAsker *self = visit->asker;
  char *prompt = strchr (visit->text->str, '\n');
  g_autofree char *valid = NULL;
  gboolean handled = FALSE;

  if (prompt == NULL)
    {
      end_visit (visit);
      return;
    }

  *prompt++ = '\0';
  valid = g_utf8_make_valid (prompt, -1);
  visit->request = vtr_ssh_prompt_read (visit->text->str, valid);
  if (g_strcmp0 (self->last_prompt, valid) == 0)
    vtr_auth_request_set_again (visit->request, TRUE);
  g_set_str (&self->last_prompt, valid);

  g_signal_connect_data (visit->request, "settled", G_CALLBACK (on_request_settled_cb),
                         g_rc_box_acquire (visit), (GClosureNotify) (GCallback) visit_unref,
                         G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[SIGNAL_QUESTION], 0, visit->request, &handled);
  if (!handled && visit->asker != NULL)
    vtr_auth_request_cancel (visit->request);
}

static void read_more (Visit *visit);

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Visit *visit = user_data;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (visit->asker != NULL && length <= 0)
    on_hangup (visit);
  if (visit->asker != NULL && visit->request == NULL)
    {
      g_string_append_len (visit->text, visit->buffer, length);
      if (memchr (visit->text->str, '\0', visit->text->len) != NULL)
        ask (visit);
      else if (visit->text->len > LONGEST_PROMPT)
        end_visit (visit);
    }
  if (visit->asker != NULL)
    read_more (visit);
  visit_unref (visit);
}

static void
read_more (Visit *visit)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (visit->connection));

  g_input_stream_read_async (input, visit->buffer, sizeof visit->buffer, G_PRIORITY_DEFAULT,
                             visit->cancellable, on_read_cb, g_rc_box_acquire (visit));
}

static gboolean
is_ours (GSocketConnection *connection)
{
  g_autoptr (GCredentials) peer
      = g_socket_get_credentials (g_socket_connection_get_socket (connection), NULL);

  return peer != NULL && g_credentials_get_unix_user (peer, NULL) == getuid ();
}

static gboolean
on_incoming_cb (VtrSshAsker       *self,
                GSocketConnection *connection)
{
  Visit *visit;

  if (!is_ours (connection))
    return TRUE;

  visit = g_rc_box_new0 (Visit);
  visit->asker = self;
  visit->connection = g_object_ref (connection);
  visit->cancellable = g_cancellable_new ();
  visit->text = g_string_new (NULL);
  g_hash_table_add (self->visits, visit);
  read_more (visit);
  return TRUE;
}

static void
vtr_ssh_asker_dispose (GObject *object)
{
  VtrSshAsker *self = VTR_SSH_ASKER (object);
  g_autoptr (GPtrArray) visits = g_hash_table_get_keys_as_ptr_array (self->visits);

  for (guint i = 0; i < visits->len; i++)
    on_hangup (visits->pdata[i]);
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);

  G_OBJECT_CLASS (vtr_ssh_asker_parent_class)->dispose (object);
}

static void
vtr_ssh_asker_finalize (GObject *object)
{
  VtrSshAsker *self = VTR_SSH_ASKER (object);

  g_free (self->last_prompt);
  g_hash_table_unref (self->visits);

  G_OBJECT_CLASS (vtr_ssh_asker_parent_class)->finalize (object);
}

static void
vtr_ssh_asker_class_init (VtrSshAskerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_ssh_asker_dispose;
  object_class->finalize = vtr_ssh_asker_finalize;

  signals[SIGNAL_QUESTION]
      = g_signal_new ("question", VTR_TYPE_SSH_ASKER, G_SIGNAL_RUN_LAST, 0,
                      g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1,
                      VTR_TYPE_AUTH_REQUEST);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", VTR_TYPE_SSH_ASKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_ssh_asker_init (VtrSshAsker *self)
{
  self->visits = g_hash_table_new_full (NULL, NULL, visit_unref, NULL);
}

/**
 * vtr_ssh_asker_new:
 * @path: where to listen
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): an asker that listens
 */
VtrSshAsker *
vtr_ssh_asker_new (const char *path,
                   GError    **error)
{
  g_autoptr (VtrSshAsker) self = g_object_new (VTR_TYPE_SSH_ASKER, NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  self->service = g_socket_service_new ();
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (on_incoming_cb), self,
                           G_CONNECT_SWAPPED);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL,
                                      error))
    return NULL;

  return g_steal_pointer (&self);
}
