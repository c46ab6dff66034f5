/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-clipboard.h"

#include "vtr-guest-content.h"

#define CHUNK (256u << 10)

struct _VtrConsoleClipboard
{
  GObject parent_instance;

  /* owned */
  GdkClipboard *host;
  VtrGuestClipboard *guest;
  GSignalGroup *guest_signals;
  GCancellable *cancellable;

  /* state */
  gboolean active;
  gboolean offered;
  gboolean guest_is_newer; /* it offered something while it was not looked at */
};

G_DEFINE_FINAL_TYPE (VtrConsoleClipboard, vtr_console_clipboard, G_TYPE_OBJECT)

static gboolean
may_go (VtrConsoleClipboard   *self,
        VtrClipboardDirection  direction)
{
  return self->active && self->guest != NULL && vtr_guest_clipboard_get_usable (self->guest)
         && (vtr_guest_clipboard_get_direction (self->guest) & direction) != 0;
}

static gboolean
host_has_what_guest_gave (VtrConsoleClipboard *self)
{
  GdkContentProvider *content = gdk_clipboard_get_content (self->host);

  return VTR_IS_GUEST_CONTENT (content)
         && vtr_guest_content_is_from (VTR_GUEST_CONTENT (content), self->guest);
}

static gboolean
has_text (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
         || gdk_content_formats_contain_mime_type (formats, VTR_CLIPBOARD_TEXT)
         || gdk_content_formats_contain_mime_type (formats, "text/plain");
}

static gboolean
has_image (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
         || gdk_content_formats_contain_mime_type (formats, VTR_CLIPBOARD_PNG)
         || gdk_content_formats_contain_mime_type (formats, "image/jpeg")
         || gdk_content_formats_contain_mime_type (formats, "image/tiff");
}

static void
take_offer_back (VtrConsoleClipboard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->offered && self->guest != NULL)
    vtr_guest_clipboard_offer (self->guest, NULL);
  self->offered = FALSE;
}

static void
offer_host (VtrConsoleClipboard *self)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (self->host);
  const char *offer[3] = { NULL };
  guint n_offers = 0;

  if (!may_go (self, VTR_CLIPBOARD_TO_GUEST) || host_has_what_guest_gave (self))
    return;

  if (has_text (formats))
    offer[n_offers++] = VTR_CLIPBOARD_TEXT;
  if (has_image (formats))
    offer[n_offers++] = VTR_CLIPBOARD_PNG;
  if (n_offers == 0)
    {
      take_offer_back (self);
      return;
    }

  self->offered = TRUE;
  vtr_guest_clipboard_offer (self->guest, offer);
}

static void
take_guest (VtrConsoleClipboard *self)
{
  g_autoptr (GdkContentProvider) content = NULL;

  self->guest_is_newer = FALSE;
  if (vtr_guest_clipboard_get_formats (self->guest) == NULL)
    {
      if (host_has_what_guest_gave (self))
        gdk_clipboard_set_content (self->host, NULL);
      return;
    }

  content = vtr_guest_content_new (self->guest);
  self->offered = FALSE;
  gdk_clipboard_set_content (self->host, content);
}

/* An offer that is only now allowed to pass may do so, if nothing newer stands against it. */
static void
catch_up (VtrConsoleClipboard *self)
{
  if (!may_go (self, VTR_CLIPBOARD_TO_GUEST))
    take_offer_back (self);

  if (self->guest_is_newer && may_go (self, VTR_CLIPBOARD_TO_HOST))
    take_guest (self);
  else if (!self->offered)
    offer_host (self);
}

static void
on_host_changed_cb (VtrConsoleClipboard *self)
{
  if (self->guest == NULL || host_has_what_guest_gave (self))
    return;

  self->guest_is_newer = FALSE;
  offer_host (self);
}

