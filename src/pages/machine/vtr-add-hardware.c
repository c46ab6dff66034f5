/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-add-hardware.h"

#include <glib/gi18n-lib.h>

#include "editors/vtr-device-template.h"
#include "editors/vtr-item-editor.h"
#include "editors/vtr-item-names.h"
#include "virt/edit/vtr-edit-document.h"
#include "virt/vtr-virt-error.h"
#include "widgets/vtr-trouble-dialog.h"
#include "widgets/vtr-xml-view.h"

#include "vtr-hardware-edits.h"
#include "vtr-hardware-panels.h"

#define SCSI_CONTROLLER "<controller type='scsi' model='virtio-scsi'/>"

struct _VtrAddHardware
{
  AdwDialog          parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrXmlDoc         *machine;
  VtrHardwareChoices *choices;
  VtrXmlDoc         *device;  /* the one that is being made */
  VtrItemEditor     *form;    /* the same as editor, also while its XML is shown */

  /* own children */
  AdwNavigationView *view;
  VtrItemEditor     *editor;
  AdwBin            *bin;     /* the form, or its XML */
  VtrXmlView        *xml;
  GtkToggleButton   *xml_button;
};

enum
{
  SIGNAL_ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrAddHardware, vtr_add_hardware, ADW_TYPE_DIALOG)

/* The form */

/* What a person wrote counts, and not the form any more. */
static char *
get_xml (VtrAddHardware *self,
         VtrXmlDoc      *device)
{
  if (self->xml != NULL && gtk_toggle_button_get_active (self->xml_button))
    return vtr_xml_view_get_text (self->xml);
  return vtr_device_template_get_xml (device);
}

/* The one that libvirt would choose is of a kind that many guests know no more. */
static gboolean
needs_scsi_controller (VtrAddHardware *self,
                       VtrXmlDoc      *device)
{
  g_autoptr (GPtrArray) disks = vtr_item_list (device, "disk");
  g_autoptr (GPtrArray) controllers = vtr_item_list (self->machine, "controller");
  g_autofree char *bus = disks->len > 0 ? vtr_item_get (disks->pdata[0], "bus") : NULL;

  if (g_strcmp0 (bus, "scsi") != 0)
    return FALSE;
  for (guint i = 0; i < controllers->len; i++)
    {
      g_autofree char *type = vtr_item_get (controllers->pdata[i], "type");

      if (g_strcmp0 (type, "scsi") == 0)
        return FALSE;
    }
  return TRUE;
}

/* What the form says about the machine and not about the device is a part of the same step. */
static VtrEdit *
make_addition (VtrAddHardware *self,
               const VtrEdit  *edit,
               VtrXmlDoc      *device)
{
  g_autofree char *xml = get_xml (self, device);
  g_autoptr (VtrEdit) addition = vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, xml);
  VtrEdit *all = vtr_edit_new (VTR_EDIT_TOGETHER, NULL, NULL);

  for (guint i = 0; i < edit->parts->len; i++)
    {
      const VtrEdit *part = edit->parts->pdata[i];
      g_autoptr (VtrItem) item = vtr_item_find (self->device, part->key);

      if (part->sort == VTR_EDIT_SET_VALUES && item != NULL && item->kind->sort == VTR_KIND_SECTION)
        vtr_edit_add_part (all, vtr_edit_copy (part));
    }
  if (needs_scsi_controller (self, device))
    vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, SCSI_CONTROLLER));
  if (all->parts->len == 0)
    {
      vtr_edit_free (all);
      return g_steal_pointer (&addition);
    }
  vtr_edit_add_part (all, g_steal_pointer (&addition));
  return all;
}

static void
add (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  VtrAddHardware *self = VTR_ADD_HARDWARE (widget);
  g_autoptr (VtrEdit) edit = vtr_hardware_edits_make (vtr_item_editor_get_edits (self->editor));
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) device = vtr_edit_document (edit, self->device, NULL, &error);
  g_autoptr (VtrEdit) all = NULL;

  if (device == NULL)
    {
      g_autoptr (VtrTrouble) trouble
          = vtr_virt_trouble (_("A value does not fit, so the device was not added"), error);

      adw_dialog_present (vtr_trouble_dialog_new (trouble), widget);
      return;
    }

  all = make_addition (self, edit, device);
  g_signal_emit (self, signals[SIGNAL_ADD], 0, all);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_note (VtrAddHardware *self,
          const char     *note)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), note);
  vtr_item_editor_add_first (self->editor, group);
}

/* The XML is made from the form each time that it is looked at. */
static void
on_xml_toggled_cb (VtrAddHardware *self)
{
  g_autoptr (VtrEdit) edit = vtr_hardware_edits_make (vtr_item_editor_get_edits (self->editor));
  g_autoptr (VtrXmlDoc) device = vtr_edit_document (edit, self->device, NULL, NULL);
  g_autofree char *text = NULL;

  if (!gtk_toggle_button_get_active (self->xml_button))
    {
      adw_bin_set_child (self->bin, GTK_WIDGET (self->editor));
      return;
    }

  text = vtr_device_template_get_xml (device != NULL ? device : self->device);
  self->xml = VTR_XML_VIEW (vtr_xml_view_new ());
  vtr_xml_view_set_editable (self->xml, TRUE);
  vtr_xml_view_set_text (self->xml, text);
  adw_bin_set_child (self->bin, GTK_WIDGET (self->xml));
}

