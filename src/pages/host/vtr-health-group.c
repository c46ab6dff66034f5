/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-health-group.h"

#include <glib/gi18n-lib.h>

#include "fleet/vtr-host-health.h"
#include "virt/network/vtr-networks.h"

struct _VtrHealthGroup
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  VtrHost            *host;
  GPtrArray          *findings; /* VtrHealthFinding; NULL until looked at */
  GPtrArray          *rows;
  GCancellable       *cancellable;
  GSignalGroup       *network_signals; /* of the list of networks */
};

G_DEFINE_FINAL_TYPE (VtrHealthGroup, vtr_health_group, ADW_TYPE_PREFERENCES_GROUP)

/* Rows */

static const char *
icon_of (VtrHealthState state)
{
  switch (state)
    {
    case VTR_HEALTH_BROKEN:
      return "vtr-attention-symbolic";
    case VTR_HEALTH_LACKS:
      return "dialog-information-symbolic";
    case VTR_HEALTH_OK:
    default:
      return "object-select-symbolic";
    }
}

/* The icon says it in a word, too. */
static const char *
word_of (VtrHealthState state)
{
  switch (state)
    {
    case VTR_HEALTH_BROKEN:
      return C_("health", "Broken");
    case VTR_HEALTH_LACKS:
      return C_("health", "Not installed");
    case VTR_HEALTH_OK:
    default:
      return C_("health", "OK");
    }
}

static GtkWidget *
add_row (VtrHealthGroup *self,
         VtrHealthState  state,
         const char     *title,
         const char     *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (state));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (icon, word_of (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word_of (state), -1);
  if (state == VTR_HEALTH_BROKEN)
    gtk_widget_add_css_class (icon, "warning");
  else if (state == VTR_HEALTH_OK)
    gtk_widget_add_css_class (icon, "success");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
copy_command (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

/* The exact words to run, to be read before they are taken. */
static void
add_command (GtkWidget  *row,
             const char *command)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *text = g_strconcat (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "\n",
                                       command, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Copy the Command"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", command);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "health.copy");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* The network that new machines are plugged into */

static void
start_network (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  VtrHealthGroup *self = VTR_HEALTH_GROUP (widget);
  VtrNetwork *network = vtr_networks_find (vtr_host_get_networks (self->host), "default");
  g_autoptr (VtrJob) job = network != NULL ? vtr_network_perform (network, VTR_NETWORK_START) : NULL;
}

static void
add_network_row (VtrHealthGroup *self)
{
  VtrNetworks *networks = vtr_host_get_networks (self->host);
  VtrNetwork *network = vtr_networks_find (networks, "default");
  const char *title = _("Default Network");
  GtkWidget *row, *button;

  if (vtr_networks_get_state (networks) != VTR_NETWORKS_LISTED
      || (network != NULL && vtr_network_get_saved (network) == NULL))
    return;
  if (network == NULL)
    {
      add_row (self, VTR_HEALTH_LACKS, title,
               _("There is none of that name. Machines can use any other."));
      return;
    }
  if (vtr_network_is_active (network))
    {
      add_row (self, VTR_HEALTH_OK, title, _("It is running."));
      return;
    }

  row = add_row (self, VTR_HEALTH_BROKEN, title,
                 _("It is stopped: machines that are plugged into it do not start."));
  button = gtk_button_new_with_mnemonic (_("_Start"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "health.start-network");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
update (VtrHealthGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    {
      const VtrHealthFinding *finding = self->findings->pdata[i];
      GtkWidget *row = add_row (self, finding->state, finding->title, finding->text);

      if (finding->command != NULL)
        add_command (row, finding->command);
    }
  add_network_row (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

/* Looking */

static void
on_looked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrHealthGroup) self = user_data;
  GPtrArray *findings = vtr_host_health_finish (result, NULL);

  if (findings == NULL)
    return;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  if (!g_cancellable_is_cancelled (self->cancellable))
    update (self);
}

static void
look (VtrHealthGroup *self)
{
  gboolean is_session;

  if (vtr_host_health_is_here (vtr_host_get_uri (self->host), &is_session))
    vtr_host_health_async (is_session, self->cancellable, on_looked_cb, g_object_ref (self));
  if (vtr_host_is_usable (self->host))
    vtr_networks_load (vtr_host_get_networks (self->host));
}

static void
look_again (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  look (VTR_HEALTH_GROUP (widget));
}

/* A network says by itself when it starts or stops; the list says only who comes and goes. */
static void
on_networks_changed_cb (VtrHealthGroup *self)
{
  VtrNetwork *network = vtr_networks_find (vtr_host_get_networks (self->host), "default");

  g_signal_group_set_target (self->network_signals, network);
  update (self);
}

static void
vtr_health_group_dispose (GObject *object)
{
  VtrHealthGroup *self = VTR_HEALTH_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->network_signals);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (vtr_health_group_parent_class)->dispose (object);
}

static void
vtr_health_group_finalize (GObject *object)
{
  VtrHealthGroup *self = VTR_HEALTH_GROUP (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (vtr_health_group_parent_class)->finalize (object);
}

static void
vtr_health_group_class_init (VtrHealthGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_health_group_dispose;
  object_class->finalize = vtr_health_group_finalize;

  gtk_widget_class_install_action (widget_class, "health.copy", "s", copy_command);
  gtk_widget_class_install_action (widget_class, "health.start-network", NULL, start_network);
  gtk_widget_class_install_action (widget_class, "health.look", NULL, look_again);
}

static void
vtr_health_group_init (VtrHealthGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->network_signals = g_signal_group_new (VTR_TYPE_NETWORK);
  g_signal_group_connect_swapped (self->network_signals, "changed", G_CALLBACK (update), self);
}

/* Once, and by somebody who looks: it begins to look, too. */
void
vtr_health_group_set_host (VtrHealthGroup *self,
                           VtrHost        *host)
{
  g_return_if_fail (self->host == NULL);

  self->host = g_object_ref (host);
  g_signal_connect_object (vtr_host_get_networks (host), "changed",
                           G_CALLBACK (on_networks_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (host, "notify::state", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  on_networks_changed_cb (self);
  look (self);
}
