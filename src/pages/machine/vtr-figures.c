/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/vtr-format.h"
#include "editors/vtr-item-names.h"
#include "virt/host/vtr-host.h"
#include "virt/statistics/vtr-detail-samples.h"
#include "xml/vtr-xml-node.h"

#include "vtr-graph-card.h"

#define LEAST_RATE 10000.0
#define LEAST_OPERATIONS 10.0

/* What a card shows: the names of its series, without what comes before them. */
typedef struct
{
  const char    *series[VTR_CHART_LINES];
  const char    *operations[VTR_CHART_LINES]; /* the same, counted instead of weighed */
  const char    *labels[VTR_CHART_LINES];
  VtrGraphColor  colors[VTR_CHART_LINES];
} Sort;

static const Sort cpu_sort = {
  .series = { "cpu", "host-cpu" },
  .labels = { NC_("processor", "of its own"), NC_("processor", "of the host") },
  .colors = { VTR_GRAPH_ACCENT, VTR_GRAPH_ORANGE },
};

static const Sort memory_sort = {
  .series = { "memory.used", "memory.given", "memory.resident" },
  .labels = { NC_("memory", "used"), NC_("memory", "given"), NC_("memory", "on the host") },
  .colors = { VTR_GRAPH_PURPLE, VTR_GRAPH_BLUE, VTR_GRAPH_ORANGE },
};

static const Sort swap_sort = {
  .series = { "memory.swap-in", "memory.swap-out" },
  .labels = { NC_("swap", "in"), NC_("swap", "out") },
  .colors = { VTR_GRAPH_BLUE, VTR_GRAPH_ORANGE },
};

static const Sort disk_sort = {
  .series = { "read", "written" },
  .operations = { "reads", "writes" },
  .labels = { NC_("disk", "read"), NC_("disk", "written") },
  .colors = { VTR_GRAPH_BLUE, VTR_GRAPH_ORANGE },
};

static const Sort network_sort = {
  .series = { "received", "sent" },
  .operations = { "packets-received", "packets-sent" },
  .labels = { NC_("network", "received"), NC_("network", "sent") },
  .colors = { VTR_GRAPH_GREEN, VTR_GRAPH_PURPLE },
};

static const Sort processor_sort = {
  .series = { "" },
  .labels = { NC_("processor", "busy") },
  .colors = { VTR_GRAPH_ACCENT },
};

static const guint spans[] = { 5 * 60, 15 * 60, 60 * 60 };

/* A card and where its lines come from. */
typedef struct
{
  VtrGraphCard *card;
  const Sort   *sort;
  char         *prefix; /* "disk.vda."; NULL where libvirt does not measure it */
} Figure;

struct _VtrFigures
{
  AdwBin                parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrDetailSamples     *samples;
  GPtrArray            *figures;     /* Figure, of the cards */
  GPtrArray            *small;       /* Figure, of each processor */

  /* template children */
  GtkOrientable        *bar;
  GtkDropDown          *span_choice;
  GtkToggleButton      *operations_toggle;
  GtkToggleButton      *processors_toggle;
  GtkFlowBox           *cards;
  GtkFlowBox           *processors;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrFigures, vtr_figures, ADW_TYPE_BIN)

static void
free_figure (gpointer data)
{
  Figure *figure = data;

  g_free (figure->prefix);
  g_free (figure);
}

static VtrMachine *
get_machine (VtrFigures *self)
{
  return vtr_machine_definition_get_machine (self->definition);
}

/* How values are written */

static char *
format_size (double bytes)
{
  return vtr_format_bytes ((guint64) MAX (0, bytes));
}

static char *
format_operations (double per_second)
{
  /* Translators: operations or packets a second */
  return g_strdup_printf (_("%.0f/s"), MAX (0, per_second));
}

static VtrChartFormat
get_format (VtrFigures *self,
            const Sort *sort)
{
  if (sort == &cpu_sort || sort == &processor_sort)
    return vtr_format_percent;
  if (sort == &memory_sort)
    return format_size;
  if (sort->operations[0] != NULL && gtk_toggle_button_get_active (self->operations_toggle))
    return format_operations;

  return vtr_format_rate;
}

static const char *
get_context (const Sort *sort)
{
  if (sort == &memory_sort)
    return "memory";
  if (sort == &swap_sort)
    return "swap";
  if (sort == &disk_sort)
    return "disk";
  if (sort == &network_sort)
    return "network";

  return "processor";
}

/* What the cards show */

