/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-rows.h"

#include "vtr-machine-row.h"

/* Above this many changes at once the model tells "all is new" instead of each by itself. */
#define MANY 16

/* A view makes some two hundred rows of widgets at once when a long list appears, and stalls over it.
 * So a list that is all new appears in steps, a frame between them; what is beyond the last step costs
 * a view nothing. */
#define STEP 32
#define LAST_STEP 256

/* When many hosts answer together, what they bring is shown together. */
#define ARRIVAL_MS 100

struct _VtrMachineRows
{
  GObject                 parent_instance;

  /* owned */
  VtrFleet               *fleet;
  GSequence              *shown;  /* VtrMachineRow, in order; borrowed from known */
  GHashTable             *known;  /* VtrMachine -> VtrMachineRow: all of the fleet */
  GPtrArray              *hosts;  /* VtrHost that are listened to */
  char                  **words;  /* NULL: no search */

  /* borrowed */
  VtrHost                *host; /* of VTR_SCOPE_HOST */
  const VtrMachineColumn *column;

  /* state */
  VtrScope                scope;
  guint                   n_selected;
  guint                   limit; /* how many rows views know of; G_MAXUINT: of all */
  guint                   growing;
  guint                   arriving; /* some of the known are not shown yet */
  gboolean                descending;
};

enum
{
  PROP_0,
  PROP_N_ROWS,
  PROP_N_SELECTED,
  N_PROPS
};

enum
{
  SIGNAL_MACHINE_CHANGED,
  SIGNAL_HOST_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The list */

static GType
vtr_machine_rows_get_item_type (GListModel *model)
{
  return VTR_TYPE_MACHINE;
}

static guint
vtr_machine_rows_get_n_items (GListModel *model)
{
  return MIN (vtr_machine_rows_get_n_rows (VTR_MACHINE_ROWS (model)), VTR_MACHINE_ROWS (model)->limit);
}

static VtrMachineRow *
row_at (VtrMachineRows *self,
        guint           position)
{
  GSequenceIter *iter = g_sequence_get_iter_at_pos (self->shown, (int) position);

  return g_sequence_iter_is_end (iter) ? NULL : g_sequence_get (iter);
}

static gpointer
vtr_machine_rows_get_item (GListModel *model,
                           guint       position)
{
  VtrMachineRow *row = row_at (VTR_MACHINE_ROWS (model), position);

  return row != NULL && position < vtr_machine_rows_get_n_items (model)
             ? g_object_ref (row->machine)
             : NULL;
}

static void
vtr_machine_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = vtr_machine_rows_get_item_type;
  iface->get_n_items = vtr_machine_rows_get_n_items;
  iface->get_item = vtr_machine_rows_get_item;
}

/* The selection */

static gboolean
vtr_machine_rows_is_selected (GtkSelectionModel *model,
                              guint              position)
{
  VtrMachineRow *row = row_at (VTR_MACHINE_ROWS (model), position);

  return row != NULL && row->selected;
}

static void
set_n_selected (VtrMachineRows *self,
                guint           n_selected)
{
  self->n_selected = n_selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* One walk over the rows that are meant. */
static gboolean
vtr_machine_rows_set_selection (GtkSelectionModel *model,
                                GtkBitset         *selected,
                                GtkBitset         *mask)
{
  VtrMachineRows *self = VTR_MACHINE_ROWS (model);
  guint n_items = vtr_machine_rows_get_n_items (G_LIST_MODEL (self));
  guint n_selected = self->n_selected;
  guint first = G_MAXUINT;
  guint last = 0;
  GtkBitsetIter iter;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, mask, &position);
       valid && position < n_items; valid = gtk_bitset_iter_next (&iter, &position))
    {
      VtrMachineRow *row = row_at (self, position);
      gboolean wanted = gtk_bitset_contains (selected, position);

      if (row->selected == wanted)
        continue;
      row->selected = wanted;
      n_selected += wanted ? 1 : -1;
      first = MIN (first, position);
      last = MAX (last, position);
    }

  if (first <= last)
    {
      gtk_selection_model_selection_changed (model, first, last - first + 1);
      set_n_selected (self, n_selected);
    }
  return TRUE;
}

static void
vtr_machine_rows_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = vtr_machine_rows_is_selected;
  iface->set_selection = vtr_machine_rows_set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (
    VtrMachineRows, vtr_machine_rows, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, vtr_machine_rows_list_model_init)
        G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, vtr_machine_rows_selection_model_init))

