/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-node.h"

#include "vtr-xml-private.h"

#include <string.h>

#define BLANKS " \t\r\n"

VtrXmlNode *
vtr_xml_node_new (VtrXmlDoc  *doc,
                  VtrXmlKind  kind)
{
  VtrXmlNode *node = vtr_xml_alloc (doc, sizeof *node);

  *node = (VtrXmlNode) { .doc = doc, .kind = kind };
  return node;
}

void
vtr_xml_link (VtrXmlNode *parent,
              VtrXmlNode *node,
              VtrXmlNode *before)
{
  node->parent = parent;
  node->next = before;
  node->previous = before ? before->previous : parent->last;
  if (node->previous)
    node->previous->next = node;
  else
    parent->first = node;
  if (before)
    before->previous = node;
  else
    parent->last = node;
}

void
vtr_xml_unlink (VtrXmlNode *node)
{
  if (node->previous)
    node->previous->next = node->next;
  else
    node->parent->first = node->next;
  if (node->next)
    node->next->previous = node->previous;
  else
    node->parent->last = node->previous;
  node->parent = node->previous = node->next = NULL;
}

static void
write_span (GString    *into,
            VtrXmlSpan  span)
{
  g_string_append_len (into, span.data, (gssize) span.length);
}

/* Deep only as far as libxml2 lets a document be, some hundred levels. */
void
vtr_xml_write (const VtrXmlNode *node,
               GString          *into)
{
  if (node->kind == VTR_XML_ELEMENT)
    {
      g_string_append_c (into, '<');
      g_string_append (into, node->name);
      for (const VtrXmlAttribute *a = node->attributes; a; a = a->next)
        write_span (into, a->raw);
      write_span (into, node->start_end);
    }
  write_span (into, node->raw);
  for (const VtrXmlNode *child = node->first; child; child = child->next)
    vtr_xml_write (child, into);
  write_span (into, node->end_tag);
}

gboolean
vtr_xml_is_blank (VtrXmlSpan span)
{
  for (gsize i = 0; i < span.length; i++)
    {
      if (!strchr (BLANKS, span.data[i]))
        return FALSE;
    }
  return TRUE;
}

static gsize
decode_entity (const char *entity,
               gsize       length,
               char       *into)
{
  static const struct { const char *name; char character; } known[] = {
    { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
  };

  if (length > 1 && entity[0] == '#')
    {
      gboolean hex = entity[1] == 'x';
      guint64 code = g_ascii_strtoull (entity + (hex ? 2 : 1), NULL, hex ? 16 : 10);

      return (gsize) g_unichar_to_utf8 ((gunichar) code, into);
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strlen (known[i].name) == length && memcmp (known[i].name, entity, length) == 0)
        {
          *into = known[i].character;
          return 1;
        }
    }
  return 0;
}

/* What the bytes mean, by the rules for line ends and for blanks in attributes. Never longer than
 * the bytes themselves. */
const char *
vtr_xml_decode (VtrXmlDoc  *doc,
                VtrXmlSpan  raw,
                gboolean    attribute)
{
  char *value = vtr_xml_dup (doc, raw.data, raw.length);
  char *out = value;

  for (gsize i = 0; i < raw.length; i++)
    {
      char c = raw.data[i];
      const char *end = c == '&' ? memchr (raw.data + i, ';', raw.length - i) : NULL;
      gsize written = 0;

      if (end)
        written = decode_entity (raw.data + i + 1, (gsize) (end - raw.data) - i - 1, out);
      if (written > 0)
        {
          out += written;
          i = (gsize) (end - raw.data);
          continue;
        }
      if (c == '\r')
        {
          if (i + 1 < raw.length && raw.data[i + 1] == '\n')
            continue;
          c = '\n';
        }
      *out++ = attribute && (c == '\n' || c == '\t') ? ' ' : c;
    }
  *out = '\0';
  return value;
}

/* @quote is 0 for text. */
char *
vtr_xml_encode (const char *value,
                char        quote)
{
  GString *text = g_string_sized_new (strlen (value) + 16);

  for (const char *c = value; *c; c++)
    {
      if (*c == '&')
        g_string_append (text, "&amp;");
      else if (*c == '<')
        g_string_append (text, "&lt;");
      else if (*c == '>' && !quote)
        g_string_append (text, "&gt;");
      else if (*c == '"' && quote == '"')
        g_string_append (text, "&quot;");
      else if (*c == '\'' && quote == '\'')
        g_string_append (text, "&apos;");
      else if (*c == '\r' || (quote && (*c == '\n' || *c == '\t')))
        g_string_append_printf (text, "&#%d;", *c);
      else
        g_string_append_c (text, *c);
    }
  return g_string_free_and_steal (text);
}

