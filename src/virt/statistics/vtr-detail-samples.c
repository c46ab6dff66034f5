/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-detail-samples.h"

#include <math.h>
#include <string.h>

#include "base/vtr-time.h"

#include "virt/edit/vtr-definition-read.h"
#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

#include "vtr-detail-reading.h"

/* Readings that are at least so far apart leave a hole between them. */
#define SHORTEST_HOLE ((gint64) 30 * G_USEC_PER_SEC)

typedef struct
{
  VtrHistory *history;
  double      last;
  gint64      last_time; /* 0: no reading to compare with */
} Series;

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
  gint64      time;         /* of the last reading */
  gboolean    memory_tried; /* in this run */
  gboolean    memory_asked;
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

typedef struct
{
  guint    host_processors;
  gboolean with_memory; /* the guest may be asked for its memory */
} Request;

/* Guests tell of their memory when they are asked to, again and again, and by itself libvirt asks
 * none of them. The saved definition is nobody's business here. */
static gboolean
ask_for_memory (virDomainPtr domain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) running = vtr_definition_read_doc (domain, 0, &error);
  g_autoptr (GPtrArray) balloons = NULL;
  gboolean asked = FALSE;

  if (running == NULL)
    return FALSE;

  balloons = vtr_item_list (running, "memballoon");
  for (guint i = 0; i < balloons->len; i++)
    {
      g_autofree char *model = vtr_item_get (balloons->pdata[i], "model");
      g_autofree char *period = vtr_item_get (balloons->pdata[i], "stats-period");

      if (model != NULL && g_str_has_prefix (model, "virtio")
          && (period == NULL || g_str_equal (period, "0")))
        asked = virDomainSetMemoryStatsPeriod (domain, VTR_DETAIL_SAMPLES_MEMORY_PERIOD,
                                               VIR_DOMAIN_AFFECT_LIVE)
                == 0;
    }
  virResetLastError ();
  return asked;
}

static void
sample_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  const Request *request = data;
  GError *error = NULL;
  VtrDetailReading *reading
      = vtr_detail_reading_read (domain, request->host_processors, &error);

  if (reading == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  reading->asked_for_memory = request->with_memory && ask_for_memory (domain);
  g_task_return_pointer (task, reading, vtr_detail_reading_free);
}

/* On the main thread */

/* The time between two readings that still belong together. A computer that slept, a host that was
 * away: what was in between is not known, and an average over it would be a lie. */
static gint64
longest_gap (VtrDetailSamples *self)
{
  return MAX (SHORTEST_HOLE, 4 * (gint64) self->interval * G_USEC_PER_SEC);
}

static void
break_line (Series *series)
{
  if (series->last_time != 0)
    vtr_history_push (series->history, series->last_time, NAN);
  series->last_time = 0;
}

static void
take_value (VtrDetailSamples   *self,
            Series             *series,
            const VtrReadValue *value,
            gint64              time)
{
  gint64 elapsed;
  double rate;

  if (series->last_time != 0
      && (time - series->last_time > longest_gap (self) || time <= series->last_time))
    break_line (series);

  elapsed = time - series->last_time;
  rate = (value->value - series->last) * value->scale * G_USEC_PER_SEC / (double) elapsed;
  if (value->sort == VTR_READ_LEVEL)
    vtr_history_push (series->history, time, (float) (value->value * value->scale));
  else if (series->last_time != 0 && rate < 0)
    break_line (series); /* a counter that went back began anew */
  else if (series->last_time != 0)
    vtr_history_push (series->history, time,
                      (float) (value->sort == VTR_READ_SHARE ? MIN (1, rate) : rate));
  series->last = value->value;
  series->last_time = time;
}

/* Whether a series is of a device that the machine has no more. */
static gboolean
is_gone (const VtrDetailReading *reading,
         const char             *name)
{
  g_autofree char *device = NULL;

  if (g_str_has_prefix (name, "vcpu."))
    device = g_strdup (name);
  else if (g_str_has_prefix (name, "disk.") || g_str_has_prefix (name, "net."))
    device = g_strndup (name, (gsize) (strrchr (name, '.') - name + 1));
  else
    return FALSE;

  return !g_ptr_array_find_with_equal_func (reading->devices, device, g_str_equal, NULL);
}

/* Takes those that are gone out, for their owner to free once nobody draws them. */
static GPtrArray *
take_gone (VtrDetailSamples       *self,
           const VtrDetailReading *reading)
{
  GPtrArray *gone = g_ptr_array_new_with_free_func (free_series);
  GHashTableIter iter;
  gpointer name, series;

  g_hash_table_iter_init (&iter, self->series);
  while (reading->complete && g_hash_table_iter_next (&iter, &name, &series))
    {
      if (!is_gone (reading, name))
        continue;
      g_ptr_array_add (gone, series);
      g_hash_table_iter_steal (&iter);
      g_free (name);
    }
  return gone;
}

