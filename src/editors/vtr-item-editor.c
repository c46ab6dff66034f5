/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item-editor.h"

#include <glib/gi18n-lib.h>

#include "definition/vtr-item.h"

#include "vtr-entry-lists.h"
#include "vtr-field-label.h"
#include "vtr-field-row.h"
#include "vtr-item-names.h"

struct _VtrItemEditor
{
  AdwBin         parent_instance;

  /* owned */
  char          *key;       /* of the device; NULL for sections */
  VtrXmlDoc     *saved;
  VtrXmlDoc     *running;
  GPtrArray     *changes;   /* VtrChange */
  GPtrArray     *rows;      /* VtrFieldRow */
  GPtrArray     *firsts;    /* groups that the page adds */
  VtrItemEdits  *edits;
  VtrChoices    *choices;   /* NULL for those of the tables */
  char          *entries;   /* the keys of the entries that are shown */
  GPtrArray     *groups;    /* what the page has now */
  GHashTable    *open;      /* names of the folds that are open */
  char          *why_not;

  /* borrowed: a table */
  const VtrForm *form;

  /* own child */
  GtkWidget     *page;
};

/* An expander that makes its rows when it is first opened: most are never opened. */
typedef struct
{
  VtrItemEditor      *editor;
  const VtrFormGroup *group; /* NULL for all fields */
  const VtrKind      *kind;
  char               *key;
  const char         *title; /* of the group of fields; NULL for those without one */
} Fold;

enum
{
  PROP_0,
  PROP_IS_DIRTY,
  N_PROPS
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_FILLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrItemEditor, vtr_item_editor, ADW_TYPE_BIN)

static VtrEntryLists get_lists (VtrItemEditor *self);

static void
free_fold (gpointer  data,
           GClosure *closure)
{
  Fold *fold = data;

  g_free (fold->key);
  g_free (fold);
}

static char *
read_value (VtrXmlDoc  *doc,
            const char *key,
            const char *field)
{
  g_autoptr (VtrItem) item
      = doc != NULL && !vtr_item_edits_is_new (key) ? vtr_item_find (doc, key) : NULL;

  return item != NULL ? vtr_item_get (item, field) : NULL;
}

/* Filling */

static const VtrChange *
find_change (VtrItemEditor *self,
             VtrFieldRow   *row)
{
  for (guint i = 0; self->changes != NULL && i < self->changes->len; i++)
    {
      const VtrChange *change = self->changes->pdata[i];

      if (change->sort == VTR_CHANGE_VALUE && change->field == vtr_field_row_get_field (row)
          && g_str_equal (change->key, vtr_field_row_get_key (row)))
        return change;
    }

  return NULL;
}

static char *
make_note (VtrItemEditor *self,
           VtrFieldRow   *row,
           const VtrFieldEdit *edit,
           const char    *saved)
{
  const VtrKind *kind = vtr_field_row_get_kind (row);
  const VtrField *field = vtr_field_row_get_field (row);
  const VtrChange *change = find_change (self, row);
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;

  if (edit != NULL && g_strcmp0 (edit->base, saved) != 0)
    {
      then = vtr_field_value_label (kind, field, saved);
      /* Translators: somebody else changed the field that is being edited; %s is its new value */
      return g_strdup_printf (_("Changed elsewhere meanwhile, to: %s"), then);
    }
  if (change == NULL)
    return NULL;

  now = vtr_field_value_label (kind, field, change->running);
  then = vtr_field_value_label (kind, field, change->saved);
  /* Translators: the value of a setting while the machine runs, and after its next start */
  return g_strdup_printf (_("now: %s · after restart: %s"), now, then);
}

