/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/vtr-virt-types.h"

G_BEGIN_DECLS

/* What a person should know before something is done to a machine. Strings are to be translated. */
typedef struct
{
  const char *key;  /* the setting that says whether it is asked; NULL for always */
  const char *one;  /* the question; %s is the machine */
  const char *body;
  const char *confirm;
  gboolean    destructive;
} VtrVerbWarning;

const VtrVerbWarning *vtr_verb_get_warning (VtrVerb verb);

G_END_DECLS
