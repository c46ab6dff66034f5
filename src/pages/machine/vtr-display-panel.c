/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-display-panel.h"

#include <glib/gi18n-lib.h>

#include "editors/vtr-item-names.h"
#include "virt/edit/vtr-dependent-edits.h"
#include "widgets/vtr-question.h"

#include "vtr-applying.h"

struct _VtrDisplayPanel
{
  AdwPreferencesGroup   parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrHardwareChoices   *choices;
  char                 *key;

  /* borrowed: it has this in its page */
  VtrItemEditor        *editor;

  /* own child */
  GtkWidget            *row;
};

typedef struct
{
  VtrDisplayPanel *panel;
  VtrEdit         *edit;
} Conversion;

G_DEFINE_FINAL_TYPE (VtrDisplayPanel, vtr_display_panel, ADW_TYPE_PREFERENCES_GROUP)

/* What it can become; NULL for neither. */
static const char *
get_other_type (VtrDisplayPanel *self)
{
  VtrXmlDoc *saved = vtr_item_editor_get_saved (self->editor);
  g_autoptr (VtrItem) item = saved != NULL ? vtr_item_find (saved, self->key) : NULL;
  g_autofree char *type = item != NULL ? vtr_item_get (item, "type") : NULL;

  if (g_strcmp0 (type, "spice") == 0)
    return "vnc";
  return g_strcmp0 (type, "vnc") == 0 ? "spice" : NULL;
}

static gboolean
offers (VtrDisplayPanel *self,
        const char      *kind_name,
        const char      *value,
        gboolean         unknown)
{
  const VtrKind *kind = vtr_kind_get ("domain", kind_name);
  g_autoptr (GPtrArray) list = vtr_choices_list (vtr_hardware_choices_get (self->choices), kind,
                                                 vtr_kind_get_field (kind, "type"));

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((VtrChoice *) list->pdata[i])->value, value))
      return TRUE;

  return list == NULL && unknown;
}

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Conversion *conversion = user_data;
  g_autoptr (VtrDisplayPanel) self = conversion->panel;
  g_autoptr (VtrEdit) edit = conversion->edit;
  GPtrArray *edits;

  if (!vtr_question_ask_finish (result, NULL, NULL) || self->definition == NULL)
    return;

  edits = g_ptr_array_new_with_free_func (vtr_edit_free);
  g_ptr_array_add (edits, g_steal_pointer (&edit));
  vtr_applying_start (GTK_WIDGET (self), self->definition, edits,
                      _("The display could not be changed"), NULL, NULL);
}

static GStrv
list_titles (VtrXmlDoc *saved,
             GPtrArray *keys)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (VtrItem) item = vtr_item_find (saved, keys->pdata[i]);
      g_autofree char *title = item != NULL ? vtr_item_get_title (item) : NULL;

      if (title != NULL)
        g_strv_builder_add (titles, title);
    }
  return g_strv_builder_end (titles);
}

static void
convert (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  VtrDisplayPanel *self = VTR_DISPLAY_PANEL (widget);
  VtrXmlDoc *saved = vtr_item_editor_get_saved (self->editor);
  const char *type = get_other_type (self);
  gboolean to_vnc = g_strcmp0 (type, "vnc") == 0;
  g_autoptr (GPtrArray) others = NULL;
  g_auto (GStrv) losses = NULL;
  Conversion *conversion;
  VtrQuestion question = { .confirm_label = _("_Change") };

  if (type == NULL)
    return;

  conversion = g_new (Conversion, 1);
  conversion->panel = g_object_ref (self);
  conversion->edit = vtr_edit_new_display (saved, self->key, type,
                                           offers (self, "channel", "qemu-vdagent", FALSE), &others);
  losses = list_titles (saved, others);
  question.losses = others->len > 0 ? (const char *const *) losses : NULL;
  question.heading = to_vnc ? _("Change the Display to VNC?") : _("Change the Display to SPICE?");
  question.body = to_vnc ? _("Every viewer knows VNC. It carries no sound and lends no USB devices, and "
                             "what is listed here goes, or changes, with it. It happens when the "
                             "machine starts again.")
                         : _("SPICE carries sound, lends USB devices and shares the clipboard: what it "
                             "takes is added, and what is listed here goes, or changes, with it. It "
                             "happens when the machine starts again.");
  vtr_question_ask_async (widget, &question, NULL, on_answered_cb, conversion);
}

static void
update (VtrDisplayPanel *self)
{
  const char *type;
  gboolean offered;

  if (self->definition == NULL || self->editor == NULL)
    return;

  type = get_other_type (self);
  gtk_widget_set_visible (GTK_WIDGET (self), type != NULL);
  if (type == NULL)
    return;

  offered = offers (self, "graphics", type, TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 g_str_equal (type, "vnc") ? _("Change to VNC")
                                                           : _("Change to SPICE"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               offered ? _("With the channels, sound and video that belong to it")
                                       : _("This host does not offer it"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "display.convert",
                                 offered && vtr_item_editor_get_reason (self->editor) == NULL);
}

static void
vtr_display_panel_dispose (GObject *object)
{
  VtrDisplayPanel *self = VTR_DISPLAY_PANEL (object);

  g_clear_object (&self->definition);
  g_clear_object (&self->choices);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (vtr_display_panel_parent_class)->dispose (object);
}

static void
vtr_display_panel_finalize (GObject *object)
{
  g_free (VTR_DISPLAY_PANEL (object)->key);

  G_OBJECT_CLASS (vtr_display_panel_parent_class)->finalize (object);
}

static void
vtr_display_panel_class_init (VtrDisplayPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_display_panel_dispose;
  object_class->finalize = vtr_display_panel_finalize;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "display.convert", NULL, convert);
}

static void
vtr_display_panel_init (VtrDisplayPanel *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Change…"));

  self->row = adw_action_row_new ();
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "display.convert");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

/**
 * vtr_display_panel_new:
 * @place: which display it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_display_panel_new (const VtrPanelPlace *place)
{
  VtrDisplayPanel *self = g_object_new (VTR_TYPE_DISPLAY_PANEL, NULL);

  self->definition = g_object_ref (place->definition);
  self->choices = g_object_ref (place->choices);
  g_set_weak_pointer (&self->editor, place->editor);
  self->key = g_strdup (place->key);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_hardware_choices_get (place->choices), "changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
