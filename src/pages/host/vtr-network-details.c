/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-details.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "definition/network/vtr-network-mode.h"
#include "definition/network/vtr-subnet.h"
#include "virt/host/vtr-host.h"
#include "virt/network/vtr-network-lease.h"
#include "virt/network/vtr-network-users.h"
#include "widgets/vtr-trouble-view.h"

#include "vtr-network-row.h"

struct _VtrNetworkDetails
{
  AdwBin               parent_instance;

  /* owned */
  VtrNetwork          *network;
  GSignalGroup        *signals;
  GSignalGroup        *host_signals;
  GSignalGroup        *lease_signals;
  GPtrArray           *user_rows;
  GPtrArray           *lease_rows;

  /* template children */
  GtkStack            *stack;
  VtrTroubleView      *trouble_view;
  AdwBanner           *banner;
  AdwActionRow        *state_row;
  AdwSwitchRow        *autostart_row;
  AdwActionRow        *mode_row;
  AdwActionRow        *ipv4_row;
  AdwActionRow        *ipv6_row;
  AdwActionRow        *domain_row;
  AdwPreferencesGroup *users_group;
  AdwPreferencesGroup *leases_group;

  /* state */
  gboolean             is_filling;
  gboolean             is_watching;
};

enum
{
  SIGNAL_FIX_LEASE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrNetworkDetails, vtr_network_details, ADW_TYPE_BIN)

/* The facts */

static void
set_fact (AdwActionRow *row,
          const char   *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

static char *
describe_ip (VtrXmlNode *ip)
{
  VtrXmlNode *range = vtr_xml_node_find (ip, "dhcp/range");
  g_autofree char *text = NULL;
  VtrSubnet subnet;

  if (!vtr_subnet_read (ip, &subnet))
    return g_strdup (vtr_xml_node_get (ip, "@address"));

  text = vtr_subnet_to_string (&subnet);
  if (range == NULL)
    /* Translators: a range of addresses, then the host's own in it. */
    return g_strdup_printf (_("%s, the host is %s"), text, vtr_xml_node_get (ip, "@address"));
  return g_strdup_printf (
      /* Translators: a range of addresses, the host's own in it, the first and last for machines. */
      _("%s, the host is %s, machines get %s to %s"), text, vtr_xml_node_get (ip, "@address"),
      vtr_xml_node_get (range, "@start"), vtr_xml_node_get (range, "@end"));
}

static char *
describe_ips (VtrXmlDoc *doc,
              gboolean   is_v6)
{
  g_autoptr (GPtrArray) ips = vtr_xml_node_find_all (vtr_xml_doc_get_root (doc), "ip");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ips->len; i++)
    {
      gboolean is_own = (g_strcmp0 (vtr_xml_node_get (ips->pdata[i], "@family"), "ipv6") == 0) == is_v6;
      g_autofree char *line = is_own ? describe_ip (ips->pdata[i]) : NULL;

      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
update_facts (VtrNetworkDetails *self)
{
  VtrXmlDoc *running = vtr_network_get_running (self->network);
  VtrXmlDoc *doc = running != NULL ? running : vtr_network_get_saved (self->network);
  g_autofree char *mode = vtr_network_describe_mode (self->network);
  g_autofree char *ipv4 = describe_ips (doc, FALSE);
  g_autofree char *ipv6 = describe_ips (doc, TRUE);

  set_fact (self->state_row, vtr_network_describe_state (self->network));
  set_fact (self->mode_row, mode);
  set_fact (self->ipv4_row, ipv4);
  set_fact (self->ipv6_row, ipv6);
  set_fact (self->domain_row, vtr_xml_node_get (vtr_xml_doc_get_root (doc), "domain/@name"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mode_row),
                               vtr_network_mode_get_note (vtr_network_mode_read (doc)));
  adw_banner_set_revealed (self->banner, vtr_network_has_pending (self->network));

  self->is_filling = TRUE;
  adw_switch_row_set_active (self->autostart_row, vtr_network_get_autostart (self->network));
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->autostart_row),
                            vtr_network_is_persistent (self->network));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->autostart_row),
                               vtr_network_is_persistent (self->network)
                                   ? ""
                                   : _("The host forgets this network when it stops"));
}

static void
on_autostart_cb (VtrNetworkDetails *self)
{
  if (!self->is_filling)
    gtk_widget_activate_action (GTK_WIDGET (self), "networks.set-autostart", "b",
                                adw_switch_row_get_active (self->autostart_row));
}

