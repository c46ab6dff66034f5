/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-form.h"

#include <glib/gi18n-lib.h>

#define IS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define GROUPS(...) ((const VtrFormGroup[]) { __VA_ARGS__, { NULL } })
#define ROWS(...) ((const VtrFormRow[]) { __VA_ARGS__, { NULL } })

/* Host ends of character devices. */
#define CHARACTER_ROWS \
  { "source-path", .when = "type", .is = IS ("file", "unix", "dev", "pipe", "pty") }, \
  { "source-mode", .when = "type", .is = IS ("unix", "tcp") }, \
  { "source-host", .when = "type", .is = IS ("tcp", "udp") }, \
  { "source-service", .when = "type", .is = IS ("tcp", "udp") }, \
  { "source-channel", .when = "type", .is = IS ("spiceport") }

/* The parts of a machine that are there once. */
static const VtrForm sections[] = {
  { "general", N_("General"), "computer-symbolic",
    GROUPS (
      { "machine", NULL, NULL,
        ROWS ({ "name", .flags = VTR_FORM_READ_ONLY },
              { "title" },
              { "uuid", .flags = VTR_FORM_READ_ONLY }),
        .rest = TRUE, .entries = IS ("command-argument", "command-variable") },
      { "os", N_("Platform"), NULL,
        ROWS ({ "arch", .flags = VTR_FORM_READ_ONLY },
              { "machine", N_("The guest may have to be activated or set up again after a change") }) },
      { "metadata", N_("About the Guest"), NULL, ROWS ({ "os" }, { "folder" }),
        .entries = IS ("tag") },
      { "clock", N_("Clock"), NULL,
        ROWS ({ "offset", N_("Windows expects local time, all others UTC") },
              { "timezone", .when = "offset", .is = IS ("timezone") }),
        .rest = TRUE, .entries = IS ("timer") },
      { "events", N_("What Happens"), NULL,
        ROWS ({ "on-poweroff" }, { "on-reboot" }, { "on-crash" }),
        .rest = TRUE, .entries = IS ("perf-event") }) },
  { "processor", N_("Processor"), "vtr-processor-symbolic",
    GROUPS (
      { "vcpu", NULL, NULL,
        ROWS ({ "max", N_("As many as the guest can ever have in this run"), .maximum = 4096 },
              { "current", N_("Fewer than that, to add more while it runs"), .maximum = 4096 }),
        .rest = TRUE, .entries = IS ("single-vcpu") },
      { "cpu", NULL, NULL,
        ROWS ({ "mode" },
              { "model", .when = "mode", .is = IS ("custom", "") },
              { "sockets", .maximum = 256 },
              { "cores", N_("In each socket"), .maximum = 256 },
              { "threads", N_("In each core"), .maximum = 256 }),
        .rest = TRUE, .entries = IS ("cpu-feature") },
      { "iothreads", N_("Threads and Tuning"), NULL,
        ROWS ({ "count", N_("Threads of their own for disks"), .maximum = 256 }),
        .rest = TRUE, .entries = IS ("iothread") },
      { "cputune", NULL, NULL, ROWS ({ "shares" }), .rest = TRUE,
        .entries = IS ("vcpupin", "iothreadpin", "vcpusched", "iothreadsched", "cachetune",
                       "memorytune") }) },
  { "memory", N_("Memory"), "vtr-memory-symbolic",
    GROUPS (
      { "memory", NULL, NULL,
        ROWS ({ "size", N_("What the machine is given at start") },
              { "current", N_("What the guest may use of it now") },
              { "source-type", N_("Shared folders need “memfd” with shared access") },
              { "access-mode" },
              { "hugepages", N_("From the host's reserve of large pages") },
              { "locked", N_("Never swapped out by the host") }),
        .rest = TRUE, .entries = IS ("hugepage") },
      { "limits", N_("Limits on the Host"), NULL, ROWS ({ "hard-limit" }), .rest = TRUE,
        .entries = IS ("disk-limit", "throttle-group") },
      { "numa", N_("Nodes of the Host"), NULL, ROWS ({ "nodeset" }), .rest = TRUE,
        .entries = IS ("numa-node", "numa-cell", "latency", "numa-bandwidth") }) },
  { "boot", N_("Boot"), "system-run-symbolic",
    GROUPS (
      { "os", NULL, NULL,
        ROWS ({ "bootmenu-enable", N_("Waits for a key at start"), .flags = VTR_FORM_SWITCH },
              { "kernel", NULL },
              { "cmdline", NULL }),
        .rest = TRUE,
        .entries = IS ("firmware-feature", "acpi-table", "initarg", "initenv") }) },
  { "features", N_("Features"), "preferences-other-symbolic",
    GROUPS (
      { "features", NULL, NULL,
        ROWS ({ "acpi", N_("Lets the guest react to the power button") }, { "apic" }, { "smm" }),
        .rest = TRUE },
      { "hyperv", N_("For Windows Guests"), NULL,
        ROWS ({ "mode" }, { "relaxed" }, { "vapic" }, { "spinlocks" }), .rest = TRUE },
      { "kvm", N_("KVM"), NULL, ROWS ({ "hidden" }), .rest = TRUE },
      { "xen", N_("Xen"), NULL, ROWS ({ "passthrough" }), .rest = TRUE },
      { "sysinfo", N_("System Information"), NULL, ROWS ({ "type" }),
        .entries = IS ("bios-entry", "system-entry", "board-entry", "chassis-entry", "oem-string",
                       "firmware-entry") }) },
  { "security", N_("Security"), "security-high-symbolic",
    GROUPS (
      { "launch-security", N_("Encrypted Memory"),
        N_("Against the host itself, with a processor that can do it"),
        ROWS ({ "type" }), .rest = TRUE,
        .entries = IS ("security-label", "key-wrapping") }) },
  { "container", N_("Container"), "vtr-processor-symbolic",
    GROUPS (
      { "container", NULL, N_("What root in the container may do"),
        ROWS ({ "policy" }), .rest = TRUE, .entries = IS ("uid-map", "gid-map") }),
    .machine_type = "lxc" },
};

