/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-hardware-page.h"

#include <glib/gi18n-lib.h>

#include "definition/vtr-item.h"
#include "editors/vtr-item-names.h"
#include "editors/vtr-item-removal.h"
#include "virt/device/vtr-claims.h"
#include "virt/edit/vtr-dependent-edits.h"
#include "widgets/vtr-question.h"

#include "vtr-add-hardware.h"
#include "vtr-applying.h"
#include "vtr-hardware-choices.h"
#include "vtr-hardware-edits.h"
#include "vtr-hardware-entry.h"
#include "vtr-hardware-panels.h"

struct _VtrHardwarePage
{
  AdwBin                  parent_instance;

  /* owned */
  VtrMachineDefinition   *definition;
  GPtrArray              *entries;    /* VtrHardwareEntry, in the order of the list */
  GHashTable             *known;      /* the same by id */
  VtrHardwareEntry       *shown;
  char                   *why_not;
  VtrHardwareChoices     *choices;

  /* template children */
  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *content_page;
  GtkListBox             *list;
  GtkStack               *stack;
  AdwBin                 *bin;
  GtkToggleButton        *xml_button;
  GtkWidget              *remove_button;
  GtkActionBar           *edit_bar;
  GtkLabel               *reason_label;
  GtkWidget              *internal_button;

  /* state */
  gboolean                shows_internal;
  guint                   position;       /* of what is shown, in the list */
};

G_DEFINE_FINAL_TYPE (VtrHardwarePage, vtr_hardware_page, ADW_TYPE_BIN)

static char *
find_xml (VtrHardwarePage *self,
          const char      *key)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);
  g_autoptr (VtrItem) item = saved != NULL ? vtr_item_find (saved, key) : NULL;

  if (item == NULL && running != NULL)
    item = vtr_item_find (running, key);

  return item != NULL ? vtr_xml_node_to_string (item->node) : NULL;
}

/* What is shown */

static void
update_bar (VtrHardwarePage *self)
{
  gboolean is_dirty = self->shown != NULL && vtr_hardware_entry_is_dirty (self->shown);

  gtk_action_bar_set_revealed (self->edit_bar, is_dirty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hardware.apply",
                                 is_dirty && self->why_not == NULL);
  if (self->shown != NULL)
    vtr_hardware_entry_update_mark (self->shown);
}

static VtrItemEditor *
ensure_editor (VtrHardwarePage *self)
{
  VtrItemEditor *editor = vtr_hardware_entry_peek_editor (self->shown);
  VtrPanelPlace place = { self->definition, self->choices };

  if (editor != NULL)
    return editor;

  editor = vtr_hardware_entry_get_editor (self->shown, vtr_hardware_choices_get (self->choices));
  place.editor = editor;
  place.key = vtr_hardware_entry_get_key (self->shown);
  vtr_hardware_panels_add (vtr_hardware_entry_get_form_id (self->shown), &place);
  return editor;
}

static void
fill_form (VtrHardwarePage *self)
{
  VtrItemEditor *editor = ensure_editor (self);
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);

  vtr_item_editor_set_reason (editor, self->why_not);
  vtr_item_editor_fill (editor, saved, running,
                        vtr_machine_definition_get_pending (self->definition));
}

static void
fill_xml (VtrHardwarePage *self)
{
  VtrXmlView *xml = vtr_hardware_entry_get_xml (self->shown, TRUE);
  g_autofree char *text = find_xml (self, vtr_hardware_entry_get_key (self->shown));

  vtr_xml_view_set_editable (xml, self->why_not == NULL);
  if (text != NULL && !vtr_xml_view_is_dirty (xml))
    vtr_xml_view_set_text (xml, text);
}

static gboolean
shows_xml (VtrHardwarePage *self)
{
  return !vtr_hardware_entry_has_form (self->shown)
         || (vtr_hardware_entry_get_key (self->shown) != NULL
             && gtk_toggle_button_get_active (self->xml_button));
}

