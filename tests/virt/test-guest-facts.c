/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/machine/vtr-guest-facts.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/vtr-time.h"
#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#include "vtr-wait.h"

#define UUID "12345678-0000-4000-8000-000000000001"

static void
write_process (const char *proc,
               const char *pid,
               const char *words,
               gsize       length,
               const char *line)
{
  g_autofree char *folder = g_build_filename (proc, pid, NULL);
  g_autofree char *words_path = g_build_filename (folder, "cmdline", NULL);
  g_autofree char *line_path = g_build_filename (folder, "stat", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (words_path, words, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (line_path, line, -1, NULL));
}

static void
remove_process (const char *proc,
                const char *pid)
{
  g_autofree char *folder = g_build_filename (proc, pid, NULL);
  g_autofree char *words_path = g_build_filename (folder, "cmdline", NULL);
  g_autofree char *line_path = g_build_filename (folder, "stat", NULL);

  g_unlink (words_path);
  g_unlink (line_path);
  g_rmdir (folder);
}

/* A process may have any name, and may name a machine without being it. */
static void
test_process (void)
{
  static const char shell[] = "sh\0-c\0grep " UUID;
  static const char other[] = "qemu\0-name\0" UUID "\0-uuid\0""00000000-0000-4000-8000-000000000002";
  static const char wanted[] = "qemu\0-uuid\0" UUID "\0-m\0""64";
  static const char line[]
      = "7 (a ) b) S 1 7 7 0 -1 1 2 3 4 5 6 7 8 9 20 0 3 0 250 100 200 300\n";
  g_autofree char *proc = g_dir_make_tmp (NULL, NULL);

  g_assert_cmpint (vtr_guest_facts_find_start (proc, UUID), ==, 0);
  write_process (proc, "5", shell, sizeof shell, line);
  write_process (proc, "6", other, sizeof other, line);
  g_assert_cmpint (vtr_guest_facts_find_start (proc, UUID), ==, 0);
  write_process (proc, "7", wanted, sizeof wanted, line);
  g_assert_cmpint (vtr_guest_facts_find_start (proc, UUID), ==,
                   250 * G_USEC_PER_SEC / sysconf (_SC_CLK_TCK));

  remove_process (proc, "5");
  remove_process (proc, "6");
  remove_process (proc, "7");
  g_rmdir (proc);
  g_assert_cmpint (vtr_guest_facts_find_start ("/nowhere", UUID), ==, 0);
}

/* The clock of processes is the clock of the graphs: this one began a moment ago. */
static void
test_clock (void)
{
  g_autofree char *line = NULL;
  const char *word;
  gint64 start;

  g_assert_true (g_file_get_contents ("/proc/self/stat", &line, NULL, NULL));
  word = strrchr (line, ')');
  for (guint i = 0; i < 20; i++)
    word = strchr (word + 1, ' ');
  start = (gint64) g_ascii_strtoull (word + 1, NULL, 10) * G_USEC_PER_SEC / sysconf (_SC_CLK_TCK);
  g_assert_cmpint (ABS (vtr_time_now () - start), <, 60 * G_USEC_PER_SEC);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static VtrGuestFacts *
read_facts (VtrMachine *machine)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  VtrGuestFacts *facts;

  vtr_guest_facts_read_async (machine, NULL, on_read_cb, &result);
  vtr_wait_until (result != NULL);
  facts = vtr_guest_facts_read_finish (result, &error);
  g_assert_no_error (error);
  return facts;
}

static void
perform (VtrMachine     *machine,
         VtrVerb         verb,
         VtrMachineState state)
{
  g_object_unref (vtr_machine_perform (machine, verb));
  vtr_wait_until (vtr_machine_get_state (machine) == state);
}

/* Where nothing tells since when a machine runs, what was seen of it does. */
static void
test_since (void)
{
  VtrHost *host = vtr_host_new ("test:///default");
  VtrMachine *machine;
  gpointer watched = host;
  gint64 before = vtr_time_now ();

  g_object_add_weak_pointer (watched, &watched);
  vtr_host_connect (host);
  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_CONNECTED);
  machine = vtr_host_find_machine (host, "test");
  {
    g_autoptr (VtrGuestFacts) facts = read_facts (machine);

    g_assert_cmpint (facts->since, >=, before);
    g_assert_true (facts->at_least);
    g_assert_false (facts->answered);
  }

  perform (machine, VTR_VERB_FORCE_OFF, VTR_MACHINE_OFF);
  before = vtr_time_now ();
  perform (machine, VTR_VERB_START, VTR_MACHINE_RUNNING);
  {
    g_autoptr (VtrGuestFacts) facts = read_facts (machine);

    g_assert_cmpint (facts->since, >=, before);
    g_assert_false (facts->at_least);
  }

  vtr_host_disconnect (host);
  g_object_unref (host);
  vtr_wait_until (watched == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/guest-facts/process", test_process);
  g_test_add_func ("/guest-facts/clock", test_clock);
  g_test_add_func ("/guest-facts/since", test_since);
  return g_test_run ();
}
