/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pool-view.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "virt/storage/vtr-pool-verbs.h"
#include "virt/storage/vtr-transfer.h"
#include "widgets/vtr-trouble-view.h"

#include "vtr-pool-dialog.h"
#include "vtr-storage-questions.h"
#include "vtr-storage-text.h"
#include "vtr-volume-dialog.h"
#include "vtr-volume-sheet.h"
#include "vtr-volume-table.h"

/* Other programs make volumes too, and libvirt has no event for that: while somebody looks, the list
 * is read again. */
#define RELOAD_SECONDS 30

struct _VtrPoolView
{
  AdwBin              parent_instance;

  /* owned */
  VtrPool            *pool;
  GSimpleActionGroup *actions;
  GtkWidget          *menu; /* a popover with a parent; NULL before it was wanted */
  GMenuModel         *volume_menu;
  GCancellable       *cancellable;

  /* template children */
  GtkWidget          *search_bar;
  GtkWidget          *search_entry;
  GtkLabel           *place_label;
  GtkWidget          *bar;
  GtkLabel           *room_label;
  GtkStack           *stack;
  VtrVolumeTable     *table;
  VtrTroubleView     *trouble_view;
  AdwStatusPage      *status;
  GtkWidget          *status_button;
  GtkActionBar       *selection_bar;
  GtkLabel           *selection_label;

  /* state */
  guint               reload_source;
  gboolean            was_listed; /* this pool, once */
};

G_DEFINE_FINAL_TYPE (VtrPoolView, vtr_pool_view, ADW_TYPE_BIN)

/* What is shown */

static void
show_status (VtrPoolView *self,
             const char  *title,
             const char  *description,
             const char  *button,
             const char  *action)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->status_button, button != NULL);
  gtk_button_set_label (GTK_BUTTON (self->status_button), button != NULL ? button : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), action);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
show_empty (VtrPoolView *self)
{
  gboolean can_make = vtr_pool_can (self->pool, VTR_POOL_MAKES_VOLUMES, NULL);

  if (g_list_model_get_n_items (vtr_pool_get_volumes (self->pool)) > 0)
    show_status (self, _("Nothing Found"), _("No volume of this pool has such a name."), NULL, NULL);
  else
    show_status (self, _("No Volumes"), can_make ? _("Create one here, or upload a file.") : NULL,
                 can_make ? _("_New Volume…") : NULL, "pool.create-volume");
}

static void
show_volumes (VtrPoolView *self)
{
  VtrLoadState state = vtr_pool_get_volumes_state (self->pool);
  gboolean is_empty = g_list_model_get_n_items (vtr_pool_get_volumes (self->pool)) == 0;

  /* A list that is read again is shown as it was meanwhile. */
  self->was_listed = state == VTR_LOAD_DONE || (self->was_listed && state == VTR_LOAD_UNDER_WAY);
  if (state == VTR_LOAD_FAILED)
    {
      vtr_trouble_view_set_trouble (self->trouble_view, vtr_pool_get_volumes_trouble (self->pool));
      gtk_stack_set_visible_child_name (self->stack, "trouble");
    }
  else if (state != VTR_LOAD_DONE && is_empty && !self->was_listed)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (vtr_volume_table_get_n_rows (self->table) == 0)
    show_empty (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "volumes");
}

static void
update_content (VtrPoolView *self)
{
  const VtrTrouble *trouble = vtr_pool_get_trouble (self->pool);

  if (trouble != NULL)
    {
      vtr_trouble_view_set_trouble (self->trouble_view, trouble);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
    }
  else if (vtr_pool_is_silent (self->pool))
    show_status (self, _("This Pool Does Not Answer"),
                 _("The host waits for it, perhaps for a server or a disk that is gone. Other pools "
                   "can still be used."), NULL, NULL);
  else if (vtr_pool_get_state (self->pool) == VTR_POOL_UNKNOWN)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (!vtr_pool_is_active (self->pool))
    show_status (self, _("This Pool Is Stopped"), _("Its volumes can be seen once it runs."),
                 _("_Start"), "pool.start");
  else
    show_volumes (self);
}

