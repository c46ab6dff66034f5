/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-keep.h"

static gboolean
drop_cb (gpointer object)
{
  g_object_unref (object);
  return G_SOURCE_REMOVE;
}

/**
 * vtr_keep_until_idle:
 * @object: (transfer none): an object that is about to go
 *
 * libadwaita 1.7's split views write to themselves from an idle callback that they never take back.
 * Whoever owns one keeps it with this in dispose(), until after that callback.
 */
void
vtr_keep_until_idle (gpointer object)
{
  g_idle_add_full (G_PRIORITY_LOW, drop_cb, g_object_ref (object), NULL);
}
