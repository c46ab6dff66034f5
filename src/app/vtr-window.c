/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-window.h"

#include "vtr-host-actions.h"
#include "vtr-host-banner.h"
#include "vtr-host-status.h"
#include "vtr-job-trouble.h"
#include "vtr-jobs-button.h"
#include "vtr-sidebar.h"

#include "fleet/vtr-host-address.h"
#include "pages/connect/vtr-host-dialog.h"
#include "pages/create/vtr-create-dialog.h"
#include "pages/host/vtr-host-page.h"
#include "pages/machine/vtr-machine-window.h"
#include "pages/machines/vtr-machines-page.h"
#include "virt/machine/vtr-machine.h"
#include "widgets/vtr-keep.h"

#include <glib/gi18n-lib.h>

struct _VtrWindow
{
  AdwApplicationWindow    parent_instance;

  /* owned */
  VtrFleet               *fleet;
  GSettings              *settings;
  VtrHost                *told_host; /* whose state stands in the content, or NULL */
  VtrHostActions         *host_actions; /* of that host */
  GSignalGroup           *host_signals;
  GSignalGroup           *host_machines;

  /* template children */
  AdwToastOverlay        *toasts;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *content_page;
  GtkMenuButton          *menu_button;
  VtrSidebar             *sidebar;
  AdwWindowTitle         *window_title;
  GtkMenuButton          *columns_button;
  GtkToggleButton        *search_button;
  VtrJobsButton          *jobs_button;
  VtrHostBanner          *banner;
  AdwViewSwitcher        *switcher;
  AdwViewSwitcherBar     *switcher_bar;
  VtrHostPage            *host_page;
  GtkStack               *stack;
  VtrHostStatus          *host_status;
  VtrMachinesPage        *machines_page;

  /* state */
  gboolean                settled;
  gboolean                is_narrow;
};

enum
{
  PROP_0,
  PROP_SETTLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrWindow, vtr_window, ADW_TYPE_APPLICATION_WINDOW)

static guint
count_hosts (VtrWindow *self)
{
  return g_list_model_get_n_items (vtr_fleet_get_hosts (self->fleet));
}

/* What is in the content */

/* A host without machines says what it is like instead; while its list is on its way, the page of
 * machines shows that it comes. */
static gboolean
host_speaks (VtrHost *host)
{
  return g_list_model_get_n_items (vtr_host_get_machines (host)) == 0
         && (vtr_host_get_state (host) != VTR_HOST_CONNECTED || vtr_host_is_list_complete (host));
}

static gboolean
is_any_connected (VtrWindow *self)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      if (vtr_host_get_state (host) == VTR_HOST_CONNECTED)
        return TRUE;
    }
  return FALSE;
}

/* With nothing to show of any host, the one that there is says why in the views of all, too. */
static const char *
choose_content (VtrWindow *self)
{
  if (count_hosts (self) == 0)
    return self->settled ? "no-hosts" : "wait";
  if (self->told_host != NULL)
    return host_speaks (self->told_host) ? "host" : "machines";
  if (self->settled && vtr_fleet_get_n_machines (self->fleet) == 0
      && vtr_fleet_is_complete (self->fleet) && !is_any_connected (self))
    return "no-connection";
  return "machines";
}

static VtrHost *
choose_told_host (VtrWindow *self)
{
  VtrHost *selected = vtr_sidebar_get_host (self->sidebar);
  g_autoptr (VtrHost) first = g_list_model_get_item (vtr_fleet_get_hosts (self->fleet), 0);

  return selected == NULL && count_hosts (self) == 1 ? first : selected;
}

static void
update_told_host (VtrWindow *self)
{
  VtrHost *host = choose_told_host (self);

  if (!g_set_object (&self->told_host, host))
    return;

  g_clear_object (&self->host_actions);
  if (host != NULL)
    self->host_actions = vtr_host_actions_new (self->fleet, host, GTK_WIDGET (self->stack));
  gtk_widget_insert_action_group (
      GTK_WIDGET (self), "host",
      host != NULL ? vtr_host_actions_get_group (self->host_actions) : NULL);
  g_signal_group_set_target (self->host_signals, host);
  g_signal_group_set_target (self->host_machines,
                             host != NULL ? vtr_host_get_machines (host) : NULL);
  vtr_host_banner_set_host (self->banner, host);
  vtr_host_status_set_host (self->host_status, host);
}

static gboolean
shows_machines (VtrWindow *self)
{
  return g_strcmp0 (vtr_host_page_get_visible_tab (self->host_page), VTR_HOST_PAGE_MACHINES) == 0;
}

static void
update_subtitle (VtrWindow *self,
                 gboolean   has_machines)
{
  g_autofree char *count = NULL;

  g_object_get (self->machines_page, "count-label", &count, NULL);
  adw_window_title_set_subtitle (self->window_title, has_machines ? count : "");
}

