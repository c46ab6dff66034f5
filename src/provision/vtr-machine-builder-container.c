/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-builder-private.h"

/* A container has no hardware: a program or the first program of a tree of files, a console, and a
 * link to the network. */
void
_vtr_build_container (VtrBuild *build)
{
  const VtrMachinePlan *plan = build->plan;
  const char *emulator = build->capabilities == NULL ? NULL
                         : vtr_xml_node_get (vtr_xml_doc_get_root (build->capabilities), "path");
  const char *init = plan->init != NULL ? plan->init : (plan->root != NULL ? "/sbin/init" : "/bin/sh");
  VtrXmlNode *node;

  vtr_xml_node_set (build->root, "os/type", "exe");
  vtr_xml_node_set (build->root, "os/type/@arch", plan->arch);
  vtr_xml_node_set (build->root, "os/init", init);
  vtr_xml_node_ensure (build->root, "features/privnet");

  build->devices = vtr_xml_node_add (build->root, "devices");
  vtr_xml_node_set (build->devices, "emulator", emulator);
  if (plan->root != NULL)
    {
      node = _vtr_build_add (build, "<filesystem type='mount' accessmode='passthrough'/>");
      vtr_xml_node_set (node, "source/@dir", plan->root);
      vtr_xml_node_set (node, "target/@dir", "/");
    }
  if (plan->link == VTR_LINK_NETWORK || plan->link == VTR_LINK_BRIDGE)
    _vtr_build_network (build);
  _vtr_build_add (build, "<console type='pty'/>");
}
