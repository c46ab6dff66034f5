/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-overview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/vtr-format.h"
#include "fleet/vtr-host-health.h"
#include "virt/host/vtr-host-facts.h"
#include "virt/machine/vtr-machine.h"
#include "widgets/vtr-graph.h"

#include "vtr-capabilities-dialog.h"
#include "vtr-health-group.h"

/* From here on machines that are busy at once wait for each other. */
#define MOST_PROMISED_PROCESSORS 4.0
#define N_EATERS 5

struct _VtrHostOverview
{
  AdwBin        parent_instance;

  /* owned */
  VtrHost      *host;
  VtrHostFacts *facts; /* NULL until they are there */
  GCancellable *cancellable;

  /* template children */
  GtkWidget    *page;
  GtkWidget    *load_group;
  VtrGraph     *load_graph;
  GtkLabel     *load_label;
  AdwActionRow *state_row;
  AdwActionRow *address_row;
  AdwActionRow *machines_row;
  AdwActionRow *kind_row;
  AdwActionRow *name_row;
  AdwActionRow *libvirt_row;
  AdwActionRow *processors_row;
  AdwActionRow *memory_row;
  AdwActionRow *ksm_row;
  AdwActionRow *capabilities_row;
  GtkWidget    *promises_group;
  AdwActionRow *promised_processors_row;
  AdwActionRow *promised_memory_row;
  GtkWidget    *eaters_group;
  VtrHealthGroup *health_group;

  /* own children */
  GtkWidget    *eaters[N_EATERS];

  /* state */
  guint         watch;
  guint         promises_source;
};

G_DEFINE_FINAL_TYPE (VtrHostOverview, vtr_host_overview, ADW_TYPE_BIN)

static void
update_load (VtrHostOverview *self)
{
  const VtrHistory *load = vtr_host_get_load (self->host);
  float latest = vtr_history_latest (load);
  g_autofree char *text = isnan (latest) ? NULL : vtr_format_percent (latest);

  /* Hosts that do not tell have no graph; one that is silent for a while keeps it. */
  if (text != NULL)
    gtk_widget_set_visible (self->load_group, TRUE);
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
  gtk_widget_set_visible (GTK_WIDGET (self->machines_row),
                          vtr_host_is_list_complete (self->host));
}

/* What it is */

static void
set_fact (AdwActionRow *row,
          const char   *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && text[0] != '\0');
}

static const char *
describe_kind (VtrHost *host)
{
  gboolean is_session;

  if (!vtr_host_health_is_here (vtr_host_get_uri (host), &is_session))
    return NULL;
  return is_session
             ? _("Machines of your account alone: nobody else sees them, and they need no special "
                 "rights. They end with your session, and use the network as your programs do.")
             : _("Machines of the whole computer: a service runs them, also when nobody is logged "
                 "in; who may use it sees the same machines. They can have networks of their own.");
}

static char *
describe_libvirt (const VtrHostFacts *facts)
{
  g_autofree char *libvirt = vtr_host_format_version (facts->libvirt_version);
  g_autofree char *driver = vtr_host_format_version (facts->driver_version);

  return libvirt != NULL && driver != NULL
             ? g_strdup_printf ("libvirt %s, %s %s", libvirt, facts->driver, driver)
             : g_strdup (facts->driver);
}

static char *
describe_processors (const VtrHostFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (facts->n_processors == 0)
    return NULL;

  g_string_append_printf (text, ngettext ("%u processor", "%u processors", facts->n_processors),
                          facts->n_processors);
  if (facts->processor != NULL)
    g_string_append_printf (text, " · %s", facts->processor);
  g_string_append_printf (text, " · %s", facts->arch);
  /* Translators: how the processors of a host are built. */
  g_string_append_printf (text, _("\nNodes: %u, sockets: %u, cores: %u, threads: %u"),
                          facts->n_nodes, facts->n_sockets, facts->n_cores, facts->n_threads);
  return g_strdup (text->str);
}

static char *
describe_memory (const VtrHostFacts *facts)
{
  g_autofree char *all = vtr_format_bytes (facts->memory);
  g_autofree char *rest = vtr_format_bytes (facts->memory_free);

  if (facts->memory == 0)
    return NULL;
  return facts->memory_free > 0
             /* Translators: two amounts of memory. */
             ? g_strdup_printf (_("%s, of which %s were free"), all, rest)
             : g_steal_pointer (&all);
}

static char *
describe_ksm (const VtrHostFacts *facts)
{
  if (!facts->has_ksm)
    return NULL;
  if (facts->pages_sharing == 0)
    return g_strdup (_("Nothing is shared"));
  return g_strdup_printf (_("%" G_GUINT64_FORMAT " pages stand for %" G_GUINT64_FORMAT),
                          facts->pages_shared, facts->pages_shared + facts->pages_sharing);
}

