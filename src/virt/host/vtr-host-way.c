/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-way.h"

enum
{
  SIGNAL_AUTHENTICATE,
  SIGNAL_LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (VtrHostWay, vtr_host_way, G_TYPE_OBJECT)

static void
vtr_host_way_default_init (VtrHostWayInterface *iface)
{
  signals[SIGNAL_AUTHENTICATE]
      = g_signal_new ("authenticate", VTR_TYPE_HOST_WAY, G_SIGNAL_RUN_LAST, 0,
                      g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1,
                      VTR_TYPE_AUTH_REQUEST);
  signals[SIGNAL_LOST] = g_signal_new ("lost", VTR_TYPE_HOST_WAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

/**
 * vtr_host_way_prepare_async:
 * @self: a way
 * @cancellable: (nullable): a cancellable
 * @callback: called when libvirt may try
 * @user_data: for @callback
 */
void
vtr_host_way_prepare_async (VtrHostWay         *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  VTR_HOST_WAY_GET_IFACE (self)->prepare_async (self, cancellable, callback, user_data);
}

/**
 * vtr_host_way_prepare_finish:
 * @self: a way
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): libvirt's URIs to try, the best
 *   one first
 */
char **
vtr_host_way_prepare_finish (VtrHostWay   *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return VTR_HOST_WAY_GET_IFACE (self)->prepare_finish (self, result, error);
}

/* Which of the URIs it was, so that it is tried first the next time. */
void
vtr_host_way_note_opened (VtrHostWay *self,
                          const char *uri)
{
  VTR_HOST_WAY_GET_IFACE (self)->note_opened (self, uri);
}

/**
 * vtr_host_way_reach_async:
 * @self: a way that is prepared
 * @place: something that listens on the host
 * @cancellable: (nullable): a cancellable
 * @callback: called with a socket
 * @user_data: for @callback
 */
void
vtr_host_way_reach_async (VtrHostWay         *self,
                          const VtrHostPlace *place,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  VTR_HOST_WAY_GET_IFACE (self)->reach_async (self, place, cancellable, callback, user_data);
}

/**
 * vtr_host_way_reach_finish:
 * @self: a way
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: a connected socket that now belongs to the caller, or -1
 */
int
vtr_host_way_reach_finish (VtrHostWay   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return VTR_HOST_WAY_GET_IFACE (self)->reach_finish (self, result, error);
}

/**
 * vtr_host_way_dup_last_words:
 * @self: a way
 *
 * Returns: (transfer full) (nullable): what the program below said last, for "Details"
 */
char *
vtr_host_way_dup_last_words (VtrHostWay *self)
{
  return VTR_HOST_WAY_GET_IFACE (self)->dup_last_words (self);
}

/* Lets go of the host: what was reached over it ends. */
void
vtr_host_way_close (VtrHostWay *self)
{
  VTR_HOST_WAY_GET_IFACE (self)->close (self);
}

/* Returns whether anybody took the question. */
gboolean
vtr_host_way_authenticate (VtrHostWay     *self,
                           VtrAuthRequest *request)
{
  gboolean handled = FALSE;

  g_signal_emit (self, signals[SIGNAL_AUTHENTICATE], 0, request, &handled);
  return handled;
}

void
vtr_host_way_tell_lost (VtrHostWay *self,
                        const char *reason)
{
  g_signal_emit (self, signals[SIGNAL_LOST], 0, reason);
}
