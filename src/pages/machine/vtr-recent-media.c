/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-recent-media.h"

#define KEY "recent-media"
#define N_KEPT 8

/**
 * vtr_recent_media_list:
 * @settings: where they are kept
 * @host_uri: of which host
 *
 * Returns: (transfer full): the paths
 */
GStrv
vtr_recent_media_list (GSettings  *settings,
                       const char *host_uri)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);
  g_autoptr (GVariant) of_host = g_variant_lookup_value (all, host_uri, G_VARIANT_TYPE_STRING_ARRAY);

  return of_host != NULL ? g_variant_dup_strv (of_host, NULL) : g_new0 (char *, 1);
}

/**
 * vtr_recent_media_add:
 * @settings: where they are kept
 * @host_uri: of which host
 * @path: what was put into a drive
 */
void
vtr_recent_media_add (GSettings  *settings,
                      const char *host_uri,
                      const char *path)
{
  g_auto (GStrv) known = vtr_recent_media_list (settings, host_uri);
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sas}"));
  GVariantIter iter;
  const char *uri;
  GVariant *others;
  guint n_kept = 1;

  g_strv_builder_add (kept, path);
  for (guint i = 0; known[i] != NULL && n_kept < N_KEPT; i++)
    if (!g_str_equal (known[i], path))
      {
        g_strv_builder_add (kept, known[i]);
        n_kept++;
      }
  paths = g_strv_builder_end (kept);

  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&s@as}", &uri, &others))
    if (!g_str_equal (uri, host_uri))
      g_variant_builder_add (&builder, "{s@as}", uri, others);
  g_variant_builder_add (&builder, "{s@as}", host_uri,
                         g_variant_new_strv ((const char *const *) paths, -1));
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
