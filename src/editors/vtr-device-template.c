/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-device-template.h"

#include <glib/gi18n-lib.h>

static const VtrDeviceTemplate templates[] = {
  { "disk", "disk", N_("Disk"), N_("A file of the host, or a volume of a storage pool"),
    "<disk type='file' device='disk'><driver name='qemu' type='qcow2' discard='unmap'/>"
    "<source file=''/><target dev='vda' bus='virtio'/></disk>" },
  { "cdrom", "disk", N_("CD or DVD Drive"), N_("Empty, or with the image of a disc in it"),
    "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/>"
    "<target dev='sda' bus='sata'/><readonly/></disk>" },
  { "floppy", "disk", N_("Floppy Drive"), NULL,
    "<disk type='file' device='floppy'><driver name='qemu' type='raw'/>"
    "<target dev='fda' bus='fdc'/></disk>" },
  { "lun", "disk", N_("SCSI Disk of the Host"),
    N_("The guest speaks to the disk itself, with all its commands"),
    "<disk type='block' device='lun'><driver name='qemu' type='raw'/>"
    "<source dev=''/><target dev='sda' bus='scsi'/></disk>" },
  { "interface", "interface", N_("Network Card"), NULL,
    "<interface type='network'><source network='default'/><model type='virtio'/></interface>" },
  { "graphics", "graphics", N_("Display"), N_("How the machine's screen is shown to viewers"),
    "<graphics type='spice' autoport='yes' listen='127.0.0.1'/>" },
  { "video", "video", N_("Video Card"), NULL, "<video><model type='virtio'/></video>" },
  { "sound", "sound", N_("Sound Card"), NULL, "<sound model='ich9'/>" },
  { "tablet", "input", N_("Tablet"), N_("A pointer that is where yours is, without being captured"),
    "<input type='tablet' bus='usb'/>" },
  { "mouse", "input", N_("Mouse"), NULL, "<input type='mouse' bus='usb'/>" },
  { "keyboard", "input", N_("Keyboard"), NULL, "<input type='keyboard' bus='usb'/>" },
  { "usb", "hostdev", N_("USB Device of the Host"),
    N_("The host cannot use it while the machine runs"),
    "<hostdev mode='subsystem' type='usb' managed='yes'><source><vendor id='0x0000'/>"
    "<product id='0x0000'/></source></hostdev>" },
  { "pci", "hostdev", N_("PCI Device of the Host"),
    N_("The host cannot use it while the machine runs; all devices of its IOMMU group go along"),
    "<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x0000' "
    "bus='0x00' slot='0x00' function='0x0'/></source></hostdev>" },
  { "mdev", "hostdev", N_("Mediated Device of the Host"),
    N_("A part of a card that several machines share"),
    "<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid=''/></source>"
    "</hostdev>" },
  { "filesystem", "filesystem", N_("Shared Folder"),
    N_("A folder of the host in the guest"),
    "<filesystem type='mount' accessmode='passthrough'><driver type='virtiofs'/>"
    "<source dir=''/><target dir='shared'/></filesystem>" },
  { "tpm", "tpm", N_("Trusted Module (TPM)"), N_("Windows 11 needs one of version 2.0"),
    "<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>", TRUE },
  { "rng", "rng", N_("Random Numbers"), N_("Lets the guest start quickly with good keys"),
    "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>" },
  { "watchdog", "watchdog", N_("Watchdog"), N_("Acts when the guest hangs"),
    "<watchdog model='i6300esb' action='reset'/>" },
  { "agent", "channel", N_("Channel of the Guest Agent"),
    N_("For addresses, clean snapshots and shutting down; needs qemu-guest-agent in the guest"),
    "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>" },
  { "spice-agent", "channel", N_("Channel of the SPICE Agent"),
    N_("For the clipboard and the size of the screen; needs spice-vdagent in the guest"),
    "<channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>" },
  { "redirdev", "redirdev", N_("USB Redirection"),
    N_("Lends USB devices of the viewer's computer to the guest"),
    "<redirdev bus='usb' type='spicevmc'/>" },
  { "smartcard", "smartcard", N_("Smart Card Reader"), NULL,
    "<smartcard mode='passthrough' type='spicevmc'/>", TRUE },
  { "serial", "serial", N_("Serial Port"), NULL, "<serial type='pty'/>" },
  { "parallel", "parallel", N_("Parallel Port"), NULL, "<parallel type='pty'/>" },
  { "console", "console", N_("Text Console"), NULL,
    "<console type='pty'><target type='virtio'/></console>" },
  { "usb-controller", "controller", N_("USB Controller"), NULL,
    "<controller type='usb' model='qemu-xhci'/>" },
  { "scsi-controller", "controller", N_("SCSI Controller"), NULL,
    "<controller type='scsi' model='virtio-scsi'/>" },
  { "serial-controller", "controller", N_("VirtIO Serial Controller"), NULL,
    "<controller type='virtio-serial'/>" },
  { "vsock", "vsock", N_("Host Socket (vsock)"),
    N_("Programs in the guest talk to the host without a network"),
    "<vsock model='virtio'><cid auto='yes'/></vsock>", TRUE },
  { "memory", "memory-device", N_("Memory Module"),
    N_("Needs free slots: on the page Memory, set the most memory by plugging"),
    "<memory model='dimm'><target><size unit='MiB'>1024</size><node>0</node></target></memory>" },
  { "shmem", "shmem", N_("Shared Memory"), N_("A piece of memory that several machines see"),
    "<shmem name='shared'><model type='ivshmem-plain'/><size unit='M'>4</size></shmem>" },
  { "panic", "panic", N_("Panic Notifier"), N_("Tells the host that the guest has crashed"),
    "<panic model='isa'/>" },
  { "iommu", "iommu", N_("IOMMU"), NULL, "<iommu model='intel'/>", TRUE },
  { "memballoon", "memballoon", N_("Memory Balloon"),
    N_("Takes memory back from the guest, and tells how much it uses"),
    "<memballoon model='virtio'><stats period='5'/></memballoon>", TRUE },
  { "audio", "audio", N_("Sound Backend"), NULL, "<audio id='1' type='spice'/>" },
  { "pstore", "pstore", N_("Crash Storage"), N_("Keeps the guest's last words over a restart"),
    "<pstore backend='acpi-erst'><path></path><size unit='KiB'>64</size></pstore>", TRUE },
  { "crypto", "crypto", N_("Encryption Engine"), NULL,
    "<crypto model='virtio' type='qemu'><backend model='builtin'/></crypto>" },
};

