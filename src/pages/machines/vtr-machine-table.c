/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-table.h"

#include <glib/gi18n-lib.h>

#include "vtr-graph-cell.h"
#include "vtr-machine-cell.h"
#include "vtr-name-cell.h"
#include "vtr-row-actions.h"

/* Whose row's cell has the buttons. */
typedef enum
{
  LENT_TO_POINTED,
  LENT_TO_FOCUSED,
  N_LENT
} LentTo;

struct _VtrMachineTable
{
  GtkWidget           parent_instance;

  /* template children */
  GtkColumnView      *view;

  /* owned */
  VtrMachineRows     *rows;
  GSettings          *settings;
  GPtrArray          *columns; /* GtkColumnViewColumn, in the order of vtr_machine_column_get() */
  GHashTable         *cells;   /* VtrMachine -> GPtrArray of the bound VtrMachineCell, borrowed */
  GSimpleActionGroup *actions;
  GMenu              *column_menu;
  GtkWidget          *actions_of[N_LENT];

  /* borrowed */
  VtrNameCell        *lent_to[N_LENT];

  /* state */
  int                 room;
  gboolean            was_scrolled;
};

enum
{
  PROP_0,
  PROP_ROOM,
  N_PROPS
};

enum
{
  SIGNAL_ACTIVATE_MACHINE,
  SIGNAL_CONTEXT_MENU,
  SIGNAL_NEEDS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

#define NARROWEST 16

G_DEFINE_FINAL_TYPE (VtrMachineTable, vtr_machine_table, GTK_TYPE_WIDGET)

/* Cells */

static void
remember_cell (VtrMachineTable *self,
               VtrMachine      *machine,
               VtrMachineCell  *cell)
{
  GPtrArray *cells = g_hash_table_lookup (self->cells, machine);

  if (cells == NULL)
    {
      cells = g_ptr_array_new ();
      g_hash_table_insert (self->cells, machine, cells);
    }
  g_ptr_array_add (cells, cell);
}

static void
forget_cell (VtrMachineTable *self,
             VtrMachine      *machine,
             VtrMachineCell  *cell)
{
  GPtrArray *cells = g_hash_table_lookup (self->cells, machine);

  if (cells == NULL)
    return;

  g_ptr_array_remove_fast (cells, cell);
  if (cells->len == 0)
    g_hash_table_remove (self->cells, machine);
}

/* Actions of the row that is pointed at or has the keyboard */

static void
take_back_actions (VtrMachineTable *self,
                   VtrNameCell     *cell)
{
  for (guint i = 0; i < N_LENT; i++)
    if (self->lent_to[i] == cell)
      {
        vtr_name_cell_lend_actions (cell, NULL);
        self->lent_to[i] = NULL;
      }
}

static void
lend_actions (VtrMachineTable *self,
              LentTo           which,
              VtrNameCell     *cell)
{
  VtrMachine *machine = cell != NULL ? vtr_machine_cell_get_machine (VTR_MACHINE_CELL (cell)) : NULL;

  if (self->lent_to[which] == cell)
    return;

  if (self->lent_to[which] != NULL)
    take_back_actions (self, self->lent_to[which]);
  if (machine == NULL || self->lent_to[!which] == cell)
    return;

  if (self->actions_of[which] == NULL)
    self->actions_of[which] = g_object_ref_sink (vtr_row_actions_new ());
  vtr_row_actions_set_machine (VTR_ROW_ACTIONS (self->actions_of[which]), machine);
  vtr_name_cell_lend_actions (cell, self->actions_of[which]);
  self->lent_to[which] = cell;
}

/* The name stands first in its row, in a wrapper of the list's. */
static VtrNameCell *
name_cell_around (VtrMachineTable *self,
                  GtkWidget       *widget)
{
  for (; widget != NULL && widget != GTK_WIDGET (self->view); widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *wrapper = gtk_widget_get_first_child (widget);
      GtkWidget *cell = wrapper != NULL ? gtk_widget_get_first_child (wrapper) : NULL;

      if (cell != NULL && VTR_IS_NAME_CELL (cell))
        return VTR_NAME_CELL (cell);
    }

  return NULL;
}

static void
lend_to_focused (VtrMachineTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));

  lend_actions (self, LENT_TO_FOCUSED, inside ? name_cell_around (self, focus) : NULL);
}

