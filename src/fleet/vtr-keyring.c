/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

/* A keyring that does not answer must not keep anybody from typing. */
#define PATIENCE_SECONDS 3

struct _VtrKeyring
{
  VtrKeyringAskFunc     ask;
  VtrKeyringTroubleFunc tell;
  gpointer              user_data;
  GCancellable         *gone;    /* cancelled when the keyring is freed */
  GHashTable           *pending; /* VtrHost -> GPtrArray of VtrAuthRequest: kept once it is connected */
};

typedef struct
{
  VtrKeyring     *keyring; /* to be looked at only while not gone */
  GCancellable   *gone;
  GCancellable   *cancellable;
  guint           patience_source;
  VtrHost        *host;
  VtrAuthRequest *request;
} Lookup;

static const SecretSchema schema = {
  "org.vitrine.Vitrine.Login",
  SECRET_SCHEMA_NONE,
  {
      { "where", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "what", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* A key's passphrase is the same for all servers. */
static GHashTable *
make_attributes (VtrHost        *host,
                 VtrAuthRequest *request)
{
  gboolean everywhere = vtr_auth_request_get_kind (request) == VTR_AUTH_PASSPHRASE;
  const char *subject = vtr_auth_request_get_subject (request);

  return secret_attributes_build (&schema, "where", everywhere ? "" : vtr_host_get_uri (host),
                                  "what", subject != NULL ? subject : "", NULL);
}

/* Keeping */

typedef struct
{
  VtrKeyring   *keyring;
  GCancellable *gone;
  VtrHost      *host;
} Store;

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Store *store = user_data;
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error) && !g_cancellable_is_cancelled (store->gone))
    store->keyring->tell (store->host, error, store->keyring->user_data);
  g_object_unref (store->gone);
  g_object_unref (store->host);
  g_free (store);
}

static void
keep (VtrKeyring     *self,
      VtrHost        *host,
      VtrAuthRequest *request)
{
  g_autoptr (GHashTable) attributes = make_attributes (host, request);
  char **answers = vtr_auth_request_get_answers (request);
  /* Translators: a name in the keyring: %s is an account on a server, or the file of a key. */
  g_autofree char *label
      = g_strdup_printf (_("Vitrine: %s"), vtr_auth_request_get_subject (request) != NULL
                                               ? vtr_auth_request_get_subject (request)
                                               : vtr_host_get_title (host));
  Store *store;

  if (answers == NULL || answers[0] == NULL)
    return;

  store = g_new (Store, 1);
  *store = (Store) { self, g_object_ref (self->gone), g_object_ref (host) };
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, answers[0],
                          self->gone, on_stored_cb, store);
}

/* Whoever is let in has said the right thing. */
void
vtr_keyring_note_state (VtrKeyring *self,
                        VtrHost    *host)
{
  VtrHostState state = vtr_host_get_state (host);
  GPtrArray *requests = g_hash_table_lookup (self->pending, host);

  if (requests == NULL || state == VTR_HOST_CONNECTING)
    return;

  for (guint i = 0; i < requests->len && state == VTR_HOST_CONNECTED; i++)
    keep (self, host, requests->pdata[i]);
  g_hash_table_remove (self->pending, host);
}

/* Looking up */

typedef struct
{
  VtrKeyring   *keyring;
  GCancellable *gone;
  VtrHost      *host;
} Watch;

static void
free_watch (gpointer  data,
            GClosure *closure)
{
  Watch *watch = data;

  g_object_unref (watch->gone);
  g_object_unref (watch->host);
  g_free (watch);
}

static void
on_request_settled_cb (VtrAuthRequest *request,
                       Watch          *watch)
{
  GPtrArray *requests;

  if (!vtr_auth_request_get_remember (request) || g_cancellable_is_cancelled (watch->gone))
    return;

  requests = g_hash_table_lookup (watch->keyring->pending, watch->host);
  if (requests == NULL)
    {
      requests = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (watch->keyring->pending, g_object_ref (watch->host), requests);
    }
  g_ptr_array_add (requests, g_object_ref (request));
}

static void
ask (VtrKeyring     *self,
     VtrHost        *host,
     VtrAuthRequest *request)
{
  Watch *watch = g_new (Watch, 1);

  *watch = (Watch) { self, g_object_ref (self->gone), g_object_ref (host) };
  g_signal_connect_data (request, "settled", G_CALLBACK (on_request_settled_cb), watch, free_watch,
                         G_CONNECT_DEFAULT);
  self->ask (host, request, self->user_data);
}

static gboolean
on_patience_cb (gpointer user_data)
{
  Lookup *lookup = user_data;

  lookup->patience_source = 0;
  g_cancellable_cancel (lookup->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_looked_up_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Lookup *lookup = user_data;
  char *password = secret_password_lookup_finish (result, NULL);
  const char *answers[] = { password, NULL };

  if (!g_cancellable_is_cancelled (lookup->gone) && !vtr_auth_request_is_settled (lookup->request))
    {
      if (password != NULL)
        vtr_auth_request_answer (lookup->request, answers);
      else
        ask (lookup->keyring, lookup->host, lookup->request);
    }

  secret_password_free (password);
  g_clear_handle_id (&lookup->patience_source, g_source_remove);
  g_object_unref (lookup->gone);
  g_object_unref (lookup->cancellable);
  g_object_unref (lookup->host);
  g_object_unref (lookup->request);
  g_free (lookup);
}

/**
 * vtr_keyring_take:
 * @self: a keyring
 * @host: who asks
 * @request: (transfer none): what it asks; answered from the keyring, or passed on
 */
void
vtr_keyring_take (VtrKeyring     *self,
                  VtrHost        *host,
                  VtrAuthRequest *request)
{
  g_autoptr (GHashTable) attributes = NULL;
  Lookup *lookup;

  if (vtr_auth_request_get_kind (request) == VTR_AUTH_HOST_KEY
      || !vtr_auth_request_get_can_remember (request))
    {
      self->ask (host, request, self->user_data);
      return;
    }
  if (vtr_auth_request_get_again (request))
    {
      ask (self, host, request);
      return;
    }

  lookup = g_new0 (Lookup, 1);
  lookup->keyring = self;
  lookup->gone = g_object_ref (self->gone);
  lookup->cancellable = g_cancellable_new ();
  lookup->host = g_object_ref (host);
  lookup->request = g_object_ref (request);
  lookup->patience_source = g_timeout_add_seconds (PATIENCE_SECONDS, on_patience_cb, lookup);
  attributes = make_attributes (host, request);
  secret_password_lookupv (&schema, attributes, lookup->cancellable, on_looked_up_cb, lookup);
}

/**
 * vtr_keyring_new:
 * @ask_func: asks the person
 * @tell: told when something could not be kept
 * @user_data: for both
 *
 * Returns: (transfer full): the person's keyring
 */
VtrKeyring *
vtr_keyring_new (VtrKeyringAskFunc     ask_func,
                 VtrKeyringTroubleFunc tell,
                 gpointer              user_data)
{
  VtrKeyring *self = g_new0 (VtrKeyring, 1);

  self->ask = ask_func;
  self->tell = tell;
  self->user_data = user_data;
  self->gone = g_cancellable_new ();
  self->pending = g_hash_table_new_full (NULL, NULL, g_object_unref,
                                         (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
vtr_keyring_free (VtrKeyring *self)
{
  g_cancellable_cancel (self->gone);
  g_object_unref (self->gone);
  g_hash_table_unref (self->pending);
  g_free (self);
}
