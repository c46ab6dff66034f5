/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machines-page.h"

#include <glib/gi18n-lib.h>

#include "virt/machine/vtr-machine-verbs.h"

#include "vtr-machine-commands.h"
#include "vtr-machine-rows.h"
#include "vtr-machine-table.h"

struct _VtrMachinesPage
{
  AdwBin              parent_instance;

  /* template children */
  AdwToastOverlay    *toasts;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkStack           *stack;
  AdwStatusPage      *empty;
  VtrMachineTable    *table;
  GtkActionBar       *selection_bar;
  GtkLabel           *selection_label;
  GtkWidget          *start_button;
  GtkWidget          *resume_button;
  GtkWidget          *pause_button;
  GtkWidget          *shut_down_button;
  GtkPopoverMenu     *context_menu;

  /* owned */
  VtrFleet           *fleet;
  VtrMachineRows     *rows;
  VtrMachineCommands *commands;
  GHashTable         *watches; /* VtrHost -> id of its watch */

  /* borrowed */
  VtrHost            *host;
  GtkWidget          *focus_before; /* the menu; weak */

  /* state */
  VtrScope            scope;
  gboolean            watched;
  char               *count_label;
};

enum
{
  PROP_0,
  PROP_COUNT_LABEL,
  PROP_SEARCH_MODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrMachinesPage, vtr_machines_page, ADW_TYPE_BIN)

/* What is looked at is sampled */

static void
on_host_sampled_cb (VtrMachinesPage *self,
                    VtrHost         *host)
{
  vtr_machine_table_update_samples (self->table, host);
}

static void
drop_watches (VtrMachinesPage *self)
{
  GHashTableIter iter;
  gpointer host, watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, &host, &watch))
    {
      g_signal_handlers_disconnect_by_data (host, self);
      vtr_host_unwatch_samples (host, GPOINTER_TO_UINT (watch));
    }
  g_hash_table_remove_all (self->watches);
}

static void
update_watches (VtrMachinesPage *self)
{
  VtrMetricSet metrics = vtr_machine_table_get_metrics (self->table);
  GListModel *hosts = self->fleet != NULL ? vtr_fleet_get_hosts (self->fleet) : NULL;

  drop_watches (self);
  if (!self->watched || metrics == 0)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);
      guint watch;

      if (self->scope == VTR_SCOPE_HOST && host != self->host)
        continue;
      watch = vtr_host_watch_samples (host, metrics, FALSE);
      g_hash_table_insert (self->watches, g_object_ref (host), GUINT_TO_POINTER (watch));
      g_signal_connect_object (host, "sampled", G_CALLBACK (on_host_sampled_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

/* How many there are, and what to say when there is none */

static gboolean
is_searching (VtrMachinesPage *self)
{
  return gtk_search_bar_get_search_mode (self->search_bar)
         && gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0';
}

static gboolean
is_loading (VtrMachinesPage *self)
{
  if (self->scope == VTR_SCOPE_HOST && self->host != NULL)
    return vtr_host_get_state (self->host) == VTR_HOST_CONNECTING;

  return !vtr_fleet_is_complete (self->fleet);
}

static void
update_count (VtrMachinesPage *self)
{
  guint n_rows = vtr_machine_rows_get_n_rows (self->rows);
  g_autofree char *count
      = g_strdup_printf (ngettext ("%u machine", "%u machines", n_rows), n_rows);
  g_autofree char *label = NULL;

  if (is_loading (self))
    /* Translators: %s is "24 machines"; more may come */
    label = g_strdup_printf (_("%s, loading…"), count);
  else
    label = g_strdup (count);

  if (g_set_str (&self->count_label, label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT_LABEL]);
}

/* In the order of VtrScope. */
static const struct
{
  const char *icon_name;
  const char *title;
  const char *description;
} emptiness[] = {
  { "vtr-machine-symbolic", N_("No Machines"), N_("None of the connected hosts has a machine.") },
  { "vtr-machine-off-symbolic", N_("Nothing Is Running"), N_("Machines that run appear here.") },
  { "emblem-ok-symbolic", N_("All Is Well"),
    N_("Machines that crashed, are stuck or cannot be read appear here.") },
  { "vtr-machine-symbolic", N_("No Machines"), N_("This host has no machine yet.") },
};

static void
update_emptiness (VtrMachinesPage *self)
{
  gboolean empty = vtr_machine_rows_get_n_rows (self->rows) == 0;

  if (empty && is_searching (self))
    {
      adw_status_page_set_icon_name (self->empty, "system-search-symbolic");
      adw_status_page_set_title (self->empty, _("No Results Found"));
      adw_status_page_set_description (self->empty, _("Try a different search."));
    }
  else if (empty)
    {
      adw_status_page_set_icon_name (self->empty, emptiness[self->scope].icon_name);
      adw_status_page_set_title (self->empty, _(emptiness[self->scope].title));
      adw_status_page_set_description (self->empty, _(emptiness[self->scope].description));
    }
  gtk_stack_set_visible_child_name (self->stack, !empty               ? "table"
                                                 : is_loading (self) ? "loading"
                                                                     : "empty");
}

static void
on_rows_n_rows_cb (VtrMachinesPage *self)
{
  update_count (self);
  update_emptiness (self);
}

/* A button that is switched off says why, where there is one reason and not several. */
static void
explain_button (GtkWidget *button,
                GPtrArray *selected,
                VtrVerb    verb)
{
  const char *why_not = NULL;
  g_autofree char *text = NULL;

  if (selected->len == 1)
    vtr_machine_can (selected->pdata[0], verb, &why_not);
  if (why_not != NULL)
    /* Translators: what a button would do, and why it cannot */
    text = g_strdup_printf (_("%s: %s"), vtr_verb_get_label (verb), why_not);
  gtk_widget_set_tooltip_text (button, text != NULL ? text : vtr_verb_get_label (verb));
}

static void
update_selection (VtrMachinesPage *self)
{
  g_autoptr (GPtrArray) selected = vtr_machine_rows_get_selected (self->rows);
  guint n_selected = vtr_machine_rows_get_n_selected (self->rows);
  g_autofree char *label = NULL;

  if (n_selected == 1)
    {
      label = g_strdup (vtr_machine_get_display_name (selected->pdata[0]));
    }
  else
    label = g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected), n_selected);

  gtk_label_set_label (self->selection_label, label);
  gtk_action_bar_set_revealed (self->selection_bar, n_selected > 0);
  explain_button (self->start_button, selected, VTR_VERB_START);
  explain_button (self->resume_button, selected, VTR_VERB_RESUME);
  explain_button (self->pause_button, selected, VTR_VERB_PAUSE);
  explain_button (self->shut_down_button, selected, VTR_VERB_SHUT_DOWN);
}

