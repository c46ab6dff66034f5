/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-field-label.h"

#include "vtr-field-label-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"

/* Fields whose names begin alike stand together; the first that fits. */
static const struct
{
  const char *prefix;
  const char *kind; /* NULL for all */
  const char *label;
} groups[] = {
  { "iotune-", NULL, N_("Speed Limits") },
  { "source-auth-", NULL, N_("Signing In to the Source") },
  { "auth-", NULL, N_("Signing In") },
  { "source-encryption-", NULL, N_("Encryption of the Source") },
  { "encryption-", NULL, N_("Encryption") },
  { "source-identity-", NULL, N_("Identity") },
  { "source-adapter-", NULL, N_("Host Adapter") },
  { "source-reservations-", NULL, N_("Persistent Reservations") },
  { "reservations-reconnect-", NULL, N_("Reconnecting to Reservations") },
  { "reconnect-", NULL, N_("Reconnecting") },
  { "address-", NULL, N_("Place in the Machine") },
  { "virtualport-parameters-", NULL, N_("Virtual Port") },
  { "virtualport-", NULL, N_("Virtual Port") },
  { "bandwidth-", "interface", N_("Bandwidth") },
  { "geometry-", NULL, N_("Geometry") },
  { "blockio-", NULL, N_("Block Sizes") },
  { "driver-host-", NULL, N_("Offloading to the Host") },
  { "driver-guest-", NULL, N_("Offloading to the Guest") },
  { "driver-", NULL, N_("Driver") },
  { "rom-", "interface", N_("Option ROM") },
  { "rom-", "hostdev", N_("Option ROM") },
  { "input-", "audio", N_("Recording") },
  { "output-", "audio", N_("Playback") },
  { "bind-", NULL, N_("Receives On") },
  { "connect-", NULL, N_("Sends To") },
  { "log-", NULL, N_("Log") },
  { "active-pcr-banks-", NULL, N_("Active Banks of Registers") },
  { "binary-", NULL, N_("Program That Shares") },
  { "emulator", "cputune", N_("Emulator") },
  { "forward-nat-", NULL, N_("Address Translation") },
  { "forward-driver-", NULL, N_("Driver") },
  { "bandwidth-", "network", N_("Bandwidth") },
  { "bandwidth-", "portgroup", N_("Bandwidth") },
  { "dhcp-bootp-", NULL, N_("Starting Over the Network") },
  { "bridge-", "network", N_("Bridge") },
};

/* Values that read better in words. What is not here shows as it is written. */
static const struct
{
  const char *field; /* NULL for all */
  const char *value;
  const char *label;
} values[] = {
  { "link", "up", N_("Plugged In") },
  { "link", "down", N_("Pulled Out") },
  { "interface.type", "network", N_("Virtual Network") },
  { "interface.type", "bridge", N_("Bridge of the Host") },
  { "interface.type", "direct", N_("Network Device of the Host (macvtap)") },
  { "interface.type", "user", N_("The Host's Own Network, Without Privileges") },
  { "interface.type", "hostdev", N_("Virtual Function of a Network Card") },
  { "interface.type", "ethernet", N_("Tap Device") },
  { "interface.type", "vdpa", N_("vDPA Device") },
  { "interface.type", "null", N_("Nothing") },
  { "disk.type", "file", N_("File") },
  { "disk.type", "block", N_("Block Device") },
  { "disk.type", "volume", N_("Volume of a Pool") },
  { "disk.type", "network", N_("Network Storage") },
  { "disk.type", "dir", N_("Folder") },
  { "disk.type", "nvme", N_("NVMe Device") },
  { "disk.discard", "unmap", N_("Pass On to the Host") },
  { "disk.device", "disk", N_("Disk") },
  { "disk.device", "cdrom", N_("CD or DVD Drive") },
  { "disk.device", "floppy", N_("Floppy Drive") },
  { "disk.device", "lun", N_("SCSI Device of the Host") },
  { "cpu.mode", "host-passthrough", N_("The Host's, Unchanged") },
  { "cpu.mode", "host-model", N_("Like the Host's") },
  { "cpu.mode", "maximum", N_("All That Is Possible") },
  { "cpu.mode", "custom", N_("A Named Model") },
  { "os.firmware", "efi", N_("UEFI") },
  { "os.firmware", "bios", N_("BIOS") },
  { "boot.dev", "hd", N_("Disk") },
  { "boot.dev", "cdrom", N_("CD or DVD") },
  { "boot.dev", "network", N_("Network") },
  { "boot.dev", "fd", N_("Floppy") },
  { "tpm.backend", "emulator", N_("Emulated") },
  { "tpm.backend", "passthrough", N_("The Host's") },
  { "clock.offset", "utc", N_("UTC") },
  { "clock.offset", "localtime", N_("Local Time of the Host") },
  { "clock.offset", "timezone", N_("A Time Zone") },
  { "clock.offset", "variable", N_("As the Guest Set It") },
  { "clock.offset", "absolute", N_("A Fixed Time") },
  { "source-startup-policy", "mandatory", N_("Fail") },
  { "source-startup-policy", "requisite", N_("Fail at Start, Drop When Moved") },
  { "source-startup-policy", "optional", N_("Start Without It") },
  { "watchdog.action", "reset", N_("Reset") },
  { "watchdog.action", "shutdown", N_("Shut Down") },
  { "watchdog.action", "poweroff", N_("Force Off") },
  { "watchdog.action", "pause", N_("Pause") },
  { "watchdog.action", "none", N_("Do Nothing") },
  { "watchdog.action", "dump", N_("Write a Crash Dump") },
  { "watchdog.action", "inject-nmi", N_("Send an NMI") },
  { "lease-unit", "hours", N_("Hours") },
  { "lease-unit", "minutes", N_("Minutes") },
  { "lease-unit", "seconds", N_("Seconds") },
  { "native-mode", "tagged", N_("Tagged") },
  { "native-mode", "untagged", N_("Untagged") },
  { NULL, "destroy", N_("Force Off") },
  { NULL, "restart", N_("Restart") },
  { NULL, "preserve", N_("Keep for Inspection") },
  { NULL, "rename-restart", N_("Restart Under Another Name") },
  { NULL, "coredump-destroy", N_("Write a Crash Dump, Force Off") },
  { NULL, "coredump-restart", N_("Write a Crash Dump, Restart") },
  { NULL, "poweroff", N_("Force Off") },
  { NULL, "pause", N_("Pause") },
  { NULL, "ignore", N_("Ignore") },
  { NULL, "connected", N_("Connected") },
  { NULL, "disconnected", N_("Not Connected") },
  { NULL, "yes", N_("Yes") },
  { NULL, "no", N_("No") },
  { NULL, "on", N_("On") },
  { NULL, "off", N_("Off") },
  { NULL, "none", N_("None") },
  { NULL, "default", N_("Default") },
  { NULL, "virtio", "VirtIO" },
  { NULL, "sata", "SATA" },
  { NULL, "scsi", "SCSI" },
  { NULL, "usb", "USB" },
  { NULL, "pci", "PCI" },
  { NULL, "ide", "IDE" },
  { NULL, "fdc", "FDC" },
  { NULL, "sd", "SD" },
  { NULL, "xen", "Xen" },
  { NULL, "ps2", "PS/2" },
  { NULL, "spice", "SPICE" },
  { NULL, "vnc", "VNC" },
  { NULL, "rdp", "RDP" },
  { NULL, "sdl", "SDL" },
  { NULL, "dbus", "D-Bus" },
  { NULL, "vga", "VGA" },
  { NULL, "qxl", "QXL" },
  { NULL, "tpm-crb", "CRB" },
  { NULL, "tpm-tis", "TIS" },
  { NULL, "tpm-spapr", "SPAPR" },
  { NULL, "qcow2", "QCOW2" },
};

