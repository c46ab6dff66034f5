/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-job.h"

struct _VtrJob
{
  GObject       parent_instance;

  /* owned */
  char         *title;
  char         *status;
  GObject      *subject;
  GCancellable *cancellable;
  VtrTrouble   *trouble;

  /* state */
  double        fraction;
  VtrJobState   state;
  gboolean      can_cancel;
  gboolean      is_summarised;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBJECT,
  PROP_STATUS,
  PROP_FRACTION,
  PROP_CAN_CANCEL,
  PROP_STATE,
  PROP_TROUBLE,
  N_PROPS
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (VtrJobState, vtr_job_state,
                    G_DEFINE_ENUM_VALUE (VTR_JOB_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (VTR_JOB_SUCCEEDED, "succeeded"),
                    G_DEFINE_ENUM_VALUE (VTR_JOB_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (VTR_JOB_CANCELLED, "cancelled"))

G_DEFINE_FINAL_TYPE (VtrJob, vtr_job, G_TYPE_OBJECT)

static void
vtr_job_finalize (GObject *object)
{
  VtrJob *self = VTR_JOB (object);

  g_free (self->title);
  g_free (self->status);
  g_clear_object (&self->subject);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->trouble, vtr_trouble_free);

  G_OBJECT_CLASS (vtr_job_parent_class)->finalize (object);
}

static void
vtr_job_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  VtrJob *self = VTR_JOB (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBJECT:
      g_value_set_object (value, self->subject);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_CAN_CANCEL:
      g_value_set_boolean (value, vtr_job_get_can_cancel (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_job_class_init (VtrJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vtr_job_finalize;
  object_class->get_property = vtr_job_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBJECT] = g_param_spec_object ("subject", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_CAN_CANCEL] = g_param_spec_boolean ("can-cancel", NULL, NULL, FALSE, flags);
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, VTR_TYPE_JOB_STATE, VTR_JOB_RUNNING, flags);
  properties[PROP_TROUBLE]
      = g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FINISHED] = g_signal_new (
      "finished", VTR_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_job_init (VtrJob *self)
{
  self->fraction = -1;
  self->cancellable = g_cancellable_new ();
}

/**
 * vtr_job_new:
 * @title: what is being done, translated, such as "Saving web-frontend"
 *
 * Returns: (transfer full): a running job
 */
VtrJob *
vtr_job_new (const char *title)
{
  VtrJob *self = g_object_new (VTR_TYPE_JOB, NULL);

  self->title = g_strdup (title);
  return self;
}

/**
 * vtr_job_set_subject:
 * @self: a job
 * @subject: (nullable): what the job is about, for "Show" buttons
 */
void
vtr_job_set_subject (VtrJob  *self,
                     GObject *subject)
{
  if (g_set_object (&self->subject, subject))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBJECT]);
}

/**
 * vtr_job_get_subject:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): what the job is about
 */
gpointer
vtr_job_get_subject (VtrJob *self)
{
  return self->subject;
}

const char *
vtr_job_get_title (VtrJob *self)
{
  return self->title;
}

/**
 * vtr_job_get_status:
 * @self: a job
 *
 * Returns: (nullable): what it is doing at the moment
 */
const char *
vtr_job_get_status (VtrJob *self)
{
  return self->status;
}

void
vtr_job_set_status (VtrJob     *self,
                    const char *status)
{
  if (g_set_str (&self->status, status))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/**
 * vtr_job_get_fraction:
 * @self: a job
 *
 * Returns: how much is done, from 0 to 1, or -1 where nobody knows
 */
double
vtr_job_get_fraction (VtrJob *self)
{
  return self->fraction;
}

void
vtr_job_set_fraction (VtrJob *self,
                      double  fraction)
{
  fraction = fraction < 0 ? -1 : MIN (fraction, 1);
  if (self->fraction == fraction)
    return;

  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/**
 * vtr_job_get_cancellable:
 * @self: a job
 *
 * Returns: (transfer none): what the work listens to
 */
GCancellable *
vtr_job_get_cancellable (VtrJob *self)
{
  return self->cancellable;
}

void
vtr_job_set_can_cancel (VtrJob  *self,
                        gboolean can_cancel)
{
  if (self->can_cancel == can_cancel)
    return;

  self->can_cancel = can_cancel;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CANCEL]);
}

/* Whoever began many together tells of all at the end: nobody has to tell of each. */
void
vtr_job_set_summarised (VtrJob  *self,
                        gboolean is_summarised)
{
  self->is_summarised = is_summarised;
}

gboolean
vtr_job_is_summarised (VtrJob *self)
{
  return self->is_summarised;
}

/**
 * vtr_job_get_can_cancel:
 * @self: a job
 *
 * Returns: whether a cancel would still do something
 */
gboolean
vtr_job_get_can_cancel (VtrJob *self)
{
  return self->can_cancel && self->state == VTR_JOB_RUNNING
         && !g_cancellable_is_cancelled (self->cancellable);
}

/* Asks for the end; the job ends when the work says so. */
void
vtr_job_cancel (VtrJob *self)
{
  g_autoptr (VtrJob) keep = NULL;

  if (!vtr_job_get_can_cancel (self))
    return;

  keep = g_object_ref (self); /* the end may follow at once, and drop it */
  g_cancellable_cancel (self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CANCEL]);
}

VtrJobState
vtr_job_get_state (VtrJob *self)
{
  return self->state;
}

/**
 * vtr_job_get_trouble:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const VtrTrouble *
vtr_job_get_trouble (VtrJob *self)
{
  return self->trouble;
}

static void
finish (VtrJob     *self,
        VtrJobState state)
{
  g_return_if_fail (self->state == VTR_JOB_RUNNING);

  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CANCEL]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

void
vtr_job_succeed (VtrJob *self)
{
  finish (self, VTR_JOB_SUCCEEDED);
}

/**
 * vtr_job_fail:
 * @self: a job
 * @trouble: (transfer full): why
 */
void
vtr_job_fail (VtrJob     *self,
              VtrTrouble *trouble)
{
  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  finish (self, VTR_JOB_FAILED);
}

void
vtr_job_end_cancelled (VtrJob *self)
{
  finish (self, VTR_JOB_CANCELLED);
}
