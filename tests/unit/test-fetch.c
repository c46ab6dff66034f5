/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "provision/vtr-fetch.h"

#include "base/vtr-error.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define SIZE (3 * 1024 * 1024)

/* A web server of our own, and what it was asked. */
typedef struct
{
  SoupServer   *server;
  char         *base;
  char         *folder;
  char         *body;
  char         *sum;
  VtrProgress  *progress;
  GCancellable *cancellable;
  GAsyncResult *result;
  GPtrArray    *ranges;   /* what was asked for, "" for the whole */
  gboolean      cancels;  /* at the first piece */
} Fixture;

static void
on_wrote_chunk_cb (SoupServerMessage *message,
                   gpointer           user_data)
{
  Fixture *fixture = user_data;

  if (fixture->cancels)
    g_cancellable_cancel (fixture->cancellable);
}

static void
send_file (Fixture           *fixture,
           SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupRange *ranges;
  goffset start = 0;
  int n_ranges;

  if (soup_message_headers_get_ranges (soup_server_message_get_request_headers (message), SIZE, &ranges,
                                       &n_ranges))
    {
      start = ranges[0].start;
      soup_message_headers_set_content_range (headers, start, SIZE - 1, SIZE);
      soup_server_message_set_status (message, SOUP_STATUS_PARTIAL_CONTENT, NULL);
      soup_message_headers_free_ranges (soup_server_message_get_request_headers (message), ranges);
    }
  else
    soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);

  /* Half of it is all that comes before somebody calls it off. */
  if (fixture->cancels)
    {
      soup_message_headers_set_content_length (headers, SIZE);
      soup_message_body_append (body, SOUP_MEMORY_COPY, fixture->body, SIZE / 2);
      return;
    }

  soup_message_body_append (body, SOUP_MEMORY_COPY, fixture->body + start, SIZE - (gsize) start);
  soup_message_body_complete (body);
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  const char *range = soup_message_headers_get_one (asked, "Range");

  g_ptr_array_add (fixture->ranges, g_strdup (range != NULL ? range : ""));
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk_cb), fixture);
  if (g_str_equal (path, "/file.iso"))
    send_file (fixture, message);
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/file.iso");
  else if (g_str_equal (path, "/round"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/round");
  else if (g_str_equal (path, "/away"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "file:///etc/passwd");
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GSList *uris;

  fixture->body = g_malloc (SIZE);
  for (guint i = 0; i < SIZE; i++)
    fixture->body[i] = (char) (i * 7 + i / 251);
  fixture->sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) fixture->body, SIZE);
  fixture->folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  fixture->progress = vtr_progress_new ();
  fixture->cancellable = g_cancellable_new ();
  fixture->ranges = g_ptr_array_new_with_free_func (g_free);

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, on_request_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (fixture->server);
  fixture->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  g_clear_object (&fixture->result);
  g_object_unref (fixture->cancellable);
  vtr_progress_unref (fixture->progress);
  g_ptr_array_unref (fixture->ranges);
  g_free (fixture->base);
  g_free (fixture->folder);
  g_free (fixture->body);
  g_free (fixture->sum);
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static char *
fetch (Fixture     *fixture,
       const char  *path,
       const char  *sum,
       GError     **error)
{
  g_autofree char *url = g_str_has_prefix (path, "/") ? g_strconcat (fixture->base, path, NULL)
                                                      : g_strdup (path);

  g_clear_object (&fixture->result);
  vtr_fetch_async (url, sum, fixture->folder, fixture->progress, fixture->cancellable, take_result, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return vtr_fetch_finish (fixture->result, error);
}

static void
check_file (Fixture    *fixture,
            const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpmem (text, length, fixture->body, SIZE);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fetch (fixture, "/file.iso", fixture->sum, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, "-file.iso"));
  check_file (fixture, path);
  g_assert_cmpuint (vtr_progress_get_done (fixture->progress), ==, SIZE);
  g_assert_cmpfloat (vtr_progress_get_fraction (fixture->progress), ==, 1);

  again = fetch (fixture, "/file.iso", fixture->sum, &error);
  g_assert_cmpstr (again, ==, path);
  g_assert_cmpuint (fixture->ranges->len, ==, 1);
}

static void
test_resumes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autofree char *url = g_strconcat (fixture->base, "/file.iso", NULL);
  g_autofree char *part = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  name = vtr_fetch_name_file (url);
  part = g_strdup_printf ("%s/%s.part", fixture->folder, name);
  g_assert_true (g_file_set_contents (part, fixture->body, 1000000, NULL));
  path = fetch (fixture, "/file.iso", fixture->sum, &error);
  g_assert_no_error (error);
  check_file (fixture, path);
  g_assert_cmpstr (fixture->ranges->pdata[0], ==, "bytes=1000000-");
}

static void
test_wrong_sum (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wrong = g_strnfill (64, '0');

  g_assert_null (fetch (fixture, "/file.iso", wrong, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->cancels = TRUE;
  g_assert_null (fetch (fixture, "/file.iso", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_redirects (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  path = fetch (fixture, "/moved", NULL, &error);
  g_assert_no_error (error);
  check_file (fixture, path);

  g_assert_null (fetch (fixture, "/round", NULL, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_cmpuint (fixture->ranges->len, <, 12);

  g_assert_null (fetch (fixture, "/away", NULL, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_UNREACHABLE);
  g_clear_error (&error);

  g_assert_null (fetch (fixture, "file:///etc/passwd", NULL, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_UNREACHABLE);
  g_clear_error (&error);

  g_assert_null (fetch (fixture, "/nothing", NULL, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_UNREACHABLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/fetch/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/fetch/resumes", Fixture, NULL, set_up, test_resumes, tear_down);
  g_test_add ("/fetch/wrong-sum", Fixture, NULL, set_up, test_wrong_sum, tear_down);
  g_test_add ("/fetch/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/fetch/redirects", Fixture, NULL, set_up, test_redirects, tear_down);

  return g_test_run ();
}
