/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-kind.h"

G_BEGIN_DECLS

/* One thing in one document: good until that changes. What lasts is its key. */
typedef struct
{
  const VtrKind *kind;
  VtrXmlNode    *node;
  char          *key;
} VtrItem;

/* What stands among the devices and nobody here knows: shown with its XML, and kept. */
extern const VtrKind vtr_unknown_kind;

GPtrArray *vtr_item_list         (VtrXmlDoc      *doc,
                                  const char     *kind);
GPtrArray *vtr_item_list_devices (VtrXmlDoc      *doc);
VtrItem   *vtr_item_find         (VtrXmlDoc      *doc,
                                  const char     *key);
VtrItem   *vtr_item_find_alias   (VtrXmlDoc      *doc,
                                  const char     *alias);
VtrItem   *vtr_item_ensure       (VtrXmlDoc      *doc,
                                  const char     *key);
VtrItem   *vtr_item_add          (VtrXmlDoc      *doc,
                                  const VtrItem  *parent,
                                  const char     *kind,
                                  const char     *xml,
                                  GError        **error);
VtrItem   *vtr_item_add_entry    (VtrXmlDoc      *doc,
                                  const VtrItem  *parent,
                                  const char     *kind);
VtrItem   *vtr_item_add_device   (VtrXmlDoc      *doc,
                                  const char     *xml,
                                  GError        **error);
void       vtr_item_remove       (const VtrItem  *self);
char      *vtr_item_get          (const VtrItem  *self,
                                  const char     *field);
gboolean   vtr_item_set          (const VtrItem  *self,
                                  const char     *field,
                                  const char     *value,
                                  GError        **error);
void       vtr_item_free         (VtrItem        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrItem, vtr_item_free)

G_END_DECLS
