/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VTR_EXIT_BAD_USE 2

/* What somebody wants of a start. Pure: read the same by the start that was typed and by the
 * program that runs already. */
typedef struct
{
  char   **uris; /* never NULL */
  gboolean demo;
  char    *machine; /* its name, number or UUID; or NULL */
  gboolean show_host;
  char    *viewer; /* a screen's address or file; or NULL */
  gboolean version;
  gboolean help;
} VtrCommandLine;

VtrCommandLine *vtr_command_line_parse     (const char *const    *arguments,
                                            GError              **error);
gboolean        vtr_command_line_has_hosts (const VtrCommandLine *self);
void            vtr_command_line_free      (VtrCommandLine       *self);
char           *vtr_command_line_make_help (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrCommandLine, vtr_command_line_free)

G_END_DECLS
