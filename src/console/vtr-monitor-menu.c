/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-monitor-menu.h"

#include <glib/gi18n.h>

struct _VtrMonitorMenu
{
  GObject parent_instance;

  /* owned */
  VtrConsoleSession *session;
  GSignalGroup *signals;
  GSimpleActionGroup *actions;
  GMenu *menu;
  GPtrArray *windows; /* of other monitors; they go with the session */

  /* borrowed: the view owns this object */
  VtrConsoleView *view;
};

G_DEFINE_FINAL_TYPE (VtrMonitorMenu, vtr_monitor_menu, G_TYPE_OBJECT)

static guint
count (VtrMonitorMenu *self)
{
  return self->session != NULL
           ? g_list_model_get_n_items (vtr_console_session_get_monitors (self->session))
           : 0;
}

static GMenu *
make_section (VtrMonitorMenu *self,
              const char     *format,
              const char     *action)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; i < count (self); i++)
    {
      g_autofree char *label = g_strdup_printf (format, i + 1);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, action, "s", number);
      g_menu_append_item (section, item);
    }
  return section;
}

/* Who has one monitor chooses nothing. */
static void
update (VtrMonitorMenu *self)
{
  g_autoptr (GMenu) shown = NULL;
  g_autoptr (GMenu) windows = NULL;
  VtrConsoleDisplay *display = vtr_console_view_get_display (self->view);

  g_menu_remove_all (self->menu);
  if (count (self) > 0 && vtr_console_display_get_monitor (display) >= count (self))
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "monitor",
                                        g_variant_new_string ("0"));
  if (count (self) < 2)
    return;

  /* Translators: one of several screens of a machine, with its number */
  shown = make_section (self, _("Monitor %u"), "console.monitor");
  /* Translators: one of several screens of a machine, with its number */
  windows = make_section (self, _("Monitor %u in Its Own Window"), "console.monitor-window");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (shown));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (windows));
}

static void
on_monitor_change_state_cb (GSimpleAction *action,
                            GVariant      *value,
                            gpointer       user_data)
{
  VtrMonitorMenu *self = user_data;
  guint64 monitor = g_ascii_strtoull (g_variant_get_string (value, NULL), NULL, 10);

  if (monitor != 0 && monitor >= count (self))
    return;

  g_simple_action_set_state (action, value);
  vtr_console_display_set_monitor (vtr_console_view_get_display (self->view), (guint) monitor);
}

static void
on_window_destroy_cb (VtrMonitorMenu *self,
                      GtkWidget      *window)
{
  g_ptr_array_remove (self->windows, window);
}

static GtkWidget *
make_window (VtrMonitorMenu *self,
             guint           monitor)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->view));
  GtkWidget *window = adw_window_new ();
  GtkWidget *page = adw_toolbar_view_new ();
  GtkWidget *display = vtr_console_display_new ();
  const char *name = vtr_console_view_get_title (self->view);
  /* Translators: the title of a window: the name of a machine, and which of its screens it is. */
  g_autofree char *title = g_strdup_printf (_("%s: monitor %u"), name != NULL ? name : "",
                                            monitor + 1);

  vtr_console_display_set_monitor (VTR_CONSOLE_DISPLAY (display), monitor);
  vtr_console_display_set_session (VTR_CONSOLE_DISPLAY (display), self->session);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (page), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (page), display);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 815);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_application (GTK_WINDOW (window),
                                gtk_window_get_application (GTK_WINDOW (root)));
  g_signal_connect_object (window, "destroy", G_CALLBACK (on_window_destroy_cb), self,
                           G_CONNECT_SWAPPED);
  return window;
}

static void
on_monitor_window_activate_cb (GSimpleAction *action,
                               GVariant      *parameter,
                               gpointer       user_data)
{
  VtrMonitorMenu *self = user_data;
  guint64 monitor = g_ascii_strtoull (g_variant_get_string (parameter, NULL), NULL, 10);
  GtkWidget *window;

  if (monitor >= count (self))
    return;

  window = make_window (self, (guint) monitor);
  g_ptr_array_add (self->windows, window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
close_windows (VtrMonitorMenu *self)
{
  while (self->windows->len > 0)
    gtk_window_destroy (self->windows->pdata[self->windows->len - 1]);
}

/**
 * vtr_monitor_menu_set_session:
 * @session: (nullable): whose monitors there are
 */
void
vtr_monitor_menu_set_session (VtrMonitorMenu    *self,
                              VtrConsoleSession *session)
{
  g_return_if_fail (VTR_IS_MONITOR_MENU (self));

  if (!g_set_object (&self->session, session))
    return;

  close_windows (self);
  g_signal_group_set_target (self->signals, session != NULL
                                              ? vtr_console_session_get_monitors (session)
                                              : NULL);
  update (self);
}

/**
 * vtr_monitor_menu_get_model:
 *
 * Returns: (transfer none): sections for a menu, none while there is nothing to choose
 */
GMenuModel *
vtr_monitor_menu_get_model (VtrMonitorMenu *self)
{
  g_return_val_if_fail (VTR_IS_MONITOR_MENU (self), NULL);

  return G_MENU_MODEL (self->menu);
}

static void
vtr_monitor_menu_dispose (GObject *object)
{
  VtrMonitorMenu *self = VTR_MONITOR_MENU (object);

  close_windows (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  if (self->actions != NULL)
    {
      g_action_map_remove_action (G_ACTION_MAP (self->actions), "monitor");
      g_action_map_remove_action (G_ACTION_MAP (self->actions), "monitor-window");
    }
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (vtr_monitor_menu_parent_class)->dispose (object);
}

static void
vtr_monitor_menu_finalize (GObject *object)
{
  VtrMonitorMenu *self = VTR_MONITOR_MENU (object);

  g_object_unref (self->menu);
  g_ptr_array_unref (self->windows);

  G_OBJECT_CLASS (vtr_monitor_menu_parent_class)->finalize (object);
}

static void
vtr_monitor_menu_class_init (VtrMonitorMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_monitor_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = vtr_monitor_menu_finalize;
}

static void
vtr_monitor_menu_init (VtrMonitorMenu *self)
{
  self->menu = g_menu_new ();
  self->windows = g_ptr_array_new ();
  self->signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (update), self);
}

/**
 * vtr_monitor_menu_new:
 * @view: who owns the result
 * @actions: what "monitor" and "monitor-window" are added to
 *
 * Returns: (transfer full): an empty menu
 */
VtrMonitorMenu *
vtr_monitor_menu_new (VtrConsoleView     *view,
                      GSimpleActionGroup *actions)
{
  static const GActionEntry entries[] = {
    { .name = "monitor", .parameter_type = "s", .state = "'0'",
      .change_state = on_monitor_change_state_cb },
    { .name = "monitor-window", .parameter_type = "s",
      .activate = on_monitor_window_activate_cb },
  };
  VtrMonitorMenu *self = g_object_new (VTR_TYPE_MONITOR_MENU, NULL);

  self->view = view;
  self->actions = g_object_ref (actions);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  return self;
}
