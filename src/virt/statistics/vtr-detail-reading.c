/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-detail-reading.h"

#include <stdio.h>

#include "base/vtr-time.h"

#include "virt/edit/vtr-definition-read.h"
#include "virt/vtr-virt-error.h"

#define GROUPS (VIR_DOMAIN_STATS_CPU_TOTAL | VIR_DOMAIN_STATS_VCPU | VIR_DOMAIN_STATS_BALLOON \
                | VIR_DOMAIN_STATS_BLOCK | VIR_DOMAIN_STATS_INTERFACE)

#define NANOSECOND 1e-9
#define KIBIBYTE 1024

static void
clear_value (gpointer value)
{
  g_free (((VtrReadValue *) value)->name);
}

/**
 * vtr_detail_reading_new:
 * @time: when it was taken, by vtr_time_now()
 *
 * Returns: (transfer full): a reading without numbers
 */
VtrDetailReading *
vtr_detail_reading_new (gint64 time)
{
  VtrDetailReading *self = g_new0 (VtrDetailReading, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (VtrReadValue));
  g_array_set_clear_func (self->values, clear_value);
  self->devices = g_ptr_array_new_with_free_func (g_free);
  self->time = time;
  return self;
}

void
vtr_detail_reading_free (gpointer data)
{
  VtrDetailReading *self = data;

  if (self == NULL)
    return;

  g_array_unref (self->values);
  g_ptr_array_unref (self->devices);
  g_free (self);
}

/**
 * vtr_detail_reading_add:
 * @self: a reading
 * @name: what it is a number of
 * @sort: how to make a value of it
 * @value: the number
 * @scale: what one of it is worth
 */
void
vtr_detail_reading_add (VtrDetailReading *self,
                        const char       *name,
                        VtrReadSort       sort,
                        double            value,
                        double            scale)
{
  VtrReadValue entry = { g_strdup (name), sort, value, scale };

  g_array_append_val (self->values, entry);
}

/**
 * vtr_detail_reading_add_device:
 * @self: a reading
 * @prefix: how the names of its numbers begin
 */
void
vtr_detail_reading_add_device (VtrDetailReading *self,
                               const char       *prefix)
{
  g_ptr_array_add (self->devices, g_strdup (prefix));
}

static gboolean
get (virDomainStatsRecordPtr  record,
     const char              *name,
     double                  *value)
{
  unsigned long long number;

  if (virTypedParamsGetULLong (record->params, record->nparams, name, &number) != 1)
    return FALSE;

  *value = (double) number;
  return TRUE;
}

static void
read_processors (VtrDetailReading        *self,
                 virDomainStatsRecordPtr  record,
                 guint                    host_processors)
{
  unsigned int n_vcpus = 0;
  double time;

  virTypedParamsGetUInt (record->params, record->nparams, "vcpu.current", &n_vcpus);
  if (n_vcpus > 0 && get (record, "cpu.time", &time))
    vtr_detail_reading_add (self, "cpu", VTR_READ_SHARE, time, NANOSECOND / n_vcpus);
  if (host_processors > 0 && get (record, "cpu.time", &time))
    vtr_detail_reading_add (self, "host-cpu", VTR_READ_SHARE, time, NANOSECOND / host_processors);

  /* Those that are switched off leave gaps in the numbers. */
  for (int i = 0; i < record->nparams; i++)
    {
      const virTypedParameter *param = &record->params[i];
      g_autofree char *name = NULL;
      unsigned int number;
      int end = 0;

      if (param->type != VIR_TYPED_PARAM_ULLONG
          || sscanf (param->field, "vcpu.%u.time%n", &number, &end) != 1
          || end == 0 || param->field[end] != '\0')
        continue;
      name = g_strdup_printf ("vcpu.%u", number);
      vtr_detail_reading_add (self, name, VTR_READ_SHARE, (double) param->value.ul, NANOSECOND);
      vtr_detail_reading_add_device (self, name);
    }
}

static void
read_memory (VtrDetailReading        *self,
             virDomainStatsRecordPtr  record)
{
  static const struct
  {
    const char *parameter;
    const char *name;
    VtrReadSort sort;
  } values[] = {
    { "balloon.current", "memory.given", VTR_READ_LEVEL },
    { "balloon.rss", "memory.resident", VTR_READ_LEVEL },
    { "balloon.swap_in", "memory.swap-in", VTR_READ_COUNT },
    { "balloon.swap_out", "memory.swap-out", VTR_READ_COUNT },
  };
  double available;
  double free;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double value;

      if (get (record, values[i].parameter, &value))
        vtr_detail_reading_add (self, values[i].name, values[i].sort, value, KIBIBYTE);
    }
  if (get (record, "balloon.available", &available)
      && (get (record, "balloon.usable", &free) || get (record, "balloon.unused", &free)))
    vtr_detail_reading_add (self, "memory.used", VTR_READ_LEVEL, MAX (0, available - free),
                            KIBIBYTE);
}