static void
fill_row (VtrItemEditor *self,
          VtrFieldRow   *row)
{
  const VtrField *field = vtr_field_row_get_field (row);
  const char *key = vtr_field_row_get_key (row);
  VtrXmlDoc *doc = field->flags & VTR_FIELD_LIVE ? self->running : self->saved;
  g_autofree char *saved = read_value (doc, key, field->name);
  g_autofree char *note = NULL;
  const char *why_not = self->why_not;
  const VtrFieldEdit *edit = vtr_item_edits_find (self->edits, key, field->name);

  /* Somebody else did just that. */
  if (edit != NULL && g_strcmp0 (edit->value, saved) == 0)
    {
      vtr_item_edits_drop (self->edits, key, field->name);
      edit = NULL;
    }

  note = make_note (self, row, edit, saved);
  vtr_field_row_set_value (row, edit != NULL ? edit->value : saved);
  vtr_field_row_set_note (row, note);
  /* What the host does not offer can still be switched off. */
  if (why_not == NULL && self->choices != NULL && edit == NULL && saved == NULL)
    why_not = vtr_choices_why_not (self->choices, vtr_field_row_get_kind (row), field);
  vtr_field_row_set_reason (row, why_not);
}

static void
offer (VtrItemEditor *self,
       VtrFieldRow   *row)
{
  g_autoptr (GPtrArray) choices
      = self->choices != NULL ? vtr_choices_list (self->choices, vtr_field_row_get_kind (row),
                                                  vtr_field_row_get_field (row))
                              : NULL;

  vtr_field_row_set_choices (row, choices);
}

/* Rows that matter only where another one has a certain value. */
static gboolean
is_wanted (VtrItemEditor *self,
           VtrFieldRow   *row)
{
  const VtrFormRow *form = vtr_field_row_get_form (row);

  if (form == NULL || form->when == NULL)
    return TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      VtrFieldRow *other = self->rows->pdata[i];
      g_autofree char *value = NULL;

      if (!g_str_equal (vtr_field_row_get_field (other)->name, form->when)
          || !g_str_equal (vtr_field_row_get_key (other), vtr_field_row_get_key (row)))
        continue;

      value = vtr_field_row_get_value (other);
      return g_strv_contains (form->is, value != NULL ? value : "");
    }

  return TRUE;
}

static void
update_conditions (VtrItemEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (vtr_field_row_get_widget (self->rows->pdata[i]),
                            is_wanted (self, self->rows->pdata[i]));
}

static void
fill_all (VtrItemEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    fill_row (self, self->rows->pdata[i]);
  update_conditions (self);
}

static void
tell_edited (VtrItemEditor *self,
             gboolean       was_dirty)
{
  if (was_dirty != vtr_item_editor_is_dirty (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
on_row_changed_cb (VtrItemEditor *self,
                   VtrFieldRow   *row)
{
  const VtrFormRow *form = vtr_field_row_get_form (row);
  const char *field = vtr_field_row_get_field (row)->name;
  const char *key = vtr_field_row_get_key (row);
  gboolean is_switch = form != NULL && (form->flags & VTR_FORM_SWITCH);
  g_autofree char *saved = read_value (self->saved, key, field);
  g_autofree char *value = vtr_field_row_get_value (row);
  gboolean was_dirty = vtr_item_editor_is_dirty (self);

  if (is_switch && saved == NULL && g_strcmp0 (value, "no") == 0)
    vtr_item_edits_drop (self->edits, key, field);
  else
    vtr_item_edits_set (self->edits, key, field, value, saved);

  update_conditions (self);
  tell_edited (self, was_dirty);
}

/* Building */

static GtkWidget *
add_row (VtrItemEditor    *self,
         const char       *key,
         const VtrKind    *kind,
         const VtrField   *field,
         const VtrFormRow *form)
{
  VtrFieldRow *row = vtr_field_row_new (key, kind, field, form);

  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_row_changed_cb), self,
                           G_CONNECT_SWAPPED);
  offer (self, row);
  fill_row (self, row);
  return vtr_field_row_get_widget (row);
}

static gboolean
is_arranged (const VtrFormGroup *group,
             const char         *field)
{
  for (const VtrFormRow *row = group != NULL ? group->rows : NULL;
       row != NULL && row->field != NULL; row++)
    if (g_str_equal (row->field, field))
      return TRUE;

  return FALSE;
}

static void
on_expanded_cb (GtkWidget  *expander,
                GParamSpec *pspec,
                Fold       *fold)
{
  g_autofree char *name = g_strconcat (fold->key, " ", fold->title, NULL);

  if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (expander)))
    g_hash_table_remove (fold->editor->open, name);
  else
    g_hash_table_add (fold->editor->open, g_strdup (name));
  if (fold->kind == NULL)
    return;

  for (const VtrField *field = fold->kind->fields; field->name != NULL; field++)
    if (!is_arranged (fold->group, field->name)
        && (fold->group == NULL
            || g_strcmp0 (vtr_field_group_label (fold->kind, field), fold->title) == 0))
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander),
                                add_row (fold->editor, fold->key, fold->kind, field, NULL));
  if (fold->group == NULL)
    {
      VtrEntryLists lists = get_lists (fold->editor);

      vtr_entry_lists_add_inner (&lists, expander, fold->kind, fold->key);
    }
  update_conditions (fold->editor);
  fold->kind = NULL;
}