/* Order */

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  VtrMachineRows *self = user_data;
  const VtrMachineRow *left = a;
  const VtrMachineRow *right = b;
  gboolean left_has = vtr_machine_column_has_value (self->column, left->machine);
  gboolean right_has = vtr_machine_column_has_value (self->column, right->machine);
  int result = 0;

  if (left_has != right_has)
    return left_has ? -1 : 1;

  if (self->column->compare != NULL)
    result = self->column->compare (left->machine, right->machine);
  else
    result = strcmp (left->order, right->order);
  if (self->descending)
    result = -result;

  /* Equal ones never trade places, whichever way the table is turned. */
  if (result == 0)
    result = strcmp (left->order, right->order);
  if (result == 0)
    result = g_strcmp0 (vtr_machine_get_uuid (left->machine), vtr_machine_get_uuid (right->machine));
  return result != 0 ? result : (left < right ? -1 : left > right ? 1 : 0);
}

/* One row came or went at @position; beyond the limit nobody needs to know. */
static void
row_changed (VtrMachineRows *self,
             guint           position,
             int             difference)
{
  if (position < self->limit)
    {
      if (self->limit != G_MAXUINT)
        self->limit += (guint) difference;
      g_list_model_items_changed (G_LIST_MODEL (self), position, difference < 0 ? 1 : 0,
                                  difference > 0 ? 1 : 0);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROWS]);
}

static gboolean
grow_cb (gpointer user_data)
{
  VtrMachineRows *self = user_data;
  guint before = vtr_machine_rows_get_n_items (G_LIST_MODEL (self));
  guint after;

  self->limit = self->limit + STEP < LAST_STEP ? self->limit + STEP : G_MAXUINT;
  after = vtr_machine_rows_get_n_items (G_LIST_MODEL (self));
  if (after > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, after - before);
  if (self->limit != G_MAXUINT)
    return G_SOURCE_CONTINUE;

  self->growing = 0;
  return G_SOURCE_REMOVE;
}

/* Everything is new; @before is how many rows views knew of. */
static void
all_changed (VtrMachineRows *self,
             guint           before,
             gboolean        from_the_top)
{
  if (from_the_top && vtr_machine_rows_get_n_rows (self) > STEP)
    {
      self->limit = STEP;
      if (self->growing == 0)
        self->growing = g_idle_add (grow_cb, self);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before,
                              vtr_machine_rows_get_n_items (G_LIST_MODEL (self)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROWS]);
}

static gboolean
in_scope (VtrMachineRows *self,
          VtrMachineRow  *row)
{
  switch (self->scope)
    {
    case VTR_SCOPE_ALL:
      break;
    case VTR_SCOPE_RUNNING:
      if (!vtr_machine_is_active (row->machine))
        return FALSE;
      break;
    case VTR_SCOPE_ATTENTION:
      if (!vtr_machine_needs_attention (row->machine))
        return FALSE;
      break;
    case VTR_SCOPE_HOST:
      if (vtr_machine_get_host (row->machine) != self->host)
        return FALSE;
      break;
    default:
      g_assert_not_reached ();
    }

  return vtr_machine_row_matches (row, (const char *const *) self->words);
}

/* What is not shown is not selected: a person must see what an action will reach. */
static void
deselect (VtrMachineRows *self,
          VtrMachineRow  *row)
{
  if (!row->selected)
    return;

  row->selected = FALSE;
  set_n_selected (self, self->n_selected - 1);
}

static void
hide (VtrMachineRows *self,
      VtrMachineRow  *row)
{
  guint position = (guint) g_sequence_iter_get_position (row->iter);

  g_sequence_remove (g_steal_pointer (&row->iter));
  deselect (self, row);
  row_changed (self, position, -1);
}

static void
show (VtrMachineRows *self,
      VtrMachineRow  *row)
{
  row->iter = g_sequence_insert_sorted (self->shown, row, compare_rows, self);
  row_changed (self, (guint) g_sequence_iter_get_position (row->iter), 1);
}

