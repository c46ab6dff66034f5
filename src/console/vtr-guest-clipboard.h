/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* No more than this is taken from either side: a clipboard is no way to move films. */
#define VTR_CLIPBOARD_MOST (32u << 20)

#define VTR_CLIPBOARD_TEXT "text/plain;charset=utf-8"
#define VTR_CLIPBOARD_PNG "image/png"

typedef enum
{
  VTR_CLIPBOARD_OFF = 0,
  VTR_CLIPBOARD_TO_GUEST = 1 << 0,
  VTR_CLIPBOARD_TO_HOST = 1 << 1,
  VTR_CLIPBOARD_BOTH = VTR_CLIPBOARD_TO_GUEST | VTR_CLIPBOARD_TO_HOST,
} VtrClipboardDirection;

#define VTR_TYPE_CLIPBOARD_DIRECTION (vtr_clipboard_direction_get_type ())
GType vtr_clipboard_direction_get_type (void);

/* The clipboard inside the guest, as its protocol shows it. It has no will of its own: what goes
 * where, and when, is decided by #VtrConsoleClipboard. SPICE, VNC and the guests that tests make up
 * derive from it. */
#define VTR_TYPE_GUEST_CLIPBOARD (vtr_guest_clipboard_get_type ())
G_DECLARE_DERIVABLE_TYPE (VtrGuestClipboard, vtr_guest_clipboard, VTR, GUEST_CLIPBOARD, GObject)

struct _VtrGuestClipboardClass
{
  GObjectClass parent_class;

  /* Tells the guest what this computer has, or with NULL that it has nothing any more. */
  void (*offer)  (VtrGuestClipboard  *self,
                  const char *const  *formats);
  /* Answers "wanted"; NULL: there is nothing. */
  void (*answer) (VtrGuestClipboard  *self,
                  const char         *format,
                  GBytes             *data);
  /* Asks for what the guest has; the answer is given by vtr_guest_clipboard_take_data (). */
  void (*ask)    (VtrGuestClipboard  *self,
                  const char         *format);
};

gboolean              vtr_guest_clipboard_get_usable    (VtrGuestClipboard      *self);
VtrClipboardDirection vtr_guest_clipboard_get_direction (VtrGuestClipboard      *self);
void                  vtr_guest_clipboard_set_direction (VtrGuestClipboard      *self,
                                                         VtrClipboardDirection   direction);
const char *const    *vtr_guest_clipboard_get_formats   (VtrGuestClipboard      *self);
void                  vtr_guest_clipboard_offer         (VtrGuestClipboard      *self,
                                                         const char *const      *formats);
void                  vtr_guest_clipboard_answer        (VtrGuestClipboard      *self,
                                                         const char             *format,
                                                         GBytes                 *data);
void                  vtr_guest_clipboard_read_async    (VtrGuestClipboard      *self,
                                                         const char             *format,
                                                         GCancellable           *cancellable,
                                                         GAsyncReadyCallback     callback,
                                                         gpointer                user_data);
GBytes               *vtr_guest_clipboard_read_finish   (VtrGuestClipboard      *self,
                                                         GAsyncResult           *result,
                                                         GError                **error);

/* For the classes that derive from it. */
void                  vtr_guest_clipboard_set_usable    (VtrGuestClipboard      *self,
                                                         gboolean                usable);
void                  vtr_guest_clipboard_set_formats   (VtrGuestClipboard      *self,
                                                         const char *const      *formats);
void                  vtr_guest_clipboard_want          (VtrGuestClipboard      *self,
                                                         const char             *format);
void                  vtr_guest_clipboard_take_data     (VtrGuestClipboard      *self,
                                                         const char             *format,
                                                         GBytes                 *data);

G_END_DECLS
