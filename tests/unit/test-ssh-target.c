/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "fleet/ssh/vtr-ssh-target.h"

static char *
options_of (const VtrSshTarget *target)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  vtr_ssh_target_add_options (target, builder);
  words = g_strv_builder_end (builder);
  return g_strjoinv (" ", words);
}

static void
test_options (void)
{
  static const struct
  {
    const char *uri;
    const char *server;
    const char *options;
  } cases[] = {
    { "qemu+ssh://far/system", "far", "" },
    { "qemu+ssh://me@far:2222/system", "far", "-l me -p 2222" },
    { "qemu+ssh://a%40b@far/system", "far", "-l a@b" },
    { "qemu+ssh://[fe80::1%25eth0]:22/system", "fe80::1%eth0", "-p 22" },
    { "qemu+ssh://far/system?keyfile=/a%20b&no_verify=1", "far",
      "-i /a b -o StrictHostKeyChecking=no" },
    { "xen+ssh://far/?no_tty=1&no_verify=0", "far", "-o BatchMode=yes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtrSshTarget) target = vtr_ssh_target_new (cases[i].uri);
      g_autoptr (VtrSshTarget) copy = NULL;
      g_autofree char *options = NULL;

      g_assert_nonnull (target);
      copy = vtr_ssh_target_copy (target);
      options = options_of (copy);
      g_assert_cmpstr (copy->server, ==, cases[i].server);
      g_assert_cmpstr (options, ==, cases[i].options);
    }
}

/* What is libvirt's own business, or would be taken for an option of ssh. */
static void
test_not_ours (void)
{
  static const char *const uris[] = {
    "qemu:///system",
    "qemu+tls://far/system",
    "qemu+libssh2://far/system",
    "qemu+ssh:///system",
    "qemu+ssh://far/system?command=/opt/ssh",
    "qemu+ssh://-oProxyCommand=x/system",
    "nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    g_assert_null (vtr_ssh_target_new (uris[i]));
}

static void
test_sockets (void)
{
  static const struct
  {
    const char *uri;
    const char *sockets;
  } cases[] = {
    { "qemu+ssh://far/system", "/var/run/libvirt/virtqemud-sock /var/run/libvirt/libvirt-sock" },
    { "lxc+ssh://far/", "/var/run/libvirt/virtlxcd-sock /var/run/libvirt/libvirt-sock" },
    { "test+ssh://far/default", "/var/run/libvirt/libvirt-sock" },
    { "qemu+ssh://far/system?socket=/srv/own", "/srv/own" },
    { "qemu+ssh://far/session", "" },
    { "qemu+ssh://far/system?netcat=/opt/nc", "" },
    { "qemu+ssh://far/system?proxy=native", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtrSshTarget) target = vtr_ssh_target_new (cases[i].uri);
      g_auto (GStrv) sockets = vtr_ssh_target_list_sockets (target);
      g_autofree char *all = g_strjoinv (" ", sockets);

      g_assert_cmpstr (all, ==, cases[i].sockets);
    }
}

static void
test_uris (void)
{
  g_autoptr (VtrSshTarget) plain = vtr_ssh_target_new ("qemu+ssh://me@[::1]:22/session?keyfile=/k");
  g_autoptr (VtrSshTarget) named = vtr_ssh_target_new ("qemu+ssh://far/system?name=test:///default");
  g_autofree char *command = vtr_ssh_target_make_command_uri (plain, "/run/a b.ssh");
  g_autofree char *socket = vtr_ssh_target_make_socket_uri (plain, "/run/a&b");
  g_autofree char *with_name = vtr_ssh_target_make_socket_uri (named, "/run/c");

  g_assert_cmpstr (command, ==, "qemu+ssh://[::1]/session?command=/run/a%20b.ssh&keyfile=/k");
  g_assert_cmpstr (socket, ==, "qemu+unix:///session?socket=/run/a%26b");
  g_assert_cmpstr (with_name, ==,
                   "qemu+unix:///system?socket=/run/c&name=test%3A%2F%2F%2Fdefault");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ssh-target/options", test_options);
  g_test_add_func ("/ssh-target/not-ours", test_not_ours);
  g_test_add_func ("/ssh-target/sockets", test_sockets);
  g_test_add_func ("/ssh-target/uris", test_uris);

  return g_test_run ();
}
