/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-statistics.h"

#include "base/vtr-format.h"

#include <glib/gi18n.h>

struct _VtrConsoleStatistics
{
  GObject parent_instance;

  /* owned */
  VtrConsoleSession *session;
  char *text;

  /* state */
  guint tick_id;
  gint64 last_time;
  guint64 last_bytes;
  VtrFramebufferCounts last;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrConsoleStatistics, vtr_console_statistics, G_TYPE_OBJECT)

static void
set_text (VtrConsoleStatistics *self,
          const char           *text)
{
  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static char *
describe (VtrConsoleStatistics       *self,
          VtrFramebuffer             *framebuffer,
          const VtrFramebufferCounts *counts,
          guint64                     bytes,
          double                      seconds)
{
  g_autofree char *rate = vtr_format_rate ((double) (bytes - self->last_bytes) / seconds);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u × %u", vtr_framebuffer_get_width (framebuffer),
                          vtr_framebuffer_get_height (framebuffer));
  /* Translators: how often the picture of a machine was drawn anew. */
  g_string_append_printf (text, _("\n%.0f pictures a second"),
                          (double) (counts->draws - self->last.draws) / seconds);
  /* Translators: how many changed rectangles the machine reported. */
  g_string_append_printf (text, _("\n%.0f changes a second"),
                          (double) (counts->damages - self->last.damages) / seconds);
  if (bytes > 0)
    g_string_append_printf (text, "\n%s", rate);
  if (vtr_console_session_get_encoding (self->session) != NULL)
    g_string_append_printf (text, "\n%s", vtr_console_session_get_encoding (self->session));

  return g_string_free (text, FALSE);
}

static gboolean
on_tick_timeout_cb (gpointer user_data)
{
  VtrConsoleStatistics *self = user_data;
  g_autoptr (VtrFramebuffer) framebuffer = NULL;
  g_autofree char *text = NULL;
  VtrFramebufferCounts counts;
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) MAX (now - self->last_time, 1) / G_USEC_PER_SEC;
  guint64 bytes;

  if (self->session != NULL)
    framebuffer = g_list_model_get_item (vtr_console_session_get_monitors (self->session), 0);
  if (framebuffer == NULL)
    {
      set_text (self, "");
      return G_SOURCE_CONTINUE;
    }

  counts = vtr_framebuffer_get_counts (framebuffer);
  bytes = vtr_console_session_get_received (self->session);
  if (self->last_time != 0 && bytes >= self->last_bytes)
    text = describe (self, framebuffer, &counts, bytes, seconds);
  set_text (self, text != NULL ? text : "");
  self->last = counts;
  self->last_bytes = bytes;
  self->last_time = now;

  return G_SOURCE_CONTINUE;
}

/**
 * vtr_console_statistics_new:
 *
 * Returns: (transfer full): figures about nothing yet
 */
VtrConsoleStatistics *
vtr_console_statistics_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_STATISTICS, NULL);
}

/**
 * vtr_console_statistics_set_session:
 * @session: (nullable): what the figures are about
 */
void
vtr_console_statistics_set_session (VtrConsoleStatistics *self,
                                    VtrConsoleSession    *session)
{
  g_return_if_fail (VTR_IS_CONSOLE_STATISTICS (self));

  g_set_object (&self->session, session);
  self->last_time = 0;
}

void
vtr_console_statistics_set_running (VtrConsoleStatistics *self,
                                    gboolean              running)
{
  g_return_if_fail (VTR_IS_CONSOLE_STATISTICS (self));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->last_time = 0;
  if (running)
    {
      self->tick_id = g_timeout_add_seconds (1, on_tick_timeout_cb, self);
      on_tick_timeout_cb (self);
    }
}

const char *
vtr_console_statistics_get_text (VtrConsoleStatistics *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_STATISTICS (self), NULL);

  return self->text;
}

static void
vtr_console_statistics_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, VTR_CONSOLE_STATISTICS (object)->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_statistics_dispose (GObject *object)
{
  VtrConsoleStatistics *self = VTR_CONSOLE_STATISTICS (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (vtr_console_statistics_parent_class)->dispose (object);
}

static void
vtr_console_statistics_class_init (VtrConsoleStatisticsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_console_statistics_get_property;
  object_class->dispose = vtr_console_statistics_dispose;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL,
                                               NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_console_statistics_init (VtrConsoleStatistics *self)
{
}