/* Beside a host's machines stand its other pages; a narrow window has them at its foot. */
static void
update_switchers (VtrWindow *self)
{
  VtrHost *host = vtr_sidebar_get_host (self->sidebar);

  vtr_host_page_set_host (self->host_page, host);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), host != NULL && !self->is_narrow);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, host != NULL && self->is_narrow);
}

static void
update_content (VtrWindow *self)
{
  const char *content;
  gboolean has_machines;

  if (self->fleet == NULL)
    return;

  update_told_host (self);
  update_switchers (self);
  content = choose_content (self);
  has_machines = g_str_equal (content, "machines") && shows_machines (self);
  gtk_stack_set_visible_child_name (self->stack, content);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), has_machines);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), has_machines);
  update_subtitle (self, has_machines);
}

static void
update_title (VtrWindow *self)
{
  static const char *const titles[] = {
    [VTR_SCOPE_ALL] = NC_("view", "All Machines"),
    [VTR_SCOPE_RUNNING] = NC_("view", "Running"),
    [VTR_SCOPE_ATTENTION] = NC_("view", "Needs Attention"),
  };
  VtrScope scope = vtr_sidebar_get_scope (self->sidebar);
  VtrHost *host = vtr_sidebar_get_host (self->sidebar);

  adw_navigation_page_set_title (self->content_page,
                                 host != NULL ? vtr_host_get_title (host)
                                              : g_dpgettext2 (NULL, "view", titles[scope]));
}

static void
on_sidebar_selected_cb (VtrWindow *self,
                        int        scope,
                        VtrHost   *host)
{
  vtr_machines_page_set_scope (self->machines_page, (VtrScope) scope, host);
  update_title (self);
  update_content (self);
}

static void
on_sidebar_activated_cb (VtrWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* Nothing is sampled for a window that nobody sees. */
static void
update_watched (VtrWindow *self)
{
  gboolean is_seen = gtk_widget_get_mapped (GTK_WIDGET (self))
                     && !gtk_window_is_suspended (GTK_WINDOW (self));
  gboolean collapsed = adw_navigation_split_view_get_collapsed (self->split_view);
  gboolean content = adw_navigation_split_view_get_show_content (self->split_view);

  vtr_sidebar_set_watched (self->sidebar, is_seen && (!collapsed || !content));
  vtr_machines_page_set_watched (self->machines_page,
                                 is_seen && (!collapsed || content) && shows_machines (self));
}

static void
on_tab_cb (VtrWindow *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  update_content (self);
  update_watched (self);
}

/* The actions */

static void
add_host (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  vtr_host_dialog_present (widget, VTR_WINDOW (widget)->fleet, NULL);
}

static void
add_demo (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);
  const VtrHostAddress demo = { .kind = VTR_HOST_KIND_DEMO };
  g_autofree char *uri = vtr_host_address_to_uri (&demo, NULL);
  VtrHost *host = vtr_fleet_add_host (self->fleet, uri, NULL, TRUE, TRUE);

  vtr_host_connect (host);
  gtk_widget_activate_action (widget, "win.show-host", "s", uri);
}

/* The host that is looked at, else the first that can be asked. */
static VtrHost *
find_host_for_new_machine (VtrWindow *self)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);
  VtrHost *found = self->told_host != NULL && vtr_host_is_usable (self->told_host) ? self->told_host
                                                                                   : NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      found = vtr_host_is_usable (host) ? host : NULL;
    }
  return found;
}

static void
new_machine (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);
  VtrHost *host = find_host_for_new_machine (self);

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;
  if (host != NULL)
    vtr_create_dialog_present (widget, self->fleet, host);
  else
    vtr_window_say (self, _("Connect a host first: a machine has to be somewhere."));
}

static void
connect_all (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  GListModel *hosts = vtr_fleet_get_hosts (VTR_WINDOW (widget)->fleet);

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      vtr_host_connect (host);
    }
}

static void
show_host (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);
  VtrHost *host = vtr_fleet_find_host (self->fleet, g_variant_get_string (parameter, NULL));

  if (host == NULL)
    return;
  vtr_sidebar_select (self->sidebar, VTR_SCOPE_HOST, host);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
show_host_page (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);
  const char *uri, *tab;
  VtrHost *host;

  g_variant_get (parameter, "(&s&s)", &uri, &tab);
  host = vtr_fleet_find_host (self->fleet, uri);
  if (host == NULL)
    return;
  vtr_sidebar_select (self->sidebar, VTR_SCOPE_HOST, host);
  vtr_host_page_set_visible_tab (self->host_page, tab);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static VtrMachine *
