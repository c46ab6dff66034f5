/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "base/vtr-job.h"
#include "base/vtr-trouble.h"
#include "vtr-console-endpoint.h"
#include "vtr-console-options.h"
#include "vtr-framebuffer.h"
#include "vtr-guest-clipboard.h"
#include "vtr-usb-redirection.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_CONSOLE_IDLE,
  VTR_CONSOLE_CONNECTING,
  VTR_CONSOLE_NEEDS_PASSWORD,
  VTR_CONSOLE_CONNECTED,
  VTR_CONSOLE_LOST,    /* it was connected, and comes back by itself if it can */
  VTR_CONSOLE_REFUSED, /* it never was, and "trouble" says why */
} VtrConsoleState;

#define VTR_TYPE_CONSOLE_STATE (vtr_console_state_get_type ())
GType vtr_console_state_get_type (void);

/* What this guest, at this moment, can do for us. */
typedef enum
{
  VTR_CONSOLE_CAN_RESIZE = 1 << 0,
  VTR_CONSOLE_CAN_PLAY_SOUND = 1 << 1,
  VTR_CONSOLE_CAN_TAKE_FILES = 1 << 2,
  VTR_CONSOLE_CAN_TAKE_USB = 1 << 3,
  VTR_CONSOLE_CAN_SEE_FOLDER = 1 << 4,
} VtrConsoleFeatures;

#define VTR_TYPE_CONSOLE_FEATURES (vtr_console_features_get_type ())
GType vtr_console_features_get_type (void);

typedef enum
{
  VTR_LOCK_SCROLL = 1 << 0,
  VTR_LOCK_NUM = 1 << 1,
  VTR_LOCK_CAPS = 1 << 2,
} VtrLockKeys;

/* Buttons as every protocol numbers them from one. */
typedef enum
{
  VTR_BUTTON_LEFT = 1,
  VTR_BUTTON_MIDDLE,
  VTR_BUTTON_RIGHT,
  VTR_BUTTON_UP,
  VTR_BUTTON_DOWN,
  VTR_BUTTON_SIDE,
  VTR_BUTTON_EXTRA,
} VtrButton;

/* A graphical console of one guest, whatever the protocol. SPICE and VNC derive from it, and so
 * does the guest that tests make up. All of it is used on the main thread. */
#define VTR_TYPE_CONSOLE_SESSION (vtr_console_session_get_type ())
G_DECLARE_DERIVABLE_TYPE (VtrConsoleSession, vtr_console_session, VTR, CONSOLE_SESSION, GObject)

struct _VtrConsoleSessionClass
{
  GObjectClass parent_class;

  void (*open)            (VtrConsoleSession *self);
  void (*close)           (VtrConsoleSession *self);
  void (*set_credentials) (VtrConsoleSession *self,
                           const char        *username,
                           const char        *password);
  void (*key)             (VtrConsoleSession *self,
                           guint              key,
                           guint              keysym,
                           gboolean           pressed);
  void (*set_locks)       (VtrConsoleSession *self,
                           VtrLockKeys        locks);
  void (*pointer_to)      (VtrConsoleSession *self,
                           guint              monitor,
                           int                x,
                           int                y);
  void (*pointer_by)      (VtrConsoleSession *self,
                           int                dx,
                           int                dy);
  void (*button)          (VtrConsoleSession *self,
                           VtrButton          button,
                           gboolean           pressed);
  void (*resize)          (VtrConsoleSession *self,
                           guint              monitor,
                           guint              width,
                           guint              height);
  VtrJob *(*send_files) (VtrConsoleSession *self,
                         GFile            **files);
  VtrUsbRedirection *(*get_usb) (VtrConsoleSession *self);
  void (*set_watched)     (VtrConsoleSession *self,
                           gboolean           watched);
  guint64 (*get_received) (VtrConsoleSession *self);
  const char *(*get_encoding) (VtrConsoleSession *self);
};

VtrConsoleEndpoint *vtr_console_session_get_endpoint     (VtrConsoleSession  *self);
VtrConsoleOptions  *vtr_console_session_get_options      (VtrConsoleSession  *self);
void                vtr_console_session_open             (VtrConsoleSession  *self);
void                vtr_console_session_close            (VtrConsoleSession  *self);
VtrConsoleState     vtr_console_session_get_state        (VtrConsoleSession  *self);
const VtrTrouble   *vtr_console_session_get_trouble      (VtrConsoleSession  *self);
gint64              vtr_console_session_get_retry_time   (VtrConsoleSession  *self);
gboolean            vtr_console_session_needs_username   (VtrConsoleSession  *self);
void                vtr_console_session_set_credentials  (VtrConsoleSession  *self,
                                                          const char         *username,
                                                          const char         *password);
const char         *vtr_console_session_get_title        (VtrConsoleSession  *self);
GListModel         *vtr_console_session_get_monitors     (VtrConsoleSession  *self);
VtrConsoleFeatures  vtr_console_session_get_features     (VtrConsoleSession  *self);
VtrGuestClipboard  *vtr_console_session_get_clipboard    (VtrConsoleSession  *self);
GdkCursor          *vtr_console_session_get_cursor       (VtrConsoleSession  *self);
gboolean            vtr_console_session_get_relative     (VtrConsoleSession  *self);
gboolean            vtr_console_session_get_guest_cursor (VtrConsoleSession  *self,
                                                          guint              *monitor,
                                                          int                *x,
                                                          int                *y);
VtrLockKeys         vtr_console_session_get_locks        (VtrConsoleSession  *self);
void                vtr_console_session_set_locks        (VtrConsoleSession  *self,
                                                          VtrLockKeys         locks);
gboolean            vtr_console_session_get_view_only    (VtrConsoleSession  *self);
void                vtr_console_session_set_view_only    (VtrConsoleSession  *self,
                                                          gboolean            view_only);
void                vtr_console_session_key              (VtrConsoleSession  *self,
                                                          guint               key,
                                                          guint               keysym,
                                                          gboolean            pressed);
void                vtr_console_session_pointer_to       (VtrConsoleSession  *self,
                                                          guint               monitor,
                                                          int                 x,
                                                          int                 y);
void                vtr_console_session_pointer_by       (VtrConsoleSession  *self,
                                                          int                 dx,
                                                          int                 dy);
void                vtr_console_session_button           (VtrConsoleSession  *self,
                                                          VtrButton           button,
                                                          gboolean            pressed);
void                vtr_console_session_resize           (VtrConsoleSession  *self,
                                                          guint               monitor,
                                                          guint               width,
                                                          guint               height);
VtrJob             *vtr_console_session_send_files       (VtrConsoleSession  *self,
                                                          GFile             **files);
VtrUsbRedirection  *vtr_console_session_get_usb          (VtrConsoleSession  *self);
void                vtr_console_session_set_watched      (VtrConsoleSession  *self,
                                                          gboolean            watched);
guint64             vtr_console_session_get_received     (VtrConsoleSession  *self);
const char         *vtr_console_session_get_encoding     (VtrConsoleSession  *self);

G_END_DECLS
