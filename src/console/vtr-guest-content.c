/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-guest-content.h"

struct _VtrGuestContent
{
  GdkContentProvider parent_instance;

  /* owned */
  VtrGuestClipboard *clipboard;
  GStrv formats;
};

G_DEFINE_FINAL_TYPE (VtrGuestContent, vtr_guest_content, GDK_TYPE_CONTENT_PROVIDER)

/**
 * vtr_guest_content_new:
 * @clipboard: a guest's clipboard that offers something
 *
 * Returns: (transfer full): that offer
 */
GdkContentProvider *
vtr_guest_content_new (VtrGuestClipboard *clipboard)
{
  VtrGuestContent *self = g_object_new (VTR_TYPE_GUEST_CONTENT, NULL);

  self->clipboard = g_object_ref (clipboard);
  self->formats = g_strdupv ((GStrv) vtr_guest_clipboard_get_formats (clipboard));

  return GDK_CONTENT_PROVIDER (self);
}

/**
 * vtr_guest_content_is_from:
 *
 * Returns: whether it was that guest that offered this
 */
gboolean
vtr_guest_content_is_from (VtrGuestContent   *self,
                           VtrGuestClipboard *clipboard)
{
  g_return_val_if_fail (VTR_IS_GUEST_CONTENT (self), FALSE);

  return self->clipboard == clipboard;
}

static GdkContentFormats *
vtr_guest_content_ref_formats (GdkContentProvider *provider)
{
  VtrGuestContent *self = VTR_GUEST_CONTENT (provider);

  return gdk_content_formats_new ((const char **) self->formats, g_strv_length (self->formats));
}

static void
on_output_write_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_clipboard_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GOutputStream *output = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = vtr_guest_clipboard_read_finish (VTR_GUEST_CLIPBOARD (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_object_set_data_full (G_OBJECT (task), "bytes", bytes, (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (output,
                                   g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes),
                                   g_task_get_priority (task),
                                   g_task_get_cancellable (task),
                                   on_output_write_cb,
                                   g_object_ref (task));
}

static void
vtr_guest_content_write_mime_type_async (GdkContentProvider  *provider,
                                         const char          *mime_type,
                                         GOutputStream       *stream,
                                         int                  io_priority,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  VtrGuestContent *self = VTR_GUEST_CONTENT (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_priority (task, io_priority);
  g_task_set_source_tag (task, vtr_guest_content_write_mime_type_async);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  vtr_guest_clipboard_read_async (self->clipboard, mime_type, cancellable,
                                  on_clipboard_read_cb, task);
}

static gboolean
vtr_guest_content_write_mime_type_finish (GdkContentProvider  *provider,
                                          GAsyncResult        *result,
                                          GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
vtr_guest_content_finalize (GObject *object)
{
  VtrGuestContent *self = VTR_GUEST_CONTENT (object);

  g_clear_object (&self->clipboard);
  g_clear_pointer (&self->formats, g_strfreev);

  G_OBJECT_CLASS (vtr_guest_content_parent_class)->finalize (object);
}

static void
vtr_guest_content_class_init (VtrGuestContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vtr_guest_content_finalize;
  provider_class->ref_formats = vtr_guest_content_ref_formats;
  provider_class->write_mime_type_async = vtr_guest_content_write_mime_type_async;
  provider_class->write_mime_type_finish = vtr_guest_content_write_mime_type_finish;
}

static void
vtr_guest_content_init (VtrGuestContent *self)
{
}