static void
update_head (VtrPoolView *self)
{
  guint64 capacity = vtr_pool_get_capacity (self->pool);
  guint64 available = vtr_pool_get_available (self->pool);
  gboolean has_bar = vtr_pool_is_active (self->pool) && capacity > 0;
  g_autofree char *place = NULL;
  g_autofree char *room = NULL;

  place = g_strdup_printf ("%s · %s", vtr_pool_get_kind_name (self->pool),
                           vtr_pool_get_place (self->pool) != NULL
                               ? vtr_pool_get_place (self->pool)
                               : vtr_pool_get_state_name (self->pool));
  gtk_label_set_label (self->place_label, place);
  gtk_widget_set_visible (self->bar, has_bar);
  if (has_bar)
    {
      g_autofree char *taken = vtr_format_bytes (vtr_pool_get_allocation (self->pool));
      g_autofree char *all = vtr_format_bytes (capacity);
      g_autofree char *free_room = vtr_format_bytes (available);

      gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar),
                               CLAMP (1 - (double) available / (double) capacity, 0, 1));
      /* Translators: how full a storage pool is. */
      room = g_strdup_printf (_("%s of %s taken, %s free"), taken, all, free_room);
    }
  gtk_label_set_label (self->room_label,
                       room != NULL ? room : vtr_pool_get_state_name (self->pool));
}

static void
set_enabled (VtrPoolView *self,
             const char  *name,
             gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
can (VtrPoolView   *self,
     VtrPoolAbility ability)
{
  return self->pool != NULL && vtr_pool_can (self->pool, ability, NULL);
}

static gboolean
may (VtrPoolView *self,
     VtrPoolVerb  verb)
{
  return self->pool != NULL && vtr_pool_may (self->pool, verb, NULL);
}

static void
update_selection (VtrPoolView *self)
{
  g_autoptr (GPtrArray) selected = vtr_volume_table_get_selected (self->table);
  gboolean is_one = selected->len == 1;
  g_autofree char *words = NULL;

  words = g_strdup_printf (ngettext ("%u volume", "%u volumes", selected->len), selected->len);
  gtk_label_set_label (self->selection_label, words);
  gtk_action_bar_set_revealed (self->selection_bar, selected->len > 0);
  set_enabled (self, "show-volume", is_one);
  set_enabled (self, "copy-path", is_one && vtr_volume_get_path (selected->pdata[0]) != NULL);
  set_enabled (self, "copy-volume", is_one && can (self, VTR_POOL_CLONES_VOLUMES));
  set_enabled (self, "download", is_one && can (self, VTR_POOL_MOVES_DATA)
                                     && !vtr_volume_is_folder (selected->pdata[0]));
  set_enabled (self, "wipe-volume", is_one && can (self, VTR_POOL_MOVES_DATA));
  set_enabled (self, "delete-volumes", selected->len > 0 && can (self, VTR_POOL_DELETES_VOLUMES));
}

static void
update_actions (VtrPoolView *self)
{
  GAction *autostart = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "autostart");

  set_enabled (self, "create-volume", can (self, VTR_POOL_MAKES_VOLUMES));
  set_enabled (self, "upload", can (self, VTR_POOL_MAKES_VOLUMES) && can (self, VTR_POOL_MOVES_DATA));
  set_enabled (self, "start", may (self, VTR_POOL_VERB_START));
  set_enabled (self, "stop", may (self, VTR_POOL_VERB_STOP));
  set_enabled (self, "refresh", may (self, VTR_POOL_VERB_REFRESH));
  set_enabled (self, "build", may (self, VTR_POOL_VERB_BUILD));
  set_enabled (self, "autostart", may (self, VTR_POOL_VERB_SET_AUTOSTART));
  set_enabled (self, "edit", self->pool != NULL && vtr_pool_get_definition (self->pool) != NULL);
  set_enabled (self, "remove", may (self, VTR_POOL_VERB_DELETE));
  set_enabled (self, "delete", can (self, VTR_POOL_DELETES_VOLUMES));
  g_simple_action_set_state (
      G_SIMPLE_ACTION (autostart),
      g_variant_new_boolean (self->pool != NULL && vtr_pool_get_autostart (self->pool)));
  update_selection (self);
}

static void
update (VtrPoolView *self)
{
  if (self->pool == NULL)
    return;

  update_head (self);
  update_content (self);
  update_actions (self);
}

static void
on_selection_cb (VtrPoolView *self)
{
  if (self->actions != NULL)
    update_selection (self);
}

