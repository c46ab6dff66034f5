/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-screen-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "virt/host/vtr-host.h"

static const SecretSchema schema = {
  "org.vitrine.Vitrine.Screen",
  SECRET_SCHEMA_NONE,
  {
      { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "machine", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* The same machine may have another password on another host that it was copied to. */
static GHashTable *
make_attributes (VtrMachine *machine)
{
  VtrHost *host = vtr_machine_get_host (machine);

  return secret_attributes_build (&schema, "host", host != NULL ? vtr_host_get_uri (host) : "",
                                  "machine", vtr_machine_get_uuid (machine), NULL);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *password = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, password, (GDestroyNotify) secret_password_free);
}

/**
 * vtr_screen_keyring_find_async:
 * @machine: whose screen asks for a password
 * @cancellable: (nullable): a cancellable
 * @callback: called with the password
 * @user_data: for @callback
 */
void
vtr_screen_keyring_find_async (VtrMachine         *machine,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GHashTable) attributes = make_attributes (machine);
  GTask *task = g_task_new (machine, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_screen_keyring_find_async);
  secret_password_lookupv (&schema, attributes, cancellable, on_found_cb, task);
}

/**
 * vtr_screen_keyring_find_finish:
 * @machine: whose screen asks for a password
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what is kept; %NULL without an error where nothing is
 */
char *
vtr_screen_keyring_find_finish (VtrMachine   *machine,
                                GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    g_debug ("screen password not kept: %s", error->message);
}

/**
 * vtr_screen_keyring_keep:
 * @machine: whose screen it opens
 * @password: what has just opened it
 */
void
vtr_screen_keyring_keep (VtrMachine *machine,
                         const char *password)
{
  g_autoptr (GHashTable) attributes = make_attributes (machine);
  /* Translators: a name in the keyring: %s is a machine. */
  g_autofree char *label
      = g_strdup_printf (_("Vitrine: screen of %s"), vtr_machine_get_display_name (machine));

  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, password, NULL,
                          on_stored_cb, NULL);
}

static void
on_cleared_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_debug ("screen password not forgotten: %s", error->message);
}

void
vtr_screen_keyring_forget (VtrMachine *machine)
{
  g_autoptr (GHashTable) attributes = make_attributes (machine);

  secret_password_clearv (&schema, attributes, NULL, on_cleared_cb, NULL);
}
