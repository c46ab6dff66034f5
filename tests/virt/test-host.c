/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include <glib/gstdio.h>

#include "virt/vtr-auth-request.h"
#include "virt/host/vtr-host-private.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#include "vtr-wait.h"

/* A private host with machines in several states, as the test driver reads it from a file. */
static char *
write_host (const char *machines)
{
  g_autofree char *path = NULL;
  g_autofree char *xml = g_strdup_printf (
      "<node xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>%s</node>", machines);
  int file = g_file_open_tmp ("vitrine-XXXXXX.xml", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  return g_strdup_printf ("test://%s", path);
}

static char *
machine_xml (const char *name,
             int         run_state)
{
  return g_strdup_printf ("<domain type='test' "
                          "xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
                          "<name>%s</name><title>Title of %s</title><memory>262144</memory>"
                          "<vcpu>2</vcpu><os><type>hvm</type></os>"
                          "<test:runstate>%d</test:runstate></domain>",
                          name, name, run_state);
}

static VtrHost *
host_with_states (void)
{
  g_autofree char *running = machine_xml ("runner", 1);
  g_autofree char *paused = machine_xml ("sleeper", 3);
  g_autofree char *off = machine_xml ("idler", 5);
  g_autofree char *crashed = machine_xml ("wreck", 6);
  g_autofree char *all = g_strconcat (running, paused, off, crashed, NULL);
  g_autofree char *uri = write_host (all);

  return vtr_host_new (uri);
}

static void
connect_and_wait (VtrHost *host)
{
  vtr_host_connect (host);
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_CONNECTING);
  vtr_wait_until (vtr_host_get_state (host) != VTR_HOST_CONNECTING);
}

/* Waits until nothing holds the host any more: replies that are under way hold it. */
static void
assert_let_go (VtrHost *host)
{
  gpointer watched = host;

  g_object_add_weak_pointer (G_OBJECT (host), &watched);
  vtr_host_disconnect (host);
  g_object_unref (host);
  vtr_wait_until (watched == NULL);
}

static void
test_states (void)
{
  static const struct
  {
    const char     *name;
    VtrMachineState state;
    gboolean        active;
    gboolean        attention;
  } expected[] = {
    { "runner", VTR_MACHINE_RUNNING, TRUE, FALSE },
    { "sleeper", VTR_MACHINE_PAUSED, TRUE, TRUE },
    { "idler", VTR_MACHINE_OFF, FALSE, FALSE },
    { "wreck", VTR_MACHINE_CRASHED, TRUE, TRUE },
  };
  VtrHost *host = host_with_states ();

  connect_and_wait (host);
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_CONNECTED);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_host_get_machines (host)), ==, 4);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      VtrMachine *machine = vtr_host_find_machine (host, expected[i].name);

      g_assert_nonnull (machine);
      g_assert_cmpint (vtr_machine_get_state (machine), ==, expected[i].state);
      g_assert_cmpint (vtr_machine_is_active (machine), ==, expected[i].active);
      g_assert_cmpint (vtr_machine_needs_attention (machine), ==, expected[i].attention);
      g_assert_true (vtr_host_find_machine (host, vtr_machine_get_uuid (machine)) == machine);
    }
  g_assert_cmpuint (vtr_host_get_n_active (host), ==, 3);
  vtr_wait_until (vtr_host_get_n_processors (host) > 0);
  assert_let_go (host);
}

static void
test_details_come_when_wanted (void)
{
  VtrHost *host = host_with_states ();
  VtrMachine *machine;

  connect_and_wait (host);
  machine = vtr_host_find_machine (host, "runner");
  g_assert_false (vtr_machine_has_details (machine));
  g_assert_cmpstr (vtr_machine_get_display_name (machine), ==, "runner");

  vtr_machine_want_details (machine);
  vtr_wait_until (vtr_machine_has_details (machine));
  g_assert_cmpstr (vtr_machine_get_display_name (machine), ==, "Title of runner");
  g_assert_cmpuint (vtr_machine_get_n_processors (machine), ==, 2);
  g_assert_cmpuint (vtr_machine_get_memory (machine), ==, 256 * 1024 * 1024);
  g_assert_false (vtr_machine_has_details (vtr_host_find_machine (host, "idler")));

  vtr_host_load_all_details (host);
  vtr_wait_until (vtr_machine_has_details (vtr_host_find_machine (host, "idler"))
                  && vtr_machine_has_details (vtr_host_find_machine (host, "wreck")));
  assert_let_go (host);
}

static void
test_two_hosts_at_once (void)
{
  VtrHost *first = host_with_states ();
  VtrHost *second = vtr_host_new ("test:///default");

  vtr_host_connect (first);
  vtr_host_connect (second);
  vtr_wait_until (vtr_host_get_state (first) == VTR_HOST_CONNECTED
                  && vtr_host_get_state (second) == VTR_HOST_CONNECTED);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_host_get_machines (first)), ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_host_get_machines (second)), ==, 1);
  assert_let_go (first);
  assert_let_go (second);
}