static const VtrHistory *
find_history (VtrFigures   *self,
              const Figure *figure,
              guint         line)
{
  gboolean counted = gtk_toggle_button_get_active (self->operations_toggle);
  const char *series = counted && figure->sort->operations[line] != NULL
                           ? figure->sort->operations[line]
                           : figure->sort->series[line];
  g_autofree char *name = NULL;

  if (figure->prefix == NULL)
    return NULL;

  name = g_strconcat (figure->prefix, series, NULL);
  return vtr_detail_samples_get (self->samples, name);
}

/* The scale of memory is what the machine has, so that a full line is a full machine. */
static void
update_maximum (VtrFigures   *self,
                const Figure *figure)
{
  const VtrHistory *given;

  if (figure->sort == &cpu_sort || figure->sort == &processor_sort)
    vtr_graph_card_set_maximum (figure->card, 1, 0);
  else if (figure->sort != &memory_sort)
    vtr_graph_card_set_maximum (figure->card, 0,
                                get_format (self, figure->sort) == format_operations
                                    ? LEAST_OPERATIONS
                                    : LEAST_RATE);
  else
    {
      given = vtr_detail_samples_get (self->samples, "memory.given");
      vtr_graph_card_set_maximum (figure->card,
                                  MAX ((double) vtr_machine_get_memory (get_machine (self)),
                                       (double) vtr_history_peak (given, 0)),
                                  0);
    }
}

static void
update_figure (VtrFigures   *self,
               const Figure *figure)
{
  for (guint i = 0; i < VTR_CHART_LINES && figure->sort->series[i] != NULL; i++)
    vtr_graph_card_set_history (figure->card, i, find_history (self, figure, i));
  vtr_graph_card_set_format (figure->card, get_format (self, figure->sort));
  update_maximum (self, figure);
  vtr_graph_card_changed (figure->card, vtr_detail_samples_get_time (self->samples));
}

/* Why the guest does not tell what it uses, or since when it does. */
static const char *
find_memory_note (VtrFigures *self)
{
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);
  const VtrHistory *used = vtr_detail_samples_get (self->samples, "memory.used");
  g_autoptr (GPtrArray) balloons = NULL;
  g_autofree char *model = NULL;

  if (running == NULL || vtr_detail_samples_get (self->samples, "memory.given") == NULL)
    return NULL;
  if (vtr_detail_samples_asks_for_memory (self->samples))
    return used != NULL ? _("While it runs, the guest is asked every 5 seconds. The saved "
                            "definition stays as it is.")
                        : _("The guest is asked what it uses and does not tell yet.");
  if (used != NULL)
    return NULL;

  balloons = vtr_item_list (running, "memballoon");
  if (balloons->len > 0)
    model = vtr_item_get (balloons->pdata[0], "model");
  return model == NULL || g_str_equal (model, "none")
             ? _("What the guest uses is not known: the machine has no memory balloon.")
             : _("What the guest uses is not known: its balloon driver does not tell.");
}

static void
update_notes (VtrFigures   *self,
              const Figure *figure)
{
  if (figure->sort == &memory_sort)
    vtr_graph_card_set_note (figure->card, find_memory_note (self));
  else
    vtr_graph_card_set_note (figure->card,
                             figure->prefix == NULL
                                     && vtr_machine_is_active (get_machine (self))
                                 ? _("libvirt does not measure this kind of network.")
                                 : NULL);
}

static void
update_figures (VtrFigures *self)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      update_figure (self, self->figures->pdata[i]);
      update_notes (self, self->figures->pdata[i]);
    }
  for (guint i = 0; i < self->small->len; i++)
    update_figure (self, self->small->pdata[i]);
}

/* Which cards there are */

static void
add_figure (VtrFigures *self,
            GPtrArray  *figures,
            GtkFlowBox *box,
            const Sort *sort,
            const char *title,
            const char *prefix)
{
  Figure *figure = g_new0 (Figure, 1);
  GtkWidget *card = vtr_graph_card_new (title, get_format (self, sort));
  GtkWidget *child = gtk_flow_box_child_new ();

  figure->card = VTR_GRAPH_CARD (card);
  figure->sort = sort;
  figure->prefix = g_strdup (prefix);
  if (sort == &processor_sort)
    vtr_graph_card_set_small (figure->card);
  for (guint i = 0; i < VTR_CHART_LINES && sort->series[i] != NULL; i++)
    vtr_graph_card_add_line (figure->card,
                             g_dpgettext2 (NULL, get_context (sort), sort->labels[i]),
                             sort->colors[i]);
  vtr_graph_card_set_span (figure->card,
                           spans[gtk_drop_down_get_selected (self->span_choice)]);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
  gtk_flow_box_append (box, child);
  g_ptr_array_add (figures, figure);
}

static void
empty (GPtrArray  *figures,
       GtkFlowBox *box)
{
  g_ptr_array_set_size (figures, 0);
  gtk_flow_box_remove_all (box);
}

