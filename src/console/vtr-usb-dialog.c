/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-usb-dialog.h"

#include "base/vtr-error.h"
#include "widgets/vtr-trouble-view.h"

#include <glib/gi18n.h>

#define AUTOMATIC_KEY "redirect-usb"

struct _VtrUsbDialog
{
  AdwDialog parent_instance;

  /* owned */
  VtrUsbRedirection *usb;
  VtrConsoleSettings *settings;

  /* template children */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *devices;
  AdwPreferencesGroup *devices_group;
  AdwSwitchRow *automatic_row;
  VtrTroubleView *trouble;
};

G_DEFINE_FINAL_TYPE (VtrUsbDialog, vtr_usb_dialog, ADW_TYPE_DIALOG)

static void
say (VtrUsbDialog *self,
     const char   *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* One device */

static void
on_redirected_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (VtrUsbDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (vtr_usb_device_redirect_finish (VTR_USB_DEVICE (source), result, &error)
      || vtr_error_is_cancelled (error))
    return;

  g_debug ("usb: %s", error->message);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      /* Translators: %s is the name of a USB device. */
      g_autofree char *text = g_strdup_printf (_("%s could not be given to the machine"),
                                               vtr_usb_device_get_name (VTR_USB_DEVICE (source)));

      say (self, text);
    }
}

static gboolean
on_switch_state_set_cb (GtkSwitch *widget,
                        gboolean   wanted,
                        gpointer   user_data)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (widget), VTR_TYPE_USB_DIALOG);
  VtrUsbDevice *device = user_data;

  if (dialog != NULL && wanted != vtr_usb_device_get_redirected (device))
    vtr_usb_device_redirect_async (device, wanted, NULL, on_redirected_cb, g_object_ref (dialog));
  /* The switch moves at once, and is set when the device has gone over. */
  return wanted != vtr_usb_device_get_redirected (device);
}

static void
update_row (AdwActionRow *row,
            GParamSpec   *pspec,
            VtrUsbDevice *device)
{
  GtkWidget *toggle = adw_action_row_get_activatable_widget (row);
  const char *obstacle = vtr_usb_device_get_obstacle (device);
  gboolean redirected = vtr_usb_device_get_redirected (device);

  adw_action_row_set_subtitle (row, vtr_usb_device_get_busy (device) ? _("One moment…")
                                    : obstacle != NULL ? obstacle
                                    : redirected       ? _("The machine has it")
                                                       : _("This computer has it"));
  gtk_widget_set_sensitive (toggle, !vtr_usb_device_get_busy (device) && obstacle == NULL);
  if (vtr_usb_device_get_busy (device))
    return;

  gtk_switch_set_active (GTK_SWITCH (toggle), redirected);
  gtk_switch_set_state (GTK_SWITCH (toggle), redirected);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  VtrUsbDevice *device = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), vtr_usb_device_get_name (device));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  update_row (ADW_ACTION_ROW (row), NULL, device);
  g_signal_connect_object (device, "notify", G_CALLBACK (update_row), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (toggle, "state-set", G_CALLBACK (on_switch_state_set_cb), device, 0);
  return row;
}

/* All of them */

static void
update (VtrUsbDialog *self)
{
  const VtrTrouble *trouble = vtr_usb_redirection_get_trouble (self->usb);
  guint n_devices = g_list_model_get_n_items (vtr_usb_redirection_get_devices (self->usb));
  guint room = vtr_usb_redirection_get_room (self->usb);
  g_autofree char *text
    = g_strdup_printf (ngettext ("The machine has room for %u more device.",
                                 "The machine has room for %u more devices.", room),
                       room);

  if (trouble != NULL)
    vtr_trouble_view_set_trouble (self->trouble, trouble);
  adw_preferences_group_set_description (self->devices_group, text);
  gtk_stack_set_visible_child_name (self->stack, trouble != NULL ? "trouble"
                                                 : n_devices > 0 ? "devices"
                                                                 : "none");
}

static void
on_automatic_cb (VtrUsbDialog *self)
{
  vtr_console_settings_set_boolean (self->settings, AUTOMATIC_KEY,
                                    adw_switch_row_get_active (self->automatic_row));
}

static void
vtr_usb_dialog_dispose (GObject *object)
{
  VtrUsbDialog *self = VTR_USB_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_USB_DIALOG);
  g_clear_object (&self->usb);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vtr_usb_dialog_parent_class)->dispose (object);
}

static void
vtr_usb_dialog_class_init (VtrUsbDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_usb_dialog_dispose;

  g_type_ensure (VTR_TYPE_TROUBLE_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-usb-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrUsbDialog, automatic_row);
  gtk_widget_class_bind_template_child (widget_class, VtrUsbDialog, devices);
  gtk_widget_class_bind_template_child (widget_class, VtrUsbDialog, devices_group);
  gtk_widget_class_bind_template_child (widget_class, VtrUsbDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrUsbDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, VtrUsbDialog, trouble);
}

static void
vtr_usb_dialog_init (VtrUsbDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_usb_dialog_new:
 * @usb: the devices that the machine may be given
 * @settings: of the machine
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
vtr_usb_dialog_new (VtrUsbRedirection  *usb,
                    VtrConsoleSettings *settings)
{
  VtrUsbDialog *self = g_object_new (VTR_TYPE_USB_DIALOG, NULL);
  GListModel *devices = vtr_usb_redirection_get_devices (usb);

  self->usb = g_object_ref (usb);
  self->settings = g_object_ref (settings);
  adw_switch_row_set_active (self->automatic_row,
                             vtr_console_settings_get_boolean (settings, AUTOMATIC_KEY));
  g_signal_connect_object (self->automatic_row, "notify::active", G_CALLBACK (on_automatic_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->devices, devices, make_row, NULL, NULL);
  g_signal_connect_object (devices, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (usb, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ADW_DIALOG (self);
}