static gboolean
in_order (VtrMachineRows *self,
          VtrMachineRow  *row)
{
  GSequenceIter *next = g_sequence_iter_next (row->iter);
  GSequenceIter *previous = g_sequence_iter_prev (row->iter);

  return (g_sequence_iter_is_begin (row->iter)
          || compare_rows (g_sequence_get (previous), row, self) < 0)
         && (g_sequence_iter_is_end (next) || compare_rows (row, g_sequence_get (next), self) < 0);
}

static void
reposition (VtrMachineRows *self,
            VtrMachineRow  *row)
{
  guint position;

  if (in_order (self, row))
    return;

  position = (guint) g_sequence_iter_get_position (row->iter);
  g_sequence_remove (g_steal_pointer (&row->iter));
  row_changed (self, position, -1);
  show (self, row);
}

/* Brings one row to where it belongs, if it belongs anywhere. */
static void
settle (VtrMachineRows *self,
        VtrMachineRow  *row)
{
  gboolean wanted = in_scope (self, row);

  if (wanted && row->iter == NULL)
    show (self, row);
  else if (!wanted && row->iter != NULL)
    hide (self, row);
  else if (wanted)
    reposition (self, row);
}

/* Works everything out anew, with one signal. */
static void
rebuild (VtrMachineRows *self)
{
  guint removed = vtr_machine_rows_get_n_items (G_LIST_MODEL (self));
  GHashTableIter iter;
  gpointer value;

  g_sequence_remove_range (g_sequence_get_begin_iter (self->shown),
                           g_sequence_get_end_iter (self->shown));
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      VtrMachineRow *row = value;

      row->iter = NULL;
      if (in_scope (self, row))
        row->iter = g_sequence_insert_sorted (self->shown, row, compare_rows, self);
      else
        deselect (self, row);
    }
  all_changed (self, removed, TRUE);
}

/* The fleet */

static void
forget (VtrMachineRows *self,
        VtrMachine     *machine)
{
  VtrMachineRow *row = g_hash_table_lookup (self->known, machine);

  if (row == NULL)
    return;

  if (row->iter != NULL)
    hide (self, row);
  g_hash_table_remove (self->known, machine);
}

static void
on_host_machine_changed_cb (VtrMachineRows *self,
                            VtrMachine     *machine,
                            guint           change)
{
  VtrMachineRow *row = g_hash_table_lookup (self->known, machine);

  if (row == NULL)
    return;
  if (change & VTR_MACHINE_REMOVED)
    {
      forget (self, machine);
      return;
    }

  if (change & VTR_MACHINE_CHANGED_DETAILS)
    vtr_machine_row_renew (row);
  settle (self, row);
  if (row->iter != NULL)
    g_signal_emit (self, signals[SIGNAL_MACHINE_CHANGED], 0, machine, change);
}

/* A host that was disconnected takes all of its machines away at once. */
static void
forget_host (VtrMachineRows *self,
             GListModel     *machines)
{
  GHashTableIter iter;
  gpointer value;
  guint removed = vtr_machine_rows_get_n_items (G_LIST_MODEL (self));

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      VtrMachineRow *row = value;
      VtrHost *host = vtr_machine_get_host (row->machine);

      if (host != NULL && vtr_host_get_machines (host) != machines)
        continue;
      if (row->iter != NULL)
        g_sequence_remove (row->iter);
      deselect (self, row);
      g_hash_table_iter_remove (&iter);
    }
  all_changed (self, removed, FALSE);
}

static VtrMachineRow *
learn (VtrMachineRows *self,
       VtrMachine     *machine)
{
  VtrMachineRow *row = vtr_machine_row_new (machine);

  g_hash_table_insert (self->known, machine, row);
  return row;
}

/* Views hear of the stretch in which rows came: machines of one host often have names of one kind. */
static void
stretch_changed (VtrMachineRows *self,
                 guint           first,
                 guint           last,
                 guint           added)
{
  if (self->limit != G_MAXUINT || vtr_machine_rows_get_n_rows (self) == added)
    {
      all_changed (self, MIN (vtr_machine_rows_get_n_rows (self) - added, self->limit), TRUE);
      return;
    }

  g_list_model_items_changed (G_LIST_MODEL (self), first, last - first + 1 - added, last - first + 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROWS]);
}

