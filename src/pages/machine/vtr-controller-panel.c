/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-controller-panel.h"

#include <glib/gi18n-lib.h>

#include "editors/vtr-item-names.h"
#include "editors/vtr-item-removal.h"

struct _VtrControllerPanel
{
  AdwPreferencesGroup  parent_instance;

  /* owned */
  char                *key;

  /* borrowed: it has this in its page */
  VtrItemEditor       *editor;

  /* own child */
  GtkWidget           *row;
};

G_DEFINE_FINAL_TYPE (VtrControllerPanel, vtr_controller_panel, ADW_TYPE_PREFERENCES_GROUP)

static void
update (VtrControllerPanel *self)
{
  VtrXmlDoc *saved = self->editor != NULL ? vtr_item_editor_get_saved (self->editor) : NULL;
  g_autoptr (VtrItem) controller = saved != NULL ? vtr_item_find (saved, self->key) : NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), controller != NULL);
  if (controller == NULL)
    return;

  devices = vtr_item_list_connected (saved, controller);
  for (guint i = 0; i < devices->len; i++)
    {
      g_autofree char *title = vtr_item_get_title (devices->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", title);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               devices->len > 0 ? text->str : _("None"));
}

static void
vtr_controller_panel_finalize (GObject *object)
{
  VtrControllerPanel *self = VTR_CONTROLLER_PANEL (object);

  g_clear_weak_pointer (&self->editor);
  g_free (self->key);

  G_OBJECT_CLASS (vtr_controller_panel_parent_class)->finalize (object);
}

static void
vtr_controller_panel_class_init (VtrControllerPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_controller_panel_finalize;
}

static void
vtr_controller_panel_init (VtrControllerPanel *self)
{
  self->row = adw_action_row_new ();
  gtk_widget_add_css_class (self->row, "property");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Connected to It"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

/**
 * vtr_controller_panel_new:
 * @place: which controller it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_controller_panel_new (const VtrPanelPlace *place)
{
  VtrControllerPanel *self = g_object_new (VTR_TYPE_CONTROLLER_PANEL, NULL);

  g_set_weak_pointer (&self->editor, place->editor);
  self->key = g_strdup (place->key);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
