/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-xml-doc.h"

#include "vtr-xml-private.h"

#include "base/vtr-error.h"

#include <libxml/parser.h>
#include <string.h>

#define BLOCK_SIZE  ((gsize) 16 * 1024)
#define LENGTH_MAX  ((gsize) 16 * 1024 * 1024)

typedef struct
{
  guint line;
  guint column;
  char *message;
} Problem;

/* The first problem is the one to mend: what follows it is mostly its echo. */
#if LIBXML_VERSION >= 21200
static void
on_parser_error_cb (void           *data,
                    const xmlError *error)
#else
static void
on_parser_error_cb (void     *data,
                    xmlError *error)
#endif
{
  xmlParserCtxtPtr context = data;
  Problem *problem = context->_private;

  if (error->level != XML_ERR_FATAL || problem->message)
    return;

  problem->line = (guint) MAX (error->line, 1);
  problem->column = (guint) MAX (error->int2, 1);
  problem->message = g_strchomp (g_strdup (error->message ? error->message : "malformed"));
}

/* A document type may declare entities that grow without end. Nothing of ours has one. */
static void
refuse_document_type (void          *data,
                      const xmlChar *name,
                      const xmlChar *external_id,
                      const xmlChar *system_id)
{
  xmlParserCtxtPtr context = data;
  Problem *problem = context->_private;

  if (!problem->message)
    {
      problem->line = (guint) MAX (context->input->line, 1);
      problem->column = (guint) MAX (context->input->col, 1);
      problem->message = g_strdup ("A document type is not allowed here");
    }
  xmlStopParser (context);
}

static xmlSAXHandler
make_handler (void)
{
  xmlSAXHandler handler = { 0 };

  handler.initialized = XML_SAX2_MAGIC;
  handler.serror = on_parser_error_cb;
  handler.internalSubset = refuse_document_type;
  return handler;
}

static gboolean
check (const char *text,
       gsize       length,
       GError    **error)
{
  Problem problem = { 0 };
  xmlParserCtxtPtr context = xmlNewParserCtxt ();
  gboolean good;

  *context->sax = make_handler ();
  context->_private = &problem;
  xmlCtxtReadMemory (context, text, (int) length, NULL, "UTF-8",
                     XML_PARSE_NONET | XML_PARSE_COMPACT);
  good = context->wellFormed && !problem.message;
  if (context->myDoc)
    xmlFreeDoc (context->myDoc);
  xmlFreeParserCtxt (context);

  if (!good)
    g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "%u:%u: %s", MAX (problem.line, 1),
                 MAX (problem.column, 1), problem.message ? problem.message : "Not XML");
  g_free (problem.message);
  return good;
}

/**
 * vtr_xml_doc_new:
 * @text: the XML, always read as UTF-8, whatever its declaration says
 * @length: its length in bytes, or -1
 * @error: place for a VTR_ERROR_INVALID that knows where
 *
 * Returns: (transfer full) (nullable): the document
 */
VtrXmlDoc *
vtr_xml_doc_new (const char *text,
                 gssize      length,
                 GError    **error)
{
  VtrXmlDoc *self;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (size > LENGTH_MAX || memchr (text, '\0', size))
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "1:1: %s",
                   size > LENGTH_MAX ? "Too long" : "Not text");
      return NULL;
    }
  if (!check (text, size, error))
    return NULL;

  self = g_new0 (VtrXmlDoc, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_strndup (text, size);
  self->length = size;
  vtr_xml_scan (self);
  return self;
}

/**
 * vtr_xml_doc_copy:
 * @self: a document
 *
 * Returns: (transfer full): another one with the same bytes
 */
VtrXmlDoc *
vtr_xml_doc_copy (VtrXmlDoc *self)
{
  VtrXmlDoc *copy = g_new0 (VtrXmlDoc, 1);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->text = vtr_xml_doc_to_string (self);
  copy->length = strlen (copy->text);
  vtr_xml_scan (copy);
  return copy;
}

/**
 * vtr_xml_doc_ref:
 * @self: a document
 *
 * Returns: (transfer full): @self
 */
VtrXmlDoc *
vtr_xml_doc_ref (VtrXmlDoc *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
vtr_xml_doc_unref (VtrXmlDoc *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_slist_free_full (self->blocks, g_free);
  g_free (self->text);
  g_free (self);
}

/**
 * vtr_xml_doc_get_root:
 * @self: a document
 *
 * Returns: (transfer none): the root element
 */
VtrXmlNode *
vtr_xml_doc_get_root (VtrXmlDoc *self)
{
  return self->root;
}

/**
 * vtr_xml_doc_to_string:
 * @self: a document
 *
 * Returns: (transfer full): all of it; the bytes that were read, as long as nothing was changed
 */
char *
vtr_xml_doc_to_string (VtrXmlDoc *self)
{
  GString *text = g_string_sized_new (self->length + 64);

  vtr_xml_write (self->top, text);
  return g_string_free_and_steal (text);
}

/**
 * vtr_xml_error_get_position:
 * @error: (nullable): an error of vtr_xml_doc_new()
 * @line: (out): where, from 1
 * @column: (out): where in the line, in bytes, from 1
 *
 * Returns: whether @error knows a place
 */
gboolean
vtr_xml_error_get_position (const GError *error,
                            guint        *line,
                            guint        *column)
{
  const char *at;
  char *end = NULL;

  if (!g_error_matches (error, VTR_ERROR, VTR_ERROR_INVALID) || !g_ascii_isdigit (*error->message))
    return FALSE;

  *line = (guint) g_ascii_strtoull (error->message, &end, 10);
  if (*end != ':' || !g_ascii_isdigit (end[1]))
    return FALSE;
  at = end + 1;
  *column = (guint) g_ascii_strtoull (at, &end, 10);
  return *end == ':';
}

/* The arena. */
gpointer
vtr_xml_alloc (VtrXmlDoc *doc,
               gsize      size)
{
  gpointer memory;

  size = (size + 7) & ~(gsize) 7;
  if (size > doc->block_left)
    {
      gsize block = MAX (size, BLOCK_SIZE);

      doc->block_at = g_malloc (block);
      doc->block_left = block;
      doc->blocks = g_slist_prepend (doc->blocks, doc->block_at);
    }
  memory = doc->block_at;
  doc->block_at += size;
  doc->block_left -= size;
  return memory;
}

char *
vtr_xml_dup (VtrXmlDoc  *doc,
             const char *text,
             gsize       length)
{
  char *copy = vtr_xml_alloc (doc, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

VtrXmlSpan
vtr_xml_span (VtrXmlDoc  *doc,
              const char *text,
              gssize      length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  return (VtrXmlSpan) { vtr_xml_dup (doc, text, size), size };
}
