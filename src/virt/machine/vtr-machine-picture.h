/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine.h"

G_BEGIN_DECLS

/* What a running machine's first screen shows, as an image file of whatever kind its host makes. It
 * disturbs nobody who is connected to the screen. */
void    vtr_machine_take_picture_async  (VtrMachine           *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GBytes *vtr_machine_take_picture_finish (VtrMachine           *self,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
