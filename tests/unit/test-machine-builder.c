/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "provision/vtr-machine-builder.h"

#include "xml/vtr-xml-node.h"

#include <string.h>

/* Each case is compared with a file of tests/data/create. VITRINE_UPDATE=1 writes the files anew.
 *
 * virt-install 5.0 gives the same board, buses, models, channels, clock and features for the same
 * systems and hosts. Where it does not, that is meant:
 * - the disk stands before the disc in the order of booting, and nothing changes at the first restart:
 *   virt-install puts the disc first, stops the machine when it restarts, and redefines it;
 * - processors are cores of one socket, where virt-install says nothing and gets sockets, of which
 *   Windows uses two;
 * - with emulation the processor is "maximum", where virt-install leaves QEMU's oldest, on which newer
 *   systems do not start;
 * - what Windows likes of Hyper-V is all that the host lists, and nothing with emulation, where
 *   virt-install gives a fixed few;
 * - a TPM where the system asks for one, and not wherever there is EFI;
 * - Secure Boot with its keys where the system asks for it, where virt-install asks for plain EFI;
 * - the screen of Windows is plain VGA, which its own driver knows, where virt-install has QXL;
 * - Windows has a second, empty drive for the disc with its drivers. */

#define GIB ((guint64) 1 << 30)

/* What the host has. */
typedef enum
{
  KVM = 1 << 0,
  SPICE = 1 << 1,
  EFI = 1 << 2,
  SECURE = 1 << 3,
  TPM = 1 << 4,
  RNG = 1 << 5,
  QXL = 1 << 6,
  VIRTIO_GPU = 1 << 7,
  HYPERV = 1 << 8,
  MAXIMUM = 1 << 9,
  PASST_ONLY = 1 << 10,
  SILENT = 1 << 11, /* it tells nothing at all */
} Host;

#define NEW_HOST (KVM | SPICE | EFI | SECURE | TPM | RNG | QXL | VIRTIO_GPU | HYPERV | MAXIMUM)
#define EMULATED (SPICE | EFI | SECURE | TPM | RNG | QXL | VIRTIO_GPU | MAXIMUM)
#define RHEL_HOST (KVM | EFI | SECURE | TPM | RNG | VIRTIO_GPU | HYPERV | MAXIMUM | PASST_ONLY)

typedef enum
{
  OS_NONE,
  OS_LINUX,
  OS_LINUX_OLD,     /* virtio without its screen, no Q35 */
  OS_LINUX_ANCIENT, /* nothing but IDE */
  OS_WINDOWS_11,
  OS_WINDOWS_10,
  OS_WINDOWS_XP,
  OS_FREEBSD,
} Os;

typedef struct
{
  const char *name;
  const char *arch;
  Os          os;
  guint       host;
  VtrMethod   method;
  VtrFirmware firmware;
  VtrLinkSort link;
  gboolean    no_disk;
  gboolean    live;
  gboolean    first; /* the phase in which its system is put on it */
} Case;

