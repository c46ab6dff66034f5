/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-row.h"

#include <glib/gi18n-lib.h>

#include "definition/network/vtr-network-mode.h"
#include "xml/vtr-xml-node.h"

struct _VtrNetworkRow
{
  GtkListBoxRow parent_instance;

  /* owned */
  VtrNetwork   *network;

  /* template children */
  GtkImage     *icon;
  GtkLabel     *title_label;
  GtkLabel     *subtitle_label;
  GtkLabel     *state_label;
};

G_DEFINE_FINAL_TYPE (VtrNetworkRow, vtr_network_row, GTK_TYPE_LIST_BOX_ROW)

/**
 * vtr_network_describe_state:
 * @network: a network
 *
 * Returns: (transfer none): its state in words
 */
const char *
vtr_network_describe_state (VtrNetwork *network)
{
  if (vtr_network_get_trouble (network) != NULL)
    return _("Cannot be read");
  if (vtr_network_get_saved (network) == NULL)
    return _("Reading…");
  return vtr_network_is_active (network) ? C_("network", "Running") : C_("network", "Stopped");
}

/**
 * vtr_network_describe_mode:
 * @network: a network
 *
 * Returns: (transfer full): its mode, and the device that it goes through: "NAT · virbr0"
 */
char *
vtr_network_describe_mode (VtrNetwork *network)
{
  VtrXmlDoc *doc = vtr_network_get_running (network);
  VtrNetworkMode mode;
  const char *device;

  if (doc == NULL)
    doc = vtr_network_get_saved (network);
  if (doc == NULL)
    return g_strdup ("");

  mode = vtr_network_mode_read (doc);
  device = vtr_xml_node_get (vtr_xml_doc_get_root (doc), "bridge/@name");
  if (device == NULL)
    device = vtr_xml_node_get (vtr_xml_doc_get_root (doc), "forward/@dev");
  return device != NULL
             ? g_strdup_printf ("%s · %s", vtr_network_mode_get_title (mode), device)
             : g_strdup (vtr_network_mode_get_title (mode));
}

static void
update (VtrNetworkRow *self)
{
  const char *state = vtr_network_describe_state (self->network);
  g_autofree char *mode = vtr_network_describe_mode (self->network);
  g_autofree char *description = g_strdup_printf ("%s, %s", state, mode);
  gboolean is_bad = vtr_network_get_trouble (self->network) != NULL;

  gtk_label_set_label (self->title_label, vtr_network_get_name (self->network));
  gtk_label_set_label (self->subtitle_label, mode);
  gtk_label_set_label (self->state_label, state);
  gtk_image_set_from_icon_name (self->icon,
                                is_bad ? "vtr-attention-symbolic" : "vtr-network-symbolic");
  if (vtr_network_is_active (self->network))
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vtr_network_get_name (self->network),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
vtr_network_row_dispose (GObject *object)
{
  VtrNetworkRow *self = VTR_NETWORK_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_NETWORK_ROW);
  g_clear_object (&self->network);

  G_OBJECT_CLASS (vtr_network_row_parent_class)->dispose (object);
}

static void
vtr_network_row_class_init (VtrNetworkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_network_row_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/host/vtr-network-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkRow, icon);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, VtrNetworkRow, state_label);
}

static void
vtr_network_row_init (VtrNetworkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_network_row_new:
 * @network: a network
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
vtr_network_row_new (VtrNetwork *network)
{
  VtrNetworkRow *self = g_object_new (VTR_TYPE_NETWORK_ROW, NULL);

  self->network = g_object_ref (network);
  g_signal_connect_object (network, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * vtr_network_row_get_network:
 * @self: a row
 *
 * Returns: (transfer none): its network
 */
VtrNetwork *
vtr_network_row_get_network (VtrNetworkRow *self)
{
  return self->network;
}
