/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include "vtr-create-order.h"

G_BEGIN_DECLS

/* Fetches what an order names, brings it to the host, makes the disk and the machine and starts it.
 * Whatever fails or is called off before there is a machine is taken back, but for what was fetched,
 * which another try finds again; a machine that is there and only does not start stays, and the job
 * says so. */
VtrJob *vtr_create_job_run (VtrHost        *host,
                            VtrCreateOrder *order);

G_END_DECLS
