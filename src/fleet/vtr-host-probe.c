/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-probe.h"

#include "base/vtr-worker-pool.h"

static const char *const program_folders[] = { "usr/bin", "usr/local/bin", "bin" };
static const char *const qemu_programs[] = {
  "usr/libexec/qemu-kvm",
  "usr/libexec/qemu-system-kvm",
};
static const char *const lxc_helpers[] = {
  "usr/lib/libvirt/libvirt_lxc",
  "usr/libexec/libvirt_lxc",
  "usr/libexec/libvirt/libvirt_lxc",
};

static gboolean
exists (const char *root,
        const char *path)
{
  g_autofree char *whole = g_build_filename (root, path, NULL);

  return g_file_test (whole, G_FILE_TEST_EXISTS);
}

static gboolean
any_exists (const char        *root,
            const char *const *paths,
            guint              n_paths)
{
  for (guint i = 0; i < n_paths; i++)
    if (exists (root, paths[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_qemu_in (const char *root,
             const char *folder)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "qemu-system-") || g_str_equal (name, "qemu-kvm") ||
        g_str_equal (name, "qemu") || g_str_equal (name, "kvm"))
      return TRUE;
  return FALSE;
}

static gboolean
has_qemu (const char *root)
{
  for (guint i = 0; i < G_N_ELEMENTS (program_folders); i++)
    if (has_qemu_in (root, program_folders[i]))
      return TRUE;
  return any_exists (root, qemu_programs, G_N_ELEMENTS (qemu_programs));
}

/**
 * vtr_host_probe_look:
 * @root: the root of the file system to look at, "/" but in tests
 *
 * Blocks on the file system: for a worker thread.
 *
 * Returns: (transfer full) (array zero-terminated=1): URIs, the best one first
 */
char **
vtr_host_probe_look (const char *root)
{
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();

  /* Under Xen, QEMU is there too, as its helper. */
  if (exists (root, "proc/xen") && exists (root, "var/lib/xen"))
    {
      g_strv_builder_add (uris, "xen:///");
    }
  else if (has_qemu (root))
    {
      g_strv_builder_add (uris, "qemu:///system");
      g_strv_builder_add (uris, "qemu:///session");
    }
  if (any_exists (root, lxc_helpers, G_N_ELEMENTS (lxc_helpers)))
    g_strv_builder_add (uris, "lxc:///");

  return g_strv_builder_end (uris);
}

static void
look_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, vtr_host_probe_look ("/"), (GDestroyNotify) g_strfreev);
}

/**
 * vtr_host_probe_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called with what was found
 * @user_data: for @callback
 */
void
vtr_host_probe_async (GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  VtrWorkerPool *pool = vtr_worker_pool_new ();
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_host_probe_async);
  /* A pool that goes drops its work: it lives as long as its one task. */
  g_task_set_task_data (task, pool, (GDestroyNotify) vtr_worker_pool_unref);
  vtr_worker_pool_push (pool, task, look_in_worker, VTR_WORK_URGENT);
}

/**
 * vtr_host_probe_finish:
 * @result: a result
 * @error: set where it was cancelled
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): URIs, the best one first; empty
 *   where this computer has nothing that runs machines
 */
char **
vtr_host_probe_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
