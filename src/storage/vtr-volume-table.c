/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-volume-table.h"

#include <glib/gi18n-lib.h>

#include "vtr-storage-text.h"

typedef enum
{
  COLUMN_NAME,
  COLUMN_FORMAT,
  COLUMN_SIZE,
  COLUMN_ALLOCATION,
  COLUMN_USERS,
  N_COLUMNS
} Column;

struct _VtrVolumeTable
{
  GtkWidget           parent_instance;

  /* template children */
  GtkScrolledWindow  *scroller;
  GtkColumnView      *view;

  /* owned */
  VtrPool            *pool;
  GtkStringFilter    *words;
  GtkCustomFilter    *tested;
  GtkFilterListModel *filtered;
  GtkSelectionModel  *selection;
  GtkColumnViewColumn *columns[N_COLUMNS];
  char               *to_select; /* as soon as it is there */

  /* borrowed */
  VtrStorage         *storage;

  /* state */
  VtrVolumeTest       test;
  guint               want_source;
  gboolean            narrow;
};

enum
{
  PROP_0,
  PROP_POOL,
  PROP_NARROW,
  PROP_N_SELECTED,
  N_PROPS
};

enum
{
  SIGNAL_ACTIVATE_VOLUME,
  SIGNAL_CONTEXT_MENU,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrVolumeTable, vtr_volume_table, GTK_TYPE_WIDGET)

static char *
describe_name (VtrVolume *volume)
{
  return g_strdup (vtr_volume_get_name (volume));
}

static char *
describe_users (VtrVolume *volume)
{
  char *users = vtr_volume_describe_users (volume);

  return users != NULL ? users : g_strdup ("");
}

/* In the order of Column. */
static const struct
{
  const char *title;
  char     *(*describe) (VtrVolume *volume);
  const char *sort_by; /* a property; NULL: not at all */
  gboolean    numeric;
  guint       n_chars;
} columns[N_COLUMNS] = {
  { N_("Name"), describe_name, "name", FALSE, 24 },
  { N_("Format"), vtr_volume_describe_format, "format", FALSE, 10 },
  { N_("Size"), vtr_volume_describe_size, "capacity", TRUE, 10 },
  /* Translators: the heading of a column, for how much of the storage a volume really takes. */
  { N_("Taken"), vtr_volume_describe_allocation, "allocation", TRUE, 10 },
  { N_("Used By"), describe_users, NULL, FALSE, 16 },
};

/* Cells: a label that follows the volume that it shows. The name also asks for what is to be shown,
 * and holds the rest where there is one column only. */

static void
update_cell (GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  VtrVolume *volume = gtk_list_item_get_item (item);
  Column column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "column"));
  GtkWidget *first = column == COLUMN_NAME ? gtk_widget_get_first_child (cell) : cell;
  GtkWidget *rest = column == COLUMN_NAME ? gtk_widget_get_last_child (cell) : NULL;
  g_autofree char *text = columns[column].describe (volume);

  gtk_inscription_set_text (GTK_INSCRIPTION (first), text);
  if (rest != NULL && gtk_widget_get_visible (rest))
    {
      g_autofree char *words = vtr_volume_describe (volume);

      gtk_inscription_set_text (GTK_INSCRIPTION (rest), words);
    }
}

/* Asked for when it is looked at: setting it for each cell would cost more than drawing it. */
static gboolean
on_query_tooltip_cb (GtkListItem *item,
                     int          x,
                     int          y,
                     gboolean     keyboard,
                     GtkTooltip  *tooltip)
{
  VtrVolume *volume = gtk_list_item_get_item (item);
  Column column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "column"));
  g_autofree char *text = NULL;

  if (volume == NULL)
    return FALSE;

  text = column == COLUMN_NAME ? g_strdup (vtr_volume_get_path (volume))
                               : columns[column].describe (volume);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && text[0] != '\0';
}

/* Reading: a list keeps many more rows than are seen, so that it is the place of the scroll bar that
 * tells which are. */

static gboolean
want_cb (gpointer user_data)
{
  VtrVolumeTable *self = user_data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  double upper = gtk_adjustment_get_upper (place);
  guint n_rows = vtr_volume_table_get_n_rows (self);
  double row = upper > 0 && n_rows > 0 ? upper / n_rows : 1;
  guint first = (guint) (gtk_adjustment_get_value (place) / row);
  guint last = first + (guint) (gtk_adjustment_get_page_size (place) / row) + 2;

  self->want_source = 0;
  for (guint i = MIN (last, n_rows); i > first; i--)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (G_LIST_MODEL (self->selection), i - 1);

      vtr_volume_want (volume);
    }
  return G_SOURCE_REMOVE;
}

