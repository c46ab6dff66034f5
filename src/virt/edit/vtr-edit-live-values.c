/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-edit-live.h"

#include <string.h>

#include "base/vtr-error.h"
#include "definition/vtr-namespaces.h"

#include "virt/vtr-virt-error.h"

#define LIVE VIR_DOMAIN_AFFECT_LIVE

/* Sets one value in the running machine; returns what libvirt returns. @value may be NULL. */
typedef int (*SetValue) (virDomainPtr domain,
                         const char  *parameter,
                         const char  *value);

static guint64
number (const char *value)
{
  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
}

static int
set_vcpus (virDomainPtr domain,
           const char  *parameter,
           const char  *value)
{
  return virDomainSetVcpusFlags (domain, (unsigned int) number (value), LIVE);
}

static int
set_memory (virDomainPtr domain,
            const char  *parameter,
            const char  *value)
{
  return virDomainSetMemoryFlags (domain, number (value) / 1024, LIVE);
}

static int
set_stats_period (virDomainPtr domain,
                  const char  *parameter,
                  const char  *value)
{
  return virDomainSetMemoryStatsPeriod (domain, (int) number (value), LIVE);
}

static int
set_title (virDomainPtr domain,
           const char  *parameter,
           const char  *value)
{
  return virDomainSetMetadata (domain, VIR_DOMAIN_METADATA_TITLE, value, NULL, NULL, LIVE);
}

static int
set_description (virDomainPtr domain,
                 const char  *parameter,
                 const char  *value)
{
  return virDomainSetMetadata (domain, VIR_DOMAIN_METADATA_DESCRIPTION, value, NULL, NULL, LIVE);
}

static int
set_lifecycle (virDomainPtr domain,
               const char  *parameter,
               const char  *value)
{
  static const char *const types[] = { "on-poweroff", "on-reboot", "on-crash" };
  static const char *const actions[] = { "destroy",          "restart",          "rename-restart",
                                         "preserve",         "coredump-destroy", "coredump-restart" };

  for (guint type = 0; type < G_N_ELEMENTS (types); type++)
    for (guint action = 0; action < G_N_ELEMENTS (actions); action++)
      if (g_str_equal (types[type], parameter) && g_strcmp0 (actions[action], value) == 0)
        return virDomainSetLifecycleAction (domain, type, action, LIVE);

  return -1;
}

static int
set_typed (virDomainPtr domain,
           const char  *parameter,
           const char  *value,
           int          type,
           int        (*call) (virDomainPtr, virTypedParameterPtr, int, unsigned int))
{
  virTypedParameterPtr params = NULL;
  int n_params = 0;
  int n_allocated = 0;
  int result;

  if (type == VIR_TYPED_PARAM_LLONG)
    virTypedParamsAddLLong (&params, &n_params, &n_allocated, parameter,
                            value != NULL ? g_ascii_strtoll (value, NULL, 10) : -1);
  else if (type == VIR_TYPED_PARAM_UINT)
    virTypedParamsAddUInt (&params, &n_params, &n_allocated, parameter, (unsigned int) number (value));
  else
    virTypedParamsAddULLong (&params, &n_params, &n_allocated, parameter, number (value));

  result = call (domain, params, n_params, LIVE);
  virTypedParamsFree (params, n_params);
  return result;
}

static int
set_scheduler (virDomainPtr domain,
               const char  *parameter,
               const char  *value)
{
  return set_typed (domain, parameter, value,
                    g_str_has_suffix (parameter, "quota") ? VIR_TYPED_PARAM_LLONG
                                                          : VIR_TYPED_PARAM_ULLONG,
                    virDomainSetSchedulerParametersFlags);
}

/* "No limit" is the greatest number there is. */
static int
set_memory_limit (virDomainPtr domain,
                  const char  *parameter,
                  const char  *value)
{
  g_autofree char *kibibytes
      = g_strdup_printf ("%" G_GUINT64_FORMAT, value != NULL ? number (value) / 1024
                                                             : (guint64) VIR_DOMAIN_MEMORY_PARAM_UNLIMITED);

  return set_typed (domain, parameter, kibibytes, VIR_TYPED_PARAM_ULLONG,
                    virDomainSetMemoryParameters);
}

static int
set_disk_weight (virDomainPtr domain,
                 const char  *parameter,
                 const char  *value)
{
  return set_typed (domain, parameter, value, VIR_TYPED_PARAM_UINT, virDomainSetBlkioParameters);
}

static const struct
{
  const char *kind;
  const char *field;
  const char *parameter;
  SetValue    set;
} calls[] = {
  { "vcpu", "current", NULL, set_vcpus },
  { "memory", "current", NULL, set_memory },
  { "memballoon", "stats-period", NULL, set_stats_period },
  { "machine", "title", NULL, set_title },
  { "machine", "description", NULL, set_description },
  { "events", "on-poweroff", "on-poweroff", set_lifecycle },
  { "events", "on-reboot", "on-reboot", set_lifecycle },
  { "events", "on-crash", "on-crash", set_lifecycle },
  { "cputune", "shares", VIR_DOMAIN_SCHEDULER_CPU_SHARES, set_scheduler },
  { "cputune", "period", VIR_DOMAIN_SCHEDULER_VCPU_PERIOD, set_scheduler },
  { "cputune", "quota", VIR_DOMAIN_SCHEDULER_VCPU_QUOTA, set_scheduler },
  { "cputune", "global-period", VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD, set_scheduler },
  { "cputune", "global-quota", VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA, set_scheduler },
  { "cputune", "emulator-period", VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD, set_scheduler },
  { "cputune", "emulator-quota", VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA, set_scheduler },
  { "cputune", "iothread-period", VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD, set_scheduler },
  { "cputune", "iothread-quota", VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA, set_scheduler },
  { "limits", "hard-limit", VIR_DOMAIN_MEMORY_HARD_LIMIT, set_memory_limit },
  { "limits", "soft-limit", VIR_DOMAIN_MEMORY_SOFT_LIMIT, set_memory_limit },
  { "limits", "swap-hard-limit", VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT, set_memory_limit },
  { "limits", "disk-weight", VIR_DOMAIN_BLKIO_WEIGHT, set_disk_weight },
};

