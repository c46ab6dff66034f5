/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-question-queue.h"

struct _VtrQuestionQueue
{
  VtrQuestionFunc ask;
  gpointer        user_data;
  GQueue          questions; /* Question: the first one is being asked, unless… */
  VtrHost        *answered;  /* …this host has its answer, and may have more to ask */
};

typedef struct
{
  VtrHost        *host;
  VtrAuthRequest *request;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->host);
  g_object_unref (question->request);
  g_free (question);
}

static void
ask_first (VtrQuestionQueue *self)
{
  Question *question = g_queue_peek_head (&self->questions);

  if (question != NULL && self->answered == NULL)
    self->ask (question->host, question->request, self->user_data);
}

static void
on_request_settled_cb (VtrAuthRequest *request,
                       gpointer        user_data)
{
  VtrQuestionQueue *self = user_data;

  for (GList *l = self->questions.head; l != NULL; l = l->next)
    {
      Question *question = l->data;
      gboolean was_first = l == self->questions.head;

      if (question->request != request)
        continue;
      if (was_first && vtr_host_get_state (question->host) == VTR_HOST_CONNECTING)
        g_set_object (&self->answered, question->host);
      g_signal_handlers_disconnect_by_data (request, self);
      g_queue_delete_link (&self->questions, l);
      free_question (question);
      if (was_first)
        ask_first (self);
      return;
    }
}

/**
 * vtr_question_queue_new:
 * @ask: asks a person; called for the next one when the one before is settled
 * @user_data: for @ask
 *
 * Returns: (transfer full): an empty queue
 */
VtrQuestionQueue *
vtr_question_queue_new (VtrQuestionFunc ask,
                        gpointer        user_data)
{
  VtrQuestionQueue *self = g_new0 (VtrQuestionQueue, 1);

  self->ask = ask;
  self->user_data = user_data;
  g_queue_init (&self->questions);
  return self;
}

void
vtr_question_queue_free (VtrQuestionQueue *self)
{
  for (GList *l = self->questions.head; l != NULL; l = l->next)
    g_signal_handlers_disconnect_by_data (((Question *) l->data)->request, self);
  g_queue_clear_full (&self->questions, free_question);
  g_clear_object (&self->answered);
  g_free (self);
}

/**
 * vtr_question_queue_add:
 * @self: a queue
 * @host: who asks; it goes first where it had an answer just now
 * @request: (transfer none): what it asks
 */
void
vtr_question_queue_add (VtrQuestionQueue *self,
                        VtrHost          *host,
                        VtrAuthRequest   *request)
{
  Question *question = g_new (Question, 1);

  question->host = g_object_ref (host);
  question->request = g_object_ref (request);
  g_signal_connect (request, "settled", G_CALLBACK (on_request_settled_cb), self);
  if (host == self->answered)
    {
      g_clear_object (&self->answered);
      g_queue_push_head (&self->questions, question);
      ask_first (self);
      return;
    }

  g_queue_push_tail (&self->questions, question);
  if (g_queue_get_length (&self->questions) == 1)
    ask_first (self);
}

/**
 * vtr_question_queue_drop:
 * @self: a queue
 * @host: who has no use for an answer any more, also where its turn to ask had not come
 */
void
vtr_question_queue_drop (VtrQuestionQueue *self,
                         VtrHost          *host)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *l = self->questions.tail; l != NULL; l = l->prev)
    if (((Question *) l->data)->host == host)
      g_ptr_array_add (requests, g_object_ref (((Question *) l->data)->request));

  for (guint i = 0; i < requests->len; i++)
    vtr_auth_request_cancel (requests->pdata[i]);

  if (host == self->answered)
    {
      g_clear_object (&self->answered);
      ask_first (self);
    }
}