/* One row may be both: where the pointer leaves it, it goes on having the keyboard. */
static void
lend_to_pointed (VtrMachineTable *self,
                 VtrNameCell     *cell)
{
  lend_actions (self, LENT_TO_POINTED, cell);
  if (self->lent_to[LENT_TO_FOCUSED] == NULL)
    lend_to_focused (self);
}

static void
on_motion_cb (VtrMachineTable *self,
              double           x,
              double           y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  lend_to_pointed (self, name_cell_around (self, widget));
}

static void
on_leave_cb (VtrMachineTable *self)
{
  lend_to_pointed (self, NULL);
}

static void on_rows_machine_changed_cb (VtrMachineTable *self,
                                        VtrMachine      *machine,
                                        guint            change);

static void
on_focus_widget_cb (VtrMachineTable *self)
{
  lend_to_focused (self);
  if (self->lent_to[LENT_TO_FOCUSED] != NULL)
    on_rows_machine_changed_cb (
        self, vtr_machine_cell_get_machine (VTR_MACHINE_CELL (self->lent_to[LENT_TO_FOCUSED])), ~0u);
}

static void
vtr_machine_table_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_machine_table_parent_class)->root (widget);

  /* On the window: the menu of columns stands in its header. */
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "columns",
                                  G_ACTION_GROUP (VTR_MACHINE_TABLE (widget)->actions));
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (on_focus_widget_cb), widget, G_CONNECT_SWAPPED);
}

static void
vtr_machine_table_unroot (GtkWidget *widget)
{
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "columns", NULL);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_focus_widget_cb, widget);

  GTK_WIDGET_CLASS (vtr_machine_table_parent_class)->unroot (widget);
}

static void
on_factory_setup_cb (GtkListItemFactory *factory,
                     GObject            *item,
                     gpointer            column)
{
  gtk_column_view_cell_set_child (GTK_COLUMN_VIEW_CELL (item), vtr_machine_cell_new (column));
}

static void
on_factory_bind_cb (VtrMachineTable *self,
                    GObject         *item)
{
  GtkColumnViewCell *cell = GTK_COLUMN_VIEW_CELL (item);
  VtrMachineCell *child = VTR_MACHINE_CELL (gtk_column_view_cell_get_child (cell));
  VtrMachine *machine = gtk_column_view_cell_get_item (cell);

  vtr_machine_cell_set_machine (child, machine);
  remember_cell (self, machine, child);
  if (vtr_machine_cell_get_column (child)->kind == VTR_COLUMN_NAME)
    gtk_column_view_cell_set_focusable (cell, FALSE);
}

static void
on_factory_unbind_cb (VtrMachineTable *self,
                      GObject         *item)
{
  VtrMachineCell *child
      = VTR_MACHINE_CELL (gtk_column_view_cell_get_child (GTK_COLUMN_VIEW_CELL (item)));

  forget_cell (self, vtr_machine_cell_get_machine (child), child);
  if (VTR_IS_NAME_CELL (child))
    take_back_actions (self, VTR_NAME_CELL (child));
  vtr_machine_cell_set_machine (child, NULL);
}

/* The few cells that show this machine, if it is near the screen at all. */
static void
on_rows_machine_changed_cb (VtrMachineTable *self,
                            VtrMachine      *machine,
                            guint            change)
{
  GPtrArray *cells;

  if (change == VTR_MACHINE_CHANGED_SAMPLES)
    return;

  cells = g_hash_table_lookup (self->cells, machine);
  for (guint i = 0; cells != NULL && i < cells->len; i++)
    vtr_machine_cell_update (cells->pdata[i], change);
  for (guint i = 0; i < N_LENT; i++)
    if (self->lent_to[i] != NULL
        && vtr_row_actions_get_machine (VTR_ROW_ACTIONS (self->actions_of[i])) == machine)
      vtr_row_actions_update (VTR_ROW_ACTIONS (self->actions_of[i]));
}

/* Machines of a host that was lost look like it, those of one that is back do not. */
static void
on_rows_host_changed_cb (VtrMachineTable *self,
                         VtrHost         *host)
{
  g_autoptr (GPtrArray) machines = g_hash_table_get_keys_as_ptr_array (self->cells);

  for (guint i = 0; i < machines->len; i++)
    if (vtr_machine_get_host (machines->pdata[i]) == host)
      on_rows_machine_changed_cb (self, machines->pdata[i], VTR_MACHINE_CHANGED_STATE);
}