static void
on_rows_machine_changed_cb (VtrMachinesPage *self,
                            VtrMachine      *machine,
                            guint            change)
{
  guint position;

  if (change != VTR_MACHINE_CHANGED_SAMPLES
      && vtr_machine_rows_find (self->rows, machine, &position)
      && gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->rows), position))
    update_selection (self);
}

/* Search */

static void
on_search_changed_cb (VtrMachinesPage *self)
{
  const char *words
      = is_searching (self) ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) : NULL;
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);

  /* A search looks into titles, notes and addresses of machines that nobody has scrolled to. */
  for (guint i = 0; words != NULL && i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      vtr_host_load_all_details (host);
    }
  vtr_machine_rows_set_search (self->rows, words);
  update_emptiness (self);
}

/* From the words to what they found. */
static void
on_search_activate_cb (VtrMachinesPage *self)
{
  on_search_changed_cb (self);
  if (vtr_machine_rows_get_n_rows (self->rows) == 0)
    return;

  vtr_machine_table_scroll_to (self->table, 0);
  vtr_machine_table_focus (self->table);
}

static void
on_search_mode_cb (VtrMachinesPage *self)
{
  if (self->rows != NULL)
    on_search_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

/* What is activated */

static void
show_machine (VtrMachinesPage *self,
              VtrMachine      *machine)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-machine", "s",
                              vtr_machine_get_uuid (machine));
}

static void
on_table_activate_cb (VtrMachinesPage *self,
                      VtrMachine      *machine)
{
  show_machine (self, machine);
}

static void
on_table_context_menu_cb (VtrMachinesPage *self,
                          double           x,
                          double           y)
{
  graphene_point_t point;

  if (vtr_machine_rows_get_n_selected (self->rows) == 0
      || !gtk_widget_compute_point (GTK_WIDGET (self->table), GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  g_set_weak_pointer (&self->focus_before,
                      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu),
                               &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* The keyboard goes back to where it was, unless what was chosen has asked something. */
static void
on_context_menu_closed_cb (VtrMachinesPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->focus_before != NULL
      && (focus == NULL || gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG) == NULL))
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
}

/* The menu key: the menu stands at the focused row. */
static gboolean
on_menu_key_cb (GtkWidget *widget,
                GVariant  *args,
                gpointer   user_data)
{
  VtrMachinesPage *self = VTR_MACHINES_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->table))
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->table), &bounds))
    return GDK_EVENT_PROPAGATE;

  vtr_machine_table_select_focused (self->table);
  on_table_context_menu_cb (self, bounds.origin.x + bounds.size.width / 2,
                            bounds.origin.y + bounds.size.height / 2);
  return GDK_EVENT_STOP;
}

static void
on_clear_selection_cb (VtrMachinesPage *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->rows));
}

static void
on_summary_cb (VtrMachinesPage *self,
               const char      *summary)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (summary));
}

/* The widget */

static void
vtr_machines_page_root (GtkWidget *widget)
{
  VtrMachinesPage *self = VTR_MACHINES_PAGE (widget);

  GTK_WIDGET_CLASS (vtr_machines_page_parent_class)->root (widget);

  /* On the window, so that its other parts can say what to do to which machine. */
  if (self->commands != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "machine",
                                    vtr_machine_commands_get_group (self->commands));
}

