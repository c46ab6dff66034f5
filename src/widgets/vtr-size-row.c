/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-size-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_UNITS 4

struct _VtrSizeRow
{
  AdwActionRow parent_instance;

  /* own children */
  GtkWidget   *number;
  GtkWidget   *unit;

  /* state */
  guint64      bytes;
  guint        shown_unit;
  gboolean     showing; /* the children are being told, they do not tell */
};

enum
{
  PROP_0,
  PROP_BYTES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrSizeRow, vtr_size_row, ADW_TYPE_ACTION_ROW)

static double
unit_size (guint unit)
{
  return (double) ((guint64) 1024 << (10 * unit));
}

/* The largest unit that shows the amount as a whole number. */
static guint
best_unit (guint64 bytes)
{
  if (bytes == 0)
    return 2;

  for (guint unit = N_UNITS - 1; unit > 0; unit--)
    if (bytes % (guint64) unit_size (unit) == 0)
      return unit;

  return 0;
}

static void
show_bytes (VtrSizeRow *self,
            guint       unit)
{
  double number = (double) self->bytes / unit_size (unit);

  self->showing = TRUE;
  self->shown_unit = unit;
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->number), floor (number) < number ? 2 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->number), number);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), unit);
  self->showing = FALSE;
}

static void
take_bytes (VtrSizeRow *self,
            guint64     bytes)
{
  if (self->bytes == bytes)
    return;

  self->bytes = bytes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES]);
}

static void
on_number_changed_cb (VtrSizeRow *self)
{
  double number = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->number));

  if (!self->showing)
    take_bytes (self, (guint64) llround (number * unit_size (self->shown_unit)));
}

static void
on_unit_changed_cb (VtrSizeRow *self)
{
  if (!self->showing)
    show_bytes (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit)));
}

static void
vtr_size_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VtrSizeRow *self = VTR_SIZE_ROW (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      g_value_set_uint64 (value, self->bytes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_size_row_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VtrSizeRow *self = VTR_SIZE_ROW (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      vtr_size_row_set_bytes (self, g_value_get_uint64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_size_row_class_init (VtrSizeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_size_row_get_property;
  object_class->set_property = vtr_size_row_set_property;

  properties[PROP_BYTES] = g_param_spec_uint64 (
      "bytes", NULL, NULL, 0, G_MAXUINT64, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_size_row_init (VtrSizeRow *self)
{
  const char *const units[] = { "KiB", "MiB", "GiB", "TiB", NULL };

  self->number = gtk_spin_button_new_with_range (0, 1 << 30, 1);
  self->unit = gtk_drop_down_new_from_strings (units);
  gtk_widget_set_valign (self->number, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->unit, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Unit"), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->number),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self, NULL, -1);

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->unit);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->number);
  show_bytes (self, best_unit (0));

  g_signal_connect_swapped (self->number, "value-changed", G_CALLBACK (on_number_changed_cb), self);
  g_signal_connect_swapped (self->unit, "notify::selected", G_CALLBACK (on_unit_changed_cb), self);
}

GtkWidget *
vtr_size_row_new (void)
{
  return g_object_new (VTR_TYPE_SIZE_ROW, NULL);
}

guint64
vtr_size_row_get_bytes (VtrSizeRow *self)
{
  g_return_val_if_fail (VTR_IS_SIZE_ROW (self), 0);

  return self->bytes;
}

void
vtr_size_row_set_bytes (VtrSizeRow *self,
                        guint64     bytes)
{
  g_return_if_fail (VTR_IS_SIZE_ROW (self));

  if (self->bytes != bytes)
    {
      self->bytes = bytes;
      show_bytes (self, best_unit (bytes));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES]);
    }
}
