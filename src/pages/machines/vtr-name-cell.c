/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-name-cell.h"

#include <glib/gi18n-lib.h>

#define ICON_SIZE 16
#define GAP 12
#define DETAILS_SCALE 0.82

/* State, name and second line. The usual actions are lent to it while its row is pointed at. */
struct _VtrNameCell
{
  VtrMachineCell parent_instance;

  GtkWidget     *icon;
  GtkWidget     *actions; /* NULL most of the time */
  char          *name;
  char          *details;
  gboolean       attention;
};

G_DEFINE_FINAL_TYPE (VtrNameCell, vtr_name_cell, VTR_TYPE_MACHINE_CELL)

/* In the order of VtrMachineState. */
static const char *const state_classes[]
    = { "unknown", "off", "saved", "running", "paused", "running", "paused", "crashed" };

static void
update_icon (VtrNameCell *self,
             VtrMachine  *machine)
{
  VtrMachineState state = vtr_machine_get_state (machine);
  const char *classes[] = { "state", self->attention ? "attention" : state_classes[state], NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                self->attention ? "vtr-attention-symbolic"
                                                : vtr_machine_state_to_icon_name (state));
  gtk_widget_set_css_classes (self->icon, classes);
  gtk_widget_set_opacity (self->icon,
                          (double) vtr_machine_cell_get_strength (VTR_MACHINE_CELL (self)));
}

/* A screen reader says it all in one breath: name, second line, state. That may say the state. */
static void
update_accessible (VtrNameCell *self,
                   VtrMachine  *machine)
{
  const char *state = vtr_machine_get_state_name (machine);
  gboolean says_state = strstr (self->details, state) != NULL;
  g_autofree char *label
      = says_state ? g_strjoin (", ", self->name, self->details, NULL)
                   : g_strjoin (", ", self->name, state,
                                self->details[0] != '\0' ? self->details : NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
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
  self->attention = vtr_machine_needs_attention (machine);
  g_set_str (&self->name, vtr_machine_get_display_name (machine));
  g_set_str (&self->details, details);
  update_icon (self, machine);
  update_accessible (self, machine);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
vtr_name_cell_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  VtrMachine *machine = vtr_machine_cell_get_machine (VTR_MACHINE_CELL (widget));
  const VtrTrouble *trouble = machine != NULL ? vtr_machine_get_trouble (machine) : NULL;
  g_autofree char *reason = trouble != NULL ? vtr_trouble_to_text (trouble) : NULL;
  const char *description = machine != NULL ? vtr_machine_get_description (machine) : NULL;
  const char *text = reason != NULL ? reason : description;

  /* Why it cannot be read, in libvirt's words, or else what somebody wrote about it. */
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && text[0] != '\0';
}

static void
vtr_name_cell_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  VtrMachineCell *cell = VTR_MACHINE_CELL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 240;
    }
  else
    *minimum = *natural
        = vtr_machine_cell_line_height (cell, 1) + vtr_machine_cell_line_height (cell, DETAILS_SCALE);
}

static void
place (GtkWidget *child,
       int        x,
       int        width,
       int        height,
       int        total_width,
       int        total_height)
{
  gboolean mirrored = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (child,
                            &(GtkAllocation) { mirrored ? total_width - x - width : x,
                                               (total_height - height) / 2, width, height },
                            -1);
}

static void
vtr_name_cell_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  VtrNameCell *self = VTR_NAME_CELL (widget);
  GtkRequisition size;

  place (self->icon, 0, ICON_SIZE, ICON_SIZE, width, height);
  if (self->actions == NULL)
    return;

  gtk_widget_get_preferred_size (self->actions, &size, NULL);
  place (self->actions, width - size.width, size.width, MIN (size.height, height), width, height);
}

static void
vtr_name_cell_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  VtrNameCell *self = VTR_NAME_CELL (widget);
  VtrMachineCell *cell = VTR_MACHINE_CELL (widget);
  float width = (float) (gtk_widget_get_width (widget) - ICON_SIZE - GAP);
  float height = (float) gtk_widget_get_height (widget);
  float first = (float) vtr_machine_cell_line_height (cell, 1);
  float second = (float) vtr_machine_cell_line_height (cell, DETAILS_SCALE);
  VtrCellText how = { .alpha = 1, .scale = 1 };
  GdkRGBA alarm;

  if (self->name == NULL || width <= 0)
    return;

  /* A list binds and maps hundreds of rows around the few that are drawn: only for these the
   * definition is read, and again when it changed. */
  vtr_machine_want_details (vtr_machine_cell_get_machine (cell));
  gtk_widget_snapshot_child (widget, self->icon, snapshot);
  if (self->details[0] == '\0')
    second = 0;
  how.area = GRAPHENE_RECT_INIT (ICON_SIZE + GAP, (height - first - second) / 2, width, first);
  vtr_machine_cell_draw_text (cell, snapshot, self->name, &how);

  if (second > 0)
    {
      how.area.origin.y += first;
      how.area.size.height = second;
      /* What is wrong is said in the colour of its icon. */
      gtk_widget_get_color (self->icon, &alarm);
      how.color = self->attention ? &alarm : NULL;
      how.alpha = self->attention ? 1 : 0.6f;
      how.scale = DETAILS_SCALE;
      vtr_machine_cell_draw_text (cell, snapshot, self->details, &how);
    }
  if (self->actions != NULL)
    gtk_widget_snapshot_child (widget, self->actions, snapshot);
}

static void
vtr_name_cell_dispose (GObject *object)
{
  VtrNameCell *self = VTR_NAME_CELL (object);

  vtr_name_cell_lend_actions (self, NULL);
  g_clear_pointer (&self->icon, gtk_widget_unparent);

  G_OBJECT_CLASS (vtr_name_cell_parent_class)->dispose (object);
}

static void
vtr_name_cell_finalize (GObject *object)
{
  VtrNameCell *self = VTR_NAME_CELL (object);

  g_free (self->name);
  g_free (self->details);

  G_OBJECT_CLASS (vtr_name_cell_parent_class)->finalize (object);
}

static void
vtr_name_cell_class_init (VtrNameCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_name_cell_dispose;
  object_class->finalize = vtr_name_cell_finalize;
  widget_class->measure = vtr_name_cell_measure;
  widget_class->size_allocate = vtr_name_cell_size_allocate;
  widget_class->snapshot = vtr_name_cell_snapshot;
  widget_class->query_tooltip = vtr_name_cell_query_tooltip;
  VTR_MACHINE_CELL_CLASS (klass)->update = vtr_name_cell_update;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
vtr_name_cell_init (VtrNameCell *self)
{
  self->icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * vtr_name_cell_lend_actions:
 * @self: a cell
 * @actions: (nullable): what it shows over the end of its text, NULL to give it back
 */
void
vtr_name_cell_lend_actions (VtrNameCell *self,
                            GtkWidget   *actions)
{
  if (self->actions == actions)
    return;

  g_clear_pointer (&self->actions, gtk_widget_unparent);
  self->actions = actions;
  if (actions != NULL)
    gtk_widget_set_parent (actions, GTK_WIDGET (self));
}
