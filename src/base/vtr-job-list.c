/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-job-list.h"

struct _VtrJobList
{
  GObject    parent_instance;

  GPtrArray *jobs;
  guint      n_running;
  guint      n_failed;
};

enum
{
  PROP_0,
  PROP_N_RUNNING,
  PROP_N_FAILED,
  PROP_FRACTION,
  N_PROPS
};

enum
{
  SIGNAL_JOB_FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
vtr_job_list_get_item_type (GListModel *model)
{
  return VTR_TYPE_JOB;
}

static guint
vtr_job_list_get_n_items (GListModel *model)
{
  return VTR_JOB_LIST (model)->jobs->len;
}

static gpointer
vtr_job_list_get_item (GListModel *model,
                       guint       position)
{
  VtrJobList *self = VTR_JOB_LIST (model);

  return position < self->jobs->len ? g_object_ref (self->jobs->pdata[position]) : NULL;
}

static void
vtr_job_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = vtr_job_list_get_item_type;
  iface->get_n_items = vtr_job_list_get_n_items;
  iface->get_item = vtr_job_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VtrJobList, vtr_job_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      vtr_job_list_list_model_init))

static void
count (VtrJobList *self)
{
  guint n_running = 0;
  guint n_failed = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      VtrJobState state = vtr_job_get_state (self->jobs->pdata[i]);

      n_running += state == VTR_JOB_RUNNING ? 1 : 0;
      n_failed += state == VTR_JOB_FAILED ? 1 : 0;
    }

  if (self->n_running != n_running)
    {
      self->n_running = n_running;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RUNNING]);
    }
  if (self->n_failed != n_failed)
    {
      self->n_failed = n_failed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAILED]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
remove_job (VtrJobList *self,
            VtrJob     *job)
{
  guint position;

  if (!g_ptr_array_find (self->jobs, job, &position))
    return;

  g_signal_handlers_disconnect_by_data (job, self);
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  count (self);
}

static void
on_job_finished_cb (VtrJobList *self,
                    VtrJob     *job)
{
  g_autoptr (VtrJob) keep = g_object_ref (job);

  if (vtr_job_get_state (job) == VTR_JOB_FAILED)
    count (self);
  else
    remove_job (self, job);

  g_signal_emit (self, signals[SIGNAL_JOB_FINISHED], 0, keep);
}

static void
on_job_notify_fraction_cb (VtrJobList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
vtr_job_list_finalize (GObject *object)
{
  VtrJobList *self = VTR_JOB_LIST (object);

  g_ptr_array_unref (self->jobs);

  G_OBJECT_CLASS (vtr_job_list_parent_class)->finalize (object);
}

static void
vtr_job_list_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VtrJobList *self = VTR_JOB_LIST (object);

  switch (prop_id)
    {
    case PROP_N_RUNNING:
      g_value_set_uint (value, self->n_running);
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, self->n_failed);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, vtr_job_list_get_fraction (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_job_list_class_init (VtrJobListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vtr_job_list_finalize;
  object_class->get_property = vtr_job_list_get_property;

  properties[PROP_N_RUNNING] = g_param_spec_uint ("n-running", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* Every end, also of those that leave the list with it: for toasts and notifications. */
  signals[SIGNAL_JOB_FINISHED] = g_signal_new ("job-finished", VTR_TYPE_JOB_LIST, G_SIGNAL_RUN_LAST,
                                               0, NULL, NULL, NULL, G_TYPE_NONE, 1, VTR_TYPE_JOB);
}

static void
vtr_job_list_init (VtrJobList *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

VtrJobList *
vtr_job_list_new (void)
{
  return g_object_new (VTR_TYPE_JOB_LIST, NULL);
}

/**
 * vtr_job_list_add:
 * @self: a list
 * @job: (transfer none): a running job
 */
void
vtr_job_list_add (VtrJobList *self,
                  VtrJob     *job)
{
  g_return_if_fail (vtr_job_get_state (job) == VTR_JOB_RUNNING);

  g_ptr_array_insert (self->jobs, 0, g_object_ref (job));
  g_signal_connect_object (job, "finished", G_CALLBACK (on_job_finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (on_job_notify_fraction_cb), self,
                           G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  count (self);
}

/* Takes a failure off the list once it was read; a running job stays. */
void
vtr_job_list_dismiss (VtrJobList *self,
                      VtrJob     *job)
{
  if (vtr_job_get_state (job) != VTR_JOB_RUNNING)
    remove_job (self, job);
}

void
vtr_job_list_dismiss_failures (VtrJobList *self)
{
  for (guint i = self->jobs->len; i > 0; i--)
    vtr_job_list_dismiss (self, self->jobs->pdata[i - 1]);
}

guint
vtr_job_list_get_n_running (VtrJobList *self)
{
  return self->n_running;
}

guint
vtr_job_list_get_n_failed (VtrJobList *self)
{
  return self->n_failed;
}

/**
 * vtr_job_list_get_fraction:
 * @self: a list
 *
 * Returns: how far the running jobs are together, or -1 where no running job knows
 */
double
vtr_job_list_get_fraction (VtrJobList *self)
{
  double sum = 0;
  guint known = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      VtrJob *job = self->jobs->pdata[i];

      if (vtr_job_get_state (job) != VTR_JOB_RUNNING || vtr_job_get_fraction (job) < 0)
        continue;
      sum += vtr_job_get_fraction (job);
      known++;
    }

  return known > 0 ? sum / known : -1;
}
