/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-scroll-sum.h"

#include <math.h>

static int
add (double *sum,
     double  delta)
{
  double whole;

  /* Whoever turns round expects the first click at once, not after paying back the rest. */
  if (*sum * delta < 0)
    *sum = 0;
  *sum += delta;

  /* Touchpads send sixtieths and the like: a sum of ten tenths has to be one. */
  whole = trunc (*sum + copysign (1e-6, *sum));
  *sum -= whole;

  return (int) whole;
}

/**
 * vtr_scroll_sum_add:
 * @dx: clicks to the right, or parts of one
 * @dy: clicks downwards, or parts of one
 * @clicks_x: (out): whole clicks to send
 * @clicks_y: (out): whole clicks to send
 *
 * What does not make a whole click is kept for the next time.
 */
void
vtr_scroll_sum_add (VtrScrollSum *self,
                    double        dx,
                    double        dy,
                    int          *clicks_x,
                    int          *clicks_y)
{
  *clicks_x = add (&self->x, dx);
  *clicks_y = add (&self->y, dy);
}

void
vtr_scroll_sum_reset (VtrScrollSum *self)
{
  self->x = 0;
  self->y = 0;
}