static void
connect_once (VtrHardwarePage *self,
              gpointer         object,
              const char      *signal)
{
  g_signal_handlers_disconnect_by_func (object, update_bar, self);
  g_signal_connect_object (object, signal, G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
}

/* A device that has to stay says why. */
static void
update_removal (VtrHardwarePage *self)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  const char *key = vtr_hardware_entry_get_key (self->shown);
  g_autoptr (VtrItem) item = key != NULL ? vtr_item_find (saved, key) : NULL;
  const char *why_not = self->why_not;

  if (why_not == NULL && item != NULL)
    why_not = vtr_item_why_not_remove (saved, item);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hardware.remove", why_not == NULL);
  gtk_widget_set_tooltip_text (self->remove_button, why_not);
}

static void
show_entry (VtrHardwarePage *self)
{
  const char *key;
  GtkWidget *child;

  if (self->shown == NULL || vtr_machine_definition_get_saved (self->definition) == NULL)
    return;

  key = vtr_hardware_entry_get_key (self->shown);
  if (shows_xml (self))
    {
      fill_xml (self);
      child = GTK_WIDGET (vtr_hardware_entry_get_xml (self->shown, TRUE));
      connect_once (self, child, "notify::is-dirty");
    }
  else
    {
      fill_form (self);
      child = GTK_WIDGET (vtr_hardware_entry_peek_editor (self->shown));
      connect_once (self, child, "edited");
    }

  if (adw_bin_get_child (self->bin) != child)
    adw_bin_set_child (self->bin, child);
  adw_navigation_page_set_title (self->content_page, vtr_hardware_entry_get_title (self->shown));
  gtk_widget_set_visible (self->remove_button, key != NULL);
  update_removal (self);
  gtk_widget_set_visible (GTK_WIDGET (self->xml_button),
                          key != NULL && vtr_hardware_entry_has_form (self->shown));
  update_bar (self);
}

static VtrHardwareEntry *
find_entry (VtrHardwarePage *self,
            GtkListBoxRow   *row)
{
  for (guint i = 0; row != NULL && i < self->entries->len; i++)
    if (vtr_hardware_entry_get_row (self->entries->pdata[i]) == GTK_WIDGET (row))
      return self->entries->pdata[i];

  return NULL;
}

static void
on_row_selected_cb (VtrHardwarePage *self,
                    GtkListBoxRow   *row)
{
  VtrHardwareEntry *entry = find_entry (self, row);

  if (entry != NULL && g_set_object (&self->shown, entry))
    {
      g_ptr_array_find (self->entries, entry, &self->position);
      gtk_toggle_button_set_active (self->xml_button, FALSE);
      show_entry (self);
    }
}

static void
on_row_activated_cb (VtrHardwarePage *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
on_xml_toggled_cb (VtrHardwarePage *self)
{
  show_entry (self);
}

/* The list */

static VtrHardwareEntry *
ensure_entry (VtrHardwarePage *self,
              const char      *id,
              const VtrForm   *form,
              const char      *key)
{
  VtrHardwareEntry *entry = g_hash_table_lookup (self->known, id);

  if (entry == NULL)
    {
      entry = vtr_hardware_entry_new (id, form, key);
      g_hash_table_insert (self->known, g_strdup (id), entry);
    }

  return entry;
}

static void
add_section (VtrHardwarePage *self,
             GPtrArray       *entries,
             const VtrForm   *form)
{
  VtrHardwareEntry *entry = ensure_entry (self, form->id, form, NULL);

  vtr_hardware_entry_describe (entry, _(form->title), NULL, form->icon_name);
  g_ptr_array_add (entries, g_object_ref (entry));
}

/* A device of the host is called what the host calls it. */
static char *
describe_device (VtrHardwarePage *self,
                 const VtrItem   *item)
{
  g_autofree char *token = NULL;
  const VtrNodeDevice *device = NULL;

  if (g_str_equal (item->kind->name, "hostdev"))
    {
      vtr_hardware_choices_want_devices (self->choices);
      token = vtr_claim_get_token (item);
    }
  if (token != NULL)
    device = vtr_hardware_choices_find_device (self->choices, token);
  return device != NULL ? g_strdup (device->title) : vtr_item_get_subtitle (item);
}

static void
add_device (VtrHardwarePage *self,
            GPtrArray       *entries,
            const VtrItem   *item,
            gboolean         waits)
{
  const VtrForm *form = vtr_form_for_device (item->kind);
  VtrHardwareEntry *entry = ensure_entry (self, item->key, form, item->key);
  g_autofree char *title = vtr_item_get_title (item);
  g_autofree char *subtitle = waits ? g_strdup (_("Removed at the next start"))
                                    : describe_device (self, item);

  vtr_hardware_entry_describe (entry, title, subtitle, vtr_item_get_icon_name (item));
  g_ptr_array_add (entries, g_object_ref (entry));
}

/* What the running machine still has and the saved one has not. */
static void
add_leaving (VtrHardwarePage *self,
             GPtrArray       *entries)
{
  GPtrArray *pending = vtr_machine_definition_get_pending (self->definition);
  VtrXmlDoc *running = vtr_machine_definition_get_running (self->definition);

  for (guint i = 0; running != NULL && pending != NULL && i < pending->len; i++)
    {
      const VtrChange *change = pending->pdata[i];
      g_autoptr (VtrItem) item = NULL;

      if (change->sort != VTR_CHANGE_REMOVED || change->kind->sort != VTR_KIND_DEVICE)
        continue;
      item = vtr_item_find (running, change->key);
      if (item != NULL)
        add_device (self, entries, item, TRUE);
    }
}

/* An entry in which somebody writes stays, even if its device went. */
static void
keep_edited (VtrHardwarePage *self,
             GPtrArray       *entries)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (g_ptr_array_find (entries, value, NULL))
        continue;
      if (vtr_hardware_entry_is_dirty (value))
        {
          g_autofree char *title = g_strdup (vtr_hardware_entry_get_title (value));

          vtr_hardware_entry_describe (value, title, _("Removed meanwhile"),
                                       "dialog-warning-symbolic");
          g_ptr_array_add (entries, g_object_ref (value));
        }
      else
        {
          if (self->shown == value)
            g_clear_object (&self->shown);
          g_hash_table_iter_remove (&iter);
        }
    }
}

