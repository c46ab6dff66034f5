/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine-draft.h"

G_BEGIN_DECLS

/* Where in a draft something is not as it should be. */
typedef enum
{
  VTR_DRAFT_NAME,
  VTR_DRAFT_OS,
  VTR_DRAFT_MEDIA,
  VTR_DRAFT_MEMORY,
  VTR_DRAFT_PROCESSORS,
  VTR_DRAFT_DISK,
  VTR_DRAFT_NETWORK,
  VTR_DRAFT_N_FIELDS
} VtrDraftField;

typedef enum
{
  VTR_DRAFT_NO_REMEDY,
  VTR_DRAFT_START_NETWORK,
} VtrDraftRemedy;

/* What is wrong, said before anything is touched. Advice does not keep anybody from creating. */
typedef struct
{
  VtrDraftField  field;
  gboolean       is_advice;
  char          *text;
  VtrDraftRemedy remedy;
} VtrDraftProblem;

GPtrArray *vtr_machine_draft_check (VtrMachineDraft *self);
gboolean   vtr_draft_problems_let  (GPtrArray       *problems);

G_END_DECLS