/* Rows of lists */

static void
remove_rows (AdwPreferencesGroup *group,
             GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group,
         GPtrArray           *rows,
         const char          *title,
         const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
  return row;
}

/* Who is on it */

static void
update_users (VtrNetworkDetails *self)
{
  g_autoptr (GPtrArray) users = NULL;

  if (self->network == NULL || !self->is_watching)
    return;

  users = vtr_network_list_users (self->network);
  remove_rows (self->users_group, self->user_rows);
  for (guint i = 0; i < users->len; i++)
    {
      const VtrNetworkUser *user = users->pdata[i];
      g_autofree char *subtitle = g_strdup_printf (
          "%s · %s", vtr_machine_get_state_name (user->machine), user->mac);
      GtkWidget *row = add_row (self->users_group, self->user_rows,
                                vtr_machine_get_display_name (user->machine), subtitle);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                        vtr_machine_get_uuid (user->machine));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-machine");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  adw_preferences_group_set_description (
      self->users_group, users->len > 0 ? NULL : _("No machine is plugged into this network."));
}

static void
on_machine_changed_cb (VtrNetworkDetails *self,
                       VtrMachine        *machine,
                       guint              change)
{
  if (change & ~(guint) VTR_MACHINE_CHANGED_SAMPLES)
    update_users (self);
}

/* Leases */

static gboolean
is_fixed (VtrNetworkDetails *self,
          VtrNetworkLease   *lease)
{
  VtrXmlDoc *saved = vtr_network_get_saved (self->network);
  g_autoptr (GPtrArray) hosts
      = vtr_xml_node_find_all (vtr_xml_doc_get_root (saved), "ip/dhcp/host");

  for (guint i = 0; i < hosts->len; i++)
    if (g_strcmp0 (vtr_xml_node_get (hosts->pdata[i], "@ip"),
                   vtr_network_lease_get_address (lease)) == 0)
      return TRUE;
  return FALSE;
}

static void
on_fix_clicked_cb (GtkWidget *button,
                   gpointer   user_data)
{
  GtkWidget *self = gtk_widget_get_ancestor (button, VTR_TYPE_NETWORK_DETAILS);

  g_signal_emit (self, signals[SIGNAL_FIX_LEASE], 0, user_data);
}