static gboolean
same_rows (GPtrArray *a,
           GPtrArray *b)
{
  return a->len == b->len && memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0;
}

static void
show_list (VtrHardwarePage *self,
           GPtrArray       *entries)
{
  g_autoptr (VtrHardwareEntry) shown = self->shown != NULL ? g_object_ref (self->shown) : NULL;

  if (same_rows (self->entries, entries))
    return;

  gtk_list_box_remove_all (self->list);
  g_ptr_array_unref (self->entries);
  self->entries = g_ptr_array_ref (entries);
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->list, vtr_hardware_entry_get_row (entries->pdata[i]));

  /* What took the place of the one that was shown, if that went. */
  if (shown == NULL && entries->len > 0)
    shown = g_object_ref (entries->pdata[MIN (self->position, entries->len - 1)]);
  g_ptr_array_find (entries, shown, &self->position);
  if (shown != NULL)
    {
      g_set_object (&self->shown, shown);
      gtk_list_box_select_row (self->list,
                               GTK_LIST_BOX_ROW (vtr_hardware_entry_get_row (shown)));
    }
}

static void
update (VtrHardwarePage *self)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) devices = NULL;
  guint n_sections;
  guint n_internal = 0;
  const VtrForm *sections = vtr_form_sections (&n_sections);

  gtk_stack_set_visible_child_name (self->stack, saved != NULL ? "hardware" : "loading");
  if (saved == NULL)
    return;

  for (guint i = 0; i < n_sections; i++)
    if (sections[i].machine_type == NULL
        || g_strcmp0 (vtr_xml_node_get (vtr_xml_doc_get_root (saved), "@type"),
                      sections[i].machine_type) == 0)
      add_section (self, entries, &sections[i]);
  devices = vtr_item_list_devices (saved);
  for (guint i = 0; i < devices->len; i++)
    if (self->shows_internal || !vtr_item_is_internal (saved, devices->pdata[i]))
      add_device (self, entries, devices->pdata[i], FALSE);
    else
      n_internal++;
  gtk_widget_set_visible (self->internal_button, n_internal > 0);
  add_leaving (self, entries);
  keep_edited (self, entries);
  show_list (self, entries);
  show_entry (self);
}

/* Applying */

/* The entry that was applied shows what is saved from now on. */
static void
on_applied_cb (GtkWidget *widget,
               gboolean   success,
               gpointer   user_data)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (widget);
  g_autoptr (VtrHardwareEntry) entry = user_data;

  if (!success)
    return;

  vtr_hardware_entry_revert (entry);
  vtr_hardware_entry_update_mark (entry);
  update (self);
}

