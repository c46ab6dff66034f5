/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-health.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/vtr-format.h"
#include "base/vtr-worker-pool.h"

#define LEAST_SPACE (G_GUINT64_CONSTANT (5) << 30)

/* By how they install programs. */
typedef enum
{
  DEBIAN,
  FEDORA,
  ARCH,
  SUSE,
  OTHER,
  N_FAMILIES
} Family;

typedef struct
{
  const char *root;
  Family      family;
  gboolean    is_session;
  GPtrArray  *findings;
} Look;

static const char *const installers[N_FAMILIES] = {
  "sudo apt install", "sudo dnf install", "sudo pacman -S", "sudo zypper install", NULL,
};

/* What there is to install, by family. */
typedef const char *const Packages[OTHER];

static Packages service_packages
    = { "qemu-system libvirt-daemon-system", "qemu-kvm libvirt", "qemu-desktop libvirt dnsmasq",
        "qemu-kvm libvirt" };
static Packages firmware_packages = { "ovmf", "edk2-ovmf", "edk2-ovmf", "qemu-ovmf-x86_64" };
static Packages swtpm_packages = { "swtpm", "swtpm", "swtpm", "swtpm" };
static Packages virtiofsd_packages = { "virtiofsd", "virtiofsd", "virtiofsd", "virtiofsd" };
static Packages passt_packages = { "passt", "passt", "passt", "passt" };
static Packages dnsmasq_packages = { "dnsmasq-base", "dnsmasq", "dnsmasq", "dnsmasq" };

static void
free_finding (gpointer data)
{
  VtrHealthFinding *finding = data;

  g_free (finding->title);
  g_free (finding->text);
  g_free (finding->command);
  g_free (finding);
}

static void
report (Look          *look,
        const char    *id,
        const char    *title,
        VtrHealthState state,
        const char    *text,
        char          *command)
{
  VtrHealthFinding *finding = g_new (VtrHealthFinding, 1);

  *finding = (VtrHealthFinding) { id, g_strdup (title), state, g_strdup (text), command };
  g_ptr_array_add (look->findings, finding);
}

static char *
make_path (Look       *look,
           const char *path)
{
  return g_build_filename (look->root, path, NULL);
}

static gboolean
exists (Look       *look,
        const char *path)
{
  g_autofree char *whole = make_path (look, path);

  return g_file_test (whole, G_FILE_TEST_EXISTS);
}

static gboolean
may_use (Look       *look,
         const char *path)
{
  g_autofree char *whole = make_path (look, path);

  return access (whole, R_OK | W_OK) == 0;
}

/* The first of some paths that is there. */
static const char *
find_first (Look              *look,
            const char *const *paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    if (exists (look, paths[i]))
      return paths[i];
  return NULL;
}

static char *
install (Look       *look,
         const char *const *packages)
{
  return look->family != OTHER
             ? g_strdup_printf ("%s %s", installers[look->family], packages[look->family])
             : NULL;
}

/* Which distribution this is */