find_machine (VtrWindow  *self,
              const char *uuid)
{
  GListModel *hosts = vtr_fleet_get_hosts (self->fleet);
  VtrMachine *machine = NULL;

  for (guint i = 0; machine == NULL && i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      machine = vtr_host_find_machine (host, uuid);
    }
  return machine;
}

static gboolean
is_in_view (VtrWindow  *self,
            VtrMachine *machine)
{
  switch (vtr_sidebar_get_scope (self->sidebar))
    {
    case VTR_SCOPE_RUNNING:
      return vtr_machine_is_active (machine);
    case VTR_SCOPE_ATTENTION:
      return vtr_machine_needs_attention (machine);
    case VTR_SCOPE_HOST:
      return vtr_machine_get_host (machine) == vtr_sidebar_get_host (self->sidebar);
    case VTR_SCOPE_ALL:
    default:
      return TRUE;
    }
}

static void
select_machine (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);
  VtrMachine *machine = find_machine (self, g_variant_get_string (parameter, NULL));

  if (machine == NULL)
    return;
  if (!is_in_view (self, machine))
    vtr_sidebar_select (self->sidebar, VTR_SCOPE_ALL, NULL);
  vtr_host_page_set_visible_tab (self->host_page, VTR_HOST_PAGE_MACHINES);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  vtr_machines_page_select (self->machines_page, machine);
}

static GtkWidget *
find_machine_window (GtkApplication *application,
                     VtrMachine     *machine)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (VTR_IS_MACHINE_WINDOW (l->data)
        && vtr_machine_window_get_machine (l->data) == machine)
      return l->data;

  return NULL;
}

static void
show_machine (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  VtrMachine *machine = find_machine (self, g_variant_get_string (parameter, NULL));
  GtkWidget *window;

  if (machine == NULL)
    return;

  window = find_machine_window (application, machine);
  if (window == NULL)
    window = vtr_machine_window_new (application, machine, self->settings);
  gtk_window_present (GTK_WINDOW (window));
}

static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  vtr_host_page_set_visible_tab (self->host_page, VTR_HOST_PAGE_MACHINES);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "machines"))
    vtr_machines_page_set_search_mode (self->machines_page, TRUE);
}

/* A narrow window has room for one of the two; a wide one gives all of it to the content. */
static void
toggle_sidebar (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  VtrWindow *self = VTR_WINDOW (widget);
  gboolean collapsed = adw_navigation_split_view_get_collapsed (self->split_view);

  if (self->is_narrow)
    {
      gboolean shown = adw_navigation_split_view_get_show_content (self->split_view);

      adw_navigation_split_view_set_show_content (self->split_view, !shown);
      return;
    }

  adw_navigation_split_view_set_collapsed (self->split_view, !collapsed);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  g_settings_set_boolean (self->settings, "sidebar-visible", collapsed);
}

static void
on_narrow_apply_cb (VtrWindow *self)
{
  self->is_narrow = TRUE;
  update_content (self);
}

static void
on_narrow_unapply_cb (VtrWindow *self)
{
  self->is_narrow = FALSE;
  update_content (self);
}

/* The size */

static gboolean
vtr_window_close_request (GtkWindow *window)
{
  VtrWindow *self = VTR_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (vtr_window_parent_class)->close_request (window);
}

static void
restore_size (VtrWindow *self)
{
  double sidebar_width = g_settings_get_double (self->settings, "sidebar-width");

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_navigation_split_view_set_max_sidebar_width (self->split_view, sidebar_width);
  adw_navigation_split_view_set_collapsed (
      self->split_view, !g_settings_get_boolean (self->settings, "sidebar-visible"));
}

/* The type */

static void
vtr_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_window_parent_class)->map (widget);
  update_watched (VTR_WINDOW (widget));
}

static void
vtr_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_window_parent_class)->unmap (widget);
  update_watched (VTR_WINDOW (widget));
}

static void
vtr_window_dispose (GObject *object)
{
  VtrWindow *self = VTR_WINDOW (object);

  g_clear_object (&self->host_signals);
  g_clear_object (&self->host_machines);
  g_clear_object (&self->host_actions);
  g_clear_object (&self->told_host);
  if (self->split_view != NULL)
    vtr_keep_until_idle (self->split_view);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_WINDOW);
  g_clear_object (&self->fleet);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vtr_window_parent_class)->dispose (object);
}

