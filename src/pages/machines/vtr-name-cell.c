/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-name-cell.h"

#include <glib/gi18n-lib.h>

#include "virt/vtr-host.h"
#include "virt/vtr-machine-verbs.h"

/* State, name and second line, with the usual actions at the end while the row is pointed at. */
struct _VtrNameCell
{
  VtrMachineCell parent_instance;

  /* template children */
  GtkImage      *state;
  GtkLabel      *name;
  GtkLabel      *details;
  GtkButton     *start;
  GtkButton     *pause;
  GtkButton     *shut_down;
};

G_DEFINE_FINAL_TYPE (VtrNameCell, vtr_name_cell, VTR_TYPE_MACHINE_CELL)

/* In the order of VtrMachineState. */
static const char *const state_classes[]
    = { "unknown", "off", "saved", "running", "paused", "running", "paused", "crashed" };

static void
update_state_icon (VtrNameCell *self,
                   VtrMachine  *machine)
{
  VtrMachineState state = vtr_machine_get_state (machine);
  gboolean attention = vtr_machine_needs_attention (machine);
  const char *classes[] = { "state", attention ? "attention" : state_classes[state], NULL };

  gtk_image_set_from_icon_name (self->state, attention ? "vtr-attention-symbolic"
                                                       : vtr_machine_state_to_icon_name (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), vtr_machine_get_state_name (machine));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vtr_machine_get_state_name (machine), -1);
}

/* Says what to do to whom; the page knows how, and whether to ask first. */
static void
update_button (GtkButton  *button,
               VtrMachine *machine,
               VtrVerb     verb)
{
  VtrHost *host = vtr_machine_get_host (machine);

  gtk_widget_set_visible (GTK_WIDGET (button), vtr_machine_can (machine, verb, NULL));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), vtr_verb_get_label (verb));
  if (host != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", vtr_verb_get_id (verb),
                                      vtr_host_get_uri (host), vtr_machine_get_uuid (machine));
}

static void
update_buttons (VtrNameCell *self,
                VtrMachine  *machine)
{
  update_button (self->start, machine,
                 vtr_machine_can (machine, VTR_VERB_RESUME, NULL) ? VTR_VERB_RESUME
                                                                  : VTR_VERB_START);
  update_button (self->pause, machine, VTR_VERB_PAUSE);
  update_button (self->shut_down, machine, VTR_VERB_SHUT_DOWN);
}

static void
vtr_name_cell_update (VtrMachineCell *cell,
                      guint           change)
{
  VtrNameCell *self = VTR_NAME_CELL (cell);
  VtrMachine *machine = vtr_machine_cell_get_machine (cell);
  g_autofree char *details = NULL;

  if (machine == NULL || !(change & ~(guint) VTR_MACHINE_CHANGED_SAMPLES))
    return;

  g_object_get (machine, "details-line", &details, NULL);
  gtk_label_set_label (self->name, vtr_machine_get_display_name (machine));
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), details[0] != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), vtr_machine_get_description (machine));
  if (vtr_machine_needs_attention (machine))
    gtk_widget_add_css_class (GTK_WIDGET (self->details), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->details), "warning");
  update_state_icon (self, machine);
  update_buttons (self, machine);
}

static void
vtr_name_cell_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_NAME_CELL);

  G_OBJECT_CLASS (vtr_name_cell_parent_class)->dispose (object);
}

static void
vtr_name_cell_class_init (VtrNameCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_name_cell_dispose;
  VTR_MACHINE_CELL_CLASS (klass)->update = vtr_name_cell_update;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machines/vtr-name-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrNameCell, state);
  gtk_widget_class_bind_template_child (widget_class, VtrNameCell, name);
  gtk_widget_class_bind_template_child (widget_class, VtrNameCell, details);
  gtk_widget_class_bind_template_child (widget_class, VtrNameCell, start);
  gtk_widget_class_bind_template_child (widget_class, VtrNameCell, pause);
  gtk_widget_class_bind_template_child (widget_class, VtrNameCell, shut_down);
}

static void
vtr_name_cell_init (VtrNameCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