static void
add_fix_button (VtrNetworkDetails *self,
                GtkWidget         *row,
                VtrNetworkLease   *lease)
{
  GtkWidget *button;

  if (is_fixed (self, lease))
    {
      GtkWidget *label = gtk_label_new (_("Fixed"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      return;
    }

  button = gtk_button_new_with_mnemonic (_("Make _Fixed"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("The machine gets this address each time"));
  gtk_widget_set_sensitive (button, vtr_network_lease_get_mac (lease) != NULL
                                        && vtr_network_is_persistent (self->network));
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_fix_clicked_cb), g_object_ref (lease),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static char *
describe_lease (VtrNetworkLease *lease)
{
  const char *mac = vtr_network_lease_get_mac (lease);
  gint64 expires = vtr_network_lease_get_expires (lease);
  g_autofree char *until
      = expires > 0 ? vtr_format_moment (expires, g_get_real_time () / G_USEC_PER_SEC) : NULL;
  g_autofree char *valid
      /* Translators: of an address that was given to a machine; %s is a time. */
      = until != NULL ? g_strdup_printf (_("until %s"), until) : g_strdup (_("for ever"));

  return mac != NULL ? g_strdup_printf ("%s · %s", mac, valid) : g_steal_pointer (&valid);
}

static void
update_leases (VtrNetworkDetails *self)
{
  GListModel *leases = self->network != NULL ? vtr_network_get_leases (self->network) : NULL;
  guint n_leases = leases != NULL ? g_list_model_get_n_items (leases) : 0;

  if (self->network == NULL || vtr_network_get_saved (self->network) == NULL)
    return;

  remove_rows (self->leases_group, self->lease_rows);
  for (guint i = 0; i < n_leases; i++)
    {
      g_autoptr (VtrNetworkLease) lease = g_list_model_get_item (leases, i);
      const char *hostname = vtr_network_lease_get_hostname (lease);
      g_autofree char *title
          = hostname != NULL
                ? g_strdup_printf ("%s · %s", vtr_network_lease_get_address (lease), hostname)
                : g_strdup (vtr_network_lease_get_address (lease));
      g_autofree char *subtitle = describe_lease (lease);

      add_fix_button (self, add_row (self->leases_group, self->lease_rows, title, subtitle), lease);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->leases_group), n_leases > 0);
}

/* As a whole */

static void
update (VtrNetworkDetails *self)
{
  const VtrTrouble *trouble
      = self->network != NULL ? vtr_network_get_trouble (self->network) : NULL;

  if (self->network == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  if (trouble != NULL)
    vtr_trouble_view_set_trouble (self->trouble_view, trouble);
  if (trouble != NULL || vtr_network_get_saved (self->network) == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, trouble != NULL ? "trouble" : "none");
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "details");
  update_facts (self);
  update_users (self);
  update_leases (self);
}

/* Leases are read while somebody looks. */
static void
set_watching (VtrNetworkDetails *self,
              gboolean           watching)
{
  if (self->is_watching == watching)
    return;

  self->is_watching = watching;
  if (self->network == NULL)
    return;
  if (watching)
    vtr_network_watch_leases (self->network);
  else
    vtr_network_unwatch_leases (self->network);
}

static void
vtr_network_details_map (GtkWidget *widget)
{
  VtrNetworkDetails *self = VTR_NETWORK_DETAILS (widget);

  GTK_WIDGET_CLASS (vtr_network_details_parent_class)->map (widget);
  set_watching (self, TRUE);
  update (self);
}

static void
vtr_network_details_unmap (GtkWidget *widget)
{
  set_watching (VTR_NETWORK_DETAILS (widget), FALSE);
  GTK_WIDGET_CLASS (vtr_network_details_parent_class)->unmap (widget);
}

/* The type */

static void
vtr_network_details_dispose (GObject *object)
{
  VtrNetworkDetails *self = VTR_NETWORK_DETAILS (object);

  set_watching (self, FALSE);
  g_clear_object (&self->signals);
  g_clear_object (&self->host_signals);
  g_clear_object (&self->lease_signals);
  if (self->stack != NULL)
    adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_NETWORK_DETAILS);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (vtr_network_details_parent_class)->dispose (object);
}

static void
vtr_network_details_finalize (GObject *object)
{
  VtrNetworkDetails *self = VTR_NETWORK_DETAILS (object);

  g_ptr_array_unref (self->user_rows);
  g_ptr_array_unref (self->lease_rows);

  G_OBJECT_CLASS (vtr_network_details_parent_class)->finalize (object);
}

static void
vtr_network_details_class_init (VtrNetworkDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_network_details_dispose;
  object_class->finalize = vtr_network_details_finalize;
  widget_class->map = vtr_network_details_map;
  widget_class->unmap = vtr_network_details_unmap;

  signals[SIGNAL_FIX_LEASE]
      = g_signal_new ("fix-lease", VTR_TYPE_NETWORK_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, VTR_TYPE_NETWORK_LEASE);

  g_type_ensure (VTR_TYPE_TROUBLE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-network-details.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, trouble_view);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, banner);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, state_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, autostart_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, mode_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, ipv4_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, ipv6_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, domain_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, users_group);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkDetails, leases_group);
  gtk_widget_class_bind_template_callback (widget_class, on_autostart_cb);
}

static void
vtr_network_details_init (VtrNetworkDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->user_rows = g_ptr_array_new ();
  self->lease_rows = g_ptr_array_new ();
  self->signals = g_signal_group_new (VTR_TYPE_NETWORK);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  self->host_signals = g_signal_group_new (VTR_TYPE_HOST);
  g_signal_group_connect_swapped (self->host_signals, "machine-changed",
                                  G_CALLBACK (on_machine_changed_cb), self);
  self->lease_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->lease_signals, "items-changed",
                                  G_CALLBACK (update_leases), self);
}

/**
 * vtr_network_details_set_network:
 * @self: a page
 * @network: (nullable): what it shows
 */
void
vtr_network_details_set_network (VtrNetworkDetails *self,
                                 VtrNetwork        *network)
{
  gboolean was_watching = self->is_watching;

  if (self->network == network)
    return;

  set_watching (self, FALSE);
  g_set_object (&self->network, network);
  g_signal_group_set_target (self->signals, network);
  g_signal_group_set_target (self->host_signals,
                             network != NULL ? vtr_network_get_host (network) : NULL);
  g_signal_group_set_target (self->lease_signals,
                             network != NULL ? vtr_network_get_leases (network) : NULL);
  set_watching (self, was_watching);
  update (self);
}