static GtkWidget *
make_fold (VtrItemEditor      *self,
           const VtrFormGroup *group,
           const VtrKind      *kind,
           const char         *key,
           const char         *title)
{
  GtkWidget *expander = adw_expander_row_new ();
  Fold *fold = g_new0 (Fold, 1);
  g_autofree char *name = NULL;

  *fold = (Fold) { self, group, kind, g_strdup (key), group != NULL ? title : NULL };
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander),
                                 title != NULL ? title : _("Advanced"));
  g_signal_connect_data (expander, "notify::expanded", G_CALLBACK (on_expanded_cb), fold, free_fold,
                         0);
  name = g_strconcat (key, " ", fold->title, NULL);
  if (g_hash_table_contains (self->open, name))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  return expander;
}

/* One fold for what has no group, and one for each group. */
static void
add_folds (VtrItemEditor      *self,
           GtkWidget          *into,
           const VtrFormGroup *group,
           const VtrKind      *kind,
           const char         *key)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) folds = g_ptr_array_new ();

  for (const VtrField *field = kind->fields; field->name != NULL; field++)
    {
      const char *title = vtr_field_group_label (kind, field);

      if (is_arranged (group, field->name)
          || !g_hash_table_add (seen, (gpointer) (title != NULL ? title : "")))
        continue;
      /* What is general comes before the groups. */
      g_ptr_array_insert (folds, title == NULL ? 0 : -1, make_fold (self, group, kind, key, title));
    }

  for (guint i = 0; i < folds->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (into), folds->pdata[i]);
}

/* Lists within what is edited */

static GtkWidget *
make_entry_fold (VtrItemEditor *self,
                 const VtrKind *kind,
                 const char    *key,
                 const char    *title)
{
  return make_fold (self, NULL, kind, key, title);
}

static VtrEntryLists
get_lists (VtrItemEditor *self)
{
  return (VtrEntryLists) { self, self->saved, self->edits, self->why_not == NULL, make_entry_fold };
}

static GtkWidget *
make_group (VtrItemEditor *self,
            const char    *title,
            const char    *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  g_ptr_array_add (self->groups, group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(title));
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _(description));
  return group;
}

