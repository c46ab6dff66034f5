/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* Consoles that do not let everybody in: passwords, names, certificates. */

#include "console/spice/vtr-spice-session.h"
#include "console/vnc/vtr-vnc-session.h"
#include "vtr-lab-console.h"
#include "vtr-wait.h"

#include <glib/gstdio.h>

#define RIGHT "the right word"
#define WRONG "another word"

static char *certificates;

static void
openssl (const char *first_argument,
         ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;
  int status;

  g_strv_builder_add (builder, "openssl");
  va_start (list, first_argument);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (list, char *))
    g_strv_builder_add (builder, argument);
  va_end (list);
  command = g_strv_builder_end (builder);
  g_spawn_sync (certificates, command, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

#define EC_KEY "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"

/* An authority, a server that it vouches for, and an authority that nobody knows. */
static void
make_certificates (void)
{
  certificates = g_dir_make_tmp ("vtr-tls-XXXXXX", NULL);
  openssl ("req", "-x509", EC_KEY, "-subj", "/CN=Lab authority", "-days", "2",
           "-keyout", "ca-key.pem", "-out", "ca-cert.pem", NULL);
  openssl ("req", "-x509", EC_KEY, "-subj", "/CN=Someone else", "-days", "2",
           "-keyout", "other-key.pem", "-out", "other-cert.pem", NULL);
  openssl ("req", "-x509", EC_KEY, "-subj", "/CN=localhost", "-days", "2",
           "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=CA:FALSE",
           "-CA", "ca-cert.pem", "-CAkey", "ca-key.pem",
           "-keyout", "server-key.pem", "-out", "server-cert.pem", NULL);
}

static void
remove_certificates (void)
{
  g_autoptr (GDir) folder = g_dir_open (certificates, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (certificates, name, NULL);

      g_unlink (path);
    }
  g_rmdir (certificates);
}

static char *
read_certificate (const char *name)
{
  g_autofree char *path = g_build_filename (certificates, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static guint
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);

  return port;
}

static gboolean
can_run (void)
{
  g_autofree char *openssl_path = g_find_program_in_path ("openssl");

  if (vtr_lab_qemu_is_there () && openssl_path != NULL)
    return TRUE;

  g_test_skip ("QEMU and openssl are needed");
  return FALSE;
}

static void
wait_for (VtrConsoleSession *session,
          VtrConsoleState    state)
{
  VtrConsoleState found;

  vtr_wait_until ((found = vtr_console_session_get_state (session)) == state
                  || found == VTR_CONSOLE_REFUSED || found == VTR_CONSOLE_CONNECTED);
  if (found != state)
    {
      const VtrTrouble *trouble = vtr_console_session_get_trouble (session);
      g_autofree char *text = trouble != NULL ? vtr_trouble_to_text (trouble) : NULL;

      g_error ("state %d instead of %d: %s", found, state, text);
    }
}

static gboolean
has_picture (VtrConsoleSession *session)
{
  g_autoptr (VtrFramebuffer) picture =
    g_list_model_get_item (vtr_console_session_get_monitors (session), 0);

  return picture != NULL && vtr_framebuffer_get_width (picture) > 0;
}

static VtrConsoleSession *
new_vnc (VtrLabQemu *qemu,
         const char *name,
         const char *ca)
{
  g_autofree char *path = vtr_lab_qemu_path (qemu, name);
  g_autoptr (VtrConsoleEndpoint) endpoint = vtr_console_endpoint_new_socket (path);
  g_autofree char *text = ca != NULL ? read_certificate (ca) : NULL;

  if (text != NULL)
    vtr_console_endpoint_set_tls (endpoint, text, NULL);

  return vtr_vnc_session_new (endpoint);
}

static void
finish (VtrConsoleSession *session)
{
  vtr_console_session_close (session);
  g_assert_finalize_object (session);
}

/* Asked, refused, asked again with a reason, and let in. */
static void
check_question (VtrConsoleSession *session,
                const char        *username)
{
  const VtrTrouble *trouble;

  vtr_console_session_open (session);
  wait_for (session, VTR_CONSOLE_NEEDS_PASSWORD);
  g_assert_null (vtr_console_session_get_trouble (session));
  g_assert_cmpint (vtr_console_session_needs_username (session), ==, username != NULL);

  vtr_console_session_set_credentials (session, username, WRONG);
  g_assert_cmpint (vtr_console_session_get_state (session), ==, VTR_CONSOLE_CONNECTING);
  wait_for (session, VTR_CONSOLE_NEEDS_PASSWORD);
  trouble = vtr_console_session_get_trouble (session);
  g_assert_nonnull (trouble);
  g_assert_cmpstr (trouble->summary, ==, "That password was not accepted.");

  vtr_console_session_set_credentials (session, username, RIGHT);
  wait_for (session, VTR_CONSOLE_CONNECTED);
  vtr_wait_until (has_picture (session));
}

static VtrLabQemu *
start_vnc (const char *name,
           const char *options)
{
  g_autofree char *display = g_strdup_printf ("unix:%s,%s", name, options);
  g_autofree char *tls =
    g_strdup_printf ("tls-creds-x509,id=tls,endpoint=server,verify-peer=off,dir=%s", certificates);

  return vtr_lab_qemu_new ("-m", "32", "-S", "-object", "secret,id=word,data=" RIGHT, "-object",
                           tls, "-vnc", display, NULL);
}

static void
stop (VtrLabQemu *qemu,
      const char *name)
{
  g_autofree char *path = vtr_lab_qemu_path (qemu, name);

  g_unlink (path);
  vtr_lab_qemu_free (qemu);
}

static void
test_vnc_password (void)
{
  VtrLabQemu *qemu;
  VtrConsoleSession *session;

  if (!can_run ())
    return;

  qemu = start_vnc ("locked", "password-secret=word");
  session = new_vnc (qemu, "locked", NULL);
  check_question (session, NULL);
  finish (session);

  /* What is said beforehand, such as by a keyring, is not asked for. */
  session = new_vnc (qemu, "locked", NULL);
  vtr_console_session_set_credentials (session, NULL, RIGHT);
  vtr_console_session_open (session);
  wait_for (session, VTR_CONSOLE_CONNECTED);
  finish (session);
  stop (qemu, "locked");
}

static void
check_certificate (VtrConsoleSession *session)
{
  const VtrTrouble *trouble;

  vtr_console_session_open (session);
  wait_for (session, VTR_CONSOLE_REFUSED);
  trouble = vtr_console_session_get_trouble (session);
  g_test_message ("%s: %s", trouble->summary, trouble->details);
  g_assert_cmpstr (trouble->summary, ==, "No encrypted connection to the screen could be made.");
  g_assert_nonnull (trouble->remedy);
}

static void
test_vnc_tls (void)
{
  VtrLabQemu *qemu;
  VtrConsoleSession *session;

  if (!can_run ())
    return;

  qemu = start_vnc ("tls", "tls-creds=tls");
  session = new_vnc (qemu, "tls", "ca-cert.pem");
  vtr_console_session_open (session);
  wait_for (session, VTR_CONSOLE_CONNECTED);
  vtr_wait_until (has_picture (session));
  finish (session);

  session = new_vnc (qemu, "tls", "other-cert.pem");
  check_certificate (session);
  finish (session);
  stop (qemu, "tls");
}

static void
test_vnc_tls_password (void)
{
  VtrLabQemu *qemu;
  VtrConsoleSession *session;

  if (!can_run ())
    return;

  qemu = start_vnc ("both", "tls-creds=tls,password-secret=word");
  session = new_vnc (qemu, "both", "ca-cert.pem");
  check_question (session, NULL);
  finish (session);
  stop (qemu, "both");
}

#define PERSON "lab"

/* A book of names and passwords, and the word to QEMU to look there. */
static gboolean
make_sasl (void)
{
  static const char input[] = RIGHT "\n";
  g_autofree char *conf = g_build_filename (certificates, "qemu.conf", NULL);
  g_autofree char *db = g_build_filename (certificates, "sasl.db", NULL);
  g_autofree char *text =
    g_strdup_printf ("mech_list: scram-sha-256\nsasldb_path: %s\n", db);
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_file_set_contents (conf, text, -1, NULL));
  g_setenv ("SASL_CONF_PATH", certificates, TRUE);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, "saslpasswd2", "-f", db, "-c", "-p", "-a", "qemu", PERSON,
                              NULL);

  return process != NULL && g_subprocess_communicate_utf8 (process, input, NULL, NULL, NULL, NULL)
         && g_subprocess_get_successful (process);
}

