/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-domain-capabilities.h"

#include "base/vtr-error.h"

#include "vtr-host-private.h"
#include "virt/vtr-virt-error.h"

/* NULL leaves the choice to libvirt. */
typedef struct
{
  char *emulator;
  char *arch;
  char *machine_type;
  char *virt_type;
} Sort;

static void
free_sort (gpointer data)
{
  Sort *sort = data;

  g_free (sort->emulator);
  g_free (sort->arch);
  g_free (sort->machine_type);
  g_free (sort->virt_type);
  g_free (sort);
}

static char *
name_sort (const Sort *sort)
{
  const char *parts[] = { sort->emulator, sort->arch, sort->machine_type, sort->virt_type };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (name, "%s\n", parts[i] != NULL ? parts[i] : "");
  return g_string_free_and_steal (name);
}

static void
load_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  const Sort *sort = data;
  GError *error = NULL;
  char *xml = virConnectGetDomainCapabilities (connection, sort->emulator, sort->arch,
                                               sort->machine_type, sort->virt_type, 0);
  VtrXmlDoc *doc = xml != NULL ? vtr_xml_doc_new (xml, -1, &error) : NULL;

  if (doc != NULL)
    g_task_return_pointer (task, doc, (GDestroyNotify) vtr_xml_doc_unref);
  else
    g_task_return_error (task, error != NULL ? error : vtr_virt_take_error ());
  free (xml);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrHost *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = vtr_link_finish (result, &error);

  if (doc == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_hash_table_replace (self->domain_capabilities, g_strdup (g_task_get_task_data (task)),
                        vtr_xml_doc_ref (doc));
  g_task_return_pointer (task, g_steal_pointer (&doc), (GDestroyNotify) vtr_xml_doc_unref);
}

/**
 * vtr_host_load_domain_capabilities_async:
 * @self: a host
 * @emulator: (nullable): the program that runs the machine
 * @arch: (nullable): its processors
 * @machine_type: (nullable): its main board
 * @virt_type: (nullable): kvm, qemu and so on
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 *
 * Asks what such machines can have. What is NULL is chosen by libvirt.
 */
void
vtr_host_load_domain_capabilities_async (VtrHost             *self,
                                         const char          *emulator,
                                         const char          *arch,
                                         const char          *machine_type,
                                         const char          *virt_type,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Sort *sort = g_new (Sort, 1);
  g_autofree char *name = NULL;
  VtrXmlDoc *known;

  *sort = (Sort) { g_strdup (emulator), g_strdup (arch), g_strdup (machine_type), g_strdup (virt_type) };
  name = name_sort (sort);
  known = g_hash_table_lookup (self->domain_capabilities, name);
  g_task_set_source_tag (task, vtr_host_load_domain_capabilities_async);
  g_task_set_task_data (task, g_steal_pointer (&name), g_free);

  if (known != NULL)
    g_task_return_pointer (task, vtr_xml_doc_ref (known), (GDestroyNotify) vtr_xml_doc_unref);
  else if (self->link == NULL)
    g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
  else
    {
      vtr_link_run (self->link, NULL, load_in_worker, sort, free_sort, VTR_WORK_NORMAL, cancellable,
                    on_loaded_cb, g_steal_pointer (&task));
      return;
    }
  free_sort (sort);
}

/**
 * vtr_host_load_domain_capabilities_finish:
 * @self: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): a definition of what there is, of the root "domainCapabilities"
 */
VtrXmlDoc *
vtr_host_load_domain_capabilities_finish (VtrHost       *self,
                                          GAsyncResult  *result,
                                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