static void
add_labels (GHashTable          *table,
            const VtrFieldLabel *labels)
{
  for (const VtrFieldLabel *label = labels; label->name != NULL; label++)
    g_hash_table_insert (table, (gpointer) label->name, (gpointer) label->label);
}

static const char *
lookup (const char *name)
{
  static gsize ready;
  static GHashTable *table;

  if (g_once_init_enter (&ready))
    {
      table = g_hash_table_new (g_str_hash, g_str_equal);
      add_labels (table, vtr_field_labels);
      add_labels (table, vtr_network_field_labels);
      g_once_init_leave (&ready, 1);
    }

  return g_hash_table_lookup (table, name);
}

static int
find_group (const VtrKind  *kind,
            const VtrField *field,
            int             from)
{
  for (guint i = (guint) from; i < G_N_ELEMENTS (groups); i++)
    if (g_str_has_prefix (field->name, groups[i].prefix)
        && (groups[i].kind == NULL || g_str_equal (groups[i].kind, kind->name)))
      return (int) i;

  return -1;
}

/**
 * vtr_field_label:
 * @kind: a kind
 * @field: one of its fields
 *
 * Returns: (nullable): its title in a form; NULL for one that the tables do not know
 */
const char *
vtr_field_label (const VtrKind  *kind,
                 const VtrField *field)
{
  g_autofree char *full = g_strconcat (kind->name, ".", field->name, NULL);
  const char *label = lookup (full);

  if (label == NULL)
    label = lookup (field->name);
  for (int i = find_group (kind, field, 0); label == NULL && i >= 0;
       i = find_group (kind, field, i + 1))
    label = lookup (field->name + strlen (groups[i].prefix));

  return label != NULL ? _(label) : NULL;
}

/**
 * vtr_field_group_label:
 * @kind: a kind
 * @field: one of its fields
 *
 * Returns: (nullable): what it stands under in a form, NULL for no group of its own
 */
const char *
vtr_field_group_label (const VtrKind  *kind,
                       const VtrField *field)
{
  int i = find_group (kind, field, 0);

  return i >= 0 ? _(groups[i].label) : NULL;
}

/**
 * vtr_field_value_label:
 * @kind: a kind
 * @field: one of its fields
 * @value: (nullable): a value of it
 *
 * Returns: (transfer full): how it reads; a value that is not known reads as it is written
 */
char *
vtr_field_value_label (const VtrKind  *kind,
                       const VtrField *field,
                       const char     *value)
{
  g_autofree char *full = g_strconcat (kind->name, ".", field->name, NULL);

  if (value == NULL)
    return g_strdup (_("Default"));
  if (field->flags & VTR_FIELD_SECRET)
    return g_strdup (_("hidden"));
  if (field->type == VTR_SIZE)
    return vtr_format_bytes (g_ascii_strtoull (value, NULL, 10));
  if (field->type == VTR_TEXT || field->type == VTR_NUMBER)
    return g_strdup (value);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_equal (values[i].value, value)
        && (values[i].field == NULL || g_str_equal (values[i].field, full)
            || g_str_equal (values[i].field, field->name)))
      return g_strdup (_(values[i].label));

  return g_strdup (value);
}
