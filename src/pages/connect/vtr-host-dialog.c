/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-dialog.h"

#include "vtr-host-form.h"

#include "widgets/vtr-trouble-view.h"

#include <glib/gi18n-lib.h>

struct _VtrHostDialog
{
  AdwDialog       parent_instance;

  /* owned */
  VtrFleet       *fleet;
  VtrHost        *host; /* that is edited, or that was added from here; else NULL */

  /* template children */
  GtkStack       *stack;
  VtrHostForm    *form;
  AdwStatusPage  *connecting_page;
  VtrTroubleView *trouble_view;
  GtkWidget      *cancel_button;
  GtkWidget      *apply_button;
  GtkWidget      *retry_button;

  /* state */
  gboolean        is_edit;
  gboolean        is_connecting;
};

enum
{
  PROP_0,
  PROP_FLEET,
  PROP_HOST,
  PROP_IS_CONNECTING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrHostDialog, vtr_host_dialog, ADW_TYPE_DIALOG)

static void
show_page (VtrHostDialog *self,
           const char    *name)
{
  gboolean form = g_str_equal (name, "form");
  gboolean connecting = g_str_equal (name, "connecting");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->apply_button, form);
  /* Past the form the host is in the list: nothing is left to cancel. */
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), form ? _("_Cancel") : _("_Close"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "host-dialog.apply", form);
  if (self->is_connecting != connecting)
    {
      self->is_connecting = connecting;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CONNECTING]);
    }
}

static void
finish (VtrHostDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-host", "s",
                              vtr_host_get_uri (self->host));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
let_go_of_host (VtrHostDialog *self)
{
  if (self->host != NULL)
    g_signal_handlers_disconnect_by_data (self->host, self);
  g_clear_object (&self->host);
}

static void
remove_host (VtrHostDialog *self)
{
  g_autoptr (VtrHost) host = self->host != NULL ? g_object_ref (self->host) : NULL;

  let_go_of_host (self);
  if (host != NULL)
    vtr_fleet_remove_host (self->fleet, host);
  show_page (self, "form");
}

static void
on_host_state_cb (VtrHostDialog *self)
{
  switch (vtr_host_get_state (self->host))
    {
    case VTR_HOST_CONNECTED:
      finish (self);
      break;
    case VTR_HOST_FAILED:
    case VTR_HOST_NOT_ANSWERING:
      vtr_trouble_view_set_trouble (self->trouble_view, vtr_host_get_trouble (self->host));
      show_page (self, "trouble");
      gtk_widget_grab_focus (self->retry_button);
      break;
    case VTR_HOST_DISCONNECTED:
      /* The person would not say a password: back to what they typed. */
      remove_host (self);
      break;
    case VTR_HOST_CONNECTING:
    default:
      show_page (self, "connecting");
    }
}

static void
begin_to_connect (VtrHostDialog *self)
{
  /* Translators: %s is the name of a host. */
  g_autofree char *title = g_strdup_printf (_("Connecting to “%s”"),
                                            vtr_host_get_title (self->host));

  adw_status_page_set_title (self->connecting_page, title);
  show_page (self, "connecting");
  g_signal_connect_object (self->host, "notify::state", G_CALLBACK (on_host_state_cb), self,
                           G_CONNECT_SWAPPED);
  vtr_host_connect (self->host);
}

static void
add_host (VtrHostDialog *self,
          const char    *uri)
{
  g_autofree char *title = vtr_host_form_get_title (self->form);
  gboolean is_known = vtr_fleet_find_host (self->fleet, uri) != NULL;
  VtrHost *host = vtr_fleet_add_host (self->fleet, uri, title,
                                      vtr_host_form_get_autoconnect (self->form), TRUE);

  self->host = g_object_ref (host);
  if (!is_known)
    {
      begin_to_connect (self);
      return;
    }

  /* Adding what is there already is no mistake worth a word: there it is. */
  vtr_host_connect (host);
  finish (self);
}

