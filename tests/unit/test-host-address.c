/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "fleet/vtr-host-address.h"

#include <glib/gstdio.h>

typedef struct
{
  VtrHostKind kind;
  gboolean    remote;
  const char *user;
  const char *server;
  const char *uri;   /* NULL: refused */
  const char *title; /* NULL where refused */
} AddressCase;

static const AddressCase address_cases[] = {
  { VTR_HOST_KIND_QEMU_SYSTEM, FALSE, NULL, NULL, "qemu:///system", "This Computer" },
  { VTR_HOST_KIND_QEMU_SESSION, FALSE, NULL, NULL, "qemu:///session", "This Computer, Just Me" },
  { VTR_HOST_KIND_XEN, FALSE, NULL, NULL, "xen:///", "Xen on This Computer" },
  { VTR_HOST_KIND_LXC, FALSE, NULL, NULL, "lxc:///", "LXC on This Computer" },
  { VTR_HOST_KIND_BHYVE, FALSE, NULL, NULL, "bhyve:///system", "Bhyve on This Computer" },
  { VTR_HOST_KIND_VZ, FALSE, NULL, NULL, "vz:///system", "Virtuozzo on This Computer" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "root", "server1", "qemu+ssh://root@server1/system",
    "QEMU/KVM on server1" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "server1", "qemu+ssh://server1/system",
    "QEMU/KVM on server1" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "", " server1 ", "qemu+ssh://server1/system",
    "QEMU/KVM on server1" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "root", "server1.lan:2222",
    "qemu+ssh://root@server1.lan:2222/system", "QEMU/KVM on server1.lan:2222" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "me@corp.example", "server1",
    "qemu+ssh://me%40corp.example@server1/system", "QEMU/KVM on server1" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "CORP\\me:x/%", "s", "qemu+ssh://CORP%5Cme%3Ax%2F%25@s/system",
    "QEMU/KVM on s" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "root", "fd00::12", "qemu+ssh://root@[fd00::12]/system",
    "QEMU/KVM on fd00::12" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "root", "[fd00::12]:2222",
    "qemu+ssh://root@[fd00::12]:2222/system", "QEMU/KVM on [fd00::12]:2222" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "fe80::1%eth0", "qemu+ssh://[fe80::1%25eth0]/system",
    "QEMU/KVM on fe80::1%eth0" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "10.0.0.14", "qemu+ssh://10.0.0.14/system",
    "QEMU/KVM on 10.0.0.14" },
  { VTR_HOST_KIND_XEN, TRUE, "root", "server1", "xen+ssh://root@server1/", "Xen on server1" },
  { VTR_HOST_KIND_LXC, TRUE, "root", "server1", "lxc+ssh://root@server1/", "LXC on server1" },
  { VTR_HOST_KIND_QEMU_SESSION, TRUE, "me", "server1", "qemu+ssh://me@server1/session",
    "QEMU/KVM on server1, Just Me" },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "root", "", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, "root", NULL, NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "root@server1", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "server1/system", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "two words", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "server1:ssh", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "server1:70000", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, ":22", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "1:2:3", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "[fd00::12", NULL, NULL },
  { VTR_HOST_KIND_QEMU_SYSTEM, TRUE, NULL, "[fd00::12]22", NULL, NULL },
};