static Series *
ensure_series (VtrDetailSamples *self,
               const char       *name)
{
  Series *series = g_hash_table_lookup (self->series, name);

  if (series != NULL)
    return series;

  series = g_new0 (Series, 1);
  series->history = vtr_history_new ();
  g_hash_table_insert (self->series, g_strdup (name), series);
  return series;
}

/**
 * _vtr_detail_samples_take:
 * @self: series
 * @reading: (transfer none): what comes next
 */
void
_vtr_detail_samples_take (VtrDetailSamples       *self,
                          const VtrDetailReading *reading)
{
  g_autoptr (GPtrArray) gone = take_gone (self, reading);
  gboolean changed = gone->len > 0;

  for (guint i = 0; i < reading->values->len; i++)
    {
      const VtrReadValue *value = &g_array_index (reading->values, VtrReadValue, i);

      changed |= !g_hash_table_contains (self->series, value->name);
      take_value (self, ensure_series (self, value->name), value, reading->time);
    }
  self->time = reading->time;
  self->memory_asked |= reading->asked_for_memory;
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
  g_autoptr (VtrDetailReading) reading = NULL;

  if (vtr_link_reply_is_stale (result))
    return;

  reading = vtr_link_finish (result, &error);
  self->under_way = FALSE;
  if (reading == NULL)
    g_debug ("Cannot measure a machine: %s", error->message);
  else if (self->timer != 0)
    {
      _vtr_detail_samples_take (self, reading);
      _vtr_host_read_addresses (vtr_machine_get_host (self->machine), self->machine);
    }
}

/* A reading that is still on the way is waited for, never overtaken. */
static void
sample (VtrDetailSamples *self)
{
  VtrHost *host = vtr_machine_get_host (self->machine);
  virDomainPtr domain = _vtr_machine_get_domain (self->machine);
  Request request;

  if (self->under_way || host == NULL || host->link == NULL || domain == NULL)
    return;

  request = (Request) {
    .host_processors = host->n_processors,
    .with_memory = !self->memory_tried,
  };
  self->memory_tried = TRUE;
  self->under_way = TRUE;
  vtr_link_run (host->link, domain, sample_in_worker, g_memdup2 (&request, sizeof request), g_free,
                VTR_WORK_NORMAL, NULL, on_sampled_cb, g_object_ref (self));
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
    break_line (value);
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
  if (!vtr_machine_is_active (self->machine))
    self->memory_tried = self->memory_asked = FALSE;
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

/* What lists have measured already. */
static void
begin_with (VtrDetailSamples *self,
            const char       *name,
            VtrMetric         metric)
{
  const VtrHistory *known = vtr_machine_get_history (self->machine, metric);
  guint size = vtr_history_size (known);
  Series *series;

  if (size == 0)
    return;

  series = ensure_series (self, name);
  for (guint age = size; age > 0; age--)
    {
      VtrSample sample = vtr_history_get (known, age - 1);

      vtr_history_push (series->history, sample.time, sample.value);
      self->time = MAX (self->time, sample.time);
    }
  if (vtr_time_now () - self->time > SHORTEST_HOLE)
    vtr_history_push (series->history, self->time, NAN);
}

/**
 * vtr_detail_samples_new:
 * @machine: a machine
 *
 * Returns: (transfer full): its series, which nobody watches yet; what lists show of it is there from
 *   the start
 */
VtrDetailSamples *
vtr_detail_samples_new (VtrMachine *machine)
{
  VtrDetailSamples *self = g_object_new (VTR_TYPE_DETAIL_SAMPLES, NULL);
  VtrHost *host = vtr_machine_get_host (machine);

  self->machine = g_object_ref (machine);
  begin_with (self, "cpu", VTR_METRIC_GUEST_CPU);
  begin_with (self, "host-cpu", VTR_METRIC_HOST_CPU);
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

/**
 * vtr_detail_samples_get_time:
 * @self: series
 *
 * Returns: when was last measured, by vtr_time_now(); 0 where never
 */
gint64
vtr_detail_samples_get_time (VtrDetailSamples *self)
{
  return self->time;
}

/**
 * vtr_detail_samples_asks_for_memory:
 * @self: series
 *
 * Returns: whether the guest tells of its memory because this asked libvirt to ask for it, until the
 *   machine goes off
 */
gboolean
vtr_detail_samples_asks_for_memory (VtrDetailSamples *self)
{
  return self->memory_asked;
}
