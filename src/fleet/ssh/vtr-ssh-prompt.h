/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/vtr-auth-request.h"

G_BEGIN_DECLS

/* From what ssh asks in a sentence to a question of its kind. Pure. */
VtrAuthRequest *vtr_ssh_prompt_read         (const char *hint,
                                             const char *prompt);
char           *vtr_ssh_prompt_make_answer  (VtrAuthRequest *request,
                                             char          **answers);

G_END_DECLS
