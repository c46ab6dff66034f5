/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "fleet/vtr-host-probe.h"

#include <glib/gstdio.h>

static const struct
{
  const char *name;
  const char *files[4];
  const char *uris;
} cases[] = {
  { "nothing", { NULL }, "" },
  { "qemu", { "usr/bin/qemu-system-x86_64" }, "qemu:///system qemu:///session" },
  { "qemu-red-hat", { "usr/libexec/qemu-kvm" }, "qemu:///system qemu:///session" },
  { "tools-only", { "usr/bin/qemu-img" }, "" },
  { "xen", { "proc/xen/capabilities", "var/lib/xen/x", "usr/bin/qemu-system-i386" }, "xen:///" },
  { "not-under-xen", { "var/lib/xen/x", "usr/bin/qemu-system-i386" },
    "qemu:///system qemu:///session" },
  { "lxc", { "usr/libexec/libvirt_lxc" }, "lxc:///" },
  { "qemu-and-lxc", { "usr/bin/qemu-kvm", "usr/lib/libvirt/libvirt_lxc" },
    "qemu:///system qemu:///session lxc:///" },
};

static void
put_file (const char *root,
          const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
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
test_look (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *root = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
      g_auto (GStrv) uris = NULL;
      g_autofree char *joined = NULL;

      for (guint f = 0; f < G_N_ELEMENTS (cases[i].files) && cases[i].files[f] != NULL; f++)
        put_file (root, cases[i].files[f]);
      uris = vtr_host_probe_look (root);
      joined = g_strjoinv (" ", uris);
      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (joined, ==, cases[i].uris);
      remove_tree (root);
    }
}

static void
on_probed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  char ***uris = data;

  *uris = vtr_host_probe_finish (result, NULL);
  g_assert_nonnull (*uris);
}

static void
test_in_worker (void)
{
  g_auto (GStrv) uris = NULL;

  vtr_host_probe_async (NULL, on_probed_cb, &uris);
  while (uris == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_cancelled_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  GError **error = data;

  g_assert_null (vtr_host_probe_finish (result, error));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  vtr_host_probe_async (cancellable, on_cancelled_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/host-probe/look", test_look);
  g_test_add_func ("/host-probe/in-worker", test_in_worker);
  g_test_add_func ("/host-probe/cancelled", test_cancelled);

  return g_test_run ();
}
