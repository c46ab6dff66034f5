/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "console/vtr-viewer-file.h"

static VtrViewerFile *
parse (const char *address)
{
  g_autoptr (GError) error = NULL;
  VtrViewerFile *file = vtr_viewer_file_new_for_address (address, &error);

  g_assert_no_error (error);

  return file;
}

static void
test_addresses (void)
{
  g_autoptr (VtrViewerFile) spice = parse ("spice://example.org:5930");
  g_autoptr (VtrViewerFile) both = parse ("spice://example.org?port=5900&tls-port=5901");
  g_autoptr (VtrViewerFile) six = parse ("vnc://[::1]:5999");
  g_autoptr (VtrViewerFile) plain = parse ("vnc://example.org");
  g_autoptr (VtrViewerFile) socket = parse ("spice+unix:///run/user/1/a%20b.sock");
  g_autoptr (VtrViewerFile) user = parse ("vnc://ann:s%3Acret@example.org:5901/");

  g_assert_cmpint (spice->protocol, ==, VTR_VIEWER_SPICE);
  g_assert_cmpstr (spice->host, ==, "example.org");
  g_assert_cmpuint (spice->port, ==, 5930);
  g_assert_cmpuint (both->port, ==, 5900);
  g_assert_cmpuint (both->tls_port, ==, 5901);
  g_assert_cmpstr (six->host, ==, "::1");
  g_assert_cmpint (six->protocol, ==, VTR_VIEWER_VNC);
  g_assert_cmpuint (plain->port, ==, 5900);
  g_assert_cmpstr (socket->socket, ==, "/run/user/1/a b.sock");
  g_assert_null (socket->host);
  g_assert_cmpstr (user->username, ==, "ann");
  g_assert_cmpstr (user->password, ==, "s:cret");
}

static void
test_wrong_addresses (void)
{
  const char *wrong[] = {
    "spice://example.org", "vnc+unix://", "rdp://example.org:3389", "nonsense", "spice://:5900", "",
    "vnc://example.org:99999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vtr_viewer_file_new_for_address (wrong[i], &error));
      g_assert_nonnull (error);
    }
}

static void
test_file (void)
{
  const char text[] = "[virt-viewer]\n"
                      "type=spice\n"
                      "host=10.0.0.7\n"
                      "tls-port=5901\n"
                      "password=hunter2\n"
                      "title=Machine %d - press\n"
                      "fullscreen=1\n"
                      "delete-this-file=1\n"
                      "ca=-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n\n"
                      "host-subject=O=example,CN=10.0.0.7\n"
                      "unknown-key=kept quiet\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrViewerFile) file = vtr_viewer_file_new_for_data (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpint (file->protocol, ==, VTR_VIEWER_SPICE);
  g_assert_cmpuint (file->port, ==, 0);
  g_assert_cmpuint (file->tls_port, ==, 5901);
  g_assert_cmpstr (file->password, ==, "hunter2");
  g_assert_cmpstr (file->subject, ==, "O=example,CN=10.0.0.7");
  g_assert_true (g_str_has_prefix (file->ca, "-----BEGIN CERTIFICATE-----\nAAAA\n"));
  g_assert_true (file->fullscreen);
  g_assert_true (file->delete_file);
}

static void
test_wrong_files (void)
{
  const char *wrong[] = {
    "", "[virt-viewer]\nhost=a\nport=1\n", "[virt-viewer]\ntype=rdp\nhost=a\nport=1\n",
    "[virt-viewer]\ntype=vnc\nhost=a\n", "[other]\ntype=vnc\nhost=a\nport=1\n", "\x01\x02\x03",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vtr_viewer_file_new_for_data (wrong[i], strlen (wrong[i]), &error));
      g_assert_nonnull (error);
    }
}

static void
test_session (void)
{
  g_autoptr (VtrViewerFile) file = parse ("vnc://127.0.0.1:5999");
  VtrConsoleSession *session = vtr_viewer_file_create_session (file);
  VtrConsoleEndpoint *endpoint = vtr_console_session_get_endpoint (session);

  g_assert_cmpint (vtr_console_session_get_state (session), ==, VTR_CONSOLE_IDLE);
  g_assert_cmpint (vtr_console_endpoint_get_link (endpoint), ==, VTR_CONSOLE_LINK_LOCAL);
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewer-file/addresses", test_addresses);
  g_test_add_func ("/viewer-file/wrong-addresses", test_wrong_addresses);
  g_test_add_func ("/viewer-file/file", test_file);
  g_test_add_func ("/viewer-file/wrong-files", test_wrong_files);
  g_test_add_func ("/viewer-file/session", test_session);

  return g_test_run ();
}
