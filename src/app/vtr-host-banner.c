/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-banner.h"

#include "vtr-host-condition.h"

struct _VtrHostBanner
{
  AdwBin        parent_instance;

  /* owned */
  GSignalGroup *signals;

  /* template children */
  GtkWidget    *spinner;
  GtkLabel     *label;
  GtkButton    *button;
  GtkButton    *second_button;
};

G_DEFINE_FINAL_TYPE (VtrHostBanner, vtr_host_banner, ADW_TYPE_BIN)

static void
fill (VtrHostBanner *self,
      VtrHost       *host)
{
  g_autoptr (VtrHostCondition) condition = vtr_host_condition_new (host);
  g_autofree char *text = condition->body == NULL
                              ? g_strdup (condition->title)
                              : g_strconcat (condition->title, "\n", condition->body, NULL);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (self->spinner, condition->is_busy);
  vtr_host_condition_fill_buttons (condition, self->button, self->second_button);
}

/* Without machines there is a page of its own that says the same. */
static void
update (VtrHostBanner *self)
{
  g_autoptr (VtrHost) host = g_signal_group_dup_target (self->signals);
  gboolean reveal = host != NULL && vtr_host_get_state (host) != VTR_HOST_CONNECTED
                    && g_list_model_get_n_items (vtr_host_get_machines (host)) > 0;

  if (reveal)
    fill (self, host);
  gtk_revealer_set_reveal_child (GTK_REVEALER (adw_bin_get_child (ADW_BIN (self))), reveal);
  gtk_widget_set_visible (GTK_WIDGET (self), host != NULL);
}

static void
vtr_host_banner_dispose (GObject *object)
{
  VtrHostBanner *self = VTR_HOST_BANNER (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HOST_BANNER);

  G_OBJECT_CLASS (vtr_host_banner_parent_class)->dispose (object);
}

static void
vtr_host_banner_class_init (VtrHostBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_host_banner_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/app/vtr-host-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHostBanner, spinner);
  gtk_widget_class_bind_template_child (widget_class, VtrHostBanner, label);
  gtk_widget_class_bind_template_child (widget_class, VtrHostBanner, button);
  gtk_widget_class_bind_template_child (widget_class, VtrHostBanner, second_button);
}

static void
vtr_host_banner_init (VtrHostBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (VTR_TYPE_HOST);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::trouble", G_CALLBACK (update), self);
  update (self);
}

/**
 * vtr_host_banner_set_host:
 * @self: a banner
 * @host: (nullable): whose state it tells
 */
void
vtr_host_banner_set_host (VtrHostBanner *self,
                          VtrHost       *host)
{
  g_signal_group_set_target (self->signals, host);
  update (self);
}
