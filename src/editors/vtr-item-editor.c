/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item-editor.h"

#include <glib/gi18n-lib.h>

#include "definition/vtr-item.h"

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
  GHashTable    *edits;     /* "key field" to Edit */
  char          *entries;   /* the keys of the entries that are shown */
  char          *why_not;

  /* borrowed: a table */
  const VtrForm *form;

  /* own child */
  GtkWidget     *page;
};

/* What a person wants of a field, and what it was then. */
typedef struct
{
  VtrFieldEdit want;
  char        *base;
} Edit;

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
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrItemEditor, vtr_item_editor, ADW_TYPE_BIN)

static void
free_field_edit (gpointer data)
{
  VtrFieldEdit *edit = data;

  g_free (edit->key);
  g_free (edit->field);
  g_free (edit->value);
  g_free (edit);
}

static void
free_edit (gpointer data)
{
  Edit *edit = data;

  g_free (edit->base);
  free_field_edit (edit);
}

static void
free_fold (gpointer  data,
           GClosure *closure)
{
  Fold *fold = data;

  g_free (fold->key);
  g_free (fold);
}

static char *
edit_id (VtrFieldRow *row)
{
  return g_strconcat (vtr_field_row_get_key (row), " ", vtr_field_row_get_field (row)->name, NULL);
}

static char *
read_value (VtrXmlDoc  *doc,
            const char *key,
            const char *field)
{
  g_autoptr (VtrItem) item = doc != NULL ? vtr_item_find (doc, key) : NULL;

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
           const Edit    *edit,
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
  g_autofree char *id = edit_id (row);
  g_autofree char *note = NULL;
  Edit *edit = g_hash_table_lookup (self->edits, id);

  /* Somebody else did just that. */
  if (edit != NULL && g_strcmp0 (edit->want.value, saved) == 0)
    {
      g_hash_table_remove (self->edits, id);
      edit = NULL;
    }

  note = make_note (self, row, edit, saved);
  vtr_field_row_set_value (row, edit != NULL ? edit->want.value : saved);
  vtr_field_row_set_note (row, note);
  vtr_field_row_set_reason (row, self->why_not);
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
on_row_changed_cb (VtrItemEditor *self,
                   VtrFieldRow   *row)
{
  const VtrFormRow *form = vtr_field_row_get_form (row);
  const char *field = vtr_field_row_get_field (row)->name;
  const char *key = vtr_field_row_get_key (row);
  gboolean is_switch = form != NULL && (form->flags & VTR_FORM_SWITCH);
  g_autofree char *saved = read_value (self->saved, key, field);
  g_autofree char *value = vtr_field_row_get_value (row);
  g_autofree char *id = edit_id (row);
  gboolean was_dirty = vtr_item_editor_is_dirty (self);
  Edit *edit = g_hash_table_lookup (self->edits, id);

  if (g_strcmp0 (saved, value) == 0
      || (is_switch && saved == NULL && g_strcmp0 (value, "no") == 0))
    g_hash_table_remove (self->edits, id);
  else if (edit != NULL)
    g_set_str (&edit->want.value, value);
  else
    {
      edit = g_new0 (Edit, 1);
      edit->want = (VtrFieldEdit) { g_strdup (key), g_strdup (field), g_steal_pointer (&value) };
      edit->base = g_strdup (saved);
      g_hash_table_insert (self->edits, g_steal_pointer (&id), edit);
    }

  update_conditions (self);
  if (was_dirty != vtr_item_editor_is_dirty (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
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
  if (fold->kind == NULL)
    return;

  for (const VtrField *field = fold->kind->fields; field->name != NULL; field++)
    if (!is_arranged (fold->group, field->name)
        && (fold->group == NULL
            || g_strcmp0 (vtr_field_group_label (fold->kind, field), fold->title) == 0))
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander),
                                add_row (fold->editor, fold->key, fold->kind, field, NULL));
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

  *fold = (Fold) { self, group, kind, g_strdup (key), title };
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander),
                                 title != NULL ? title : _("Advanced"));
  g_signal_connect_data (expander, "notify::expanded", G_CALLBACK (on_expanded_cb), fold, free_fold,
                         0);
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

static gboolean
is_inside (const VtrItem *entry,
           const char    *key)
{
  return key == NULL
         || (g_str_has_prefix (entry->key, key) && entry->key[strlen (key)] == '/');
}