static void
on_search_changed_cb (VtrPoolView *self)
{
  vtr_volume_table_set_search (self->table,
                               gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  if (self->pool != NULL)
    update_content (self);
}

static VtrVolume *
get_selected (VtrPoolView *self)
{
  g_autoptr (GPtrArray) selected = vtr_volume_table_get_selected (self->table);

  return selected->len == 1 ? g_object_ref (selected->pdata[0]) : NULL;
}

/* Actions of the pool */

static void
perform (VtrPoolView *self,
         VtrPoolVerb  verb)
{
  if (may (self, verb))
    g_object_unref (vtr_pool_perform (self->pool, verb));
}

static void
on_start (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       self)
{
  perform (self, VTR_POOL_VERB_START);
}

static void
on_stop (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       self)
{
  perform (self, VTR_POOL_VERB_STOP);
}

static void
on_refresh (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       self)
{
  perform (self, VTR_POOL_VERB_REFRESH);
}

static void
on_build (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       self)
{
  vtr_storage_ask_build_pool (self, VTR_POOL_VIEW (self)->pool);
}

static void
on_autostart (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  VtrPoolView *self = user_data;

  g_object_unref (vtr_pool_set_autostart (self->pool, !vtr_pool_get_autostart (self->pool)));
}

static void
on_edit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       self)
{
  vtr_pool_dialog_present (self, vtr_pool_get_storage (VTR_POOL_VIEW (self)->pool),
                           VTR_POOL_VIEW (self)->pool);
}

static void
on_remove (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       self)
{
  vtr_storage_ask_remove_pool (self, VTR_POOL_VIEW (self)->pool, FALSE);
}

static void
on_delete (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       self)
{
  vtr_storage_ask_remove_pool (self, VTR_POOL_VIEW (self)->pool, TRUE);
}

/* Actions of volumes */

static void
on_create_volume (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       self)
{
  vtr_volume_dialog_present (self, VTR_POOL_VIEW (self)->pool, NULL);
}

static void
on_show_volume (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       self)
{
  g_autoptr (VtrVolume) volume = get_selected (self);

  if (volume != NULL)
    vtr_volume_sheet_present (self, volume);
}

static void
on_copy_volume (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       self)
{
  g_autoptr (VtrVolume) volume = get_selected (self);

  if (volume != NULL)
    vtr_volume_dialog_present (self, VTR_POOL_VIEW (self)->pool, volume);
}

static void
on_wipe_volume (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       self)
{
  g_autoptr (VtrVolume) volume = get_selected (self);

  if (volume != NULL)
    vtr_storage_ask_wipe_volume (self, volume);
}

static void
on_delete_volumes (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       self)
{
  g_autoptr (GPtrArray) selected = vtr_volume_table_get_selected (VTR_POOL_VIEW (self)->table);

  vtr_storage_ask_delete_volumes (self, selected);
}

static void
on_copy_path (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       self)
{
  g_autoptr (VtrVolume) volume = get_selected (self);

  if (volume != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (self), vtr_volume_get_path (volume));
}

static void
on_upload_chosen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrPool) pool = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    g_object_unref (vtr_pool_upload (pool, g_file_peek_path (file), name));
}

static void
on_upload (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  VtrPoolView *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Upload a File"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable, on_upload_chosen_cb, g_object_ref (self->pool));
}

static void
on_download_chosen_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (VtrVolume) volume = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL && vtr_volume_get_pool (volume) != NULL)
    g_object_unref (vtr_volume_download (volume, g_file_peek_path (file)));
}

static void
on_download (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  VtrPoolView *self = user_data;
  g_autoptr (VtrVolume) volume = get_selected (self);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  if (volume == NULL)
    return;

  gtk_file_dialog_set_title (dialog, _("Download to a File"));
  gtk_file_dialog_set_initial_name (dialog, vtr_volume_get_name (volume));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable, on_download_chosen_cb, g_steal_pointer (&volume));
}

static const GActionEntry entries[] = {
  { .name = "start", .activate = on_start },
  { .name = "stop", .activate = on_stop },
  { .name = "refresh", .activate = on_refresh },
  { .name = "build", .activate = on_build },
  { .name = "autostart", .activate = on_autostart, .state = "false" },
  { .name = "edit", .activate = on_edit },
  { .name = "remove", .activate = on_remove },
  { .name = "delete", .activate = on_delete },
  { .name = "create-volume", .activate = on_create_volume },
  { .name = "upload", .activate = on_upload },
  { .name = "show-volume", .activate = on_show_volume },
  { .name = "copy-volume", .activate = on_copy_volume },
  { .name = "wipe-volume", .activate = on_wipe_volume },
  { .name = "delete-volumes", .activate = on_delete_volumes },
  { .name = "copy-path", .activate = on_copy_path },
  { .name = "download", .activate = on_download },
};

