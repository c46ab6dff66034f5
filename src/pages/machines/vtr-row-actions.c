/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-row-actions.h"

#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-verbs.h"

struct _VtrRowActions
{
  GtkWidget   parent_instance;

  /* template children */
  GtkButton  *start;
  GtkButton  *pause;
  GtkButton  *shut_down;

  /* owned */
  VtrMachine *machine;
};

G_DEFINE_FINAL_TYPE (VtrRowActions, vtr_row_actions, GTK_TYPE_WIDGET)

/* Says what to do to whom; the page knows how, and whether to ask first. */
static gboolean
update_button (GtkButton  *button,
               VtrMachine *machine,
               VtrVerb     verb)
{
  VtrHost *host = vtr_machine_get_host (machine);
  gboolean possible = vtr_machine_can (machine, verb, NULL);

  gtk_widget_set_visible (GTK_WIDGET (button), possible);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), vtr_verb_get_label (verb));
  if (host != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", vtr_verb_get_id (verb),
                                      vtr_host_get_uri (host), vtr_machine_get_uuid (machine));
  return possible;
}

static void
vtr_row_actions_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_ROW_ACTIONS);
  g_clear_object (&VTR_ROW_ACTIONS (object)->machine);

  G_OBJECT_CLASS (vtr_row_actions_parent_class)->dispose (object);
}

static void
vtr_row_actions_class_init (VtrRowActionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_row_actions_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machines/vtr-row-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrRowActions, start);
  gtk_widget_class_bind_template_child (widget_class, VtrRowActions, pause);
  gtk_widget_class_bind_template_child (widget_class, VtrRowActions, shut_down);
}

static void
vtr_row_actions_init (VtrRowActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_row_actions_new:
 *
 * Returns: (transfer floating): buttons for no machine yet
 */
GtkWidget *
vtr_row_actions_new (void)
{
  return g_object_new (VTR_TYPE_ROW_ACTIONS, NULL);
}

/* What can be done may be something else now. */
void
vtr_row_actions_update (VtrRowActions *self)
{
  gboolean any = FALSE;

  if (self->machine != NULL)
    {
      any |= update_button (self->start, self->machine,
                            vtr_machine_can (self->machine, VTR_VERB_RESUME, NULL)
                                ? VTR_VERB_RESUME
                                : VTR_VERB_START);
      any |= update_button (self->pause, self->machine, VTR_VERB_PAUSE);
      any |= update_button (self->shut_down, self->machine, VTR_VERB_SHUT_DOWN);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

/**
 * vtr_row_actions_set_machine:
 * @self: buttons
 * @machine: (nullable): whose they are now
 */
void
vtr_row_actions_set_machine (VtrRowActions *self,
                             VtrMachine    *machine)
{
  g_set_object (&self->machine, machine);
  vtr_row_actions_update (self);
}

/**
 * vtr_row_actions_get_machine:
 * @self: buttons
 *
 * Returns: (transfer none) (nullable): whose they are
 */
VtrMachine *
vtr_row_actions_get_machine (VtrRowActions *self)
{
  return self->machine;
}
