/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "definition/vtr-machine-summary.h"

#include <string.h>

static char *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "domain", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static VtrMachineSummary *
summarise (const char *name)
{
  g_autofree char *text = read_sample (name);
  g_autoptr (GError) error = NULL;
  VtrMachineSummary *summary = vtr_machine_summary_new_from_xml (text, &error);

  g_assert_no_error (error);
  return summary;
}

static void
assert_strv (GStrv       strv,
             const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", strv);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_disk_sources (void)
{
  g_autoptr (VtrMachineSummary) summary = vtr_machine_summary_new_from_xml (
      "<domain><devices>"
      "<disk><source file='/top'/><backingStore><source file='/middle'/><backingStore>"
      "<source file='/base'/><backingStore/></backingStore></backingStore></disk>"
      "<disk type='volume'><source pool='images' volume='a.img'/></disk>"
      "<disk><source protocol='rbd' name='pool/x'/></disk><disk device='cdrom'/>"
      "<disk><source dev='/dev/sdb'/></disk></devices></domain>", NULL);

  assert_strv (summary->disk_sources, "/top|/middle|/base|volume:images/a.img|pool/x|/dev/sdb");
}

static void
test_desktop (void)
{
  g_autoptr (VtrMachineSummary) first = summarise ("q35-desktop.xml");
  g_autoptr (VtrMachineSummary) summary = vtr_machine_summary_copy (first);

  g_clear_pointer (&first, vtr_machine_summary_free);
  g_assert_cmpstr (summary->uuid, ==, "6d1f9b2e-5a52-4c4f-8a1b-3b1de1f1a001");
  g_assert_cmpstr (summary->name, ==, "debian12");
  g_assert_cmpstr (summary->title, ==, "Debian & friends");
  g_assert_cmpstr (summary->description, ==,
                   "First line\nsecond line, with \"quotes\" and <brackets>");
  g_assert_cmpstr (summary->os_id, ==, "http://debian.org/debian/12");
  g_assert_cmpstr (summary->virt_type, ==, "kvm");
  g_assert_cmpstr (summary->os_type, ==, "hvm");
  g_assert_cmpstr (summary->arch, ==, "x86_64");
  g_assert_cmpstr (summary->machine_type, ==, "pc-q35-9.2");
  g_assert_cmpuint (summary->n_vcpus, ==, 2);
  g_assert_cmpuint (summary->n_vcpus_max, ==, 4);
  g_assert_cmpuint (summary->memory, ==, 2097152);
  g_assert_cmpuint (summary->memory_max, ==, 4194304);
  g_assert_true (summary->has_agent_channel);
  g_assert_null (summary->agent_state);
  g_assert_cmpstr (summary->graphics, ==, "spice");
  g_assert_cmpstr (summary->folder, ==, "Work/Builders");
  assert_strv (summary->tags, "ci|weekly backup");
  assert_strv (summary->disk_targets, "vda|sda");
  assert_strv (summary->interface_targets, "");
  g_assert_cmpuint (g_strv_length (summary->interface_targets), ==, 1);
  assert_strv (summary->interface_macs, "52:54:00:aa:bb:01");
  assert_strv (summary->interface_networks, "default");
}

static void
test_running (void)
{
  g_autoptr (VtrMachineSummary) summary = summarise ("q35-desktop-running.xml");

  g_assert_cmpstr (summary->agent_state, ==, "connected");
  assert_strv (summary->interface_targets, "vnet6");
}

static void
test_odd (void)
{
  g_autoptr (VtrMachineSummary) summary = summarise ("by-hand-tabs.xml");

  g_assert_cmpstr (summary->name, ==, " web  ");
  g_assert_cmpstr (summary->description, ==, "Raw <b>text</b> & more");
  g_assert_cmpuint (summary->memory, ==, 512 * 1024);
  g_assert_cmpstr (summary->graphics, ==, "vnc,egl-headless");
  g_assert_null (summary->os_id);
  g_assert_null (summary->folder);
  g_assert_cmpuint (g_strv_length (summary->tags), ==, 0);
}

static void
test_minimal (void)
{
  g_autoptr (VtrMachineSummary) summary = summarise ("minimal-test.xml");

  g_assert_null (summary->uuid);
  g_assert_cmpuint (summary->memory, ==, 8388608);
  g_assert_cmpuint (summary->n_vcpus, ==, 2);
  g_assert_null (summary->graphics);
  g_assert_cmpuint (g_strv_length (summary->disk_targets), ==, 0);
  g_assert_false (summary->has_agent_channel);
}

static void
test_refused (void)
{
  static const char *texts[] = { "", "<domain>", "<network><name>n</name></network>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vtr_machine_summary_new_from_xml (texts[i], &error));
      g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
    }
}

static void
test_every_sample (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "domain", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (VtrMachineSummary) summary = summarise (name);

      g_test_message ("%s", name);
      g_assert_nonnull (summary->name);
      g_assert_cmpuint (summary->n_vcpus_max, >, 0);
      g_assert_cmpuint (summary->memory_max, >, 0);
      g_assert_cmpuint (g_strv_length (summary->interface_macs), ==,
                        g_strv_length (summary->interface_networks));
    }
}

/* Thousands of rows want this: a slow machine has ten times what it needs. */
static void
test_speed (void)
{
  g_autofree char *text = read_sample ("q35-desktop-running.xml");
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 50; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (VtrMachineSummary) summary = vtr_machine_summary_new_from_xml (text, NULL);

      g_assert_nonnull (summary);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  g_test_minimized_result ((double) best, "%" G_GINT64_FORMAT " us for %" G_GSIZE_FORMAT " bytes",
                           best, strlen (text));
  g_assert_cmpint (best, <, 3000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine-summary/disk-sources", test_disk_sources);
  g_test_add_func ("/machine-summary/desktop", test_desktop);
  g_test_add_func ("/machine-summary/running", test_running);
  g_test_add_func ("/machine-summary/odd", test_odd);
  g_test_add_func ("/machine-summary/minimal", test_minimal);
  g_test_add_func ("/machine-summary/refused", test_refused);
  g_test_add_func ("/machine-summary/every-sample", test_every_sample);
  g_test_add_func ("/machine-summary/speed", test_speed);
  return g_test_run ();
}