static Family
family_of (const char *word)
{
  static const struct
  {
    const char *word;
    Family      family;
  } words[] = {
    { "debian", DEBIAN }, { "ubuntu", DEBIAN },   { "fedora", FEDORA }, { "rhel", FEDORA },
    { "centos", FEDORA }, { "arch", ARCH },       { "suse", SUSE },     { "opensuse", SUSE },
    { "sles", SUSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return words[i].family;
  return OTHER;
}

static Family
read_family (Look *look)
{
  g_autofree char *path = make_path (look, "etc/os-release");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Family family = OTHER;

  g_file_get_contents (path, &text, NULL, NULL);
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL && family == OTHER; i++)
    {
      gboolean counts = g_str_has_prefix (lines[i], "ID=") || g_str_has_prefix (lines[i], "ID_LIKE=");
      g_auto (GStrv) words
          = counts ? g_strsplit_set (strchr (lines[i], '=') + 1, " \"'", -1) : NULL;

      for (guint j = 0; words != NULL && words[j] != NULL && family == OTHER; j++)
        family = family_of (words[j]);
    }
  return family;
}

/* The processor */

static gboolean
has_cpu_flag (Look       *look,
              const char *flag)
{
  g_autofree char *path = make_path (look, "proc/cpuinfo");
  g_autofree char *text = NULL;
  g_autofree char *pattern = g_strdup_printf ("\\b%s\\b", flag);

  return g_file_get_contents (path, &text, NULL, NULL)
         && g_regex_match_simple (pattern, text, 0, 0);
}

/* Processors other than those of PCs name no flag: there the device alone tells. */
static void
look_at_kvm (Look *look)
{
  const char *title = _("Processor Acceleration (KVM)");
  gboolean is_intel = has_cpu_flag (look, "vmx");
  gboolean is_amd = has_cpu_flag (look, "svm");

  if (exists (look, "dev/kvm") && (!look->is_session || may_use (look, "dev/kvm")))
    report (look, "kvm", title, VTR_HEALTH_OK, _("Machines run at the speed of the processor."), NULL);
  else if (exists (look, "dev/kvm"))
    report (look, "kvm", title, VTR_HEALTH_BROKEN,
            _("Your account may not use /dev/kvm, so your own machines would be very slow. After "
              "this command, log out and in again."),
            g_strdup ("sudo usermod -aG kvm $USER"));
  else if (is_intel || is_amd)
    report (look, "kvm", title, VTR_HEALTH_BROKEN,
            _("The processor can do it, but the kernel's module is not loaded. Where loading fails, "
              "virtualization is switched off in the firmware setup of this computer."),
            g_strdup_printf ("sudo modprobe %s", is_intel ? "kvm_intel" : "kvm_amd"));
  else
    report (look, "kvm", title, VTR_HEALTH_BROKEN,
            _("The processor does not offer virtualization: it is switched off in the firmware "
              "setup of this computer, or this is a virtual machine that was not given it. "
              "Machines run, but very slowly."),
            NULL);
}

/* libvirt */

static void
look_at_emulator (Look *look)
{
  static const char *const emulators[] = {
    "usr/bin/qemu-system-x86_64", "usr/bin/qemu-system-aarch64", "usr/bin/qemu-kvm",
    "usr/libexec/qemu-kvm", "usr/bin/qemu-system-ppc64", "usr/bin/qemu-system-s390x",
    "usr/bin/qemu-system-riscv64", "usr/bin/kvm", NULL,
  };
  const char *title = _("Emulator (QEMU)");

  if (find_first (look, emulators) != NULL)
    report (look, "emulator", title, VTR_HEALTH_OK, _("It is installed."), NULL);
  else
    report (look, "emulator", title, VTR_HEALTH_BROKEN, _("It is not installed."),
            install (look, service_packages));
}

static const char *const modular_programs[] = { "usr/sbin/virtqemud", "usr/bin/virtqemud", NULL };
static const char *const monolithic_programs[] = { "usr/sbin/libvirtd", "usr/bin/libvirtd", NULL };
static const char *const sockets[] = { "run/libvirt/virtqemud-sock", "run/libvirt/libvirt-sock",
                                       NULL };

static void
look_at_service (Look *look)
{
  const char *title = _("Service (libvirt)");
  const char *socket = find_first (look, sockets);
  gboolean is_modular = find_first (look, modular_programs) != NULL;
  gboolean is_monolithic = find_first (look, monolithic_programs) != NULL;

  if (!is_modular && !is_monolithic)
    report (look, "service", title, VTR_HEALTH_BROKEN, _("libvirt is not installed."),
            install (look, service_packages));
  else if (look->is_session)
    report (look, "service", title, VTR_HEALTH_OK,
            _("It is installed, and starts when you need it."), NULL);
  else if (socket == NULL)
    report (look, "service", title, VTR_HEALTH_BROKEN,
            _("It is installed, but nothing listens for programs that want to use it."),
            g_strdup (is_modular ? "sudo systemctl enable --now virtqemud.socket"
                                 : "sudo systemctl enable --now libvirtd.socket"));
  else
    report (look, "service", title, VTR_HEALTH_OK,
            strstr (socket, "virtqemud") != NULL
                ? _("It listens, as one of the modular services.")
                : _("It listens, as the one service for everything."),
            NULL);
}

/* With modular services each thing has its own. */
static void
look_at_helpers (Look *look)
{
  static const struct
  {
    const char *id;
    const char *title;
    const char *socket;
    const char *command;
  } helpers[] = {
    { "network-service", N_("Service for Networks"), "run/libvirt/virtnetworkd-sock",
      "sudo systemctl enable --now virtnetworkd.socket" },
    { "storage-service", N_("Service for Storage"), "run/libvirt/virtstoraged-sock",
      "sudo systemctl enable --now virtstoraged.socket" },
  };

  if (look->is_session || !exists (look, "run/libvirt/virtqemud-sock")
      || exists (look, "run/libvirt/libvirt-sock"))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (helpers); i++)
    if (exists (look, helpers[i].socket))
      report (look, helpers[i].id, _(helpers[i].title), VTR_HEALTH_OK, _("It listens."), NULL);
    else
      report (look, helpers[i].id, _(helpers[i].title), VTR_HEALTH_BROKEN, _("It is not running."),
              g_strdup (helpers[i].command));
}

