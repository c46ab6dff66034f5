/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-actions.h"

#include "pages/connect/vtr-host-dialog.h"
#include "pages/connect/vtr-remove-host.h"
#include "pages/host/vtr-host-page.h"
#include "widgets/vtr-trouble-dialog.h"

struct _VtrHostActions
{
  GObject             parent_instance;

  /* owned */
  GSimpleActionGroup *group;
  VtrFleet           *fleet;
  VtrHost            *host;

  /* borrowed: over it dialogs are shown; it owns this */
  GtkWidget          *widget;
};

G_DEFINE_FINAL_TYPE (VtrHostActions, vtr_host_actions, G_TYPE_OBJECT)

static guint
position_of_host (VtrHostActions *self)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);
  guint position = 0;

  for (; position < g_list_model_get_n_items (hosts); position++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, position);

      if (host == self->host)
        break;
    }
  return position;
}

static void
connect_host (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  VtrHostActions *self = user_data;

  vtr_host_connect (self->host);
}

static void
disconnect_host (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  VtrHostActions *self = user_data;

  vtr_host_disconnect (self->host);
}

static void
edit_host (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  VtrHostActions *self = user_data;

  vtr_host_dialog_present (self->widget, self->fleet, self->host);
}

static void
move_up (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr (VtrHostActions) self = g_object_ref (user_data);

  vtr_fleet_move_host (self->fleet, self->host, position_of_host (self) - 1);
}

static void
move_down (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  g_autoptr (VtrHostActions) self = g_object_ref (user_data);

  vtr_fleet_move_host (self->fleet, self->host, position_of_host (self) + 1);
}

static void
remove_host (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  VtrHostActions *self = user_data;

  vtr_remove_host (self->widget, self->fleet, self->host);
}

static void
show_page (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  VtrHostActions *self = user_data;

  gtk_widget_activate_action (self->widget, "win.show-host-page", "(ss)",
                              vtr_host_get_uri (self->host), VTR_HOST_PAGE_OVERVIEW);
}

static void
show_details (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  VtrHostActions *self = user_data;
  const VtrTrouble *trouble = vtr_host_get_trouble (self->host);

  if (trouble != NULL)
    adw_dialog_present (vtr_trouble_dialog_new (trouble), self->widget);
}

static void
enable (VtrHostActions *self,
        const char     *name,
        gboolean        enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_connecting (VtrHostActions *self)
{
  VtrHostState state = vtr_host_get_state (self->host);

  enable (self, "connect", state != VTR_HOST_CONNECTED && state != VTR_HOST_CONNECTING);
  enable (self, "disconnect", state != VTR_HOST_DISCONNECTED && state != VTR_HOST_FAILED);
  enable (self, "details", vtr_host_get_trouble (self->host) != NULL);
}

static void
update_moving (VtrHostActions *self)
{
  guint n_hosts = g_list_model_get_n_items (vtr_fleet_get_hosts (self->fleet));
  guint position = position_of_host (self);

  enable (self, "move-up", position > 0 && position < n_hosts);
  enable (self, "move-down", position + 1 < n_hosts);
}

static void
vtr_host_actions_dispose (GObject *object)
{
  VtrHostActions *self = VTR_HOST_ACTIONS (object);

  g_clear_object (&self->group);
  g_clear_object (&self->fleet);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (vtr_host_actions_parent_class)->dispose (object);
}

static void
vtr_host_actions_class_init (VtrHostActionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_host_actions_dispose;
}

static void
vtr_host_actions_init (VtrHostActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "connect", .activate = connect_host },
    { .name = "disconnect", .activate = disconnect_host },
    { .name = "edit", .activate = edit_host },
    { .name = "move-up", .activate = move_up },
    { .name = "move-down", .activate = move_down },
    { .name = "remove", .activate = remove_host },
    { .name = "show-page", .activate = show_page },
    { .name = "details", .activate = show_details },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * vtr_host_actions_new:
 * @fleet: where the host is
 * @host: one of its hosts
 * @widget: (transfer none): what shows it, and keeps what is returned for as long as it lives
 *
 * Returns: (transfer full): its actions
 */
VtrHostActions *
vtr_host_actions_new (VtrFleet  *fleet,
                      VtrHost   *host,
                      GtkWidget *widget)
{
  VtrHostActions *self = g_object_new (VTR_TYPE_HOST_ACTIONS, NULL);

  self->fleet = g_object_ref (fleet);
  self->host = g_object_ref (host);
  self->widget = widget;
  g_signal_connect_object (host, "notify::state", G_CALLBACK (update_connecting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::trouble", G_CALLBACK (update_connecting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_fleet_get_hosts (fleet), "items-changed",
                           G_CALLBACK (update_moving), self, G_CONNECT_SWAPPED);
  update_connecting (self);
  update_moving (self);
  return self;
}

/**
 * vtr_host_actions_get_group:
 * @self: the actions of a host
 *
 * Returns: (transfer none): to be inserted as "host"
 */
GActionGroup *
vtr_host_actions_get_group (VtrHostActions *self)
{
  return G_ACTION_GROUP (self->group);
}