static void
apply (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (widget);
  VtrXmlView *xml = vtr_hardware_entry_get_xml (self->shown, FALSE);
  GPtrArray *edits;

  if (xml != NULL && vtr_xml_view_is_dirty (xml))
    {
      g_autofree char *text = vtr_xml_view_get_text (xml);

      edits = g_ptr_array_new_with_free_func (vtr_edit_free);
      g_ptr_array_add (edits, vtr_edit_new (VTR_EDIT_REPLACE_DEVICE,
                                            vtr_hardware_entry_get_key (self->shown), text));
    }
  else
    {
      VtrItemEditor *editor = vtr_hardware_entry_peek_editor (self->shown);

      edits = g_ptr_array_new_with_free_func (vtr_edit_free);
      g_ptr_array_add (edits, vtr_hardware_edits_make (vtr_item_editor_get_edits (editor)));
    }

  vtr_applying_start (widget, self->definition, edits, _("The change was refused"), on_applied_cb,
                      g_object_ref (self->shown));
}

static void
revert (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (widget);

  if (self->shown != NULL)
    vtr_hardware_entry_revert (self->shown);
  update (self);
}

/* Removing and adding */

typedef struct
{
  VtrHardwarePage  *page;
  VtrHardwareEntry *entry;
} Removal;

/* What hangs on the device goes with it, and is told by title. */
static VtrEdit *
make_removal (VtrHardwarePage  *self,
              VtrHardwareEntry *entry,
              GStrvBuilder     *titles)
{
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  g_autoptr (GPtrArray) others = NULL;
  VtrEdit *edit = vtr_edit_new_removal (saved, vtr_hardware_entry_get_key (entry), &others);

  for (guint i = 0; titles != NULL && i < others->len; i++)
    {
      g_autoptr (VtrItem) item = vtr_item_find (saved, others->pdata[i]);
      g_autofree char *title = vtr_item_get_title (item);

      g_strv_builder_add (titles, title);
    }
  return edit;
}

static void
on_remove_answered_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autofree Removal *removal = user_data;
  g_autoptr (VtrHardwarePage) self = removal->page;
  g_autoptr (VtrHardwareEntry) entry = removal->entry;
  GPtrArray *edits;

  if (!vtr_question_ask_finish (result, NULL, NULL) || self->definition == NULL)
    return;

  edits = g_ptr_array_new_with_free_func (vtr_edit_free);
  g_ptr_array_add (edits, make_removal (self, entry, NULL));
  vtr_applying_start (GTK_WIDGET (self), self->definition, edits, _("The device could not be removed"), NULL,
                      NULL);
}

static void
remove_device (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (widget);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_autoptr (VtrEdit) edit = NULL;
  g_auto (GStrv) losses = NULL;
  VtrQuestion question = {
    .heading = _("Remove This Device?"),
    .body = _("It is taken out of the machine, at once where the guest lets go of it. Files and "
              "disks behind it stay."),
    .confirm_label = _("_Remove"),
    .destructive = TRUE,
  };
  Removal *removal = g_new (Removal, 1);

  g_strv_builder_add (titles, vtr_hardware_entry_get_title (self->shown));
  edit = make_removal (self, self->shown, titles);
  losses = g_strv_builder_end (titles);
  question.losses = (const char *const *) losses;
  *removal = (Removal) { g_object_ref (self), g_object_ref (self->shown) };
  vtr_question_ask_async (widget, &question, NULL, on_remove_answered_cb, removal);
}

static void
on_add_cb (VtrHardwarePage *self,
           const VtrEdit   *edit)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func (vtr_edit_free);

  g_ptr_array_add (edits, vtr_edit_copy (edit));
  vtr_applying_start (GTK_WIDGET (self), self->definition, edits,
                      _("The device could not be added"), NULL, NULL);
}

