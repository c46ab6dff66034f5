/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-trouble.h"
#include "vtr-usb-device.h"

G_BEGIN_DECLS

/* The devices of this computer that one guest may be given, and whether any can be. */
#define VTR_TYPE_USB_REDIRECTION (vtr_usb_redirection_get_type ())
G_DECLARE_DERIVABLE_TYPE (VtrUsbRedirection, vtr_usb_redirection, VTR, USB_REDIRECTION, GObject)

struct _VtrUsbRedirectionClass
{
  GObjectClass parent_class;

  /* Puts a file in a drive that the guest sees as its own. */
  gboolean (*add_disc)    (VtrUsbRedirection  *self,
                           const char         *path,
                           GError            **error);
  /* Says whether the person is working in the guest, which is when automatic redirection counts. */
  void     (*set_watched) (VtrUsbRedirection  *self,
                           gboolean            watched);
};

GListModel       *vtr_usb_redirection_get_devices (VtrUsbRedirection  *self);
const VtrTrouble *vtr_usb_redirection_get_trouble (VtrUsbRedirection  *self);
guint             vtr_usb_redirection_get_room    (VtrUsbRedirection  *self);
gboolean          vtr_usb_redirection_add_disc    (VtrUsbRedirection  *self,
                                                   const char         *path,
                                                   GError            **error);
void              vtr_usb_redirection_set_watched (VtrUsbRedirection  *self,
                                                   gboolean            watched);

/* For the classes that derive from it. */
GListStore       *vtr_usb_redirection_get_store   (VtrUsbRedirection  *self);
void              vtr_usb_redirection_set_trouble (VtrUsbRedirection  *self,
                                                   VtrTrouble         *trouble);
void              vtr_usb_redirection_set_room    (VtrUsbRedirection  *self,
                                                   guint               room);
void              vtr_usb_redirection_fail        (VtrUsbRedirection  *self,
                                                   VtrTrouble         *trouble);

G_END_DECLS
