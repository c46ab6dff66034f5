/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "xml/vtr-xml-doc.h"

#include "vtr-host.h"

G_BEGIN_DECLS

/* What machines of one sort can have on a host. Read once for each sort and connection: it takes
 * QEMU a while to say. The document is read on the main thread only, and not changed. */
void       vtr_host_load_domain_capabilities_async  (VtrHost              *self,
                                                     const char           *emulator,
                                                     const char           *arch,
                                                     const char           *machine_type,
                                                     const char           *virt_type,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
VtrXmlDoc *vtr_host_load_domain_capabilities_finish (VtrHost              *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
