/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-hardware-entry.h"

#include <glib/gi18n-lib.h>

struct _VtrHardwareEntry
{
  GObject        parent_instance;

  /* owned */
  char          *id;
  char          *key;     /* of the device; NULL for sections */
  char          *title;
  GtkWidget     *row;
  VtrItemEditor *editor;  /* made when it is first asked for */
  VtrXmlView    *xml;     /* the same */

  /* borrowed: a table; NULL for what is not understood */
  const VtrForm *form;

  /* in the row */
  GtkImage      *icon;
  GtkLabel      *title_label;
  GtkLabel      *subtitle_label;
  GtkWidget     *mark;
};

G_DEFINE_FINAL_TYPE (VtrHardwareEntry, vtr_hardware_entry, G_TYPE_OBJECT)

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static void
build_row (VtrHardwareEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->title_label = GTK_LABEL (make_label (NULL));
  self->subtitle_label = GTK_LABEL (make_label ("caption"));
  self->mark = gtk_image_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_set_tooltip_text (self->mark, _("Changed and not applied"));
  gtk_widget_set_visible (self->mark, FALSE);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title_label));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->subtitle_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), self->mark);
  gtk_widget_add_css_class (box, "hardware-entry");

  self->row = g_object_ref_sink (gtk_list_box_row_new ());
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
}

static void
vtr_hardware_entry_dispose (GObject *object)
{
  VtrHardwareEntry *self = VTR_HARDWARE_ENTRY (object);

  g_clear_object (&self->row);
  g_clear_object (&self->editor);
  g_clear_object (&self->xml);

  G_OBJECT_CLASS (vtr_hardware_entry_parent_class)->dispose (object);
}

static void
vtr_hardware_entry_finalize (GObject *object)
{
  VtrHardwareEntry *self = VTR_HARDWARE_ENTRY (object);

  g_free (self->id);
  g_free (self->key);
  g_free (self->title);

  G_OBJECT_CLASS (vtr_hardware_entry_parent_class)->finalize (object);
}

static void
vtr_hardware_entry_class_init (VtrHardwareEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_hardware_entry_dispose;
  object_class->finalize = vtr_hardware_entry_finalize;
}

static void
vtr_hardware_entry_init (VtrHardwareEntry *self)
{
  build_row (self);
}

/**
 * vtr_hardware_entry_new:
 * @id: what tells it from the others
 * @form: (nullable): how it is edited; NULL for what can only be edited as XML
 * @key: (nullable): of its device; NULL for a page of sections
 *
 * Returns: (transfer full): an entry
 */
VtrHardwareEntry *
vtr_hardware_entry_new (const char    *id,
                        const VtrForm *form,
                        const char    *key)
{
  VtrHardwareEntry *self = g_object_new (VTR_TYPE_HARDWARE_ENTRY, NULL);

  self->id = g_strdup (id);
  self->form = form;
  self->key = g_strdup (key);
  return self;
}

const char *
vtr_hardware_entry_get_id (VtrHardwareEntry *self)
{
  return self->id;
}

/**
 * vtr_hardware_entry_get_key:
 * @self: an entry
 *
 * Returns: (nullable): of its device
 */
const char *
vtr_hardware_entry_get_key (VtrHardwareEntry *self)
{
  return self->key;
}

const char *
vtr_hardware_entry_get_title (VtrHardwareEntry *self)
{
  return self->title;
}

/**
 * vtr_hardware_entry_describe:
 * @self: an entry
 * @title: its name
 * @subtitle: (nullable): what it is connected to
 * @icon_name: its icon
 */
void
vtr_hardware_entry_describe (VtrHardwareEntry *self,
                             const char       *title,
                             const char       *subtitle,
                             const char       *icon_name)
{
  g_set_str (&self->title, title);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);
}

/**
 * vtr_hardware_entry_get_row:
 * @self: an entry
 *
 * Returns: (transfer none): its line in the list
 */
GtkWidget *
vtr_hardware_entry_get_row (VtrHardwareEntry *self)
{
  return self->row;
}

gboolean
vtr_hardware_entry_has_form (VtrHardwareEntry *self)
{
  return self->form != NULL;
}

/**
 * vtr_hardware_entry_get_form_id:
 * @self: an entry
 *
 * Returns: (nullable): which form it has
 */
const char *
vtr_hardware_entry_get_form_id (VtrHardwareEntry *self)
{
  return self->form != NULL ? self->form->id : NULL;
}

/**
 * vtr_hardware_entry_get_editor:
 * @self: an entry
 * @choices: what the host has to offer, for a form that is new
 *
 * Returns: (transfer none) (nullable): its form; NULL for what is not understood
 */
VtrItemEditor *
vtr_hardware_entry_get_editor (VtrHardwareEntry *self,
                               VtrChoices       *choices)
{
  if (self->editor == NULL && self->form != NULL)
    {
      self->editor
          = VTR_ITEM_EDITOR (g_object_ref_sink (vtr_item_editor_new (self->form, self->key)));
      vtr_item_editor_set_choices (self->editor, choices);
    }

  return self->editor;
}

/**
 * vtr_hardware_entry_peek_editor:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): its form, if it was made
 */
VtrItemEditor *
vtr_hardware_entry_peek_editor (VtrHardwareEntry *self)
{
  return self->editor;
}

/**
 * vtr_hardware_entry_get_xml:
 * @self: an entry
 * @create: whether to make it where nobody asked for it before
 *
 * Returns: (transfer none) (nullable): its XML
 */
VtrXmlView *
vtr_hardware_entry_get_xml (VtrHardwareEntry *self,
                            gboolean          create)
{
  if (self->xml == NULL && create)
    self->xml = VTR_XML_VIEW (g_object_ref_sink (vtr_xml_view_new ()));

  return self->xml;
}

gboolean
vtr_hardware_entry_is_dirty (VtrHardwareEntry *self)
{
  return (self->editor != NULL && vtr_item_editor_is_dirty (self->editor))
         || (self->xml != NULL && vtr_xml_view_is_dirty (self->xml));
}

void
vtr_hardware_entry_revert (VtrHardwareEntry *self)
{
  if (self->editor != NULL)
    vtr_item_editor_revert (self->editor);
  if (self->xml != NULL)
    vtr_xml_view_revert (self->xml);
}

void
vtr_hardware_entry_update_mark (VtrHardwareEntry *self)
{
  gtk_widget_set_visible (self->mark, vtr_hardware_entry_is_dirty (self));
}