/* Cells of a column on the rows that are really drawn. */
static void
for_each_graph_cell (VtrMachineTable *self,
                     void (*func) (VtrMachineCell *cell, gpointer data),
                     gpointer         data)
{
  GHashTableIter iter;
  gpointer cells;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, NULL, &cells))
    for (guint i = 0; i < ((GPtrArray *) cells)->len; i++)
      {
        VtrMachineCell *cell = ((GPtrArray *) cells)->pdata[i];

        if (vtr_machine_cell_get_column (cell)->kind == VTR_COLUMN_GRAPH
            && gtk_widget_get_mapped (GTK_WIDGET (cell)))
          func (cell, data);
      }
}

typedef struct
{
  VtrHost *host;
  float    maxima[16]; /* by column */
} Sampled;

static guint
column_index (VtrMachineCell *cell)
{
  return (guint) (vtr_machine_cell_get_column (cell) - vtr_machine_column_get (0));
}

static void
find_maximum (VtrMachineCell *cell,
              gpointer        data)
{
  Sampled *sampled = data;
  float *maximum = &sampled->maxima[column_index (cell)];

  if (vtr_machine_cell_get_column (cell)->shared_scale)
    *maximum = MAX (*maximum, vtr_graph_cell_get_peak (VTR_GRAPH_CELL (cell)));
}

static void
show_sample (VtrMachineCell *cell,
             gpointer        data)
{
  Sampled *sampled = data;
  VtrMachine *machine = vtr_machine_cell_get_machine (cell);

  if (vtr_machine_cell_get_column (cell)->shared_scale)
    vtr_graph_cell_set_maximum (VTR_GRAPH_CELL (cell), sampled->maxima[column_index (cell)]);
  if (vtr_machine_get_host (machine) == sampled->host && vtr_machine_is_active (machine))
    vtr_machine_cell_update (cell, VTR_MACHINE_CHANGED_SAMPLES);
}

/* Graphs are redrawn once a reading of their host, and only those that are near the screen. */
void
vtr_machine_table_update_samples (VtrMachineTable *self,
                                  VtrHost         *host)
{
  Sampled sampled = { .host = host };

  g_assert (vtr_machine_column_count () <= G_N_ELEMENTS (sampled.maxima));
  for (guint i = 0; i < G_N_ELEMENTS (sampled.maxima); i++)
    sampled.maxima[i] = 1024; /* a little noise is not a mountain */
  for_each_graph_cell (self, find_maximum, &sampled);
  for_each_graph_cell (self, show_sample, &sampled);
}

/* Columns and what settings say of them */

static gboolean
is_wanted (VtrMachineTable        *self,
           const VtrMachineColumn *column)
{
  g_auto (GStrv) visible = g_settings_get_strv (self->settings, "columns-visible");

  return column->kind == VTR_COLUMN_NAME
         || g_strv_contains ((const char *const *) visible, column->id);
}

static gboolean
may_sample (VtrMachineTable        *self,
            const VtrMachineColumn *column)
{
  switch (column->metric)
    {
    case VTR_METRIC_MEMORY:
      return g_settings_get_boolean (self->settings, "sample-memory");
    case VTR_METRIC_DISK:
      return g_settings_get_boolean (self->settings, "sample-disk");
    case VTR_METRIC_NETWORK:
      return g_settings_get_boolean (self->settings, "sample-network");
    default:
      return TRUE;
    }
}

static void
update_visibility (VtrMachineTable *self)
{
  if (self->columns == NULL)
    return;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const VtrMachineColumn *column = vtr_machine_column_get (i);

      gtk_column_view_column_set_visible (self->columns->pdata[i],
                                          is_wanted (self, column) && may_sample (self, column)
                                              && column->room <= self->room);
    }
  g_signal_emit (self, signals[SIGNAL_NEEDS_CHANGED], 0);
}

/**
 * vtr_machine_table_get_metrics:
 * @self: a table
 *
 * Returns: what the visible columns show, less what a person does not want sampled
 */
