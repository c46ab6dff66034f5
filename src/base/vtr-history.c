/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-history.h"

#include <math.h>

#define FIRST_CAPACITY 32
#define LAST_CAPACITY 4096 /* an hour at one a second, with room for impatient clocks */
#define TICKS_PER_SECOND 100
#define TICK (G_USEC_PER_SEC / TICKS_PER_SECOND)

/* A cell is eight bytes: with thousands of machines this is what memory goes to. */
typedef struct
{
  guint32 tick; /* hundredths of a second since the first sample */
  float   value;
} Cell;

struct _VtrHistory
{
  gint64 origin;
  Cell  *cells;
  guint  capacity; /* a power of two */
  guint  head;     /* where the next sample goes */
  guint  size;
};

VtrHistory *
vtr_history_new (void)
{
  return g_new0 (VtrHistory, 1);
}

void
vtr_history_free (VtrHistory *self)
{
  if (self == NULL)
    return;

  g_free (self->cells);
  g_free (self);
}

static const Cell *
cell_at (const VtrHistory *self,
         guint             age)
{
  return &self->cells[(self->head - 1 - age) & (self->capacity - 1)];
}

static gint64
cell_time (const VtrHistory *self,
           const Cell       *cell)
{
  return self->origin + (gint64) cell->tick * TICK;
}

static void
grow (VtrHistory *self)
{
  guint capacity = MAX (FIRST_CAPACITY, self->capacity * 2);
  Cell *cells = g_new (Cell, capacity);

  for (guint i = 0; i < self->size; i++)
    cells[i] = *cell_at (self, self->size - 1 - i);

  g_free (self->cells);
  self->cells = cells;
  self->capacity = capacity;
  self->head = self->size;
}

static void
drop_old (VtrHistory *self,
          gint64      now)
{
  while (self->size > 0 && cell_time (self, cell_at (self, self->size - 1)) < now - VTR_HISTORY_SPAN)
    self->size--;
}

/**
 * vtr_history_push:
 * @self: a history
 * @time: when, by vtr_time_now(); not earlier than the last one
 * @value: the value; NaN marks a hole, such as a host that was away
 */
void
vtr_history_push (VtrHistory *self,
                  gint64      time,
                  float       value)
{
  g_return_if_fail (self != NULL);

  drop_old (self, time);
  if (self->size == 0)
    self->origin = time;
  if (self->size == self->capacity)
    {
      if (self->capacity < LAST_CAPACITY)
        grow (self);
      else
        self->size--;
    }

  self->cells[self->head] = (Cell) {
    .tick = (guint32) ((time - self->origin) / TICK),
    .value = value,
  };
  self->head = (self->head + 1) & (self->capacity - 1);
  self->size++;
}

guint
vtr_history_size (const VtrHistory *self)
{
  return self != NULL ? self->size : 0;
}

/**
 * vtr_history_get:
 * @self: a history
 * @age: 0 for the newest, up to vtr_history_size() - 1
 *
 * Returns: that sample
 */
VtrSample
vtr_history_get (const VtrHistory *self,
                 guint             age)
{
  const Cell *cell;

  g_return_val_if_fail (age < vtr_history_size (self), ((VtrSample) { 0, NAN }));

  cell = cell_at (self, age);
  return (VtrSample) { .time = cell_time (self, cell), .value = cell->value };
}

/**
 * vtr_history_latest:
 * @self: (nullable): a history
 *
 * Returns: the newest value, or NaN where there is none
 */
float
vtr_history_latest (const VtrHistory *self)
{
  return vtr_history_size (self) > 0 ? cell_at (self, 0)->value : NAN;
}

/**
 * vtr_history_at:
 * @self: (nullable): a history
 * @time: a moment
 *
 * Returns: the nearest value, or NaN in a hole, before the first and after the last one
 */
float
vtr_history_at (const VtrHistory *self,
                gint64            time)
{
  VtrSample newer = { G_MAXINT64, NAN };

  for (guint age = 0; age < vtr_history_size (self); age++)
    {
      const VtrSample sample = vtr_history_get (self, age);

      /* A hole begins at the moment of the last value before it. */
      if (isnan (sample.value) && ABS (time - sample.time) < TICK)
        newer = (VtrSample) { sample.time, NAN };
      else if (sample.time > time)
        newer = sample;
      else if (isnan (sample.value))
        return NAN;
      else if (isnan (newer.value))
        return time - sample.time < TICK ? sample.value : NAN;
      else
        return time - sample.time < newer.time - time ? sample.value : newer.value;
    }

  return NAN;
}

/**
 * vtr_history_peak:
 * @self: (nullable): a history
 * @since: a moment
 *
 * Returns: the greatest value since then, 0 where there is none
 */
float
vtr_history_peak (const VtrHistory *self,
                  gint64            since)
{
  float peak = 0;

  for (guint age = 0; age < vtr_history_size (self); age++)
    {
      const Cell *cell = cell_at (self, age);

      if (cell_time (self, cell) < since)
        break;
      if (!isnan (cell->value))
        peak = MAX (peak, cell->value);
    }

  return peak;
}
