/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-networks-page.h"

#include <glib/gi18n-lib.h>

#include "definition/network/vtr-subnet.h"
#include "virt/network/vtr-network-lease.h"
#include "virt/network/vtr-network-users.h"
#include "virt/network/vtr-networks.h"
#include "widgets/vtr-question.h"
#include "widgets/vtr-trouble-view.h"
#include "xml/vtr-xml-node.h"

#include "vtr-network-details.h"
#include "vtr-network-dialog.h"
#include "vtr-network-row.h"

struct _VtrNetworksPage
{
  AdwBin                  parent_instance;

  /* owned */
  VtrHost                *host;
  VtrNetwork             *shown;
  GSignalGroup           *signals; /* of the one that is shown */
  GtkSortListModel       *sorted;
  GCancellable           *cancellable;

  /* template children */
  GtkWidget              *bin;
  AdwToastOverlay        *toasts;
  GtkStack               *stack;
  VtrTroubleView         *trouble_view;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *content_page;
  GtkListBox             *list;
  VtrNetworkDetails      *details;
};

G_DEFINE_FINAL_TYPE (VtrNetworksPage, vtr_networks_page, ADW_TYPE_BIN)

static void
say (VtrNetworksPage *self,
     const char      *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What can be done */

static void
update_actions (VtrNetworksPage *self)
{
  gboolean is_read = self->shown != NULL && vtr_network_get_saved (self->shown) != NULL;
  gboolean is_active = self->shown != NULL && vtr_network_is_active (self->shown);
  gboolean is_persistent = self->shown != NULL && vtr_network_is_persistent (self->shown);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "networks.start", is_read && !is_active);
  gtk_widget_action_set_enabled (widget, "networks.stop", is_read && is_active);
  gtk_widget_action_set_enabled (widget, "networks.restart", is_read && is_active && is_persistent);
  gtk_widget_action_set_enabled (widget, "networks.edit", is_read && is_persistent);
  gtk_widget_action_set_enabled (widget, "networks.edit-xml", is_read && is_persistent);
  gtk_widget_action_set_enabled (widget, "networks.delete", is_read);
}

static void
update_shown (VtrNetworksPage *self)
{
  adw_navigation_page_set_title (self->content_page, self->shown != NULL
                                                         ? vtr_network_get_name (self->shown)
                                                         : _("Network"));
  update_actions (self);
}

/* Any change of what the host has offered to do is told by the window, when it fails. */
static void
perform (VtrNetworksPage *self,
         VtrNetworkVerb   verb)
{
  g_autoptr (VtrJob) job = vtr_network_perform (self->shown, verb);
}

/* The running machines that are plugged in: they lose their network when it stops. */
static GStrv
list_cut_off (VtrNetwork *network)
{
  g_autoptr (GPtrArray) users = vtr_network_list_users (network);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; vtr_network_is_active (network) && i < users->len; i++)
    {
      const VtrNetworkUser *user = users->pdata[i];

      if (vtr_machine_is_active (user->machine))
        g_strv_builder_add (names, vtr_machine_get_display_name (user->machine));
    }
  return g_strv_builder_end (names);
}

typedef struct
{
  VtrNetworksPage *page;
  VtrNetwork      *network;
  VtrNetworkVerb   verb;
} Asking;

static void offer_undo (VtrNetworksPage *self,
                        VtrNetwork      *network,
                        VtrJob          *job);

static void
do_it (VtrNetworksPage *self,
       VtrNetwork      *network,
       VtrNetworkVerb   verb)
{
  g_autoptr (VtrJob) job = vtr_network_perform (network, verb);

  if (verb == VTR_NETWORK_DELETE)
    offer_undo (self, network, job);
}

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (VtrNetworksPage) self = asking->page;
  g_autoptr (VtrNetwork) network = asking->network;

  if (vtr_question_ask_finish (result, NULL, NULL) && vtr_network_get_host (network) != NULL)
    do_it (self, network, asking->verb);
}

