/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-what.h"

struct _VtrCreateWhat
{
  AdwBin           parent_instance;

  /* owned */
  VtrMachineDraft *draft;
  GListModel      *hosts; /* those that are connected */

  /* template children */
  GtkWidget       *host_group;
  AdwComboRow     *host_row;
  GtkEditable     *path_row;
};

G_DEFINE_FINAL_TYPE (VtrCreateWhat, vtr_create_what, ADW_TYPE_BIN)

static void
on_host_row_selected_cb (VtrCreateWhat *self)
{
  VtrHost *host = adw_combo_row_get_selected_item (self->host_row);

  if (self->draft != NULL && host != NULL)
    vtr_machine_draft_set_host (self->draft, host);
}

static void
on_path_row_apply_cb (VtrCreateWhat *self)
{
  g_autofree char *path = g_strstrip (g_strdup (gtk_editable_get_text (self->path_row)));

  if (path[0] == '\0')
    return;
  vtr_machine_draft_set_method (self->draft, VTR_METHOD_MEDIA, path);
  gtk_widget_activate_action (GTK_WIDGET (self), "create.show-size", NULL);
}

static void
vtr_create_what_dispose (GObject *object)
{
  VtrCreateWhat *self = VTR_CREATE_WHAT (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CREATE_WHAT);
  g_clear_object (&self->draft);
  g_clear_object (&self->hosts);

  G_OBJECT_CLASS (vtr_create_what_parent_class)->dispose (object);
}

static void
vtr_create_what_class_init (VtrCreateWhatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_create_what_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-create-what.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, host_group);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, host_row);
  gtk_widget_class_bind_template_child (widget_class, VtrCreateWhat, path_row);
  gtk_widget_class_bind_template_callback (widget_class, on_host_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_path_row_apply_cb);
}

static void
vtr_create_what_init (VtrCreateWhat *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GListModel *
list_usable_hosts (VtrFleet *fleet)
{
  GListModel *hosts = vtr_fleet_get_hosts (fleet);
  GListStore *usable = g_list_store_new (VTR_TYPE_HOST);

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      if (vtr_host_is_usable (host))
        g_list_store_append (usable, host);
    }
  return G_LIST_MODEL (usable);
}

static void
select_host (VtrCreateWhat *self,
             VtrHost       *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (self->hosts, i);

      if (host == wanted)
        adw_combo_row_set_selected (self->host_row, i);
    }
}

/**
 * vtr_create_what_set_draft:
 * @self: a screen
 * @draft: what it fills
 * @fleet: the hosts to choose from
 */
void
vtr_create_what_set_draft (VtrCreateWhat   *self,
                           VtrMachineDraft *draft,
                           VtrFleet        *fleet)
{
  g_autoptr (GtkExpression) title
      = gtk_property_expression_new (VTR_TYPE_HOST, NULL, "title");

  self->hosts = list_usable_hosts (fleet);
  adw_combo_row_set_expression (self->host_row, title);
  adw_combo_row_set_model (self->host_row, self->hosts);
  select_host (self, vtr_machine_draft_get_host (draft));
  gtk_widget_set_visible (self->host_group, g_list_model_get_n_items (self->hosts) > 1);
  self->draft = g_object_ref (draft);
}
