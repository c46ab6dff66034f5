/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-node.h"

#include "vtr-xml-private.h"

#include <string.h>

/* Where things stand on the page: what is new gets the indentation of its siblings, what goes
 * takes its line with it. */

#define UNIT "  "

VtrXmlNode *
vtr_xml_new_text (VtrXmlDoc  *doc,
          const char *text,
          gssize      length)
{
  VtrXmlNode *node = vtr_xml_node_new (doc, VTR_XML_TEXT);

  node->raw = vtr_xml_span (doc, text, length);
  return node;
}

VtrXmlNode *
vtr_xml_new_element (VtrXmlDoc  *doc,
             const char *name,
             gsize       length)
{
  VtrXmlNode *node = vtr_xml_node_new (doc, VTR_XML_ELEMENT);

  node->name = vtr_xml_dup (doc, name, length);
  node->start_end = VTR_XML_LITERAL ("/>");
  return node;
}

/* The line end and blanks at the end of @span, or nothing when it does not end in a fresh line. */
VtrXmlSpan
vtr_xml_last_line (VtrXmlSpan span)
{
  gsize start = span.length;

  while (start > 0 && strchr (" \t", span.data[start - 1]))
    start--;
  if (start == 0 || span.data[start - 1] != '\n')
    return (VtrXmlSpan) { "", 0 };
  start--;
  if (start > 0 && span.data[start - 1] == '\r')
    start--;
  return (VtrXmlSpan) { span.data + start, span.length - start };
}

/* What stands before a node to bring it to its place: a line end and its indentation. */
VtrXmlSpan
vtr_xml_lead_of (const VtrXmlNode *node)
{
  if (node->previous && node->previous->kind == VTR_XML_TEXT)
    return vtr_xml_last_line (node->previous->raw);
  return (VtrXmlSpan) { "", 0 };
}

VtrXmlSpan
vtr_xml_span_after (VtrXmlSpan span,
            gsize      length)
{
  return (VtrXmlSpan) { span.data + length, span.length - length };
}

/* The same for the first on the line that a node is on. */
static VtrXmlSpan
lead_of_line (const VtrXmlNode *node)
{
  VtrXmlSpan lead = vtr_xml_lead_of (node);

  while (!lead.length && node->previous)
    {
      node = node->previous;
      if (node->kind == VTR_XML_TEXT && !vtr_xml_is_blank (node->raw))
        break;
      lead = vtr_xml_lead_of (node);
    }
  return lead;
}

/* By how much this document indents each level. */
static VtrXmlSpan
unit_of (const VtrXmlDoc *doc)
{
  for (const VtrXmlNode *child = doc->root->first; child; child = child->next)
    {
      VtrXmlSpan lead = vtr_xml_lead_of (child);

      if (child->kind == VTR_XML_ELEMENT && lead.length > 0)
        {
          gsize end = *lead.data == '\r' ? 2 : 1;

          if (lead.length > end)
            return vtr_xml_span_after (lead, end);
        }
    }
  return VTR_XML_LITERAL (UNIT);
}

/* The last child that is more than blanks. */
VtrXmlNode *
vtr_xml_last_content (const VtrXmlNode *node)
{
  VtrXmlNode *child = node->last;

  while (child && child->kind == VTR_XML_TEXT && vtr_xml_is_blank (child->raw))
    child = child->previous;
  return child;
}

void
vtr_xml_open_up (VtrXmlNode *node)
{
  g_autofree char *end = NULL;

  if (node->end_tag.length)
    return;
  end = g_strdup_printf ("</%s>", node->name);
  node->end_tag = vtr_xml_span (node->doc, end, -1);
  node->start_end = VTR_XML_LITERAL (">");
}

/* The opposite, when there is nothing left between the tags: as libvirt itself writes it. */
void
vtr_xml_close_down (VtrXmlNode *node)
{
  if (vtr_xml_last_content (node))
    return;
  while (node->first)
    vtr_xml_unlink (node->first);
  node->end_tag = (VtrXmlSpan) { "", 0 };
  node->start_end = VTR_XML_LITERAL ("/>");
}

