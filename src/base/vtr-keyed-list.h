/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef const char *(*VtrKeyFunc) (gpointer item);

#define VTR_TYPE_KEYED_LIST (vtr_keyed_list_get_type ())
G_DECLARE_FINAL_TYPE (VtrKeyedList, vtr_keyed_list, VTR, KEYED_LIST, GObject)

VtrKeyedList *vtr_keyed_list_new    (GType         item_type,
                                     VtrKeyFunc    get_key);
gpointer      vtr_keyed_list_lookup (VtrKeyedList *self,
                                     const char   *key);
gboolean      vtr_keyed_list_add    (VtrKeyedList *self,
                                     gpointer      item);
void          vtr_keyed_list_add_all (VtrKeyedList *self,
                                      GPtrArray    *items);
gboolean      vtr_keyed_list_remove (VtrKeyedList *self,
                                     const char   *key);
void          vtr_keyed_list_move   (VtrKeyedList *self,
                                     const char   *key,
                                     guint         position);
void          vtr_keyed_list_clear  (VtrKeyedList *self);

G_END_DECLS
