/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a definition of a pool can be asked for. Which of these make sense is said by its type. */
typedef enum
{
  VTR_POOL_PART_TARGET,  /* where the host shows it */
  VTR_POOL_PART_HOST,    /* the server that has it */
  VTR_POOL_PART_DIR,     /* the folder or export there */
  VTR_POOL_PART_DEVICE,  /* a disk of the host, or what a server calls a target */
  VTR_POOL_PART_NAME,    /* what it is called where it is: a volume group, a pool of the server */
  VTR_POOL_PART_ADAPTER,
  VTR_POOL_PART_INITIATOR,
  VTR_POOL_PART_FORMAT,
  VTR_POOL_PART_USER,    /* of the server */
  VTR_POOL_PART_SECRET,  /* its password, as the UUID of a secret */
  VTR_N_POOL_PARTS
} VtrPoolPart;

typedef enum
{
  VTR_POOL_DISCOVERS        = 1 << 0, /* libvirt can look for sources */
  VTR_POOL_DISCOVERS_HOST   = 1 << 1, /* but wants to know the server first */
  VTR_POOL_BUILDS           = 1 << 2, /* its place can be made */
  VTR_POOL_BUILD_ERASES     = 1 << 3, /* and what was there before is lost by that */
  VTR_POOL_HAS_FILES        = 1 << 4, /* its volumes have formats and backing files */
  VTR_POOL_MAKES_VOLUMES    = 1 << 5,
  VTR_POOL_DELETES_VOLUMES  = 1 << 6,
  VTR_POOL_RESIZES_VOLUMES  = 1 << 7,
  VTR_POOL_CLONES_VOLUMES   = 1 << 8,
  VTR_POOL_MOVES_DATA       = 1 << 9, /* volumes can be written and read over the link */
} VtrPoolAbility;

typedef struct
{
  const char        *id;       /* as libvirt writes it */
  const char        *name;     /* to be translated, like the next */
  const char        *about;
  guint              needs;    /* 1 << VtrPoolPart */
  guint              takes;
  guint              abilities;
  const char        *target;   /* the usual one; %s is the pool's name; NULL: it has none */
  const char *const *formats;  /* of the source; the first is the usual one; NULL: it has none */
} VtrPoolType;

const VtrPoolType *vtr_pool_type_list     (guint             *n_types);
const VtrPoolType *vtr_pool_type_get      (const char        *id);
gboolean           vtr_pool_type_asks_for (const VtrPoolType *self,
                                           VtrPoolPart        part);
const char        *vtr_pool_type_name     (const char        *id);

G_END_DECLS