static void
ask (VtrNetworksPage *self,
     VtrNetworkVerb   verb,
     const char      *heading_format,
     const char      *confirm_label)
{
  g_auto (GStrv) losses = list_cut_off (self->shown);
  g_autofree char *heading = g_strdup_printf (heading_format, vtr_network_get_name (self->shown));
  const VtrQuestion question = {
    .heading = heading,
    .body = verb == VTR_NETWORK_RESTART
                ? _("These machines lose their network. They get it back when they are restarted, "
                    "or when their network card is pulled out and plugged in again.")
                : _("These machines lose their network:"),
    .losses = (const char *const *) losses,
    .confirm_label = confirm_label,
    .destructive = TRUE,
  };
  Asking *asking;

  if (g_strv_length (losses) == 0)
    {
      do_it (self, self->shown, verb);
      return;
    }

  asking = g_new (Asking, 1);
  *asking = (Asking) { g_object_ref (self), g_object_ref (self->shown), verb };
  vtr_question_ask_async (GTK_WIDGET (self), &question, self->cancellable, on_answered_cb, asking);
}

/* Undo */

typedef struct
{
  VtrNetworksPage *page;
  char            *name;
  char            *xml;
  gboolean         was_active;
  gboolean         autostart;
} Deleted;

static void
free_deleted (gpointer  data,
              GClosure *closure)
{
  Deleted *deleted = data;

  g_object_unref (deleted->page);
  g_free (deleted->name);
  g_free (deleted->xml);
  g_free (deleted);
}

static void
on_undo_cb (AdwToast *toast,
            gpointer  user_data)
{
  const Deleted *deleted = user_data;
  g_autoptr (VtrJob) job
      = vtr_networks_create (vtr_host_get_networks (deleted->page->host), deleted->xml,
                             deleted->was_active, deleted->autostart, FALSE);
}