VtrMetricSet
vtr_machine_table_get_metrics (VtrMachineTable *self)
{
  VtrMetricSet metrics = 0;

  for (guint i = 0; self->columns != NULL && i < self->columns->len; i++)
    {
      const VtrMachineColumn *column = vtr_machine_column_get (i);

      if (column->kind == VTR_COLUMN_GRAPH && may_sample (self, column)
          && gtk_column_view_column_get_visible (self->columns->pdata[i]))
        metrics |= 1u << column->metric;
    }

  return metrics;
}

static void
on_width_cb (VtrMachineTable     *self,
             GParamSpec          *pspec,
             GtkColumnViewColumn *column)
{
  g_autoptr (GVariant) widths = g_settings_get_value (self->settings, "column-widths");
  GVariantDict dict;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *id = gtk_column_view_column_get_id (column);
  const char *key;
  int width;

  g_variant_dict_init (&dict, NULL);
  g_variant_iter_init (&iter, widths);
  while (g_variant_iter_next (&iter, "{&si}", &key, &width))
    g_variant_dict_insert (&dict, key, "i", width);
  g_variant_dict_insert (&dict, id, "i", gtk_column_view_column_get_fixed_width (column));

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{si}"));
  for (guint i = 0; i < vtr_machine_column_count (); i++)
    if (g_variant_dict_lookup (&dict, vtr_machine_column_get (i)->id, "i", &width))
      g_variant_builder_add (&builder, "{si}", vtr_machine_column_get (i)->id, width);
  g_settings_set_value (self->settings, "column-widths", g_variant_builder_end (&builder));
  g_variant_dict_clear (&dict);
}

static int
remembered_width (VtrMachineTable        *self,
                  const VtrMachineColumn *column)
{
  g_autoptr (GVariant) widths = g_settings_get_value (self->settings, "column-widths");
  int width = column->width;

  if (g_variant_lookup (widths, column->id, "i", &width) && width < NARROWEST)
    return column->width; /* nobody can have dragged it to that */
  return width;
}

static GtkColumnViewColumn *
add_column (VtrMachineTable        *self,
            const VtrMachineColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *result;
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (on_factory_setup_cb), (gpointer) column);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_factory_bind_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_factory_unbind_cb), self,
                           G_CONNECT_SWAPPED);

  result = gtk_column_view_column_new (_(column->title), factory);
  gtk_column_view_column_set_id (result, column->id);
  gtk_column_view_column_set_resizable (result, TRUE);
  gtk_column_view_column_set_expand (result, column->kind == VTR_COLUMN_NAME);
  gtk_column_view_column_set_fixed_width (result, remembered_width (self, column));
  /* The rows sort themselves; this makes the header a button. */
  gtk_column_view_column_set_sorter (result, sorter);
  g_signal_connect_object (result, "notify::fixed-width", G_CALLBACK (on_width_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->view, result);
  return result;
}

static void
on_sorter_changed_cb (VtrMachineTable *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  GtkColumnViewColumn *primary = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean descending
      = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  const VtrMachineColumn *column
      = vtr_machine_column_find (primary != NULL ? gtk_column_view_column_get_id (primary) : NULL);

  vtr_machine_rows_set_order (self->rows, column, descending);
  g_settings_set_string (self->settings, "sort-column", column->id);
  g_settings_set_boolean (self->settings, "sort-descending", descending);
}