/* Who is in no group is asked for a password, by polkit, if there is anything that could ask. */
static void
look_at_rights (Look *look)
{
  static const char *const polkits[] = { "usr/lib/polkit-1/polkitd", "usr/libexec/polkitd",
                                         "usr/lib/polkit-1/polkitd-1", "usr/libexec/polkit-1/polkitd",
                                         NULL };
  const char *title = _("Your Right to Use It");
  const char *socket = find_first (look, sockets);

  if (look->is_session || socket == NULL)
    return;

  if (may_use (look, socket))
    report (look, "rights", title, VTR_HEALTH_OK,
            _("Your account may use it, or is asked for a password."), NULL);
  else if (find_first (look, polkits) != NULL)
    report (look, "rights", title, VTR_HEALTH_BROKEN,
            _("Only members of the group “libvirt” may use it. After this command, log out and in "
              "again."),
            g_strdup ("sudo usermod -aG libvirt $USER"));
  else
    report (look, "rights", title, VTR_HEALTH_BROKEN,
            _("Only members of the group “libvirt” may use it, and there is nothing that could ask "
              "for a password (polkit). After this command, log out and in again."),
            g_strdup ("sudo usermod -aG libvirt $USER"));
}

/* What only some machines want */

static void
look_for (Look              *look,
          const char        *id,
          const char        *title,
          const char *const *paths,
          const char        *ok,
          const char        *lacks,
          const char *const *packages)
{
  if (find_first (look, paths) != NULL)
    report (look, id, title, VTR_HEALTH_OK, ok, NULL);
  else
    report (look, id, title, VTR_HEALTH_LACKS, lacks, install (look, packages));
}

static void
look_at_extras (Look *look)
{
  static const char *const dnsmasq[] = { "usr/sbin/dnsmasq", "usr/bin/dnsmasq", NULL };
  static const char *const firmware[] = {
    "usr/share/OVMF", "usr/share/edk2", "usr/share/edk2-ovmf", "usr/share/qemu/ovmf-x86_64.bin",
    "usr/share/AAVMF", NULL,
  };
  static const char *const swtpm[] = { "usr/bin/swtpm", NULL };
  static const char *const virtiofsd[] = { "usr/libexec/virtiofsd", "usr/lib/virtiofsd",
                                           "usr/lib/qemu/virtiofsd", "usr/bin/virtiofsd", NULL };
  static const char *const passt[] = { "usr/bin/passt", NULL };

  if (!look->is_session)
    look_for (look, "dnsmasq", _("Addresses for Networks (dnsmasq)"), dnsmasq,
              _("Networks can give addresses to machines."),
              _("Networks cannot give addresses to machines."), dnsmasq_packages);
  look_for (look, "firmware", _("UEFI Firmware"), firmware,
            _("Machines can start with UEFI and Secure Boot."),
            _("Machines can start with the old BIOS only; Windows 11 and others need UEFI."),
            firmware_packages);
  look_for (look, "swtpm", _("TPM Emulator (swtpm)"), swtpm,
            _("Machines can have a TPM."), _("Windows 11 needs a TPM, which this emulates."),
            swtpm_packages);
  look_for (look, "virtiofsd", _("Shared Folders (virtiofsd)"), virtiofsd,
            _("Machines can share folders with this computer."),
            _("Machines cannot share folders with this computer."), virtiofsd_packages);
  look_for (look, "passt", _("Network of Your Account (passt)"), passt,
            _("Your own machines can use your network at full speed."),
            _("Your own machines reach the network slowly, and nobody reaches them."),
            passt_packages);
}

