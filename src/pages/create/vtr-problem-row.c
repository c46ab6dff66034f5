/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-problem-row.h"

struct _VtrProblemRow
{
  AdwActionRow parent_instance;

  /* template children */
  GtkImage    *image;
  GtkWidget   *network_box;
};

G_DEFINE_FINAL_TYPE (VtrProblemRow, vtr_problem_row, ADW_TYPE_ACTION_ROW)

static void
vtr_problem_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_PROBLEM_ROW);

  G_OBJECT_CLASS (vtr_problem_row_parent_class)->dispose (object);
}

static void
vtr_problem_row_class_init (VtrProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_problem_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrProblemRow, image);
  gtk_widget_class_bind_template_child (widget_class, VtrProblemRow, network_box);
}

static void
vtr_problem_row_init (VtrProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Refusals stand before advice. */
static const VtrDraftProblem *
find_worst (GPtrArray    *problems,
            VtrDraftField field)
{
  const VtrDraftProblem *worst = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const VtrDraftProblem *problem = problems->pdata[i];

      if (problem->field == field && (worst == NULL || (worst->is_advice && !problem->is_advice)))
        worst = problem;
    }
  return worst;
}

/**
 * vtr_problem_row_show:
 * @self: a row
 * @problems: (element-type VtrDraftProblem): all that there are
 * @field: what the row stands below
 */
void
vtr_problem_row_show (VtrProblemRow *self,
                      GPtrArray     *problems,
                      VtrDraftField  field)
{
  const VtrDraftProblem *problem = find_worst (problems, field);

  gtk_widget_set_visible (GTK_WIDGET (self), problem != NULL);
  if (problem == NULL)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), problem->text);
  gtk_image_set_from_icon_name (self->image, problem->is_advice ? "dialog-information-symbolic"
                                                                : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->image), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->image), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->image), problem->is_advice ? "warning" : "error");
  gtk_widget_set_visible (self->network_box, problem->remedy == VTR_DRAFT_START_NETWORK);
}
