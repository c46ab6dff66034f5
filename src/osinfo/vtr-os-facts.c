/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-os-facts.h"

#define MIB ((guint64) 1024 * 1024)
#define GIB (1024 * MIB)

/* What any system of these days is content with. */
#define USUAL_MEMORY (2 * GIB)
#define USUAL_PROCESSORS 2
#define USUAL_DISK (20 * GIB)

/**
 * vtr_os_facts_new:
 * @id: how the database calls it
 * @name: how a person calls it
 *
 * Returns: (transfer full): a system of which nothing is known
 */
VtrOsFacts *
vtr_os_facts_new (const char *id,
                  const char *name)
{
  VtrOsFacts *self = g_new0 (VtrOsFacts, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  return self;
}

/**
 * vtr_os_facts_copy:
 * @self: (nullable): facts
 *
 * Returns: (transfer full) (nullable): the same
 */
VtrOsFacts *
vtr_os_facts_copy (const VtrOsFacts *self)
{
  VtrOsFacts *copy;

  if (self == NULL)
    return NULL;

  copy = g_memdup2 (self, sizeof *self);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->short_id = g_strdup (self->short_id);
  copy->family = g_strdup (self->family);
  return copy;
}

void
vtr_os_facts_free (VtrOsFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->short_id);
  g_free (self->family);
  g_free (self);
}

/* The least that a system names is what it was tried with: twice that is a place to work in. */
static guint64
fill (guint64 recommended,
      guint64 least,
      guint64 usual)
{
  if (recommended > 0)
    return MAX (recommended, least);
  return least > 0 ? MAX (2 * least, least) : usual;
}

/* Fills in what to begin with where the database names only the least, or nothing. */
void
vtr_os_facts_complete (VtrOsFacts *self)
{
  self->memory = fill (self->memory, self->least_memory, USUAL_MEMORY);
  self->disk = fill (self->disk, 0, self->least_disk > 0 ? MAX (self->least_disk, USUAL_DISK) : USUAL_DISK);
  if (self->processors == 0)
    self->processors = MAX (self->least_processors, USUAL_PROCESSORS);
}

gboolean
vtr_os_facts_is_windows (const VtrOsFacts *self)
{
  return self != NULL && self->family != NULL
         && (g_str_equal (self->family, "winnt") || g_str_equal (self->family, "win9x"));
}

/**
 * vtr_os_facts_drives:
 * @self: (nullable): facts
 * @devices: devices
 *
 * Of a system of which nothing is known, the best is believed: it is most likely a new one.
 *
 * Returns: whether it can drive all of @devices
 */
gboolean
vtr_os_facts_drives (const VtrOsFacts *self,
                     VtrOsDevices      devices)
{
  return self == NULL || self->id == NULL || (self->devices & devices) == (guint) devices;
}
