/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-fetch.h"

#include "base/vtr-error.h"
#include "base/vtr-worker-pool.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define CHUNK (128 * 1024)
#define MAX_REDIRECTS 5
#define SILENCE_SECONDS 30

typedef struct
{
  char        *url;
  char        *sha256; /* may be NULL */
  char        *path;
  char        *part;
  VtrProgress *progress;
} Fetch;

static void
free_fetch (gpointer data)
{
  Fetch *fetch = data;

  g_free (fetch->url);
  g_free (fetch->sha256);
  g_free (fetch->path);
  g_free (fetch->part);
  vtr_progress_unref (fetch->progress);
  g_free (fetch);
}

/**
 * vtr_fetch_get_folder:
 *
 * Returns: (transfer full): where files that were fetched are kept
 */
char *
vtr_fetch_get_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "vitrine", "media", NULL);
}

/**
 * vtr_fetch_name_file:
 * @url: an address
 *
 * Two servers may call different things the same, so that the address is in the name as well.
 *
 * Returns: (transfer full): what its file is called in the cache
 */
char *
vtr_fetch_name_file (const char *url)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *base = g_path_get_basename (uri != NULL ? g_uri_get_path (uri) : url);

  sum[8] = '\0';
  g_strdelimit (base, "/\\:*?\"<>|", '-');
  return g_strdup_printf ("%s-%s", sum, base);
}

/* The sum */

static gboolean
check_sum (const Fetch   *fetch,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (CHUNK);
  FILE *file = g_fopen (fetch->part, "re");
  gsize length;

  if (file == NULL)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_NOT_FOUND, "%s cannot be read", fetch->part);
      return FALSE;
    }
  while ((length = fread (buffer, 1, CHUNK, file)) > 0
         && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_checksum_update (sum, buffer, (gssize) length);
  fclose (file);
  if (*error != NULL)
    return FALSE;

  if (g_ascii_strcasecmp (g_checksum_get_string (sum), fetch->sha256) == 0)
    return TRUE;
  g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "%s has the checksum %s, and not %s", fetch->url,
               g_checksum_get_string (sum), fetch->sha256);
  return FALSE;
}

/* Over the network */

static gboolean
is_allowed (GUri *uri)
{
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0;
}

/* Follows a redirection by hand: libsoup would follow twenty of them, and out of https into http. */
static char *
find_next (SoupMessage *message)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                       "Location");
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GUri) next = location != NULL ? g_uri_parse_relative (uri, location, G_URI_FLAGS_NONE, NULL)
                                           : NULL;

  if (!is_allowed (next)
      || (g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (next), "https")))
    return NULL;
  return g_uri_to_string (next);
}

static gboolean
refuse (const char  *url,
        const char  *reason,
        GError     **error)
{
  g_set_error (error, VTR_ERROR, VTR_ERROR_UNREACHABLE, "%s: %s", url, reason);
  return FALSE;
}

/* Returns the body from @offset, or from the beginning where the server will not give a part. */
static GInputStream *
open_stream (SoupSession   *session,
             const Fetch   *fetch,
             goffset       *offset,
             goffset       *total,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *url = g_strdup (fetch->url);

  for (guint i = 0; i <= MAX_REDIRECTS; i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
      g_autoptr (SoupMessage) message = is_allowed (uri) ? soup_message_new_from_uri ("GET", uri) : NULL;
      g_autoptr (GInputStream) stream = NULL;
      guint status;

      if (message == NULL)
        return refuse (url, "only http and https addresses are fetched", error), NULL;
      soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
      if (*offset > 0)
        soup_message_headers_set_range (soup_message_get_request_headers (message), *offset, -1);
      stream = soup_session_send (session, message, cancellable, error);
      if (stream == NULL)
        return NULL;

      status = soup_message_get_status (message);
      if (SOUP_STATUS_IS_REDIRECTION (status))
        {
          char *next = find_next (message);

          if (next == NULL)
            return refuse (url, "it leads to a place that is not fetched from", error), NULL;
          g_free (url);
          url = next;
          continue;
        }
      if (status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE && *offset > 0)
        {
          *offset = 0;
          continue;
        }
      if (!SOUP_STATUS_IS_SUCCESSFUL (status))
        return refuse (url, soup_message_get_reason_phrase (message), error), NULL;

      if (status != SOUP_STATUS_PARTIAL_CONTENT)
        *offset = 0;
      *total = soup_message_headers_get_content_length (soup_message_get_response_headers (message));
      *total = *total > 0 ? *total + *offset : 0;
      return g_steal_pointer (&stream);
    }
  return refuse (fetch->url, "it leads on and on", error), NULL;
}

