/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a libvirt URI with the ssh transport says, in the words of ssh. Pure. */
typedef struct
{
  char    *driver;    /* qemu, xen, … */
  char    *server;    /* a name or an address, or a name that the person's ssh configuration knows */
  char    *user;      /* NULL: what ssh finds */
  guint    port;      /* 0: what ssh finds */
  char    *path;      /* /system, /session, … */
  char    *keyfile;
  char    *socket;    /* of the daemon, where the URI names it */
  char    *name;      /* of the connection on the server, where the URI names it */
  gboolean no_verify; /* any server's key will do */
  gboolean no_tty;    /* nothing may be asked */
  gboolean runs_helper; /* the URI tells what to run on the server, so nothing else is tried */
  char    *query;     /* the parameters, for libvirt */
} VtrSshTarget;

VtrSshTarget *vtr_ssh_target_new               (const char         *uri);
VtrSshTarget *vtr_ssh_target_copy              (const VtrSshTarget *self);
void          vtr_ssh_target_free              (VtrSshTarget       *self);
void          vtr_ssh_target_add_options       (const VtrSshTarget *self,
                                                GStrvBuilder       *arguments);
char        **vtr_ssh_target_list_sockets      (const VtrSshTarget *self);
char         *vtr_ssh_target_make_socket_uri   (const VtrSshTarget *self,
                                                const char         *path);
char         *vtr_ssh_target_make_command_uri  (const VtrSshTarget *self,
                                                const char         *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrSshTarget, vtr_ssh_target_free)

G_END_DECLS
