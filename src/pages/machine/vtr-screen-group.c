/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-screen-group.h"

#include "base/vtr-error.h"
#include "virt/machine/vtr-machine-picture.h"
#include "widgets/vtr-thumbnail.h"

struct _VtrScreenGroup
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  VtrMachine         *machine;
  GCancellable       *cancellable;

  /* template children */
  VtrThumbnail       *thumbnail;
};

G_DEFINE_FINAL_TYPE (VtrScreenGroup, vtr_screen_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_taken_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (VtrScreenGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = vtr_machine_take_picture_finish (VTR_MACHINE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (error != NULL)
    g_debug ("picture: %s", error->message);
  vtr_thumbnail_take_bytes (self->thumbnail, bytes);
}

static void
on_thumbnail_wanted_cb (VtrScreenGroup *self)
{
  vtr_machine_take_picture_async (self->machine, self->cancellable, on_taken_cb,
                                  g_object_ref (self));
}

static void
update (VtrScreenGroup *self)
{
  gboolean active = vtr_machine_is_active (self->machine);

  gtk_widget_set_visible (GTK_WIDGET (self), active);
  vtr_thumbnail_set_active (self->thumbnail, active && !vtr_machine_is_stale (self->machine));
}

static void
vtr_screen_group_dispose (GObject *object)
{
  VtrScreenGroup *self = VTR_SCREEN_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_SCREEN_GROUP);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (vtr_screen_group_parent_class)->dispose (object);
}

static void
vtr_screen_group_finalize (GObject *object)
{
  g_object_unref (VTR_SCREEN_GROUP (object)->cancellable);

  G_OBJECT_CLASS (vtr_screen_group_parent_class)->finalize (object);
}

static void
vtr_screen_group_class_init (VtrScreenGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_screen_group_dispose;
  object_class->finalize = vtr_screen_group_finalize;

  g_type_ensure (VTR_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-screen-group.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrScreenGroup, thumbnail);
  gtk_widget_class_bind_template_callback (widget_class, on_thumbnail_wanted_cb);
}

static void
vtr_screen_group_init (VtrScreenGroup *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_screen_group_set_machine:
 * @machine: whose screen, once and for all
 */
void
vtr_screen_group_set_machine (VtrScreenGroup *self,
                              VtrMachine     *machine)
{
  g_return_if_fail (VTR_IS_SCREEN_GROUP (self));
  g_return_if_fail (self->machine == NULL);

  self->machine = g_object_ref (machine);
  g_signal_connect_object (machine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
