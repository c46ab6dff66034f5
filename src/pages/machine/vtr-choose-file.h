/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_CHOOSE_MEDIUM,  /* the image of a disc */
  VTR_CHOOSE_DISK,    /* the image of a disk */
  VTR_CHOOSE_NEW,     /* a file that is not there yet */
  VTR_CHOOSE_FOLDER,
} VtrChooseWhat;

/* Everything on the hardware page that needs a file of the host asks here: with this computer's own
 * dialog for a host that is this computer, and for its path elsewhere. */
void  vtr_choose_file_async  (GtkWidget            *parent,
                              VtrHost              *host,
                              VtrChooseWhat         what,
                              const char           *initial,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
char *vtr_choose_file_finish (GAsyncResult         *result);

gboolean vtr_choose_file_is_here (VtrHost          *host);

G_END_DECLS
