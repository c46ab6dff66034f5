/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-auth-request-private.h"

#include <string.h>

typedef struct
{
  char    *text;
  char    *fallback;
  gboolean secret;
} Prompt;

struct _VtrAuthRequest
{
  GObject    parent_instance;

  GArray    *prompts;

  VtrAuthKind     kind;
  char           *subject;
  VtrAuthHostKey *host_key; /* NULL where nothing is asked about one */
  char           *yes;      /* how that is spelt, where it is not said by the answer */
  gboolean        can_remember;
  gboolean        remember;
  gboolean        again;    /* the answer before this was not accepted */

  /* Shared by the worker that waits and the main thread that answers. */
  GMutex     lock;
  GCond      settled;
  char     **answers;
  gboolean   is_settled;
};

enum
{
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrAuthRequest, vtr_auth_request, G_TYPE_OBJECT)

static void
clear_prompt (gpointer data)
{
  Prompt *prompt = data;

  g_free (prompt->text);
  g_free (prompt->fallback);
}

static void
free_host_key (VtrAuthHostKey *key)
{
  g_free (key->server);
  g_free (key->type);
  g_free (key->fingerprint);
  g_free (key);
}

/* Passwords do not stay in memory that is handed out again. */
static void
wipe (char **answers)
{
  for (guint i = 0; answers != NULL && answers[i] != NULL; i++)
    explicit_bzero (answers[i], strlen (answers[i]));
  g_strfreev (answers);
}

static void
vtr_auth_request_finalize (GObject *object)
{
  VtrAuthRequest *self = VTR_AUTH_REQUEST (object);

  wipe (self->answers);
  g_array_unref (self->prompts);
  g_free (self->subject);
  g_free (self->yes);
  g_clear_pointer (&self->host_key, free_host_key);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->settled);

  G_OBJECT_CLASS (vtr_auth_request_parent_class)->finalize (object);
}

