/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-status.h"

#include "vtr-host-condition.h"

struct _VtrHostStatus
{
  AdwBin        parent_instance;

  /* owned */
  GSignalGroup *signals;

  /* template children */
  GtkWidget    *spinner;
  GtkButton    *button;
  GtkButton    *second_button;
  GtkWidget    *check_button;
};

G_DEFINE_FINAL_TYPE (VtrHostStatus, vtr_host_status, ADW_TYPE_BIN)

static void
update (VtrHostStatus *self)
{
  g_autoptr (VtrHost) host = g_signal_group_dup_target (self->signals);
  g_autoptr (VtrHostCondition) condition = NULL;
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_bin_get_child (ADW_BIN (self)));
  g_autofree char *body = NULL;

  if (host == NULL)
    return;

  condition = vtr_host_condition_new (host);
  /* Status pages read markup, and libvirt's words are none. */
  body = condition->body != NULL ? g_markup_escape_text (condition->body, -1) : NULL;
  adw_status_page_set_icon_name (page, condition->is_busy ? NULL : condition->icon_name);
  adw_status_page_set_title (page, condition->title);
  adw_status_page_set_description (page, body);
  gtk_widget_set_visible (self->spinner, condition->is_busy);
  vtr_host_condition_fill_buttons (condition, self->button, self->second_button);
  gtk_widget_set_visible (self->check_button, vtr_host_get_state (host) == VTR_HOST_FAILED);
  if (condition->is_busy)
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
}

static void
vtr_host_status_dispose (GObject *object)
{
  VtrHostStatus *self = VTR_HOST_STATUS (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HOST_STATUS);

  G_OBJECT_CLASS (vtr_host_status_parent_class)->dispose (object);
}

static void
vtr_host_status_class_init (VtrHostStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_host_status_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/app/vtr-host-status.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHostStatus, spinner);
  gtk_widget_class_bind_template_child (widget_class, VtrHostStatus, button);
  gtk_widget_class_bind_template_child (widget_class, VtrHostStatus, second_button);
  gtk_widget_class_bind_template_child (widget_class, VtrHostStatus, check_button);
}

static void
vtr_host_status_init (VtrHostStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (VTR_TYPE_HOST);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::trouble", G_CALLBACK (update), self);
}

/**
 * vtr_host_status_set_host:
 * @self: a status page
 * @host: (nullable): whose state it tells
 */
void
vtr_host_status_set_host (VtrHostStatus *self,
                          VtrHost       *host)
{
  g_signal_group_set_target (self->signals, host);
  update (self);
}