static void
want_soon (VtrVolumeTable *self)
{
  if (self->want_source == 0 && self->scroller != NULL)
    self->want_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, want_cb, self, NULL);
}

/* Read again after a reload, for as long as it is shown. */
static void
on_load_state_cb (VtrVolume   *volume,
                  GParamSpec  *pspec,
                  GtkListItem *item)
{
  Column column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "column"));
  VtrLoadState state = vtr_volume_get_load_state (volume);

  if (state == VTR_LOAD_DONE || state == VTR_LOAD_FAILED)
    update_cell (item);
  if (column == COLUMN_NAME && state == VTR_LOAD_NONE)
    want_soon (g_object_get_data (G_OBJECT (item), "table"));
}

/* An inscription has the room that its column gives it: what changes in it is drawn, and nothing has
 * to be laid out anew. */
static GtkWidget *
make_inscription (Column column)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);
  gboolean from_right = gtk_widget_get_direction (inscription) == GTK_TEXT_DIR_RTL;

  /* Unlike a label it counts from the left, whichever way the words run. */
  gtk_inscription_set_xalign (GTK_INSCRIPTION (inscription),
                              columns[column].numeric != from_right ? 1 : 0);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), columns[column].n_chars / 2);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), columns[column].n_chars);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  if (columns[column].numeric)
    gtk_widget_add_css_class (inscription, "numeric");
  return inscription;
}

static void
on_shown_cb (GtkListItem *item)
{
  if (gtk_list_item_get_item (item) != NULL)
    update_cell (item);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  column)
{
  VtrVolumeTable *self = g_object_get_data (G_OBJECT (factory), "table");
  gboolean is_name = GPOINTER_TO_UINT (column) == COLUMN_NAME;
  GtkWidget *cell = make_inscription (GPOINTER_TO_UINT (column));

  g_object_set_data (G_OBJECT (item), "column", column);
  g_object_set_data (G_OBJECT (item), "table", self);
  if (is_name)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *rest = make_inscription (COLUMN_NAME);

      gtk_widget_add_css_class (rest, "caption");
      gtk_widget_add_css_class (rest, "dim-label");
      gtk_box_append (GTK_BOX (box), cell);
      gtk_box_append (GTK_BOX (box), rest);
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      g_object_bind_property (self, "narrow", rest, "visible", G_BINDING_SYNC_CREATE);
      g_signal_connect_object (rest, "notify::visible", G_CALLBACK (on_shown_cb), item,
                               G_CONNECT_SWAPPED);
      cell = box;
    }
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect_object (cell, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), item,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            gpointer                  column)
{
  VtrVolumeTable *self = g_object_get_data (G_OBJECT (factory), "table");
  VtrVolume *volume = gtk_list_item_get_item (item);

  update_cell (item);
  g_signal_connect (volume, "notify::load-state", G_CALLBACK (on_load_state_cb), item);
  if (GPOINTER_TO_UINT (column) == COLUMN_NAME)
    want_soon (self);
  if (GPOINTER_TO_UINT (column) == COLUMN_USERS && self->storage != NULL)
    g_signal_connect_object (self->storage, "usage-changed", G_CALLBACK (on_shown_cb), item,
                             G_CONNECT_SWAPPED);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  column)
{
  VtrVolumeTable *self = g_object_get_data (G_OBJECT (factory), "table");
  VtrVolume *volume = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_func (volume, on_load_state_cb, item);
  if (GPOINTER_TO_UINT (column) == COLUMN_NAME)
    vtr_volume_unwant (volume);
  if (GPOINTER_TO_UINT (column) == COLUMN_USERS && self->storage != NULL)
    g_signal_handlers_disconnect_by_func (self->storage, on_shown_cb, item);
}

/* Sorting */

/* By what is not known of all yet: everything is read, and the order settles. */
static void
on_sorter_changed_cb (VtrVolumeTable *self)
{
  GtkSorter *sorter = self->view != NULL ? gtk_column_view_get_sorter (self->view) : NULL;
  GtkColumnViewColumn *primary = NULL;

  if (sorter != NULL)
    primary = gtk_column_view_sorter_get_primary_sort_column (GTK_COLUMN_VIEW_SORTER (sorter));
  if (self->pool != NULL && primary != NULL && primary != self->columns[COLUMN_NAME])
    vtr_pool_want_all_details (self->pool);
}

