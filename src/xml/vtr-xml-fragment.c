/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-node.h"

#include "vtr-xml-private.h"

#include <string.h>

/* How far a foreign element stood from the left margin of its own text, and how far it shall. */
typedef struct
{
  VtrXmlSpan from;
  VtrXmlSpan to;
} Shift;

static VtrXmlSpan
indent_of (VtrXmlSpan lead)
{
  gsize end = 0;

  while (end < lead.length && strchr ("\r\n", lead.data[end]))
    end++;
  return vtr_xml_span_after (lead, end);
}

/* Indentation is only in blank text: words are never touched. */
static void
write_shifted (const VtrXmlNode *node,
               const Shift      *shift,
               GString          *into)
{
  if (node->kind == VTR_XML_TEXT && vtr_xml_is_blank (node->raw))
    {
      VtrXmlSpan line = vtr_xml_last_line (node->raw);
      VtrXmlSpan indent = indent_of (line);

      g_string_append_len (into, node->raw.data, (gssize) (node->raw.length - indent.length));
      if (line.length)
        g_string_append_len (into, shift->to.data, (gssize) shift->to.length);
      if (line.length && indent.length >= shift->from.length
          && memcmp (indent.data, shift->from.data, shift->from.length) == 0)
        indent = vtr_xml_span_after (indent, shift->from.length);
      g_string_append_len (into, indent.data, (gssize) indent.length);
      return;
    }
  if (node->kind != VTR_XML_ELEMENT || !node->first)
    {
      vtr_xml_write (node, into);
      return;
    }

  g_string_append_printf (into, "<%s", node->name);
  for (const VtrXmlAttribute *attribute = node->attributes; attribute; attribute = attribute->next)
    g_string_append_len (into, attribute->raw.data, (gssize) attribute->raw.length);
  g_string_append_len (into, node->start_end.data, (gssize) node->start_end.length);
  for (const VtrXmlNode *child = node->first; child; child = child->next)
    write_shifted (child, shift, into);
  g_string_append_len (into, node->end_tag.data, (gssize) node->end_tag.length);
}

/**
 * vtr_xml_node_to_string:
 * @self: a node
 *
 * Returns: (transfer full): the element as it is written, moved to the left margin
 */
char *
vtr_xml_node_to_string (const VtrXmlNode *self)
{
  GString *text = g_string_new (NULL);
  Shift shift = { indent_of (vtr_xml_lead_of (self)), { "", 0 } };

  write_shifted (self, &shift, text);
  return g_string_free_and_steal (text);
}

/**
 * vtr_xml_node_clone:
 * @self: a node
 *
 * Returns: (transfer full): a document with nothing but this element
 */
VtrXmlDoc *
vtr_xml_node_clone (const VtrXmlNode *self)
{
  g_autofree char *text = vtr_xml_node_to_string (self);

  return vtr_xml_doc_new (text, -1, NULL);
}

/* Where the closing tag of a text stands is where its margin is. */
static VtrXmlSpan
margin_of (const VtrXmlNode *root)
{
  if (root->last && root->last->kind == VTR_XML_TEXT && vtr_xml_is_blank (root->last->raw))
    return indent_of (vtr_xml_last_line (root->last->raw));
  return (VtrXmlSpan) { "", 0 };
}

static void
adopt (VtrXmlNode *node,
       VtrXmlDoc  *doc)
{
  node->doc = doc;
  for (VtrXmlNode *child = node->first; child; child = child->next)
    adopt (child, doc);
}

/* The root of @source, written for the margin of @place and made a part of that document. */
static VtrXmlNode *
import (VtrXmlDoc  *source,
        VtrXmlNode *place)
{
  VtrXmlDoc *doc = place->doc;
  Shift shift = { margin_of (source->root), indent_of (vtr_xml_lead_of (place)) };
  g_autoptr (GString) text = g_string_new (NULL);
  VtrXmlDoc parsed = { 0 };

  write_shifted (source->root, &shift, text);
  parsed.text = vtr_xml_dup (doc, text->str, text->len);
  parsed.length = text->len;
  vtr_xml_scan (&parsed);
  doc->blocks = g_slist_concat (parsed.blocks, doc->blocks);
  adopt (parsed.root, doc);
  vtr_xml_unlink (parsed.root);
  return parsed.root;
}

static void
put_in_place_of (VtrXmlNode *node,
                 VtrXmlNode *place)
{
  vtr_xml_link (place->parent, node, place);
  if (place == place->doc->root)
    place->doc->root = node;
  vtr_xml_unlink (place);
}

/**
 * vtr_xml_node_add_xml:
 * @self: a node
 * @xml: one element with all that is in it
 * @error: place for a VTR_ERROR_INVALID
 *
 * Returns: (transfer none) (nullable): the new element in @self, indented to fit
 */
VtrXmlNode *
vtr_xml_node_add_xml (VtrXmlNode  *self,
                      const char  *xml,
                      GError     **error)
{
  g_autoptr (VtrXmlDoc) source = vtr_xml_doc_new (xml, -1, error);
  VtrXmlNode *place;
  VtrXmlNode *node;

  if (!source)
    return NULL;
  place = vtr_xml_node_add (self, source->root->name);
  node = import (source, place);
  put_in_place_of (node, place);
  return node;
}

/**
 * vtr_xml_node_replace_xml:
 * @self: a node
 * @xml: one element with all that is in it
 * @error: place for a VTR_ERROR_INVALID
 *
 * Returns: (transfer none) (nullable): the element that now stands where @self stood
 */
VtrXmlNode *
vtr_xml_node_replace_xml (VtrXmlNode  *self,
                          const char  *xml,
                          GError     **error)
{
  g_autoptr (VtrXmlDoc) source = vtr_xml_doc_new (xml, -1, error);
  VtrXmlNode *node;

  if (!source)
    return NULL;
  node = import (source, self);
  put_in_place_of (node, self);
  return node;
}
