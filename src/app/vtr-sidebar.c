/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-sidebar.h"

#include "vtr-host-row.h"
#include "vtr-view-row.h"

#include <glib/gi18n-lib.h>

#define N_VIEWS VTR_SCOPE_HOST

struct _VtrSidebar
{
  AdwBin      parent_instance;

  /* owned */
  VtrFleet   *fleet;
  VtrHost    *host; /* that is selected, or NULL */

  /* template children */
  GtkListBox *list;

  /* borrowed */
  VtrViewRow *views[N_VIEWS];

  /* state */
  VtrScope    scope;
  gboolean    watched;
  gboolean    is_syncing; /* rows come and go, and nobody chose another one */
};

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrSidebar, vtr_sidebar, ADW_TYPE_BIN)

static GtkListBoxRow *
find_row (VtrSidebar *self,
          VtrScope    scope,
          VtrHost    *host)
{
  GtkListBoxRow *row;

  if (scope != VTR_SCOPE_HOST)
    return GTK_LIST_BOX_ROW (self->views[scope]);

  for (int i = N_VIEWS; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (vtr_host_row_get_host (VTR_HOST_ROW (row)) == host)
      return row;
  return NULL;
}

static void
choose (VtrSidebar *self,
        VtrScope    scope,
        VtrHost    *host)
{
  if (self->scope == scope && self->host == host)
    return;

  self->scope = scope;
  g_set_object (&self->host, host);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, scope, host);
}

static void
on_row_selected_cb (VtrSidebar    *self,
                    GtkListBoxRow *row)
{
  if (self->is_syncing || row == NULL)
    return;

  if (VTR_IS_HOST_ROW (row))
    choose (self, VTR_SCOPE_HOST, vtr_host_row_get_host (VTR_HOST_ROW (row)));
  else
    choose (self, (VtrScope) gtk_list_box_row_get_index (row), NULL);
}

/* Opening a host that is not connected can only mean to connect it. */
static void
on_row_activated_cb (VtrSidebar    *self,
                     GtkListBoxRow *row)
{
  if (VTR_IS_HOST_ROW (row))
    {
      VtrHost *host = vtr_host_row_get_host (VTR_HOST_ROW (row));

      if (vtr_host_get_state (host) == VTR_HOST_DISCONNECTED)
        vtr_host_connect (host);
    }
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* Following the fleet */

static void
update_counts (VtrSidebar *self)
{
  vtr_view_row_set_count (self->views[VTR_SCOPE_ALL], vtr_fleet_get_n_machines (self->fleet));
  vtr_view_row_set_count (self->views[VTR_SCOPE_RUNNING], vtr_fleet_get_n_active (self->fleet));
  vtr_view_row_set_count (self->views[VTR_SCOPE_ATTENTION],
                          vtr_fleet_get_n_attention (self->fleet));
}

static VtrHost *
dup_focused_host (VtrSidebar *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return VTR_IS_HOST_ROW (focus) ? g_object_ref (vtr_host_row_get_host (VTR_HOST_ROW (focus)))
                                 : NULL;
}

static void
sync_rows (VtrSidebar *self,
           guint       position,
           guint       removed,
           guint       added)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);

  for (guint i = 0; i < removed; i++)
    gtk_list_box_remove (
        self->list,
        GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) (N_VIEWS + position))));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);
      GtkWidget *row = vtr_host_row_new (self->fleet, host);

      vtr_host_row_set_watched (VTR_HOST_ROW (row), self->watched);
      gtk_list_box_insert (self->list, row, (int) (N_VIEWS + i));
    }
  gtk_list_box_invalidate_headers (self->list);
}

/* A host that moves leaves and comes back in one go: it stays selected and keeps the focus. */
static void
on_hosts_changed_cb (VtrSidebar *self,
                     guint       position,
                     guint       removed,
                     guint       added)
{
  g_autoptr (VtrHost) focused = dup_focused_host (self);
  GtkListBoxRow *row;

  self->is_syncing = TRUE;
  sync_rows (self, position, removed, added);
  row = find_row (self, self->scope, self->host);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  self->is_syncing = FALSE;
  if (row == NULL)
    vtr_sidebar_select (self, VTR_SCOPE_ALL, NULL);

  if (focused != NULL && (row = find_row (self, VTR_SCOPE_HOST, focused)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  GtkWidget *label;

  if (!VTR_IS_HOST_ROW (row) || VTR_IS_HOST_ROW (before))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;

  label = gtk_label_new (_("Hosts"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "sidebar-heading");
  gtk_list_box_row_set_header (row, label);
}

/* The type */

static void
vtr_sidebar_dispose (GObject *object)
{
  VtrSidebar *self = VTR_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_SIDEBAR);
  g_clear_object (&self->host);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (vtr_sidebar_parent_class)->dispose (object);
}

static void
vtr_sidebar_class_init (VtrSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_sidebar_dispose;

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", VTR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, VTR_TYPE_HOST);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", VTR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/app/vtr-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
vtr_sidebar_init (VtrSidebar *self)
{
  static const struct
  {
    const char *icon_name;
    const char *title;
  } views[N_VIEWS] = {
    [VTR_SCOPE_ALL] = { "vtr-machine-symbolic", NC_("view", "All Machines") },
    [VTR_SCOPE_RUNNING] = { "vtr-machine-running-symbolic", NC_("view", "Running") },
    [VTR_SCOPE_ATTENTION] = { "vtr-attention-symbolic", NC_("view", "Needs Attention") },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_VIEWS; i++)
    {
      GtkWidget *row = vtr_view_row_new (views[i].icon_name,
                                         g_dpgettext2 (NULL, "view", views[i].title));

      self->views[i] = VTR_VIEW_ROW (row);
      gtk_list_box_append (self->list, row);
    }
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->views[VTR_SCOPE_ALL]));
}

/* Once. */
void
vtr_sidebar_set_fleet (VtrSidebar *self,
                       VtrFleet   *fleet)
{
  static const char *const counts[] = { "notify::n-machines", "notify::n-active",
                                        "notify::n-attention" };
  GListModel *hosts = vtr_fleet_get_hosts (fleet);

  g_return_if_fail (self->fleet == NULL);

  self->fleet = g_object_ref (fleet);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_signal_connect_object (fleet, counts[i], G_CALLBACK (update_counts), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (hosts, "items-changed", G_CALLBACK (on_hosts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_hosts_changed_cb (self, 0, 0, g_list_model_get_n_items (hosts));
  update_counts (self);
}

/**
 * vtr_sidebar_select:
 * @self: a sidebar
 * @scope: a view
 * @host: (nullable): the host that it is of, for VTR_SCOPE_HOST
 */
void
vtr_sidebar_select (VtrSidebar *self,
                    VtrScope    scope,
                    VtrHost    *host)
{
  GtkListBoxRow *row = find_row (self, scope, host);

  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

VtrScope
vtr_sidebar_get_scope (VtrSidebar *self)
{
  return self->scope;
}

/**
 * vtr_sidebar_get_host:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable): the host that is selected
 */
VtrHost *
vtr_sidebar_get_host (VtrSidebar *self)
{
  return self->host;
}

/* Whether somebody can see it. */
void
vtr_sidebar_set_watched (VtrSidebar *self,
                         gboolean    watched)
{
  GtkListBoxRow *row;

  self->watched = watched;
  for (int i = N_VIEWS; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    vtr_host_row_set_watched (VTR_HOST_ROW (row), watched);
}
