/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <libvirt/libvirt.h>

#include "fleet/vtr-fleet.h"
#include "pages/machine/vtr-hardware-page.h"
#include "pages/machine/vtr-machine-window.h"

#include "vtr-ui-test.h"

/* A window of a machine that is off, on a host in this process, and what is done in it again and
 * again. */
typedef struct
{
  virConnectPtr     other; /* keeps the host, which is shared in the process */
  VtrFleet         *fleet;
  VtrHost          *host;
  VtrMachine       *machine;
  GSettings        *settings;
  VtrMachineWindow *window;
} Fixture;

extern const char fixture_machine_xml[];

GtkWidget *fixture_find (Fixture    *fixture,
                          GType       type,
                          const char *text);
void fixture_set_up (Fixture      *fixture,
                     gconstpointer data);
void fixture_forget_machine (Fixture *fixture);
void fixture_tear_down (Fixture      *fixture,
                        gconstpointer data);
void fixture_assert_subtitle (Fixture    *fixture,
                              const char *title,
                              const char *expected);
VtrHardwarePage *fixture_show_hardware (Fixture    *fixture,
                                         const char *id);
void fixture_choose (Fixture    *fixture,
                     const char *title,
                     const char *label);
void fixture_click (Fixture    *fixture,
                    const char *label);
char *fixture_read_saved (Fixture    *fixture,
                           const char *key,
                           const char *field);
void fixture_assert_saved (Fixture    *fixture,
                           const char *key,
                           const char *field,
                           const char *expected);
void fixture_apply (Fixture *fixture);
AdwDialog *fixture_wait_dialog (Fixture *fixture);