static void
vtr_window_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  VtrWindow *self = VTR_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SETTLED:
      g_value_set_boolean (value, self->settled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_window_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  VtrWindow *self = VTR_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SETTLED:
      vtr_window_set_settled (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, columns_button);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, jobs_button);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, host_page);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, host_status);
  gtk_widget_class_bind_template_child (widget_class, VtrWindow, machines_page);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_unapply_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.add-host", NULL, add_host);
  gtk_widget_class_install_action (widget_class, "win.add-demo", NULL, add_demo);
  gtk_widget_class_install_action (widget_class, "win.new-machine", NULL, new_machine);
  gtk_widget_class_install_action (widget_class, "win.connect-all", NULL, connect_all);
  gtk_widget_class_install_action (widget_class, "win.show-host", "s", show_host);
  gtk_widget_class_install_action (widget_class, "win.show-host-page", "(ss)", show_host_page);
  gtk_widget_class_install_action (widget_class, "win.select-machine", "s", select_machine);
  gtk_widget_class_install_action (widget_class, "win.show-machine", "s", show_machine);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar);
}

static void
vtr_window_class_init (VtrWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_window_dispose;
  object_class->get_property = vtr_window_get_property;
  object_class->set_property = vtr_window_set_property;
  widget_class->map = vtr_window_map;
  widget_class->unmap = vtr_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = vtr_window_close_request;

  properties[PROP_SETTLED] = g_param_spec_boolean (
      "settled", NULL, NULL, FALSE,
      (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_actions (widget_class);

  g_type_ensure (VTR_TYPE_HOST_BANNER);
  g_type_ensure (VTR_TYPE_HOST_PAGE);
  g_type_ensure (VTR_TYPE_HOST_STATUS);
  g_type_ensure (VTR_TYPE_JOBS_BUTTON);
  g_type_ensure (VTR_TYPE_MACHINES_PAGE);
  g_type_ensure (VTR_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/app/vtr-window.ui");
  bind_children (widget_class);
}

static void
vtr_window_init (VtrWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->host_signals = g_signal_group_new (VTR_TYPE_HOST);
  g_signal_group_connect_swapped (self->host_signals, "notify::state", G_CALLBACK (update_content),
                                  self);
  g_signal_group_connect_swapped (self->host_signals, "notify::list-complete",
                                  G_CALLBACK (update_content), self);
  g_signal_group_connect_swapped (self->host_signals, "notify::title", G_CALLBACK (update_title),
                                  self);
  self->host_machines = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->host_machines, "items-changed",
                                  G_CALLBACK (update_content), self);

  g_signal_connect (self, "notify::suspended", G_CALLBACK (update_watched), NULL);
  g_signal_connect_swapped (self->split_view, "notify::collapsed", G_CALLBACK (update_watched),
                            self);
  g_signal_connect_swapped (self->split_view, "notify::show-content", G_CALLBACK (update_watched),
                            self);
}

/* Says it in the window as well as in its list: somebody waits for what they have just begun. */
static void
on_job_finished_cb (VtrWindow *self,
                    VtrJob    *job)
{
  if (vtr_job_get_state (job) == VTR_JOB_FAILED && !vtr_job_is_summarised (job))
    adw_toast_overlay_add_toast (self->toasts,
                                 vtr_job_trouble_make_toast (job, GTK_WIDGET (self)));
}

static void
set_up (VtrWindow *self)
{
  g_autoptr (GMenuModel) columns = NULL;

  restore_size (self);
  vtr_machines_page_set_fleet (self->machines_page, self->fleet, self->settings);
  /* Not the window: there are dialogs in it, in which one types something else. */
  vtr_machines_page_set_key_capture_widget (self->machines_page, GTK_WIDGET (self->split_view));
  vtr_sidebar_set_fleet (self->sidebar, self->fleet);
  vtr_jobs_button_set_jobs (self->jobs_button, vtr_fleet_get_jobs (self->fleet));
  columns = vtr_machines_page_get_column_menu (self->machines_page);
  gtk_menu_button_set_menu_model (self->columns_button, columns);

  g_signal_connect_object (self->machines_page, "notify::count-label", G_CALLBACK (update_content),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "notify::complete", G_CALLBACK (update_content), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_fleet_get_hosts (self->fleet), "items-changed",
                           G_CALLBACK (update_content), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_fleet_get_jobs (self->fleet), "job-finished",
                           G_CALLBACK (on_job_finished_cb), self, G_CONNECT_SWAPPED);
  update_content (self);
}

/**
 * vtr_window_new:
 * @application: the application
 * @fleet: the hosts
 * @settings: what remembers its size
 *
 * Returns: (transfer none): a window
 */
GtkWidget *
vtr_window_new (GtkApplication *application,
                VtrFleet       *fleet,
                GSettings      *settings)
{
  VtrWindow *self = g_object_new (VTR_TYPE_WINDOW, "application", application, NULL);

  self->fleet = g_object_ref (fleet);
  self->settings = g_object_ref (settings);
  set_up (self);
  return GTK_WIDGET (self);
}

void
vtr_window_set_settled (VtrWindow *self,
                        gboolean   settled)
{
  if (self->settled == settled)
    return;

  self->settled = settled;
  update_content (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTLED]);
}

void
vtr_window_say (VtrWindow  *self,
                const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
