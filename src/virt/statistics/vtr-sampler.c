/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "virt/host/vtr-host-private.h"

#include <math.h>
#include <string.h>

#include "base/vtr-error.h"
#include "base/vtr-time.h"

#include "vtr-counters.h"
#include "virt/vtr-virt-error.h"

/* One timer and one bulk call a tick for all machines of a host, only while somebody looks, and
 * only for what is looked at: the daemon pays for each kind of number with a talk to each guest. */

#define RESYNC_TICKS 5 /* where there are no events */
#define LOAD_TICKS 3   /* a host's own load is a further call, for a line as long as a thumb */

typedef struct
{
  guint        id;
  VtrMetricSet metrics;
  gboolean     with_host_load;
} Watch;

struct _VtrSampler
{
  VtrHost    *host; /* borrowed: it owns this */
  GArray     *watches;
  VtrHistory *load;
  guint64     last_busy;
  guint64     last_total;
  int         n_load_params;
  guint       next_id;
  guint       interval;
  guint       timer;
  guint       ticks;
  gboolean    under_way;
};

typedef struct
{
  unsigned int groups;
  gboolean     with_host_load;
  int          n_load_params;
} SampleRequest;

VtrSampler *
_vtr_sampler_new (VtrHost *host)
{
  VtrSampler *self = g_new0 (VtrSampler, 1);

  self->host = host;
  self->watches = g_array_new (FALSE, FALSE, sizeof (Watch));
  self->load = vtr_history_new ();
  self->interval = 3;
  return self;
}

void
_vtr_sampler_free (VtrSampler *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_array_unref (self->watches);
  vtr_history_free (self->load);
  g_free (self);
}

static SampleRequest
wanted (VtrSampler *self)
{
  SampleRequest request = { .n_load_params = self->n_load_params };

  for (guint i = 0; i < self->watches->len; i++)
    {
      const Watch *watch = &g_array_index (self->watches, Watch, i);

      request.groups |= vtr_counters_groups_for (watch->metrics);
      request.with_host_load |= watch->with_host_load && self->ticks % LOAD_TICKS == 0;
    }

  return request;
}

static void
sample_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  const SampleRequest *request = data;
  GError *error = NULL;
  VtrReading *reading
      = vtr_counters_read (connection, request->groups, request->with_host_load,
                         request->n_load_params, &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, vtr_reading_free);
  else
    g_task_return_error (task, error);
}

static void
take_load (VtrSampler       *self,
           const VtrReading *reading)
{
  guint64 total = reading->host_total - self->last_total;

  self->n_load_params = reading->n_load_params;
  if (reading->host_total == 0)
    return;

  /* The first reading says only that there will be a load: whoever draws it keeps its place. */
  if (self->last_total == 0)
    vtr_history_push (self->load, reading->time, NAN);
  else if (reading->host_total > self->last_total)
    vtr_history_push (self->load, reading->time,
                      (float) (reading->host_busy - self->last_busy) / (float) total);
  self->last_total = reading->host_total;
  self->last_busy = reading->host_busy;
}

static void
take_reading (VtrSampler       *self,
              const VtrReading *reading)
{
  for (guint i = 0; i < reading->counters->len; i++)
    {
      const VtrCounters *counters = &g_array_index (reading->counters, VtrCounters, i);
      VtrMachine *machine = vtr_keyed_list_lookup (self->host->machines, counters->uuid);

      if (machine == NULL)
        continue;
      vtr_machine_want_details (machine);
      _vtr_machine_take_counters (machine, counters, reading->time, self->host->n_processors);
      if (vtr_machine_get_addresses (machine) == NULL)
        _vtr_host_read_addresses (self->host, machine);
    }
  take_load (self, reading);
  _vtr_host_announce_samples (self->host);
}

static void
on_sampled_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (VtrHost) host = user_data;
  g_autoptr (GError) error = NULL;
  VtrReading *reading;

  if (vtr_link_reply_is_stale (result))
    return;

  reading = vtr_link_finish (result, &error);
  host->sampler->under_way = FALSE;
  if (reading != NULL)
    {
      take_reading (host->sampler, reading);
      vtr_reading_free (reading);
    }
  else if (g_error_matches (error, VTR_ERROR, VTR_ERROR_LINK_LOST))
    _vtr_host_lose (host, error->message);
}

/* A reading that is still on the way is waited for, never overtaken. */
static void
sample (VtrSampler *self)
{
  SampleRequest request = wanted (self);

  if (self->under_way || (request.groups == 0 && !request.with_host_load))
    return;

  self->under_way = TRUE;
  vtr_link_run (self->host->link, NULL, sample_in_worker, g_memdup2 (&request, sizeof request),
                g_free, VTR_WORK_NORMAL, NULL, on_sampled_cb, g_object_ref (self->host));
}

static gboolean
on_tick_cb (gpointer user_data)
{
  VtrSampler *self = user_data;

  self->ticks++;
  if (!self->host->has_events && self->ticks % RESYNC_TICKS == 0)
    _vtr_host_resync (self->host);
  sample (self);
  return G_SOURCE_CONTINUE;
}

/* Runs the timer exactly while there is a host to ask and somebody who looks. */
void
_vtr_sampler_update (VtrSampler *self)
{
  gboolean needed = self->watches->len > 0 && self->host->state == VTR_HOST_CONNECTED;

  if (self->host->link == NULL)
    {
      self->under_way = FALSE;
      self->last_total = 0;
      self->n_load_params = 0;
    }

  if (needed == (self->timer != 0))
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!needed)
    return;

  self->ticks = 0;
  self->timer = g_timeout_add_seconds (self->interval, on_tick_cb, self);
  sample (self);
}

guint
_vtr_sampler_watch (VtrSampler  *self,
                    VtrMetricSet metrics,
                    gboolean     with_host_load)
{
  Watch watch = { .id = ++self->next_id, .metrics = metrics, .with_host_load = with_host_load };

  g_array_append_val (self->watches, watch);
  _vtr_sampler_update (self);
  return watch.id;
}

void
_vtr_sampler_unwatch (VtrSampler *self,
                      guint       id)
{
  for (guint i = 0; i < self->watches->len; i++)
    if (g_array_index (self->watches, Watch, i).id == id)
      {
        g_array_remove_index_fast (self->watches, i);
        break;
      }
  _vtr_sampler_update (self);
}

void
_vtr_sampler_set_interval (VtrSampler *self,
                           guint       seconds)
{
  if (self->interval == seconds)
    return;

  self->interval = MAX (1, seconds);
  g_clear_handle_id (&self->timer, g_source_remove);
  _vtr_sampler_update (self);
}

guint
_vtr_sampler_get_interval (VtrSampler *self)
{
  return self->interval;
}

const VtrHistory *
_vtr_sampler_get_load (VtrSampler *self)
{
  return self->load;
}
