/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-condition.h"

#include <glib/gi18n-lib.h>

/**
 * vtr_host_state_icon_name:
 * @state: how a host is
 *
 * Returns: (transfer none): the icon that stands beside its name
 */
const char *
vtr_host_state_icon_name (VtrHostState state)
{
  switch (state)
    {
    case VTR_HOST_FAILED:
    case VTR_HOST_NOT_ANSWERING:
      return "vtr-attention-symbolic";
    case VTR_HOST_DISCONNECTED:
      return "network-offline-symbolic";
    case VTR_HOST_CONNECTING:
    case VTR_HOST_CONNECTED:
    default:
      return "vtr-host-symbolic";
    }
}

static void
describe_silence (VtrHostCondition *self,
                  VtrHost          *host)
{
  g_autoptr (GDateTime) since
      = g_date_time_new_from_unix_local (vtr_host_get_silent_since (host));
  /* Translators: a time of day by strftime, as short as your language has it. */
  g_autofree char *clock = since != NULL ? g_date_time_format (since, _("%H:%M")) : NULL;

  /* Translators: %s is a time of day. */
  self->title = g_strdup_printf (_("Not answering since %s"), clock != NULL ? clock : "");
  self->body = g_strdup (_("What is shown of its machines may be old."));
  self->label = _("_Retry");
  self->action = "host.connect";
  self->second_label = _("_Disconnect");
  self->second_action = "host.disconnect";
}

static void
describe_failure (VtrHostCondition *self,
                  VtrHost          *host)
{
  const VtrTrouble *trouble = vtr_host_get_trouble (host);

  self->title = g_strdup (trouble != NULL ? trouble->summary : _("This host could not be connected"));
  if (trouble != NULL && trouble->cause != NULL)
    self->body = g_strdup (trouble->cause);
  self->label = _("_Try Again");
  self->action = "host.connect";
  self->second_label = _("_Details");
  self->second_action = "host.details";
}

/**
 * vtr_host_condition_new:
 * @host: a host
 *
 * Returns: (transfer full): how it is now
 */
VtrHostCondition *
vtr_host_condition_new (VtrHost *host)
{
  VtrHostCondition *self = g_new0 (VtrHostCondition, 1);
  VtrHostState state = vtr_host_get_state (host);

  self->icon_name = vtr_host_state_icon_name (state);
  switch (state)
    {
    case VTR_HOST_CONNECTING:
      self->title = g_strdup (_("Connecting…"));
      self->is_busy = TRUE;
      self->label = _("_Cancel");
      self->action = "host.disconnect";
      break;
    case VTR_HOST_NOT_ANSWERING:
      describe_silence (self, host);
      break;
    case VTR_HOST_FAILED:
      describe_failure (self, host);
      break;
    case VTR_HOST_CONNECTED:
      self->icon_name = "vtr-machine-symbolic";
      self->title = g_strdup (_("No Machines"));
      self->body = g_strdup (_("This host has no machines. Those that are created show up here."));
      break;
    case VTR_HOST_DISCONNECTED:
    default:
      self->title = g_strdup (_("Not Connected"));
      self->body = g_strdup (_("Connect to see the machines of this host."));
      self->label = _("_Connect");
      self->action = "host.connect";
    }

  return self;
}

static void
fill_button (GtkButton  *button,
             const char *label,
             const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_button_set_label (button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* The ways on, as two buttons of which those without a use hide. */
void
vtr_host_condition_fill_buttons (const VtrHostCondition *self,
                                 GtkButton              *button,
                                 GtkButton              *second_button)
{
  fill_button (button, self->label, self->action);
  fill_button (second_button, self->second_label, self->second_action);
}

void
vtr_host_condition_free (VtrHostCondition *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}
