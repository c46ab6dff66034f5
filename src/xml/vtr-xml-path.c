/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-path.h"

#include <string.h>

/* Where the run of characters ends that stands before one of @stops, braces, brackets and quotes
 * being opaque. */
static const char *
skip_to (const char *at,
         const char *end,
         const char *stops)
{
  int depth = 0;
  char quote = 0;

  for (; at < end; at++)
    {
      if (quote)
        quote = *at == quote ? 0 : quote;
      else if (depth == 0 && strchr (stops, *at))
        break;
      else if (*at == '\'' || *at == '"')
        quote = *at;
      else if (*at == '[' || *at == '{')
        depth++;
      else if (*at == ']' || *at == '}')
        depth--;
    }
  return at;
}

static void
read_predicate (VtrXmlStep *step,
                const char *at,
                const char *end)
{
  VtrXmlPredicate *predicate;
  const char *equals;

  if (g_ascii_isdigit (*at))
    {
      step->position = (guint) g_ascii_strtoull (at, NULL, 10);
      return;
    }

  g_return_if_fail (step->n_predicates < G_N_ELEMENTS (step->predicates));
  predicate = &step->predicates[step->n_predicates++];
  equals = skip_to (at, end, "=");
  predicate->path = (VtrXmlSpan) { at, (gsize) (equals - at) };
  if (equals < end)
    predicate->value = (VtrXmlSpan) { equals + 2, (gsize) (end - equals - 3) };
}

static VtrXmlStep
read_step (const char *at,
           const char *end)
{
  VtrXmlStep step = { 0 };
  const char *name = at;
  const char *name_end;

  if (*at == '{')
    {
      const char *close = memchr (at, '}', (gsize) (end - at));

      step.space = (VtrXmlSpan) { at + 1, (gsize) (close - at - 1) };
      name = close + 1;
    }
  name_end = skip_to (name, end, "[");
  step.name = (VtrXmlSpan) { name, (gsize) (name_end - name) };
  while (name_end < end)
    {
      const char *close = skip_to (name_end + 1, end, "]");

      read_predicate (&step, name_end + 1, close);
      name_end = close + 1;
    }
  return step;
}

void
vtr_xml_path_init (VtrXmlPath *path,
                   const char *text,
                   gsize       length)
{
  const char *end = text + length;

  path->n_steps = 0;
  path->attribute = (VtrXmlSpan) { NULL, 0 };
  while (text < end)
    {
      const char *stop = skip_to (text, end, "/");

      if (*text == '@')
        path->attribute = (VtrXmlSpan) { text + 1, (gsize) (stop - text - 1) };
      else if (path->n_steps < G_N_ELEMENTS (path->steps))
        path->steps[path->n_steps++] = read_step (text, stop);
      else
        g_return_if_reached ();
      text = stop + 1;
    }
}

static gboolean
span_equal (VtrXmlSpan  span,
            const char *text)
{
  return strncmp (span.data, text, span.length) == 0 && text[span.length] == '\0';
}

static gboolean
name_matches (const VtrXmlNode *node,
              const VtrXmlStep *step)
{
  VtrXmlSpan local = step->name;
  const char *colon;
  const char *space;

  if (step->name.length == 1 && *step->name.data == '*')
    return TRUE;
  if (!step->space.length)
    return span_equal (step->name, node->name);

  colon = memchr (local.data, ':', local.length);
  if (colon)
    local = (VtrXmlSpan) { colon + 1, local.length - (gsize) (colon + 1 - local.data) };
  colon = strchr (node->name, ':');
  if (!span_equal (local, colon ? colon + 1 : node->name))
    return FALSE;
  space = vtr_xml_node_get_namespace (node);
  return space && span_equal (step->space, space);
}

typedef struct
{
  VtrXmlSpan attribute;
  VtrXmlSpan value;
} Comparison;

static gboolean
compare (VtrXmlNode *node,
         gpointer    data)
{
  const Comparison *comparison = data;
  VtrXmlSpan name = comparison->attribute;
  const VtrXmlAttribute *attribute = NULL;

  if (name.data)
    attribute = vtr_xml_attribute (node, name.data, name.length);
  if (name.data && !attribute)
    return FALSE;
  if (!comparison->value.data)
    return TRUE;
  return span_equal (comparison->value,
                     attribute ? attribute->value : vtr_xml_node_get_text (node));
}

