/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-detail-samples.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/vtr-time.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

#define GROUPS (VIR_DOMAIN_STATS_CPU_TOTAL | VIR_DOMAIN_STATS_VCPU | VIR_DOMAIN_STATS_BALLOON \
                | VIR_DOMAIN_STATS_BLOCK | VIR_DOMAIN_STATS_INTERFACE)

/* Two readings further apart than this tell nothing about what was in between. */
#define LONGEST_GAP ((gint64) 5 * 60 * G_USEC_PER_SEC)

typedef struct
{
  VtrHistory *history;
  double      last;
  gint64      last_time; /* 0: no reading to compare with */
} Series;

/* One number of one reading, in the unit of its series; a counter becomes a rate. */
typedef struct
{
  char    *name;
  double   value;
  gboolean counts;
} Value;

typedef struct
{
  GArray *values; /* Value */
  gint64  time;
} Reading;

struct _VtrDetailSamples
{
  GObject     parent_instance;

  /* owned */
  VtrMachine *machine;
  GHashTable *series; /* name to Series */

  /* state */
  guint       interval;
  guint       timer;
  gboolean    watched;
  gboolean    under_way;
};

enum
{
  SIGNAL_SAMPLED,
  SIGNAL_SERIES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrDetailSamples, vtr_detail_samples, G_TYPE_OBJECT)

static void
free_series (gpointer data)
{
  Series *series = data;

  vtr_history_free (series->history);
  g_free (series);
}

