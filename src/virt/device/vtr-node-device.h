/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* A device of a host that a machine could be given. */
typedef enum
{
  VTR_NODE_DEVICE_USB,
  VTR_NODE_DEVICE_PCI,
  VTR_NODE_DEVICE_MDEV,
} VtrNodeDeviceType;

typedef struct
{
  VtrNodeDeviceType type;
  char             *name;        /* libvirt's */
  char             *title;       /* vendor and product, as far as the host knows them */
  char             *interface;   /* of a network card: its name on the host */
  char             *driver;      /* which the host uses for it; NULL for none */
  char             *uuid;        /* of a mediated device */
  char             *vendor_id;   /* "0x046d" */
  char             *product_id;
  guint             domain;      /* where it is: bus and device for USB… */
  guint             bus;
  guint             slot;
  guint             function;
  guint             device;
  int               iommu_group; /* all devices of a group go to a machine together; -1 for none */
  gboolean          is_active;
} VtrNodeDevice;

/* Read in a worker; bridges and hubs, which nobody gives away, are left out. */
void       vtr_host_list_node_devices_async  (VtrHost              *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *vtr_host_list_node_devices_finish (VtrHost              *self,
                                              GAsyncResult         *result,
                                              GError              **error);
char      *vtr_node_device_get_token         (const VtrNodeDevice  *self);
void       vtr_node_device_free              (gpointer              node_device);

G_END_DECLS
