/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-path.h"

#include <string.h>

#define UNIT "  "

static VtrXmlNode *
new_text (VtrXmlDoc  *doc,
          const char *text,
          gssize      length)
{
  VtrXmlNode *node = vtr_xml_node_new (doc, VTR_XML_TEXT);

  node->raw = vtr_xml_span (doc, text, length);
  return node;
}

/* The line end and blanks at the end of @span, or nothing when it does not end in a fresh line. */
static VtrXmlSpan
last_line (VtrXmlSpan span)
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
static VtrXmlSpan
lead_of (const VtrXmlNode *node)
{
  if (node->previous && node->previous->kind == VTR_XML_TEXT)
    return last_line (node->previous->raw);
  return (VtrXmlSpan) { "", 0 };
}

static VtrXmlSpan
span_after (VtrXmlSpan span,
            gsize      length)
{
  return (VtrXmlSpan) { span.data + length, span.length - length };
}

/* The same for the first on the line that a node is on. */
static VtrXmlSpan
lead_of_line (const VtrXmlNode *node)
{
  VtrXmlSpan lead = lead_of (node);

  while (!lead.length && node->previous)
    {
      node = node->previous;
      if (node->kind == VTR_XML_TEXT && !vtr_xml_is_blank (node->raw))
        break;
      lead = lead_of (node);
    }
  return lead;
}

/* By how much this document indents each level. */
static VtrXmlSpan
unit_of (const VtrXmlDoc *doc)
{
  for (const VtrXmlNode *child = doc->root->first; child; child = child->next)
    {
      VtrXmlSpan lead = lead_of (child);

      if (child->kind == VTR_XML_ELEMENT && lead.length > 0)
        {
          gsize end = *lead.data == '\r' ? 2 : 1;

          if (lead.length > end)
            return span_after (lead, end);
        }
    }
  return VTR_XML_LITERAL (UNIT);
}

/* The last child that is more than blanks. */
static VtrXmlNode *
last_content (const VtrXmlNode *node)
{
  VtrXmlNode *child = node->last;

  while (child && child->kind == VTR_XML_TEXT && vtr_xml_is_blank (child->raw))
    child = child->previous;
  return child;
}

static void
open_up (VtrXmlNode *node)
{
  g_autofree char *end = NULL;

  if (node->end_tag.length)
    return;
  end = g_strdup_printf ("</%s>", node->name);
  node->end_tag = vtr_xml_span (node->doc, end, -1);
  node->start_end = VTR_XML_LITERAL (">");
}

/* The opposite, when there is nothing left between the tags: as libvirt itself writes it. */
static void
close_down (VtrXmlNode *node)
{
  if (last_content (node))
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
    vtr_xml_link (sibling->parent, new_text (node->doc, lead.data, (gssize) lead.length), before);
  vtr_xml_link (sibling->parent, node, before);
}

static void
insert_only (VtrXmlNode *node,
             VtrXmlNode *parent)
{
  gboolean is_root = parent == parent->doc->root;
  VtrXmlSpan lead = lead_of (parent);
  VtrXmlSpan unit = unit_of (parent->doc);
  g_autofree char *inner = NULL;

  open_up (parent);
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
  vtr_xml_link (parent, new_text (node->doc, inner, -1), NULL);
  vtr_xml_link (parent, node, NULL);
  vtr_xml_link (parent, new_text (node->doc, lead.data, (gssize) lead.length), NULL);
}

