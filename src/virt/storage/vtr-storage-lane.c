/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-private.h"

/* Copying, wiping and filling take their hours in the daemon, which works on five requests of one
 * client at a time and then hears nothing more of it. Two of these may go on at once, the others
 * wait here, so that pools can still be looked at and machines be worked with. */

#define MOST_AT_ONCE 2

struct _VtrStorageLane
{
  VtrLink *link;
  GQueue   waiting;
  guint    n_running;
};

typedef struct
{
  VtrStorageLane     *lane;
  VtrLinkFunc         func;
  gpointer            data;
  GDestroyNotify      free_data;
  GAsyncReadyCallback callback;
  gpointer            user_data;
} Work;

static void begin (VtrStorageLane *self,
                   Work           *work);

VtrStorageLane *
_vtr_storage_lane_new (VtrLink *link)
{
  VtrStorageLane *self = g_rc_box_new0 (VtrStorageLane);

  self->link = vtr_link_ref (link);
  return self;
}

static void
clear (gpointer data)
{
  g_clear_pointer (&((VtrStorageLane *) data)->link, vtr_link_unref);
}

static void
on_home_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Work *work = user_data;
  VtrStorageLane *lane = work->lane;

  lane->n_running--;
  work->callback (source, result, work->user_data);
  g_free (work);
  work = g_queue_pop_head (&lane->waiting);
  if (work != NULL)
    begin (lane, work);
  g_rc_box_release_full (lane, clear);
}

static void
begin (VtrStorageLane *self,
       Work           *work)
{
  self->n_running++;
  vtr_link_run (self->link, NULL, work->func, work->data, work->free_data, VTR_WORK_NORMAL, NULL,
                on_home_cb, work);
}

/* The link was abandoned: what still waits comes home as cancelled, without having been begun. */
void
_vtr_storage_lane_free (VtrStorageLane *self)
{
  Work *work;

  while ((work = g_queue_pop_head (&self->waiting)) != NULL)
    begin (self, work);
  g_rc_box_release_full (self, clear);
}

void
_vtr_storage_lane_run (VtrStorageLane     *self,
                       VtrLinkFunc         func,
                       gpointer            data,
                       GDestroyNotify      free_data,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  Work *work = g_new (Work, 1);

  *work = (Work) { g_rc_box_acquire (self), func, data, free_data, callback, user_data };
  if (self->n_running < MOST_AT_ONCE)
    begin (self, work);
  else
    g_queue_push_tail (&self->waiting, work);
}