static void
on_deleted_cb (VtrJob  *job,
               gpointer user_data)
{
  Deleted *deleted = user_data;
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (vtr_job_get_state (job) != VTR_JOB_SUCCEEDED
      || gtk_widget_get_root (GTK_WIDGET (deleted->page)) == NULL)
    return;

  title = g_strdup_printf (_("The network “%s” was removed"), deleted->name);
  toast = adw_toast_new (title);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  /* Behind what else is being said, the way back would come late. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_cb),
                         g_memdup2 (&(Deleted) { g_object_ref (deleted->page),
                                                 g_strdup (deleted->name), g_strdup (deleted->xml),
                                                 deleted->was_active, deleted->autostart },
                                    sizeof (Deleted)),
                         free_deleted, 0);
  adw_toast_overlay_add_toast (deleted->page->toasts, toast);
}

static void
offer_undo (VtrNetworksPage *self,
            VtrNetwork      *network,
            VtrJob          *job)
{
  Deleted *deleted = g_new (Deleted, 1);

  *deleted = (Deleted) { g_object_ref (self), g_strdup (vtr_network_get_name (network)),
                         vtr_xml_doc_to_string (vtr_network_get_saved (network)),
                         vtr_network_is_active (network), vtr_network_get_autostart (network) };
  g_signal_connect_data (job, "finished", G_CALLBACK (on_deleted_cb), deleted, free_deleted, 0);
}

/* The actions */

static void
start (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  perform (VTR_NETWORKS_PAGE (widget), VTR_NETWORK_START);
}

static void
stop (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  ask (VTR_NETWORKS_PAGE (widget), VTR_NETWORK_STOP, _("Stop the network “%s”?"), _("_Stop"));
}

static void
restart (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ask (VTR_NETWORKS_PAGE (widget), VTR_NETWORK_RESTART, _("Restart the network “%s”?"),
       _("_Restart"));
}

static void
delete_network (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ask (VTR_NETWORKS_PAGE (widget), VTR_NETWORK_DELETE, _("Remove the network “%s”?"),
       _("_Remove"));
}

static void
set_autostart (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  VtrNetworksPage *self = VTR_NETWORKS_PAGE (widget);

  if (self->shown != NULL)
    perform (self, g_variant_get_boolean (parameter) ? VTR_NETWORK_AUTOSTART_ON
                                                     : VTR_NETWORK_AUTOSTART_OFF);
}

static void
show_dialog (VtrNetworksPage *self,
             VtrNetwork      *network,
             const char      *view)
{
  AdwDialog *dialog = vtr_network_dialog_new (vtr_host_get_networks (self->host), network, view);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  show_dialog (VTR_NETWORKS_PAGE (widget), NULL, VTR_NETWORK_DIALOG_BASICS);
}

static void
edit (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrNetworksPage *self = VTR_NETWORKS_PAGE (widget);

  show_dialog (self, self->shown, VTR_NETWORK_DIALOG_BASICS);
}

static void
edit_xml (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  VtrNetworksPage *self = VTR_NETWORKS_PAGE (widget);

  show_dialog (self, self->shown, VTR_NETWORK_DIALOG_XML);
}

static void
retry (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  vtr_networks_load (vtr_host_get_networks (VTR_NETWORKS_PAGE (widget)->host));
}

/* Fixing an address */

static void
on_fixed_cb (VtrNetworksPage *self,
             GParamSpec      *pspec,
             VtrJob          *job)
{
  if (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED)
    say (self, vtr_job_get_status (job));
}

static VtrXmlNode *
find_subnet_of (VtrXmlDoc  *doc,
                const char *address)
{
  g_autoptr (GPtrArray) ips = vtr_xml_node_find_all (vtr_xml_doc_get_root (doc), "ip");
  VtrAddress wanted;

  for (guint i = 0; vtr_address_parse (address, &wanted) && i < ips->len; i++)
    {
      VtrSubnet subnet;

      if (vtr_subnet_read (ips->pdata[i], &subnet) && vtr_subnet_contains (&subnet, &wanted))
        return ips->pdata[i];
    }
  return NULL;
}

static void
on_fix_lease_cb (VtrNetworksPage *self,
                 VtrNetworkLease *lease)
{
  VtrXmlDoc *saved = vtr_network_get_saved (self->shown);
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_copy (saved);
  g_autofree char *base = vtr_xml_doc_to_string (saved);
  g_autofree char *path = g_strdup_printf ("dhcp/host[@mac='%s']/@ip",
                                           vtr_network_lease_get_mac (lease));
  VtrXmlNode *ip = find_subnet_of (doc, vtr_network_lease_get_address (lease));
  g_autofree char *xml = NULL;
  g_autoptr (VtrJob) job = NULL;

  if (ip == NULL)
    return;

  vtr_xml_node_set (ip, path, vtr_network_lease_get_address (lease));
  xml = vtr_xml_doc_to_string (doc);
  job = vtr_network_change (self->shown, base, xml, FALSE);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (on_fixed_cb), self, G_CONNECT_SWAPPED);
}

/* The list */

static void
show_network (VtrNetworksPage *self,
              VtrNetwork      *network)
{
  if (!g_set_object (&self->shown, network))
    return;

  g_signal_group_set_target (self->signals, network);
  vtr_network_details_set_network (self->details, network);
  update_shown (self);
}

static void
on_row_selected_cb (VtrNetworksPage *self,
                    GtkListBoxRow   *row)
{
  show_network (self, row != NULL ? vtr_network_row_get_network (VTR_NETWORK_ROW (row)) : NULL);
}