static gboolean
is_throttle (const VtrKind *kind,
             const char    *field)
{
  return g_str_equal (kind->name, "disk") && g_str_has_prefix (field, "iotune-");
}

static int
find_call (const VtrKind *kind,
           const char    *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (calls[i].kind, kind->name) && g_str_equal (calls[i].field, field))
      return (int) i;

  return -1;
}

gboolean
vtr_edit_live_has_call (const VtrKind *kind,
                        const char    *field)
{
  return kind != NULL && (is_throttle (kind, field) || find_call (kind, field) >= 0);
}

/* All limits of a disk at once: libvirt takes one that is not named for one that is not wanted. */
static gboolean
set_throttle (virDomainPtr    domain,
              const VtrItem  *disk,
              const VtrEdit  *edit,
              GError        **error)
{
  g_autoptr (VtrXmlDoc) clone = vtr_xml_node_clone (disk->node);
  VtrXmlNode *root = vtr_xml_doc_get_root (clone);
  virTypedParameterPtr params = NULL;
  int n_params = 0;
  int n_allocated = 0;
  int result;

  for (const VtrField *field = disk->kind->fields; field->name != NULL; field++)
    {
      const char *name = strrchr (field->path, '/');
      g_autofree char *value = NULL;

      if (!is_throttle (disk->kind, field->name))
        continue;
      value = vtr_field_get (field, root);
      for (guint i = 0; i < edit->fields->len; i++)
        if (g_str_equal (edit->fields->pdata[i], field->name))
          {
            g_free (value);
            value = g_strdup (edit->values->pdata[i]);
          }
      if (value == NULL)
        continue;
      if (g_str_equal (name + 1, "group_name"))
        virTypedParamsAddString (&params, &n_params, &n_allocated, name + 1, value);
      else
        virTypedParamsAddULLong (&params, &n_params, &n_allocated, name + 1, number (value));
    }
  if (n_params == 0)
    virTypedParamsAddULLong (&params, &n_params, &n_allocated,
                             VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC, 0);

  result = virDomainSetBlockIoTune (domain, vtr_xml_node_get (root, "target/@dev"), params, n_params, LIVE);
  virTypedParamsFree (params, n_params);
  if (result < 0)
    g_propagate_error (error, vtr_virt_take_error ());
  return result >= 0;
}

/**
 * vtr_edit_live_call:
 * @domain: a running machine
 * @item: what is edited, as it runs
 * @edit: only fields for which vtr_edit_live_has_call() said yes
 * @error: a location for the reason why not
 *
 * Returns: whether all of them were set
 */
gboolean
vtr_edit_live_call (virDomainPtr    domain,
                    const VtrItem  *item,
                    const VtrEdit  *edit,
                    GError        **error)
{
  gboolean throttle = FALSE;

  for (guint i = 0; i < edit->fields->len; i++)
    {
      int call = find_call (item->kind, edit->fields->pdata[i]);

      throttle |= call < 0;
      if (call < 0 || calls[call].set (domain, calls[call].parameter, edit->values->pdata[i]) == 0)
        continue;
      g_propagate_error (error, vtr_virt_take_error ());
      return FALSE;
    }
  return !throttle || set_throttle (domain, item, edit, error);
}

/**
 * vtr_edit_live_metadata:
 * @self: an edit of what is remembered about a machine
 * @error: a location for the reason why not
 *
 * Returns: whether the running machine has the metadata of the saved one
 */
gboolean
vtr_edit_live_metadata (VtrLiveEdit  *self,
                        GError      **error)
{
  static const struct
  {
    const char *path;
    const char *prefix;
    const char *uri;
  } spaces[] = {
    { "metadata/{" VTR_OSINFO_NAMESPACE "}libosinfo", "libosinfo", VTR_OSINFO_NAMESPACE },
    { "metadata/{" VTR_MACHINE_NAMESPACE "}vitrine", "vitrine", VTR_MACHINE_NAMESPACE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      VtrXmlNode *saved = vtr_xml_node_find (vtr_xml_doc_get_root (self->saved), spaces[i].path);
      VtrXmlNode *running = vtr_xml_node_find (vtr_xml_doc_get_root (self->running), spaces[i].path);
      g_autofree char *wanted = saved != NULL ? vtr_xml_node_to_string (saved) : NULL;
      g_autofree char *current = running != NULL ? vtr_xml_node_to_string (running) : NULL;

      if (g_strcmp0 (wanted, current) == 0)
        continue;
      if (virDomainSetMetadata (self->domain, VIR_DOMAIN_METADATA_ELEMENT, wanted, spaces[i].prefix,
                                spaces[i].uri, LIVE) < 0)
        {
          g_propagate_error (error, vtr_virt_take_error ());
          return FALSE;
        }
    }
  return TRUE;
}