static void
test_vnc_sasl (void)
{
  VtrLabQemu *qemu;
  VtrConsoleSession *session;

  if (!can_run ())
    return;
  if (!make_sasl ())
    {
      g_test_skip ("saslpasswd2 is needed");
      return;
    }

  qemu = start_vnc ("named", "tls-creds=tls,sasl=on");
  session = new_vnc (qemu, "named", "ca-cert.pem");
  check_question (session, PERSON);
  finish (session);
  stop (qemu, "named");
}

static VtrConsoleSession *
new_spice (guint       port,
           const char *ca)
{
  g_autoptr (VtrConsoleEndpoint) endpoint = vtr_console_endpoint_new_address ("localhost", 0, port);
  g_autofree char *text = read_certificate (ca);

  vtr_console_endpoint_set_tls (endpoint, text, NULL);

  return vtr_spice_session_new (endpoint);
}

static void
test_spice_password (void)
{
  VtrLabQemu *qemu;
  VtrConsoleSession *session;
  g_autoptr (VtrConsoleEndpoint) endpoint = NULL;
  g_autofree char *path = NULL;

  if (!can_run ())
    return;

  qemu = vtr_lab_qemu_new ("-m", "32", "-S", "-object", "secret,id=word,data=" RIGHT, "-spice",
                           "disable-ticketing=off,password-secret=word", NULL);
  path = vtr_lab_qemu_path (qemu, "spice");
  endpoint = vtr_console_endpoint_new_socket (path);
  session = vtr_spice_session_new (endpoint);
  check_question (session, NULL);
  finish (session);
  vtr_lab_qemu_free (qemu);
}

