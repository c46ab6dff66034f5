/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-remove-host.h"

#include "widgets/vtr-question.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  VtrFleet *fleet;
  VtrHost  *host;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->fleet);
  g_object_unref (removal->host);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
on_question_answered_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      data)
{
  g_autoptr (Removal) removal = data;

  if (vtr_question_ask_finish (result, NULL, NULL))
    vtr_fleet_remove_host (removal->fleet, removal->host);
}

/**
 * vtr_remove_host:
 * @parent: where to ask
 * @fleet: the hosts
 * @host: the one to take off the list, once the person says so
 */
void
vtr_remove_host (GtkWidget *parent,
                 VtrFleet  *fleet,
                 VtrHost   *host)
{
  /* Translators: %s is the name of a host. */
  g_autofree char *heading = g_strdup_printf (_("Remove “%s” from the List?"),
                                              vtr_host_get_title (host));
  Removal *removal = g_new0 (Removal, 1);

  removal->fleet = g_object_ref (fleet);
  removal->host = g_object_ref (host);
  vtr_question_ask_async (parent,
                          &(VtrQuestion) {
                              .heading = heading,
                              .body = _("Vitrine forgets its address and its name. Its machines "
                                        "are not touched: those that run go on."),
                              .confirm_label = _("_Remove"),
                              .destructive = TRUE,
                          },
                          NULL, on_question_answered_cb, removal);
}