static void
build_group (VtrItemEditor      *self,
             const VtrFormGroup *group)
{
  const char *root = vtr_xml_node_get_name (vtr_xml_doc_get_root (self->saved));
  const VtrKind *kind = vtr_kind_get (root, group->kind);
  const char *key = self->key != NULL ? self->key : group->kind;
  GtkWidget *main_group = make_group (self, group->title, group->description);
  GtkWidget *rest_group = main_group;
  VtrEntryLists lists = get_lists (self);

  for (const VtrFormRow *row = group->rows; row != NULL && row->field != NULL; row++)
    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (main_group),
        add_row (self, key, kind, vtr_kind_get_field (kind, row->field), row));

  /* A device has its folds in a list of their own, a page of sections at the end of each. */
  if (self->key != NULL && group->rows != NULL)
    rest_group = make_group (self, NULL, NULL);
  vtr_entry_lists_add (&lists, rest_group, group->entries, self->key);
  if (group->rest)
    add_folds (self, rest_group, group, kind, key);
}

static char *
list_entries (VtrItemEditor *self)
{
  GString *list = g_string_new (NULL);
  GPtrArray *added = vtr_item_edits_get_added (self->edits);
  GPtrArray *removed = vtr_item_edits_get_removed (self->edits);

  for (guint i = 0; i < added->len; i++)
    g_string_append_printf (list, "%s\n", ((VtrNewEntry *) added->pdata[i])->id);
  for (guint i = 0; i < removed->len; i++)
    g_string_append_printf (list, "-%s\n", (char *) removed->pdata[i]);
  for (const VtrFormGroup *group = self->form->groups; group->kind != NULL; group++)
    for (guint i = 0; group->entries != NULL && group->entries[i] != NULL; i++)
      {
        g_autoptr (GPtrArray) entries = vtr_item_list (self->saved, group->entries[i]);

        for (guint j = 0; j < entries->len; j++)
          g_string_append_printf (list, "%s\n", ((VtrItem *) entries->pdata[j])->key);
      }

  return g_string_free (list, FALSE);
}

/* The page itself stays, and so does the place to which it was scrolled. */
static void
build (VtrItemEditor *self)
{
  if (self->page == NULL)
    {
      self->page = adw_preferences_page_new ();
      adw_bin_set_child (ADW_BIN (self), self->page);
      for (guint i = 0; i < self->firsts->len; i++)
        adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->firsts->pdata[i]);
    }

  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page), self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  for (const VtrFormGroup *group = self->form->groups; group->kind != NULL; group++)
    build_group (self, group);
  update_conditions (self);
}

/* The page is made anew when a list is another one than before. */
static void
show (VtrItemEditor *self)
{
  g_autofree char *entries = list_entries (self);

  if (self->page == NULL || g_set_str (&self->entries, entries))
    {
      g_set_str (&self->entries, entries);
      build (self);
    }
  else
    fill_all (self);
}

