/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-serial-terminal.h"

#include "vtr-serial-pump.h"
#include "vtr-terminal-keys.h"

#include "base/vtr-error.h"

#include <glib/gi18n.h>
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>
#include <vte/vte.h>

#define ZOOM_STEP 1.2
#define LEAST_ZOOM 0.4
#define MOST_ZOOM 4.0

/* A guest that restarts is back within seconds, and asking costs little. */
#define LONGEST_RETRY_S 5

struct _VtrSerialTerminal
{
  AdwBin parent_instance;

  /* owned */
  VtrSerialStream *stream;
  GSignalGroup *signals;
  VtrSerialPump *pump;
  VtrTerminalKeys *keys;
  GCancellable *cancellable;

  /* template children */
  AdwBanner *banner;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  VteTerminal *terminal;

  /* state */
  VtrSerialState state;
  gboolean was_open;
  guint retry_id;
  guint retries;
};

enum
{
  PROP_0,
  PROP_STREAM,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (VtrSerialState,
                    vtr_serial_state,
                    G_DEFINE_ENUM_VALUE (VTR_SERIAL_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (VTR_SERIAL_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (VTR_SERIAL_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (VTR_SERIAL_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (VTR_SERIAL_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (VTR_SERIAL_REFUSED, "refused"))

G_DEFINE_FINAL_TYPE (VtrSerialTerminal, vtr_serial_terminal, ADW_TYPE_BIN)

static void
show_banner (VtrSerialTerminal *self,
             const char        *title,
             const char        *button)
{
  adw_banner_set_title (self->banner, title != NULL ? title : "");
  adw_banner_set_button_label (self->banner, button);
  adw_banner_set_revealed (self->banner, title != NULL);
}

static void
set_state (VtrSerialTerminal *self,
           VtrSerialState     state)
{
  self->state = state;
  switch (state)
    {
    case VTR_SERIAL_BUSY:
      show_banner (self, _("Somebody else is using this console."), _("_Take Over"));
      break;
    case VTR_SERIAL_LOST:
      show_banner (self, _("The console has gone. It will come back by itself."),
                   _("_Connect Now"));
      break;
    case VTR_SERIAL_REFUSED:
      show_banner (self, _("The console could not be opened."), _("_Try Again"));
      break;
    case VTR_SERIAL_IDLE:
    case VTR_SERIAL_OPENING:
    case VTR_SERIAL_OPEN:
    default:
      show_banner (self, NULL, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
on_retry_timeout_cb (gpointer user_data)
{
  VtrSerialTerminal *self = user_data;

  self->retry_id = 0;
  vtr_serial_terminal_open (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
lose (VtrSerialTerminal *self)
{
  vtr_serial_pump_set_stream (self->pump, NULL);
  set_state (self, VTR_SERIAL_LOST);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retries++;
  self->retry_id = g_timeout_add_seconds (MIN (self->retries, LONGEST_RETRY_S),
                                          on_retry_timeout_cb, self);
}

static void
on_stream_closed_cb (VtrSerialTerminal *self,
                     const GError      *error)
{
  if (error != NULL)
    g_debug ("serial console: %s", error->message);
  lose (self);
}

static void
on_stream_opened_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrSerialTerminal) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean opened = vtr_serial_stream_open_finish (VTR_SERIAL_STREAM (source), result, &error);

  if (vtr_error_is_cancelled (error) || self->stream != (VtrSerialStream *) source)
    return;

  g_clear_object (&self->cancellable);
  if (opened)
    {
      self->was_open = TRUE;
      self->retries = 0;
      vtr_serial_pump_set_stream (self->pump, self->stream);
      set_state (self, VTR_SERIAL_OPEN);
      return;
    }

  g_debug ("serial console: %s", error->message);
  if (g_error_matches (error, VTR_ERROR, VTR_ERROR_BUSY))
    set_state (self, VTR_SERIAL_BUSY);
  else if (self->was_open)
    lose (self);
  else
    set_state (self, VTR_SERIAL_REFUSED);
}

/**
 * vtr_serial_terminal_open:
 * @take_over: whether to end somebody else's session, which only the person may decide
 */
void
vtr_serial_terminal_open (VtrSerialTerminal *self,
                          gboolean           take_over)
{
  g_return_if_fail (VTR_IS_SERIAL_TERMINAL (self));

  if (self->stream == NULL || self->state == VTR_SERIAL_OPEN || self->state == VTR_SERIAL_OPENING)
    return;

  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->cancellable = g_cancellable_new ();
  set_state (self, VTR_SERIAL_OPENING);
  vtr_serial_stream_open_async (self->stream, take_over, self->cancellable, on_stream_opened_cb,
                                g_object_ref (self));
}

void
vtr_serial_terminal_close (VtrSerialTerminal *self)
{
  g_return_if_fail (VTR_IS_SERIAL_TERMINAL (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->was_open = FALSE;
  self->retries = 0;
  if (self->pump != NULL)
    vtr_serial_pump_set_stream (self->pump, NULL);
  if (self->stream != NULL)
    vtr_serial_stream_close (self->stream);
  if (self->state != VTR_SERIAL_IDLE)
    set_state (self, VTR_SERIAL_IDLE);
}

VtrSerialState
vtr_serial_terminal_get_state (VtrSerialTerminal *self)
{
  g_return_val_if_fail (VTR_IS_SERIAL_TERMINAL (self), VTR_SERIAL_IDLE);

  return self->state;
}

/**
 * vtr_serial_terminal_get_stream:
 *
 * Returns: (transfer none) (nullable): the port
 */
VtrSerialStream *
vtr_serial_terminal_get_stream (VtrSerialTerminal *self)
{
  g_return_val_if_fail (VTR_IS_SERIAL_TERMINAL (self), NULL);

  return self->stream;
}

/**
 * vtr_serial_terminal_set_stream:
 * @stream: (nullable): the port, which is not opened by this
 */
void
vtr_serial_terminal_set_stream (VtrSerialTerminal *self,
                                VtrSerialStream   *stream)
{
  g_return_if_fail (VTR_IS_SERIAL_TERMINAL (self));

  if (self->stream == stream)
    return;

  vtr_serial_terminal_close (self);
  g_set_object (&self->stream, stream);
  g_signal_group_set_target (self->signals, stream);
  vte_terminal_reset (self->terminal, TRUE, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STREAM]);
}

static void
on_log_replaced_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (VtrSerialTerminal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) log = g_file_append_to_finish (G_FILE (source), result, &error);

  if (log == NULL)
    {
      g_debug ("serial log: %s", error->message);
      show_banner (self, _("The log file could not be written."), NULL);
    }
  else if (self->pump != NULL)
    {
      vtr_serial_pump_set_log (self->pump, G_OUTPUT_STREAM (log));
    }
}

/**
 * vtr_serial_terminal_start_log:
 * @file: what everything from now on is added to
 */
void
vtr_serial_terminal_start_log (VtrSerialTerminal *self,
                               GFile             *file)
{
  g_return_if_fail (VTR_IS_SERIAL_TERMINAL (self));

  g_file_append_to_async (file, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT, NULL,
                          on_log_replaced_cb, g_object_ref (self));
}

void
vtr_serial_terminal_stop_log (VtrSerialTerminal *self)
{
  g_return_if_fail (VTR_IS_SERIAL_TERMINAL (self));

  vtr_serial_pump_set_log (self->pump, NULL);
}

/**
 * vtr_serial_terminal_get_text:
 *
 * Returns: (transfer full): what is on the screen and in the scrollback
 */
char *
vtr_serial_terminal_get_text (VtrSerialTerminal *self)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (VTR_IS_SERIAL_TERMINAL (self), NULL);

  vte_terminal_write_contents_sync (self->terminal, memory, VTE_WRITE_DEFAULT, NULL, NULL);
  g_output_stream_close (memory, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));

  return g_bytes_get_size (bytes) > 0
           ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
           : g_strdup ("");
}

/**
 * vtr_serial_terminal_feed_guest:
 * @text: what to type
 */
void
vtr_serial_terminal_feed_guest (VtrSerialTerminal *self,
                                const char        *text)
{
  g_return_if_fail (VTR_IS_SERIAL_TERMINAL (self));

  vte_terminal_feed_child (self->terminal, text, -1);
}

static void
on_banner_button_clicked_cb (VtrSerialTerminal *self)
{
  vtr_serial_terminal_open (self, self->state == VTR_SERIAL_BUSY);
}

static void
on_search_entry_changed_cb (VtrSerialTerminal *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *pattern = g_regex_escape_string (text, -1);
  g_autoptr (GError) error = NULL;
  VteRegex *regex;

  regex = vte_regex_new_for_search (pattern, -1,
                                    PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_CASELESS
                                      | PCRE2_MULTILINE,
                                    &error);
  if (regex == NULL)
    {
      g_debug ("search: %s", error->message);
      return;
    }

  vte_terminal_search_set_regex (self->terminal, text[0] != '\0' ? regex : NULL, 0);
  vte_terminal_search_set_wrap_around (self->terminal, TRUE);
  vte_regex_unref (regex);
  if (text[0] != '\0')
    vte_terminal_search_find_previous (self->terminal);
}

/* What was said last is what is looked for most. */
static void
on_search_entry_activate_cb (VtrSerialTerminal *self)
{
  vte_terminal_search_find_previous (self->terminal);
}

static void
on_search_entry_next_cb (VtrSerialTerminal *self)
{
  vte_terminal_search_find_next (self->terminal);
}

static void
zoom (VtrSerialTerminal *self,
      double             scale)
{
  vte_terminal_set_font_scale (self->terminal, CLAMP (scale, LEAST_ZOOM, MOST_ZOOM));
}

static void
on_copy_action_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  VtrSerialTerminal *self = VTR_SERIAL_TERMINAL (widget);

  if (vte_terminal_get_has_selection (self->terminal))
    vte_terminal_copy_clipboard_format (self->terminal, VTE_FORMAT_TEXT);
}

static void
on_paste_action_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  vte_terminal_paste_clipboard (VTR_SERIAL_TERMINAL (widget)->terminal);
}

static void
on_select_all_action_cb (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  vte_terminal_select_all (VTR_SERIAL_TERMINAL (widget)->terminal);
}

static void
on_zoom_action_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  VtrSerialTerminal *self = VTR_SERIAL_TERMINAL (widget);
  double scale = vte_terminal_get_font_scale (self->terminal);

  if (g_str_equal (name, "terminal.zoom-in"))
    zoom (self, scale * ZOOM_STEP);
  else if (g_str_equal (name, "terminal.zoom-out"))
    zoom (self, scale / ZOOM_STEP);
  else
    zoom (self, 1);
}

static void
on_find_action_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  VtrSerialTerminal *self = VTR_SERIAL_TERMINAL (widget);

  if (g_str_equal (name, "terminal.find-next"))
    vte_terminal_search_find_next (self->terminal);
  else if (g_str_equal (name, "terminal.find-previous"))
    vte_terminal_search_find_previous (self->terminal);
  else
    {
      gtk_search_bar_set_search_mode (self->search_bar, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
    }
}

static void
on_clear_action_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  vte_terminal_reset (VTR_SERIAL_TERMINAL (widget)->terminal, FALSE, TRUE);
}

/* A serial line has no way to tell a size, so the guest's shell is told to believe this one. */
static void
on_send_size_action_cb (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  VtrSerialTerminal *self = VTR_SERIAL_TERMINAL (widget);
  g_autofree char *command =
    g_strdup_printf ("stty rows %ld cols %ld\r",
                     vte_terminal_get_row_count (self->terminal),
                     vte_terminal_get_column_count (self->terminal));

  vtr_serial_terminal_feed_guest (self, command);
}

static void
on_connect_action_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  vtr_serial_terminal_open (VTR_SERIAL_TERMINAL (widget), FALSE);
}

static void
update_colours (VtrSerialTerminal *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA foreground, background;

  gdk_rgba_parse (&foreground, dark ? "#deddda" : "#241f31");
  gdk_rgba_parse (&background, dark ? "#1d1d20" : "#ffffff");
  vte_terminal_set_colors (self->terminal, &foreground, &background, NULL, 0);
}

/**
 * vtr_serial_terminal_new:
 *
 * Returns: a terminal without a port
 */
GtkWidget *
vtr_serial_terminal_new (void)
{
  return g_object_new (VTR_TYPE_SERIAL_TERMINAL, NULL);
}

static void
vtr_serial_terminal_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VtrSerialTerminal *self = VTR_SERIAL_TERMINAL (object);

  switch (prop_id)
    {
    case PROP_STREAM:
      g_value_set_object (value, self->stream);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_serial_terminal_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_STREAM:
      vtr_serial_terminal_set_stream (VTR_SERIAL_TERMINAL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_serial_terminal_dispose (GObject *object)
{
  VtrSerialTerminal *self = VTR_SERIAL_TERMINAL (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->signals);
  g_clear_object (&self->keys);
  if (self->stream != NULL)
    vtr_serial_stream_close (self->stream);
  if (self->pump != NULL)
    vtr_serial_pump_set_stream (self->pump, NULL);
  g_clear_object (&self->pump);
  g_clear_object (&self->stream);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_SERIAL_TERMINAL);

  G_OBJECT_CLASS (vtr_serial_terminal_parent_class)->dispose (object);
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  const char *shortcuts;
} actions[] = {
  { "terminal.copy", on_copy_action_cb, "<Control><Shift>c" },
  { "terminal.paste", on_paste_action_cb, "<Control><Shift>v" },
  { "terminal.select-all", on_select_all_action_cb, "<Control><Shift>a" },
  { "terminal.zoom-in", on_zoom_action_cb, "<Control>plus|<Control>equal" },
  { "terminal.zoom-out", on_zoom_action_cb, "<Control>minus" },
  { "terminal.zoom-normal", on_zoom_action_cb, "<Control>0" },
  { "terminal.find", on_find_action_cb, "<Control><Shift>f" },
  { "terminal.find-next", on_find_action_cb, "<Control><Shift>h" },
  { "terminal.find-previous", on_find_action_cb, "<Control><Shift>g" },
  { "terminal.clear", on_clear_action_cb, NULL },
  { "terminal.send-size", on_send_size_action_cb, NULL },
  { "terminal.connect", on_connect_action_cb, NULL },
};

/* Before the terminal, which would say them to the guest. */
static void
add_shortcuts (VtrSerialTerminal *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].shortcuts != NULL)
      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (actions[i].shortcuts),
                          gtk_named_action_new (actions[i].name)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
vtr_serial_terminal_class_init (VtrSerialTerminalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = vtr_serial_terminal_get_property;
  object_class->set_property = vtr_serial_terminal_set_property;
  object_class->dispose = vtr_serial_terminal_dispose;

  properties[PROP_STREAM] =
    g_param_spec_object ("stream", NULL, NULL,
                         VTR_TYPE_SERIAL_STREAM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       VTR_TYPE_SERIAL_STATE, VTR_SERIAL_IDLE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VTE_TYPE_TERMINAL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/serial/vtr-serial-terminal.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrSerialTerminal, banner);
  gtk_widget_class_bind_template_child (widget_class, VtrSerialTerminal, search_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrSerialTerminal, search_entry);
  gtk_widget_class_bind_template_child (widget_class, VtrSerialTerminal, terminal);
  gtk_widget_class_bind_template_callback (widget_class, on_banner_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_next_cb);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

static void
vtr_serial_terminal_init (VtrSerialTerminal *self)
{
  g_autoptr (VtePty) pty = NULL;
  g_autoptr (GError) error = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (VTR_TYPE_SERIAL_STREAM);
  g_signal_group_connect_swapped (self->signals, "closed", G_CALLBACK (on_stream_closed_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_colours), self, G_CONNECT_SWAPPED);
  update_colours (self);
  add_shortcuts (self);
  self->keys = vtr_terminal_keys_new (GTK_WIDGET (self->terminal));

  /* The terminal reads from a pseudo terminal as fast as it can draw, and makes the guest wait. */
  self->pump = vtr_serial_pump_new (&error);
  if (self->pump != NULL)
    pty = vte_pty_new_foreign_sync (vtr_serial_pump_steal_terminal (self->pump), NULL, &error);
  if (pty != NULL)
    vte_terminal_set_pty (self->terminal, pty);
  else
    g_warning ("no terminal: %s", error->message);
}
