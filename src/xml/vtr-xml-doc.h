/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A document that remembers every byte it was read from.
 *
 * libxml2 says whether a text is well formed, and where it is not. The tree itself is ours and
 * keeps quotes, blanks, empty tags and comments as they were written, so that writing an unchanged
 * document gives the same bytes, and a change touches only the lines it means.
 *
 * A document has no locks: one thread at a time. It may be handed from a worker to the main
 * thread. */
typedef struct _VtrXmlDoc VtrXmlDoc;
typedef struct _VtrXmlNode VtrXmlNode;

VtrXmlDoc  *vtr_xml_doc_new            (const char   *text,
                                        gssize        length,
                                        GError      **error);
VtrXmlDoc  *vtr_xml_doc_copy           (VtrXmlDoc    *self);
VtrXmlDoc  *vtr_xml_doc_ref            (VtrXmlDoc    *self);
void        vtr_xml_doc_unref          (VtrXmlDoc    *self);
VtrXmlNode *vtr_xml_doc_get_root       (VtrXmlDoc    *self);
char       *vtr_xml_doc_to_string      (VtrXmlDoc    *self);
gboolean    vtr_xml_error_get_position (const GError *error,
                                        guint        *line,
                                        guint        *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrXmlDoc, vtr_xml_doc_unref)

G_END_DECLS
