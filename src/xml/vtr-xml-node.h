/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-xml-doc.h"

G_BEGIN_DECLS

/* A node here is always an element. It belongs to its document and stays valid as long as that
 * does, also when it was removed from the tree. Strings that are given out live as long.
 *
 * Paths are the useful corner of XPath, always relative to a node:
 *
 *   os/loader/@secure                       an attribute
 *   memory                                  the text of an element
 *   devices/disk[3]                         the third, counted from 1
 *   clock/timer[@name='rtc']/@tickpolicy    the one whose attribute has a value
 *   devices/channel[target/@name='x']       the one where another path has a value
 *   features/hyperv/relaxed[@state]         the one that has it at all
 *   *, . and ..                             any child, the node itself, its parent
 *   metadata/{http://example.com/ns}thing   a name in a namespace, whatever its prefix
 *   {http://example.com/ns}x:thing          the same, and the prefix to make a new one with
 *
 * A name without braces is compared as it is written, with its prefix. */

const char  *vtr_xml_node_get_name      (const VtrXmlNode *self);
const char  *vtr_xml_node_get_namespace (const VtrXmlNode *self);
const char  *vtr_xml_node_get_text      (VtrXmlNode       *self);
VtrXmlDoc   *vtr_xml_node_get_doc       (const VtrXmlNode *self);
VtrXmlNode  *vtr_xml_node_get_parent    (const VtrXmlNode *self);
VtrXmlNode  *vtr_xml_node_get_child     (const VtrXmlNode *self,
                                         const char       *name);
VtrXmlNode  *vtr_xml_node_get_next      (const VtrXmlNode *self,
                                         const char       *name);
gboolean     vtr_xml_node_has_attributes (const VtrXmlNode *self);
char        *vtr_xml_node_to_string     (const VtrXmlNode *self);
guint        vtr_xml_node_get_line      (const VtrXmlNode *self);

/* Reading by path. */
VtrXmlNode  *vtr_xml_node_find          (VtrXmlNode       *self,
                                         const char       *path);
GPtrArray   *vtr_xml_node_find_all      (VtrXmlNode       *self,
                                         const char       *path);
const char  *vtr_xml_node_get           (VtrXmlNode       *self,
                                         const char       *path);

/* Changing by path. */
gboolean     vtr_xml_node_set           (VtrXmlNode       *self,
                                         const char       *path,
                                         const char       *value);
VtrXmlNode  *vtr_xml_node_ensure        (VtrXmlNode       *self,
                                         const char       *path);

/* Changing the tree. */
void         vtr_xml_node_remove        (VtrXmlNode       *self);
VtrXmlNode  *vtr_xml_node_add           (VtrXmlNode       *self,
                                         const char       *name);
VtrXmlNode  *vtr_xml_node_add_xml       (VtrXmlNode       *self,
                                         const char       *xml,
                                         GError          **error);
VtrXmlNode  *vtr_xml_node_replace_xml   (VtrXmlNode       *self,
                                         const char       *xml,
                                         GError          **error);
VtrXmlDoc   *vtr_xml_node_clone         (const VtrXmlNode *self);

G_END_DECLS
