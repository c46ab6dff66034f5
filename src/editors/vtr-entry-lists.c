/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-entry-lists.h"

#include <glib/gi18n-lib.h>

#include "vtr-item-names.h"

/* Where an entry of a list comes, or what it is. */
typedef struct
{
  VtrItemEditor *editor;
  char          *key;
  const VtrKind *kind;
} EntryPlace;

static const char *
root_of (const VtrEntryLists *self)
{
  return vtr_xml_node_get_name (vtr_xml_doc_get_root (self->saved));
}

static gboolean
is_inside (const VtrItem *entry,
           const char    *key)
{
  return key == NULL
         || (g_str_has_prefix (entry->key, key) && entry->key[strlen (key)] == '/');
}

static void
put (GtkWidget *into,
     GtkWidget *row)
{
  if (ADW_IS_EXPANDER_ROW (into))
    adw_expander_row_add_row (ADW_EXPANDER_ROW (into), row);
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (into), row);
}

static void
on_remove_entry_cb (EntryPlace *place)
{
  vtr_item_editor_remove_entry (place->editor, place->key);
}

static void
on_add_entry_cb (EntryPlace *place)
{
  vtr_item_editor_add_entry (place->editor, place->key, place->kind);
}

static void
free_place (gpointer  data,
            GClosure *closure)
{
  EntryPlace *place = data;

  g_free (place->key);
  g_free (place);
}

/* Rebuilding the page takes away the button that is being clicked: it comes when that is over. */
static void
on_click (GtkWidget           *button,
          GCallback            callback,
          const VtrEntryLists *self,
          const char          *key,
          const VtrKind       *kind)
{
  EntryPlace *place = g_new (EntryPlace, 1);

  *place = (EntryPlace) { self->editor, g_strdup (key), kind };
  g_signal_connect_data (button, GTK_IS_BUTTON (button) ? "clicked" : "activated", callback, place,
                         free_place, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
add_entry_row (const VtrEntryLists *self,
               GtkWidget           *into,
               const VtrKind       *kind,
               const char          *key,
               const char          *title)
{
  GtkWidget *fold = self->make_fold (self->editor, kind, key, title);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_("Remove %s"), title);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, self->can_change);
  gtk_widget_add_css_class (button, "flat");
  on_click (button, G_CALLBACK (on_remove_entry_cb), self, key, kind);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (fold), button);
  put (into, fold);
  if (vtr_item_edits_is_new (key))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fold), TRUE);
}

static void
add_entries_of_kind (const VtrEntryLists *self,
                     GtkWidget           *into,
                     const VtrKind       *kind,
                     const char          *parent)
{
  g_autoptr (GPtrArray) entries = vtr_item_list (self->saved, kind->name);
  GPtrArray *added = vtr_item_edits_get_added (self->edits);

  for (guint i = 0; i < entries->len; i++)
    {
      const VtrItem *entry = entries->pdata[i];
      g_autofree char *title = vtr_item_get_title (entry);

      if (is_inside (entry, parent) && !vtr_item_edits_is_removed (self->edits, entry->key))
        add_entry_row (self, into, kind, entry->key, title);
    }
  for (guint i = 0; i < added->len; i++)
    {
      const VtrNewEntry *entry = added->pdata[i];
      g_autofree char *title = NULL;

      if (entry->kind != kind || g_strcmp0 (entry->parent, parent) != 0)
        continue;
      /* Translators: an entry of a list that was just added: "New Port Forward" */
      title = g_strdup_printf (_("New: %s"), vtr_kind_get_title (kind));
      add_entry_row (self, into, kind, entry->id, title);
    }
}

static void
add_adding_row (const VtrEntryLists *self,
                GtkWidget           *into,
                const VtrKind       *kind,
                const char          *parent)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf (_("Add: %s"), vtr_kind_get_title (kind));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, self->can_change);
  on_click (row, G_CALLBACK (on_add_entry_cb), self, parent, kind);
  put (into, row);
}

/**
 * vtr_entry_lists_add:
 * @self: what they are of
 * @into: a group, or an expander
 * @names: (nullable): kinds of entries
 * @parent: (nullable): the key, or the id, of what they are in
 *
 * Puts the entries that are there into @into, and rows that add more.
 */
void
vtr_entry_lists_add (const VtrEntryLists *self,
                     GtkWidget           *into,
                     const char *const   *names,
                     const char          *parent)
{
  GtkWidget *adding = into;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    add_entries_of_kind (self, into, vtr_kind_get (root_of (self), names[i]), parent);
  /* More than one kind would fill the page with what is not there. */
  if (names != NULL && names[0] != NULL && names[1] != NULL)
    {
      adding = adw_expander_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (adding), _("Add an Entry"));
      put (into, adding);
    }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    add_adding_row (self, adding, vtr_kind_get (root_of (self), names[i]), parent);
}

/**
 * vtr_entry_lists_add_inner:
 * @self: what they are of
 * @into: the expander of an entry
 * @kind: its kind
 * @parent: its key, or its id
 *
 * The same for all kinds of entries that @kind has.
 */
void
vtr_entry_lists_add_inner (const VtrEntryLists *self,
                           GtkWidget           *into,
                           const VtrKind       *kind,
                           const char          *parent)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const VtrKind *const *inner = vtr_kind_table (root_of (self))->kinds; *inner != NULL; inner++)
    if ((*inner)->parent == kind && (*inner)->sort == VTR_KIND_ENTRY)
      g_ptr_array_add (names, (gpointer) (*inner)->name);
  g_ptr_array_add (names, NULL);
  vtr_entry_lists_add (self, into, (const char *const *) names->pdata, parent);
}