static void
test_to_uri (gconstpointer data)
{
  const AddressCase *row = data;
  g_autoptr (VtrHostAddress) address = g_new0 (VtrHostAddress, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *title = NULL;

  address->kind = row->kind;
  address->remote = row->remote;
  address->user = g_strdup (row->user);
  address->server = g_strdup (row->server);
  uri = vtr_host_address_to_uri (address, &error);

  g_assert_cmpstr (uri, ==, row->uri);
  if (row->uri == NULL)
    {
      g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return;
    }

  g_assert_no_error (error);
  g_assert_true (vtr_host_address_check_uri (uri, &error));
  title = vtr_host_address_make_title (uri);
  g_assert_cmpstr (title, ==, row->title);
}

/* Taking apart what was put together, and putting that together, gives the same. */
static void
test_round_trip (gconstpointer data)
{
  const AddressCase *row = data;
  g_autoptr (VtrHostAddress) address = NULL;
  g_autofree char *uri = NULL;

  if (row->uri == NULL)
    return;

  address = vtr_host_address_new_for_uri (row->uri);
  g_assert_cmpint (address->kind, ==, row->kind);
  if (vtr_host_kind_can_be_remote (row->kind))
    g_assert_cmpint (address->remote, ==, row->remote);
  uri = vtr_host_address_to_uri (address, NULL);
  g_assert_cmpstr (uri, ==, row->uri);
}

static void
test_user_comes_back_unescaped (void)
{
  g_autoptr (VtrHostAddress) address =
      vtr_host_address_new_for_uri ("qemu+ssh://me%40corp@[fe80::1%25eth0]/system");

  g_assert_cmpstr (address->user, ==, "me@corp");
  g_assert_cmpstr (address->server, ==, "fe80::1%eth0");
}

static void
test_keyfile (void)
{
  const char *uri = "qemu+ssh://me@server1/session?keyfile=/home/me/my%20key%26";
  g_autoptr (VtrHostAddress) address = vtr_host_address_new_for_uri (uri);
  g_autofree char *again = vtr_host_address_to_uri (address, NULL);

  g_assert_cmpint (address->kind, ==, VTR_HOST_KIND_QEMU_SESSION);
  g_assert_cmpstr (address->keyfile, ==, "/home/me/my key&");
  g_assert_cmpstr (again, ==, uri);
}

static void
test_custom_is_what_has_no_parts (void)
{
  const char *uris[] = { "qemu+tls://server1/system",   "qemu+ssh://server1/system?keyfile=/k&no_verify=1",
                         "qemu:///system?socket=/x",    "test:///default",
                         "qemu+ssh://server1/system?x", "esx://root@server1/?no_verify=1",
                         "nonsense" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (VtrHostAddress) address = vtr_host_address_new_for_uri (uris[i]);

      g_assert_cmpint (address->kind, ==, VTR_HOST_KIND_CUSTOM);
      g_assert_cmpstr (address->custom, ==, uris[i]);
    }
}

static const struct
{
  const char *uri;
  gboolean    good;
} check_cases[] = {
  { "qemu:///system", TRUE },
  { "qemu:///session", TRUE },
  { "qemu+unix:///system?socket=/run/x", TRUE },
  { "qemu+tls://server1.example/system", TRUE },
  { "qemu+tcp://server1:16509/system", TRUE },
  { "qemu+libssh2://root@server1/system?known_hosts=/x", TRUE },
  { "qemu://server1/system", TRUE },
  { "test:///default", TRUE },
  { "test:///home/me/my.xml", TRUE },
  { "xen:///", TRUE },
  { "vbox:///session", TRUE },
  { "future+ssh://server1/system", TRUE },
  { "", FALSE },
  { "   ", FALSE },
  { "qemu", FALSE },
  { "qemu:/system", FALSE },
  { "://server/system", FALSE },
  { "qe mu:///system", FALSE },
  { "qemu///system", FALSE },
  { "qemu:///", FALSE },
  { "qemu://server1", FALSE },
  { "qemu+ssh:///system", FALSE },
  { "qemu+shh://server1/system", FALSE },
  { "qemu+ssh://root:secret@server1/system", FALSE },
  { "qemu+ssh://server1:port/system", FALSE },
  { "qemu+ssh://100%@server1/system", FALSE },
  { "qemu+ssh://[fd00::12/system", FALSE },
  { "test:///", FALSE },
};

static void
test_check (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (check_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = vtr_host_address_check_uri (check_cases[i].uri, &error);

      g_test_message ("%s: %s", check_cases[i].uri, error != NULL ? error->message : "good");
      g_assert_cmpint (good, ==, check_cases[i].good);
      if (!good)
        g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
      else
        g_assert_no_error (error);
    }
}

static const struct
{
  const char *uri;
  const char *title;
} title_cases[] = {
  { "qemu+ssh://me@server1/session", "QEMU/KVM on server1, Just Me" },
  { "esx://root@esx.example/?no_verify=1", "VMware ESX on esx.example" },
  { "future:///system", "future on This Computer" },
  { "test:///default", "Test Host (default)" },
  { "nonsense", "nonsense" },
};

static void
test_titles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (title_cases); i++)
    {
      g_autofree char *title = vtr_host_address_make_title (title_cases[i].uri);

      g_assert_cmpstr (title, ==, title_cases[i].title);
    }
}

static void
test_demo (void)
{
  g_autoptr (VtrHostAddress) address = g_new0 (VtrHostAddress, 1);
  g_autoptr (VtrHostAddress) again = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *title = NULL;

  address->kind = VTR_HOST_KIND_DEMO;
  uri = vtr_host_address_to_uri (address, NULL);
  expected = g_strdup_printf ("test://%s/demo.xml", g_getenv ("VITRINE_DATA_DIR"));
  g_assert_cmpstr (uri, ==, expected);

  title = vtr_host_address_make_title (uri);
  g_assert_cmpstr (title, ==, "Demonstration");
  again = vtr_host_address_new_for_uri (uri);
  g_assert_cmpint (again->kind, ==, VTR_HOST_KIND_DEMO);
}

static void
test_offered (void)
{
  g_assert_true (vtr_host_kind_is_offered (VTR_HOST_KIND_CUSTOM));
  g_assert_true (vtr_host_kind_is_offered (VTR_HOST_KIND_DEMO));
  for (VtrHostKind kind = 0; kind < VTR_N_HOST_KINDS; kind++)
    g_assert_cmpuint (strlen (vtr_host_kind_get_name (kind)), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  g_autofree char *demo = g_build_filename (folder, "demo.xml", NULL);
  int status;

  g_assert_true (g_file_set_contents (demo, "<node/>", -1, NULL));
  g_setenv ("VITRINE_DATA_DIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (address_cases); i++)
    {
      g_autofree char *to_uri = g_strdup_printf ("/host-address/to-uri/%u", i);
      g_autofree char *round_trip = g_strdup_printf ("/host-address/round-trip/%u", i);

      g_test_add_data_func (to_uri, &address_cases[i], test_to_uri);
      g_test_add_data_func (round_trip, &address_cases[i], test_round_trip);
    }
  g_test_add_func ("/host-address/user", test_user_comes_back_unescaped);
  g_test_add_func ("/host-address/keyfile", test_keyfile);
  g_test_add_func ("/host-address/custom", test_custom_is_what_has_no_parts);
  g_test_add_func ("/host-address/check", test_check);
  g_test_add_func ("/host-address/titles", test_titles);
  g_test_add_func ("/host-address/demo", test_demo);
  g_test_add_func ("/host-address/offered", test_offered);

  status = g_test_run ();
  g_unlink (demo);
  g_rmdir (folder);
  return status;
}
