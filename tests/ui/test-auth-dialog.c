/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "pages/connect/vtr-auth-dialog.h"
#include "virt/vtr-auth-request-private.h"
#include "vtr-ui-test.h"

#include <glib/gstdio.h>

/* The test driver asks for a name, then for a password, when its file has a list of users. */
#define GUARDED_NODE "<node><auth><user password='secret'>keeper</user></auth></node>"

typedef struct
{
  GtkWidget *window;
  VtrHost   *host;
  char      *path;
  guint      n_asked;
} Fixture;

static gboolean
on_authenticate_cb (VtrHost        *host,
                    VtrAuthRequest *request,
                    gpointer        data)
{
  Fixture *fixture = data;

  fixture->n_asked++;
  adw_dialog_present (vtr_auth_dialog_new (host, request), fixture->window);
  return TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *uri = NULL;
  int file = g_file_open_tmp ("vitrine-XXXXXX.xml", &fixture->path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (fixture->path, GUARDED_NODE, -1, NULL));
  uri = g_strconcat ("test://", fixture->path, NULL);
  fixture->host = vtr_host_new (uri);
  vtr_host_set_title (fixture->host, "server1");
  fixture->window = vtr_ui_test_window (NULL);
  g_signal_connect (fixture->host, "authenticate", G_CALLBACK (on_authenticate_cb), fixture);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "server1") != NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  vtr_host_disconnect (fixture->host);
  vtr_ui_test_close (fixture->window);
  vtr_ui_test_finalize (fixture->host);
  g_unlink (fixture->path);
  g_free (fixture->path);
}

static GtkWidget *
get_row (Fixture *fixture,
         guint    index)
{
  GtkWidget *first = vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, NULL);

  g_assert_nonnull (first);
  return index == 0 ? first : gtk_widget_get_next_sibling (first);
}

static void
type (Fixture    *fixture,
      guint       index,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_row (fixture, index)), text);
}

static gboolean
is_closed (Fixture *fixture)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) == NULL;
}

static void
wait_for_question (Fixture *fixture,
                   guint    number)
{
  vtr_wait_until (fixture->n_asked == number && !is_closed (fixture) &&
                  vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, NULL) != NULL);
}

static void
log_in (Fixture    *fixture,
        const char *password)
{
  g_assert_false (ADW_IS_PASSWORD_ENTRY_ROW (get_row (fixture, 0)));
  type (fixture, 0, "keeper");
  vtr_ui_test_click (fixture->window, "Log In");
  wait_for_question (fixture, 2);
  vtr_wait_until (ADW_IS_PASSWORD_ENTRY_ROW (get_row (fixture, 0)));
  type (fixture, 0, password);
  vtr_ui_test_click (fixture->window, "Log In");
}

static void
test_lets_in (Fixture       *fixture,
              gconstpointer  data)
{
  log_in (fixture, "secret");
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
}

static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  log_in (fixture, "wrong");
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_FAILED);
}

/* Two questions at once, as a daemon asks them that speaks SASL. */
static void
test_two_prompts (void)
{
  static const virConnectCredential prompts[] = {
    { .type = VIR_CRED_AUTHNAME, .prompt = "Your name: ", .defresult = "root" },
    { .type = VIR_CRED_PASSPHRASE, .prompt = "" },
  };
  g_autoptr (VtrHost) host = vtr_host_new ("qemu+tls://server1/system");
  VtrAuthRequest *request = _vtr_auth_request_new (prompts, G_N_ELEMENTS (prompts));
  Fixture fixture = { .window = vtr_ui_test_window (NULL) };
  GtkWindow *window = GTK_WINDOW (fixture.window);

  adw_dialog_present (vtr_auth_dialog_new (host, request), fixture.window);
  vtr_wait_until (vtr_ui_test_find (fixture.window, ADW_TYPE_ENTRY_ROW, NULL) != NULL);
  g_assert_nonnull (vtr_ui_test_find (fixture.window, ADW_TYPE_ENTRY_ROW, "Your name"));
  g_assert_nonnull (vtr_ui_test_find (fixture.window, ADW_TYPE_PASSWORD_ENTRY_ROW, "Password"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (&fixture, 0))), ==, "root");

  vtr_wait_until (gtk_window_get_focus (window) != NULL &&
                  gtk_widget_is_ancestor (gtk_window_get_focus (window), get_row (&fixture, 0)));
  g_signal_emit_by_name (get_row (&fixture, 0), "entry-activated");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), get_row (&fixture, 1)));
  g_assert_true (adw_entry_row_get_activates_default (ADW_ENTRY_ROW (get_row (&fixture, 1))));

  /* Answered elsewhere, or given up by whoever asked: the question goes. */
  vtr_auth_request_cancel (request);
  vtr_wait_until (is_closed (&fixture));
  vtr_ui_test_finalize (request);
  vtr_ui_test_close (fixture.window);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  vtr_ui_test_click (fixture->window, "Cancel");
  vtr_wait_until (vtr_host_get_state (fixture->host) != VTR_HOST_CONNECTING);
  g_assert_cmpint (vtr_host_get_state (fixture->host), ==, VTR_HOST_DISCONNECTED);
  g_assert_null (vtr_host_get_trouble (fixture->host));
}

/* Whoever asked does not wait for ever. */
static void
test_window_goes (Fixture       *fixture,
                  gconstpointer  data)
{
  vtr_ui_test_close (fixture->window);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_DISCONNECTED);
  fixture->window = vtr_ui_test_window (NULL);
}

static void
test_host_goes (Fixture       *fixture,
                gconstpointer  data)
{
  vtr_host_disconnect (fixture->host);
  vtr_wait_until (is_closed (fixture));
}

#define ADD(name, func) g_test_add ("/auth-dialog/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("right", test_lets_in);
  ADD ("wrong", test_wrong_password);
  ADD ("cancel", test_cancel);
  ADD ("host-goes", test_host_goes);
  ADD ("window-goes", test_window_goes);
  g_test_add_func ("/auth-dialog/two-prompts", test_two_prompts);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