static void
restore_order (VtrMachineTable *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "sort-column");
  gboolean descending = g_settings_get_boolean (self->settings, "sort-descending");
  const VtrMachineColumn *column = vtr_machine_column_find (id);

  vtr_machine_rows_set_order (self->rows, column, descending);
  gtk_column_view_sort_by_column (self->view,
                                  self->columns->pdata[column - vtr_machine_column_get (0)],
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* Which columns there are, as a menu */

static void
on_column_state_cb (GSimpleAction *action,
                    GVariant      *value,
                    gpointer       user_data)
{
  VtrMachineTable *self = user_data;
  const char *id = g_action_get_name (G_ACTION (action));
  g_auto (GStrv) visible = g_settings_get_strv (self->settings, "columns-visible");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;

  for (guint i = 0; visible[i] != NULL; i++)
    if (!g_str_equal (visible[i], id))
      g_strv_builder_add (builder, visible[i]);
  if (g_variant_get_boolean (value))
    g_strv_builder_add (builder, id);
  wanted = g_strv_builder_end (builder);

  g_simple_action_set_state (action, value);
  g_settings_set_strv (self->settings, "columns-visible", (const char *const *) wanted);
}

static void
add_column_actions (VtrMachineTable *self)
{
  for (guint i = 0; i < vtr_machine_column_count (); i++)
    {
      const VtrMachineColumn *column = vtr_machine_column_get (i);
      g_autoptr (GSimpleAction) action = NULL;

      if (column->kind == VTR_COLUMN_NAME)
        continue;
      action = g_simple_action_new_stateful (
          column->id, NULL, g_variant_new_boolean (is_wanted (self, column)));
      g_signal_connect_object (action, "change-state", G_CALLBACK (on_column_state_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

/* A value that nobody samples cannot be shown; the menu says where that was decided. */
static void
update_column_menu (VtrMachineTable *self)
{
  g_menu_remove_all (self->column_menu);
  for (guint i = 0; i < vtr_machine_column_count (); i++)
    {
      const VtrMachineColumn *column = vtr_machine_column_get (i);
      gboolean possible = may_sample (self, column);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), column->id);
      g_autofree char *name = g_strdup_printf ("columns.%s", column->id);
      /* Translators: %s is a column, such as “Memory”, whose values are not asked for. */
      g_autofree char *off = g_strdup_printf (_("%s (Off in Preferences)"), _(column->title));

      if (action == NULL)
        continue;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), possible);
      g_menu_append (self->column_menu, possible ? _(column->title) : off, name);
    }
}

static void
on_settings_sampling_cb (VtrMachineTable *self)
{
  update_column_menu (self);
  update_visibility (self);
}

/**
 * vtr_machine_table_get_column_menu:
 * @self: a table
 *
 * Returns: (transfer full): a menu that shows and hides columns, for inside the table's window
 */
GMenuModel *
vtr_machine_table_get_column_menu (VtrMachineTable *self)
{
  return G_MENU_MODEL (g_object_ref (self->column_menu));
}

/* The widget */

static void
on_view_activate_cb (VtrMachineTable *self,
                     guint            position)
{
  g_autoptr (VtrMachine) machine = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  g_signal_emit (self, signals[SIGNAL_ACTIVATE_MACHINE], 0, machine);
}

/* A menu is about the selection, and that is what was pointed at. */
static void
select_for_menu (VtrMachineTable *self,
                 VtrMachine      *machine)
{
  guint position;

  if (machine != NULL && vtr_machine_rows_find (self->rows, machine, &position)
      && !gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->rows), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->rows), position, TRUE);
}

/* The row under the pointer joins the selection's place. */
static void
select_row_at (VtrMachineTable *self,
               double           x,
               double           y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = widget != NULL ? gtk_widget_get_ancestor (widget, VTR_TYPE_MACHINE_CELL) : NULL;
  VtrMachine *machine = NULL;

  /* Between the cell and the row's edge is padding: there the row's first cell answers. */
  for (GtkWidget *w = widget; cell == NULL && w != NULL && w != GTK_WIDGET (self->view);
       w = gtk_widget_get_parent (w))
    {
      GtkWidget *child = gtk_widget_get_first_child (w);

      if (child != NULL && VTR_IS_MACHINE_CELL (child))
        cell = child;
    }
  if (cell != NULL)
    machine = vtr_machine_cell_get_machine (VTR_MACHINE_CELL (cell));
  select_for_menu (self, machine);
}

static void
on_secondary_pressed_cb (VtrMachineTable *self,
                         int              n_press,
                         double           x,
                         double           y,
                         GtkGesture      *gesture)
{
  select_row_at (self, x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[SIGNAL_CONTEXT_MENU], 0, x, y);
}

static void
on_settings_columns_cb (VtrMachineTable *self,
                        const char      *key)
{
  for (guint i = 0; i < vtr_machine_column_count (); i++)
    {
      const VtrMachineColumn *column = vtr_machine_column_get (i);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), column->id);

      if (action != NULL)
        g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                   g_variant_new_boolean (is_wanted (self, column)));
    }
  update_visibility (self);
}

/* What comes before the first row while nobody has scrolled is the new first row, and not something
 * above what is seen. */