static const Case cases[] = {
  /* Discs */
  { "linux-disc", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "linux-disc-emulated", "x86_64", OS_LINUX, EMULATED, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },
  { "linux-disc-efi", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_MEDIA, VTR_FIRMWARE_EFI, VTR_LINK_NETWORK },
  { "linux-disc-secure", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_MEDIA, VTR_FIRMWARE_SECURE, VTR_LINK_NETWORK },
  { "linux-disc-rhel-host", "x86_64", OS_LINUX, RHEL_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },
  { "linux-disc-bridge", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_BRIDGE },
  { "linux-disc-unconnected", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NONE },
  { "linux-live", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_MEDIA, .no_disk = TRUE, .live = TRUE },
  { "linux-live-with-disk", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_MEDIA, .live = TRUE },
  { "linux-disc-silent-host", "x86_64", OS_LINUX, SILENT, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },
  { "linux-disc-plain-kvm", "x86_64", OS_LINUX, KVM, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "unknown-disc", "x86_64", OS_NONE, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "unknown-disc-emulated", "x86_64", OS_NONE, EMULATED, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },
  { "linux-old-disc", "x86_64", OS_LINUX_OLD, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "linux-old-disc-emulated", "i686", OS_LINUX_OLD, EMULATED, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },
  { "linux-ancient-disc", "i686", OS_LINUX_ANCIENT, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "freebsd-disc", "x86_64", OS_FREEBSD, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },

  /* Windows */
  { "windows-11-disc", "x86_64", OS_WINDOWS_11, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "windows-11-emulated", "x86_64", OS_WINDOWS_11, EMULATED, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },
  { "windows-11-without-tpm", "x86_64", OS_WINDOWS_11, NEW_HOST & ~TPM, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "windows-11-without-secure", "x86_64", OS_WINDOWS_11, NEW_HOST & ~SECURE, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "windows-11-without-efi", "x86_64", OS_WINDOWS_11, NEW_HOST & ~(EFI | SECURE), VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "windows-11-rhel-host", "x86_64", OS_WINDOWS_11, RHEL_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "windows-11-old-libvirt", "x86_64", OS_WINDOWS_11, NEW_HOST & ~HYPERV, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "windows-11-bios", "x86_64", OS_WINDOWS_11, NEW_HOST, VTR_METHOD_MEDIA, VTR_FIRMWARE_BIOS, VTR_LINK_NETWORK },
  { "windows-10-disc", "x86_64", OS_WINDOWS_10, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "windows-10-secure", "x86_64", OS_WINDOWS_10, NEW_HOST, VTR_METHOD_MEDIA, VTR_FIRMWARE_SECURE, VTR_LINK_NETWORK },
  { "windows-xp-disc", "i686", OS_WINDOWS_XP, NEW_HOST, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },

  /* Other ways */
  { "linux-kernel-first", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_KERNEL, .link = VTR_LINK_NETWORK, .first = TRUE },
  { "linux-kernel", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_KERNEL, .link = VTR_LINK_NETWORK },
  { "linux-network", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_NETWORK, .link = VTR_LINK_NETWORK },
  { "linux-network-efi", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_NETWORK, VTR_FIRMWARE_EFI, VTR_LINK_BRIDGE },
  { "unknown-network", "x86_64", OS_NONE, EMULATED, VTR_METHOD_NETWORK, .link = VTR_LINK_NETWORK, .no_disk = TRUE },
  { "linux-import", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_DISK, .link = VTR_LINK_NETWORK },
  { "windows-10-import", "x86_64", OS_WINDOWS_10, NEW_HOST, VTR_METHOD_DISK, .link = VTR_LINK_NETWORK },
  { "linux-cloud-first", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_CLOUD, .link = VTR_LINK_NETWORK, .first = TRUE },
  { "linux-cloud", "x86_64", OS_LINUX, NEW_HOST, VTR_METHOD_CLOUD, .link = VTR_LINK_NETWORK },
  { "unknown-empty", "x86_64", OS_NONE, NEW_HOST, VTR_METHOD_EMPTY, .link = VTR_LINK_NONE, .no_disk = TRUE },

  /* Other processors */
  { "linux-arm-disc", "aarch64", OS_LINUX, KVM | EFI | RNG | VIRTIO_GPU | TPM, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "linux-arm-emulated", "aarch64", OS_LINUX, EFI | RNG | VIRTIO_GPU | MAXIMUM, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },
  { "linux-power-disc", "ppc64le", OS_LINUX, RNG | VIRTIO_GPU, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "linux-mainframe-disc", "s390x", OS_LINUX, KVM | RNG, VTR_METHOD_MEDIA, .link = VTR_LINK_NETWORK },
  { "linux-riscv-disc", "riscv64", OS_LINUX, EFI | RNG | VIRTIO_GPU, VTR_METHOD_MEDIA, .link = VTR_LINK_USER },

  /* Containers */
  { "container-tree", "x86_64", OS_NONE, SILENT, VTR_METHOD_CONTAINER, .link = VTR_LINK_NETWORK },
  { "container-program", "x86_64", OS_NONE, SILENT, VTR_METHOD_CONTAINER, .no_disk = TRUE },
};