static void
add_xml_button (VtrAddHardware *self,
                GtkWidget      *header)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_("XML"));

  self->xml_button = GTK_TOGGLE_BUTTON (button);
  self->xml = NULL;
  gtk_widget_set_tooltip_text (button, _("Show the Device as XML"));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_xml_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
}

static void
show_form (VtrAddHardware          *self,
           const VtrDeviceTemplate *template)
{
  g_autoptr (GPtrArray) items = NULL;
  const VtrItem *item;
  VtrPanelPlace place;
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Add"));

  g_clear_pointer (&self->device, vtr_xml_doc_unref);
  self->device = vtr_device_template_make (template, self->machine);
  items = vtr_item_list_devices (self->device);
  item = items->pdata[0];
  self->editor
      = VTR_ITEM_EDITOR (vtr_item_editor_new (vtr_form_for_device (item->kind), item->key));
  g_set_object (&self->form, self->editor);
  vtr_item_editor_set_choices (self->editor, vtr_hardware_choices_get (self->choices));
  if (template->note != NULL)
    add_note (self, _(template->note));
  place = (VtrPanelPlace) { self->definition, self->choices, self->editor, item->key, TRUE };
  vtr_hardware_panels_add (vtr_form_for_device (item->kind)->id, &place);
  vtr_item_editor_fill (self->editor, self->device, NULL, NULL);

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "add-hardware.add");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  add_xml_button (self, header);
  self->bin = ADW_BIN (adw_bin_new ());
  adw_bin_set_child (self->bin, GTK_WIDGET (self->editor));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->bin));
  adw_navigation_view_push (self->view, adw_navigation_page_new (view, _(template->title)));
}

static void
choose (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  const VtrDeviceTemplate *template
      = vtr_device_template_find (g_variant_get_string (parameter, NULL));

  if (template != NULL)
    show_form (VTR_ADD_HARDWARE (widget), template);
}

/* The list */

static GtkWidget *
make_row (VtrAddHardware          *self,
          const VtrDeviceTemplate *template)
{
  GtkWidget *row = adw_action_row_new ();
  const VtrKind *kind = vtr_kind_get ("domain", template->kind);
  const char *why_not = NULL;
  gboolean can = vtr_device_template_can_add (template, self->machine,
                                              vtr_hardware_choices_get (self->choices), &why_not);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(template->title));
  if (!can || template->note != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), can ? _(template->note) : why_not);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (vtr_kind_get_icon_name (kind)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "add-hardware.choose");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", template->id);
  gtk_widget_set_sensitive (row, can);
  return row;
}

static void
build (VtrAddHardware *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  guint n_templates;
  const VtrDeviceTemplate *templates = vtr_device_template_list (&n_templates);

  for (guint i = 0; i < n_templates; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, &templates[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_view_push (self->view, adw_navigation_page_new (view, _("Add Hardware")));
}

static void
vtr_add_hardware_finalize (GObject *object)
{
  VtrAddHardware *self = VTR_ADD_HARDWARE (object);

  g_clear_pointer (&self->machine, vtr_xml_doc_unref);
  g_clear_object (&self->choices);
  g_clear_object (&self->definition);
  g_clear_object (&self->form);
  g_clear_pointer (&self->device, vtr_xml_doc_unref);

  G_OBJECT_CLASS (vtr_add_hardware_parent_class)->finalize (object);
}

static void
vtr_add_hardware_class_init (VtrAddHardwareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vtr_add_hardware_finalize;

  signals[SIGNAL_ADD] = g_signal_new ("add", VTR_TYPE_ADD_HARDWARE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_install_action (widget_class, "add-hardware.choose", "s", choose);
  gtk_widget_class_install_action (widget_class, "add-hardware.add", NULL, add);
}

static void
vtr_add_hardware_init (VtrAddHardware *self)
{
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->view));
  adw_dialog_set_title (ADW_DIALOG (self), _("Add Hardware"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
}

/**
 * vtr_add_hardware_new:
 * @definition: of the machine, which is there
 * @choices: what its host has to offer
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
vtr_add_hardware_new (VtrMachineDefinition *definition,
                      VtrHardwareChoices   *choices)
{
  VtrAddHardware *self = g_object_new (VTR_TYPE_ADD_HARDWARE, NULL);

  self->definition = g_object_ref (definition);
  self->machine = vtr_xml_doc_ref (vtr_machine_definition_get_saved (definition));
  self->choices = g_object_ref (choices);
  build (self);
  return ADW_DIALOG (self);
}