static void
on_rows_items_changed_cb (VtrMachineTable *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (!self->was_scrolled && gtk_adjustment_get_value (adjustment) == 0
      && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    gtk_column_view_scroll_to (self->view, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

/**
 * vtr_machine_table_set_rows:
 * @self: a new table
 * @rows: what it shows
 * @settings: what remembers its columns
 */
void
vtr_machine_table_set_rows (VtrMachineTable *self,
                            VtrMachineRows  *rows,
                            GSettings       *settings)
{
  g_return_if_fail (self->rows == NULL);

  self->rows = g_object_ref (rows);
  self->settings = g_object_ref (settings);
  self->columns = g_ptr_array_new ();
  for (guint i = 0; i < vtr_machine_column_count (); i++)
    g_ptr_array_add (self->columns, add_column (self, vtr_machine_column_get (i)));
  add_column_actions (self);
  update_column_menu (self);
  update_visibility (self);
  restore_order (self);

  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "machine-changed", G_CALLBACK (on_rows_machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "host-changed", G_CALLBACK (on_rows_host_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::columns-visible",
                           G_CALLBACK (on_settings_columns_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::sample-memory", G_CALLBACK (on_settings_sampling_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::sample-disk", G_CALLBACK (on_settings_sampling_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::sample-network",
                           G_CALLBACK (on_settings_sampling_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (rows));
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (on_rows_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Selects the row that has the keyboard, unless it is a part of the selection. */
void
vtr_machine_table_select_focused (VtrMachineTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  VtrNameCell *cell = root != NULL ? name_cell_around (self, gtk_root_get_focus (root)) : NULL;

  if (cell != NULL)
    select_for_menu (self, vtr_machine_cell_get_machine (VTR_MACHINE_CELL (cell)));
}

/* Gives the keyboard to the row that had it last: the rows stand below the titles. */
void
vtr_machine_table_focus (VtrMachineTable *self)
{
  gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->view)));
}

/* Selects that row and brings it into view. */
void
vtr_machine_table_scroll_to (VtrMachineTable *self,
                             guint            position)
{
  self->was_scrolled = TRUE;
  gtk_column_view_scroll_to (self->view, position, NULL,
                             GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

static void
vtr_machine_table_dispose (GObject *object)
{
  VtrMachineTable *self = VTR_MACHINE_TABLE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < N_LENT; i++)
    lend_actions (self, i, NULL);
  g_hash_table_remove_all (self->cells);
  g_clear_pointer (&child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_MACHINE_TABLE);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_object (&self->rows);
  g_clear_object (&self->settings);
  g_clear_object (&self->actions);
  g_clear_object (&self->column_menu);
  for (guint i = 0; i < N_LENT; i++)
    g_clear_object (&self->actions_of[i]);

  G_OBJECT_CLASS (vtr_machine_table_parent_class)->dispose (object);
}

static void
vtr_machine_table_finalize (GObject *object)
{
  g_hash_table_unref (VTR_MACHINE_TABLE (object)->cells);

  G_OBJECT_CLASS (vtr_machine_table_parent_class)->finalize (object);
}

static void
vtr_machine_table_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ROOM:
      g_value_set_int (value, VTR_MACHINE_TABLE (object)->room);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machine_table_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VtrMachineTable *self = VTR_MACHINE_TABLE (object);

  switch (prop_id)
    {
    case PROP_ROOM:
      if (self->room == g_value_get_int (value))
        return;
      self->room = g_value_get_int (value);
      update_visibility (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machine_table_class_init (VtrMachineTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_machine_table_dispose;
  object_class->finalize = vtr_machine_table_finalize;
  object_class->get_property = vtr_machine_table_get_property;
  object_class->set_property = vtr_machine_table_set_property;
  widget_class->root = vtr_machine_table_root;
  widget_class->unroot = vtr_machine_table_unroot;

  properties[PROP_ROOM] = g_param_spec_int (
      "room", NULL, NULL, 0, 4, 4,
      (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ACTIVATE_MACHINE]
      = g_signal_new ("activate-machine", VTR_TYPE_MACHINE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, VTR_TYPE_MACHINE);
  signals[SIGNAL_CONTEXT_MENU]
      = g_signal_new ("context-menu", VTR_TYPE_MACHINE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_NEEDS_CHANGED]
      = g_signal_new ("needs-changed", VTR_TYPE_MACHINE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machines/vtr-machine-table.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrMachineTable, view);
  gtk_widget_class_bind_template_callback (widget_class, on_view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
}

static void
vtr_machine_table_init (VtrMachineTable *self)
{
  self->room = 4;
  self->cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->actions = g_simple_action_group_new ();
  self->column_menu = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
