/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-spice-display.h"

#include "console/vtr-console-session-private.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

struct _VtrSpiceDisplay
{
  GObject parent_instance;

  /* owned */
  SpiceChannel *channel;

  /* borrowed: it owns this object */
  VtrConsoleSession *session;

  /* state */
  guint channel_id;
  GArray *heads; /* of SpiceDisplayMonitorConfig, clipped to the surface */
  gboolean has_primary;
};

G_DEFINE_FINAL_TYPE (VtrSpiceDisplay, vtr_spice_display, G_TYPE_OBJECT)

static gboolean
format_from_spice (enum SpiceSurfaceFmt  spice,
                   VtrPixelFormat       *format)
{
  switch ((guint) spice)
    {
    case SPICE_SURFACE_FMT_32_xRGB:
    case SPICE_SURFACE_FMT_32_ARGB:
      *format = VTR_PIXELS_XRGB8888;
      return TRUE;
    case SPICE_SURFACE_FMT_16_555:
      *format = VTR_PIXELS_RGB555;
      return TRUE;
    case SPICE_SURFACE_FMT_16_565:
      *format = VTR_PIXELS_RGB565;
      return TRUE;
    default:
      return FALSE;
    }
}

/* A guest with one card and several monitors numbers the monitors, one with several cards has a
 * channel for each. */
static guint
monitor_number (VtrSpiceDisplay *self,
                guint            head)
{
  return self->channel_id + head;
}

static void
read_heads (VtrSpiceDisplay           *self,
            const SpiceDisplayPrimary *primary)
{
  g_autoptr (GArray) monitors = NULL;

  g_array_set_size (self->heads, 0);
  g_object_get (self->channel, "monitors", &monitors, NULL);
  for (guint i = 0; monitors != NULL && i < monitors->len; i++)
    {
      SpiceDisplayMonitorConfig head = g_array_index (monitors, SpiceDisplayMonitorConfig, i);

      if (head.x >= (guint) primary->width || head.y >= (guint) primary->height)
        continue;
      head.width = MIN (head.width, primary->width - head.x);
      head.height = MIN (head.height, primary->height - head.y);
      if (head.width > 0 && head.height > 0)
        g_array_append_val (self->heads, head);
    }

  if (self->heads->len == 0)
    {
      SpiceDisplayMonitorConfig whole = { .width = primary->width, .height = primary->height };

      g_array_append_val (self->heads, whole);
    }
}

static void
take_primary (VtrSpiceDisplay *self)
{
  SpiceDisplayPrimary primary;
  VtrPixelFormat format;
  guint n_before = self->heads->len;

  if (!spice_display_channel_get_primary (self->channel, 0, &primary))
    return;
  if (!format_from_spice (primary.format, &format))
    {
      g_debug ("SPICE surface format %d is not known", primary.format);
      return;
    }

  read_heads (self, &primary);
  for (guint i = 0; i < self->heads->len; i++)
    {
      SpiceDisplayMonitorConfig *head = &g_array_index (self->heads, SpiceDisplayMonitorConfig, i);
      VtrFramebuffer *framebuffer =
        vtr_console_session_ensure_monitor (self->session, monitor_number (self, i));

      vtr_framebuffer_set_pixels (framebuffer,
                                  format,
                                  head->width,
                                  head->height,
                                  primary.stride,
                                  primary.data + (gsize) head->y * primary.stride
                                    + (gsize) head->x * vtr_pixel_format_bytes (format));
    }
  if (self->heads->len < n_before)
    vtr_console_session_drop_monitors (self->session, monitor_number (self, self->heads->len));
  self->has_primary = TRUE;
}

static void
release_primary (VtrSpiceDisplay *self)
{
  GListModel *monitors = vtr_console_session_get_monitors (self->session);

  self->has_primary = FALSE;
  for (guint i = 0; i < self->heads->len; i++)
    {
      g_autoptr (VtrFramebuffer) framebuffer =
        g_list_model_get_item (monitors, monitor_number (self, i));

      if (framebuffer != NULL)
        vtr_framebuffer_release (framebuffer);
    }
}

static void
on_primary_create_cb (VtrSpiceDisplay *self)
{
  take_primary (self);
}

/* The memory is gone as soon as this returns. */
static void
on_primary_destroy_cb (VtrSpiceDisplay *self)
{
  release_primary (self);
}

static void
on_monitors_cb (VtrSpiceDisplay *self)
{
  if (self->has_primary)
    take_primary (self);
}

static void
on_invalidate_cb (VtrSpiceDisplay *self,
                  int              x,
                  int              y,
                  int              width,
                  int              height)
{
  if (!self->has_primary)
    return;

  for (guint i = 0; i < self->heads->len; i++)
    {
      SpiceDisplayMonitorConfig *head = &g_array_index (self->heads, SpiceDisplayMonitorConfig, i);

      vtr_framebuffer_damage (
        vtr_console_session_ensure_monitor (self->session, monitor_number (self, i)),
        x - (int) head->x,
        y - (int) head->y,
        width,
        height);
    }
}

static void
close_fd (gpointer data)
{
  close (GPOINTER_TO_INT (data));
}