static void
look_at_space (Look *look)
{
  g_autofree char *folder
      = look->is_session ? g_strdup (g_get_home_dir ()) : make_path (look, "var/lib/libvirt");
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileInfo) info
      = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  guint64 free_bytes
      = info != NULL
            ? g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
            : G_MAXUINT64;
  g_autofree char *size = vtr_format_bytes (free_bytes);
  g_autofree char *text
      /* Translators: an amount of bytes, then a folder. */
      = g_strdup_printf (_("%s are free where machines are kept: %s"), size, folder);

  if (info != NULL)
    report (look, "space", _("Disk Space"),
            free_bytes < LEAST_SPACE ? VTR_HEALTH_BROKEN : VTR_HEALTH_OK, text, NULL);
}

/**
 * vtr_host_health_is_here:
 * @uri: where libvirt finds a host
 * @is_session: (out): whether it has the machines of the account alone
 *
 * Returns: whether it is the QEMU of this computer, of which vtr_host_health_look() tells
 */
gboolean
vtr_host_health_is_here (const char *uri,
                         gboolean   *is_session)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *scheme = parsed != NULL ? g_uri_get_scheme (parsed) : "";
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  *is_session = parsed != NULL && g_str_equal (g_uri_get_path (parsed), "/session");
  return (g_str_equal (scheme, "qemu") || g_str_equal (scheme, "qemu+unix"))
         && (host == NULL || host[0] == '\0');
}

/**
 * vtr_host_health_look:
 * @root: the root of the file system to look at, "/" but in tests
 * @is_session: for machines of the account alone, not for those of the whole computer
 *
 * Blocks on the file system: for a worker thread.
 *
 * Returns: (transfer full) (element-type VtrHealthFinding): what there is and what is not
 */
GPtrArray *
vtr_host_health_look (const char *root,
                      gboolean    is_session)
{
  Look look = { root, OTHER, is_session, g_ptr_array_new_with_free_func (free_finding) };

  look.family = read_family (&look);
  look_at_kvm (&look);
  look_at_emulator (&look);
  look_at_service (&look);
  look_at_helpers (&look);
  look_at_rights (&look);
  look_at_extras (&look);
  look_at_space (&look);
  return look.findings;
}

typedef struct
{
  VtrWorkerPool *pool;
  gboolean       is_session;
} Looking;

static void
free_looking (gpointer data)
{
  Looking *looking = data;

  vtr_worker_pool_unref (looking->pool);
  g_free (looking);
}

static void
look_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Looking *looking = data;

  g_task_return_pointer (task, vtr_host_health_look ("/", looking->is_session),
                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * vtr_host_health_async:
 * @is_session: for machines of the account alone, not for those of the whole computer
 * @cancellable: (nullable): a cancellable
 * @callback: called with what was found
 * @user_data: for @callback
 */
void
vtr_host_health_async (gboolean             is_session,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Looking *looking = g_new (Looking, 1);

  /* A pool that goes drops its work: it lives as long as its one task. */
  *looking = (Looking) { vtr_worker_pool_new (), is_session };
  g_task_set_source_tag (task, vtr_host_health_async);
  g_task_set_task_data (task, looking, free_looking);
  vtr_worker_pool_push (looking->pool, task, look_in_worker, VTR_WORK_NORMAL);
}

/**
 * vtr_host_health_finish:
 * @result: a result
 * @error: set where it was cancelled
 *
 * Returns: (transfer full) (nullable) (element-type VtrHealthFinding): what there is and what is not
 */
GPtrArray *
vtr_host_health_finish (GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
