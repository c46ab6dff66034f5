/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-vnc-clipboard.h"

struct _VtrVncClipboard
{
  VtrGuestClipboard parent_instance;

  /* owned */
  VncConnection *connection;
  GBytes *text;
};

G_DEFINE_FINAL_TYPE (VtrVncClipboard, vtr_vnc_clipboard, VTR_TYPE_GUEST_CLIPBOARD)

/* The server is not one that asks: what is on offer is what it gets. */
static void
vtr_vnc_clipboard_offer (VtrGuestClipboard *clipboard,
                         const char *const *formats)
{
  if (formats != NULL && g_strv_contains (formats, VTR_CLIPBOARD_TEXT))
    vtr_guest_clipboard_want (clipboard, VTR_CLIPBOARD_TEXT);
}

/* By the book the text is Latin-1. QEMU hands the bytes on as they are to agents that expect UTF-8,
 * and for what Latin-1 cannot say there is nothing better to do. */
static GBytes *
encode (VtrVncClipboard *self,
        GBytes          *data)
{
  const char *name = vnc_connection_get_name (self->connection);
  gsize length, written;
  const char *text = g_bytes_get_data (data, &length);
  char *latin;

  if (name != NULL && g_str_has_prefix (name, "QEMU"))
    return g_bytes_ref (data);

  latin = g_convert (text, (gssize) length, "ISO-8859-1", "UTF-8", NULL, &written, NULL);
  return latin != NULL ? g_bytes_new_take (latin, written) : g_bytes_ref (data);
}

static void
vtr_vnc_clipboard_answer (VtrGuestClipboard *clipboard,
                          const char        *format,
                          GBytes            *data)
{
  VtrVncClipboard *self = VTR_VNC_CLIPBOARD (clipboard);
  g_autoptr (GBytes) encoded = NULL;
  gsize length;
  const char *text;

  if (data == NULL)
    return;

  encoded = encode (self, data);
  text = g_bytes_get_data (encoded, &length);
  vnc_connection_client_cut_text (self->connection, text, length);
}

static void
vtr_vnc_clipboard_ask (VtrGuestClipboard *clipboard,
                       const char        *format)
{
  vtr_guest_clipboard_take_data (clipboard, format, VTR_VNC_CLIPBOARD (clipboard)->text);
}

/**
 * vtr_vnc_clipboard_take_cut_text:
 * @text: what the server sent, in an encoding that it does not tell
 */
void
vtr_vnc_clipboard_take_cut_text (VtrVncClipboard *self,
                                 const char      *text)
{
  static const char *formats[] = { VTR_CLIPBOARD_TEXT, NULL };
  gsize length = strlen (text), written;
  char *decoded;

  g_clear_pointer (&self->text, g_bytes_unref);
  if (length == 0 || length > VTR_CLIPBOARD_MOST)
    {
      vtr_guest_clipboard_set_formats (VTR_GUEST_CLIPBOARD (self), NULL);
      return;
    }

  if (g_utf8_validate_len (text, length, NULL))
    {
      self->text = g_bytes_new (text, length);
    }
  else
    {
      decoded = g_convert (text, (gssize) length, "UTF-8", "ISO-8859-1", NULL, &written, NULL);
      self->text = g_bytes_new_take (decoded, written);
    }
  vtr_guest_clipboard_set_formats (VTR_GUEST_CLIPBOARD (self), formats);
}

/**
 * vtr_vnc_clipboard_set_connection:
 * @connection: (nullable): a connection that is ready
 */
void
vtr_vnc_clipboard_set_connection (VtrVncClipboard *self,
                                  VncConnection   *connection)
{
  if (connection == NULL)
    vtr_guest_clipboard_set_usable (VTR_GUEST_CLIPBOARD (self), FALSE);
  g_set_object (&self->connection, connection);
  g_clear_pointer (&self->text, g_bytes_unref);
  if (connection != NULL)
    vtr_guest_clipboard_set_usable (VTR_GUEST_CLIPBOARD (self), TRUE);
}

/**
 * vtr_vnc_clipboard_new:
 *
 * Returns: (transfer full): a clipboard without a connection
 */
VtrGuestClipboard *
vtr_vnc_clipboard_new (void)
{
  return g_object_new (VTR_TYPE_VNC_CLIPBOARD, NULL);
}

static void
vtr_vnc_clipboard_dispose (GObject *object)
{
  VtrVncClipboard *self = VTR_VNC_CLIPBOARD (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->text, g_bytes_unref);

  G_OBJECT_CLASS (vtr_vnc_clipboard_parent_class)->dispose (object);
}

static void
vtr_vnc_clipboard_class_init (VtrVncClipboardClass *klass)
{
  VtrGuestClipboardClass *clipboard_class = VTR_GUEST_CLIPBOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_vnc_clipboard_dispose;
  clipboard_class->offer = vtr_vnc_clipboard_offer;
  clipboard_class->answer = vtr_vnc_clipboard_answer;
  clipboard_class->ask = vtr_vnc_clipboard_ask;
}

static void
vtr_vnc_clipboard_init (VtrVncClipboard *self)
{
}