static GdkTexture *
import_scanout (const SpiceGlScanout  *scanout,
                GError               **error)
{
  g_autoptr (GdkDmabufTextureBuilder) builder = gdk_dmabuf_texture_builder_new ();
  int fd = fcntl (scanout->fd, F_DUPFD_CLOEXEC, 3);
  GdkTexture *texture;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "dup: %m");
      return NULL;
    }

  gdk_dmabuf_texture_builder_set_display (builder, gdk_display_get_default ());
  gdk_dmabuf_texture_builder_set_width (builder, scanout->width);
  gdk_dmabuf_texture_builder_set_height (builder, scanout->height);
  gdk_dmabuf_texture_builder_set_fourcc (builder, scanout->format);
  gdk_dmabuf_texture_builder_set_modifier (builder, 0x00ffffffffffffffULL); /* not told */
  gdk_dmabuf_texture_builder_set_n_planes (builder, 1);
  gdk_dmabuf_texture_builder_set_fd (builder, 0, fd);
  gdk_dmabuf_texture_builder_set_offset (builder, 0, 0);
  gdk_dmabuf_texture_builder_set_stride (builder, 0, scanout->stride);

  texture = gdk_dmabuf_texture_builder_build (builder, close_fd, GINT_TO_POINTER (fd), error);
  if (texture == NULL)
    close (fd);

  return texture;
}

static void
refuse_scanout (VtrSpiceDisplay *self,
                const GError    *error)
{
  VtrTrouble *trouble = vtr_trouble_new (_("This computer cannot show the machine's 3D display."));

  trouble->cause = g_strdup (_("The machine draws with OpenGL, and the picture cannot be taken "
                               "over by this desktop's graphics driver."));
  trouble->remedy = g_strdup (_("Switch OpenGL and 3D acceleration off in the machine's display "
                                "settings, and restart it."));
  trouble->details = g_strdup (error->message);
  vtr_console_session_refuse (self->session, trouble);
}

static void
show_scanout (VtrSpiceDisplay *self)
{
  const SpiceGlScanout *scanout =
    spice_display_channel_get_gl_scanout (SPICE_DISPLAY_CHANNEL (self->channel));
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  if (scanout == NULL || scanout->fd < 0)
    return;

  texture = import_scanout (scanout, &error);
  if (texture == NULL)
    refuse_scanout (self, error);
  else
    vtr_framebuffer_set_texture (
      vtr_console_session_ensure_monitor (self->session, monitor_number (self, 0)),
      texture,
      !scanout->y0top);
}

/* The guest draws no more until it hears that this frame is done with, so that is always said at
 * once, never when some window got round to drawing. */
static void
on_gl_draw_cb (VtrSpiceDisplay *self)
{
  show_scanout (self);
  spice_display_channel_gl_draw_done (SPICE_DISPLAY_CHANNEL (self->channel));
}

/**
 * vtr_spice_display_locate:
 * @x: (inout): from the monitor's to the surface's coordinates
 * @y: (inout): from the monitor's to the surface's coordinates
 * @channel_id: (out): what the pointer's position has to be sent with
 *
 * Returns: whether that monitor is on this card
 */
gboolean
vtr_spice_display_locate (VtrSpiceDisplay *self,
                          guint            monitor,
                          int             *x,
                          int             *y,
                          int             *channel_id)
{
  SpiceDisplayMonitorConfig *head;

  if (monitor < self->channel_id || monitor - self->channel_id >= self->heads->len)
    return FALSE;

  head = &g_array_index (self->heads, SpiceDisplayMonitorConfig, monitor - self->channel_id);
  *x += (int) head->x;
  *y += (int) head->y;
  *channel_id = (int) self->channel_id;

  return TRUE;
}

/**
 * vtr_spice_display_get_channel:
 *
 * Returns: (transfer none): the channel
 */
SpiceChannel *
vtr_spice_display_get_channel (VtrSpiceDisplay *self)
{
  return self->channel;
}

/**
 * vtr_spice_display_new:
 * @session: (transfer none): what has to own the result
 * @channel: (transfer none): a display channel, not connected yet
 *
 * Returns: (transfer full): something that keeps the session's monitors up to date
 */
VtrSpiceDisplay *
vtr_spice_display_new (VtrConsoleSession *session,
                       SpiceChannel      *channel)
{
  VtrSpiceDisplay *self = g_object_new (VTR_TYPE_SPICE_DISPLAY, NULL);
  int channel_id;

  self->session = session;
  self->channel = g_object_ref (channel);
  g_object_get (channel, "channel-id", &channel_id, NULL);
  self->channel_id = (guint) channel_id;

  g_signal_connect_object (channel, "display-primary-create",
                           G_CALLBACK (on_primary_create_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (channel, "display-primary-destroy",
                           G_CALLBACK (on_primary_destroy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (channel, "display-invalidate",
                           G_CALLBACK (on_invalidate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (channel, "notify::monitors",
                           G_CALLBACK (on_monitors_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (channel, "notify::gl-scanout",
                           G_CALLBACK (show_scanout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (channel, "gl-draw",
                           G_CALLBACK (on_gl_draw_cb), self, G_CONNECT_SWAPPED);
  take_primary (self);

  return self;
}

static void
vtr_spice_display_dispose (GObject *object)
{
  VtrSpiceDisplay *self = VTR_SPICE_DISPLAY (object);

  if (self->channel != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->channel, self);
      release_primary (self);
    }
  g_clear_object (&self->channel);

  G_OBJECT_CLASS (vtr_spice_display_parent_class)->dispose (object);
}

static void
vtr_spice_display_finalize (GObject *object)
{
  VtrSpiceDisplay *self = VTR_SPICE_DISPLAY (object);

  g_clear_pointer (&self->heads, g_array_unref);

  G_OBJECT_CLASS (vtr_spice_display_parent_class)->finalize (object);
}

static void
vtr_spice_display_class_init (VtrSpiceDisplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_spice_display_dispose;
  object_class->finalize = vtr_spice_display_finalize;
}

static void
vtr_spice_display_init (VtrSpiceDisplay *self)
{
  self->heads = g_array_new (FALSE, FALSE, sizeof (SpiceDisplayMonitorConfig));
}
