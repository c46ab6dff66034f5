/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* What a session is told by this computer, on its way to the protocol. */

#include "config.h"

#include "vtr-console-session.h"

static gboolean
takes_input (VtrConsoleSession *self)
{
  return vtr_console_session_get_state (self) == VTR_CONSOLE_CONNECTED
         && !vtr_console_session_get_view_only (self);
}

/**
 * vtr_console_session_set_locks:
 *
 * Brings the guest's lock keys in step with this computer's.
 */
void
vtr_console_session_set_locks (VtrConsoleSession *self,
                               VtrLockKeys        locks)
{
  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  if (takes_input (self) && locks != vtr_console_session_get_locks (self))
    VTR_CONSOLE_SESSION_GET_CLASS (self)->set_locks (self, locks);
}

/**
 * vtr_console_session_key:
 * @key: the place on the keyboard, as an evdev code
 * @keysym: what it means here, for servers that know nothing else, or 0
 */
void
vtr_console_session_key (VtrConsoleSession *self,
                         guint              key,
                         guint              keysym,
                         gboolean           pressed)
{
  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  if (takes_input (self))
    VTR_CONSOLE_SESSION_GET_CLASS (self)->key (self, key, keysym, pressed);
}

/**
 * vtr_console_session_pointer_to:
 * @x: pixels from the left edge of that monitor's picture
 * @y: pixels from its top
 */
void
vtr_console_session_pointer_to (VtrConsoleSession *self,
                                guint              monitor,
                                int                x,
                                int                y)
{
  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  if (takes_input (self) && !vtr_console_session_get_relative (self))
    VTR_CONSOLE_SESSION_GET_CLASS (self)->pointer_to (self, monitor, x, y);
}

void
vtr_console_session_pointer_by (VtrConsoleSession *self,
                                int                dx,
                                int                dy)
{
  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  if (takes_input (self) && vtr_console_session_get_relative (self))
    VTR_CONSOLE_SESSION_GET_CLASS (self)->pointer_by (self, dx, dy);
}

void
vtr_console_session_button (VtrConsoleSession *self,
                            VtrButton          button,
                            gboolean           pressed)
{
  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  if (takes_input (self))
    VTR_CONSOLE_SESSION_GET_CLASS (self)->button (self, button, pressed);
}

/**
 * vtr_console_session_resize:
 *
 * Asks the guest for a size. It may ignore that; its answer is the size of the picture.
 */
void
vtr_console_session_resize (VtrConsoleSession *self,
                            guint              monitor,
                            guint              width,
                            guint              height)
{
  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  if (vtr_console_session_get_features (self) & VTR_CONSOLE_CAN_RESIZE)
    VTR_CONSOLE_SESSION_GET_CLASS (self)->resize (self, monitor, width, height);
}

/**
 * vtr_console_session_send_files:
 * @files: (array zero-terminated=1): what to send, at least one
 *
 * Whoever shows jobs hears of it by "job-started".
 *
 * Returns: (transfer full) (nullable): the work; %NULL if the guest takes no files
 */
VtrJob *
vtr_console_session_send_files (VtrConsoleSession *self,
                                GFile            **files)
{
  VtrJob *job;

  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);
  g_return_val_if_fail (files != NULL && files[0] != NULL, NULL);

  if (!takes_input (self)
      || !(vtr_console_session_get_features (self) & VTR_CONSOLE_CAN_TAKE_FILES))
    return NULL;

  job = VTR_CONSOLE_SESSION_GET_CLASS (self)->send_files (self, files);
  g_signal_emit_by_name (self, "job-started", job);

  return job;
}

/**
 * vtr_console_session_get_usb:
 *
 * Only now is the bus of this computer looked at.
 *
 * Returns: (transfer none) (nullable): the devices that the guest can be given, if its protocol can
 *   carry any and it is connected
 */
VtrUsbRedirection *
vtr_console_session_get_usb (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return vtr_console_session_get_features (self) & VTR_CONSOLE_CAN_TAKE_USB
           ? VTR_CONSOLE_SESSION_GET_CLASS (self)->get_usb (self)
           : NULL;
}

/**
 * vtr_console_session_set_watched:
 * @watched: whether the person is working in the guest: what is plugged in meanwhile is meant for it
 */
void
vtr_console_session_set_watched (VtrConsoleSession *self,
                                 gboolean           watched)
{
  g_return_if_fail (VTR_IS_CONSOLE_SESSION (self));

  if (VTR_CONSOLE_SESSION_GET_CLASS (self)->set_watched != NULL)
    VTR_CONSOLE_SESSION_GET_CLASS (self)->set_watched (self, watched);
}

/**
 * vtr_console_session_get_received:
 *
 * Returns: the bytes that came from the guest in this connection, or 0 if nobody counts
 */
guint64
vtr_console_session_get_received (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), 0);

  return VTR_CONSOLE_SESSION_GET_CLASS (self)->get_received != NULL
           ? VTR_CONSOLE_SESSION_GET_CLASS (self)->get_received (self)
           : 0;
}

/**
 * vtr_console_session_get_encoding:
 *
 * Returns: (nullable): what the protocol calls the way the picture comes
 */
const char *
vtr_console_session_get_encoding (VtrConsoleSession *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_SESSION (self), NULL);

  return VTR_CONSOLE_SESSION_GET_CLASS (self)->get_encoding != NULL
           ? VTR_CONSOLE_SESSION_GET_CLASS (self)->get_encoding (self)
           : NULL;
}
