/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-builder-private.h"

#include "definition/host/vtr-support.h"

#include <string.h>

/* A board with PCI Express takes new devices while it runs only where a port is free. */
#define N_SPARE_PORTS 14
#define N_USB_CHANNELS 2

/* Storage */

static char *
next_target (VtrBuild   *build,
             const char *bus)
{
  static const char *const prefixes[] = { "vd", "sd", "hd" };
  guint i = g_str_equal (bus, "virtio") ? 0 : g_str_equal (bus, "ide") ? 2 : 1;

  return g_strdup_printf ("%s%c", prefixes[i], 'a' + build->n_targets[i]++);
}

static gboolean
has_bus (const VtrBuild *build,
         const char     *bus)
{
  return build->capabilities == NULL
         || vtr_support_get_value (build->capabilities, "devices/disk", "bus", bus) != VTR_SUPPORT_NO;
}

static const char *
choose_disk_bus (const VtrBuild *build)
{
  if (vtr_os_facts_drives (build->os, VTR_OS_VIRTIO_DISK) && has_bus (build, "virtio"))
    return "virtio";
  if (build->is_x86)
    return build->has_pcie ? "sata" : "ide";
  return has_bus (build, "scsi") ? "scsi" : "usb";
}

static const char *
choose_disc_bus (const VtrBuild *build)
{
  if (build->is_x86)
    return build->has_pcie ? "sata" : "ide";
  return has_bus (build, "scsi") ? "scsi" : "usb";
}

static void
set_source (VtrXmlNode        *disk,
            const VtrPlanDisk *source)
{
  if (source->path != NULL && !g_str_has_prefix (source->path, "/dev/"))
    {
      vtr_xml_node_set (disk, "@type", "file");
      vtr_xml_node_set (disk, "source/@file", source->path);
    }
  else if (source->path != NULL)
    {
      vtr_xml_node_set (disk, "@type", "block");
      vtr_xml_node_set (disk, "source/@dev", source->path);
    }
  else if (source->volume != NULL)
    {
      vtr_xml_node_set (disk, "@type", "volume");
      vtr_xml_node_set (disk, "source/@pool", source->pool);
      vtr_xml_node_set (disk, "source/@volume", source->volume);
    }
}

static void
set_boot_order (VtrBuild   *build,
                VtrXmlNode *device)
{
  g_autofree char *order = g_strdup_printf ("%u", ++build->n_boot);

  vtr_xml_node_set (device, "boot/@order", order);
}

static void
add_target (VtrBuild   *build,
            VtrXmlNode *disk,
            const char *bus)
{
  g_autofree char *target = next_target (build, bus);

  vtr_xml_node_set (disk, "target/@dev", target);
  vtr_xml_node_set (disk, "target/@bus", bus);
}

static void
add_disk (VtrBuild *build)
{
  const VtrPlanDisk *plan = &build->plan->disk;
  VtrXmlNode *disk;

  if (!vtr_plan_disk_is_set (plan))
    return;

  disk = _vtr_build_add (build, "<disk type='file' device='disk'><driver name='qemu'/></disk>");
  vtr_xml_node_set (disk, "driver/@type", plan->format != NULL ? plan->format : "raw");
  vtr_xml_node_set (disk, "driver/@discard", "unmap");
  set_source (disk, plan);
  add_target (build, disk, choose_disk_bus (build));
  set_boot_order (build, disk);
}

static void
add_disc (VtrBuild   *build,
          const char *path,
          gboolean    boots)
{
  const VtrPlanDisk source = { .path = (char *) path };
  VtrXmlNode *disk = _vtr_build_add (
      build, "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/></disk>");

  set_source (disk, &source);
  add_target (build, disk, choose_disc_bus (build));
  vtr_xml_node_ensure (disk, "readonly");
  if (boots)
    set_boot_order (build, disk);
}

/* The disk stands before the disc: one that is empty lets the disc start, and one that has its system
 * starts that, so that nothing has to happen at the first restart. */