VtrXmlAttribute *
vtr_xml_attribute (const VtrXmlNode *node,
                   const char       *name,
                   gsize             length)
{
  for (VtrXmlAttribute *attribute = node->attributes; attribute; attribute = attribute->next)
    {
      if (strncmp (attribute->name, name, length) == 0 && attribute->name[length] == '\0')
        return attribute;
    }
  return NULL;
}

/**
 * vtr_xml_node_get_name:
 * @self: a node
 *
 * Returns: (transfer none): its name as it is written, with the prefix
 */
const char *
vtr_xml_node_get_name (const VtrXmlNode *self)
{
  return self->name;
}

/**
 * vtr_xml_node_get_namespace:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the address of its namespace
 */
const char *
vtr_xml_node_get_namespace (const VtrXmlNode *self)
{
  const char *colon = strchr (self->name, ':');
  g_autofree char *declaration = NULL;

  if (colon)
    declaration = g_strdup_printf ("xmlns:%.*s", (int) (colon - self->name), self->name);
  for (const VtrXmlNode *node = self; node; node = node->parent)
    {
      const char *name = declaration ? declaration : "xmlns";
      const VtrXmlAttribute *attribute = vtr_xml_attribute (node, name, strlen (name));

      if (attribute)
        return *attribute->value ? attribute->value : NULL;
    }
  return NULL;
}

gboolean
vtr_xml_node_has_attributes (const VtrXmlNode *self)
{
  return self->attributes != NULL;
}

/**
 * vtr_xml_node_get_text:
 * @self: a node
 *
 * Returns: (transfer none): the text directly in it, without that of its children
 */
const char *
vtr_xml_node_get_text (VtrXmlNode *self)
{
  g_autoptr (GString) all = NULL;
  const char *only = "";
  guint n = 0;

  if (self->text)
    return self->text;

  for (const VtrXmlNode *child = self->first; child; child = child->next)
    {
      const char *text;

      if (child->kind == VTR_XML_TEXT)
        text = vtr_xml_decode (self->doc, child->raw, FALSE);
      else if (child->kind == VTR_XML_CDATA)
        text = vtr_xml_dup (self->doc, child->raw.data + strlen ("<![CDATA["),
                            child->raw.length - strlen ("<![CDATA[]]>"));
      else
        continue;

      if (n++ == 0)
        only = text;
      else if (!all)
        all = g_string_new (only);
      if (all)
        g_string_append (all, text);
    }
  self->text = all ? vtr_xml_dup (self->doc, all->str, all->len) : only;
  return self->text;
}

/**
 * vtr_xml_node_get_doc:
 * @self: a node
 *
 * Returns: (transfer none): the document it belongs to
 */
VtrXmlDoc *
vtr_xml_node_get_doc (const VtrXmlNode *self)
{
  return self->doc;
}

/**
 * vtr_xml_node_get_parent:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the element around it
 */
VtrXmlNode *
vtr_xml_node_get_parent (const VtrXmlNode *self)
{
  return self->parent && self->parent->kind == VTR_XML_ELEMENT ? self->parent : NULL;
}

static VtrXmlNode *
first_element (VtrXmlNode *node,
               const char *name)
{
  while (node && (node->kind != VTR_XML_ELEMENT || (name && strcmp (node->name, name) != 0)))
    node = node->next;
  return node;
}

/**
 * vtr_xml_node_get_child:
 * @self: a node
 * @name: (nullable): the name it must have
 *
 * Returns: (transfer none) (nullable): the first such element in it
 */
VtrXmlNode *
vtr_xml_node_get_child (const VtrXmlNode *self,
                        const char       *name)
{
  return first_element (self->first, name);
}

/**
 * vtr_xml_node_get_next:
 * @self: a node
 * @name: (nullable): the name it must have
 *
 * Returns: (transfer none) (nullable): the next such element beside it
 */
VtrXmlNode *
vtr_xml_node_get_next (const VtrXmlNode *self,
                       const char       *name)
{
  return first_element (self->next, name);
}

/**
 * vtr_xml_node_get_line:
 * @self: a node
 *
 * Returns: the line of the written document on which it starts, from 1
 */
guint
vtr_xml_node_get_line (const VtrXmlNode *self)
{
  g_autoptr (GString) before = g_string_new (NULL);
  guint line = 1;

  /* What is written before a node: its earlier siblings whole, of its ancestors the start tags. */
  for (const VtrXmlNode *node = self; node->parent; node = node->parent)
    {
      for (const VtrXmlNode *other = node->parent->first; other != node; other = other->next)
        vtr_xml_write (other, before);
      for (const VtrXmlAttribute *a = node->parent->attributes; a; a = a->next)
        write_span (before, a->raw);
      write_span (before, node->parent->start_end);
    }
  for (const char *c = before->str; *c; c++)
    line += *c == '\n';
  return line;
}