/* "block.0.name" says vda: what is measured of number 0 is measured of vda. Images below the one
 * that a disk writes to have its name too, and are no disks of their own. */
static void
read_device (VtrDetailReading        *self,
             virDomainStatsRecordPtr  record,
             const char              *place,
             const char              *prefix,
             const char *const       *names)
{
  vtr_detail_reading_add_device (self, prefix);
  for (guint i = 0; names[i] != NULL; i += 2)
    {
      g_autofree char *field = g_strconcat (place, names[i], NULL);
      g_autofree char *name = g_strconcat (prefix, names[i + 1], NULL);
      double value;

      if (get (record, field, &value))
        vtr_detail_reading_add (self, name, VTR_READ_COUNT, value, 1);
    }
}

static void
read_devices (VtrDetailReading        *self,
              virDomainStatsRecordPtr  record,
              const char              *group,
              const char              *kind,
              const char *const       *names)
{
  g_autofree char *count_name = g_strdup_printf ("%s.count", group);
  unsigned int count = 0;

  if (virTypedParamsGetUInt (record->params, record->nparams, count_name, &count) == 1)
    self->complete = TRUE;
  for (unsigned int i = 0; i < count; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%u.", group, i);
      g_autofree char *name_field = g_strconcat (place, "name", NULL);
      g_autofree char *prefix = NULL;
      const char *device = NULL;

      if (virTypedParamsGetString (record->params, record->nparams, name_field, &device) != 1)
        continue;
      prefix = g_strdup_printf ("%s.%s.", kind, device);
      if (!g_ptr_array_find_with_equal_func (self->devices, prefix, g_str_equal, NULL))
        read_device (self, record, place, prefix, names);
    }
}

/* Drivers whose bulk statistics do not tell are asked for one thing after the other; what one of
 * them cannot measure is left out. */

static void
ask_processors (VtrDetailReading *self,
                virDomainPtr      domain,
                guint             host_processors)
{
  virDomainInfo info;

  if (virDomainGetInfo (domain, &info) < 0)
    return;

  if (info.nrVirtCpu > 0)
    vtr_detail_reading_add (self, "cpu", VTR_READ_SHARE, (double) info.cpuTime,
                            NANOSECOND / info.nrVirtCpu);
  if (host_processors > 0)
    vtr_detail_reading_add (self, "host-cpu", VTR_READ_SHARE, (double) info.cpuTime,
                            NANOSECOND / host_processors);
  vtr_detail_reading_add (self, "memory.given", VTR_READ_LEVEL, (double) info.memory, KIBIBYTE);
}

static void
ask_memory (VtrDetailReading *self,
            virDomainPtr      domain)
{
  virDomainMemoryStatStruct values[VIR_DOMAIN_MEMORY_STAT_NR];
  int n_values = virDomainMemoryStats (domain, values, G_N_ELEMENTS (values), 0);
  double available = -1;
  double free = -1;
  gboolean usable = FALSE;

  for (int i = 0; i < n_values; i++)
    {
      double value = (double) values[i].val;

      if (values[i].tag == VIR_DOMAIN_MEMORY_STAT_RSS)
        vtr_detail_reading_add (self, "memory.resident", VTR_READ_LEVEL, value, KIBIBYTE);
      else if (values[i].tag == VIR_DOMAIN_MEMORY_STAT_SWAP_IN)
        vtr_detail_reading_add (self, "memory.swap-in", VTR_READ_COUNT, value, KIBIBYTE);
      else if (values[i].tag == VIR_DOMAIN_MEMORY_STAT_SWAP_OUT)
        vtr_detail_reading_add (self, "memory.swap-out", VTR_READ_COUNT, value, KIBIBYTE);
      else if (values[i].tag == VIR_DOMAIN_MEMORY_STAT_AVAILABLE)
        available = value;
      else if (values[i].tag == VIR_DOMAIN_MEMORY_STAT_USABLE)
        free = value, usable = TRUE;
      else if (values[i].tag == VIR_DOMAIN_MEMORY_STAT_UNUSED && !usable)
        free = value;
    }
  if (available >= 0 && free >= 0)
    vtr_detail_reading_add (self, "memory.used", VTR_READ_LEVEL, MAX (0, available - free),
                            KIBIBYTE);
}