static void
vtr_machines_page_dispose (GObject *object)
{
  VtrMachinesPage *self = VTR_MACHINES_PAGE (object);

  drop_watches (self);
  g_clear_weak_pointer (&self->focus_before);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_MACHINES_PAGE);
  g_clear_object (&self->commands);
  g_clear_object (&self->rows);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (vtr_machines_page_parent_class)->dispose (object);
}

static void
vtr_machines_page_finalize (GObject *object)
{
  VtrMachinesPage *self = VTR_MACHINES_PAGE (object);

  g_hash_table_unref (self->watches);
  g_free (self->count_label);

  G_OBJECT_CLASS (vtr_machines_page_parent_class)->finalize (object);
}

static void
vtr_machines_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VtrMachinesPage *self = VTR_MACHINES_PAGE (object);

  switch (prop_id)
    {
    case PROP_COUNT_LABEL:
      g_value_set_string (value, self->count_label);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machines_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SEARCH_MODE:
      vtr_machines_page_set_search_mode (VTR_MACHINES_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machines_page_class_init (VtrMachinesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_machines_page_dispose;
  object_class->finalize = vtr_machines_page_finalize;
  object_class->get_property = vtr_machines_page_get_property;
  object_class->set_property = vtr_machines_page_set_property;
  widget_class->root = vtr_machines_page_root;

  properties[PROP_COUNT_LABEL] = g_param_spec_string (
      "count-label", NULL, NULL, NULL, (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean (
      "search-mode", NULL, NULL, FALSE,
      (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VTR_TYPE_MACHINE_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machines/vtr-machines-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, table);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, selection_label);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, context_menu);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, start_button);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, resume_button);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, VtrMachinesPage, shut_down_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_context_menu_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_table_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_table_context_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_selection_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_watches);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key_cb, NULL);
}

static void
vtr_machines_page_init (VtrMachinesPage *self)
{
  self->watches = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}

/**
 * vtr_machines_page_set_fleet:
 * @self: a new page
 * @fleet: whose machines it shows
 * @settings: what remembers columns and questions
 */
void
vtr_machines_page_set_fleet (VtrMachinesPage *self,
                             VtrFleet        *fleet,
                             GSettings       *settings)
{
  g_return_if_fail (self->fleet == NULL);

  self->fleet = g_object_ref (fleet);
  self->rows = vtr_machine_rows_new (fleet);
  self->commands = vtr_machine_commands_new (GTK_WIDGET (self), fleet, self->rows, settings);
  vtr_machine_table_set_rows (self->table, self->rows, settings);

  g_signal_connect_object (self->commands, "summary", G_CALLBACK (on_summary_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::n-rows", G_CALLBACK (on_rows_n_rows_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "notify::n-selected", G_CALLBACK (update_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "machine-changed", G_CALLBACK (on_rows_machine_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fleet, "notify::complete", G_CALLBACK (on_rows_n_rows_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_fleet_get_hosts (fleet), "items-changed",
                           G_CALLBACK (update_watches), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), "machine",
                                    vtr_machine_commands_get_group (self->commands));
  on_rows_n_rows_cb (self);
  update_selection (self);
}

/**
 * vtr_machines_page_set_scope:
 * @self: a page
 * @scope: which machines
 * @host: (nullable): the host of VTR_SCOPE_HOST
 */
void
vtr_machines_page_set_scope (VtrMachinesPage *self,
                             VtrScope         scope,
                             VtrHost         *host)
{
  self->scope = scope;
  self->host = host;
  vtr_machine_rows_set_scope (self->rows, scope, host);
  on_rows_n_rows_cb (self);
  update_watches (self);
}

void
vtr_machines_page_set_search_mode (VtrMachinesPage *self,
                                   gboolean         search_mode)
{
  gtk_search_bar_set_search_mode (self->search_bar, search_mode);
}

/**
 * vtr_machines_page_set_key_capture_widget:
 * @self: a page
 * @widget: (nullable): where typing begins a search
 */
void
vtr_machines_page_set_key_capture_widget (VtrMachinesPage *self,
                                          GtkWidget       *widget)
{
  gtk_search_bar_set_key_capture_widget (self->search_bar, widget);
}

/* Makes a machine the selected one and brings it into view. */
void
vtr_machines_page_select (VtrMachinesPage *self,
                          VtrMachine      *machine)
{
  guint position;

  if (!vtr_machine_rows_find (self->rows, machine, &position))
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows), position, TRUE);
  vtr_machine_table_scroll_to (self->table, position);
}

/**
 * vtr_machines_page_get_column_menu:
 * @self: a page
 *
 * Returns: (transfer full): a menu that shows and hides columns
 */
GMenuModel *
vtr_machines_page_get_column_menu (VtrMachinesPage *self)
{
  return vtr_machine_table_get_column_menu (self->table);
}

/* Whether a person can see the page: what nobody sees is not sampled. */
void
vtr_machines_page_set_watched (VtrMachinesPage *self,
                               gboolean         watched)
{
  if (self->watched == watched)
    return;

  self->watched = watched;
  update_watches (self);
}