/* Shows what has arrived. */
static void
admit (VtrMachineRows *self)
{
  guint first = G_MAXUINT, last = 0, added = 0;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->arriving, g_source_remove);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      VtrMachineRow *row = value;

      if (row->iter != NULL || !in_scope (self, row))
        continue;
      row->iter = g_sequence_insert_sorted (self->shown, row, compare_rows, self);
      g_ptr_array_add (rows, row);
    }

  added = rows->len;
  for (guint i = 0; i < added; i++)
    {
      guint position
          = (guint) g_sequence_iter_get_position (((VtrMachineRow *) rows->pdata[i])->iter);

      first = MIN (first, position);
      last = MAX (last, position);
    }
  if (added > 0)
    stretch_changed (self, first, last, added);
}

static gboolean
admit_cb (gpointer user_data)
{
  VtrMachineRows *self = user_data;

  self->arriving = 0;
  admit (self);
  return G_SOURCE_REMOVE;
}

static void
on_fleet_complete_cb (VtrMachineRows *self)
{
  if (self->arriving != 0)
    admit (self);
}

static void
add_many (VtrMachineRows *self,
          GListModel     *machines,
          guint           position,
          guint           added)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, position + i);

      learn (self, machine);
    }

  if (vtr_machine_rows_get_n_rows (self) == 0)
    admit (self);
  else if (added > 0 && self->arriving == 0)
    self->arriving = g_timeout_add (ARRIVAL_MS, admit_cb, self);
}

static void
on_machines_changed_cb (VtrMachineRows *self,
                        guint           position,
                        guint           removed,
                        guint           added,
                        GListModel     *machines)
{
  /* A single one was announced before it left, see VTR_MACHINE_REMOVED. */
  if (removed > 0 && g_list_model_get_n_items (machines) == added)
    forget_host (self, machines);

  if (added > MANY)
    {
      add_many (self, machines, position, added);
      return;
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, position + i);

      settle (self, learn (self, machine));
    }
}

static void
on_host_title_cb (VtrMachineRows *self,
                  GParamSpec     *pspec,
                  VtrHost        *host)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (vtr_machine_get_host (((VtrMachineRow *) value)->machine) == host)
      vtr_machine_row_renew (value);
  rebuild (self);
}

static void
on_host_state_cb (VtrMachineRows *self,
                  GParamSpec     *pspec,
                  VtrHost        *host)
{
  g_signal_emit (self, signals[SIGNAL_HOST_CHANGED], 0, host);
}