static void
add_hardware (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (widget);
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  AdwDialog *dialog;

  if (saved == NULL)
    return;

  vtr_hardware_choices_refresh (self->choices);
  dialog = vtr_add_hardware_new (self->definition, self->choices);
  g_signal_connect_object (dialog, "add", G_CALLBACK (on_add_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* Its action is told after it has closed. */
static gboolean
unparent_menu (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_menu_closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_menu, g_object_ref (popover), g_object_unref);
}

/* The menu of a device, at the pointer or at its row. */
static void
show_menu (VtrHardwarePage *self,
           double           x,
           double           y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  if (self->shown != NULL && vtr_hardware_entry_get_key (self->shown) != NULL)
    g_menu_append (menu, _("_Remove"), "hardware.remove");
  g_menu_append (menu, _("_Add Hardware"), "hardware.add");
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, GTK_WIDGET (self->list));
  g_signal_connect (popover, "closed", G_CALLBACK (on_menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_list_pressed_cb (VtrHardwarePage *self,
                    int              n_press,
                    double           x,
                    double           y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  show_menu (self, x, y);
}

static void
open_menu (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  graphene_rect_t place = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (row != NULL
      && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &place))
    show_menu (self, place.origin.x + 24, place.origin.y + place.size.height);
}

static void
show_internal (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  VTR_HARDWARE_PAGE (widget)->shows_internal = TRUE;
  update (VTR_HARDWARE_PAGE (widget));
}

static void
watch_pointer (VtrHardwarePage *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_list_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_named_action_new ("hardware.menu")));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete"),
                        gtk_named_action_new ("hardware.remove")));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
vtr_hardware_page_dispose (GObject *object)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HARDWARE_PAGE);
  g_clear_object (&self->shown);
  g_ptr_array_set_size (self->entries, 0);
  g_hash_table_remove_all (self->known);
  g_clear_object (&self->definition);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (vtr_hardware_page_parent_class)->dispose (object);
}

static void
vtr_hardware_page_finalize (GObject *object)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (object);

  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->known);
  g_free (self->why_not);

  G_OBJECT_CLASS (vtr_hardware_page_parent_class)->finalize (object);
}

static void
vtr_hardware_page_class_init (VtrHardwarePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_hardware_page_dispose;
  object_class->finalize = vtr_hardware_page_finalize;

  gtk_widget_class_install_action (widget_class, "hardware.apply", NULL, apply);
  gtk_widget_class_install_action (widget_class, "hardware.revert", NULL, revert);
  gtk_widget_class_install_action (widget_class, "hardware.remove", NULL, remove_device);
  gtk_widget_class_install_action (widget_class, "hardware.add", NULL, add_hardware);
  gtk_widget_class_install_action (widget_class, "hardware.show-internal", NULL, show_internal);
  gtk_widget_class_install_action (widget_class, "hardware.menu", NULL, open_menu);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-hardware-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, split_view);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, content_page);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, list);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, bin);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, xml_button);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, remove_button);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, edit_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, VtrHardwarePage, internal_button);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_xml_toggled_cb);
}

static void
vtr_hardware_page_init (VtrHardwarePage *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  watch_pointer (self);
}

/**
 * vtr_hardware_page_new:
 * @definition: what to show and to change
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
vtr_hardware_page_new (VtrMachineDefinition *definition)
{
  VtrHardwarePage *self = g_object_new (VTR_TYPE_HARDWARE_PAGE, NULL);

  self->definition = g_object_ref (definition);
  self->choices = vtr_hardware_choices_new (definition);
  g_signal_connect_object (definition, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "devices-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

gboolean
vtr_hardware_page_is_dirty (GtkWidget *page)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (page);

  for (guint i = 0; i < self->entries->len; i++)
    if (vtr_hardware_entry_is_dirty (self->entries->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * vtr_hardware_page_set_reason:
 * @page: a page
 * @why_not: (nullable): why nothing can be changed; NULL where it can
 */
void
vtr_hardware_page_set_reason (GtkWidget  *page,
                              const char *why_not)
{
  VtrHardwarePage *self = VTR_HARDWARE_PAGE (page);

  if (!g_set_str (&self->why_not, why_not))
    return;

  gtk_widget_action_set_enabled (page, "hardware.add", why_not == NULL);
  gtk_label_set_text (self->reason_label, why_not != NULL ? why_not : "");
  show_entry (self);
}

/**
 * vtr_hardware_page_select:
 * @self: a page
 * @id: a section, or the key of a device
 */
void
vtr_hardware_page_select (VtrHardwarePage *self,
                          const char      *id)
{
  VtrHardwareEntry *entry;

  g_return_if_fail (VTR_IS_HARDWARE_PAGE (self));

  entry = g_hash_table_lookup (self->known, id);
  if (entry == NULL)
    return;

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (vtr_hardware_entry_get_row (entry)));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}