static void
on_volume_activated_cb (VtrPoolView *self,
                        VtrVolume   *volume)
{
  vtr_volume_sheet_present (GTK_WIDGET (self), volume);
}

static void
on_context_menu_cb (VtrPoolView *self,
                    double       x,
                    double       y)
{
  GdkRectangle place = { (int) x, (int) y, 1, 1 };
  g_autoptr (GPtrArray) selected = vtr_volume_table_get_selected (self->table);

  if (selected->len == 0)
    return;

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->volume_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self->table));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static gboolean
on_reload_cb (gpointer user_data)
{
  VtrPoolView *self = user_data;

  if (self->pool != NULL && !vtr_pool_is_silent (self->pool))
    vtr_pool_reload_volumes (self->pool);
  return G_SOURCE_CONTINUE;
}

static void
vtr_pool_view_map (GtkWidget *widget)
{
  VtrPoolView *self = VTR_POOL_VIEW (widget);

  GTK_WIDGET_CLASS (vtr_pool_view_parent_class)->map (widget);
  if (self->pool != NULL && vtr_pool_get_volumes_state (self->pool) == VTR_LOAD_DONE)
    on_reload_cb (self);
  self->reload_source = g_timeout_add_seconds (RELOAD_SECONDS, on_reload_cb, self);
}

static void
vtr_pool_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&VTR_POOL_VIEW (widget)->reload_source, g_source_remove);
  GTK_WIDGET_CLASS (vtr_pool_view_parent_class)->unmap (widget);
}

static void
vtr_pool_view_dispose (GObject *object)
{
  VtrPoolView *self = VTR_POOL_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->table != NULL)
    vtr_pool_view_set_pool (self, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pool", NULL);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_POOL_VIEW);
  g_clear_object (&self->pool);

  G_OBJECT_CLASS (vtr_pool_view_parent_class)->dispose (object);
}

static void
vtr_pool_view_finalize (GObject *object)
{
  g_clear_object (&VTR_POOL_VIEW (object)->cancellable);

  G_OBJECT_CLASS (vtr_pool_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/storage/vtr-pool-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, place_label);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, bar);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, room_label);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, table);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, trouble_view);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, status);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, status_button);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, selection_label);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolView, volume_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_volume_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_context_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selection_cb);
}

static void
vtr_pool_view_class_init (VtrPoolViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_pool_view_dispose;
  object_class->finalize = vtr_pool_view_finalize;
  widget_class->map = vtr_pool_view_map;
  widget_class->unmap = vtr_pool_view_unmap;

  g_type_ensure (VTR_TYPE_VOLUME_TABLE);
  g_type_ensure (VTR_TYPE_TROUBLE_VIEW);
  bind_template (widget_class);
}

static void
vtr_pool_view_init (VtrPoolView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pool", G_ACTION_GROUP (self->actions));
  gtk_search_bar_set_key_capture_widget (GTK_SEARCH_BAR (self->search_bar), GTK_WIDGET (self));
  update_actions (self);
}

static void
watch (VtrPoolView *self)
{
  VtrStorage *storage = vtr_pool_get_storage (self->pool);

  g_signal_connect_object (self->pool, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_pool_get_volumes (self->pool), "items-changed",
                           G_CALLBACK (update_content), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (storage != NULL)
    vtr_storage_want_usage (storage);
}

/**
 * vtr_pool_view_set_pool:
 * @self: a view
 * @pool: (nullable): what it shows
 */
void
vtr_pool_view_set_pool (VtrPoolView *self,
                        VtrPool     *pool)
{
  g_autoptr (VtrPool) old = self->pool != NULL ? g_object_ref (self->pool) : NULL;

  if (!g_set_object (&self->pool, pool))
    return;

  if (old != NULL)
    {
      g_signal_handlers_disconnect_by_data (old, self);
      g_signal_handlers_disconnect_by_data (vtr_pool_get_volumes (old), self);
    }
  self->was_listed = FALSE;
  vtr_volume_table_set_pool (self->table, pool);
  if (pool != NULL)
    {
      watch (self);
      update (self);
    }
}
