/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pool-row.h"

#include <glib/gi18n-lib.h>

#include "vtr-storage-text.h"

struct _VtrPoolRow
{
  GtkListBoxRow  parent_instance;

  /* owned */
  VtrPool       *pool;

  /* template children */
  GtkLabel      *name_label;
  GtkLabel      *kind_label;
  GtkLabel      *room_label;
  GtkWidget     *bar;
  GtkWidget     *state_image;
};

G_DEFINE_FINAL_TYPE (VtrPoolRow, vtr_pool_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
icon_of (VtrPool *pool)
{
  if (vtr_pool_is_silent (pool) || vtr_pool_get_trouble (pool) != NULL
      || vtr_pool_get_state (pool) == VTR_POOL_INACCESSIBLE)
    return "dialog-warning-symbolic";

  return vtr_pool_is_active (pool) ? NULL : "media-playback-stop-symbolic";
}

static void
update (VtrPoolRow *self)
{
  g_autofree char *room = vtr_pool_describe_room (self->pool);
  g_autofree char *spoken = NULL;
  const char *icon = icon_of (self->pool);
  guint64 capacity = vtr_pool_get_capacity (self->pool);
  gboolean has_bar = vtr_pool_is_active (self->pool) && capacity > 0;

  gtk_label_set_label (self->name_label, vtr_pool_get_name (self->pool));
  gtk_label_set_label (self->kind_label, vtr_pool_get_kind_name (self->pool));
  gtk_label_set_label (self->room_label, room);
  gtk_widget_set_visible (self->bar, has_bar);
  if (has_bar)
    gtk_level_bar_set_value (
        GTK_LEVEL_BAR (self->bar),
        CLAMP (1 - (double) vtr_pool_get_available (self->pool) / (double) capacity, 0, 1));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_image), icon);
  gtk_widget_set_visible (self->state_image, icon != NULL);
  gtk_widget_set_tooltip_text (self->state_image, vtr_pool_get_state_name (self->pool));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), vtr_pool_get_place (self->pool));
  spoken = g_strdup_printf ("%s, %s, %s", vtr_pool_get_name (self->pool),
                            vtr_pool_get_kind_name (self->pool), room);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
vtr_pool_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VTR_TYPE_POOL_ROW);
  g_clear_object (&VTR_POOL_ROW (object)->pool);

  G_OBJECT_CLASS (vtr_pool_row_parent_class)->dispose (object);
}

static void
vtr_pool_row_class_init (VtrPoolRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_pool_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/storage/vtr-pool-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrPoolRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolRow, kind_label);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolRow, room_label);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolRow, bar);
  gtk_widget_class_bind_template_child (widget_class, VtrPoolRow, state_image);
}

static void
vtr_pool_row_init (VtrPoolRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_pool_row_new:
 * @pool: a pool
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
vtr_pool_row_new (VtrPool *pool)
{
  VtrPoolRow *self = g_object_new (VTR_TYPE_POOL_ROW, NULL);

  self->pool = g_object_ref (pool);
  g_signal_connect_object (pool, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * vtr_pool_row_get_pool:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
VtrPool *
vtr_pool_row_get_pool (VtrPoolRow *self)
{
  return self->pool;
}
