/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine-draft.h"

G_BEGIN_DECLS

/* What a person has said themselves, and what therefore does not follow the system any more. */
typedef enum
{
  VTR_TOUCHED_NAME = 1 << 0,
  VTR_TOUCHED_MEMORY = 1 << 1,
  VTR_TOUCHED_PROCESSORS = 1 << 2,
  VTR_TOUCHED_DISK_SIZE = 1 << 3,
  VTR_TOUCHED_WANTS_DISK = 1 << 4,
  VTR_TOUCHED_POOL = 1 << 5,
  VTR_TOUCHED_LINK = 1 << 6,
} VtrDraftTouched;

struct _VtrMachineDraft
{
  GObject         parent_instance;

  /* owned */
  VtrOsDatabase  *database;
  VtrHost        *host;
  VtrSurvey      *survey;       /* NULL until the host has answered */
  VtrXmlDoc      *capabilities; /* the same, of such machines */
  VtrTrouble     *trouble;
  GCancellable   *cancellable;  /* of what the host is being asked */
  GCancellable   *asking;       /* of what it is asked about such machines */
  GCancellable   *probe;        /* of what is looked at */
  VtrMachinePlan *plan;
  VtrOsFacts     *os;
  char           *path; /* the disc, image, folder or tree that was chosen */
  char           *url;    /* of the disc, the kernel or the image, where it is to be fetched */
  char           *chosen_os; /* the id of the one that the person named */
  char           *initrd; /* path or address */
  VtrCloudUser   *cloud;
  char           *block;  /* what keeps the host's machines from reading what was chosen, or NULL */
  char           *image_pool;   /* where that is a volume of a pool, and what it is like; may be NULL */
  char           *image_volume;
  char           *image_format;
  char           *pool;

  /* state */
  guint64         disk_size;
  guint           touched; /* VtrDraftTouched */
  gboolean        wants_disk;
  gboolean        is_os_guessed;
  gboolean        is_os_chosen; /* by the person: a guess does not change it */
  VtrProbeState   probe_state;
  gboolean        starts;
  gboolean        copies; /* an existing disk */
  gboolean        ready;
};

/* vtr-machine-draft.c */
void _vtr_machine_draft_changed (VtrMachineDraft *self);

G_END_DECLS
