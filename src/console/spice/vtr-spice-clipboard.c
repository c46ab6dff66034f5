/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-spice-clipboard.h"

#include <spice/vd_agent.h>

/* The other selections are what a mouse drag makes, and are nobody else's business. */
#define CLIPBOARD VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD

struct _VtrSpiceClipboard
{
  VtrGuestClipboard parent_instance;

  /* owned */
  SpiceMainChannel *main;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (VtrSpiceClipboard, vtr_spice_clipboard, VTR_TYPE_GUEST_CLIPBOARD)

static const struct
{
  guint32 type;
  const char *format;
} types[] = {
  { VD_AGENT_CLIPBOARD_UTF8_TEXT, VTR_CLIPBOARD_TEXT },
  { VD_AGENT_CLIPBOARD_IMAGE_PNG, VTR_CLIPBOARD_PNG },
  { VD_AGENT_CLIPBOARD_IMAGE_BMP, "image/bmp" },
  { VD_AGENT_CLIPBOARD_IMAGE_TIFF, "image/tiff" },
  { VD_AGENT_CLIPBOARD_IMAGE_JPG, "image/jpeg" },
};

static const char *
format_from_type (guint32 type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].format;

  return NULL;
}

static guint32
type_from_format (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].format, format))
      return types[i].type;

  return VD_AGENT_CLIPBOARD_NONE;
}

static gboolean
guest_ends_lines_with_crlf (VtrSpiceClipboard *self)
{
  return spice_main_channel_agent_test_capability (self->main, VD_AGENT_CAP_GUEST_LINEEND_CRLF);
}

static GBytes *
replace_line_ends (const char *text,
                   gsize       length,
                   const char *from,
                   const char *to)
{
  g_autoptr (GString) string = g_string_new_len (text, (gssize) length);

  g_string_replace (string, from, to, 0);

  return g_string_free_to_bytes (g_steal_pointer (&string));
}

static void
vtr_spice_clipboard_offer (VtrGuestClipboard *clipboard,
                           const char *const *formats)
{
  VtrSpiceClipboard *self = VTR_SPICE_CLIPBOARD (clipboard);
  guint32 offered[G_N_ELEMENTS (types)];
  int n_offered = 0;

  for (guint i = 0; formats != NULL && formats[i] != NULL && i < G_N_ELEMENTS (offered); i++)
    offered[n_offered++] = type_from_format (formats[i]);

  if (n_offered > 0)
    spice_main_channel_clipboard_selection_grab (self->main, CLIPBOARD, offered, n_offered);
  else
    spice_main_channel_clipboard_selection_release (self->main, CLIPBOARD);
}

static void
vtr_spice_clipboard_answer (VtrGuestClipboard *clipboard,
                            const char        *format,
                            GBytes            *data)
{
  VtrSpiceClipboard *self = VTR_SPICE_CLIPBOARD (clipboard);
  guint32 type = data != NULL ? type_from_format (format) : VD_AGENT_CLIPBOARD_NONE;
  g_autoptr (GBytes) converted = NULL;
  const guint8 *bytes = NULL;
  gsize length = 0;

  if (data != NULL)
    bytes = g_bytes_get_data (data, &length);
  if (type == VD_AGENT_CLIPBOARD_UTF8_TEXT && guest_ends_lines_with_crlf (self))
    {
      g_autoptr (GBytes) plain = replace_line_ends ((const char *) bytes, length, "\r\n", "\n");

      bytes = g_bytes_get_data (plain, &length);
      converted = replace_line_ends ((const char *) bytes, length, "\n", "\r\n");
      bytes = g_bytes_get_data (converted, &length);
    }

  spice_main_channel_clipboard_selection_notify (self->main, CLIPBOARD, type, bytes, length);
}

static void
vtr_spice_clipboard_ask (VtrGuestClipboard *clipboard,
                         const char        *format)
{
  spice_main_channel_clipboard_selection_request (VTR_SPICE_CLIPBOARD (clipboard)->main,
                                                  CLIPBOARD,
                                                  type_from_format (format));
}

static gboolean
on_main_grab_cb (VtrSpiceClipboard *self,
                 guint              selection,
                 const guint32     *offered,
                 guint              n_offered)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) formats = NULL;

  if (selection != CLIPBOARD)
    return FALSE;

  for (guint i = 0; i < n_offered; i++)
    if (format_from_type (offered[i]) != NULL)
      g_strv_builder_add (builder, format_from_type (offered[i]));
  formats = g_strv_builder_end (builder);
  vtr_guest_clipboard_set_formats (VTR_GUEST_CLIPBOARD (self),
                                   formats[0] != NULL ? (const char *const *) formats : NULL);

  return TRUE;
}

