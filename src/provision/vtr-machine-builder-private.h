/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine-builder.h"

#include "xml/vtr-xml-node.h"

G_BEGIN_DECLS

/* What the parts of the builder share while one definition is made. */
typedef struct
{
  const VtrMachinePlan *plan;
  const VtrOsFacts     *os;
  VtrXmlDoc            *capabilities;
  VtrBuildPhase         phase;
  VtrXmlNode           *root;
  VtrXmlNode           *devices;
  const char           *machine_type;
  gboolean              is_x86;
  gboolean              has_pcie;
  gboolean              is_mainframe;
  gboolean              has_spice;
  guint                 n_boot;       /* the order that was given last */
  guint                 n_targets[3]; /* vd, sd, hd */
} VtrBuild;

/* vtr-machine-builder.c */
gboolean    _vtr_build_offers      (const VtrBuild *build,
                                    const char     *part,
                                    const char     *list,
                                    const char     *value);
VtrXmlNode *_vtr_build_add         (const VtrBuild *build,
                                    const char     *xml);

/* vtr-machine-builder-devices.c */
void        _vtr_build_controllers (VtrBuild *build);
void        _vtr_build_storage     (VtrBuild *build);
void        _vtr_build_network     (VtrBuild *build);
void        _vtr_build_consoles    (VtrBuild *build);
void        _vtr_build_extras      (VtrBuild *build);

/* vtr-machine-builder-container.c */
void        _vtr_build_container   (VtrBuild *build);

G_END_DECLS
