/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-counters.h"

#include "base/vtr-error.h"
#include "base/vtr-time.h"

#include "virt/vtr-virt-error.h"

/* In the order of VtrMetric. */
static const unsigned int groups[VTR_N_METRICS] = {
  VIR_DOMAIN_STATS_CPU_TOTAL, VIR_DOMAIN_STATS_CPU_TOTAL, VIR_DOMAIN_STATS_BALLOON,
  VIR_DOMAIN_STATS_BLOCK,     VIR_DOMAIN_STATS_INTERFACE,
};

/**
 * vtr_counters_groups_for:
 * @metrics: what is looked at
 *
 * Returns: the groups of libvirt's bulk statistics that it takes
 */
unsigned int
vtr_counters_groups_for (VtrMetricSet metrics)
{
  unsigned int result = 0;

  for (guint i = 0; i < VTR_N_METRICS; i++)
    if (metrics & (1u << i))
      result |= groups[i];

  return result;
}

static gint64
value_of (virDomainStatsRecordPtr record,
          const char             *name)
{
  unsigned long long value;

  return virTypedParamsGetULLong (record->params, record->nparams, name, &value) == 1
             ? (gint64) MIN (value, (unsigned long long) G_MAXINT64)
             : -1;
}

/* Adds up "block.0.rd.bytes", "block.1.rd.bytes" and so on in one walk. */
static gint64
sum_of (virDomainStatsRecordPtr record,
        const char             *prefix,
        const char             *first,
        const char             *second)
{
  gint64 sum = -1;

  for (int i = 0; i < record->nparams; i++)
    {
      const virTypedParameter *param = &record->params[i];

      if (param->type != VIR_TYPED_PARAM_ULLONG || !g_str_has_prefix (param->field, prefix)
          || !(g_str_has_suffix (param->field, first) || g_str_has_suffix (param->field, second)))
        continue;
      sum = MAX (0, sum) + (gint64) param->value.ul;
    }

  return sum;
}

/* What the guest itself says it uses, where its balloon driver tells; else what it takes of the
 * host. */
static gint64
memory_used (virDomainStatsRecordPtr record)
{
  gint64 available = value_of (record, "balloon.available");
  gint64 usable = value_of (record, "balloon.usable");
  gint64 unused = value_of (record, "balloon.unused");

  if (available >= 0 && usable >= 0)
    return available - usable;
  if (available >= 0 && unused >= 0)
    return available - unused;

  return value_of (record, "balloon.rss");
}

/* Drivers whose bulk statistics do not tell are asked machine by machine. */
static void
read_cpu_time (virDomainPtr domain,
               VtrCounters *counters)
{
  virDomainInfo info;

  if (virDomainGetInfo (domain, &info) == 0 && info.state == VIR_DOMAIN_RUNNING)
    counters->cpu_time = (gint64) info.cpuTime;
}

static VtrCounters
read_counters (virDomainStatsRecordPtr record)
{
  VtrCounters counters = {
    .cpu_time = value_of (record, "cpu.time"),
    .memory_used = memory_used (record),
    .memory_total = value_of (record, "balloon.current"),
    .disk_bytes = sum_of (record, "block.", ".rd.bytes", ".wr.bytes"),
    .network_bytes = sum_of (record, "net.", ".rx.bytes", ".tx.bytes"),
  };

  if (counters.cpu_time < 0 && record->nparams == 0)
    read_cpu_time (record->dom, &counters);
  counters.memory_used = MIN (counters.memory_used, counters.memory_total);
  virDomainGetUUIDString (record->dom, counters.uuid);
  return counters;
}

/* How many values there are is asked once; every further reading is one round trip. */
static void
read_host_load (virConnectPtr connection,
                VtrReading   *reading)
{
  g_autofree virNodeCPUStats *params = NULL;

  if (reading->n_load_params == 0
      && virNodeGetCPUStats (connection, VIR_NODE_CPU_STATS_ALL_CPUS, NULL,
                             &reading->n_load_params, 0) < 0)
    reading->n_load_params = -1;
  if (reading->n_load_params <= 0)
    return;

  params = g_new0 (virNodeCPUStats, reading->n_load_params);
  if (virNodeGetCPUStats (connection, VIR_NODE_CPU_STATS_ALL_CPUS, params,
                          &reading->n_load_params, 0) < 0)
    return;

  for (int i = 0; i < reading->n_load_params; i++)
    {
      gboolean idle = g_str_equal (params[i].field, VIR_NODE_CPU_STATS_IDLE)
                      || g_str_equal (params[i].field, VIR_NODE_CPU_STATS_IOWAIT);

      if (g_str_equal (params[i].field, VIR_NODE_CPU_STATS_UTILIZATION))
        continue;
      reading->host_total += params[i].value;
      reading->host_busy += idle ? 0 : params[i].value;
    }
}

/**
 * vtr_counters_read:
 * @connection: an open connection
 * @stats_groups: what vtr_counters_groups_for() said
 * @with_host_load: whether to read the host's own load
 * @n_load_params: what the last reading said of that, 0 the first time
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): a reading, empty where the driver cannot tell
 */
VtrReading *
vtr_counters_read (virConnectPtr connection,
                   unsigned int  stats_groups,
                   gboolean      with_host_load,
                   int           n_load_params,
                   GError      **error)
{
  VtrReading *reading = g_new0 (VtrReading, 1);
  virDomainStatsRecordPtr *records = NULL;
  int n_records = 0;
  g_autoptr (GError) failure = NULL;

  reading->n_load_params = n_load_params;
  reading->counters = g_array_new (FALSE, TRUE, sizeof (VtrCounters));
  if (stats_groups != 0)
    n_records = virConnectGetAllDomainStats (connection, stats_groups, &records,
                                             VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE
                                                 | VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  if (n_records < 0)
    failure = vtr_virt_take_error ();
  if (g_error_matches (failure, VTR_ERROR, VTR_ERROR_LINK_LOST))
    {
      vtr_reading_free (reading);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  for (int i = 0; i < n_records; i++)
    {
      VtrCounters counters = read_counters (records[i]);

      g_array_append_val (reading->counters, counters);
    }
  if (records != NULL)
    virDomainStatsRecordListFree (records);

  if (with_host_load)
    read_host_load (connection, reading);
  virResetLastError ();
  reading->time = vtr_time_now ();
  return reading;
}

void
vtr_reading_free (gpointer data)
{
  VtrReading *reading = data;

  g_array_unref (reading->counters);
  g_free (reading);
}