static VtrOsFacts *
make_os (Os os)
{
  const guint usual = VTR_OS_VIRTIO_DISK | VTR_OS_VIRTIO_NETWORK | VTR_OS_VIRTIO_SCSI
                      | VTR_OS_VIRTIO_BALLOON | VTR_OS_VIRTIO_RANDOM | VTR_OS_VIRTIO_SERIAL | VTR_OS_TABLET
                      | VTR_OS_HDA;
  const guint needs = VTR_OS_NEEDS_EFI | VTR_OS_NEEDS_SECURE_BOOT | VTR_OS_NEEDS_TPM;
  static const struct
  {
    const char *id;
    const char *family;
  } names[] = {
    [OS_LINUX] = { "http://example.org/linux/9", "linux" },
    [OS_LINUX_OLD] = { "http://example.org/linux/5", "linux" },
    [OS_LINUX_ANCIENT] = { "http://example.org/linux/1", "linux" },
    [OS_WINDOWS_11] = { "http://microsoft.com/win/11", "winnt" },
    [OS_WINDOWS_10] = { "http://microsoft.com/win/10", "winnt" },
    [OS_WINDOWS_XP] = { "http://microsoft.com/win/xp", "winnt" },
    [OS_FREEBSD] = { "http://freebsd.org/freebsd/14", "freebsd" },
  };
  const guint devices[] = {
    [OS_LINUX] = usual | VTR_OS_VIRTIO_VIDEO | VTR_OS_QXL | VTR_OS_Q35 | VTR_OS_USB3,
    [OS_LINUX_OLD] = usual | VTR_OS_QXL,
    [OS_LINUX_ANCIENT] = 0,
    [OS_WINDOWS_11] = VTR_OS_Q35 | VTR_OS_E1000E | VTR_OS_HDA,
    [OS_WINDOWS_10] = VTR_OS_Q35 | VTR_OS_E1000E | VTR_OS_HDA,
    [OS_WINDOWS_XP] = 0,
    [OS_FREEBSD] = usual | VTR_OS_Q35 | VTR_OS_USB3,
  };
  VtrOsFacts *facts;

  if (os == OS_NONE)
    return NULL;
  facts = vtr_os_facts_new (names[os].id, "Test");
  facts->family = g_strdup (names[os].family);
  facts->devices = devices[os];
  facts->needs = os == OS_WINDOWS_11 ? needs : 0;
  return facts;
}

static void
add_values (GString    *xml,
            const char *name,
            ...)
{
  const char *value;
  va_list values;

  g_string_append_printf (xml, "<enum name='%s'>", name);
  va_start (values, name);
  while ((value = va_arg (values, const char *)) != NULL)
    if (value[0] != '\0')
      g_string_append_printf (xml, "<value>%s</value>", value);
  va_end (values);
  g_string_append (xml, "</enum>");
}

#define IF(flag, value) ((host & (flag)) ? value : "")

static void
add_devices (GString *xml,
             guint    host,
             gboolean is_x86)
{
  g_string_append (xml, "<devices><disk supported='yes'>");
  add_values (xml, "bus", "virtio", "scsi", "usb", is_x86 ? "sata" : "", is_x86 ? "ide" : "", NULL);
  g_string_append (xml, "</disk><graphics supported='yes'>");
  add_values (xml, "type", "vnc", IF (SPICE, "spice"), NULL);
  g_string_append (xml, "</graphics><video supported='yes'>");
  add_values (xml, "modelType", is_x86 ? "vga" : "", IF (VIRTIO_GPU, "virtio"), IF (QXL, "qxl"), NULL);
  g_string_append_printf (xml, "</video><rng supported='%s'>", host & RNG ? "yes" : "no");
  add_values (xml, "model", IF (RNG, "virtio"), NULL);
  g_string_append_printf (xml, "</rng><tpm supported='%s'>", host & TPM ? "yes" : "no");
  add_values (xml, "model", is_x86 ? "tpm-crb" : "tpm-tis", NULL);
  add_values (xml, "backendModel", IF (TPM, "emulator"), NULL);
  g_string_append (xml, "</tpm><interface supported='yes'>");
  add_values (xml, "backendType", host & PASST_ONLY ? "" : "default", "passt", NULL);
  g_string_append (xml, "</interface></devices>");
}

