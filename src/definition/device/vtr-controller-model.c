/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-controller-model.h"

/* The models that each type of controller comes in, the one to choose first. A root is part of the
 * machine type and is never chosen. */
static const char *const usb[] = {
  "qemu-xhci", "nec-xhci", "ich9-ehci1", "piix3-uhci", "piix4-uhci", "ehci", "vt82c686b-uhci",
  "pci-ohci", "qusb1", "qusb2", "none", NULL
};
static const char *const scsi[] = {
  "virtio-scsi", "lsilogic", "lsisas1068", "lsisas1078", "vmpvscsi", "ibmvscsi", "buslogic",
  "am53c974", "dc390", "ncr53c90", "virtio-transitional", "virtio-non-transitional", "auto", NULL
};
static const char *const pci[] = {
  "pcie-root-port", "pcie-to-pci-bridge", "pcie-switch-upstream-port",
  "pcie-switch-downstream-port", "pcie-expander-bus", "dmi-to-pci-bridge", "pci-bridge",
  "pci-expander-bus", NULL
};
static const char *const virtio_serial[] = {
  "virtio", "virtio-transitional", "virtio-non-transitional", NULL
};
static const char *const ide[] = { "piix3", "piix4", "ich6", NULL };
static const char *const none[] = { NULL };

/**
 * vtr_controller_model_list:
 * @type: (nullable): a type of controller
 *
 * Returns: (transfer none): its models; empty where there is nothing to choose
 */
const char *const *
vtr_controller_model_list (const char *type)
{
  static const struct { const char *type; const char *const *models; } all[] = {
    { "usb", usb }, { "scsi", scsi }, { "pci", pci }, { "virtio-serial", virtio_serial },
    { "ide", ide },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_strcmp0 (all[i].type, type) == 0)
        return all[i].models;
    }
  return none;
}