static void
on_guest_formats_cb (VtrConsoleClipboard *self)
{
  gboolean offers = vtr_guest_clipboard_get_formats (self->guest) != NULL;

  if (may_go (self, VTR_CLIPBOARD_TO_HOST) || !offers)
    take_guest (self);
  else
    self->guest_is_newer = TRUE;
}

/* What an agent heard before it went away is lost with it. */
static void
on_guest_usable_cb (VtrConsoleClipboard *self)
{
  self->offered = FALSE;
  catch_up (self);
}

/* What a question of the guest is about, on its way through several callbacks. */
typedef struct
{
  VtrGuestClipboard *guest;
  GCancellable *cancellable;
  char *format;
  GByteArray *bytes;
  GMemoryOutputStream *output;
} Wish;

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->guest);
  g_clear_object (&wish->cancellable);
  g_free (wish->format);
  g_clear_pointer (&wish->bytes, g_byte_array_unref);
  g_clear_object (&wish->output);
  g_free (wish);
}

/* A guest is only told that there is nothing, never what went wrong on this computer. */
static void
disappoint (Wish         *wish,
            const GError *error)
{
  if (error != NULL)
    g_debug ("clipboard: %s", error->message);
  vtr_guest_clipboard_answer (wish->guest, wish->format, NULL);
  wish_free (wish);
}

static void
on_input_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Wish *wish = user_data;
  GInputStream *input = G_INPUT_STREAM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (input, result, &error);
  g_autoptr (GBytes) whole = NULL;

  if (chunk == NULL || wish->bytes->len + g_bytes_get_size (chunk) > VTR_CLIPBOARD_MOST)
    {
      disappoint (wish, error);
      return;
    }
  if (g_bytes_get_size (chunk) > 0)
    {
      g_byte_array_append (wish->bytes, g_bytes_get_data (chunk, NULL),
                           (guint) g_bytes_get_size (chunk));
      g_input_stream_read_bytes_async (input, CHUNK, G_PRIORITY_DEFAULT, wish->cancellable,
                                       on_input_read_cb, wish);
      return;
    }

  whole = g_byte_array_free_to_bytes (g_steal_pointer (&wish->bytes));
  vtr_guest_clipboard_answer (wish->guest, wish->format, whole);
  wish_free (wish);
}

static void
on_host_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Wish *wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (input == NULL)
    disappoint (wish, error);
  else
    g_input_stream_read_bytes_async (input, CHUNK, G_PRIORITY_DEFAULT, wish->cancellable,
                                     on_input_read_cb, wish);
}

static void
on_picture_serialized_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  Wish *wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!gdk_content_serialize_finish (result, &error))
    {
      disappoint (wish, error);
      return;
    }

  bytes = g_memory_output_stream_steal_as_bytes (wish->output);
  vtr_guest_clipboard_answer (wish->guest, wish->format,
                              g_bytes_get_size (bytes) <= VTR_CLIPBOARD_MOST ? bytes : NULL);
  wish_free (wish);
}

static void
on_host_texture_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Wish *wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
    gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_auto (GValue) value = G_VALUE_INIT;

  if (texture == NULL)
    {
      disappoint (wish, error);
      return;
    }

  g_value_init (&value, GDK_TYPE_TEXTURE);
  g_value_set_object (&value, texture);
  wish->output = G_MEMORY_OUTPUT_STREAM (g_memory_output_stream_new_resizable ());
  gdk_content_serialize_async (G_OUTPUT_STREAM (wish->output), VTR_CLIPBOARD_PNG, &value,
                               G_PRIORITY_DEFAULT, wish->cancellable, on_picture_serialized_cb,
                               wish);
}

static Wish *
new_wish (VtrConsoleClipboard *self,
          const char          *format)
{
  Wish *wish = g_new0 (Wish, 1);

  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  wish->guest = g_object_ref (self->guest);
  wish->cancellable = g_object_ref (self->cancellable);
  wish->format = g_strdup (format);
  wish->bytes = g_byte_array_new ();

  return wish;
}

