/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-private.h"

#include <string.h>

/* Reads a text that libxml2 called well formed into the tree, so that nothing here needs to fail.
 * Every byte ends up in exactly one span. */

#define BLANKS " \t\r\n"

typedef struct
{
  VtrXmlDoc  *doc;
  VtrXmlNode *parent;
  const char *at;
  const char *end;
} Scanner;

static const char *
find (const Scanner *scanner,
      const char    *needle)
{
  const char *found = strstr (scanner->at, needle);

  return found ? found + strlen (needle) : scanner->end;
}

static void
take_raw (Scanner    *scanner,
          VtrXmlKind  kind,
          const char *end)
{
  VtrXmlNode *node = vtr_xml_node_new (scanner->doc, kind);

  node->raw = (VtrXmlSpan) { scanner->at, (gsize) (end - scanner->at) };
  vtr_xml_link (scanner->parent, node, NULL);
  scanner->at = end;
}

static VtrXmlAttribute *
take_attribute (Scanner *scanner)
{
  VtrXmlAttribute *attribute = vtr_xml_alloc (scanner->doc, sizeof *attribute);
  const char *start = scanner->at;
  const char *name = start + strspn (start, BLANKS);
  const char *name_end = name + strcspn (name, BLANKS "=");
  const char *value = name_end + strcspn (name_end, "'\"") + 1;
  const char *value_end = strchr (value, value[-1]);

  attribute->next = NULL;
  attribute->name = vtr_xml_dup (scanner->doc, name, (gsize) (name_end - name));
  attribute->raw = (VtrXmlSpan) { start, (gsize) (value_end + 1 - start) };
  attribute->value_start = (gsize) (value - start);
  attribute->value = vtr_xml_decode (scanner->doc,
                                     (VtrXmlSpan) { value, (gsize) (value_end - value) }, TRUE);
  scanner->at = value_end + 1;
  return attribute;
}

static void
take_start_tag (Scanner *scanner)
{
  VtrXmlNode *node = vtr_xml_node_new (scanner->doc, VTR_XML_ELEMENT);
  VtrXmlAttribute **link = &node->attributes;
  gsize length = strcspn (scanner->at + 1, BLANKS "/>");
  const char *end;

  node->name = vtr_xml_dup (scanner->doc, scanner->at + 1, length);
  scanner->at += 1 + length;
  end = scanner->at + strspn (scanner->at, BLANKS);
  while (*end != '>' && *end != '/')
    {
      *link = take_attribute (scanner);
      link = &(*link)->next;
      end = scanner->at + strspn (scanner->at, BLANKS);
    }

  vtr_xml_link (scanner->parent, node, NULL);
  if (*end == '>')
    scanner->parent = node;
  end += *end == '>' ? 1 : 2;
  node->start_end = (VtrXmlSpan) { scanner->at, (gsize) (end - scanner->at) };
  scanner->at = end;
}

static void
take_end_tag (Scanner *scanner)
{
  const char *end = find (scanner, ">");

  scanner->parent->end_tag = (VtrXmlSpan) { scanner->at, (gsize) (end - scanner->at) };
  scanner->parent = scanner->parent->parent;
  scanner->at = end;
}

static void
take_next (Scanner *scanner)
{
  if (*scanner->at != '<')
    take_raw (scanner, VTR_XML_TEXT, scanner->at + strcspn (scanner->at, "<"));
  else if (scanner->at[1] == '/')
    take_end_tag (scanner);
  else if (scanner->at[1] == '?')
    take_raw (scanner, VTR_XML_MARKUP, find (scanner, "?>"));
  else if (g_str_has_prefix (scanner->at, "<!--"))
    take_raw (scanner, VTR_XML_MARKUP, find (scanner, "-->"));
  else if (g_str_has_prefix (scanner->at, "<![CDATA["))
    take_raw (scanner, VTR_XML_CDATA, find (scanner, "]]>"));
  else
    take_start_tag (scanner);
}

void
vtr_xml_scan (VtrXmlDoc *doc)
{
  Scanner scanner = { .doc = doc, .at = doc->text, .end = doc->text + doc->length };

  doc->top = vtr_xml_node_new (doc, VTR_XML_DOCUMENT);
  scanner.parent = doc->top;
  while (scanner.at < scanner.end)
    take_next (&scanner);

  for (VtrXmlNode *node = doc->top->first; node; node = node->next)
    {
      if (node->kind == VTR_XML_ELEMENT)
        doc->root = node;
    }
}
