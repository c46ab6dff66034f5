/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-thumbnail.h"

#include <glib/gi18n-lib.h>

#define INTERVAL_S 5

/* However many are seen: a host takes pictures one after the other, and has better things to do. */
#define MOST_WANTED 2
#define QUEUE_MS 200

/* Enough for the largest place at twice the density. */
#define MOST_WIDTH 640
#define MOST_HEIGHT 400

struct _VtrThumbnail
{
  GtkWidget parent_instance;

  /* owned */
  GdkPaintable *paintable;

  /* state */
  gboolean active;
  gboolean waiting; /* for an answer */
  guint timer_id;
};

enum
{
  SIGNAL_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static guint n_wanted;

G_DEFINE_FINAL_TYPE (VtrThumbnail, vtr_thumbnail, GTK_TYPE_WIDGET)

static gboolean on_timeout_cb (gpointer user_data);

static void
want_later (VtrThumbnail *self,
            guint         milliseconds)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->active && gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->waiting)
    self->timer_id = g_timeout_add (milliseconds, on_timeout_cb, self);
}

static void
set_waiting (VtrThumbnail *self,
             gboolean      waiting)
{
  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  n_wanted = waiting ? n_wanted + 1 : n_wanted - 1;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  VtrThumbnail *self = user_data;

  self->timer_id = 0;
  if (n_wanted >= MOST_WANTED)
    {
      want_later (self, QUEUE_MS);
      return G_SOURCE_REMOVE;
    }

  set_waiting (self, TRUE);
  g_signal_emit (self, signals[SIGNAL_WANTED], 0);
  return G_SOURCE_REMOVE;
}

static void
set_paintable (VtrThumbnail *self,
               GdkPaintable *paintable)
{
  if (g_set_object (&self->paintable, paintable))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
decode_in_worker (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (data);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GError *error = NULL;

  pixbuf = gdk_pixbuf_new_from_stream_at_scale (stream, MOST_WIDTH, MOST_HEIGHT, TRUE, NULL,
                                                &error);
  if (pixbuf != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_decoded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  VtrThumbnail *self = VTR_THUMBNAIL (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_debug ("thumbnail: %s", error->message);
  else if (self->active)
    set_paintable (self, GDK_PAINTABLE (texture));
  set_waiting (self, FALSE);
  want_later (self, INTERVAL_S * 1000);
}

/**
 * vtr_thumbnail_take_bytes:
 * @bytes: (nullable): an image file, or %NULL where none is to be had now
 */
void
vtr_thumbnail_take_bytes (VtrThumbnail *self,
                          GBytes       *bytes)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (VTR_IS_THUMBNAIL (self));

  if (bytes == NULL)
    {
      set_waiting (self, FALSE);
      want_later (self, INTERVAL_S * 1000);
      return;
    }

  task = g_task_new (self, NULL, on_decoded_cb, NULL);
  g_task_set_source_tag (task, vtr_thumbnail_take_bytes);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_in_worker);
}

/**
 * vtr_thumbnail_set_active:
 * @active: whether there is anything to see
 */
void
vtr_thumbnail_set_active (VtrThumbnail *self,
                          gboolean      active)
{
  g_return_if_fail (VTR_IS_THUMBNAIL (self));

  if (self->active == active)
    return;

  self->active = active;
  if (!active)
    set_paintable (self, NULL);
  want_later (self, 0);
}

/**
 * vtr_thumbnail_get_paintable:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
GdkPaintable *
vtr_thumbnail_get_paintable (VtrThumbnail *self)
{
  g_return_val_if_fail (VTR_IS_THUMBNAIL (self), NULL);

  return self->paintable;
}

static void
vtr_thumbnail_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_thumbnail_parent_class)->map (widget);

  want_later (VTR_THUMBNAIL (widget), 0);
}

static void
vtr_thumbnail_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&VTR_THUMBNAIL (widget)->timer_id, g_source_remove);

  GTK_WIDGET_CLASS (vtr_thumbnail_parent_class)->unmap (widget);
}

static void
vtr_thumbnail_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  VtrThumbnail *self = VTR_THUMBNAIL (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double ratio, shown_width, shown_height;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->paintable == NULL)
    return;

  ratio = gdk_paintable_get_intrinsic_aspect_ratio (self->paintable);
  shown_width = MIN (width, height * ratio);
  shown_height = shown_width / ratio;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - shown_width) / 2,
                                                          (height - shown_height) / 2));
  gdk_paintable_snapshot (self->paintable, snapshot, shown_width, shown_height);
  gtk_snapshot_restore (snapshot);
}

static void
vtr_thumbnail_dispose (GObject *object)
{
  VtrThumbnail *self = VTR_THUMBNAIL (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  set_waiting (self, FALSE);
  self->active = FALSE;
  g_clear_object (&self->paintable);

  G_OBJECT_CLASS (vtr_thumbnail_parent_class)->dispose (object);
}

static void
vtr_thumbnail_class_init (VtrThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_thumbnail_dispose;
  widget_class->map = vtr_thumbnail_map;
  widget_class->unmap = vtr_thumbnail_unmap;
  widget_class->snapshot = vtr_thumbnail_snapshot;
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[SIGNAL_WANTED] = g_signal_new ("wanted",
                                         VTR_TYPE_THUMBNAIL,
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
vtr_thumbnail_init (VtrThumbnail *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Small picture of the screen"), -1);
}

/**
 * vtr_thumbnail_new:
 *
 * Returns: (transfer floating): a black picture
 */
GtkWidget *
vtr_thumbnail_new (void)
{
  return g_object_new (VTR_TYPE_THUMBNAIL, NULL);
}