static void
add_counts (VtrDetailReading  *self,
            const char        *prefix,
            const char *const *names,
            const long long   *values)
{
  vtr_detail_reading_add_device (self, prefix);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (prefix, names[i], NULL);

      if (values[i] >= 0)
        vtr_detail_reading_add (self, name, VTR_READ_COUNT, (double) values[i], 1);
    }
}

static void
ask_disk (VtrDetailReading *self,
          virDomainPtr      domain,
          const char       *target)
{
  static const char *const names[] = { "read", "written", "reads", "writes", NULL };
  g_autofree char *prefix = g_strdup_printf ("disk.%s.", target);
  virDomainBlockStatsStruct stats;
  gboolean known = virDomainBlockStats (domain, target, &stats, sizeof stats) == 0;
  const long long values[] = {
    known ? stats.rd_bytes : -1, known ? stats.wr_bytes : -1,
    known ? stats.rd_req : -1, known ? stats.wr_req : -1,
  };

  add_counts (self, prefix, names, values);
}

static void
ask_network (VtrDetailReading *self,
             virDomainPtr      domain,
             const char       *target)
{
  static const char *const names[]
      = { "received", "sent", "packets-received", "packets-sent", NULL };
  g_autofree char *prefix = g_strdup_printf ("net.%s.", target);
  virDomainInterfaceStatsStruct stats;
  gboolean known = virDomainInterfaceStats (domain, target, &stats, sizeof stats) == 0;
  const long long values[] = {
    known ? stats.rx_bytes : -1, known ? stats.tx_bytes : -1,
    known ? stats.rx_packets : -1, known ? stats.tx_packets : -1,
  };

  add_counts (self, prefix, names, values);
}

static void
ask_devices (VtrDetailReading *self,
             virDomainPtr      domain,
             const char       *kind,
             void            (*ask) (VtrDetailReading *self,
                                     virDomainPtr      domain,
                                     const char       *target))
{
  g_autoptr (VtrXmlDoc) running = vtr_definition_read_doc (domain, 0, NULL);
  g_autoptr (GPtrArray) items = running != NULL ? vtr_item_list (running, kind) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autofree char *target = vtr_item_get (items->pdata[i], "target");

      if (target != NULL)
        ask (self, domain, target);
    }
}

static void
ask_one_by_one (VtrDetailReading *self,
                virDomainPtr      domain,
                guint             host_processors)
{
  ask_processors (self, domain, host_processors);
  ask_memory (self, domain);
  ask_devices (self, domain, "disk", ask_disk);
  ask_devices (self, domain, "interface", ask_network);
  self->complete = TRUE;
  virResetLastError ();
}

/**
 * vtr_detail_reading_read:
 * @domain: a machine
 * @host_processors: of its host, 0 while unknown
 * @error: a location for an error
 *
 * In a worker.
 *
 * Returns: (transfer full) (nullable): what its driver could tell at once
 */
VtrDetailReading *
vtr_detail_reading_read (virDomainPtr domain,
                         guint        host_processors,
                         GError     **error)
{
  static const char *const disk_names[]
      = { "rd.bytes", "read", "wr.bytes", "written", "rd.reqs", "reads", "wr.reqs", "writes", NULL };
  static const char *const net_names[]
      = { "rx.bytes", "received",         "tx.bytes", "sent",
          "rx.pkts",  "packets-received", "tx.pkts",  "packets-sent", NULL };
  virDomainPtr domains[] = { domain, NULL };
  virDomainStatsRecordPtr *records = NULL;
  VtrDetailReading *self;

  if (virDomainListGetStats (domains, GROUPS, &records,
                             VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT)
      < 0)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return NULL;
    }

  self = vtr_detail_reading_new (vtr_time_now ());
  if (records != NULL && records[0] != NULL)
    {
      read_processors (self, records[0], host_processors);
      read_memory (self, records[0]);
      read_devices (self, records[0], "block", "disk", disk_names);
      read_devices (self, records[0], "net", "net", net_names);
    }
  if (records != NULL)
    virDomainStatsRecordListFree (records);
  if (self->values->len == 0)
    ask_one_by_one (self, domain, host_processors);
  return self;
}
