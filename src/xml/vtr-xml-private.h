/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-xml-doc.h"

G_BEGIN_DECLS

/* Bytes that somebody else owns: the text that was read, or the arena of the document. */
typedef struct
{
  const char *data;
  gsize       length;
} VtrXmlSpan;

#define VTR_XML_LITERAL(text) ((VtrXmlSpan) { (text), sizeof (text) - 1 })

typedef enum
{
  VTR_XML_DOCUMENT,
  VTR_XML_ELEMENT,
  VTR_XML_TEXT,
  VTR_XML_CDATA,
  VTR_XML_MARKUP, /* comments, instructions, the declaration: kept and never read */
} VtrXmlKind;

typedef struct _VtrXmlAttribute VtrXmlAttribute;

struct _VtrXmlAttribute
{
  VtrXmlAttribute *next;
  const char      *name;
  const char      *value;       /* with its entities resolved */
  VtrXmlSpan       raw;         /* from the blank before the name to the closing quote */
  gsize            value_start; /* in raw: the byte after the opening quote */
};

struct _VtrXmlNode
{
  VtrXmlDoc       *doc;
  VtrXmlNode      *parent;
  VtrXmlNode      *previous;
  VtrXmlNode      *next;
  VtrXmlNode      *first;
  VtrXmlNode      *last;
  VtrXmlKind       kind;
  const char      *name;       /* elements: as written, with the prefix */
  VtrXmlAttribute *attributes;
  VtrXmlSpan       raw;        /* what is not an element: all of it */
  VtrXmlSpan       start_end;  /* elements: how the start tag ends, ">" or "/>" with blanks before */
  VtrXmlSpan       end_tag;    /* elements: empty when start_end is "/>" */
  const char      *text;       /* elements: what was read as their text, until it is changed */
};

struct _VtrXmlDoc
{
  gatomicrefcount  ref_count;
  char            *text;
  gsize            length;
  GSList          *blocks;     /* the arena: everything lives as long as the document */
  char            *block_at;
  gsize            block_left;
  VtrXmlNode      *top;        /* holds what stands before and after the root */
  VtrXmlNode      *root;
};

gpointer         vtr_xml_alloc         (VtrXmlDoc        *doc,
                                        gsize             size);
VtrXmlSpan       vtr_xml_span          (VtrXmlDoc        *doc,
                                        const char       *text,
                                        gssize            length);
char            *vtr_xml_dup           (VtrXmlDoc        *doc,
                                        const char       *text,
                                        gsize             length);
const char      *vtr_xml_decode        (VtrXmlDoc        *doc,
                                        VtrXmlSpan        raw,
                                        gboolean          attribute);
char            *vtr_xml_encode        (const char       *value,
                                        char              quote);
VtrXmlNode      *vtr_xml_node_new      (VtrXmlDoc        *doc,
                                        VtrXmlKind        kind);
void             vtr_xml_link          (VtrXmlNode       *parent,
                                        VtrXmlNode       *node,
                                        VtrXmlNode       *before);
void             vtr_xml_unlink        (VtrXmlNode       *node);
void             vtr_xml_write         (const VtrXmlNode *node,
                                        GString          *into);
void             vtr_xml_scan          (VtrXmlDoc        *doc);
VtrXmlAttribute *vtr_xml_attribute     (const VtrXmlNode *node,
                                        const char       *name,
                                        gsize             length);
gboolean         vtr_xml_is_blank      (VtrXmlSpan        span);

/* Layout. */
VtrXmlNode *vtr_xml_new_text     (VtrXmlDoc        *doc,
                                  const char       *text,
                                  gssize            length);
VtrXmlNode *vtr_xml_new_element  (VtrXmlDoc        *doc,
                                  const char       *name,
                                  gsize             length);
void        vtr_xml_insert       (VtrXmlNode       *node,
                                  VtrXmlNode       *parent);
void        vtr_xml_open_up      (VtrXmlNode       *node);
void        vtr_xml_close_down   (VtrXmlNode       *node);
VtrXmlNode *vtr_xml_last_content (const VtrXmlNode *node);
VtrXmlSpan  vtr_xml_last_line    (VtrXmlSpan        span);
VtrXmlSpan  vtr_xml_lead_of      (const VtrXmlNode *node);
VtrXmlSpan  vtr_xml_span_after   (VtrXmlSpan        span,
                                  gsize             length);

G_END_DECLS
