/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What other devices are plugged into. */

static const VtrField controller_fields[] = {
  { "index", "@index", VTR_NUMBER },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("pci", "usb", "scsi", "sata", "virtio-serial", "ide", "fdc", "ccid",
                          "nvme", "xenbus", "isa") },
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "none", "ich6", "qemu-xhci", "nec-xhci", "virtio-scsi",
                          "pcie-root", "pcie-root-port", "auto", "am53c974", "buslogic", "dc390",
                          "dmi-to-pci-bridge", "ehci", "ibmvscsi", "ich9-ehci1", "ich9-uhci1",
                          "ich9-uhci2", "ich9-uhci3", "lsilogic", "lsisas1068", "lsisas1078",
                          "ncr53c90", "pci-bridge", "pci-expander-bus", "pci-ohci", "pci-root",
                          "pcie-expander-bus", "pcie-switch-downstream-port",
                          "pcie-switch-upstream-port", "pcie-to-pci-bridge", "piix3", "piix3-uhci",
                          "piix4", "piix4-uhci", "qusb1", "qusb2", "virtio-non-transitional",
                          "virtio-transitional", "vmpvscsi", "vt82c686b-uhci") },
  { "ports", "@ports", VTR_NUMBER },
  { "vectors", "@vectors", VTR_NUMBER },
  { "max-grant-frames", "@maxGrantFrames", VTR_NUMBER },
  { "max-event-channels", "@maxEventChannels", VTR_NUMBER },
  { "master-startport", "master/@startport", VTR_TEXT },
  { "model-name", "model/@name", VTR_CHOICE,
    .values = VTR_VALUES ("pcie-root-port", "i82801b11-bridge", "ioh3420", "pci-bridge",
                          "pcie-pci-bridge", "pxb", "pxb-pcie", "spapr-pci-host-bridge",
                          "x3130-upstream", "xio3130-downstream") },
  { "target-chassis-nr", "target/@chassisNr", VTR_TEXT },
  { "target-chassis", "target/@chassis", VTR_TEXT },
  { "target-port", "target/@port", VTR_TEXT },
  { "target-bus-nr", "target/@busNr", VTR_TEXT },
  { "target-index", "target/@index", VTR_TEXT },
  { "target-hotplug", "target/@hotplug", VTR_ON_OFF },
  { "target-node", "target/node", VTR_NUMBER },
  { "target-mem-reserve", "target/@memReserve", VTR_NUMBER },
  { "pcihole64", "pcihole64", VTR_SIZE, .unit = "KiB" },
  { "driver-queues", "driver/@queues", VTR_NUMBER },
  { "driver-cmd-per-lun", "driver/@cmd_per_lun", VTR_NUMBER },
  { "driver-max-sectors", "driver/@max_sectors", VTR_NUMBER },
  { "driver-ioeventfd", "driver/@ioeventfd", VTR_ON_OFF },
  { "driver-iothread", "driver/@iothread", VTR_NUMBER },
  VTR_VIRTIO_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_controller_kind = {
  .name = "controller",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/controller",
  .keys = VTR_VALUES ("@type+@index"),
  .fields = controller_fields,
};

static const VtrField controller_iothread_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_controller_iothread_kind = {
  .name = "controller-iothread",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_controller_kind,
  .path = "driver/iothreads/iothread",
  .keys = VTR_VALUES ("@id"),
  .fields = controller_iothread_fields,
};