/* An empty drive is nothing to measure. */
static gboolean
is_worth_a_card (const VtrItem *item)
{
  g_autofree char *device = vtr_item_get (item, "device");

  return (g_strcmp0 (device, "cdrom") != 0 && g_strcmp0 (device, "floppy") != 0)
         || vtr_xml_node_find (item->node, "source") != NULL;
}

typedef struct
{
  const Sort *sort;
  char       *title;
  char       *prefix;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->title);
  g_free (wanted->prefix);
  g_free (wanted);
}

static void
want (GPtrArray  *list,
      const Sort *sort,
      char       *title,
      char       *prefix)
{
  Wanted *wanted = g_new (Wanted, 1);

  *wanted = (Wanted) { sort, title, prefix };
  g_ptr_array_add (list, wanted);
}

static void
want_devices (VtrFigures *self,
              GPtrArray  *list)
{
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);
  VtrXmlDoc *doc = running != NULL ? running : vtr_machine_definition_get_saved (self->definition);
  g_autoptr (GPtrArray) disks = doc != NULL ? vtr_item_list (doc, "disk") : g_ptr_array_new ();
  g_autoptr (GPtrArray) nets = doc != NULL ? vtr_item_list (doc, "interface") : g_ptr_array_new ();

  for (guint i = 0; i < disks->len; i++)
    {
      g_autofree char *target = vtr_item_get (disks->pdata[i], "target");

      if (is_worth_a_card (disks->pdata[i]))
        want (list, &disk_sort, vtr_item_get_title (disks->pdata[i]),
              g_strdup_printf ("disk.%s.", target != NULL ? target : ""));
    }
  for (guint i = 0; i < nets->len; i++)
    {
      g_autofree char *target = vtr_item_get (nets->pdata[i], "target");

      want (list, &network_sort, vtr_item_get_title (nets->pdata[i]),
            target != NULL ? g_strdup_printf ("net.%s.", target) : NULL);
    }
}

static GPtrArray *
list_wanted (VtrFigures *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_wanted);

  want (list, &cpu_sort, g_strdup (_("Processor")), g_strdup (""));
  want (list, &memory_sort, g_strdup (_("Memory")), g_strdup (""));
  if (vtr_detail_samples_get (self->samples, "memory.swap-in") != NULL)
    want (list, &swap_sort, g_strdup (_("Guest Swap")), g_strdup (""));
  want_devices (self, list);
  return list;
}

static gboolean
shows (const Figure *figure,
       const Wanted *wanted)
{
  return figure->sort == wanted->sort && g_strcmp0 (figure->prefix, wanted->prefix) == 0
         && g_strcmp0 (vtr_graph_card_get_title (figure->card), wanted->title) == 0;
}

/* Cards are made anew only from where there are others than before: somebody may be reading one. */
static void
update_cards (VtrFigures *self)
{
  g_autoptr (GPtrArray) wanted = list_wanted (self);
  guint n_same = 0;

  while (n_same < MIN (self->figures->len, wanted->len)
         && shows (self->figures->pdata[n_same], wanted->pdata[n_same]))
    n_same++;
  while (self->figures->len > n_same)
    {
      guint last = self->figures->len - 1;

      gtk_flow_box_remove (self->cards,
                           GTK_WIDGET (gtk_flow_box_get_child_at_index (self->cards, (int) last)));
      g_ptr_array_remove_index (self->figures, last);
    }

  for (guint i = n_same; i < wanted->len; i++)
    {
      const Wanted *each = wanted->pdata[i];

      add_figure (self, self->figures, self->cards, each->sort, each->title, each->prefix);
    }
}

static void
update_processors (VtrFigures *self)
{
  g_auto (GStrv) names = NULL;

  if (self->samples == NULL)
    return;

  names = vtr_detail_samples_list (self->samples, "vcpu.");
  empty (self->small, self->processors);
  if (!gtk_toggle_button_get_active (self->processors_toggle))
    return;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *title = g_strdup_printf (_("Processor %s"), names[i] + strlen ("vcpu."));

      add_figure (self, self->small, self->processors, &processor_sort, title, names[i]);
      update_figure (self, self->small->pdata[i]);
    }
}

static void
on_series_changed_cb (VtrFigures *self)
{
  update_cards (self);
  update_processors (self);
  update_figures (self);
}

/* How often is asked may have been changed meanwhile. */
static void
update_interval (VtrFigures *self)
{
  VtrHost *host = vtr_machine_get_host (get_machine (self));

  if (host != NULL)
    vtr_detail_samples_set_interval (self->samples, vtr_host_get_sampling_interval (host));
}

static void
on_sampled_cb (VtrFigures *self)
{
  update_figures (self);
  update_interval (self);
}

