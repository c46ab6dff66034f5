/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-source.h"

struct _VtrCreateSource
{
  AdwBin           parent_instance;

  /* owned */
  VtrMachineDraft *draft;
};

G_DEFINE_FINAL_TYPE (VtrCreateSource, vtr_create_source, ADW_TYPE_BIN)

static void
vtr_create_source_dispose (GObject *object)
{
  VtrCreateSource *self = VTR_CREATE_SOURCE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CREATE_SOURCE);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (vtr_create_source_parent_class)->dispose (object);
}

static void
vtr_create_source_class_init (VtrCreateSourceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_create_source_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-create-source.ui");
}

static void
vtr_create_source_init (VtrCreateSource *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_create_source_set_draft:
 * @self: a screen
 * @draft: what it fills
 */
void
vtr_create_source_set_draft (VtrCreateSource *self,
                             VtrMachineDraft *draft)
{
  self->draft = g_object_ref (draft);
}
