/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One system of the catalogue, for lists. Nothing of it changes. Days are those of the Julian
 * calendar, as GDate counts them; 0 where nobody knows. */
#define VTR_TYPE_OS (vtr_os_get_type ())
G_DECLARE_FINAL_TYPE (VtrOs, vtr_os, VTR, OS, GObject)

typedef struct
{
  char    *id;
  char    *short_id;
  char    *name;
  char    *family;
  char    *distro;
  char    *codename;
  char    *version;
  guint32  released;
  guint32  ends;
  gboolean is_finished; /* no test version, and not one that rolls */
} VtrOsFields;

VtrOs      *vtr_os_new             (const VtrOsFields *fields);
const char *vtr_os_get_id          (VtrOs             *self);
const char *vtr_os_get_short_id    (VtrOs             *self);
const char *vtr_os_get_name        (VtrOs             *self);
const char *vtr_os_get_family      (VtrOs             *self);
const char *vtr_os_get_distro      (VtrOs             *self);
guint       vtr_os_get_year        (VtrOs             *self);
guint32     vtr_os_get_released    (VtrOs             *self);
guint32     vtr_os_get_ends        (VtrOs             *self);
gboolean    vtr_os_has_ended       (VtrOs             *self,
                                    guint32            today);
gboolean    vtr_os_is_finished     (VtrOs             *self);
gboolean    vtr_os_matches         (VtrOs             *self,
                                    const char *const *words);
int         vtr_os_compare         (gconstpointer      a,
                                    gconstpointer      b,
                                    gpointer           unused);

G_END_DECLS
