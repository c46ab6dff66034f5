/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-window-size.h"

#define KEY "machine-windows"
#define REMEMBERED 100

/**
 * vtr_window_size_restore:
 * @window: of a machine, not shown yet
 * @settings: where sizes are kept
 * @uuid: of the machine
 *
 * A machine whose window was never open gets the size of the one that was closed last.
 */
void
vtr_window_size_restore (GtkWindow  *window,
                         GSettings  *settings,
                         const char *uuid)
{
  g_autoptr (GVariant) sizes = g_settings_get_value (settings, KEY);
  int width = g_settings_get_int (settings, "machine-window-width");
  int height = g_settings_get_int (settings, "machine-window-height");
  gboolean maximized = FALSE;

  for (gsize i = 0; i < g_variant_n_children (sizes); i++)
    {
      const char *known;
      int known_width, known_height;
      gboolean known_maximized;

      g_variant_get_child (sizes, i, "(&siib)", &known, &known_width, &known_height,
                           &known_maximized);
      if (!g_str_equal (known, uuid))
        continue;
      width = known_width;
      height = known_height;
      maximized = known_maximized;
    }

  gtk_window_set_default_size (window, MAX (width, -1), MAX (height, -1));
  if (maximized)
    gtk_window_maximize (window);
}

/**
 * vtr_window_size_remember:
 * @window: of a machine
 * @settings: where to keep its size
 * @uuid: of the machine
 */
void
vtr_window_size_remember (GtkWindow  *window,
                          GSettings  *settings,
                          const char *uuid)
{
  g_autoptr (GVariant) sizes = g_settings_get_value (settings, KEY);
  GVariantBuilder builder;
  guint n_kept = 1;
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(siib)"));
  g_variant_builder_add (&builder, "(siib)", uuid, width, height, gtk_window_is_maximized (window));
  for (gsize i = 0; i < g_variant_n_children (sizes) && n_kept < REMEMBERED; i++)
    {
      g_autoptr (GVariant) other = g_variant_get_child_value (sizes, i);
      const char *known;

      g_variant_get_child (other, 0, "&s", &known);
      if (g_str_equal (known, uuid))
        continue;
      g_variant_builder_add_value (&builder, other);
      n_kept++;
    }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
  g_settings_set_int (settings, "machine-window-width", width);
  g_settings_set_int (settings, "machine-window-height", height);
}
