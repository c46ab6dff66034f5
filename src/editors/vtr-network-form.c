/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-form.h"

#include <glib/gi18n-lib.h>

#define ENTRIES(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define GROUPS(...) ((const VtrFormGroup[]) { __VA_ARGS__, { NULL } })
#define ROWS(...) ((const VtrFormRow[]) { __VA_ARGS__, { NULL } })

static const VtrForm form = {
  "network", N_("Network"), "vtr-network-symbolic",
  GROUPS (
    { "network", N_("Addresses"),
      N_("What machines are given, fixed addresses, and files to start from."),
      .entries = ENTRIES ("network-ip") },
    { "network", N_("Routes"), N_("Ways to other networks, through a machine of this one."),
      .entries = ENTRIES ("network-route") },
    { "network", N_("Names"), NULL,
      ROWS ({ "domain-name", NULL },
            { "domain-local-only", NULL },
            { "dns-enable", N_("Whether the host answers the machines' questions about names") }),
      .entries = ENTRIES ("dns-host", "dns-forwarder", "dns-srv", "dns-txt") },
    { "network", N_("Port Groups and VLANs"),
      N_("Settings that a machine chooses by name. VLANs need a switch that knows them."),
      ROWS ({ "vlan-trunk", NULL }, { "port-isolated", NULL }),
      .entries = ENTRIES ("portgroup", "network-vlan") },
    { "network", N_("Devices"), N_("Devices of the host that machines share or take."),
      .entries = ENTRIES ("forward-interface", "forward-address") },
    { "network", N_("Limits"), N_("Of all machines together."),
      ROWS ({ "mtu-size", NULL },
            { "bandwidth-inbound-average", NULL },
            { "bandwidth-outbound-average", NULL },
            { "forward-nat-port-start", NULL },
            { "forward-nat-port-end", NULL }),
      .rest = TRUE }),
};

/**
 * vtr_form_for_network:
 *
 * Returns: (transfer none): all that a virtual network can have
 */
const VtrForm *
vtr_form_for_network (void)
{
  return &form;
}