/* A machine that is off and was never measured has nothing to show but dashes. */
static void
update_visible (VtrFigures *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          vtr_machine_is_active (get_machine (self))
                              || vtr_detail_samples_get_time (self->samples) != 0);
}

static void
on_definition_changed_cb (VtrFigures *self)
{
  update_cards (self);
  update_figures (self);
}

static void
on_operations_toggled_cb (VtrFigures *self)
{
  if (self->samples != NULL)
    update_figures (self);
}

static void
on_span_notify_selected_cb (VtrFigures *self)
{
  guint span = spans[MIN (gtk_drop_down_get_selected (self->span_choice), G_N_ELEMENTS (spans) - 1)];

  for (guint i = 0; self->figures != NULL && i < self->figures->len; i++)
    vtr_graph_card_set_span (((Figure *) self->figures->pdata[i])->card, span);
  for (guint i = 0; self->small != NULL && i < self->small->len; i++)
    vtr_graph_card_set_span (((Figure *) self->small->pdata[i])->card, span);
  if (self->samples != NULL)
    update_figures (self);
}

/* The class */

static void
vtr_figures_map (GtkWidget *widget)
{
  VtrFigures *self = VTR_FIGURES (widget);

  GTK_WIDGET_CLASS (vtr_figures_parent_class)->map (widget);
  if (self->definition == NULL)
    return;

  update_interval (self);
  vtr_detail_samples_set_watched (self->samples, TRUE);
}

static void
vtr_figures_unmap (GtkWidget *widget)
{
  VtrFigures *self = VTR_FIGURES (widget);

  if (self->samples != NULL)
    vtr_detail_samples_set_watched (self->samples, FALSE);
  GTK_WIDGET_CLASS (vtr_figures_parent_class)->unmap (widget);
}

static void
vtr_figures_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VtrFigures *self = VTR_FIGURES (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, gtk_flow_box_get_max_children_per_line (self->cards) == 1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_narrow (VtrFigures *self,
            gboolean    narrow)
{
  gtk_orientable_set_orientation (self->bar, narrow ? GTK_ORIENTATION_VERTICAL
                                                    : GTK_ORIENTATION_HORIZONTAL);
  gtk_flow_box_set_max_children_per_line (self->cards, narrow ? 1 : 2);
  gtk_flow_box_set_max_children_per_line (self->processors, narrow ? 2 : 4);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
vtr_figures_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      set_narrow (VTR_FIGURES (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_figures_dispose (GObject *object)
{
  VtrFigures *self = VTR_FIGURES (object);

  /* Its charts draw the histories of the samples. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_FIGURES);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->small, g_ptr_array_unref);
  g_clear_object (&self->samples);
  g_clear_object (&self->definition);

  G_OBJECT_CLASS (vtr_figures_parent_class)->dispose (object);
}

static void
vtr_figures_class_init (VtrFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_figures_dispose;
  object_class->get_property = vtr_figures_get_property;
  object_class->set_property = vtr_figures_set_property;
  widget_class->map = vtr_figures_map;
  widget_class->unmap = vtr_figures_unmap;

  properties[PROP_NARROW] = g_param_spec_boolean (
      "narrow", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-figures.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrFigures, bar);
  gtk_widget_class_bind_template_child (widget_class, VtrFigures, span_choice);
  gtk_widget_class_bind_template_child (widget_class, VtrFigures, operations_toggle);
  gtk_widget_class_bind_template_child (widget_class, VtrFigures, processors_toggle);
  gtk_widget_class_bind_template_child (widget_class, VtrFigures, cards);
  gtk_widget_class_bind_template_child (widget_class, VtrFigures, processors);
  gtk_widget_class_bind_template_callback (widget_class, on_span_notify_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_operations_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_processors);
}

static void
vtr_figures_init (VtrFigures *self)
{
  self->figures = g_ptr_array_new_with_free_func (free_figure);
  self->small = g_ptr_array_new_with_free_func (free_figure);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_figures_set_definition:
 * @self: figures of nothing yet
 * @definition: of the machine to measure
 */
void
vtr_figures_set_definition (VtrFigures           *self,
                            VtrMachineDefinition *definition)
{
  g_return_if_fail (VTR_IS_FIGURES (self));
  g_return_if_fail (self->definition == NULL);

  self->definition = g_object_ref (definition);
  self->samples = vtr_detail_samples_new (get_machine (self));
  g_signal_connect_object (definition, "changed", G_CALLBACK (on_definition_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_machine (self), "notify::state", G_CALLBACK (update_visible), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->samples, "series-changed", G_CALLBACK (on_series_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->samples, "sampled", G_CALLBACK (on_sampled_cb), self,
                           G_CONNECT_SWAPPED);
  update_visible (self);
  on_definition_changed_cb (self);
}
