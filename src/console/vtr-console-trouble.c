/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-trouble.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/**
 * vtr_console_trouble_from_error:
 *
 * Returns: (transfer full): what to tell the person when no socket could be opened
 */
VtrTrouble *
vtr_console_trouble_from_error (const GError *error)
{
  VtrTrouble *trouble = vtr_trouble_new (_("The screen cannot be reached."));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    {
      trouble->cause = g_strdup (_("Nobody is listening there."));
      trouble->remedy = g_strdup (_("Check that the machine is running and that its display "
                                    "has this address."));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      trouble->cause = g_strdup (_("The display's socket does not exist."));
      trouble->remedy = g_strdup (_("Check that the machine is running."));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    {
      trouble->cause = g_strdup (_("You have no permission to use the display's socket."));
    }
  else if (error->domain == G_RESOLVER_ERROR)
    {
      trouble->cause = g_strdup (_("The name of the computer is not known."));
      trouble->remedy = g_strdup (_("Check the spelling and the network."));
    }
  trouble->details = g_strdup (error->message);

  return trouble;
}

/**
 * vtr_console_trouble_with_tls:
 *
 * Returns: (transfer full): what to tell the person when the two ends could not agree on a secret
 */
VtrTrouble *
vtr_console_trouble_with_tls (void)
{
  VtrTrouble *trouble =
    vtr_trouble_new (_("No encrypted connection to the screen could be made."));

  trouble->remedy = g_strdup (_("Check that the certificate of the host's display is valid "
                                "and that its authority is known to this computer."));

  return trouble;
}