gboolean
vtr_xml_step_matches (VtrXmlNode       *node,
                      const VtrXmlStep *step)
{
  if (node->kind != VTR_XML_ELEMENT || !name_matches (node, step))
    return FALSE;

  for (guint i = 0; i < step->n_predicates; i++)
    {
      const VtrXmlPredicate *predicate = &step->predicates[i];
      VtrXmlPath path;
      Comparison comparison;

      vtr_xml_path_init (&path, predicate->path.data, predicate->path.length);
      comparison = (Comparison) { path.attribute, predicate->value };
      if (!vtr_xml_path_visit (node, &path, 0, compare, &comparison))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_step (const VtrXmlStep *step,
         const char       *name)
{
  return !step->space.length && span_equal (step->name, name);
}

/* Calls @visit for each element that the steps from @i on lead to, until it says to stop. */
gboolean
vtr_xml_path_visit (VtrXmlNode       *node,
                    const VtrXmlPath *path,
                    guint             i,
                    VtrXmlVisit       visit,
                    gpointer          data)
{
  const VtrXmlStep *step = &path->steps[i];
  guint position = 0;

  if (i == path->n_steps)
    return visit (node, data);
  if (is_step (step, "."))
    return vtr_xml_path_visit (node, path, i + 1, visit, data);
  if (is_step (step, ".."))
    {
      VtrXmlNode *parent = vtr_xml_node_get_parent (node);

      return parent && vtr_xml_path_visit (parent, path, i + 1, visit, data);
    }

  for (VtrXmlNode *child = node->first; child; child = child->next)
    {
      if (!vtr_xml_step_matches (child, step) || (step->position && ++position != step->position))
        continue;
      if (vtr_xml_path_visit (child, path, i + 1, visit, data))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const VtrXmlPath *path;
  VtrXmlNode       *node;
  VtrXmlAttribute  *attribute;
} Search;

static gboolean
take_first (VtrXmlNode *node,
            gpointer    data)
{
  Search *search = data;
  VtrXmlSpan name = search->path->attribute;

  if (name.data)
    search->attribute = vtr_xml_attribute (node, name.data, name.length);
  if (name.data && !search->attribute)
    return FALSE;
  search->node = node;
  return TRUE;
}

/* Finds what the path names, an attribute with its element, or an element. */
VtrXmlNode *
vtr_xml_path_find (VtrXmlNode        *node,
                   const VtrXmlPath  *path,
                   VtrXmlAttribute  **attribute)
{
  Search search = { .path = path };

  vtr_xml_path_visit (node, path, 0, take_first, &search);
  if (attribute)
    *attribute = search.attribute;
  return search.node;
}

/**
 * vtr_xml_node_get:
 * @self: a node
 * @path: to an attribute or an element
 *
 * Returns: (transfer none) (nullable): the value of the first attribute, or the text of the first
 *   element, that @path leads to
 */
const char *
vtr_xml_node_get (VtrXmlNode *self,
                  const char *path)
{
  VtrXmlPath steps;
  VtrXmlAttribute *attribute;
  VtrXmlNode *found;

  g_return_val_if_fail (self != NULL, NULL);

  vtr_xml_path_init (&steps, path, strlen (path));
  found = vtr_xml_path_find (self, &steps, &attribute);
  if (!found)
    return NULL;
  return attribute ? attribute->value : vtr_xml_node_get_text (found);
}

/**
 * vtr_xml_node_find:
 * @self: a node
 * @path: to an element
 *
 * Returns: (transfer none) (nullable): the first that @path leads to
 */
VtrXmlNode *
vtr_xml_node_find (VtrXmlNode *self,
                   const char *path)
{
  VtrXmlPath steps;

  g_return_val_if_fail (self != NULL, NULL);

  vtr_xml_path_init (&steps, path, strlen (path));
  return vtr_xml_path_find (self, &steps, NULL);
}

static gboolean
take_each (VtrXmlNode *node,
           gpointer    data)
{
  g_ptr_array_add (data, node);
  return FALSE;
}

/**
 * vtr_xml_node_find_all:
 * @self: a node
 * @path: to elements
 *
 * Returns: (transfer container) (element-type VtrXmlNode): all that @path leads to, in their order
 */
GPtrArray *
vtr_xml_node_find_all (VtrXmlNode *self,
                       const char *path)
{
  GPtrArray *found = g_ptr_array_new ();
  VtrXmlPath steps;

  vtr_xml_path_init (&steps, path, strlen (path));
  vtr_xml_path_visit (self, &steps, 0, take_each, found);
  return found;
}