static void
on_main_release_cb (VtrSpiceClipboard *self,
                    guint              selection)
{
  if (selection == CLIPBOARD)
    vtr_guest_clipboard_set_formats (VTR_GUEST_CLIPBOARD (self), NULL);
}

static gboolean
on_main_request_cb (VtrSpiceClipboard *self,
                    guint              selection,
                    guint              type)
{
  const char *format = format_from_type (type);

  if (selection != CLIPBOARD || format == NULL)
    return FALSE;

  vtr_guest_clipboard_want (VTR_GUEST_CLIPBOARD (self), format);
  return TRUE;
}

static void
on_main_data_cb (VtrSpiceClipboard *self,
                 guint              selection,
                 guint              type,
                 const guint8      *bytes,
                 guint              length)
{
  g_autoptr (GBytes) data = NULL;

  if (selection != CLIPBOARD)
    return;

  if (type == VD_AGENT_CLIPBOARD_UTF8_TEXT && guest_ends_lines_with_crlf (self))
    data = replace_line_ends ((const char *) bytes, length, "\r\n", "\n");
  else if (type != VD_AGENT_CLIPBOARD_NONE)
    data = g_bytes_new (bytes, length);
  vtr_guest_clipboard_take_data (VTR_GUEST_CLIPBOARD (self), format_from_type (type), data);
}

static void
update_usable (VtrSpiceClipboard *self)
{
  gboolean connected;

  g_object_get (self->main, "agent-connected", &connected, NULL);
  vtr_guest_clipboard_set_usable (
    VTR_GUEST_CLIPBOARD (self),
    connected
      && spice_main_channel_agent_test_capability (self->main, VD_AGENT_CAP_CLIPBOARD_BY_DEMAND));
}

/**
 * vtr_spice_clipboard_set_main:
 * @main: (nullable): how the agent is reached
 */
void
vtr_spice_clipboard_set_main (VtrSpiceClipboard *self,
                              SpiceMainChannel  *main)
{
  if (main == NULL)
    vtr_guest_clipboard_set_usable (VTR_GUEST_CLIPBOARD (self), FALSE);
  g_set_object (&self->main, main);
  g_signal_group_set_target (self->signals, main);
  if (main != NULL)
    update_usable (self);
}

/**
 * vtr_spice_clipboard_new:
 *
 * Returns: (transfer full): a clipboard that nobody can be asked about yet
 */
VtrGuestClipboard *
vtr_spice_clipboard_new (void)
{
  return g_object_new (VTR_TYPE_SPICE_CLIPBOARD, NULL);
}

static void
vtr_spice_clipboard_dispose (GObject *object)
{
  VtrSpiceClipboard *self = VTR_SPICE_CLIPBOARD (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->main);

  G_OBJECT_CLASS (vtr_spice_clipboard_parent_class)->dispose (object);
}

static void
vtr_spice_clipboard_class_init (VtrSpiceClipboardClass *klass)
{
  VtrGuestClipboardClass *clipboard_class = VTR_GUEST_CLIPBOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_spice_clipboard_dispose;
  clipboard_class->offer = vtr_spice_clipboard_offer;
  clipboard_class->answer = vtr_spice_clipboard_answer;
  clipboard_class->ask = vtr_spice_clipboard_ask;
}

static void
vtr_spice_clipboard_init (VtrSpiceClipboard *self)
{
  self->signals = g_signal_group_new (SPICE_TYPE_MAIN_CHANNEL);
  g_signal_group_connect_swapped (self->signals, "main-clipboard-selection-grab",
                                  G_CALLBACK (on_main_grab_cb), self);
  g_signal_group_connect_swapped (self->signals, "main-clipboard-selection-release",
                                  G_CALLBACK (on_main_release_cb), self);
  g_signal_group_connect_swapped (self->signals, "main-clipboard-selection-request",
                                  G_CALLBACK (on_main_request_cb), self);
  g_signal_group_connect_swapped (self->signals, "main-clipboard-selection",
                                  G_CALLBACK (on_main_data_cb), self);
  g_signal_group_connect_swapped (self->signals, "main-agent-update",
                                  G_CALLBACK (update_usable), self);
  g_signal_group_connect_swapped (self->signals, "notify::agent-connected",
                                  G_CALLBACK (update_usable), self);
  g_signal_group_connect_swapped (self->signals, "notify::agent-caps-0",
                                  G_CALLBACK (update_usable), self);
}