void
_vtr_build_storage (VtrBuild *build)
{
  const VtrMachinePlan *plan = build->plan;
  gboolean has_drive = plan->method == VTR_METHOD_MEDIA || plan->media != NULL;
  gboolean windows = vtr_os_facts_is_windows (build->os);

  if (plan->is_live && has_drive)
    add_disc (build, plan->media, TRUE);
  add_disk (build);
  if (!plan->is_live && has_drive)
    add_disc (build, plan->media, TRUE);

  /* What drives virtio is on a disc of its own for Windows: here is where it goes. */
  if (has_drive && (plan->drivers != NULL || windows))
    add_disc (build, plan->drivers, FALSE);
  if (build->phase == VTR_BUILD_FIRST && plan->seed != NULL)
    add_disc (build, plan->seed, FALSE);
}

/* Controllers */

static void
add_usb (VtrBuild *build)
{
  if (build->is_mainframe)
    return;
  if (vtr_os_facts_drives (build->os, VTR_OS_USB3) || !build->is_x86
      || vtr_os_facts_is_windows (build->os))
    _vtr_build_add (build, "<controller type='usb' model='qemu-xhci' ports='15'/>");
  else
    {
      _vtr_build_add (build, "<controller type='usb' index='0' model='ich9-ehci1'/>");
      _vtr_build_add (build, "<controller type='usb' index='0' model='ich9-uhci1'><master startport='0'/></controller>");
      _vtr_build_add (build, "<controller type='usb' index='0' model='ich9-uhci2'><master startport='2'/></controller>");
      _vtr_build_add (build, "<controller type='usb' index='0' model='ich9-uhci3'><master startport='4'/></controller>");
    }
}

void
_vtr_build_controllers (VtrBuild *build)
{
  add_usb (build);
  if (build->n_targets[1] > 0 && !build->is_x86 && has_bus (build, "scsi"))
    _vtr_build_add (build, "<controller type='scsi' model='virtio-scsi'/>");
  if (!build->has_pcie)
    return;

  _vtr_build_add (build, "<controller type='pci' model='pcie-root'/>");
  for (guint i = 0; i < N_SPARE_PORTS; i++)
    _vtr_build_add (build, "<controller type='pci' model='pcie-root-port'/>");
}

/* Network */

static const char *
choose_network_model (const VtrBuild *build)
{
  if (build->plan->method == VTR_METHOD_CONTAINER)
    return NULL;
  if (!build->is_x86 || vtr_os_facts_drives (build->os, VTR_OS_VIRTIO_NETWORK))
    return "virtio";
  if (build->has_pcie)
    return "e1000e";
  return vtr_os_facts_is_windows (build->os) ? "rtl8139" : "e1000";
}

/* QEMU that was built without its own user network says so by not listing the default. */
static gboolean
needs_passt (const VtrBuild *build)
{
  return _vtr_build_offers (build, "devices/interface", "backendType", "passt")
         && !_vtr_build_offers (build, "devices/interface", "backendType", "default");
}

void
_vtr_build_network (VtrBuild *build)
{
  const VtrMachinePlan *plan = build->plan;
  VtrXmlNode *interface;

  if (plan->link == VTR_LINK_NONE)
    return;

  interface = _vtr_build_add (build, "<interface type='user'/>");
  if (plan->link == VTR_LINK_NETWORK)
    {
      vtr_xml_node_set (interface, "@type", "network");
      vtr_xml_node_set (interface, "source/@network", plan->network);
    }
  else if (plan->link == VTR_LINK_BRIDGE)
    {
      vtr_xml_node_set (interface, "@type", "bridge");
      vtr_xml_node_set (interface, "source/@bridge", plan->network);
    }
  else if (needs_passt (build))
    vtr_xml_node_set (interface, "backend/@type", "passt");

  if (choose_network_model (build) != NULL)
    vtr_xml_node_set (interface, "model/@type", choose_network_model (build));
  if (plan->method == VTR_METHOD_NETWORK)
    set_boot_order (build, interface);
}

/* Consoles */

static const char *
choose_video (const VtrBuild *build)
{
  static const char *const others[] = { "vga", "bochs", "virtio", "cirrus" };
  gboolean knows_virtio = vtr_os_facts_drives (build->os, VTR_OS_VIRTIO_VIDEO);

  if ((knows_virtio || !build->is_x86)
      && _vtr_build_offers (build, "devices/video", "modelType", "virtio"))
    return "virtio";
  if (build->has_spice && vtr_os_facts_drives (build->os, VTR_OS_QXL)
      && _vtr_build_offers (build, "devices/video", "modelType", "qxl"))
    return "qxl";
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (_vtr_build_offers (build, "devices/video", "modelType", others[i]))
      return others[i];
  return build->capabilities == NULL ? "vga" : NULL;
}