static VtrXmlDoc *
make_host (guint       host,
           const char *arch)
{
  gboolean is_x86 = g_str_equal (arch, "x86_64") || g_str_equal (arch, "i686");
  g_autoptr (GString) xml = g_string_new (NULL);

  if (host & SILENT)
    return NULL;

  g_string_append_printf (xml, "<domainCapabilities><path>/usr/bin/qemu-system-%s</path><os supported='yes'>", arch);
  add_values (xml, "firmware", is_x86 ? "bios" : "", IF (EFI, "efi"), NULL);
  g_string_append (xml, "<loader supported='yes'>");
  add_values (xml, "secure", IF (SECURE, "yes"), "no", NULL);
  g_string_append_printf (xml, "</loader></os><cpu><mode name='host-passthrough' supported='%s'/>"
                          "<mode name='maximum' supported='%s'/></cpu>",
                          host & KVM ? "yes" : "no", host & MAXIMUM ? "yes" : "no");
  add_devices (xml, host, is_x86);
  if (host & HYPERV)
    {
      g_string_append (xml, "<features><hyperv supported='yes'>");
      add_values (xml, "features", "relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer",
                  "reset", "frequencies", "tlbflush", "ipi", NULL);
      g_string_append (xml, "</hyperv></features>");
    }
  g_string_append (xml, "</domainCapabilities>");
  return vtr_xml_doc_new (xml->str, xml->len, NULL);
}

static void
fill_way (VtrMachinePlan *plan,
          const Case     *c)
{
  if (c->method == VTR_METHOD_MEDIA)
    plan->media = g_strdup ("/srv/disc.iso");
  if (c->method == VTR_METHOD_KERNEL)
    {
      plan->kernel = g_strdup ("/srv/vmlinuz");
      plan->initrd = g_strdup ("/srv/initrd.gz");
      plan->arguments = g_strdup ("auto=true & <quiet>");
    }
  if (c->method == VTR_METHOD_CLOUD)
    plan->seed = g_strdup ("/srv/seed.iso");
  if (c->method == VTR_METHOD_CONTAINER && !c->no_disk)
    plan->root = g_strdup ("/srv/tree");
  else if (!c->no_disk)
    {
      plan->disk.path = g_strdup ("/srv/disk.qcow2");
      plan->disk.format = g_strdup ("qcow2");
    }
}

static VtrMachinePlan *
make_plan (const Case *c)
{
  VtrMachinePlan *plan = vtr_machine_plan_new (c->method);

  plan->name = g_strdup (c->name);
  plan->uuid = g_strdup ("11111111-2222-4333-8444-555555555555");
  plan->arch = g_strdup (c->arch);
  plan->virt_type = g_strdup (c->method == VTR_METHOD_CONTAINER ? "lxc" : c->host & KVM ? "kvm" : "qemu");
  plan->memory = 2 * GIB;
  plan->processors = 4;
  plan->firmware = c->firmware;
  plan->link = c->link;
  plan->network = g_strdup (c->link == VTR_LINK_BRIDGE ? "br0" : c->link == VTR_LINK_NETWORK ? "default" : NULL);
  plan->is_live = c->live;
  fill_way (plan, c);
  return plan;
}

