/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-graph-card.h"

#include "widgets/vtr-graph-key.h"

#include <math.h>

#define SMALL_HEIGHT 48

struct _VtrGraphCard
{
  AdwBin          parent_instance;

  /* owned */
  char           *title;
  char           *detail;

  /* template children */
  GtkLabel       *title_label;
  GtkLabel       *detail_label;
  GtkBox         *legend;
  VtrChart       *chart;
  GtkLabel       *scale_label;
  GtkLabel       *note_label;

  /* state */
  GtkLabel       *values[VTR_CHART_LINES];
  guint           n_lines;
  VtrChartFormat  format;
  gboolean        small;
};

G_DEFINE_FINAL_TYPE (VtrGraphCard, vtr_graph_card, ADW_TYPE_BIN)

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
update_values (VtrGraphCard *self)
{
  for (guint i = 0; i < self->n_lines; i++)
    {
      double value = vtr_chart_get_value (self->chart, i);
      g_autofree char *text = isnan (value) ? g_strdup ("–") : self->format (value);

      set_label (self->values[i], text);
    }
}

static void
on_chart_reading_changed_cb (VtrGraphCard *self)
{
  g_autofree char *clock = vtr_chart_format_reading (self->chart);

  set_label (self->detail_label, clock != NULL ? clock : self->detail != NULL ? self->detail : "");
  update_values (self);
}

static void
vtr_graph_card_dispose (GObject *object)
{
  VtrGraphCard *self = VTR_GRAPH_CARD (object);

  self->n_lines = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_GRAPH_CARD);

  G_OBJECT_CLASS (vtr_graph_card_parent_class)->dispose (object);
}

static void
vtr_graph_card_finalize (GObject *object)
{
  VtrGraphCard *self = VTR_GRAPH_CARD (object);

  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (vtr_graph_card_parent_class)->finalize (object);
}

static void
vtr_graph_card_class_init (VtrGraphCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_graph_card_dispose;
  object_class->finalize = vtr_graph_card_finalize;

  g_type_ensure (VTR_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-graph-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, detail_label);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, legend);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, chart);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, scale_label);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_chart_reading_changed_cb);
}

static void
vtr_graph_card_init (VtrGraphCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_graph_card_new:
 * @title: what it is of
 * @format: how its values are written
 *
 * Returns: (transfer floating): a card without lines
 */
GtkWidget *
vtr_graph_card_new (const char     *title,
                    VtrChartFormat  format)
{
  VtrGraphCard *self = g_object_new (VTR_TYPE_GRAPH_CARD, NULL);

  self->title = g_strdup (title);
  gtk_label_set_text (self->title_label, title);
  vtr_chart_set_title (self->chart, title);
  vtr_graph_card_set_format (self, format);
  return GTK_WIDGET (self);
}

const char *
vtr_graph_card_get_title (VtrGraphCard *self)
{
  g_return_val_if_fail (VTR_IS_GRAPH_CARD (self), NULL);

  return self->title;
}

/* How its values are written. */
void
vtr_graph_card_set_format (VtrGraphCard   *self,
                           VtrChartFormat  format)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  self->format = format;
  vtr_chart_set_format (self->chart, format);
}

/* One of many: half as high, with its value beside its title. To be said before the first line. */
void
vtr_graph_card_set_small (VtrGraphCard *self)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  self->small = TRUE;
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, SMALL_HEIGHT);
  gtk_widget_set_visible (GTK_WIDGET (self->scale_label), FALSE);
}

void
vtr_graph_card_set_span (VtrGraphCard *self,
                         guint         seconds)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  vtr_chart_set_span (self->chart, seconds);
}

/* See vtr_chart_set_maximum(). */
void
vtr_graph_card_set_maximum (VtrGraphCard *self,
                            double        maximum,
                            double        least_peak)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  vtr_chart_set_maximum (self->chart, maximum, least_peak);
}

static GtkWidget *
make_label (const char        *text,
            const char *const *css_classes)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "ellipsize",
                       PANGO_ELLIPSIZE_END, "css-classes", css_classes, NULL);
}

/**
 * vtr_graph_card_add_line:
 * @self: a card
 * @label: what the line is, in words
 * @color: its colour
 *
 * Returns: its number
 */
guint
vtr_graph_card_add_line (VtrGraphCard  *self,
                         const char    *label,
                         VtrGraphColor  color)
{
  static const char *const value_classes[] = { "title-3", "numeric", NULL };
  static const char *const small_classes[] = { "caption", "numeric", NULL };
  static const char *const label_classes[] = { "caption", "dim-label", NULL };
  GtkWidget *value = make_label ("–", self->small ? small_classes : value_classes);
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  g_return_val_if_fail (VTR_IS_GRAPH_CARD (self), 0);

  gtk_box_append (GTK_BOX (words), vtr_graph_key_new (color));
  gtk_box_append (GTK_BOX (words), make_label (label, label_classes));
  gtk_box_append (GTK_BOX (entry), value);
  gtk_box_append (GTK_BOX (entry), words);
  gtk_widget_set_visible (words, !self->small);
  gtk_box_append (self->legend, entry);
  self->values[self->n_lines++] = GTK_LABEL (value);
  /* Three large values are wider than a telephone. */
  for (guint i = 0; i < self->n_lines && self->n_lines == VTR_CHART_LINES; i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->values[i]), "title-3");
      gtk_widget_add_css_class (GTK_WIDGET (self->values[i]), "heading");
    }
  return vtr_chart_add_line (self->chart, label, color);
}

/**
 * vtr_graph_card_set_history:
 * @self: a card
 * @line: the number of a line
 * @history: (transfer none) (nullable): what it draws; vtr_graph_card_changed() is to follow
 */
void
vtr_graph_card_set_history (VtrGraphCard     *self,
                            guint             line,
                            const VtrHistory *history)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  vtr_chart_set_history (self->chart, line, history);
}

/**
 * vtr_graph_card_set_detail:
 * @self: a card
 * @detail: (nullable): a few words beside the title
 */
void
vtr_graph_card_set_detail (VtrGraphCard *self,
                           const char   *detail)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  if (g_set_str (&self->detail, detail))
    on_chart_reading_changed_cb (self);
}

/**
 * vtr_graph_card_set_note:
 * @self: a card
 * @note: (nullable): a sentence below the lines
 */
void
vtr_graph_card_set_note (VtrGraphCard *self,
                         const char   *note)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
}

/**
 * vtr_graph_card_changed:
 * @self: a card
 * @end: the moment at the end side, by vtr_time_now()
 *
 * There is something new, or nothing any more.
 */
void
vtr_graph_card_changed (VtrGraphCard *self,
                        gint64        end)
{
  g_autofree char *scale = NULL;

  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  vtr_chart_changed (self->chart, end);
  scale = self->format (vtr_chart_get_maximum (self->chart));
  set_label (self->scale_label, scale);
  on_chart_reading_changed_cb (self);
}
