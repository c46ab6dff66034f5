/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "fleet/vtr-host-health.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is there, and what is found: "id state command". A name with "=" has what follows in it. */
static const struct
{
  const char *name;
  gboolean    is_session;
  const char *files[8];
  const char *finds[4];
} cases[] = {
  { "nothing", FALSE, { "etc/os-release=ID=debian" },
    { "kvm 2 -", "emulator 2 sudo apt install qemu-system libvirt-daemon-system",
      "service 2 sudo apt install qemu-system libvirt-daemon-system",
      "swtpm 1 sudo apt install swtpm" } },
  { "module", FALSE, { "proc/cpuinfo=flags : fpu svm sse", "etc/os-release=ID=x\nID_LIKE=\"rhel\"" },
    { "kvm 2 sudo modprobe kvm_amd", "firmware 1 sudo dnf install edk2-ovmf" } },
  { "no-flag-but-alike", FALSE, { "proc/cpuinfo=flags : vmxnet" }, { "kvm 2 -" } },
  { "unknown-system", FALSE, { "etc/os-release=ID=plan9" }, { "passt 1 -" } },
  { "arch", FALSE, { "etc/os-release=ID=arch" }, { "virtiofsd 1 sudo pacman -S virtiofsd" } },
  { "suse", FALSE, { "etc/os-release=ID=\"opensuse-x\"\nID_LIKE=\"opensuse suse\"" },
    { "dnsmasq 1 sudo zypper install dnsmasq" } },
  { "asleep-modular", FALSE, { "usr/sbin/virtqemud" },
    { "service 2 sudo systemctl enable --now virtqemud.socket" } },
  { "asleep-monolithic", FALSE, { "usr/sbin/libvirtd" },
    { "service 2 sudo systemctl enable --now libvirtd.socket" } },
  { "modular", FALSE,
    { "usr/sbin/virtqemud", "run/libvirt/virtqemud-sock", "run/libvirt/virtstoraged-sock" },
    { "service 0 -", "network-service 2 sudo systemctl enable --now virtnetworkd.socket",
      "storage-service 0 -", "rights 0 -" } },
  { "monolithic", FALSE, { "usr/sbin/libvirtd", "run/libvirt/libvirt-sock" },
    { "service 0 -", "rights 0 -" } },
  { "session", TRUE, { "usr/sbin/libvirtd", "dev/kvm", "usr/bin/qemu-system-x86_64" },
    { "service 0 -", "kvm 0 -", "emulator 0 -" } },
  { "all", FALSE,
    { "usr/share/OVMF/OVMF_CODE.fd", "usr/bin/swtpm", "usr/libexec/virtiofsd", "usr/bin/passt",
      "usr/sbin/dnsmasq", "dev/kvm" },
    { "firmware 0 -", "swtpm 0 -", "virtiofsd 0 -", "dnsmasq 0 -" } },
};

static void
put_file (const char *root,
          const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "=", 2);
  g_autofree char *path = g_build_filename (root, parts[0], NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, parts[1] != NULL ? parts[1] : "", -1, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
check (GPtrArray  *findings,
       const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const VtrHealthFinding *finding = findings->pdata[i];
      g_autofree char *text
          = g_strdup_printf ("%s %d %s", finding->id, finding->state,
                             finding->command != NULL ? finding->command : "-");

      g_assert_true (finding->title[0] != '\0' && finding->text[0] != '\0');
      if (g_str_equal (text, expected))
        return;
      g_string_append_printf (all, "%s\n", text);
    }
  g_error ("“%s” is not among:\n%s", expected, all->str);
}

static void
test_look (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *root = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
      g_autoptr (GPtrArray) findings = NULL;

      g_test_message ("%s", cases[i].name);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].files) && cases[i].files[j] != NULL; j++)
        put_file (root, cases[i].files[j]);
      findings = vtr_host_health_look (root, cases[i].is_session);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].finds) && cases[i].finds[j] != NULL; j++)
        check (findings, cases[i].finds[j]);
      remove_tree (root);
    }
}

static void
test_is_here (void)
{
  static const struct
  {
    const char *uri;
    gboolean    is_here;
    gboolean    is_session;
  } uris[] = {
    { "qemu:///system", TRUE, FALSE },
    { "qemu:///session", TRUE, TRUE },
    { "qemu+unix:///system?socket=/run/x", TRUE, FALSE },
    { "qemu+ssh://server/system", FALSE, FALSE },
    { "qemu+ssh:///system", FALSE, FALSE },
    { "qemu://server/session", FALSE, TRUE },
    { "test:///default", FALSE, FALSE },
    { "lxc:///", FALSE, FALSE },
    { "no address", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      gboolean is_session;

      g_test_message ("%s", uris[i].uri);
      g_assert_cmpint (vtr_host_health_is_here (uris[i].uri, &is_session), ==, uris[i].is_here);
      g_assert_cmpint (is_session, ==, uris[i].is_session);
    }
}

static void
on_looked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GPtrArray **) user_data = vtr_host_health_finish (result, NULL);
}

/* Of this computer, whatever it is. */
static void
test_here (void)
{
  g_autoptr (GPtrArray) findings = NULL;

  vtr_host_health_async (FALSE, NULL, on_looked_cb, &findings);
  while (findings == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (findings->len, >, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host-health/look", test_look);
  g_test_add_func ("/host-health/here", test_here);
  g_test_add_func ("/host-health/is-here", test_is_here);
  return g_test_run ();
}
