/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-virt-error.h"

#include "vtr-event-loop.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <signal.h>

/* libvirt's numbers by what a person would do about them. What is not listed is VTR_ERROR_FAILED. */
static const struct
{
  int          number;
  VtrErrorCode code;
} kinds[] = {
  { VIR_ERR_NO_SUPPORT, VTR_ERROR_UNSUPPORTED },
  { VIR_ERR_CONFIG_UNSUPPORTED, VTR_ERROR_UNSUPPORTED },
  { VIR_ERR_OPERATION_UNSUPPORTED, VTR_ERROR_UNSUPPORTED },
  { VIR_ERR_ARGUMENT_UNSUPPORTED, VTR_ERROR_UNSUPPORTED },
  { VIR_ERR_NO_CONNECT, VTR_ERROR_UNREACHABLE },
  { VIR_ERR_UNKNOWN_HOST, VTR_ERROR_UNREACHABLE },
  { VIR_ERR_INVALID_CONN, VTR_ERROR_LINK_LOST },
  { VIR_ERR_RPC, VTR_ERROR_LINK_LOST },
  { VIR_ERR_AUTH_FAILED, VTR_ERROR_AUTHENTICATION },
  { VIR_ERR_AUTH_CANCELLED, VTR_ERROR_AUTHENTICATION },
  { VIR_ERR_AUTH_UNAVAILABLE, VTR_ERROR_AUTHENTICATION },
  { VIR_ERR_NO_CLIENT, VTR_ERROR_UNREACHABLE },
  { VIR_ERR_OPERATION_DENIED, VTR_ERROR_PERMISSION },
  { VIR_ERR_ACCESS_DENIED, VTR_ERROR_PERMISSION },
  { VIR_ERR_NO_DOMAIN, VTR_ERROR_NOT_FOUND },
  { VIR_ERR_NO_NETWORK, VTR_ERROR_NOT_FOUND },
  { VIR_ERR_NO_STORAGE_POOL, VTR_ERROR_NOT_FOUND },
  { VIR_ERR_NO_STORAGE_VOL, VTR_ERROR_NOT_FOUND },
  { VIR_ERR_NO_DOMAIN_SNAPSHOT, VTR_ERROR_NOT_FOUND },
  { VIR_ERR_DOM_EXIST, VTR_ERROR_EXISTS },
  { VIR_ERR_NETWORK_EXIST, VTR_ERROR_EXISTS },
  { VIR_ERR_STORAGE_VOL_EXIST, VTR_ERROR_EXISTS },
  { VIR_ERR_OPERATION_TIMEOUT, VTR_ERROR_BUSY },
  { VIR_ERR_RESOURCE_BUSY, VTR_ERROR_BUSY },
  { VIR_ERR_OPERATION_INVALID, VTR_ERROR_WRONG_STATE },
  { VIR_ERR_AGENT_UNRESPONSIVE, VTR_ERROR_NOT_ANSWERING },
  { VIR_ERR_AGENT_UNSYNCED, VTR_ERROR_NOT_ANSWERING },
  { VIR_ERR_XML_ERROR, VTR_ERROR_INVALID },
  { VIR_ERR_XML_DETAIL, VTR_ERROR_INVALID },
  { VIR_ERR_XML_INVALID_SCHEMA, VTR_ERROR_INVALID },
  { VIR_ERR_INVALID_ARG, VTR_ERROR_INVALID },
};

static void
on_libvirt_error (void       *user_data,
                  virErrorPtr error)
{
  g_debug ("libvirt: %s", error->message);
}

/**
 * vtr_virt_init:
 *
 * Joins libvirt to the main loop and silences what it would print. Once, before any host.
 */
void
vtr_virt_init (void)
{
  static gboolean done;

  if (done)
    return;

  done = TRUE;
  /* Who sends to a daemon that has gone gets an error, and no signal that ends the program. */
  signal (SIGPIPE, SIG_IGN);
  virSetErrorFunc (NULL, on_libvirt_error);
  virInitialize ();
  vtr_event_loop_register ();
}

static VtrErrorCode
code_for (const virError *error)
{
  if (error->code == VIR_ERR_OPERATION_ABORTED)
    return VTR_ERROR_FAILED;

  /* A broken link reaches us as a failed system call or as an internal error of the RPC layer. */
  if (error->domain == VIR_FROM_RPC
      && (error->code == VIR_ERR_SYSTEM_ERROR || error->code == VIR_ERR_INTERNAL_ERROR))
    return strstr (error->message, "onnect socket") != NULL ? VTR_ERROR_UNREACHABLE
                                                            : VTR_ERROR_LINK_LOST;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].number == error->code)
      return kinds[i].code;

  return VTR_ERROR_FAILED;
}

/**
 * vtr_virt_take_error:
 *
 * Returns: (transfer full): what libvirt said last in this thread
 */
GError *
vtr_virt_take_error (void)
{
  const virError *last = virGetLastError ();
  GError *error;

  if (last == NULL || last->code == VIR_ERR_OK)
    return g_error_new_literal (VTR_ERROR, VTR_ERROR_FAILED, "libvirt gave no reason");

  if (last->code == VIR_ERR_AUTH_CANCELLED || last->code == VIR_ERR_OPERATION_ABORTED)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, last->message);
  else
    error = g_error_new_literal (VTR_ERROR, (int) code_for (last), last->message);

  virResetLastError ();
  return error;
}
