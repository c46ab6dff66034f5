/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-overview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/vtr-format.h"
#include "widgets/vtr-graph.h"

struct _VtrHostOverview
{
  AdwBin        parent_instance;

  /* owned */
  VtrHost      *host;

  /* template children */
  GtkWidget    *page;
  VtrGraph     *load_graph;
  GtkLabel     *load_label;
  AdwActionRow *state_row;
  AdwActionRow *address_row;
  AdwActionRow *machines_row;
  AdwActionRow *processors_row;
  AdwActionRow *memory_row;

  /* state */
  guint         watch;
};

G_DEFINE_FINAL_TYPE (VtrHostOverview, vtr_host_overview, ADW_TYPE_BIN)

static void
update_load (VtrHostOverview *self)
{
  const VtrHistory *load = vtr_host_get_load (self->host);
  float latest = vtr_history_latest (load);
  g_autofree char *text = isnan (latest) ? NULL : vtr_format_percent (latest);

  vtr_graph_set_value_text (self->load_graph, text);
  gtk_label_set_label (self->load_label, text != NULL ? text : "–");
  vtr_graph_changed (self->load_graph);
}

static void
update_machines (VtrHostOverview *self)
{
  guint n_machines = g_list_model_get_n_items (vtr_host_get_machines (self->host));
  g_autofree char *text = g_strdup_printf (
      /* Translators: of a host's machines; the plural goes by the second number. */
      ngettext ("%u of %u machine runs", "%u of %u machines run", n_machines),
      vtr_host_get_n_active (self->host), n_machines);

  adw_action_row_set_subtitle (self->machines_row, text);
}

static void
update (VtrHostOverview *self)
{
  guint n_processors = vtr_host_get_n_processors (self->host);
  guint64 memory = vtr_host_get_memory (self->host);
  g_autofree char *processors = g_strdup_printf ("%u", n_processors);
  g_autofree char *bytes = vtr_format_bytes (memory);

  adw_action_row_set_subtitle (self->state_row, vtr_host_get_state_name (self->host));
  adw_action_row_set_subtitle (self->processors_row, processors);
  adw_action_row_set_subtitle (self->memory_row, bytes);
  gtk_widget_set_visible (GTK_WIDGET (self->processors_row), n_processors > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->memory_row), memory > 0);
  update_machines (self);
}

static void
on_sampled_cb (VtrHostOverview *self)
{
  update (self);
  update_load (self);
}

/* Only what is looked at is sampled. */
static void
vtr_host_overview_map (GtkWidget *widget)
{
  VtrHostOverview *self = VTR_HOST_OVERVIEW (widget);

  GTK_WIDGET_CLASS (vtr_host_overview_parent_class)->map (widget);
  if (self->watch == 0)
    self->watch = vtr_host_watch_samples (self->host, 0, TRUE);
}

static void
stop_watching (VtrHostOverview *self)
{
  if (self->watch != 0)
    vtr_host_unwatch_samples (self->host, self->watch);
  self->watch = 0;
}

static void
vtr_host_overview_unmap (GtkWidget *widget)
{
  stop_watching (VTR_HOST_OVERVIEW (widget));
  GTK_WIDGET_CLASS (vtr_host_overview_parent_class)->unmap (widget);
}

static void
vtr_host_overview_dispose (GObject *object)
{
  VtrHostOverview *self = VTR_HOST_OVERVIEW (object);

  if (self->host != NULL)
    stop_watching (self);
  if (self->load_graph != NULL)
    vtr_graph_set_history (self->load_graph, NULL);
  if (self->page != NULL)
    adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HOST_OVERVIEW);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (vtr_host_overview_parent_class)->dispose (object);
}

static void
vtr_host_overview_class_init (VtrHostOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_host_overview_dispose;
  widget_class->map = vtr_host_overview_map;
  widget_class->unmap = vtr_host_overview_unmap;

  g_type_ensure (VTR_TYPE_GRAPH);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-host-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, page);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, load_graph);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, load_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, state_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, address_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, machines_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, processors_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, memory_row);
}

static void
vtr_host_overview_init (VtrHostOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_host_overview_new:
 * @host: a host, connected or not
 *
 * Returns: (transfer floating): what there is to say of it
 */
GtkWidget *
vtr_host_overview_new (VtrHost *host)
{
  VtrHostOverview *self = g_object_new (VTR_TYPE_HOST_OVERVIEW, NULL);

  self->host = g_object_ref (host);
  vtr_graph_set_history (self->load_graph, vtr_host_get_load (host));
  adw_action_row_set_subtitle (self->address_row, vtr_host_get_uri (host));
  g_signal_connect_object (host, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::n-active", G_CALLBACK (update_machines), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "sampled", G_CALLBACK (on_sampled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_host_get_machines (host), "items-changed",
                           G_CALLBACK (update_machines), self, G_CONNECT_SWAPPED);
  update (self);
  update_load (self);
  return GTK_WIDGET (self);
}
