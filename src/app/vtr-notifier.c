/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-notifier.h"

#include "base/vtr-time.h"

#include <glib/gi18n-lib.h>

#define LONG_WORK (10 * G_USEC_PER_SEC)

struct _VtrNotifier
{
  GObject         parent_instance;

  /* owned */
  GSettings      *settings;
  GHashTable     *starts; /* VtrJob -> gint64, when it began */

  /* borrowed: owns this */
  GtkApplication *application;
};

G_DEFINE_FINAL_TYPE (VtrNotifier, vtr_notifier, G_TYPE_OBJECT)

static void
on_jobs_changed_cb (VtrNotifier *self,
                    guint        position,
                    guint        removed,
                    guint        added,
                    GListModel  *jobs)
{
  gint64 now = vtr_time_now ();

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (VtrJob) job = g_list_model_get_item (jobs, i);

      g_hash_table_insert (self->starts, g_object_ref (job), g_memdup2 (&now, sizeof now));
    }
}

static gboolean
is_in_front (VtrNotifier *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    if (gtk_window_is_active (l->data))
      return TRUE;
  return FALSE;
}

static GNotification *
make_notification (VtrJob *job)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (job);
  GNotification *notification
      = g_notification_new (trouble != NULL ? trouble->summary : vtr_job_get_title (job));
  const char *body = trouble == NULL          ? _("This is done.")
                     : trouble->cause != NULL ? trouble->cause
                                              : trouble->details;

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show-window");
  return notification;
}

static void
on_job_finished_cb (VtrNotifier *self,
                    VtrJob      *job)
{
  const gint64 *start = g_hash_table_lookup (self->starts, job);
  gboolean was_long = start != NULL && vtr_time_now () - *start >= LONG_WORK;
  VtrJobState state = vtr_job_get_state (job);
  g_autoptr (GNotification) notification = NULL;

  if ((state == VTR_JOB_FAILED || (state == VTR_JOB_SUCCEEDED && was_long))
      && !vtr_job_is_summarised (job) && !is_in_front (self)
      && g_settings_get_boolean (self->settings, "notify-when-job-ends"))
    {
      notification = make_notification (job);
      g_application_send_notification (G_APPLICATION (self->application), NULL, notification);
    }
  g_hash_table_remove (self->starts, job);
}

static void
vtr_notifier_finalize (GObject *object)
{
  VtrNotifier *self = VTR_NOTIFIER (object);

  g_hash_table_unref (self->starts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vtr_notifier_parent_class)->finalize (object);
}

static void
vtr_notifier_class_init (VtrNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vtr_notifier_finalize;
}

static void
vtr_notifier_init (VtrNotifier *self)
{
  self->starts = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

/**
 * vtr_notifier_new:
 * @application: (transfer none): whose windows may be in front; it owns what is returned
 * @jobs: what is being done
 * @settings: whether to tell
 *
 * Returns: (transfer full): what tells
 */
VtrNotifier *
vtr_notifier_new (GtkApplication *application,
                  VtrJobList     *jobs,
                  GSettings      *settings)
{
  VtrNotifier *self = g_object_new (VTR_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (on_jobs_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs, "job-finished", G_CALLBACK (on_job_finished_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
