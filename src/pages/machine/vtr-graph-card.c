/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-graph-card.h"

struct _VtrGraphCard
{
  AdwBin         parent_instance;

  /* owned */
  char          *title;

  /* template children */
  GtkLabel      *title_label;
  GtkLabel      *value_label;
  GtkLabel      *detail_label;
  VtrGraph      *graph;

  /* state */
  VtrGraphColor  color;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_COLOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrGraphCard, vtr_graph_card, ADW_TYPE_BIN)

static void
vtr_graph_card_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  VtrGraphCard *self = VTR_GRAPH_CARD (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_COLOR:
      g_value_set_enum (value, self->color);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_title (VtrGraphCard *self,
           const char   *title)
{
  if (!g_set_str (&self->title, title))
    return;

  gtk_label_set_text (self->title_label, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->graph), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
set_color (VtrGraphCard  *self,
           VtrGraphColor  color)
{
  if (self->color == color)
    return;

  self->color = color;
  vtr_graph_set_color (self->graph, color);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}

static void
vtr_graph_card_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  VtrGraphCard *self = VTR_GRAPH_CARD (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_COLOR:
      set_color (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_graph_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_GRAPH_CARD);

  G_OBJECT_CLASS (vtr_graph_card_parent_class)->dispose (object);
}

static void
vtr_graph_card_finalize (GObject *object)
{
  g_free (VTR_GRAPH_CARD (object)->title);

  G_OBJECT_CLASS (vtr_graph_card_parent_class)->finalize (object);
}

static void
vtr_graph_card_class_init (VtrGraphCardClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_graph_card_dispose;
  object_class->finalize = vtr_graph_card_finalize;
  object_class->get_property = vtr_graph_card_get_property;
  object_class->set_property = vtr_graph_card_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_COLOR] = g_param_spec_enum ("color", NULL, NULL, VTR_TYPE_GRAPH_COLOR,
                                              VTR_GRAPH_ACCENT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VTR_TYPE_GRAPH);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-graph-card.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, value_label);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, detail_label);
  gtk_widget_class_bind_template_child (widget_class, VtrGraphCard, graph);
}

static void
vtr_graph_card_init (VtrGraphCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_graph_card_set_maximum:
 * @self: a card
 * @maximum: what the upper edge stands for; 0 for what the hour reached
 */
void
vtr_graph_card_set_maximum (VtrGraphCard *self,
                            double        maximum)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  vtr_graph_set_maximum (self->graph, maximum);
}

/**
 * vtr_graph_card_update:
 * @self: a card
 * @history: (nullable): the last hour; its owner takes it away with %NULL before it goes
 * @value: (nullable): what it is now
 * @detail: (nullable): what stands beside the value
 */
void
vtr_graph_card_update (VtrGraphCard     *self,
                       const VtrHistory *history,
                       const char       *value,
                       const char       *detail)
{
  g_return_if_fail (VTR_IS_GRAPH_CARD (self));

  vtr_graph_set_history (self->graph, history);
  vtr_graph_changed (self->graph);
  vtr_graph_set_value_text (self->graph, value);
  gtk_label_set_text (self->value_label, value != NULL ? value : "–");
  gtk_label_set_text (self->detail_label, detail != NULL ? detail : "");
}