static void
update_facts (VtrHostOverview *self)
{
  g_autofree char *libvirt = self->facts != NULL ? describe_libvirt (self->facts) : NULL;
  g_autofree char *processors = self->facts != NULL ? describe_processors (self->facts) : NULL;
  g_autofree char *memory = self->facts != NULL ? describe_memory (self->facts) : NULL;
  g_autofree char *ksm = self->facts != NULL ? describe_ksm (self->facts) : NULL;

  set_fact (self->kind_row, describe_kind (self->host));
  set_fact (self->name_row, self->facts != NULL ? self->facts->hostname : NULL);
  set_fact (self->libvirt_row, libvirt);
  set_fact (self->processors_row, processors);
  set_fact (self->memory_row, memory);
  set_fact (self->ksm_row, ksm);
  gtk_widget_set_visible (GTK_WIDGET (self->capabilities_row),
                          self->facts != NULL && self->facts->capabilities != NULL);
}

static void update (VtrHostOverview *self);

static void
on_facts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (VtrHostOverview) self = user_data;
  VtrHostFacts *facts = vtr_host_load_facts_finish (VTR_HOST (source), result, NULL);

  if (facts == NULL)
    return;
  g_clear_pointer (&self->facts, vtr_host_facts_free);
  self->facts = facts;
  if (!g_cancellable_is_cancelled (self->cancellable))
    update (self);
}

static void
load_facts (VtrHostOverview *self)
{
  if (self->facts == NULL && vtr_host_get_state (self->host) == VTR_HOST_CONNECTED)
    vtr_host_load_facts_async (self->host, self->cancellable, on_facts_cb, g_object_ref (self));
}

static void
show_capabilities (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  VtrHostOverview *self = VTR_HOST_OVERVIEW (widget);

  if (self->facts != NULL && self->facts->capabilities != NULL)
    adw_dialog_present (vtr_capabilities_dialog_new (self->facts->capabilities), widget);
}

/* What its machines were promised */

static void
update_promises (VtrHostOverview *self)
{
  GListModel *machines = vtr_host_get_machines (self->host);
  g_autofree char *processors = NULL;
  g_autofree char *memory = NULL;
  g_autofree char *promised_bytes = NULL;
  g_autofree char *all_bytes = NULL;
  guint n_promised = 0;
  guint64 bytes = 0;

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);

      if (!vtr_machine_is_active (machine))
        continue;
      n_promised += vtr_machine_get_n_processors (machine);
      bytes += vtr_machine_get_memory (machine);
    }

  gtk_widget_set_visible (self->promises_group,
                          self->facts != NULL && self->facts->n_processors > 0 && n_promised > 0);
  if (self->facts == NULL || self->facts->n_processors == 0)
    return;

  processors = g_strdup_printf (
      n_promised > MOST_PROMISED_PROCESSORS * self->facts->n_processors
          /* Translators: processors that machines have, and those that the host has. */
          ? _("%u, on %u of the host: machines that are busy at once wait for each other")
          : _("%u, on %u of the host"),
      n_promised, self->facts->n_processors);
  promised_bytes = vtr_format_bytes (bytes);
  all_bytes = vtr_format_bytes (self->facts->memory);
  memory = g_strdup_printf (bytes > self->facts->memory
                                ? _("%s of %s: more than there is, so the host may have to swap")
                                : _("%s of %s"),
                            promised_bytes, all_bytes);
  set_fact (self->promised_processors_row, processors);
  set_fact (self->promised_memory_row, memory);
}

static gboolean
update_promises_cb (gpointer user_data)
{
  VtrHostOverview *self = user_data;

  self->promises_source = 0;
  update_promises (self);
  return G_SOURCE_REMOVE;
}

/* Thousands of machines that are being read cost one look at them all. */
static void
on_machine_changed_cb (VtrHostOverview *self,
                       VtrMachine      *machine,
                       guint            change)
{
  if ((change & ~(guint) VTR_MACHINE_CHANGED_SAMPLES) && self->promises_source == 0)
    self->promises_source = g_idle_add (update_promises_cb, self);
}

/* Who uses it */

static int
compare_eaters (gconstpointer a,
                gconstpointer b)
{
  float first = vtr_history_latest (
      vtr_machine_get_history (*(VtrMachine *const *) a, VTR_METRIC_HOST_CPU));
  float second = vtr_history_latest (
      vtr_machine_get_history (*(VtrMachine *const *) b, VTR_METRIC_HOST_CPU));

  return first < second ? 1 : first > second ? -1 : 0;
}

