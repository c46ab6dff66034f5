/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-progress.h"

struct _VtrProgress
{
  gatomicrefcount ref_count;
  guint64         done;
  guint64         total; /* 0: nobody knows */
};

/**
 * vtr_progress_new:
 *
 * Returns: (transfer full): nothing done of nobody knows how much
 */
VtrProgress *
vtr_progress_new (void)
{
  VtrProgress *self = g_new0 (VtrProgress, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

VtrProgress *
vtr_progress_ref (VtrProgress *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
vtr_progress_unref (VtrProgress *self)
{
  if (self != NULL && g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/* Each number is whole by itself; that they are of one moment does not matter for a bar. */
void
vtr_progress_set (VtrProgress *self,
                  guint64      done,
                  guint64      total)
{
  __atomic_store_n (&self->done, done, __ATOMIC_RELAXED);
  __atomic_store_n (&self->total, total, __ATOMIC_RELAXED);
}

guint64
vtr_progress_get_done (const VtrProgress *self)
{
  return __atomic_load_n (&self->done, __ATOMIC_RELAXED);
}

guint64
vtr_progress_get_total (const VtrProgress *self)
{
  return __atomic_load_n (&self->total, __ATOMIC_RELAXED);
}

/**
 * vtr_progress_get_fraction:
 * @self: how far it is
 *
 * Returns: from 0 to 1, or -1 where nobody knows the whole
 */
double
vtr_progress_get_fraction (const VtrProgress *self)
{
  guint64 total = vtr_progress_get_total (self);

  return total == 0 ? -1 : MIN (1, (double) vtr_progress_get_done (self) / (double) total);
}