static void
test_spice_tls (void)
{
  VtrLabQemu *qemu;
  VtrConsoleSession *session;
  g_autofree char *options = NULL;
  guint port;

  if (!can_run ())
    return;

  port = find_free_port ();
  options = g_strdup_printf ("unix=off,addr=127.0.0.1,tls-port=%u,x509-dir=%s,tls-channel=default,"
                             "disable-ticketing=off,password-secret=word", port, certificates);
  qemu = vtr_lab_qemu_new ("-m", "32", "-S", "-object", "secret,id=word,data=" RIGHT, "-spice",
                           options, NULL);
  session = new_spice (port, "ca-cert.pem");
  check_question (session, NULL);
  finish (session);

  session = new_spice (port, "other-cert.pem");
  check_certificate (session);
  finish (session);
  vtr_lab_qemu_free (qemu);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  vtr_lab_console_init (&argc, &argv);

  g_test_add_func ("/console-auth/vnc/password", test_vnc_password);
  g_test_add_func ("/console-auth/vnc/tls", test_vnc_tls);
  g_test_add_func ("/console-auth/vnc/tls-password", test_vnc_tls_password);
  g_test_add_func ("/console-auth/vnc/sasl", test_vnc_sasl);
  g_test_add_func ("/console-auth/spice/password", test_spice_password);
  g_test_add_func ("/console-auth/spice/tls", test_spice_tls);

  if (can_run ())
    make_certificates ();
  result = g_test_run ();
  if (certificates != NULL)
    remove_certificates ();
  g_clear_pointer (&certificates, g_free);

  return result;
}