static void
add_channel (VtrBuild   *build,
             const char *type,
             const char *name)
{
  VtrXmlNode *channel = _vtr_build_add (build, "<channel/>");

  vtr_xml_node_set (channel, "@type", type);
  vtr_xml_node_set (channel, "target/@type", "virtio");
  vtr_xml_node_set (channel, "target/@name", name);
}

/* An agent of Windows comes with the drivers, so that the way to it is worth having. */
static void
add_channels (VtrBuild *build)
{
  if (!vtr_os_facts_drives (build->os, VTR_OS_VIRTIO_SERIAL) && !vtr_os_facts_is_windows (build->os))
    return;

  add_channel (build, "unix", "org.qemu.guest_agent.0");
  if (build->has_spice)
    add_channel (build, "spicevmc", "com.redhat.spice.0");
}

static void
add_screen (VtrBuild *build)
{
  const char *video = choose_video (build);
  VtrXmlNode *node;

  if (build->has_spice)
    {
      node = _vtr_build_add (build, "<graphics type='spice' autoport='yes'/>");
      /* Squeezing pictures costs more than sending them, as long as they stay on one computer. */
      vtr_xml_node_set (node, "image/@compression", "off");
    }
  else
    _vtr_build_add (build, "<graphics type='vnc' autoport='yes'/>");

  if (video != NULL)
    {
      node = _vtr_build_add (build, "<video/>");
      vtr_xml_node_set (node, "model/@type", video);
    }
}

static void
add_inputs (VtrBuild *build)
{
  if (vtr_os_facts_drives (build->os, VTR_OS_TABLET) || vtr_os_facts_is_windows (build->os))
    _vtr_build_add (build, "<input type='tablet' bus='usb'/>");
  if (!build->is_x86)
    _vtr_build_add (build, "<input type='keyboard' bus='usb'/>");
}

void
_vtr_build_consoles (VtrBuild *build)
{
  if (build->is_mainframe)
    {
      _vtr_build_add (build, "<console type='pty'><target type='sclp'/></console>");
      add_channels (build);
      return;
    }

  _vtr_build_add (build, "<serial type='pty'/>");
  _vtr_build_add (build, "<console type='pty'/>");
  add_channels (build);
  add_inputs (build);
  add_screen (build);
}

/* The rest */

static void
add_tpm (VtrBuild *build)
{
  static const char *const models[] = { "tpm-crb", "tpm-tis", "tpm-spapr" };
  VtrXmlNode *tpm;

  if (!vtr_machine_choose_tpm (build->plan, build->os, build->capabilities))
    return;

  tpm = _vtr_build_add (build, "<tpm><backend type='emulator' version='2.0'/></tpm>");
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (_vtr_build_offers (build, "devices/tpm", "model", models[i]))
      {
        vtr_xml_node_set (tpm, "@model", models[i]);
        return;
      }
}

static void
add_sound (VtrBuild *build)
{
  if (!build->has_spice || !build->is_x86)
    return;
  if (build->has_pcie)
    _vtr_build_add (build, "<sound model='ich9'/>");
  else
    _vtr_build_add (build, vtr_os_facts_drives (build->os, VTR_OS_HDA) ? "<sound model='ich6'/>"
                                                                       : "<sound model='ac97'/>");
}

static void
add_usb_channels (VtrBuild *build)
{
  if (!build->has_spice || build->is_mainframe)
    return;
  for (guint i = 0; i < N_USB_CHANNELS; i++)
    _vtr_build_add (build, "<redirdev bus='usb' type='spicevmc'/>");
}

void
_vtr_build_extras (VtrBuild *build)
{
  add_tpm (build);
  add_sound (build);
  add_usb_channels (build);
  if (vtr_os_facts_drives (build->os, VTR_OS_VIRTIO_BALLOON) || vtr_os_facts_is_windows (build->os))
    _vtr_build_add (build, "<memballoon model='virtio'/>");
  else
    _vtr_build_add (build, "<memballoon model='none'/>");
  if (vtr_os_facts_drives (build->os, VTR_OS_VIRTIO_RANDOM)
      && _vtr_build_offers (build, "devices/rng", "model", "virtio"))
    _vtr_build_add (build, "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>");
}