/**
 * vtr_device_template_list:
 * @n_templates: (out): how many
 *
 * Returns: (array length=n_templates): what can be added, the usual first
 */
const VtrDeviceTemplate *
vtr_device_template_list (guint *n_templates)
{
  *n_templates = G_N_ELEMENTS (templates);
  return templates;
}

/**
 * vtr_device_template_find:
 * @id: a name
 *
 * Returns: (nullable): the template of that name
 */
const VtrDeviceTemplate *
vtr_device_template_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_str_equal (templates[i].id, id))
      return &templates[i];

  return NULL;
}

/* The first name of its bus that no disk of the machine has. */
static char *
free_target (VtrXmlDoc  *machine,
             const char *target)
{
  g_autoptr (GPtrArray) disks = vtr_item_list (machine, "disk");
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char name[] = { target[0], target[1], 'a', '\0' };

  for (guint i = 0; i < disks->len; i++)
    {
      char *used = vtr_item_get (disks->pdata[i], "target");

      if (used != NULL)
        g_hash_table_add (taken, used);
    }
  while (name[2] < 'z' && g_hash_table_contains (taken, name))
    name[2]++;

  return g_strdup (name);
}

/* A guest mounts a folder by its name: no two have the same. */
static char *
free_name (VtrXmlDoc  *machine,
           const char *name)
{
  char *wish = g_strdup (name);

  for (guint i = 2;; i++)
    {
      g_autofree char *path = g_strdup_printf ("devices/filesystem/target[@dir='%s']", wish);

      if (vtr_xml_node_find (vtr_xml_doc_get_root (machine), path) == NULL)
        return wish;
      g_free (wish);
      wish = g_strdup_printf ("%s-%u", name, i);
    }
}

/**
 * vtr_device_template_make:
 * @self: a template
 * @machine: the machine that it is for
 *
 * Returns: (transfer full): a machine that has nothing but the new device
 */
VtrXmlDoc *
vtr_device_template_make (const VtrDeviceTemplate *self,
                          VtrXmlDoc               *machine)
{
  g_autofree char *text = g_strdup_printf ("<domain>\n  <devices>\n    %s\n  </devices>\n</domain>\n",
                                           self->xml);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (text, -1, &error);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *target = NULL;

  g_assert_no_error (error);
  items = vtr_item_list (doc, self->kind);
  if (g_str_equal (self->kind, "disk"))
    {
      g_autofree char *wish = vtr_item_get (items->pdata[0], "target");

      target = free_target (machine, wish);
      vtr_item_set (items->pdata[0], "target", target, NULL);
    }

  if (g_str_equal (self->kind, "filesystem"))
    {
      g_autofree char *wish = vtr_item_get (items->pdata[0], "target");

      target = free_name (machine, wish);
      vtr_item_set (items->pdata[0], "target", target, NULL);
    }

  return g_steal_pointer (&doc);
}

/**
 * vtr_device_template_can_add:
 * @self: a template
 * @machine: a machine
 * @choices: (nullable): what its host has to offer
 * @why_not: (out) (optional) (nullable): why it cannot have another one
 */
gboolean
vtr_device_template_can_add (const VtrDeviceTemplate *self,
                             VtrXmlDoc               *machine,
                             VtrChoices              *choices,
                             const char             **why_not)
{
  g_autoptr (GPtrArray) items = vtr_item_list (machine, self->kind);
  /* Capabilities are silent about mediated devices, also where there are some. */
  gboolean is_listed = g_str_equal (self->id, "usb") || g_str_equal (self->id, "pci");
  const char *type = is_listed ? self->id : NULL;
  const char *reason = NULL;

  if (self->once && items->len > 0)
    reason = _("The machine has one, and cannot have two");
  else if (choices != NULL)
    reason = vtr_choices_why_no_device (choices, self->kind, type);

  if (why_not != NULL)
    *why_not = reason;
  return reason == NULL;
}

/**
 * vtr_device_template_get_xml:
 * @doc: what vtr_device_template_make() made, perhaps changed since
 *
 * Returns: (transfer full): the device alone
 */
char *
vtr_device_template_get_xml (VtrXmlDoc *doc)
{
  g_autoptr (GPtrArray) items = vtr_item_list_devices (doc);
  const VtrItem *item = items->len > 0 ? items->pdata[0] : NULL;

  return item != NULL ? vtr_xml_node_to_string (item->node) : g_strdup ("");
}
