/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-page.h"

#include <glib/gi18n-lib.h>

#include "storage/vtr-pool-dialog.h"
#include "storage/vtr-pool-model.h"
#include "storage/vtr-pool-row.h"
#include "storage/vtr-pool-view.h"
#include "virt/storage/vtr-storage.h"
#include "widgets/vtr-keep.h"
#include "widgets/vtr-trouble-view.h"

struct _VtrStoragePage
{
  AdwBin                  parent_instance;

  /* owned */
  VtrStorage             *storage;
  GListModel             *pools;

  /* template children */
  GtkStack               *stack;
  AdwStatusPage          *status;
  GtkWidget              *create_button;
  VtrTroubleView         *trouble_view;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *pool_page;
  GtkListBox             *list;
  VtrPoolView            *pool_view;
};

G_DEFINE_FINAL_TYPE (VtrStoragePage, vtr_storage_page, ADW_TYPE_BIN)

static void
show_status (VtrStoragePage *self,
             const char     *title,
             const char     *description,
             gboolean        may_create)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->create_button, may_create);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
update (VtrStoragePage *self)
{
  const VtrTrouble *trouble = vtr_storage_get_trouble (self->storage);
  gboolean is_empty = g_list_model_get_n_items (self->pools) == 0;
  VtrLoadState state = vtr_storage_get_load_state (self->storage);

  if (state == VTR_LOAD_UNSUPPORTED)
    show_status (self, _("No Storage Here"),
                 _("Hosts of this kind do not manage storage. Machines use their files directly."),
                 FALSE);
  else if (trouble != NULL && is_empty)
    {
      vtr_trouble_view_set_trouble (self->trouble_view, trouble);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
    }
  else if (!is_empty)
    gtk_stack_set_visible_child_name (self->stack, "pools");
  else if (state == VTR_LOAD_DONE)
    show_status (self, _("No Storage Pools"),
                 _("A storage pool is a place where disks of machines are kept: a folder, a disk, or "
                   "something on a server."), TRUE);
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
}

static void
on_row_selected_cb (VtrStoragePage *self,
                    GtkListBoxRow  *row)
{
  VtrPool *pool = row != NULL ? vtr_pool_row_get_pool (VTR_POOL_ROW (row)) : NULL;

  vtr_pool_view_set_pool (self->pool_view, pool);
  adw_navigation_page_set_title (self->pool_page,
                                 pool != NULL ? vtr_pool_get_name (pool) : _("Storage Pool"));
}

static void
on_row_activated_cb (VtrStoragePage *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* Something is always looked at, as long as there is something. */
static void
on_pools_changed_cb (VtrStoragePage *self)
{
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    {
      adw_navigation_split_view_set_show_content (self->split_view, FALSE);
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
    }
  update (self);
}

static GtkWidget *
make_row (gpointer pool,
          gpointer user_data)
{
  return vtr_pool_row_new (pool);
}

static void
create_pool (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  vtr_pool_dialog_present (widget, VTR_STORAGE_PAGE (widget)->storage, NULL);
}

static void
reload (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  vtr_storage_reload (VTR_STORAGE_PAGE (widget)->storage);
}

static void
vtr_storage_page_dispose (GObject *object)
{
  VtrStoragePage *self = VTR_STORAGE_PAGE (object);

  if (self->split_view != NULL)
    vtr_keep_until_idle (self->split_view);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->pools != NULL)
    g_signal_handlers_disconnect_by_data (self->pools, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_STORAGE_PAGE);
  g_clear_object (&self->pools);
  g_clear_object (&self->storage);

  G_OBJECT_CLASS (vtr_storage_page_parent_class)->dispose (object);
}

static void
vtr_storage_page_class_init (VtrStoragePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_storage_page_dispose;

  g_type_ensure (VTR_TYPE_POOL_VIEW);
  g_type_ensure (VTR_TYPE_TROUBLE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-storage-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, status);
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, create_button);
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, trouble_view);
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, split_view);
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, pool_page);
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, list);
  gtk_widget_class_bind_template_child (widget_class, VtrStoragePage, pool_view);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "storage.create-pool", NULL, create_pool);
  gtk_widget_class_install_action (widget_class, "storage.reload", NULL, reload);
}

static void
vtr_storage_page_init (VtrStoragePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_storage_page_new:
 * @host: whose storage it shows
 *
 * Returns: (transfer floating): a page that reads it
 */
GtkWidget *
vtr_storage_page_new (VtrHost *host)
{
  VtrStoragePage *self = g_object_new (VTR_TYPE_STORAGE_PAGE, NULL);

  self->storage = g_object_ref (vtr_storage_of (host));
  self->pools = vtr_pool_model_new (self->storage);
  gtk_list_box_bind_model (self->list, self->pools, make_row, NULL, NULL);
  g_signal_connect_object (self->pools, "items-changed", G_CALLBACK (on_pools_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->storage, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  vtr_storage_want (self->storage);
  on_pools_changed_cb (self);
  return GTK_WIDGET (self);
}
