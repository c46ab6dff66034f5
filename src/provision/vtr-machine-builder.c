/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-builder-private.h"

#include "definition/host/vtr-support.h"
#include "definition/vtr-namespaces.h"

#include <string.h>

/**
 * vtr_machine_type_for:
 * @arch: a sort of processors
 * @os: (nullable): what shall run
 *
 * Returns: (transfer none) (nullable): the main board to ask for; %NULL: the host's usual one
 */
const char *
vtr_machine_type_for (const char       *arch,
                      const VtrOsFacts *os)
{
  static const struct
  {
    const char *arch;
    const char *type;
  } types[] = {
    { "aarch64", "virt" }, { "armv7l", "virt" }, { "riscv64", "virt" }, { "loongarch64", "virt" },
    { "ppc64", "pseries" }, { "ppc64le", "pseries" }, { "s390x", "s390-ccw-virtio" },
  };

  if (g_strcmp0 (arch, "x86_64") == 0 || g_strcmp0 (arch, "i686") == 0)
    return vtr_os_facts_drives (os, VTR_OS_Q35) ? "q35" : "pc";
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (arch, types[i].arch) == 0)
      return types[i].type;
  return NULL;
}

/* Whether the host says that it has @value. Where it has no such list, the answer is what anybody
 * would guess: a host that old has what was always there. */
gboolean
_vtr_build_offers (const VtrBuild *build,
                   const char     *part,
                   const char     *list,
                   const char     *value)
{
  if (build->capabilities == NULL || vtr_support_get (build->capabilities, part) == VTR_SUPPORT_NO)
    return FALSE;
  return vtr_support_get_value (build->capabilities, part, list, value) == VTR_SUPPORT_YES;
}

/**
 * _vtr_build_add:
 * @build: what is being built
 * @xml: a device
 *
 * Returns: (transfer none): the device, among the others
 */
VtrXmlNode *
_vtr_build_add (const VtrBuild *build,
                const char     *xml)
{
  g_autoptr (GError) error = NULL;
  VtrXmlNode *node = vtr_xml_node_add_xml (build->devices, xml, &error);

  g_assert_no_error (error);
  return node;
}

/* Firmware */

static gboolean
has_firmware (VtrXmlDoc  *capabilities,
              const char *firmware)
{
  return capabilities != NULL
         && vtr_support_get_value (capabilities, "os", "firmware", firmware) == VTR_SUPPORT_YES;
}

static gboolean
is_x86 (const char *arch)
{
  return g_strcmp0 (arch, "x86_64") == 0 || g_strcmp0 (arch, "i686") == 0;
}

/* Secure boot is a matter of QEMU's main boards for PCs that have a protected mode for firmware. */
static gboolean
has_secure_boot (const VtrMachinePlan *plan,
                 VtrXmlDoc            *capabilities)
{
  return has_firmware (capabilities, "efi") && is_x86 (plan->arch)
         && vtr_support_get_value (capabilities, "os/loader", "secure", "yes") == VTR_SUPPORT_YES;
}

/* Boards that know no other way to start. */
static gboolean
board_wants_efi (const char *arch)
{
  static const char *const archs[] = { "aarch64", "riscv64", "loongarch64", NULL };

  return arch != NULL && g_strv_contains (archs, arch);
}

/* What the person chose, else the best of what the system asks for and the host has. */
VtrFirmware
vtr_machine_choose_firmware (const VtrMachinePlan *plan,
                             const VtrOsFacts     *os,
                             VtrXmlDoc            *capabilities)
{
  guint needs = os != NULL ? os->needs : 0;
  gboolean wants_efi = (needs & VTR_OS_NEEDS_EFI) != 0 || board_wants_efi (plan->arch);

  if (plan->firmware != VTR_FIRMWARE_AUTOMATIC)
    return plan->firmware;
  if ((needs & VTR_OS_NEEDS_SECURE_BOOT) && has_secure_boot (plan, capabilities))
    return VTR_FIRMWARE_SECURE;
  return wants_efi && has_firmware (capabilities, "efi") ? VTR_FIRMWARE_EFI : VTR_FIRMWARE_BIOS;
}

/* Whether the machine gets a TPM. */
gboolean
vtr_machine_choose_tpm (const VtrMachinePlan *plan,
                        const VtrOsFacts     *os,
                        VtrXmlDoc            *capabilities)
{
  gboolean has_emulator
      = capabilities != NULL
        && vtr_support_get (capabilities, "devices/tpm") == VTR_SUPPORT_YES
        && vtr_support_get_value (capabilities, "devices/tpm", "backendModel", "emulator") == VTR_SUPPORT_YES;

  if (plan->tpm != VTR_CHOICE_AUTOMATIC)
    return plan->tpm == VTR_CHOICE_YES;
  return has_emulator && os != NULL && (os->needs & VTR_OS_NEEDS_TPM) != 0;
}

