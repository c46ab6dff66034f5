/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-tab.h"

#include <glib/gi18n-lib.h>

struct _VtrHostTab
{
  AdwBin          parent_instance;

  /* owned */
  GSignalGroup   *signals; /* of the host */

  /* template children */
  GtkStack       *stack;
  AdwBin         *place;
  AdwStatusPage  *status;
  GtkWidget      *spinner;
  GtkWidget      *connect_button;

  /* state */
  VtrHostTabFunc  make;
  gboolean        needs_connection;
};

G_DEFINE_FINAL_TYPE (VtrHostTab, vtr_host_tab, ADW_TYPE_BIN)

static void
fill_status (VtrHostTab *self,
             VtrHost    *host)
{
  const VtrTrouble *trouble = vtr_host_get_trouble (host);
  const char *cause = trouble != NULL ? trouble->cause : NULL;
  gboolean is_busy = vtr_host_get_state (host) == VTR_HOST_CONNECTING;
  g_autofree char *body = g_markup_escape_text (
      cause != NULL ? cause : _("Connect to see what this host has."), -1);

  adw_status_page_set_title (self->status, trouble != NULL ? trouble->summary
                                                           : vtr_host_get_state_name (host));
  adw_status_page_set_description (self->status, is_busy ? NULL : body);
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_widget_set_visible (self->connect_button, !is_busy);
}

static void
update (VtrHostTab *self)
{
  g_autoptr (VtrHost) host = g_signal_group_dup_target (self->signals);
  gboolean is_usable = host != NULL
                       && (!self->needs_connection || vtr_host_is_usable (host)
                           || vtr_host_get_state (host) == VTR_HOST_NOT_ANSWERING);

  if (host == NULL)
    return;

  if (is_usable && gtk_widget_get_mapped (GTK_WIDGET (self))
      && adw_bin_get_child (self->place) == NULL)
    adw_bin_set_child (self->place, self->make (host));
  if (!is_usable)
    fill_status (self, host);
  gtk_stack_set_visible_child_name (self->stack, is_usable ? "page" : "status");
}

static void
vtr_host_tab_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_host_tab_parent_class)->map (widget);
  update (VTR_HOST_TAB (widget));
}

static void
vtr_host_tab_dispose (GObject *object)
{
  VtrHostTab *self = VTR_HOST_TAB (object);

  g_clear_object (&self->signals);
  if (self->stack != NULL)
    adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_HOST_TAB);

  G_OBJECT_CLASS (vtr_host_tab_parent_class)->dispose (object);
}

static void
vtr_host_tab_class_init (VtrHostTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_host_tab_dispose;
  widget_class->map = vtr_host_tab_map;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-host-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrHostTab, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrHostTab, place);
  gtk_widget_class_bind_template_child (widget_class, VtrHostTab, status);
  gtk_widget_class_bind_template_child (widget_class, VtrHostTab, spinner);
  gtk_widget_class_bind_template_child (widget_class, VtrHostTab, connect_button);
}

static void
vtr_host_tab_init (VtrHostTab *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (VTR_TYPE_HOST);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::trouble", G_CALLBACK (update), self);
}

/**
 * vtr_host_tab_new:
 * @make: makes the page
 * @needs_connection: whether the page has nothing to say of a host that is not connected
 *
 * Returns: (transfer floating): a place for it
 */
GtkWidget *
vtr_host_tab_new (VtrHostTabFunc make,
                  gboolean       needs_connection)
{
  VtrHostTab *self = g_object_new (VTR_TYPE_HOST_TAB, NULL);

  self->make = make;
  self->needs_connection = needs_connection;
  return GTK_WIDGET (self);
}

/**
 * vtr_host_tab_set_host:
 * @self: a place
 * @host: (nullable): whose page is wanted
 */
void
vtr_host_tab_set_host (VtrHostTab *self,
                       VtrHost    *host)
{
  adw_bin_set_child (self->place, NULL);
  g_signal_group_set_target (self->signals, host);
  update (self);
}

/**
 * vtr_host_tab_get_page:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the page, once somebody looked at it
 */
GtkWidget *
vtr_host_tab_get_page (VtrHostTab *self)
{
  return adw_bin_get_child (self->place);
}