static void
test_failure_has_a_reason (void)
{
  VtrHost *host = vtr_host_new ("test:///does/not/exist.xml");

  connect_and_wait (host);
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_FAILED);
  g_assert_nonnull (vtr_host_get_trouble (host));
  g_assert_nonnull (vtr_host_get_trouble (host)->details);
  g_assert_false (vtr_host_is_usable (host));
  assert_let_go (host);
}

static void
test_disconnect_while_connecting (void)
{
  VtrHost *host = host_with_states ();

  vtr_host_connect (host);
  vtr_host_disconnect (host);
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_DISCONNECTED);

  connect_and_wait (host);
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_CONNECTED);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_host_get_machines (host)), ==, 4);
  assert_let_go (host);
}

static void
test_reconnect_keeps_machines (void)
{
  VtrHost *host = vtr_host_new ("test:///default");
  g_autoptr (VtrMachine) machine = NULL;

  connect_and_wait (host);
  machine = g_object_ref (vtr_host_find_machine (host, "test"));
  vtr_host_disconnect (host);
  g_assert_cmpint (vtr_machine_get_state (machine), ==, VTR_MACHINE_UNKNOWN);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_host_get_machines (host)), ==, 0);
  g_assert_false (vtr_machine_can (machine, VTR_VERB_START, NULL));

  /* Whoever held it meets it again. */
  connect_and_wait (host);
  g_assert_true (vtr_host_find_machine (host, "test") == machine);
  g_assert_cmpint (vtr_machine_get_state (machine), ==, VTR_MACHINE_RUNNING);
  g_assert_true (vtr_machine_can (machine, VTR_VERB_PAUSE, NULL));
  g_assert_cmpuint (vtr_host_get_n_active (host), ==, 1);
  assert_let_go (host);
  g_assert_null (vtr_machine_get_host (machine));
}

/* What was seen last of the machines of a lost host stays, and says how old it is. */
static void
test_lost (void)
{
  VtrHost *host = vtr_host_new ("test:///default");
  VtrMachine *machine;
  g_autofree char *line = NULL;

  connect_and_wait (host);
  machine = vtr_host_find_machine (host, "test");
  g_assert_false (vtr_machine_is_stale (machine));
  _vtr_host_lose (host, "The cable was cut");
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_FAILED);
  g_assert_true (vtr_machine_is_stale (machine));
  g_assert_false (vtr_machine_can (machine, VTR_VERB_PAUSE, NULL));
  g_object_get (machine, "details-line", &line, NULL);
  g_assert_true (g_str_has_prefix (line, "Running when last seen at "));

  connect_and_wait (host);
  g_assert_true (vtr_host_find_machine (host, "test") == machine);
  g_assert_false (vtr_machine_is_stale (machine));
  g_assert_true (vtr_machine_can (machine, VTR_VERB_PAUSE, NULL));
  assert_let_go (host);
}

/* The test driver asks for the name and for the password one after the other. */
static gboolean
answer_cb (VtrHost           *host,
           VtrAuthRequest    *request,
           const char *const *answers)
{
  const char *answer[] = { NULL, NULL };

  g_assert_cmpuint (vtr_auth_request_get_n_prompts (request), ==, 1);
  if (answers == NULL)
    {
      vtr_auth_request_cancel (request);
      return TRUE;
    }

  answer[0] = answers[vtr_auth_request_is_secret (request, 0) ? 1 : 0];
  vtr_auth_request_answer (request, answer);
  return TRUE;
}

static void
check_password (const char *const *answers,
                VtrHostState       expected)
{
  g_autofree char *uri
      = write_host ("<auth><user password='sesame'>ali</user></auth>");
  VtrHost *host = vtr_host_new (uri);

  g_signal_connect (host, "authenticate", G_CALLBACK (answer_cb), (gpointer) answers);
  connect_and_wait (host);
  g_assert_cmpint (vtr_host_get_state (host), ==, expected);
  assert_let_go (host);
}

static void
test_password (void)
{
  const char *const right[] = { "ali", "sesame", NULL };
  const char *const wrong[] = { "ali", "open", NULL };

  check_password (right, VTR_HOST_CONNECTED);
  check_password (wrong, VTR_HOST_FAILED);
  check_password (NULL, VTR_HOST_DISCONNECTED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/host/states", test_states);
  g_test_add_func ("/host/details", test_details_come_when_wanted);
  g_test_add_func ("/host/two-at-once", test_two_hosts_at_once);
  g_test_add_func ("/host/failure", test_failure_has_a_reason);
  g_test_add_func ("/host/disconnect-while-connecting", test_disconnect_while_connecting);
  g_test_add_func ("/host/machine-outlives-host", test_reconnect_keeps_machines);
  g_test_add_func ("/host/lost", test_lost);
  g_test_add_func ("/host/password", test_password);

  return g_test_run ();
}