static void
set_feature (VtrXmlNode *os,
             const char *name,
             gboolean    enabled)
{
  g_autofree char *path = g_strdup_printf ("firmware/feature[@name='%s']/@enabled", name);

  vtr_xml_node_set (os, path, enabled ? "yes" : "no");
}

static void
build_boot (VtrBuild *build)
{
  const VtrMachinePlan *plan = build->plan;
  VtrFirmware firmware = vtr_machine_choose_firmware (plan, build->os, build->capabilities);
  VtrXmlNode *os = vtr_xml_node_add (build->root, "os");

  if (firmware == VTR_FIRMWARE_EFI || firmware == VTR_FIRMWARE_SECURE)
    vtr_xml_node_set (os, "@firmware", "efi");
  vtr_xml_node_set (os, "type", "hvm");
  vtr_xml_node_set (os, "type/@arch", plan->arch);
  vtr_xml_node_set (os, "type/@machine", build->machine_type);

  if (firmware == VTR_FIRMWARE_SECURE)
    {
      set_feature (os, "enrolled-keys", TRUE);
      set_feature (os, "secure-boot", TRUE);
    }
  if (build->phase == VTR_BUILD_FIRST && plan->kernel != NULL)
    {
      vtr_xml_node_set (os, "kernel", plan->kernel);
      vtr_xml_node_set (os, "initrd", plan->initrd);
      vtr_xml_node_set (os, "cmdline", plan->arguments);
    }
}

/* What lies beneath the system */

/* Each rests upon those before it. */
static const char *const hyperv_features[] = {
  "relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer", "frequencies",
  "tlbflush", "ipi", NULL,
};

static gboolean
has_hyperv (const VtrBuild *build)
{
  return vtr_os_facts_is_windows (build->os) && g_strcmp0 (build->plan->virt_type, "kvm") == 0
         && build->is_x86;
}

/* A host too old to list what it has still has the first three. */
static gboolean
has_hyperv_feature (const VtrBuild *build,
                    guint           index)
{
  VtrSupport listed = build->capabilities == NULL ? VTR_SUPPORT_UNKNOWN
                      : vtr_support_get_value (build->capabilities, "features/hyperv", "features",
                                               hyperv_features[index]);

  return listed == VTR_SUPPORT_YES || (listed == VTR_SUPPORT_UNKNOWN && index < 3);
}

static void
build_hyperv (VtrBuild   *build,
              VtrXmlNode *features)
{
  VtrXmlNode *hyperv;

  if (!has_hyperv (build))
    return;

  hyperv = vtr_xml_node_add (features, "hyperv");
  vtr_xml_node_set (hyperv, "@mode", "custom");
  for (guint i = 0; hyperv_features[i] != NULL; i++)
    {
      g_autofree char *state = g_strdup_printf ("%s/@state", hyperv_features[i]);

      if (!has_hyperv_feature (build, i))
        continue;
      vtr_xml_node_set (hyperv, state, "on");
      if (g_str_equal (hyperv_features[i], "spinlocks"))
        vtr_xml_node_set (hyperv, "spinlocks/@retries", "8191");
    }
}

static void
build_features (VtrBuild *build)
{
  VtrXmlNode *features;

  if (build->is_mainframe || g_strcmp0 (build->machine_type, "pseries") == 0)
    return;

  features = vtr_xml_node_add (build->root, "features");
  vtr_xml_node_ensure (features, "acpi");
  if (build->is_x86)
    vtr_xml_node_ensure (features, "apic");
  build_hyperv (build, features);
  if (build->is_x86)
    vtr_xml_node_set (features, "vmport/@state", "off");
  if (vtr_machine_choose_firmware (build->plan, build->os, build->capabilities) == VTR_FIRMWARE_SECURE)
    vtr_xml_node_set (features, "smm/@state", "on");
}

static void
build_processor (VtrBuild *build)
{
  gboolean is_kvm = g_strcmp0 (build->plan->virt_type, "kvm") == 0;
  const char *mode = is_kvm ? "host-passthrough" : "maximum";
  g_autofree char *part = g_strdup_printf ("cpu/mode[@name='%s']", mode);
  VtrSupport support = build->capabilities != NULL ? vtr_support_get (build->capabilities, part)
                                                   : VTR_SUPPORT_UNKNOWN;
  g_autofree char *cores = g_strdup_printf ("%u", build->plan->processors);
  VtrXmlNode *cpu;

  if (support != VTR_SUPPORT_YES && !build->is_x86)
    return;

  cpu = vtr_xml_node_add (build->root, "cpu");
  if (support == VTR_SUPPORT_YES)
    {
      vtr_xml_node_set (cpu, "@mode", mode);
      vtr_xml_node_set (cpu, "@check", is_kvm ? "none" : NULL);
      vtr_xml_node_set (cpu, "@migratable", is_kvm ? "on" : NULL);
    }

  /* Systems are licensed and limited by the socket: what is many is cores. */
  if (!build->is_mainframe)
    {
      vtr_xml_node_set (cpu, "topology/@sockets", "1");
      vtr_xml_node_set (cpu, "topology/@cores", cores);
      vtr_xml_node_set (cpu, "topology/@threads", "1");
    }
}