static void
change_host (VtrHostDialog *self,
             const char    *uri)
{
  g_autofree char *title = vtr_host_form_get_title (self->form);
  VtrHost *other = vtr_fleet_find_host (self->fleet, uri);
  gboolean was_connected = vtr_host_is_usable (self->host);

  if (other != NULL && other != self->host)
    {
      vtr_host_form_refuse (self->form, _("Another host in the list has this address."));
      return;
    }

  vtr_fleet_change_host (self->fleet, self->host, uri, title,
                         vtr_host_form_get_autoconnect (self->form));
  /* With another address it begins anew, as it was. */
  if (was_connected)
    vtr_host_connect (vtr_fleet_find_host (self->fleet, uri));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
apply (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  VtrHostDialog *self = VTR_HOST_DIALOG (widget);
  g_autofree char *uri = vtr_host_form_take_uri (self->form);

  if (uri == NULL)
    return;
  if (self->is_edit)
    change_host (self, uri);
  else
    add_host (self, uri);
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
retry (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  VtrHostDialog *self = VTR_HOST_DIALOG (widget);

  show_page (self, "connecting");
  vtr_host_connect (self->host);
}

static void
remove_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  remove_host (VTR_HOST_DIALOG (widget));
}

static void
vtr_host_dialog_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VtrHostDialog *self = VTR_HOST_DIALOG (object);

  switch (prop_id)
    {
    case PROP_FLEET:
      g_value_set_object (value, self->fleet);
      break;
    case PROP_HOST:
      g_value_set_object (value, self->host);
      break;
    case PROP_IS_CONNECTING:
      g_value_set_boolean (value, self->is_connecting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_host_dialog_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VtrHostDialog *self = VTR_HOST_DIALOG (object);

  switch (prop_id)
    {
    case PROP_FLEET:
      self->fleet = g_value_dup_object (value);
      break;
    case PROP_HOST:
      self->host = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_host_dialog_constructed (GObject *object)
{
  VtrHostDialog *self = VTR_HOST_DIALOG (object);

  G_OBJECT_CLASS (vtr_host_dialog_parent_class)->constructed (object);

  self->is_edit = self->host != NULL;
  show_page (self, "form");
  if (!self->is_edit)
    return;

  /* Translators: keep it short, it stands between two buttons. */
  adw_dialog_set_title (ADW_DIALOG (self), C_("dialog", "Edit Host"));
  gtk_button_set_label (GTK_BUTTON (self->apply_button), C_("settings", "_Save"));
  vtr_host_form_fill (self->form, vtr_host_get_uri (self->host), vtr_host_get_title (self->host),
                      vtr_fleet_get_autoconnect (self->fleet, self->host));
}

static void
vtr_host_dialog_dispose (GObject *object)
{
  VtrHostDialog *self = VTR_HOST_DIALOG (object);

  let_go_of_host (self);
  g_clear_object (&self->fleet);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HOST_DIALOG);

  G_OBJECT_CLASS (vtr_host_dialog_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_FLEET] = g_param_spec_object ("fleet", NULL, NULL, VTR_TYPE_FLEET, once);
  properties[PROP_HOST] = g_param_spec_object ("host", NULL, NULL, VTR_TYPE_HOST, once);
  properties[PROP_IS_CONNECTING] =
      g_param_spec_boolean ("is-connecting", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_host_dialog_class_init (VtrHostDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = vtr_host_dialog_constructed;
  object_class->dispose = vtr_host_dialog_dispose;
  object_class->get_property = vtr_host_dialog_get_property;
  object_class->set_property = vtr_host_dialog_set_property;
  install_properties (object_class);

  gtk_widget_class_install_action (widget_class, "host-dialog.apply", NULL, apply);
  gtk_widget_class_install_action (widget_class, "host-dialog.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "host-dialog.keep", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "host-dialog.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "host-dialog.remove", NULL, remove_action);

  g_type_ensure (VTR_TYPE_HOST_FORM);
  g_type_ensure (VTR_TYPE_TROUBLE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/connect/vtr-host-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHostDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrHostDialog, form);
  gtk_widget_class_bind_template_child (widget_class, VtrHostDialog, connecting_page);
  gtk_widget_class_bind_template_child (widget_class, VtrHostDialog, trouble_view);
  gtk_widget_class_bind_template_child (widget_class, VtrHostDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, VtrHostDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, VtrHostDialog, retry_button);
}

static void
vtr_host_dialog_init (VtrHostDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_host_dialog_new:
 * @fleet: where the host is, or will be
 * @host: (nullable): the host to edit, %NULL to add one
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
vtr_host_dialog_new (VtrFleet *fleet,
                     VtrHost  *host)
{
  g_return_val_if_fail (VTR_IS_FLEET (fleet), NULL);

  return g_object_new (VTR_TYPE_HOST_DIALOG, "fleet", fleet, "host", host, NULL);
}

static AdwDialog *
get_visible_dialog (GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  if (ADW_IS_APPLICATION_WINDOW (root))
    return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root));
  return ADW_IS_WINDOW (root) ? adw_window_get_visible_dialog (ADW_WINDOW (root)) : NULL;
}

/**
 * vtr_host_dialog_present:
 * @parent: where to show it
 * @fleet: where the host is, or will be
 * @host: (nullable): the host to edit, %NULL to add one
 *
 * Where such a dialog is open already, it stays, with what was typed.
 */
void
vtr_host_dialog_present (GtkWidget *parent,
                         VtrFleet  *fleet,
                         VtrHost   *host)
{
  AdwDialog *open = get_visible_dialog (parent);

  if (VTR_IS_HOST_DIALOG (open))
    gtk_widget_grab_focus (GTK_WIDGET (open));
  else
    adw_dialog_present (vtr_host_dialog_new (fleet, host), parent);
}