static GPtrArray *
list_eaters (VtrHostOverview *self)
{
  GListModel *machines = vtr_host_get_machines (self->host);
  GPtrArray *eaters = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      VtrMachine *machine = g_list_model_get_item (machines, i);
      const VtrHistory *history = vtr_machine_get_history (machine, VTR_METRIC_HOST_CPU);

      if (vtr_machine_is_active (machine) && history != NULL
          && !isnan (vtr_history_latest (history)))
        g_ptr_array_add (eaters, machine);
      else
        g_object_unref (machine);
    }
  g_ptr_array_sort (eaters, compare_eaters);
  return eaters;
}

/* The same few rows each time: nothing is built while somebody looks. */
static void
update_eaters (VtrHostOverview *self)
{
  g_autoptr (GPtrArray) eaters = list_eaters (self);

  for (guint i = 0; i < N_EATERS; i++)
    {
      VtrMachine *machine = i < eaters->len ? eaters->pdata[i] : NULL;
      AdwActionRow *row = ADW_ACTION_ROW (self->eaters[i]);
      g_autofree char *share = NULL;
      g_autofree char *memory = NULL;
      g_autofree char *text = NULL;

      gtk_widget_set_visible (GTK_WIDGET (row), machine != NULL);
      if (machine == NULL)
        continue;
      share = vtr_format_percent (
          vtr_history_latest (vtr_machine_get_history (machine, VTR_METRIC_HOST_CPU)));
      memory = vtr_format_bytes (vtr_machine_get_memory (machine));
      /* Translators: a share of the host's processors, and an amount of memory. */
      text = g_strdup_printf (_("%s of the processors, %s of memory"), share, memory);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     vtr_machine_get_display_name (machine));
      adw_action_row_set_subtitle (row, text);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", vtr_machine_get_uuid (machine));
    }
  gtk_widget_set_visible (self->eaters_group, eaters->len > 0);
}

static void
make_eaters (VtrHostOverview *self)
{
  for (guint i = 0; i < N_EATERS; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-machine");
      gtk_widget_set_visible (row, FALSE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->eaters_group), row);
      self->eaters[i] = row;
    }
}

/* As a whole */

static void
update (VtrHostOverview *self)
{
  const VtrTrouble *trouble = vtr_host_get_trouble (self->host);
  g_autofree char *text = trouble != NULL ? vtr_trouble_to_text (trouble) : NULL;

  adw_action_row_set_subtitle (self->state_row,
                               text != NULL ? text : vtr_host_get_state_name (self->host));
  load_facts (self);
  update_facts (self);
  update_machines (self);
  update_promises (self);
}

static void
on_sampled_cb (VtrHostOverview *self)
{
  update_load (self);
  update_promises (self);
  update_eaters (self);
}

/* Only what is looked at is sampled. */
static void
vtr_host_overview_map (GtkWidget *widget)
{
  VtrHostOverview *self = VTR_HOST_OVERVIEW (widget);

  GTK_WIDGET_CLASS (vtr_host_overview_parent_class)->map (widget);
  if (self->watch == 0)
    self->watch = vtr_host_watch_samples (self->host, 1u << VTR_METRIC_HOST_CPU, TRUE);
  /* How much each was promised stands in its definition. */
  vtr_host_load_all_details (self->host);
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

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->promises_source, g_source_remove);
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
vtr_host_overview_finalize (GObject *object)
{
  VtrHostOverview *self = VTR_HOST_OVERVIEW (object);

  g_clear_pointer (&self->facts, vtr_host_facts_free);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (vtr_host_overview_parent_class)->finalize (object);
}

static void
vtr_host_overview_class_init (VtrHostOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_host_overview_dispose;
  object_class->finalize = vtr_host_overview_finalize;
  widget_class->map = vtr_host_overview_map;
  widget_class->unmap = vtr_host_overview_unmap;

  gtk_widget_class_install_action (widget_class, "overview.show-capabilities", NULL,
                                   show_capabilities);
  g_type_ensure (VTR_TYPE_GRAPH);
  g_type_ensure (VTR_TYPE_HEALTH_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-host-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, page);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, load_graph);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, load_group);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, load_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, state_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, address_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, machines_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, processors_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, memory_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, kind_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, libvirt_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, ksm_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, capabilities_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, promises_group);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, promised_processors_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, promised_memory_row);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, eaters_group);
  gtk_widget_class_bind_template_child (widget_class, VtrHostOverview, health_group);
}

static void
vtr_host_overview_init (VtrHostOverview *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_eaters (self);
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
  g_signal_connect_object (host, "machine-changed", G_CALLBACK (on_machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::trouble", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::list-complete", G_CALLBACK (update_machines), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::n-active", G_CALLBACK (update_machines), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "sampled", G_CALLBACK (on_sampled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_host_get_machines (host), "items-changed",
                           G_CALLBACK (update_machines), self, G_CONNECT_SWAPPED);
  vtr_health_group_set_host (self->health_group, host);
  update (self);
  update_load (self);
  return GTK_WIDGET (self);
}
