/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A question before something is done that cannot be undone, as data. Strings are copied. */
typedef struct
{
  const char        *heading;       /* "Force off “web-frontend”?" */
  const char        *body;          /* what is lost, in sentences; may be NULL */
  const char *const *losses;        /* what is lost, one by one; may be NULL */
  const char        *confirm_label; /* a verb, with its mnemonic */
  gboolean           destructive;
  gboolean           offer_never;   /* shows "Do not ask again" */
} VtrQuestion;

void     vtr_question_ask_async  (GtkWidget            *parent,
                                  const VtrQuestion    *question,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean vtr_question_ask_finish (GAsyncResult         *result,
                                  gboolean             *never_again,
                                  GError              **error);

G_END_DECLS
