/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-item.h"

#include "vtr-choices.h"

G_BEGIN_DECLS

/* The least that libvirt wants to know about a new device; a form asks for the rest. */
typedef struct
{
  const char *id;
  const char *kind;
  const char *title;
  const char *note;  /* what it is for, or what it needs; may be NULL */
  const char *xml;
  gboolean    once;  /* a machine has one at most */
} VtrDeviceTemplate;

const VtrDeviceTemplate *vtr_device_template_list    (guint                   *n_templates);
const VtrDeviceTemplate *vtr_device_template_find    (const char              *id);
VtrXmlDoc               *vtr_device_template_make    (const VtrDeviceTemplate *self,
                                                      VtrXmlDoc               *machine);
gboolean                 vtr_device_template_can_add (const VtrDeviceTemplate *self,
                                                      VtrXmlDoc               *machine,
                                                      VtrChoices              *choices,
                                                      const char             **why_not);
char                    *vtr_device_template_get_xml (VtrXmlDoc               *doc);

G_END_DECLS