static void
listen (VtrMachineRows *self,
        VtrHost        *host)
{
  GListModel *machines = vtr_host_get_machines (host);

  g_ptr_array_add (self->hosts, g_object_ref (host));
  g_signal_connect_object (host, "machine-changed", G_CALLBACK (on_host_machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::title", G_CALLBACK (on_host_title_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::state", G_CALLBACK (on_host_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (machines, "items-changed", G_CALLBACK (on_machines_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_many (self, machines, 0, g_list_model_get_n_items (machines));
}

static void
stop_listening (VtrMachineRows *self,
                VtrHost        *host)
{
  g_signal_handlers_disconnect_by_data (host, self);
  g_signal_handlers_disconnect_by_data (vtr_host_get_machines (host), self);
  forget_host (self, vtr_host_get_machines (host));
  if (self->host == host)
    self->host = NULL;
  g_ptr_array_remove (self->hosts, host);
}

static void
on_hosts_changed_cb (VtrMachineRows *self)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      g_hash_table_add (present, host);
      if (!g_ptr_array_find (self->hosts, host, NULL))
        listen (self, host);
    }
  for (guint i = self->hosts->len; i > 0; i--)
    if (!g_hash_table_contains (present, self->hosts->pdata[i - 1]))
      stop_listening (self, self->hosts->pdata[i - 1]);
}

static void
vtr_machine_rows_finalize (GObject *object)
{
  VtrMachineRows *self = VTR_MACHINE_ROWS (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_handle_id (&self->arriving, g_source_remove);
  g_sequence_free (self->shown);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->hosts);
  g_strfreev (self->words);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (vtr_machine_rows_parent_class)->finalize (object);
}

static void
vtr_machine_rows_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VtrMachineRows *self = VTR_MACHINE_ROWS (object);

  switch (prop_id)
    {
    case PROP_N_ROWS:
      g_value_set_uint (value, vtr_machine_rows_get_n_rows (self));
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_machine_rows_class_init (VtrMachineRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vtr_machine_rows_finalize;
  object_class->get_property = vtr_machine_rows_get_property;

  properties[PROP_N_ROWS] = g_param_spec_uint ("n-rows", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_MACHINE_CHANGED]
      = g_signal_new ("machine-changed", VTR_TYPE_MACHINE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, VTR_TYPE_MACHINE, G_TYPE_UINT);

  /* What it lets be done to its machines may be something else now. */
  signals[SIGNAL_HOST_CHANGED]
      = g_signal_new ("host-changed", VTR_TYPE_MACHINE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, VTR_TYPE_HOST);
}

static void
vtr_machine_rows_init (VtrMachineRows *self)
{
  self->shown = g_sequence_new (NULL);
  self->known = g_hash_table_new_full (NULL, NULL, NULL, vtr_machine_row_free);
  self->hosts = g_ptr_array_new_with_free_func (g_object_unref);
  self->column = vtr_machine_column_get (0);
  self->limit = G_MAXUINT;
}

/**
 * vtr_machine_rows_new:
 * @fleet: whose machines
 *
 * Returns: (transfer full): all of them, by name
 */
VtrMachineRows *
vtr_machine_rows_new (VtrFleet *fleet)
{
  VtrMachineRows *self = g_object_new (VTR_TYPE_MACHINE_ROWS, NULL);

  self->fleet = g_object_ref (fleet);
  g_signal_connect_object (vtr_fleet_get_hosts (fleet), "items-changed",
                           G_CALLBACK (on_hosts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fleet, "notify::complete", G_CALLBACK (on_fleet_complete_cb), self,
                           G_CONNECT_SWAPPED);
  on_hosts_changed_cb (self);
  return self;
}

/**
 * vtr_machine_rows_set_scope:
 * @self: rows
 * @scope: which machines
 * @host: (nullable): the host of VTR_SCOPE_HOST
 */
void
vtr_machine_rows_set_scope (VtrMachineRows *self,
                            VtrScope        scope,
                            VtrHost        *host)
{
  if (self->scope == scope && self->host == host)
    return;

  self->scope = scope;
  self->host = host;
  rebuild (self);
}

/**
 * vtr_machine_rows_set_search:
 * @self: rows
 * @words: (nullable): what must be found in a machine, in any order and any place
 */
void
vtr_machine_rows_set_search (VtrMachineRows *self,
                             const char     *words)
{
  g_autofree char *folded = vtr_machine_row_fold (words != NULL ? words : "");
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (builder, parts[i]);
  wanted = g_strv_builder_end (builder);

  if (self->words != NULL && g_strv_equal ((const char *const *) wanted, (const char *const *) self->words))
    return;

  g_strfreev (self->words);
  self->words = g_steal_pointer (&wanted);
  rebuild (self);
}

void
vtr_machine_rows_set_order (VtrMachineRows         *self,
                            const VtrMachineColumn *column,
                            gboolean                descending)
{
  if (self->column == column && self->descending == descending)
    return;

  self->column = column;
  self->descending = descending;
  rebuild (self);
}

/* How many there are, also while a view has not heard of all of them. */
guint
vtr_machine_rows_get_n_rows (VtrMachineRows *self)
{
  return (guint) g_sequence_get_length (self->shown);
}

guint
vtr_machine_rows_get_n_selected (VtrMachineRows *self)
{
  return self->n_selected;
}

/**
 * vtr_machine_rows_get_selected:
 * @self: rows
 *
 * Returns: (transfer full) (element-type VtrMachine): the selected machines, in their order
 */
GPtrArray *
vtr_machine_rows_get_selected (VtrMachineRows *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSequenceIter *iter = g_sequence_get_begin_iter (self->shown);
       self->n_selected > 0 && !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      VtrMachineRow *row = g_sequence_get (iter);

      if (row->selected)
        g_ptr_array_add (selected, g_object_ref (row->machine));
    }

  return selected;
}

/**
 * vtr_machine_rows_find:
 * @self: rows
 * @machine: a machine
 * @position: (out): where it stands
 *
 * Returns: whether it is shown
 */
gboolean
vtr_machine_rows_find (VtrMachineRows *self,
                       VtrMachine     *machine,
                       guint          *position)
{
  VtrMachineRow *row = g_hash_table_lookup (self->known, machine);

  if (row == NULL || row->iter == NULL)
    return FALSE;

  *position = (guint) g_sequence_iter_get_position (row->iter);
  return TRUE;
}