static gboolean
receive (const Fetch   *fetch,
         GInputStream  *stream,
         GOutputStream *file,
         goffset        done,
         goffset        total,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  gssize length;

  for (;;)
    {
      vtr_progress_set (fetch->progress, (guint64) done, (guint64) total);
      length = g_input_stream_read (stream, buffer, CHUNK, cancellable, error);
      if (length < 0)
        return FALSE;
      if (length == 0)
        break;
      if (!g_output_stream_write_all (file, buffer, (gsize) length, NULL, cancellable, error))
        return FALSE;
      done += length;
    }

  if (total > 0 && done != total)
    return refuse (fetch->url, "it broke off", error);
  return g_output_stream_close (file, cancellable, error);
}

static gboolean
download (const Fetch   *fetch,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (SoupSession) session
      = soup_session_new_with_options ("timeout", SILENCE_SECONDS, "user-agent", "Vitrine", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (fetch->part);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GFileOutputStream) output = NULL;
  GStatBuf info;
  goffset offset = g_stat (fetch->part, &info) == 0 ? info.st_size : 0;
  goffset total = 0;

  stream = open_stream (session, fetch, &offset, &total, cancellable, error);
  if (stream == NULL)
    return FALSE;

  output = offset > 0 ? g_file_append_to (file, G_FILE_CREATE_PRIVATE, cancellable, error)
                      : g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
  return output != NULL
         && receive (fetch, stream, G_OUTPUT_STREAM (output), offset, total, cancellable, error);
}

/* What was called off or is wrong is of no use; what broke off goes on another time. */
static gboolean
is_part_worthless (const GError *error)
{
  return vtr_error_is_cancelled (error) || g_error_matches (error, VTR_ERROR, VTR_ERROR_INVALID);
}

static void
fetch_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Fetch *fetch = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  GError *error = NULL;
  gboolean done = TRUE;

  if (!g_file_test (fetch->path, G_FILE_TEST_EXISTS))
    {
      g_main_context_push_thread_default (context);
      done = download (fetch, cancellable, &error)
             && (fetch->sha256 == NULL || check_sum (fetch, cancellable, &error));
      g_main_context_pop_thread_default (context);
    }

  if (done && g_file_test (fetch->part, G_FILE_TEST_EXISTS) && g_rename (fetch->part, fetch->path) != 0)
    {
      done = FALSE;
      error = g_error_new (VTR_ERROR, VTR_ERROR_FAILED, "%s cannot be named", fetch->part);
    }
  if (!done && is_part_worthless (error))
    g_unlink (fetch->part);
  if (done)
    g_task_return_pointer (task, g_strdup (fetch->path), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_fetch_async:
 * @url: an http or https address
 * @sha256: (nullable): what its checksum has to be
 * @folder: (nullable): where to keep it, or %NULL for the cache
 * @progress: (transfer none): is told how far it is
 * @cancellable: (nullable): stops it, and then nothing is left
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_fetch_async (const char          *url,
                 const char          *sha256,
                 const char          *folder,
                 VtrProgress         *progress,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (VtrWorkerPool) pool = vtr_worker_pool_new ();
  g_autofree char *place = folder != NULL ? g_strdup (folder) : vtr_fetch_get_folder ();
  g_autofree char *name = vtr_fetch_name_file (url);
  Fetch *fetch = g_new0 (Fetch, 1);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  fetch->url = g_strdup (url);
  fetch->sha256 = g_strdup (sha256);
  fetch->path = g_build_filename (place, name, NULL);
  fetch->part = g_strconcat (fetch->path, ".part", NULL);
  fetch->progress = vtr_progress_ref (progress);
  g_mkdir_with_parents (place, 0700);
  g_task_set_source_tag (task, vtr_fetch_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, fetch, free_fetch);
  vtr_worker_pool_push (pool, task, fetch_in_worker, VTR_WORK_NORMAL);
}

/**
 * vtr_fetch_finish:
 * @result: what the callback was given
 * @error: a location for an error; VTR_ERROR_INVALID where the checksum is wrong
 *
 * Returns: (transfer full) (nullable): where the file is
 */
char *
vtr_fetch_finish (GAsyncResult  *result,
                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