static GtkSorter *
make_sorter (Column column)
{
  GtkExpression *value
      = gtk_property_expression_new (VTR_TYPE_VOLUME, NULL, columns[column].sort_by);

  return columns[column].numeric ? GTK_SORTER (gtk_numeric_sorter_new (value))
                                 : GTK_SORTER (gtk_string_sorter_new (value));
}

static void
add_column (VtrVolumeTable *self,
            Column          which)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "table", self);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GUINT_TO_POINTER (which));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GUINT_TO_POINTER (which));
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), GUINT_TO_POINTER (which));
  column = gtk_column_view_column_new (_(columns[which].title), factory);
  gtk_column_view_column_set_expand (column, which == COLUMN_NAME);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (columns[which].sort_by != NULL)
    {
      g_autoptr (GtkSorter) sorter = make_sorter (which);

      gtk_column_view_column_set_sorter (column, sorter);
    }
  if (which != COLUMN_NAME)
    g_object_bind_property (self, "narrow", column, "visible",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_column_view_append_column (self->view, column);
  self->columns[which] = column;
}

/* Selection */

static void
on_selection_cb (VtrVolumeTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
select_pending (VtrVolumeTable *self)
{
  for (guint i = 0; self->to_select != NULL && i < vtr_volume_table_get_n_rows (self); i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (!g_str_equal (vtr_volume_get_name (volume), self->to_select))
        continue;
      g_clear_pointer (&self->to_select, g_free);
      gtk_column_view_scroll_to (self->view, i, NULL, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS,
                                 NULL);
    }
}

static void
set_selection (VtrVolumeTable    *self,
               GtkSelectionModel *selection)
{
  self->selection = selection;
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (on_selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (select_pending), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_column_view_set_model (self->view, selection);
}

static void
on_activate_cb (VtrVolumeTable *self,
                guint           position)
{
  g_autoptr (VtrVolume) volume = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (volume != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATE_VOLUME], 0, volume);
}

static void
on_pressed_cb (VtrVolumeTable *self,
               int             n_press,
               double          x,
               double          y)
{
  g_signal_emit (self, signals[SIGNAL_CONTEXT_MENU], 0, x, y);
}

/* With the keyboard the menu stands at the row that has it, or in the corner. */
static gboolean
open_menu (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  VtrVolumeTable *self = VTR_VOLUME_TABLE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget)
      && !gtk_widget_compute_bounds (focus, widget, &bounds))
    bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  g_signal_emit (self, signals[SIGNAL_CONTEXT_MENU], 0, (double) bounds.origin.x + 24,
                 (double) bounds.origin.y + bounds.size.height);
  return TRUE;
}

static gboolean
match (gpointer volume,
       gpointer user_data)
{
  VtrVolumeTable *self = user_data;

  return self->test == NULL || self->test (volume);
}

static void
build_models (VtrVolumeTable *self)
{
  GtkExpression *name = gtk_property_expression_new (VTR_TYPE_VOLUME, NULL, "name");
  GtkEveryFilter *every = gtk_every_filter_new ();
  GtkSortListModel *sorted;

  self->words = gtk_string_filter_new (name);
  gtk_string_filter_set_match_mode (self->words, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  self->tested = gtk_custom_filter_new (match, self, NULL);
  gtk_multi_filter_append (GTK_MULTI_FILTER (every), GTK_FILTER (g_object_ref (self->words)));
  gtk_multi_filter_append (GTK_MULTI_FILTER (every), GTK_FILTER (g_object_ref (self->tested)));
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (every));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  set_selection (self, GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (sorted))));
}

static void
vtr_volume_table_dispose (GObject *object)
{
  VtrVolumeTable *self = VTR_VOLUME_TABLE (object);

  vtr_volume_table_set_pool (self, NULL);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_VOLUME_TABLE);
  g_clear_handle_id (&self->want_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->tested);
  g_clear_object (&self->words);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (vtr_volume_table_parent_class)->dispose (object);
}

static void
vtr_volume_table_finalize (GObject *object)
{
  VtrVolumeTable *self = VTR_VOLUME_TABLE (object);

  g_free (self->to_select);

  G_OBJECT_CLASS (vtr_volume_table_parent_class)->finalize (object);
}