/* A comment behind an element on its line belongs to it. */
static VtrXmlNode *
end_of_line (VtrXmlNode *node)
{
  for (VtrXmlNode *next = node->next; next; next = next->next)
    {
      if (next->kind == VTR_XML_MARKUP)
        node = next;
      else if (next->kind != VTR_XML_TEXT || memchr (next->raw.data, '\n', next->raw.length)
               || !vtr_xml_is_blank (next->raw))
        break;
    }
  return node;
}

static void
insert_after (VtrXmlNode *node,
              VtrXmlNode *sibling)
{
  VtrXmlSpan lead = lead_of_line (sibling);
  VtrXmlNode *point = end_of_line (sibling);
  VtrXmlNode *before = point->next;

  if (lead.length)
    {
      VtrXmlNode *text = vtr_xml_new_text (node->doc, lead.data, (gssize) lead.length);

      vtr_xml_link (sibling->parent, text, before);
    }
  vtr_xml_link (sibling->parent, node, before);
}

static void
insert_only (VtrXmlNode *node,
             VtrXmlNode *parent)
{
  gboolean is_root = parent == parent->doc->root;
  VtrXmlSpan lead = vtr_xml_lead_of (parent);
  VtrXmlSpan unit = unit_of (parent->doc);
  g_autofree char *inner = NULL;

  vtr_xml_open_up (parent);
  if (is_root && !lead.length)
    lead = VTR_XML_LITERAL ("\n");
  if (!lead.length)
    {
      vtr_xml_link (parent, node, NULL);
      return;
    }

  inner = g_strdup_printf ("%.*s%.*s", (int) lead.length, lead.data, (int) unit.length, unit.data);
  while (parent->first)
    vtr_xml_unlink (parent->first);
  vtr_xml_link (parent, vtr_xml_new_text (node->doc, inner, -1), NULL);
  vtr_xml_link (parent, node, NULL);
  vtr_xml_link (parent, vtr_xml_new_text (node->doc, lead.data, (gssize) lead.length), NULL);
}

/* Beside its like when there is one, else last. */
void
vtr_xml_insert (VtrXmlNode *node,
        VtrXmlNode *parent)
{
  VtrXmlNode *sibling = vtr_xml_last_content (parent);

  for (VtrXmlNode *child = parent->last; child; child = child->previous)
    {
      if (child->kind == VTR_XML_ELEMENT && strcmp (child->name, node->name) == 0)
        {
          sibling = child;
          break;
        }
    }

  if (!sibling)
    insert_only (node, parent);
  else if (sibling->kind == VTR_XML_TEXT || sibling->kind == VTR_XML_CDATA)
    vtr_xml_link (parent, node, sibling->next);
  else
    insert_after (node, sibling);
}

static gboolean
starts_line (const VtrXmlNode *node)
{
  gsize blanks;

  if (!node)
    return TRUE;
  if (node->kind != VTR_XML_TEXT)
    return FALSE;
  for (blanks = 0; blanks < node->raw.length && strchr (" \t\r", node->raw.data[blanks]); blanks++)
    ;
  return blanks < node->raw.length && node->raw.data[blanks] == '\n';
}

/**
 * vtr_xml_node_remove:
 * @self: a node, not the root
 *
 * Takes an element out, with the line it stood on when it stood there alone.
 */
void
vtr_xml_node_remove (VtrXmlNode *self)
{
  VtrXmlNode *text = self->previous;
  VtrXmlNode *parent = self->parent;

  g_return_if_fail (parent && self != self->doc->root);

  if (text && text->kind == VTR_XML_TEXT && starts_line (self->next))
    {
      VtrXmlSpan lead = vtr_xml_last_line (text->raw);

      if (!lead.length && vtr_xml_is_blank (text->raw))
        lead = text->raw;
      text->raw.length -= lead.length;
    }
  parent->text = NULL;
  vtr_xml_unlink (self);
  if (text && text->kind == VTR_XML_TEXT && text->raw.length == 0)
    vtr_xml_unlink (text);
  vtr_xml_close_down (parent);
}

/**
 * vtr_xml_node_add:
 * @self: a node
 * @name: what to add
 *
 * Returns: (transfer none): a new empty element in @self, after the last of its name, or last
 */
VtrXmlNode *
vtr_xml_node_add (VtrXmlNode *self,
                  const char *name)
{
  VtrXmlNode *node = vtr_xml_new_element (self->doc, name, strlen (name));

  vtr_xml_insert (node, self);
  return node;
}
