/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* An error as a person reads it: what failed, why it probably failed, what can be done, and the
 * words of the library below for whoever has to search for them. All but @summary may be NULL. */
typedef struct
{
  char *summary;
  char *cause;
  char *remedy;
  char *command;      /* something to run in a terminal, offered with a copy button */
  char *action;       /* a detailed action that mends it, offered as a button… */
  char *action_label; /* …of this name */
  char *details;
} VtrTrouble;

#define VTR_TYPE_TROUBLE (vtr_trouble_get_type ())
GType       vtr_trouble_get_type (void);
VtrTrouble *vtr_trouble_new      (const char *summary);
VtrTrouble *vtr_trouble_copy     (const VtrTrouble *self);
void        vtr_trouble_free     (VtrTrouble *self);
void        vtr_trouble_set_action (VtrTrouble      *self,
                                    const char      *action,
                                    const char      *label);
char       *vtr_trouble_to_text  (const VtrTrouble *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrTrouble, vtr_trouble_free)

G_END_DECLS