static void
vtr_volume_table_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VtrVolumeTable *self = VTR_VOLUME_TABLE (object);

  switch (prop_id)
    {
    case PROP_POOL:
      g_value_set_object (value, self->pool);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_N_SELECTED:
      {
        g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

        g_value_set_uint (value, (guint) gtk_bitset_get_size (selected));
        break;
      }
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_volume_table_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VtrVolumeTable *self = VTR_VOLUME_TABLE (object);

  switch (prop_id)
    {
    case PROP_POOL:
      vtr_volume_table_set_pool (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_volume_table_class_init (VtrVolumeTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_volume_table_dispose;
  object_class->finalize = vtr_volume_table_finalize;
  object_class->get_property = vtr_volume_table_get_property;
  object_class->set_property = vtr_volume_table_set_property;

  properties[PROP_POOL] = g_param_spec_object ("pool", NULL, NULL, VTR_TYPE_POOL, writable);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, writable);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ACTIVATE_VOLUME]
      = g_signal_new ("activate-volume", VTR_TYPE_VOLUME_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, VTR_TYPE_VOLUME);
  signals[SIGNAL_CONTEXT_MENU]
      = g_signal_new ("context-menu", VTR_TYPE_VOLUME_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/storage/vtr-volume-table.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeTable, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, open_menu, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, open_menu, NULL);
}

static void
vtr_volume_table_init (VtrVolumeTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  gtk_column_view_sort_by_column (self->view, self->columns[COLUMN_NAME], GTK_SORT_ASCENDING);
  build_models (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (want_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (want_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
vtr_volume_table_new (void)
{
  return g_object_new (VTR_TYPE_VOLUME_TABLE, NULL);
}

/**
 * vtr_volume_table_set_pool:
 * @self: a table
 * @pool: (nullable): whose volumes it shows
 */
void
vtr_volume_table_set_pool (VtrVolumeTable *self,
                           VtrPool        *pool)
{
  VtrPool *old = self->pool;

  if (old == pool)
    return;

  self->pool = pool != NULL ? g_object_ref (pool) : NULL;
  if (self->filtered != NULL)
    gtk_filter_list_model_set_model (self->filtered, NULL);
  self->storage = pool != NULL ? vtr_pool_get_storage (pool) : NULL;
  if (self->filtered != NULL && pool != NULL)
    gtk_filter_list_model_set_model (self->filtered, vtr_pool_get_volumes (pool));
  if (pool != NULL)
    vtr_pool_want_volumes (pool);
  g_clear_object (&old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POOL]);
}

void
vtr_volume_table_set_search (VtrVolumeTable *self,
                             const char     *words)
{
  gtk_string_filter_set_search (self->words, words);
}

/**
 * vtr_volume_table_set_test:
 * @self: a table
 * @test: (nullable): which volumes to show
 */
void
vtr_volume_table_set_test (VtrVolumeTable *self,
                           VtrVolumeTest   test)
{
  self->test = test;
  gtk_filter_changed (GTK_FILTER (self->tested), GTK_FILTER_CHANGE_DIFFERENT);
}

/* One volume at most can be chosen from now on. */
void
vtr_volume_table_set_single (VtrVolumeTable *self)
{
  GListModel *sorted = gtk_multi_selection_get_model (GTK_MULTI_SELECTION (self->selection));
  GtkSingleSelection *single = gtk_single_selection_new (g_object_ref (sorted));
  g_autoptr (GtkSelectionModel) old = self->selection;

  gtk_single_selection_set_autoselect (single, FALSE);
  gtk_single_selection_set_can_unselect (single, TRUE);
  g_signal_handlers_disconnect_by_data (old, self);
  set_selection (self, GTK_SELECTION_MODEL (single));
}

guint
vtr_volume_table_get_n_rows (VtrVolumeTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/**
 * vtr_volume_table_get_selected:
 * @self: a table
 *
 * Returns: (transfer full) (element-type VtrVolume): what is selected
 */
GPtrArray *
vtr_volume_table_get_selected (VtrVolumeTable *self)
{
  GPtrArray *volumes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter iter;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, selected, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (volumes, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
  return volumes;
}

/* Selects and shows a volume, now or as soon as it is on the list. */
gboolean
vtr_volume_table_select (VtrVolumeTable *self,
                         const char     *name)
{
  g_set_str (&self->to_select, name);
  select_pending (self);
  return self->to_select == NULL;
}
