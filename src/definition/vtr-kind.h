/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-field.h"

G_BEGIN_DECLS

/* A kind of thing in a definition: a device, an entry of a list, or a section that is there once.
 *
 * Every such thing has a key that is the same in the definition of the running machine, in the
 * saved one, and in one that was read again, so that it can be found after anything happened in
 * between:
 *
 *   disk:vda                      by what tells it from its like
 *   interface:52:54:00:aa:bb:01
 *   controller:pci:4
 *   redirdev:usb:0:2              by its address, where it has nothing better
 *   graphics:vnc#2                the second that would have this key
 *   gizmo:#1                      the first of its kind, where there is nothing at all
 *   graphics:spice/listen:#1      in another one
 *   cpu                           a section
 *
 * A name that a person gave a device (an alias that begins with "ua-") comes before all of these.
 * libvirt's own aliases do not count: only a running machine has them. */
typedef struct _VtrKind VtrKind;

typedef enum
{
  VTR_KIND_SECTION, /* once, and always there: its paths start at the root */
  VTR_KIND_ENTRY,
  VTR_KIND_DEVICE,
} VtrKindSort;

struct _VtrKind
{
  const char         *name;
  VtrKindSort         sort;
  const VtrKind      *parent; /* what it is in; NULL for the root */
  const char         *path;   /* from there to each of it */
  const char *const  *keys;   /* paths that tell it from its like, the best first; "a+b" for both */
  gboolean            filled; /* a running machine may have some that the saved one has not */
  const VtrField     *fields; /* until one without a name */
};

/* All the kinds that a document with this root element has. */
typedef struct
{
  const char           *root;
  const VtrKind *const *kinds;
} VtrKindTable;

const VtrKindTable *vtr_kind_table     (const char    *root);
const VtrKind      *vtr_kind_get       (const char    *root,
                                        const char    *name);
const VtrField     *vtr_kind_get_field (const VtrKind *self,
                                        const char    *name);

G_END_DECLS
