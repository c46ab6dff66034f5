/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-doc.h"

G_BEGIN_DECLS

/* A volume that shall be made. What is NULL or 0 is left to libvirt. */
typedef struct
{
  char    *name;
  char    *format;         /* raw, qcow2, ...; NULL where the pool knows no formats */
  guint64  capacity;       /* bytes that the guest sees */
  guint64  allocation;     /* bytes that are taken at once */
  char    *backing_path;
  char    *backing_format;
  char    *secret_uuid;    /* it is encrypted (LUKS) with this one */
} VtrVolumePlan;

VtrVolumePlan *vtr_volume_plan_new    (const char          *name);
VtrVolumePlan *vtr_volume_plan_copy   (const VtrVolumePlan *self);
void           vtr_volume_plan_free   (VtrVolumePlan       *self);
char          *vtr_volume_plan_to_xml (const VtrVolumePlan *self);

char          *vtr_volume_name_for    (const char          *name,
                                       const char          *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrVolumePlan, vtr_volume_plan_free)

G_END_DECLS
