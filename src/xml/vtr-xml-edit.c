/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-path.h"

#include <string.h>

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
  VtrXmlNode *text = *value ? vtr_xml_new_text (node->doc, encoded, -1) : NULL;
  gboolean alone = has_only_text (node);
  VtrXmlNode *next;

  node->text = NULL;
  if (text)
    vtr_xml_open_up (node);
  for (VtrXmlNode *child = node->first; child; child = next)
    {
      next = child->next;
      if (!is_text (child) || (!alone && vtr_xml_is_blank (child->raw)))
        continue;
      if (text)
        vtr_xml_link (node, g_steal_pointer (&text), child);
      child->raw = alone ? (VtrXmlSpan) { "", 0 } : vtr_xml_last_line (child->raw);
      if (!child->raw.length)
        vtr_xml_unlink (child);
    }
  if (text)
    vtr_xml_link (node, text, node->first);
  vtr_xml_close_down (node);
}

/* An element that says no more than which one it is. */
static gboolean
is_bare (const VtrXmlNode *node,
         const VtrXmlStep *step)
{
  if (vtr_xml_last_content (node))
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

/* In the family of its parent an element is written as that is. Else it declares the namespace,
 * with the prefix that the step asks for, or its own name: so it reads as other tools have written
 * theirs. */
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
    return vtr_xml_new_element (parent->doc, local, strlen (local));

  if (family)
    prefix = g_strndup (parent->name, (gsize) (colon - parent->name));
  else if (local != wanted)
    prefix = g_strndup (wanted, (gsize) (local - wanted - 1));
  else
    prefix = g_strdup (local);
  name = g_strconcat (prefix, ":", local, NULL);
  node = vtr_xml_new_element (parent->doc, name, strlen (name));
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
  vtr_xml_insert (node, parent);
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
