/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/create/vtr-creation.h"

#include "vtr-cloud-seed.h"
#include "vtr-machine-builder.h"

G_BEGIN_DECLS

/* Files that a new machine needs besides its disk. */
typedef enum
{
  VTR_FILE_MEDIA,
  VTR_FILE_KERNEL,
  VTR_FILE_INITRD,
  VTR_FILE_IMAGE, /* what its disk is a copy of */
  VTR_FILE_SEED,
  VTR_N_FILES
} VtrOrderFileSort;

/* One of them: at an address, or on this computer. What is on the host already is in the plan. */
typedef struct
{
  char    *url;
  char    *sha256;
  char    *file;
  gboolean placed; /* where the host finds it */
} VtrOrderFile;

/* A whole order for a new machine. */
typedef struct
{
  VtrMachinePlan *plan;
  VtrOsFacts     *os;           /* NULL: nobody knows what runs there */
  VtrXmlDoc      *capabilities; /* may be NULL */
  VtrVolumeWish   disk;         /* without a name: no new disk */
  VtrOrderFile    files[VTR_N_FILES];
  VtrCloudUser   *cloud;        /* NULL: no seed is made */
  gboolean        converts;     /* the image has to be made into another format first */
  gboolean        reads_ours;   /* the host's machines may read the files of this person */
  gboolean        starts;
} VtrCreateOrder;

VtrCreateOrder *vtr_create_order_new      (VtrMachinePlan      *plan);
void            vtr_create_order_free     (VtrCreateOrder      *self);
void            vtr_create_order_set_path (VtrCreateOrder      *self,
                                           VtrOrderFileSort     sort,
                                           const char          *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrCreateOrder, vtr_create_order_free)

G_END_DECLS