static void
build_clock (VtrBuild *build)
{
  VtrXmlNode *clock = vtr_xml_node_add (build->root, "clock");

  vtr_xml_node_set (clock, "@offset", vtr_os_facts_is_windows (build->os) ? "localtime" : "utc");
  if (!build->is_x86)
    return;

  vtr_xml_node_set (clock, "timer[@name='rtc']/@tickpolicy", "catchup");
  vtr_xml_node_set (clock, "timer[@name='pit']/@tickpolicy", "delay");
  vtr_xml_node_set (clock, "timer[@name='hpet']/@present", "no");
  if (has_hyperv (build))
    vtr_xml_node_set (clock, "timer[@name='hypervclock']/@present", "yes");
}

/* The installer of a tree reboots into itself for ever, unless its end is taken for an end. */
static void
build_lifecycle (VtrBuild *build)
{
  gboolean once = build->phase == VTR_BUILD_FIRST && build->plan->kernel != NULL;

  vtr_xml_node_set (build->root, "on_poweroff", "destroy");
  vtr_xml_node_set (build->root, "on_reboot", once ? "destroy" : "restart");
  vtr_xml_node_set (build->root, "on_crash", "destroy");
  if (build->is_x86)
    {
      vtr_xml_node_set (build->root, "pm/suspend-to-mem/@enabled", "no");
      vtr_xml_node_set (build->root, "pm/suspend-to-disk/@enabled", "no");
    }
}

static void
build_head (VtrBuild *build)
{
  const VtrMachinePlan *plan = build->plan;
  g_autofree char *memory = g_strdup_printf ("%" G_GUINT64_FORMAT, plan->memory / 1024);
  g_autofree char *processors = g_strdup_printf ("%u", plan->processors);

  vtr_xml_node_set (build->root, "@type", plan->virt_type);
  vtr_xml_node_set (build->root, "name", plan->name);
  vtr_xml_node_set (build->root, "uuid", plan->uuid);
  if (plan->os_id != NULL)
    vtr_xml_node_set (build->root,
                      "metadata/{" VTR_OSINFO_NAMESPACE "}libosinfo:libosinfo/{" VTR_OSINFO_NAMESPACE
                      "}libosinfo:os/@id",
                      plan->os_id);
  vtr_xml_node_set (build->root, "memory", memory);
  vtr_xml_node_set (build->root, "memory/@unit", "KiB");
  vtr_xml_node_set (build->root, "currentMemory", memory);
  vtr_xml_node_set (build->root, "currentMemory/@unit", "KiB");
  vtr_xml_node_set (build->root, "vcpu", processors);
}

static void
build_machine (VtrBuild *build)
{
  const char *emulator = build->capabilities == NULL ? NULL
                         : vtr_xml_node_get (vtr_xml_doc_get_root (build->capabilities), "path");

  build_boot (build);
  build_features (build);
  build_processor (build);
  build_clock (build);
  build_lifecycle (build);

  build->devices = vtr_xml_node_add (build->root, "devices");
  if (emulator != NULL)
    vtr_xml_node_set (build->devices, "emulator", emulator);
  _vtr_build_storage (build);
  _vtr_build_controllers (build);
  _vtr_build_network (build);
  _vtr_build_consoles (build);
  _vtr_build_extras (build);
}

/**
 * vtr_machine_build:
 * @plan: what the person wants
 * @os: (nullable): what its system can drive
 * @capabilities: (nullable): what the host has for such machines
 * @phase: which of the machine's definitions
 *
 * Returns: (transfer full): the definition
 */
VtrXmlDoc *
vtr_machine_build (const VtrMachinePlan *plan,
                   const VtrOsFacts     *os,
                   VtrXmlDoc            *capabilities,
                   VtrBuildPhase         phase)
{
  VtrXmlDoc *doc = vtr_xml_doc_new ("<domain>\n</domain>\n", -1, NULL);
  VtrBuild build = { .plan = plan, .os = os, .capabilities = capabilities, .phase = phase };

  build.root = vtr_xml_doc_get_root (doc);
  build.machine_type = plan->machine_type != NULL ? plan->machine_type
                                                  : vtr_machine_type_for (plan->arch, os);
  build.is_x86 = is_x86 (plan->arch);
  build.is_mainframe = g_strcmp0 (plan->arch, "s390x") == 0;
  build.has_pcie = build.machine_type != NULL
                   && (strstr (build.machine_type, "q35") != NULL
                       || g_str_has_prefix (build.machine_type, "virt"));
  build.has_spice = _vtr_build_offers (&build, "devices/graphics", "type", "spice");

  build_head (&build);
  if (plan->method == VTR_METHOD_CONTAINER)
    _vtr_build_container (&build);
  else
    build_machine (&build);
  return doc;
}

/* Whether the first start is another one than all that follow. */
gboolean
vtr_machine_needs_first_phase (const VtrMachinePlan *plan)
{
  return plan->kernel != NULL || plan->seed != NULL;
}
