/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* Questions of hosts, one after the other: name and password of one, then those of the next. */
typedef struct _VtrQuestionQueue VtrQuestionQueue;

typedef void (*VtrQuestionFunc) (VtrHost        *host,
                                 VtrAuthRequest *request,
                                 gpointer        user_data);

VtrQuestionQueue *vtr_question_queue_new  (VtrQuestionFunc   ask,
                                           gpointer          user_data);
void              vtr_question_queue_free (VtrQuestionQueue *self);
void              vtr_question_queue_add  (VtrQuestionQueue *self,
                                           VtrHost          *host,
                                           VtrAuthRequest   *request);
void              vtr_question_queue_drop (VtrQuestionQueue *self,
                                           VtrHost          *host);

G_END_DECLS