static void
vtr_item_editor_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VtrItemEditor *self = VTR_ITEM_EDITOR (object);

  switch (prop_id)
    {
    case PROP_IS_DIRTY:
      g_value_set_boolean (value, vtr_item_editor_is_dirty (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_item_editor_dispose (GObject *object)
{
  VtrItemEditor *self = VTR_ITEM_EDITOR (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (vtr_item_editor_parent_class)->dispose (object);
}

static void
vtr_item_editor_finalize (GObject *object)
{
  VtrItemEditor *self = VTR_ITEM_EDITOR (object);

  g_free (self->key);
  g_free (self->entries);
  g_free (self->why_not);
  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->firsts);
  vtr_item_edits_free (self->edits);
  g_ptr_array_unref (self->groups);
  g_hash_table_unref (self->open);

  G_OBJECT_CLASS (vtr_item_editor_parent_class)->finalize (object);
}

static void
vtr_item_editor_class_init (VtrItemEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_item_editor_dispose;
  object_class->finalize = vtr_item_editor_finalize;
  object_class->get_property = vtr_item_editor_get_property;

  properties[PROP_IS_DIRTY] = g_param_spec_boolean ("is-dirty", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", VTR_TYPE_ITEM_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FILLED] = g_signal_new ("filled", VTR_TYPE_ITEM_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_item_editor_init (VtrItemEditor *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->firsts = g_ptr_array_new_with_free_func (g_object_unref);
  self->edits = vtr_item_edits_new ();
  self->groups = g_ptr_array_new ();
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * vtr_item_editor_new:
 * @form: how its fields are arranged
 * @key: (nullable): of the device; NULL for a form of sections
 *
 * Returns: (transfer floating): an editor that vtr_item_editor_fill() makes useful
 */
GtkWidget *
vtr_item_editor_new (const VtrForm *form,
                     const char    *key)
{
  VtrItemEditor *self = g_object_new (VTR_TYPE_ITEM_EDITOR, NULL);

  self->form = form;
  self->key = g_strdup (key);
  return GTK_WIDGET (self);
}

/**
 * vtr_item_editor_fill:
 * @self: an editor
 * @saved: what the next start will be made from, and what is edited
 * @running: (nullable): what runs
 * @changes: (nullable) (element-type VtrChange): where they differ
 *
 * Shows the definition as it is now. What a person wants and has not applied stays.
 */
void
vtr_item_editor_fill (VtrItemEditor *self,
                      VtrXmlDoc     *saved,
                      VtrXmlDoc     *running,
                      GPtrArray     *changes)
{
  gboolean was_dirty = vtr_item_editor_is_dirty (self);

  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));

  vtr_xml_doc_ref (saved);
  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  self->saved = saved;
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  self->running = running != NULL ? vtr_xml_doc_ref (running) : NULL;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->changes = changes != NULL ? g_ptr_array_ref (changes) : NULL;

  show (self);
  if (was_dirty != vtr_item_editor_is_dirty (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
  g_signal_emit (self, signals[SIGNAL_FILLED], 0);
}

/**
 * vtr_item_editor_add_first:
 * @self: an editor that is not filled yet
 * @group: (transfer floating): an #AdwPreferencesGroup that comes before its own
 */
void
vtr_item_editor_add_first (VtrItemEditor *self,
                           GtkWidget     *group)
{
  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));
  g_return_if_fail (self->page == NULL);

  g_ptr_array_add (self->firsts, g_object_ref_sink (group));
}

/**
 * vtr_item_editor_set_reason:
 * @self: an editor
 * @why_not: (nullable): why nothing can be changed; NULL where it can
 */
void
vtr_item_editor_set_reason (VtrItemEditor *self,
                            const char    *why_not)
{
  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));

  if (!g_set_str (&self->why_not, why_not))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    vtr_field_row_set_reason (self->rows->pdata[i], why_not);
}

gboolean
vtr_item_editor_is_dirty (VtrItemEditor *self)
{
  g_return_val_if_fail (VTR_IS_ITEM_EDITOR (self), FALSE);

  return !vtr_item_edits_is_empty (self->edits);
}

/**
 * vtr_item_editor_get_edits:
 * @self: an editor
 *
 * Returns: (transfer none): what a person wants changed
 */
VtrItemEdits *
vtr_item_editor_get_edits (VtrItemEditor *self)
{
  g_return_val_if_fail (VTR_IS_ITEM_EDITOR (self), NULL);

  return self->edits;
}

void
vtr_item_editor_revert (VtrItemEditor *self)
{
  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));

  if (!vtr_item_editor_is_dirty (self))
    return;

  vtr_item_edits_clear (self->edits);
  show (self);
  tell_edited (self, TRUE);
}

/* Choices and wishes */

static void
on_choices_changed_cb (VtrItemEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      offer (self, self->rows->pdata[i]);
      fill_row (self, self->rows->pdata[i]);
    }
}

/**
 * vtr_item_editor_set_choices:
 * @self: an editor
 * @choices: what the host offers, now and later
 */
