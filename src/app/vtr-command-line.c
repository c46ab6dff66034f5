/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-command-line.h"

#include "fleet/vtr-host-address.h"

#include <glib/gi18n-lib.h>

/* GOption's own --help prints and ends the program, which no function that parses should do. */
static GOptionContext *
make_context (VtrCommandLine *self,
              gboolean       *is_service)
{
  const GOptionEntry entries[] = {
    { "connect", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &self->uris,
      N_("Open the host at this libvirt address, for this time only; may be repeated"), N_("URI") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->demo, N_("Open the demo host"), NULL },
    { "show-machine", 0, 0, G_OPTION_ARG_STRING, &self->machine,
      N_("Show a machine, by its name, number or UUID"), N_("MACHINE") },
    { "show-host", 0, 0, G_OPTION_ARG_NONE, &self->show_host,
      N_("Show the host that is opened"), NULL },
    { "viewer", 0, 0, G_OPTION_ARG_FILENAME, &self->viewer,
      N_("Show only the screen at this address, or of this .vv file"), N_("ADDRESS-OR-FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_("Print the version and end"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, N_("Print this text and end"), NULL },
    { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, is_service, NULL, NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Look after virtual machines."));
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static gboolean
check_uris (const VtrCommandLine *self,
            GError              **error)
{
  for (guint i = 0; self->uris[i] != NULL; i++)
    {
      g_autoptr (GError) reason = NULL;

      if (vtr_host_address_check_uri (self->uris[i], &reason))
        continue;
      /* Translators: the first %s is what was typed, the second a sentence that says what is wrong. */
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is not the address of a host: %s"), self->uris[i], reason->message);
      return FALSE;
    }

  return TRUE;
}

/* GOption leaves a "--" in place before what looks like an option. */
static const char *
find_stray (char **words)
{
  if (words[0] == NULL || words[1] == NULL)
    return NULL;
  return g_str_equal (words[1], "--") ? words[2] : words[1];
}

static gboolean
check (const VtrCommandLine *self,
       const char           *stray,
       GError              **error)
{
  guint n_hosts = g_strv_length (self->uris) + (self->demo ? 1 : 0);

  if (stray != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _("“%s” is not an option; “vitrine --help” lists them."), stray);
      return FALSE;
    }
  if (!check_uris (self, error))
    return FALSE;
  if (self->show_host && n_hosts != 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("“--show-host” needs exactly one “--connect” or “--demo”."));
      return FALSE;
    }
  if (self->machine != NULL && (n_hosts > 1 || self->machine[0] == '\0'))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("“--show-machine” needs a machine, and at most one “--connect”."));
      return FALSE;
    }
  if (self->viewer != NULL
      && (self->viewer[0] == '\0' || n_hosts > 0 || self->machine != NULL || self->show_host))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("“--viewer” needs an address or a file, and goes with nothing else."));
      return FALSE;
    }

  return TRUE;
}

/**
 * vtr_command_line_parse:
 * @arguments: the words, the program's own name first
 * @error: a sentence for the terminal
 *
 * Returns: (transfer full) (nullable): what they ask for
 */
VtrCommandLine *
vtr_command_line_parse (const char *const *arguments,
                        GError           **error)
{
  g_autoptr (VtrCommandLine) self = g_new0 (VtrCommandLine, 1);
  gboolean is_service = FALSE;
  g_autoptr (GOptionContext) context = make_context (self, &is_service);
  g_auto (GStrv) words = g_strdupv ((char **) arguments);

  if (!g_option_context_parse_strv (context, &words, error))
    return NULL;

  if (self->uris == NULL)
    self->uris = g_new0 (char *, 1);
  if (self->help || self->version)
    return g_steal_pointer (&self);
  if (!check (self, find_stray (words), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Whether this start brings its own hosts, and leaves the remembered ones alone. */
gboolean
vtr_command_line_has_hosts (const VtrCommandLine *self)
{
  return self->demo || self->uris[0] != NULL;
}

void
vtr_command_line_free (VtrCommandLine *self)
{
  g_strfreev (self->uris);
  g_free (self->machine);
  g_free (self->viewer);
  g_free (self);
}

/**
 * vtr_command_line_make_help:
 *
 * Returns: (transfer full): the text of --help
 */
char *
vtr_command_line_make_help (void)
{
  g_autoptr (VtrCommandLine) unused = g_new0 (VtrCommandLine, 1);
  gboolean is_service = FALSE;
  g_autoptr (GOptionContext) context = make_context (unused, &is_service);

  return g_option_context_get_help (context, TRUE, NULL);
}