/* A guest may ask at any time, but is answered only while it has an offer. */
static void
on_guest_wanted_cb (VtrConsoleClipboard *self,
                    const char          *format)
{
  static const char *texts[] = { VTR_CLIPBOARD_TEXT, "text/plain", NULL };
  static const char *pictures[] = { VTR_CLIPBOARD_PNG, NULL };
  GdkContentFormats *formats = gdk_clipboard_get_formats (self->host);
  gboolean text = g_str_equal (format, VTR_CLIPBOARD_TEXT);

  if (!self->offered || !may_go (self, VTR_CLIPBOARD_TO_GUEST)
      || (!text && !g_str_equal (format, VTR_CLIPBOARD_PNG)))
    vtr_guest_clipboard_answer (self->guest, format, NULL);
  else if (text || gdk_clipboard_is_local (self->host)
           || gdk_content_formats_contain_mime_type (formats, VTR_CLIPBOARD_PNG))
    gdk_clipboard_read_async (self->host, text ? texts : pictures, G_PRIORITY_DEFAULT,
                              self->cancellable, on_host_read_cb, new_wish (self, format));
  else
    gdk_clipboard_read_texture_async (self->host, self->cancellable, on_host_texture_cb,
                                      new_wish (self, format));
}

/**
 * vtr_console_clipboard_set_guest:
 * @guest: (nullable): whose clipboard to join
 */
void
vtr_console_clipboard_set_guest (VtrConsoleClipboard *self,
                                 VtrGuestClipboard   *guest)
{
  g_return_if_fail (VTR_IS_CONSOLE_CLIPBOARD (self));

  if (self->guest == guest)
    return;

  take_offer_back (self);
  self->guest_is_newer = FALSE;
  g_set_object (&self->guest, guest);
  g_signal_group_set_target (self->guest_signals, guest);
  if (guest != NULL)
    catch_up (self);
}

/**
 * vtr_console_clipboard_set_active:
 * @active: whether the person is working in the guest
 */
void
vtr_console_clipboard_set_active (VtrConsoleClipboard *self,
                                  gboolean             active)
{
  g_return_if_fail (VTR_IS_CONSOLE_CLIPBOARD (self));

  active = !!active;
  if (self->active == active)
    return;

  self->active = active;
  if (self->guest != NULL)
    catch_up (self);
}

/**
 * vtr_console_clipboard_new:
 * @host: this computer's clipboard
 *
 * Returns: (transfer full): something that does nothing yet
 */
VtrConsoleClipboard *
vtr_console_clipboard_new (GdkClipboard *host)
{
  VtrConsoleClipboard *self = g_object_new (VTR_TYPE_CONSOLE_CLIPBOARD, NULL);

  self->host = g_object_ref (host);
  g_signal_connect_object (host, "changed", G_CALLBACK (on_host_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

static void
vtr_console_clipboard_dispose (GObject *object)
{
  VtrConsoleClipboard *self = VTR_CONSOLE_CLIPBOARD (object);

  take_offer_back (self);
  g_clear_object (&self->guest_signals);
  g_clear_object (&self->guest);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (vtr_console_clipboard_parent_class)->dispose (object);
}

static void
vtr_console_clipboard_class_init (VtrConsoleClipboardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_console_clipboard_dispose;
}

static void
vtr_console_clipboard_init (VtrConsoleClipboard *self)
{
  self->guest_signals = g_signal_group_new (VTR_TYPE_GUEST_CLIPBOARD);
  g_signal_group_connect_swapped (self->guest_signals, "wanted",
                                  G_CALLBACK (on_guest_wanted_cb), self);
  g_signal_group_connect_swapped (self->guest_signals, "notify::formats",
                                  G_CALLBACK (on_guest_formats_cb), self);
  g_signal_group_connect_swapped (self->guest_signals, "notify::direction",
                                  G_CALLBACK (catch_up), self);
  g_signal_group_connect_swapped (self->guest_signals, "notify::usable",
                                  G_CALLBACK (on_guest_usable_cb), self);
}