void
vtr_item_editor_set_choices (VtrItemEditor *self,
                             VtrChoices    *choices)
{
  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));
  g_return_if_fail (self->choices == NULL);

  self->choices = g_object_ref (choices);
  g_signal_connect_object (choices, "changed", G_CALLBACK (on_choices_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vtr_item_editor_get_saved:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what it was last filled with
 */
VtrXmlDoc *
vtr_item_editor_get_saved (VtrItemEditor *self)
{
  g_return_val_if_fail (VTR_IS_ITEM_EDITOR (self), NULL);

  return self->saved;
}

/**
 * vtr_item_editor_get_running:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the same of what runs
 */
VtrXmlDoc *
vtr_item_editor_get_running (VtrItemEditor *self)
{
  g_return_val_if_fail (VTR_IS_ITEM_EDITOR (self), NULL);

  return self->running;
}

const char *
vtr_item_editor_get_reason (VtrItemEditor *self)
{
  g_return_val_if_fail (VTR_IS_ITEM_EDITOR (self), NULL);

  return self->why_not;
}

/**
 * vtr_item_editor_get_value:
 * @self: an editor that is filled
 * @key: of an item, not only of one that it shows
 * @field: one of its fields
 *
 * Returns: (transfer full) (nullable): what a person wants of it, or else what is there
 */
char *
vtr_item_editor_get_value (VtrItemEditor *self,
                           const char    *key,
                           const char    *field)
{
  const VtrFieldEdit *edit = vtr_item_edits_find (self->edits, key, field);

  g_return_val_if_fail (VTR_IS_ITEM_EDITOR (self), NULL);

  return edit != NULL ? g_strdup (edit->value) : read_value (self->saved, key, field);
}

/**
 * vtr_item_editor_want:
 * @self: an editor that is filled
 * @key: of an item, not only of one that it shows
 * @field: one of its fields
 * @value: (nullable): what it shall be
 *
 * As if a person had written it into the form.
 */
void
vtr_item_editor_want (VtrItemEditor *self,
                      const char    *key,
                      const char    *field,
                      const char    *value)
{
  gboolean was_dirty = vtr_item_editor_is_dirty (self);
  g_autofree char *saved = read_value (self->saved, key, field);

  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));

  vtr_item_edits_set (self->edits, key, field, value, saved);
  fill_all (self);
  tell_edited (self, was_dirty);
}

/**
 * vtr_item_editor_add_entry:
 * @self: an editor that is filled
 * @parent: (nullable): the key, or the id, of what it comes into
 * @kind: what comes
 *
 * A new entry begins with what it is of no use without.
 */
void
vtr_item_editor_add_entry (VtrItemEditor *self,
                           const char    *parent,
                           const VtrKind *kind)
{
  static const struct
  {
    const char *kind;
    const char *field;
    const char *value;
  } beginnings[] = {
    { "port-forward", "proto", "tcp" },
    { "listen", "type", "address" },
    { "listen", "address", "127.0.0.1" },
    { "cpu-feature", "policy", "require" },
    { "timer", "name", "rtc" },
    { "boot", "dev", "hd" },
    { "ip", "family", "ipv4" },
  };
  gboolean was_dirty = vtr_item_editor_is_dirty (self);
  const VtrNewEntry *entry = vtr_item_edits_add_entry (self->edits, parent, kind);

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_equal (beginnings[i].kind, kind->name))
      vtr_item_edits_set (self->edits, entry->id, beginnings[i].field, beginnings[i].value, NULL);
  if (g_str_equal (kind->name, "port-forward"))
    vtr_item_edits_add_entry (self->edits, entry->id, vtr_kind_get ("domain", "port-range"));
  show (self);
  tell_edited (self, was_dirty);
}

/**
 * vtr_item_editor_remove_entry:
 * @self: an editor that is filled
 * @key: of an entry of a list
 */
void
vtr_item_editor_remove_entry (VtrItemEditor *self,
                              const char    *key)
{
  gboolean was_dirty = vtr_item_editor_is_dirty (self);

  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));

  vtr_item_edits_remove_entry (self->edits, key);
  show (self);
  tell_edited (self, was_dirty);
}