static void
add_entries (VtrItemEditor      *self,
             GtkWidget          *into,
             const VtrFormGroup *group)
{
  for (guint i = 0; group->entries != NULL && group->entries[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) entries = vtr_item_list (self->saved, group->entries[i]);

      for (guint j = 0; j < entries->len; j++)
        {
          const VtrItem *entry = entries->pdata[j];
          g_autofree char *title = vtr_item_get_title (entry);
          GtkWidget *fold;

          if (!is_inside (entry, self->key))
            continue;

          fold = make_fold (self, NULL, entry->kind, entry->key, title);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (into), fold);
        }
    }
}

static GtkWidget *
make_group (const char *title,
            const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

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
  const VtrKind *kind = vtr_kind_get ("domain", group->kind);
  const char *key = self->key != NULL ? self->key : group->kind;
  GtkWidget *main_group = make_group (group->title, group->description);
  GtkWidget *rest_group = main_group;

  for (const VtrFormRow *row = group->rows; row != NULL && row->field != NULL; row++)
    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (main_group),
        add_row (self, key, kind, vtr_kind_get_field (kind, row->field), row));
  if (group->rows != NULL)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page),
                              ADW_PREFERENCES_GROUP (main_group));

  /* A device has its folds in a list of their own, a page of sections at the end of each. */
  if (self->key != NULL || group->rows == NULL)
    {
      rest_group = group->rows != NULL ? make_group (NULL, NULL) : main_group;
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page),
                                ADW_PREFERENCES_GROUP (rest_group));
    }
  add_entries (self, rest_group, group);
  if (group->rest)
    add_folds (self, rest_group, group, kind, key);
}

static char *
list_entries (VtrItemEditor *self)
{
  GString *list = g_string_new (NULL);

  for (const VtrFormGroup *group = self->form->groups; group->kind != NULL; group++)
    for (guint i = 0; group->entries != NULL && group->entries[i] != NULL; i++)
      {
        g_autoptr (GPtrArray) entries = vtr_item_list (self->saved, group->entries[i]);

        for (guint j = 0; j < entries->len; j++)
          g_string_append_printf (list, "%s\n", ((VtrItem *) entries->pdata[j])->key);
      }

  return g_string_free (list, FALSE);
}

static void
build (VtrItemEditor *self)
{
  /* The groups that the page added move to the new one. */
  for (guint i = 0; self->page != NULL && i < self->firsts->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page), self->firsts->pdata[i]);

  g_ptr_array_set_size (self->rows, 0);
  self->page = adw_preferences_page_new ();
  adw_bin_set_child (ADW_BIN (self), self->page);
  for (guint i = 0; i < self->firsts->len; i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->firsts->pdata[i]);
  for (const VtrFormGroup *group = self->form->groups; group->kind != NULL; group++)
    build_group (self, group);
  update_conditions (self);
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
  g_hash_table_unref (self->edits);

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
}

static void
vtr_item_editor_init (VtrItemEditor *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->firsts = g_ptr_array_new_with_free_func (g_object_unref);
  self->edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_edit);
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
  g_autofree char *entries = NULL;

  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));

  vtr_xml_doc_ref (saved);
  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  self->saved = saved;
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  self->running = running != NULL ? vtr_xml_doc_ref (running) : NULL;
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->changes = changes != NULL ? g_ptr_array_ref (changes) : NULL;

  entries = list_entries (self);
  if (self->page == NULL || g_strcmp0 (entries, self->entries) != 0)
    {
      g_set_str (&self->entries, entries);
      build (self);
    }
  else
    {
      fill_all (self);
    }

  if (was_dirty != vtr_item_editor_is_dirty (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
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

  return g_hash_table_size (self->edits) > 0;
}

/**
 * vtr_item_editor_get_edits:
 * @self: an editor
 *
 * Returns: (transfer full) (element-type VtrFieldEdit): what a person wants changed
 */
GPtrArray *
vtr_item_editor_get_edits (VtrItemEditor *self)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (free_field_edit);
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (VTR_IS_ITEM_EDITOR (self), result);

  g_hash_table_iter_init (&iter, self->edits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const VtrFieldEdit *want = &((Edit *) value)->want;
      VtrFieldEdit *edit = g_new0 (VtrFieldEdit, 1);

      *edit = (VtrFieldEdit) { g_strdup (want->key), g_strdup (want->field),
                               g_strdup (want->value) };
      g_ptr_array_add (result, edit);
    }

  return result;
}

void
vtr_item_editor_revert (VtrItemEditor *self)
{
  g_return_if_fail (VTR_IS_ITEM_EDITOR (self));

  if (!vtr_item_editor_is_dirty (self))
    return;

  g_hash_table_remove_all (self->edits);
  fill_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}
