/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-interface-panel.h"

#include <glib/gi18n-lib.h>

#include "virt/machine/vtr-interface-addresses.h"

/* The first half of the addresses that QEMU and KVM give to network cards. */
#define PREFIX "52:54:00"

struct _VtrInterfacePanel
{
  AdwPreferencesGroup   parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrHardwareChoices   *choices;
  GCancellable         *cancellable;
  char                 *key;
  char                 *mac;      /* which one was asked for its addresses */

  /* borrowed: it has this in its page */
  VtrItemEditor        *editor;

  /* own children */
  GtkWidget            *mac_row;
  GtkWidget            *address_row;
};

G_DEFINE_FINAL_TYPE (VtrInterfacePanel, vtr_interface_panel, ADW_TYPE_PREFERENCES_GROUP)

static VtrMachine *
get_machine (VtrInterfacePanel *self)
{
  return vtr_machine_definition_get_machine (self->definition);
}

/* The hardware address */

static const char *
find_owner (VtrInterfacePanel *self,
            const char        *mac)
{
  g_autofree char *lower = g_ascii_strdown (mac, -1);
  g_autofree char *token = g_strconcat ("mac:", lower, NULL);

  return vtr_hardware_choices_get_claim (self->choices, token);
}

static void
make_up_mac (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  VtrInterfacePanel *self = VTR_INTERFACE_PANEL (widget);
  g_autofree char *mac = NULL;

  do
    {
      guint32 number = g_random_int ();

      g_free (mac);
      mac = g_strdup_printf (PREFIX ":%02x:%02x:%02x", number & 0xff, (number >> 8) & 0xff,
                             (number >> 16) & 0xff);
    }
  while (find_owner (self, mac) != NULL);
  vtr_item_editor_want (self->editor, self->key, "mac", mac);
}

static void
update_mac (VtrInterfacePanel *self)
{
  g_autofree char *mac = vtr_item_editor_get_value (self->editor, self->key, "mac");
  const char *owner = mac != NULL ? find_owner (self, mac) : NULL;
  g_autofree char *text = NULL;

  if (owner != NULL)
    text = g_strdup_printf (_("%s: %s has the same, and one of the two will not be reached"), mac,
                            owner);
  else
    text = g_strdup (mac != NULL ? mac : _("The host makes one up"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->mac_row), text);
  if (owner != NULL)
    gtk_widget_add_css_class (self->mac_row, "warning");
  else
    gtk_widget_remove_css_class (self->mac_row, "warning");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interface.make-up-mac",
                                 vtr_item_editor_get_reason (self->editor) == NULL);
}

/* Where it can be reached */

static const char *
name_source (VtrAddressSource source)
{
  switch (source)
    {
    case VTR_ADDRESS_FROM_AGENT:
      return _("told by the guest");
    case VTR_ADDRESS_FROM_LEASE:
      return _("given by the network");
    case VTR_ADDRESS_FROM_ARP:
    default:
      return _("overheard by the host");
    }
}

static void
show_addresses (VtrInterfacePanel *self,
                GPtrArray         *addresses)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      const VtrInterfaceAddress *address = addresses->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", address->address);
    }
  if (addresses->len > 0)
    g_string_append_printf (text, " (%s)",
                            name_source (((VtrInterfaceAddress *) addresses->pdata[0])->source));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->address_row),
                               addresses->len > 0 ? text->str : _("Not known"));
}

static void
on_addresses_loaded_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (VtrInterfacePanel) self = user_data;
  g_autoptr (GPtrArray) addresses
      = vtr_machine_load_addresses_finish (VTR_MACHINE (source), result, NULL);

  if (self->definition == NULL || self->editor == NULL)
    return;

  if (addresses != NULL)
    show_addresses (self, addresses);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->address_row), _("Not known"));
}

static void
load_addresses (VtrInterfacePanel *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->address_row), _("Asking…"));
  vtr_machine_load_addresses_async (get_machine (self), self->mac, self->cancellable,
                                    on_addresses_loaded_cb, g_object_ref (self));
}

static void
ask_again (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  VtrInterfacePanel *self = VTR_INTERFACE_PANEL (widget);

  if (self->mac != NULL)
    load_addresses (self);
}

static void
update_addresses (VtrInterfacePanel *self)
{
  VtrXmlDoc *running = vtr_item_editor_get_running (self->editor);
  g_autoptr (VtrItem) item = running != NULL ? vtr_item_find (running, self->key) : NULL;
  g_autofree char *mac = item != NULL ? vtr_item_get (item, "mac") : NULL;

  gtk_widget_set_visible (self->address_row, mac != NULL);
  if (g_set_str (&self->mac, mac) && mac != NULL)
    load_addresses (self);
}

static void
update (VtrInterfacePanel *self)
{
  if (self->definition == NULL || self->editor == NULL
      || vtr_item_editor_get_saved (self->editor) == NULL)
    return;

  update_mac (self);
  update_addresses (self);
}

static void
build (VtrInterfacePanel *self)
{
  GtkWidget *random = gtk_button_new_with_mnemonic (_("_Make Up"));
  GtkWidget *refresh = gtk_button_new_from_icon_name ("view-refresh-symbolic");

  self->mac_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->mac_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->mac_row), _("Hardware Address"));
  gtk_widget_set_valign (random, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (random, _("Another Address, Which No Machine of the Host Has"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (random), "interface.make-up-mac");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->mac_row), random);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->mac_row);

  self->address_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->address_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address_row),
                                 _("Addresses of the Guest"));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self->address_row), TRUE);
  gtk_widget_set_valign (refresh, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (refresh, "flat");
  gtk_widget_set_tooltip_text (refresh, _("Ask Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (refresh), "interface.ask-again");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->address_row), refresh);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->address_row);
}

static void
vtr_interface_panel_dispose (GObject *object)
{
  VtrInterfacePanel *self = VTR_INTERFACE_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->definition);
  g_clear_object (&self->choices);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (vtr_interface_panel_parent_class)->dispose (object);
}

static void
vtr_interface_panel_finalize (GObject *object)
{
  VtrInterfacePanel *self = VTR_INTERFACE_PANEL (object);

  g_object_unref (self->cancellable);
  g_free (self->key);
  g_free (self->mac);

  G_OBJECT_CLASS (vtr_interface_panel_parent_class)->finalize (object);
}

static void
vtr_interface_panel_class_init (VtrInterfacePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_interface_panel_dispose;
  object_class->finalize = vtr_interface_panel_finalize;

  gtk_widget_class_install_action (widget_class, "interface.make-up-mac", NULL, make_up_mac);
  gtk_widget_class_install_action (widget_class, "interface.ask-again", NULL, ask_again);
}

static void
vtr_interface_panel_init (VtrInterfacePanel *self)
{
  self->cancellable = g_cancellable_new ();
  build (self);
}

/**
 * vtr_interface_panel_new:
 * @place: which card it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_interface_panel_new (const VtrPanelPlace *place)
{
  VtrInterfacePanel *self = g_object_new (VTR_TYPE_INTERFACE_PANEL, NULL);

  self->definition = g_object_ref (place->definition);
  self->choices = g_object_ref (place->choices);
  g_set_weak_pointer (&self->editor, place->editor);
  self->key = g_strdup (place->key);
  vtr_hardware_choices_want_claims (self->choices);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place->editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "devices-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