/* Beside its like when there is one, else last. */
static void
insert (VtrXmlNode *node,
        VtrXmlNode *parent)
{
  VtrXmlNode *sibling = last_content (parent);

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

static VtrXmlNode *
new_element (VtrXmlDoc  *doc,
             const char *name,
             gsize       length)
{
  VtrXmlNode *node = vtr_xml_node_new (doc, VTR_XML_ELEMENT);

  node->name = vtr_xml_dup (doc, name, length);
  node->start_end = VTR_XML_LITERAL ("/>");
  return node;
}

/* Quotes are as in the attribute before, else as this document begins, else as libvirt has them. */
static char
quote_for (const VtrXmlNode *node)
{
  for (; node; node = node->parent)
    {
      const VtrXmlAttribute *attribute = node->attributes;

      if (attribute)
        return attribute->raw.data[attribute->value_start - 1];
    }
  return '\'';
}

static void
write_attribute (VtrXmlAttribute *attribute,
                 VtrXmlDoc       *doc,
                 const char      *before,
                 gsize            length,
                 const char      *value)
{
  char quote = before[length - 1];
  g_autofree char *encoded = vtr_xml_encode (value, quote);
  g_autofree char *raw = g_strdup_printf ("%.*s%s%c", (int) length, before, encoded, quote);

  attribute->value = vtr_xml_dup (doc, value, strlen (value));
  attribute->raw = vtr_xml_span (doc, raw, -1);
  attribute->value_start = length;
}

static void
add_attribute (VtrXmlNode *node,
               VtrXmlSpan  name,
               const char *value)
{
  VtrXmlAttribute *attribute = vtr_xml_alloc (node->doc, sizeof *attribute);
  VtrXmlAttribute **link = &node->attributes;
  VtrXmlSpan blanks = VTR_XML_LITERAL (" ");
  g_autofree char *before = NULL;

  for (guint n = 0; *link; link = &(*link)->next, n++)
    {
      if (n > 0)
        blanks = (VtrXmlSpan) { (*link)->raw.data, strspn ((*link)->raw.data, " \t\r\n") };
    }
  before = g_strdup_printf ("%.*s%.*s=%c", (int) blanks.length, blanks.data, (int) name.length,
                            name.data, quote_for (node));
  *attribute = (VtrXmlAttribute) { .name = vtr_xml_dup (node->doc, name.data, name.length) };
  write_attribute (attribute, node->doc, before, strlen (before), value);
  *link = attribute;
}

static void
drop_attribute (VtrXmlNode            *node,
                const VtrXmlAttribute *attribute)
{
  VtrXmlAttribute **link = &node->attributes;

  while (*link != attribute)
    link = &(*link)->next;
  *link = attribute->next;
}

static gboolean
is_text (const VtrXmlNode *node)
{
  return node->kind == VTR_XML_TEXT || node->kind == VTR_XML_CDATA;
}

static gboolean
has_only_text (const VtrXmlNode *node)
{
  for (const VtrXmlNode *child = node->first; child; child = child->next)
    {
      if (!is_text (child))
        return FALSE;
    }
  return TRUE;
}

/* Replaces the words in an element, and leaves the lines that its other children stand on. */
static void
set_text (VtrXmlNode *node,
          const char *value)
{
  g_autofree char *encoded = vtr_xml_encode (value, 0);
  VtrXmlNode *text = *value ? new_text (node->doc, encoded, -1) : NULL;
  gboolean alone = has_only_text (node);
  VtrXmlNode *next;

  node->text = NULL;
  if (text)
    open_up (node);
  for (VtrXmlNode *child = node->first; child; child = next)
    {
      next = child->next;
      if (!is_text (child) || (!alone && vtr_xml_is_blank (child->raw)))
        continue;
      if (text)
        vtr_xml_link (node, g_steal_pointer (&text), child);
      child->raw = alone ? (VtrXmlSpan) { "", 0 } : last_line (child->raw);
      if (!child->raw.length)
        vtr_xml_unlink (child);
    }
  if (text)
    vtr_xml_link (node, text, node->first);
  close_down (node);
}

/* An element that says no more than which one it is. */
static gboolean
is_bare (const VtrXmlNode *node,
         const VtrXmlStep *step)
{
  if (last_content (node))
    return FALSE;

  for (const VtrXmlAttribute *attribute = node->attributes; attribute; attribute = attribute->next)
    {
      gboolean named = g_str_has_prefix (attribute->name, "xmlns");

      for (guint i = 0; i < step->n_predicates && !named; i++)
        {
          VtrXmlSpan path = step->predicates[i].path;

          named = path.length == strlen (attribute->name) + 1 && *path.data == '@'
                  && memcmp (path.data + 1, attribute->name, path.length - 1) == 0;
        }
      if (!named)
        return FALSE;
    }
  return TRUE;
}

static gboolean
unset (VtrXmlNode       *self,
       const VtrXmlPath *path)
{
  VtrXmlAttribute *attribute;
  VtrXmlNode *node = vtr_xml_path_find (self, path, &attribute);
  guint depth = path->n_steps;

  if (!node)
    return FALSE;
  if (attribute)
    {
      drop_attribute (node, attribute);
    }
  else
    {
      VtrXmlNode *parent = node->parent;

      g_return_val_if_fail (node != self, FALSE);
      vtr_xml_node_remove (node);
      node = parent;
      depth--;
    }

  while (node != self && depth > 0 && is_bare (node, &path->steps[depth - 1]))
    {
      VtrXmlNode *parent = node->parent;

      vtr_xml_node_remove (node);
      node = parent;
      depth--;
    }
  return TRUE;
}

/* In the family of its parent an element is written as that is. Else it declares the namespace, with
 * the prefix that the step asks for, or its own name: so it reads as other tools have written theirs. */
static VtrXmlNode *
new_for_step (VtrXmlNode       *parent,
              const VtrXmlStep *step)
{
  g_autofree char *wanted = g_strndup (step->name.data, step->name.length);
  g_autofree char *space = g_strndup (step->space.data, step->space.length);
  g_autofree char *prefix = NULL;
  g_autofree char *name = NULL;
  const char *local = strrchr (wanted, ':') ? strrchr (wanted, ':') + 1 : wanted;
  const char *colon = strchr (parent->name, ':');
  gboolean family = g_strcmp0 (vtr_xml_node_get_namespace (parent), space) == 0;
  VtrXmlNode *node;

  if (!space || (family && !colon))
    return new_element (parent->doc, local, strlen (local));

  if (family)
    prefix = g_strndup (parent->name, (gsize) (colon - parent->name));
  else if (local != wanted)
    prefix = g_strndup (wanted, (gsize) (local - wanted - 1));
  else
    prefix = g_strdup (local);
  name = g_strconcat (prefix, ":", local, NULL);
  node = new_element (parent->doc, name, strlen (name));
  node->parent = parent;
  if (g_strcmp0 (vtr_xml_node_get_namespace (node), space) != 0)
    {
      g_autofree char *declaration = g_strconcat ("xmlns:", prefix, NULL);

      add_attribute (node, (VtrXmlSpan) { declaration, strlen (declaration) }, space);
    }
  return node;
}

static VtrXmlNode *
create_step (VtrXmlNode       *parent,
             const VtrXmlStep *step)
{
  VtrXmlNode *node;
  guint n = 0;

  for (VtrXmlNode *child = parent->first; child; child = child->next)
    n += vtr_xml_step_matches (child, step) ? 1 : 0;
  if ((step->position && step->position != n + 1) || *step->name.data == '*')
    return NULL;

  node = new_for_step (parent, step);
  insert (node, parent);
  for (guint i = 0; i < step->n_predicates; i++)
    {
      const VtrXmlPredicate *predicate = &step->predicates[i];
      g_autofree char *path = g_strndup (predicate->path.data, predicate->path.length);
      g_autofree char *value = g_strndup (predicate->value.data, predicate->value.length);

      vtr_xml_node_set (node, path, value ? value : "");
    }
  return node;
}

static VtrXmlNode *
ensure (VtrXmlNode       *self,
        const VtrXmlPath *path)
{
  VtrXmlPath element = *path;
  VtrXmlNode *node;

  element.attribute = (VtrXmlSpan) { NULL, 0 };
  node = vtr_xml_path_find (self, &element, NULL);
  if (node)
    return node;

  /* Go as deep as there is something, then create the rest there. */
  node = self;
  for (guint i = 0; i < path->n_steps && node; i++)
    {
      VtrXmlPath part = { .n_steps = 1, .steps = { path->steps[i] } };
      VtrXmlNode *child = vtr_xml_path_find (node, &part, NULL);

      node = child ? child : create_step (node, &path->steps[i]);
    }
  return node;
}

/**
 * vtr_xml_node_ensure:
 * @self: a node
 * @path: to an element
 *
 * Returns: (transfer none) (nullable): the element, created with what leads to it where it was not
 *   there; nothing when @path asks for the third of one
 */
VtrXmlNode *
vtr_xml_node_ensure (VtrXmlNode *self,
                     const char *path)
{
  VtrXmlPath steps;

  vtr_xml_path_init (&steps, path, strlen (path));
  return ensure (self, &steps);
}

/**
 * vtr_xml_node_set:
 * @self: a node
 * @path: to an attribute or an element
 * @value: (nullable): what it shall say
 *
 * Sets an attribute or the text of an element, and creates what is missing on the way. Without a
 * value it goes, and so do the elements on the way that would be left with nothing to say.
 *
 * Returns: whether anything was changed
 */
gboolean
vtr_xml_node_set (VtrXmlNode *self,
                  const char *path,
                  const char *value)
{
  VtrXmlPath steps;
  VtrXmlAttribute *attribute;
  VtrXmlNode *node;

  vtr_xml_path_init (&steps, path, strlen (path));
  if (!value)
    return unset (self, &steps);

  node = vtr_xml_path_find (self, &steps, &attribute);
  if (node && strcmp (attribute ? attribute->value : vtr_xml_node_get_text (node), value) == 0)
    return FALSE;
  if (!node)
    node = ensure (self, &steps);
  if (!node)
    return FALSE;

  if (attribute)
    write_attribute (attribute, node->doc, attribute->raw.data, attribute->value_start, value);
  else if (steps.attribute.data)
    add_attribute (node, steps.attribute, value);
  else
    set_text (node, value);
  return TRUE;
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
      VtrXmlSpan lead = last_line (text->raw);

      text->raw.length -= lead.length ? lead.length : vtr_xml_is_blank (text->raw) ? text->raw.length : 0;
    }
  parent->text = NULL;
  vtr_xml_unlink (self);
  if (text && text->kind == VTR_XML_TEXT && text->raw.length == 0)
    vtr_xml_unlink (text);
  close_down (parent);
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
  VtrXmlNode *node = new_element (self->doc, name, strlen (name));

  insert (node, self);
  return node;
}

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
  return span_after (lead, end);
}

/* Indentation is only in blank text: words are never touched. */
static void
write_shifted (const VtrXmlNode *node,
               const Shift      *shift,
               GString          *into)
{
  if (node->kind == VTR_XML_TEXT && vtr_xml_is_blank (node->raw))
    {
      VtrXmlSpan line = last_line (node->raw);
      VtrXmlSpan indent = indent_of (line);

      g_string_append_len (into, node->raw.data, (gssize) (node->raw.length - indent.length));
      if (line.length)
        g_string_append_len (into, shift->to.data, (gssize) shift->to.length);
      if (line.length && indent.length >= shift->from.length
          && memcmp (indent.data, shift->from.data, shift->from.length) == 0)
        indent = span_after (indent, shift->from.length);
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
  Shift shift = { indent_of (lead_of (self)), { "", 0 } };

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
    return indent_of (last_line (root->last->raw));
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
  Shift shift = { margin_of (source->root), indent_of (lead_of (place)) };
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