static char *
build (const Case *c)
{
  g_autoptr (VtrMachinePlan) plan = make_plan (c);
  g_autoptr (VtrOsFacts) os = make_os (c->os);
  g_autoptr (VtrXmlDoc) host = make_host (c->host, c->arch);
  g_autoptr (VtrXmlDoc) doc = NULL;

  if (os != NULL)
    plan->os_id = g_strdup (os->id);
  doc = vtr_machine_build (plan, os, host, c->first ? VTR_BUILD_FIRST : VTR_BUILD_LASTING);
  return vtr_xml_doc_to_string (doc);
}

static char *
find_golden (const Case *c)
{
  g_autofree char *name = g_strdup_printf ("%s.xml", c->name);

  return g_test_build_filename (G_TEST_DIST, "data", "create", name, NULL);
}

static void
test_golden (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *built = build (c);
  g_autofree char *again = build (c);
  g_autofree char *path = find_golden (c);
  g_autofree char *golden = NULL;

  g_assert_cmpstr (built, ==, again);
  if (g_getenv ("VITRINE_UPDATE") != NULL)
    g_assert_true (g_file_set_contents (path, built, -1, NULL));
  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  g_assert_cmpstr (built, ==, golden);
}

/* Windows 11 starts its installer without anybody touching anything. */
static void
test_windows_11 (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "create",
                                                 "windows-11-disc.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (VtrXmlDoc) doc = NULL;
  g_autoptr (GPtrArray) drives = NULL;
  VtrXmlNode *root;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  doc = vtr_xml_doc_new (text, -1, NULL);
  root = vtr_xml_doc_get_root (doc);
  g_assert_cmpstr (vtr_xml_node_get (root, "os/@firmware"), ==, "efi");
  g_assert_cmpstr (vtr_xml_node_get (root, "os/firmware/feature[@name='secure-boot']/@enabled"), ==, "yes");
  g_assert_cmpstr (vtr_xml_node_get (root, "os/firmware/feature[@name='enrolled-keys']/@enabled"), ==, "yes");
  g_assert_cmpstr (vtr_xml_node_get (root, "devices/tpm/backend/@version"), ==, "2.0");
  g_assert_cmpstr (vtr_xml_node_get (root, "cpu/topology/@sockets"), ==, "1");
  g_assert_cmpstr (vtr_xml_node_get (root, "cpu/topology/@cores"), ==, "4");
  g_assert_cmpstr (vtr_xml_node_get (root, "features/hyperv/stimer/@state"), ==, "on");
  g_assert_cmpstr (vtr_xml_node_get (root, "clock/@offset"), ==, "localtime");
  g_assert_cmpstr (vtr_xml_node_get (root, "devices/disk[@device='disk']/target/@bus"), ==, "sata");
  g_assert_cmpstr (vtr_xml_node_get (root, "devices/interface/model/@type"), ==, "e1000e");
  drives = vtr_xml_node_find_all (root, "devices/disk[@device='cdrom']");
  g_assert_cmpuint (drives->len, ==, 2);
}

/* Every definition is one that libvirt's own schema lets pass. */
static void
test_schema (void)
{
  const char *schema = "/usr/share/libvirt/schemas/domain.rng";
  g_autoptr (GPtrArray) command = g_ptr_array_new_null_terminated (64, g_free, TRUE);
  g_autofree char *program = g_find_program_in_path ("xmllint");
  g_autofree char *said = NULL;
  int status = 0;

  if (program == NULL || !g_file_test (schema, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("xmllint or libvirt's schema is not installed");
      return;
    }

  g_ptr_array_add (command, g_strdup (program));
  g_ptr_array_add (command, g_strdup ("--noout"));
  g_ptr_array_add (command, g_strdup ("--relaxng"));
  g_ptr_array_add (command, g_strdup (schema));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (command, find_golden (&cases[i]));
  g_assert_true (g_spawn_sync (NULL, (char **) command->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               &said, &status, NULL));
  if (status != 0)
    g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/machine-builder/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_golden);
    }
  g_test_add_func ("/machine-builder/windows-11", test_windows_11);
  g_test_add_func ("/machine-builder/schema", test_schema);

  return g_test_run ();
}
