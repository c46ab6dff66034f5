/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-page.h"

#include "vtr-host-overview.h"
#include "vtr-host-tab.h"
#include "vtr-networks-page.h"
#include "vtr-storage-page.h"

#include <glib/gi18n-lib.h>

/* Their order is that of the switcher, after the machines. */
static const struct
{
  const char     *name;
  const char     *title;
  const char     *icon_name;
  VtrHostTabFunc  make;
  gboolean        needs_connection;
} tabs[] = {
  { VTR_HOST_PAGE_OVERVIEW, N_("Overview"), "vtr-host-symbolic", vtr_host_overview_new, FALSE },
  { VTR_HOST_PAGE_NETWORKS, N_("Networks"), "vtr-network-symbolic", vtr_networks_page_new, TRUE },
  { VTR_HOST_PAGE_STORAGE, N_("Storage"), "vtr-storage-symbolic", vtr_storage_page_new, TRUE },
};

struct _VtrHostPage
{
  AdwBin            parent_instance;

  /* owned */
  VtrHost          *host;

  /* borrowed: the stack owns them */
  AdwViewStack     *stack;
  GtkWidget        *machines;
  VtrHostTab       *tabs[G_N_ELEMENTS (tabs)];
};

enum
{
  PROP_0,
  PROP_HOST,
  PROP_MACHINES,
  PROP_STACK,
  PROP_VISIBLE_TAB,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrHostPage, vtr_host_page, ADW_TYPE_BIN)

static void
on_visible_child_cb (VtrHostPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE_TAB]);
}

static void
add_tabs (VtrHostPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *tab = vtr_host_tab_new (tabs[i].make, tabs[i].needs_connection);
      AdwViewStackPage *page = adw_view_stack_add_titled_with_icon (
          self->stack, tab, tabs[i].name, _(tabs[i].title), tabs[i].icon_name);

      adw_view_stack_page_set_visible (page, FALSE);
      self->tabs[i] = VTR_HOST_TAB (tab);
    }
}

/* Once, by a template. */
static void
take_machines (VtrHostPage *self,
               GtkWidget   *machines)
{
  g_return_if_fail (self->machines == NULL);

  self->machines = machines;
  adw_view_stack_add_titled_with_icon (self->stack, machines, VTR_HOST_PAGE_MACHINES,
                                       _("Machines"), "vtr-machine-symbolic");
  add_tabs (self);
}

static void
vtr_host_page_dispose (GObject *object)
{
  VtrHostPage *self = VTR_HOST_PAGE (object);

  g_clear_object (&self->host);

  G_OBJECT_CLASS (vtr_host_page_parent_class)->dispose (object);
}

static void
vtr_host_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  VtrHostPage *self = VTR_HOST_PAGE (object);

  switch (prop_id)
    {
    case PROP_HOST:
      g_value_set_object (value, self->host);
      break;
    case PROP_MACHINES:
      g_value_set_object (value, self->machines);
      break;
    case PROP_STACK:
      g_value_set_object (value, self->stack);
      break;
    case PROP_VISIBLE_TAB:
      g_value_set_string (value, vtr_host_page_get_visible_tab (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_host_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  VtrHostPage *self = VTR_HOST_PAGE (object);

  switch (prop_id)
    {
    case PROP_HOST:
      vtr_host_page_set_host (self, g_value_get_object (value));
      break;
    case PROP_MACHINES:
      take_machines (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_host_page_class_init (VtrHostPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_host_page_dispose;
  object_class->get_property = vtr_host_page_get_property;
  object_class->set_property = vtr_host_page_set_property;

  properties[PROP_HOST] = g_param_spec_object ("host", NULL, NULL, VTR_TYPE_HOST, writable);
  properties[PROP_MACHINES]
      = g_param_spec_object ("machines", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_STACK]
      = g_param_spec_object ("stack", NULL, NULL, ADW_TYPE_VIEW_STACK, readable);
  properties[PROP_VISIBLE_TAB] = g_param_spec_string ("visible-tab", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_host_page_init (VtrHostPage *self)
{
  self->stack = ADW_VIEW_STACK (adw_view_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_visible_child_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * vtr_host_page_set_host:
 * @self: a page
 * @host: (nullable): whose pages stand beside the machines
 */
void
vtr_host_page_set_host (VtrHostPage *self,
                        VtrHost     *host)
{
  if (!g_set_object (&self->host, host))
    return;

  if (host == NULL)
    vtr_host_page_set_visible_tab (self, VTR_HOST_PAGE_MACHINES);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      AdwViewStackPage *page
          = adw_view_stack_get_page (self->stack, GTK_WIDGET (self->tabs[i]));

      adw_view_stack_page_set_visible (page, host != NULL);
      vtr_host_tab_set_host (self->tabs[i], host);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOST]);
}

/* A name that is not known, as of a newer program's notification, shows the machines. */
void
vtr_host_page_set_visible_tab (VtrHostPage *self,
                               const char  *name)
{
  gboolean is_known = adw_view_stack_get_child_by_name (self->stack, name) != NULL;

  adw_view_stack_set_visible_child_name (self->stack, is_known ? name : VTR_HOST_PAGE_MACHINES);
}

const char *
vtr_host_page_get_visible_tab (VtrHostPage *self)
{
  return adw_view_stack_get_visible_child_name (self->stack);
}
