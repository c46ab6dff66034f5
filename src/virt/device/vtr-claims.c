/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-claims.h"

#include "base/vtr-error.h"
#include "definition/vtr-item.h"

#include "virt/host/vtr-host-private.h"
#include "virt/machine/vtr-machine-private.h"
#include "virt/vtr-virt-error.h"

/* A call that takes longer is taken for one that hangs. */
#define BATCH_MICROSECONDS (2 * G_USEC_PER_SEC)

/* The machines that are still to be asked, and what the others said. It is with the worker or with the
 * main thread, never with both. */
typedef struct
{
  GPtrArray  *domains; /* virDomainPtr */
  GHashTable *claims;
} Reading;

static void
free_domain (gpointer data)
{
  virDomainFree (data);
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_ptr_array_unref (reading->domains);
  g_hash_table_unref (reading->claims);
}

static void
release_reading (gpointer data)
{
  g_atomic_rc_box_release_full (data, free_reading);
}

static void
claim (GHashTable *claims,
       char       *token,
       const char *name)
{
  const char *others = g_hash_table_lookup (claims, token);
  char *names = others != NULL ? g_strdup_printf ("%s, %s", others, name) : g_strdup (name);

  g_hash_table_replace (claims, token, names);
}

static guint
read_number (const VtrItem *item,
             const char    *field)
{
  g_autofree char *value = vtr_item_get (item, field);

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 0) : 0;
}

/**
 * vtr_claim_get_token:
 * @item: a device of a machine
 *
 * Returns: (transfer full) (nullable): what it lays claim to; NULL for nothing of which there is one
 */
char *
vtr_claim_get_token (const VtrItem *item)
{
  static const struct
  {
    const char *kind;
    const char *field;
    const char *prefix;
  } plain[] = {
    { "interface", "mac", "mac" },
    { "disk", "source-file", "path" },
    { "disk", "source-dev", "path" },
    { "hostdev", "source-address-uuid", "mdev" },
  };
  g_autofree char *vendor = NULL;
  g_autofree char *product = NULL;
  g_autofree char *type = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *value = g_str_equal (plain[i].kind, item->kind->name)
                                   ? vtr_item_get (item, plain[i].field)
                                   : NULL;

      if (value != NULL)
        return g_strdup_printf ("%s:%s", plain[i].prefix, value);
    }
  if (!g_str_equal (item->kind->name, "hostdev"))
    return NULL;

  vendor = vtr_item_get (item, "source-vendor-id");
  product = vtr_item_get (item, "source-product-id");
  type = vtr_item_get (item, "type");
  if (vendor != NULL && product != NULL)
    return g_strdup_printf ("usb:%s:%s", vendor, product);
  if (g_strcmp0 (type, "pci") != 0)
    return NULL;
  return g_strdup_printf ("pci:%04x:%02x:%02x.%x", read_number (item, "source-address-domain"),
                          read_number (item, "source-address-bus"),
                          read_number (item, "source-address-slot"),
                          read_number (item, "source-address-function"));
}

static void
read_machine (Reading      *reading,
              virDomainPtr  domain)
{
  char *xml = virDomainGetXMLDesc (domain, 0);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
  g_autoptr (GPtrArray) devices = doc != NULL ? vtr_item_list_devices (doc) : NULL;

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      char *token = vtr_claim_get_token (devices->pdata[i]);

      if (token != NULL)
        claim (reading->claims, token, virDomainGetName (domain));
    }
  free (xml);
}

static void
read_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  Reading *reading = data;
  gint64 until = g_get_monotonic_time () + BATCH_MICROSECONDS;

  while (reading->domains->len > 0 && g_get_monotonic_time () < until)
    {
      read_machine (reading, reading->domains->pdata[reading->domains->len - 1]);
      g_ptr_array_set_size (reading->domains, (int) reading->domains->len - 1);
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  VtrHost *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  vtr_link_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (reading->domains->len == 0)
    g_task_return_pointer (task, g_hash_table_ref (reading->claims),
                           (GDestroyNotify) g_hash_table_unref);
  else if (self->link == NULL)
    g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                     "The host is not connected");
  else
    vtr_link_run (self->link, NULL, read_in_worker, g_atomic_rc_box_acquire (reading), release_reading,
                  VTR_WORK_BACKGROUND, g_task_get_cancellable (task), on_read_cb,
                  g_object_ref (task));
}

/**
 * vtr_host_load_claims_async:
 * @self: a host
 * @except: (nullable): a machine whose own claims are no news
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_host_load_claims_async (VtrHost             *self,
                            VtrMachine          *except,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GListModel *machines = vtr_host_get_machines (self);
  Reading *reading = g_atomic_rc_box_new (Reading);

  *reading = (Reading) { g_ptr_array_new_with_free_func (free_domain),
                         g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  g_task_set_source_tag (task, vtr_host_load_claims_async);
  g_task_set_task_data (task, reading, release_reading);
  if (self->link == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);
      virDomainPtr domain = machine != except ? _vtr_machine_get_domain (machine) : NULL;

      if (domain != NULL && virDomainRef (domain) == 0)
        g_ptr_array_add (reading->domains, domain);
    }
  vtr_link_run (self->link, NULL, read_in_worker, g_atomic_rc_box_acquire (reading), release_reading,
                VTR_WORK_BACKGROUND, cancellable, on_read_cb, g_object_ref (task));
}

/**
 * vtr_host_load_claims_finish:
 * @self: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): names of machines by what they lay claim to
 */
GHashTable *
vtr_host_load_claims_finish (VtrHost       *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