static void
on_row_activated_cb (VtrNetworksPage *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
update_state (VtrNetworksPage *self)
{
  VtrNetworks *networks = vtr_host_get_networks (self->host);
  const VtrTrouble *trouble = vtr_networks_get_trouble (networks);
  gboolean is_empty = g_list_model_get_n_items (vtr_networks_get_list (networks)) == 0;

  switch (vtr_networks_get_state (networks))
    {
    case VTR_NETWORKS_UNSUPPORTED:
      gtk_stack_set_visible_child_name (self->stack, "unsupported");
      break;
    case VTR_NETWORKS_FAILED:
      vtr_trouble_view_set_trouble (self->trouble_view, trouble);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      break;
    case VTR_NETWORKS_LISTED:
      gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
      break;
    case VTR_NETWORKS_UNKNOWN:
    case VTR_NETWORKS_LOADING:
    default:
      gtk_stack_set_visible_child_name (self->stack, is_empty ? "loading" : "list");
    }
}

/* Something is shown for as long as there is something; which one is the first is known when all
 * are there. */
static void
on_items_changed_cb (VtrNetworksPage *self)
{
  VtrNetworksState state = vtr_networks_get_state (vtr_host_get_networks (self->host));

  update_state (self);
  if (state == VTR_NETWORKS_LISTED && gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return vtr_network_row_new (item);
}

/* The type */

static void
vtr_networks_page_map (GtkWidget *widget)
{
  VtrNetworksPage *self = VTR_NETWORKS_PAGE (widget);

  GTK_WIDGET_CLASS (vtr_networks_page_parent_class)->map (widget);
  vtr_networks_load (vtr_host_get_networks (self->host));
  /* Who is plugged in stands in the definitions of the machines. */
  vtr_host_load_all_details (self->host);
}

static void
vtr_networks_page_dispose (GObject *object)
{
  VtrNetworksPage *self = VTR_NETWORKS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  /* The last row takes what is shown with it. */
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->signals);
  if (self->bin != NULL)
    adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_NETWORKS_PAGE);
  g_clear_object (&self->sorted);
  g_clear_object (&self->shown);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (vtr_networks_page_parent_class)->dispose (object);
}

static void
vtr_networks_page_finalize (GObject *object)
{
  g_object_unref (VTR_NETWORKS_PAGE (object)->cancellable);

  G_OBJECT_CLASS (vtr_networks_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "networks.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "networks.start", NULL, start);
  gtk_widget_class_install_action (widget_class, "networks.stop", NULL, stop);
  gtk_widget_class_install_action (widget_class, "networks.restart", NULL, restart);
  gtk_widget_class_install_action (widget_class, "networks.edit", NULL, edit);
  gtk_widget_class_install_action (widget_class, "networks.edit-xml", NULL, edit_xml);
  gtk_widget_class_install_action (widget_class, "networks.delete", NULL, delete_network);
  gtk_widget_class_install_action (widget_class, "networks.set-autostart", "b", set_autostart);
  gtk_widget_class_install_action (widget_class, "networks.retry", NULL, retry);
}

static void
vtr_networks_page_class_init (VtrNetworksPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_networks_page_dispose;
  object_class->finalize = vtr_networks_page_finalize;
  widget_class->map = vtr_networks_page_map;

  install_actions (widget_class);
  g_type_ensure (VTR_TYPE_NETWORK_DETAILS);
  g_type_ensure (VTR_TYPE_TROUBLE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-networks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, bin);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, trouble_view);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, content_page);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, list);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworksPage, details);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_fix_lease_cb);
}

static void
vtr_networks_page_init (VtrNetworksPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (VTR_TYPE_NETWORK);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update_shown), self);
}

/**
 * vtr_networks_page_new:
 * @host: a host that is connected
 *
 * Returns: (transfer floating): its networks
 */
GtkWidget *
vtr_networks_page_new (VtrHost *host)
{
  VtrNetworksPage *self = g_object_new (VTR_TYPE_NETWORKS_PAGE, NULL);
  VtrNetworks *networks = vtr_host_get_networks (host);
  GtkExpression *name = gtk_property_expression_new (VTR_TYPE_NETWORK, NULL, "name");

  self->host = g_object_ref (host);
  self->sorted = gtk_sort_list_model_new (g_object_ref (vtr_networks_get_list (networks)),
                                          GTK_SORTER (gtk_string_sorter_new (name)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->sorted), create_row, NULL, NULL);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (networks, "changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_items_changed_cb (self);
  update_shown (self);
  return GTK_WIDGET (self);
}