static const VtrForm devices[] = {
  { "disk", N_("Disk"), "drive-harddisk-symbolic",
    GROUPS (
      { "disk", NULL, NULL,
        ROWS ({ "device", .flags = VTR_FORM_READ_ONLY },
              { "type" },
              { "source-file", .when = "type", .is = IS ("file", "") },
              { "source-dev", .when = "type", .is = IS ("block") },
              { "source-pool", .when = "type", .is = IS ("volume") },
              { "source-volume", .when = "type", .is = IS ("volume") },
              { "source-protocol", .when = "type", .is = IS ("network") },
              { "source-name", .when = "type", .is = IS ("network") },
              { "source-dir", .when = "type", .is = IS ("dir") },
              { "format" },
              { "bus", N_("VirtIO is the fastest, where the guest has a driver for it") },
              { "cache" },
              { "discard", N_("What the guest deletes is given back to the host, or not") },
              { "serial", NULL },
              { "readonly", NULL },
              { "shareable", N_("Several machines write to it; only for systems made for that") },
              { "boot-order", N_("1 comes first"), .maximum = 99 }),
        .rest = TRUE, .entries = IS ("disk-host", "disk-throttle", "disk-iothread") }) },
  { "interface", N_("Network"), "network-wired-symbolic",
    GROUPS (
      { "interface", NULL, NULL,
        ROWS ({ "type" },
              { "source-network", .when = "type", .is = IS ("network") },
              { "source-portgroup", .when = "type", .is = IS ("network") },
              { "source-bridge", .when = "type", .is = IS ("bridge") },
              { "source-dev", N_("The host itself cannot reach the guest through it"),
                .when = "type", .is = IS ("direct", "vdpa") },
              { "source-mode", .when = "type", .is = IS ("direct", "vhostuser") },
              { "backend-type", N_("“passt” can forward ports of the host"),
                .when = "type", .is = IS ("user") },
              { "model", NULL },
              { "mac", NULL },
              { "link", NULL },
              { "mtu", NULL },
              { "filter", NULL },
              { "isolated", N_("Cannot reach other isolated machines of its network") },
              { "boot-order", N_("1 comes first"), .maximum = 99 }),
        .rest = TRUE,
        .entries = IS ("ip", "route", "host-ip", "host-route", "vlan", "port-forward",
                       "filter-parameter") }) },
  { "graphics", N_("Display"), "video-display-symbolic",
    GROUPS (
      { "graphics", NULL, NULL,
        ROWS ({ "type" },
              { "listen", N_("127.0.0.1 is for this host alone, 0.0.0.0 for everybody") },
              { "autoport", .flags = VTR_FORM_SWITCH },
              { "port", .when = "autoport", .is = IS ("no", "") },
              { "passwd", NULL },
              { "gl-enable", N_("Only for viewers on the host itself"), .flags = VTR_FORM_SWITCH,
                .when = "type", .is = IS ("spice", "sdl", "egl-headless", "dbus") },
              { "gl-rendernode", .when = "gl-enable", .is = IS ("yes") },
              { "keymap", NULL }),
        .rest = TRUE, .entries = IS ("listen", "graphics-channel") }) },
  { "video", N_("Video"), "vtr-video-symbolic",
    GROUPS ({ "video", NULL, NULL,
              ROWS ({ "model" },
                    { "heads", .maximum = 16 },
                    { "acceleration-accel3d", N_("Needs a display with OpenGL"),
                      .when = "model", .is = IS ("virtio") },
                    { "resolution-x" }, { "resolution-y" }),
              .rest = TRUE }) },
  { "sound", N_("Sound"), "audio-card-symbolic",
    GROUPS ({ "sound", NULL, NULL, ROWS ({ "model" }, { "audio" }), .rest = TRUE,
              .entries = IS ("codec") }) },
  { "audio", N_("Sound Backend"), "audio-speakers-symbolic",
    GROUPS ({ "audio", NULL, NULL, ROWS ({ "type" }, { "id" }), .rest = TRUE }) },
  { "input", N_("Input"), "input-keyboard-symbolic",
    GROUPS ({ "input", NULL, NULL,
              ROWS ({ "type" }, { "bus" },
                    { "source-evdev", .when = "type", .is = IS ("passthrough", "evdev") }),
              .rest = TRUE }) },
  { "hub", N_("Hub"), "media-removable-symbolic",
    GROUPS ({ "hub", NULL, NULL, ROWS ({ "type" }), .rest = TRUE }) },
  { "controller", N_("Controller"), "preferences-system-devices-symbolic",
    GROUPS ({ "controller", NULL, NULL,
              ROWS ({ "type", .flags = VTR_FORM_READ_ONLY }, { "index" }, { "model" },
                    { "ports", .when = "type", .is = IS ("usb", "virtio-serial") }),
              .rest = TRUE, .entries = IS ("controller-iothread") }) },
  { "hostdev", N_("Host Device"), "preferences-system-devices-symbolic",
    GROUPS ({ "hostdev", NULL, NULL,
              ROWS ({ "type", .flags = VTR_FORM_READ_ONLY },
                    { "source-vendor-id", .when = "type", .is = IS ("usb") },
                    { "source-product-id", .when = "type", .is = IS ("usb") },
                    { "source-address-domain", .when = "type", .is = IS ("pci") },
                    { "source-address-bus", .when = "type", .is = IS ("pci", "usb") },
                    { "source-address-slot", .when = "type", .is = IS ("pci") },
                    { "source-address-function", .when = "type", .is = IS ("pci") },
                    { "source-address-device", .when = "type", .is = IS ("usb") },
                    { "source-address-uuid", .when = "type", .is = IS ("mdev") },
                    { "managed", N_("Away from its driver while the machine runs"),
                      .when = "type", .is = IS ("pci", "mdev", "scsi") },
                    { "source-startup-policy", .when = "type", .is = IS ("usb") },
                    { "rom-bar", N_("Some graphics cards start only without it"),
                      .when = "type", .is = IS ("pci") },
                    { "boot-order", N_("1 comes first"), .maximum = 99 }),
              .rest = TRUE, .entries = IS ("hostdev-host", "hostdev-ip", "hostdev-route") }) },
  { "serial", N_("Serial Port"), "utilities-terminal-symbolic",
    GROUPS ({ "serial", NULL, NULL,
              ROWS ({ "type" }, CHARACTER_ROWS, { "target-type" }, { "target-port" }),
              .rest = TRUE }) },
  { "parallel", N_("Parallel Port"), "printer-symbolic",
    GROUPS ({ "parallel", NULL, NULL,
              ROWS ({ "type" }, CHARACTER_ROWS, { "target-port" }), .rest = TRUE }) },
  { "console", N_("Text Console"), "utilities-terminal-symbolic",
    GROUPS ({ "console", NULL, NULL,
              ROWS ({ "type" }, CHARACTER_ROWS, { "target-type" }, { "target-port" }),
              .rest = TRUE }) },
  { "channel", N_("Channel"), "network-transmit-receive-symbolic",
    GROUPS ({ "channel", NULL, NULL,
              ROWS ({ "type" }, CHARACTER_ROWS, { "name" },
                    { "state", N_("Whether a program in the guest has opened it") }),
              .rest = TRUE }) },
  { "smartcard", N_("Smart Card Reader"), "auth-smartcard-symbolic",
    GROUPS ({ "smartcard", NULL, NULL, ROWS ({ "mode" }, { "type" }, { "database" }),
              .rest = TRUE, .entries = IS ("certificate") }) },
  { "redirdev", N_("USB Redirection"), "media-removable-symbolic",
    GROUPS ({ "redirdev", NULL, NULL, ROWS ({ "bus" }, { "type" }, CHARACTER_ROWS),
              .rest = TRUE }) },
  { "redirfilter", N_("Filter of USB Redirection"), "media-removable-symbolic",
    GROUPS ({ "redirfilter", NULL, NULL, NULL, .rest = TRUE, .entries = IS ("usb-filter") }) },
  { "tpm", N_("Trusted Module (TPM)"), "security-high-symbolic",
    GROUPS ({ "tpm", NULL, NULL,
              ROWS ({ "model" }, { "backend" },
                    { "version", N_("Windows 11 needs 2.0"), .when = "backend",
                      .is = IS ("emulator") },
                    { "device", .when = "backend", .is = IS ("passthrough") },
                    { "persistent-state", N_("What is kept in it survives the machine's removal"),
                      .when = "backend", .is = IS ("emulator") }),
              .rest = TRUE }) },
  { "rng", N_("Random Numbers"), "vtr-random-symbolic",
    GROUPS ({ "rng", NULL, NULL,
              ROWS ({ "model" }, { "backend" },
                    { "device", .when = "backend", .is = IS ("random") },
                    { "rate-bytes" }, { "rate-period" }),
              .rest = TRUE }) },
  { "panic", N_("Panic Notifier"), "dialog-warning-symbolic",
    GROUPS ({ "panic", NULL, NULL, ROWS ({ "model" }), .rest = TRUE }) },
  { "watchdog", N_("Watchdog"), "alarm-symbolic",
    GROUPS ({ "watchdog", NULL, NULL, ROWS ({ "model" }, { "action" }), .rest = TRUE }) },
  { "vsock", N_("Host Socket (vsock)"), "network-transmit-receive-symbolic",
    GROUPS ({ "vsock", NULL, NULL,
              ROWS ({ "auto", .flags = VTR_FORM_SWITCH },
                    { "cid", N_("From 3 on, unlike all others of the host"),
                      .when = "auto", .is = IS ("no", "") }),
              .rest = TRUE }) },
  { "filesystem", N_("Shared Folder"), "folder-remote-symbolic",
    GROUPS ({ "filesystem", NULL, NULL,
              ROWS ({ "source-dir", .when = "type", .is = IS ("mount", "bind", "template", "") },
                    { "target", N_("What the guest mounts") },
                    { "driver-type" },
                    { "accessmode" },
                    { "readonly" }),
              .rest = TRUE, .entries = IS ("filesystem-uid-map", "filesystem-gid-map") }) },
  { "memory-device", N_("Memory Module"), "vtr-memory-symbolic",
    GROUPS ({ "memory-device", NULL, NULL,
              ROWS ({ "model" }, { "size" }, { "node", .maximum = 64 },
                    { "requested", .when = "model", .is = IS ("virtio-mem") },
                    { "block", .when = "model", .is = IS ("virtio-mem") },
                    { "source-path", .when = "model", .is = IS ("nvdimm", "virtio-pmem") }),
              .rest = TRUE }) },
  { "iommu", N_("IOMMU"), "preferences-system-devices-symbolic",
    GROUPS ({ "iommu", NULL, NULL, ROWS ({ "model" }, { "intremap" }, { "caching-mode" }),
              .rest = TRUE }) },
  { "shmem", N_("Shared Memory"), "vtr-memory-symbolic",
    GROUPS ({ "shmem", NULL, NULL, ROWS ({ "name" }, { "model" }, { "size" }, { "role" }),
              .rest = TRUE }) },
  { "memballoon", N_("Memory Balloon"), "vtr-memory-symbolic",
    GROUPS ({ "memballoon", NULL, NULL,
              ROWS ({ "model" },
                    { "autodeflate", N_("Gives memory back to a guest that runs out of it") },
                    { "free-page-reporting", N_("Tells the host which pages are free") },
                    { "stats-period", N_("For graphs of what the guest uses"), .maximum = 3600 }),
              .rest = TRUE }) },
  { "nvram-device", N_("NVRAM"), "media-flash-symbolic",
    GROUPS ({ "nvram-device", NULL, NULL, NULL, .rest = TRUE }) },
  { "pstore", N_("Crash Storage"), "media-flash-symbolic",
    GROUPS ({ "pstore", NULL, NULL, ROWS ({ "backend" }, { "path" }, { "size" }), .rest = TRUE }) },
  { "crypto", N_("Encryption Engine"), "dialog-password-symbolic",
    GROUPS ({ "crypto", NULL, NULL, ROWS ({ "model" }, { "backend-model" }), .rest = TRUE }) },
  { "lease", N_("Lease"), "changes-prevent-symbolic",
    GROUPS ({ "lease", NULL, NULL, ROWS ({ "lockspace" }, { "key" }), .rest = TRUE }) },
};

/**
 * vtr_form_for_device:
 * @kind: a kind of device
 *
 * Returns: (nullable): its form; NULL for a kind that has none
 */
const VtrForm *
vtr_form_for_device (const VtrKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (g_str_equal (devices[i].id, kind->name))
      return &devices[i];

  return NULL;
}

/**
 * vtr_form_sections:
 * @n_sections: (out): how many there are
 *
 * Returns: (array length=n_sections): the forms of what is there once
 */
const VtrForm *
vtr_form_sections (guint *n_sections)
{
  *n_sections = G_N_ELEMENTS (sections);
  return sections;
}