static void
vtr_detail_samples_dispose (GObject *object)
{
  VtrDetailSamples *self = VTR_DETAIL_SAMPLES (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (vtr_detail_samples_parent_class)->dispose (object);
}

static void
vtr_detail_samples_finalize (GObject *object)
{
  VtrDetailSamples *self = VTR_DETAIL_SAMPLES (object);

  g_hash_table_unref (self->series);

  G_OBJECT_CLASS (vtr_detail_samples_parent_class)->finalize (object);
}

static void
vtr_detail_samples_class_init (VtrDetailSamplesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_detail_samples_dispose;
  object_class->finalize = vtr_detail_samples_finalize;

  signals[SIGNAL_SAMPLED] = g_signal_new ("sampled", VTR_TYPE_DETAIL_SAMPLES, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SERIES_CHANGED]
      = g_signal_new ("series-changed", VTR_TYPE_DETAIL_SAMPLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
vtr_detail_samples_init (VtrDetailSamples *self)
{
  self->series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_series);
  self->interval = 2;
}

/* In the worker */

static void
clear_value (gpointer value)
{
  g_free (((Value *) value)->name);
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->values);
  g_free (reading);
}

static void
add (Reading *reading,
     char    *name,
     double   value,
     gboolean counts)
{
  Value entry = { name, value, counts };

  g_array_append_val (reading->values, entry);
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
read_processors (Reading                 *reading,
                 virDomainStatsRecordPtr  record)
{
  unsigned int n_vcpus = 0;
  double nanoseconds;

  virTypedParamsGetUInt (record->params, record->nparams, "vcpu.current", &n_vcpus);
  if (n_vcpus > 0 && get (record, "cpu.time", &nanoseconds))
    add (reading, g_strdup ("cpu"), nanoseconds / 1e9 / n_vcpus, TRUE);

  /* Those that are switched off leave gaps in the numbers. */
  for (int i = 0; i < record->nparams; i++)
    {
      const virTypedParameter *param = &record->params[i];
      unsigned int number;
      int end = 0;

      if (param->type == VIR_TYPED_PARAM_ULLONG
          && sscanf (param->field, "vcpu.%u.time%n", &number, &end) == 1
          && end > 0 && param->field[end] == '\0')
        add (reading, g_strdup_printf ("vcpu.%u", number), (double) param->value.ul / 1e9, TRUE);
    }
}

static void
read_memory (Reading                 *reading,
             virDomainStatsRecordPtr  record)
{
  static const struct
  {
    const char *parameter;
    const char *name;
    gboolean    counts;
  } values[] = {
    { "balloon.current", "memory.given", FALSE },
    { "balloon.rss", "memory.resident", FALSE },
    { "balloon.swap_in", "memory.swap-in", TRUE },
    { "balloon.swap_out", "memory.swap-out", TRUE },
  };
  double available;
  double kibibytes;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (get (record, values[i].parameter, &kibibytes))
      add (reading, g_strdup (values[i].name), kibibytes * 1024, values[i].counts);
  if (get (record, "balloon.available", &available)
      && (get (record, "balloon.usable", &kibibytes) || get (record, "balloon.unused", &kibibytes)))
    add (reading, g_strdup ("memory.used"), MAX (0, available - kibibytes) * 1024, FALSE);
}

/* "block.0.name" says vda: what is measured of number 0 is measured of vda. */
static void
read_devices (Reading                 *reading,
              virDomainStatsRecordPtr  record,
              const char              *group,
              const char              *prefix,
              const char *const       *parameters,
              const char *const       *names)
{
  g_autofree char *count_name = g_strdup_printf ("%s.count", group);
  unsigned int count = 0;

  virTypedParamsGetUInt (record->params, record->nparams, count_name, &count);
  for (unsigned int i = 0; i < count; i++)
    {
      g_autofree char *name_name = g_strdup_printf ("%s.%u.name", group, i);
      const char *device = NULL;

      if (virTypedParamsGetString (record->params, record->nparams, name_name, &device) != 1)
        continue;
      for (guint j = 0; parameters[j] != NULL; j++)
        {
          g_autofree char *field = g_strdup_printf ("%s.%u.%s", group, i, parameters[j]);
          double value;

          if (get (record, field, &value))
            add (reading, g_strdup_printf ("%s.%s.%s", prefix, device, names[j]), value, TRUE);
        }
    }
}

static void
sample_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  static const char *const block[] = { "rd.bytes", "wr.bytes", "rd.reqs", "wr.reqs", NULL };
  static const char *const disk_names[] = { "read", "written", "reads", "writes", NULL };
  static const char *const net[] = { "rx.bytes", "tx.bytes", "rx.pkts", "tx.pkts", NULL };
  static const char *const net_names[] = { "received", "sent", "packets-received", "packets-sent", NULL };
  virDomainPtr domains[] = { domain, NULL };
  virDomainStatsRecordPtr *records = NULL;
  Reading *reading;

  if (virDomainListGetStats (domains, GROUPS, &records, VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT) < 0)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (reading->values, clear_value);
  reading->time = vtr_time_now ();
  if (records != NULL && records[0] != NULL)
    {
      read_processors (reading, records[0]);
      read_memory (reading, records[0]);
      read_devices (reading, records[0], "block", "disk", block, disk_names);
      read_devices (reading, records[0], "net", "net", net, net_names);
    }
  if (records != NULL)
    virDomainStatsRecordListFree (records);
  g_task_return_pointer (task, reading, free_reading);
}

/* On the main thread */

/* A counter that went back was reset: that is no rate. */
static void
take_value (Series      *series,
            const Value *value,
            gint64       time)
{
  gint64 elapsed = series->last_time != 0 ? time - series->last_time : 0;
  double rate = elapsed > 0 ? (value->value - series->last) * G_USEC_PER_SEC / (double) elapsed : 0;

  if (!value->counts)
    vtr_history_push (series->history, time, (float) value->value);
  else if (elapsed > 0 && elapsed <= LONGEST_GAP && rate >= 0)
    vtr_history_push (series->history, time, (float) rate);
  series->last = value->value;
  series->last_time = time;
}

static void
take (VtrDetailSamples *self,
      const Reading    *reading)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < reading->values->len; i++)
    {
      const Value *value = &g_array_index (reading->values, Value, i);
      Series *series = g_hash_table_lookup (self->series, value->name);

      if (series == NULL)
        {
          series = g_new0 (Series, 1);
          series->history = vtr_history_new ();
          g_hash_table_insert (self->series, g_strdup (value->name), series);
          changed = TRUE;
        }
      take_value (series, value, reading->time);
    }
  if (changed)
    g_signal_emit (self, signals[SIGNAL_SERIES_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_SAMPLED], 0);
}