static void
vtr_auth_request_class_init (VtrAuthRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_auth_request_finalize;

  signals[SIGNAL_SETTLED] = g_signal_new ("settled", VTR_TYPE_AUTH_REQUEST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_auth_request_init (VtrAuthRequest *self)
{
  self->prompts = g_array_new (FALSE, TRUE, sizeof (Prompt));
  g_array_set_clear_func (self->prompts, clear_prompt);
  g_mutex_init (&self->lock);
  g_cond_init (&self->settled);
}

/**
 * vtr_auth_request_new:
 * @kind: what is asked
 * @subject: (nullable): about what: an account, a key's file
 *
 * Returns: (transfer full): a request without prompts
 */
VtrAuthRequest *
vtr_auth_request_new (VtrAuthKind kind,
                      const char *subject)
{
  VtrAuthRequest *self = g_object_new (VTR_TYPE_AUTH_REQUEST, NULL);

  self->kind = kind;
  self->subject = g_strdup (subject);
  return self;
}

/**
 * vtr_auth_request_add_prompt:
 * @self: a request
 * @text: (nullable): what is asked, as whoever asks puts it
 * @fallback: (nullable): what is proposed as an answer
 * @secret: whether nobody may look on
 */
void
vtr_auth_request_add_prompt (VtrAuthRequest *self,
                             const char     *text,
                             const char     *fallback,
                             gboolean        secret)
{
  Prompt prompt = { g_strdup (text), g_strdup (fallback), secret };

  g_array_append_val (self->prompts, prompt);
}

/**
 * vtr_auth_request_set_host_key:
 * @self: a request
 * @server: which server
 * @type: which sort of key
 * @fingerprint: what a person compares
 */
void
vtr_auth_request_set_host_key (VtrAuthRequest *self,
                               const char     *server,
                               const char     *type,
                               const char     *fingerprint)
{
  g_clear_pointer (&self->host_key, free_host_key);
  self->host_key = g_new (VtrAuthHostKey, 1);
  *self->host_key = (VtrAuthHostKey) { g_strdup (server), g_strdup (type), g_strdup (fingerprint) };
}

/* Whether the person may choose if the answer is kept for the next time. */
void
vtr_auth_request_set_can_remember (VtrAuthRequest *self,
                                   gboolean        can_remember)
{
  self->can_remember = can_remember;
}

/* Whether the same was asked a moment ago and the answer did not do. */
void
vtr_auth_request_set_again (VtrAuthRequest *self,
                            gboolean        again)
{
  self->again = again;
}

VtrAuthKind
vtr_auth_request_get_kind (VtrAuthRequest *self)
{
  return self->kind;
}

/**
 * vtr_auth_request_get_subject:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): about what it is: an account, a key's file
 */
const char *
vtr_auth_request_get_subject (VtrAuthRequest *self)
{
  return self->subject;
}

/**
 * vtr_auth_request_get_host_key:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the key that is asked about
 */
const VtrAuthHostKey *
vtr_auth_request_get_host_key (VtrAuthRequest *self)
{
  return self->host_key;
}

gboolean
vtr_auth_request_get_can_remember (VtrAuthRequest *self)
{
  return self->can_remember;
}

gboolean
vtr_auth_request_get_again (VtrAuthRequest *self)
{
  return self->again;
}

/* To be said before the answer. */
void
vtr_auth_request_set_remember (VtrAuthRequest *self,
                               gboolean        remember)
{
  self->remember = remember;
}

gboolean
vtr_auth_request_get_remember (VtrAuthRequest *self)
{
  return self->remember;
}

/* The ssh libraries within libvirt ask in one sentence, which may be in any language, whether a
 * server's key is the right one; they want a letter. */
static void
look_for_host_key (VtrAuthRequest *self)
{
  const char *text = self->prompts->len == 1 ? vtr_auth_request_get_prompt (self, 0) : NULL;
  g_autoptr (GRegex) regex
      = g_regex_new ("'((?:[0-9A-Fa-f]{2}:){15,}[0-9A-Fa-f]{2})'.*'([^']+)'.*\\((\\w)/\\w\\)",
                     G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *server = NULL;

  if (text == NULL || !g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match))
    return;

  fingerprint = g_match_info_fetch (match, 1);
  server = g_match_info_fetch (match, 2);
  self->yes = g_match_info_fetch (match, 3);
  self->kind = VTR_AUTH_HOST_KEY;
  vtr_auth_request_set_host_key (self, server, NULL, fingerprint);
}

VtrAuthRequest *
_vtr_auth_request_new (const virConnectCredential *credentials,
                       guint                       n_credentials)
{
  VtrAuthRequest *self = g_object_new (VTR_TYPE_AUTH_REQUEST, NULL);

  for (guint i = 0; i < n_credentials; i++)
    {
      Prompt prompt = {
        .text = g_strdup (credentials[i].prompt),
        .fallback = g_strdup (credentials[i].defresult),
        .secret = credentials[i].type == VIR_CRED_PASSPHRASE
                  || credentials[i].type == VIR_CRED_NOECHOPROMPT,
      };

      g_array_append_val (self->prompts, prompt);
    }

  look_for_host_key (self);
  return self;
}

/* Returns FALSE where the person would not answer. libvirt frees each result with free(). */
gboolean
_vtr_auth_request_wait (VtrAuthRequest         *self,
                        virConnectCredentialPtr credentials,
                        guint                   n_credentials)
{
  gboolean answered;

  g_mutex_lock (&self->lock);
  while (!self->is_settled)
    g_cond_wait (&self->settled, &self->lock);

  answered = self->answers != NULL && g_strv_length (self->answers) >= n_credentials;
  for (guint i = 0; answered && i < n_credentials; i++)
    {
      const char *answer = self->yes != NULL ? self->yes : self->answers[i];

      credentials[i].result = strdup (answer);
      credentials[i].resultlen = (unsigned int) strlen (answer);
    }
  wipe (g_steal_pointer (&self->answers));
  g_mutex_unlock (&self->lock);

  return answered;
}

guint
vtr_auth_request_get_n_prompts (VtrAuthRequest *self)
{
  return self->prompts->len;
}

const char *
vtr_auth_request_get_prompt (VtrAuthRequest *self,
                             guint           index)
{
  return g_array_index (self->prompts, Prompt, index).text;
}

/**
 * vtr_auth_request_get_default:
 * @self: a request
 * @index: which prompt
 *
 * Returns: (nullable): what the host proposes as an answer
 */
const char *
vtr_auth_request_get_default (VtrAuthRequest *self,
                              guint           index)
{
  return g_array_index (self->prompts, Prompt, index).fallback;
}

gboolean
vtr_auth_request_is_secret (VtrAuthRequest *self,
                            guint           index)
{
  return g_array_index (self->prompts, Prompt, index).secret;
}

static void
settle (VtrAuthRequest    *self,
        const char *const *answers)
{
  g_autoptr (VtrAuthRequest) keep = g_object_ref (self);
  gboolean first;

  g_mutex_lock (&self->lock);
  first = !self->is_settled;
  if (first)
    {
      self->answers = g_strdupv ((char **) answers);
      self->is_settled = TRUE;
      g_cond_signal (&self->settled);
    }
  g_mutex_unlock (&self->lock);

  if (first)
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

/**
 * vtr_auth_request_answer:
 * @self: a request
 * @answers: (array zero-terminated=1): one for each prompt
 */
void
vtr_auth_request_answer (VtrAuthRequest    *self,
                         const char *const *answers)
{
  g_return_if_fail (g_strv_length ((char **) answers) == self->prompts->len);

  settle (self, answers);
}

void
vtr_auth_request_cancel (VtrAuthRequest *self)
{
  settle (self, NULL);
}

gboolean
vtr_auth_request_is_settled (VtrAuthRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_settled;
}

/**
 * vtr_auth_request_get_answers:
 * @self: a request that is settled
 *
 * For whoever asked with vtr_auth_request_new().
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): one answer for each prompt, %NULL
 *   where the person would not answer
 */
char **
vtr_auth_request_get_answers (VtrAuthRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->answers;
}
