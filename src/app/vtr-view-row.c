/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-view-row.h"

#include <glib/gi18n-lib.h>

struct _VtrViewRow
{
  GtkListBoxRow parent_instance;

  /* template children */
  GtkImage     *icon;
  GtkLabel     *title_label;
  GtkLabel     *count_label;
};

G_DEFINE_FINAL_TYPE (VtrViewRow, vtr_view_row, GTK_TYPE_LIST_BOX_ROW)

static void
vtr_view_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_VIEW_ROW);

  G_OBJECT_CLASS (vtr_view_row_parent_class)->dispose (object);
}

static void
vtr_view_row_class_init (VtrViewRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_view_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/app/vtr-view-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrViewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, VtrViewRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, VtrViewRow, count_label);
}

static void
vtr_view_row_init (VtrViewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_view_row_new:
 * @icon_name: its icon
 * @title: its name
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
vtr_view_row_new (const char *icon_name,
                  const char *title)
{
  VtrViewRow *self = g_object_new (VTR_TYPE_VIEW_ROW, NULL);

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_label (self->title_label, title);
  vtr_view_row_set_count (self, 0);
  return GTK_WIDGET (self);
}

/**
 * vtr_view_row_get_title:
 * @self: a row
 *
 * Returns: (transfer none): its name
 */
const char *
vtr_view_row_get_title (VtrViewRow *self)
{
  return gtk_label_get_label (self->title_label);
}

void
vtr_view_row_set_count (VtrViewRow *self,
                        guint       count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  /* Translators: a view in the sidebar and how many machines it has, for a screen reader. */
  g_autofree char *name = g_strdup_printf (ngettext ("%s, %u machine", "%s, %u machines", count),
                                           vtr_view_row_get_title (self), count);

  gtk_label_set_label (self->count_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
