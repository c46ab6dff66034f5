/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* How a host is, in words, with the way on. Actions are those of VtrHostActions. */
typedef struct
{
  const char *icon_name;
  char       *title;
  char       *body; /* or NULL */
  gboolean    is_busy;
  const char *label; /* the next step, or NULL… */
  const char *action;
  const char *second_label; /* …and another way, or NULL */
  const char *second_action;
} VtrHostCondition;

VtrHostCondition *vtr_host_condition_new          (VtrHost                *host);
void              vtr_host_condition_free         (VtrHostCondition       *self);
void              vtr_host_condition_fill_buttons (const VtrHostCondition *self,
                                                   GtkButton              *button,
                                                   GtkButton              *second_button);
const char       *vtr_host_state_icon_name        (VtrHostState            state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrHostCondition, vtr_host_condition_free)

G_END_DECLS