static void
on_sampled_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (VtrDetailSamples) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = vtr_link_finish (result, &error);

  self->under_way = FALSE;
  if (reading == NULL)
    {
      g_debug ("Cannot measure a machine: %s", error->message);
      return;
    }
  if (self->machine != NULL && vtr_machine_is_active (self->machine))
    take (self, reading);
  free_reading (reading);
}

/* A reading that is still on the way is waited for, never overtaken. */
static void
sample (VtrDetailSamples *self)
{
  VtrHost *host = vtr_machine_get_host (self->machine);
  virDomainPtr domain = _vtr_machine_get_domain (self->machine);

  if (self->under_way || host == NULL || host->link == NULL || domain == NULL)
    return;

  self->under_way = TRUE;
  vtr_link_run (host->link, domain, sample_in_worker, NULL, NULL, VTR_WORK_NORMAL, NULL,
                on_sampled_cb, g_object_ref (self));
}

static gboolean
on_tick_cb (gpointer user_data)
{
  sample (user_data);
  return G_SOURCE_CONTINUE;
}

/* What was measured before a pause and what comes after it are not joined by a line. */
static void
stop (VtrDetailSamples *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->series);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Series *series = value;

      if (series->last_time != 0)
        vtr_history_push (series->history, series->last_time, NAN);
      series->last_time = 0;
    }
}

/* Runs the timer exactly while somebody looks and there is something to see. */
static void
update (VtrDetailSamples *self)
{
  VtrHost *host = self->machine != NULL ? vtr_machine_get_host (self->machine) : NULL;
  gboolean needed = self->watched && host != NULL && host->link != NULL
                    && vtr_machine_is_active (self->machine);

  if (host == NULL || host->link == NULL)
    self->under_way = FALSE;
  if (needed == (self->timer != 0))
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!needed)
    {
      stop (self);
      return;
    }

  self->timer = g_timeout_add_seconds (self->interval, on_tick_cb, self);
  sample (self);
}

/**
 * vtr_detail_samples_new:
 * @machine: a machine
 *
 * Returns: (transfer full): its series, which nobody watches yet
 */
VtrDetailSamples *
vtr_detail_samples_new (VtrMachine *machine)
{
  VtrDetailSamples *self = g_object_new (VTR_TYPE_DETAIL_SAMPLES, NULL);
  VtrHost *host = vtr_machine_get_host (machine);

  self->machine = g_object_ref (machine);
  g_signal_connect_object (machine, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (host != NULL)
    g_signal_connect_object (host, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}

/* A window is looked at while it is mapped. */
void
vtr_detail_samples_set_watched (VtrDetailSamples *self,
                                gboolean          watched)
{
  self->watched = watched;
  update (self);
}

void
vtr_detail_samples_set_interval (VtrDetailSamples *self,
                                 guint             seconds)
{
  if (self->interval == MAX (1, seconds))
    return;

  self->interval = MAX (1, seconds);
  if (self->timer == 0)
    return;

  g_source_remove (self->timer);
  self->timer = g_timeout_add_seconds (self->interval, on_tick_cb, self);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *left = g_utf8_collate_key_for_filename (*(const char *const *) a, -1);
  g_autofree char *right = g_utf8_collate_key_for_filename (*(const char *const *) b, -1);

  return strcmp (left, right);
}

/**
 * vtr_detail_samples_list:
 * @self: series
 * @prefix: (nullable): how their names begin, such as "disk."
 *
 * Returns: (transfer full): the names of those that there are, in a natural order
 */
GStrv
vtr_detail_samples_list (VtrDetailSamples *self,
                         const char       *prefix)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->series);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (prefix == NULL || g_str_has_prefix (name, prefix))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_steal (names, NULL);
}

/**
 * vtr_detail_samples_get:
 * @self: series
 * @name: of one of them
 *
 * Returns: (transfer none) (nullable): its last hour, as far as somebody watched
 */
const VtrHistory *
vtr_detail_samples_get (VtrDetailSamples *self,
                        const char       *name)
{
  const Series *series = g_hash_table_lookup (self->series, name);

  return series != NULL ? series->history : NULL;
}
