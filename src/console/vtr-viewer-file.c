/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-viewer-file.h"

#include "base/vtr-error.h"
#include "console/spice/vtr-spice-session.h"
#include "console/vnc/vtr-vnc-session.h"

#define GROUP "virt-viewer"

static const struct
{
  const char *scheme;
  VtrViewerProtocol protocol;
  gboolean is_socket;
} schemes[] = {
  { "spice", VTR_VIEWER_SPICE, FALSE },
  { "spice+unix", VTR_VIEWER_SPICE, TRUE },
  { "vnc", VTR_VIEWER_VNC, FALSE },
  { "vnc+unix", VTR_VIEWER_VNC, TRUE },
};

void
vtr_viewer_file_free (VtrViewerFile *self)
{
  g_free (self->socket);
  g_free (self->host);
  g_free (self->username);
  g_free (self->password);
  g_free (self->title);
  g_free (self->ca);
  g_free (self->subject);
  g_free (self->proxy);
  g_free (self);
}

static guint
parse_port (const char *text)
{
  guint64 port;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL))
    return 0;

  return (guint) port;
}

/* SPICE addresses carry their ports as parameters, which also holds a password: it is taken from
 * there, though whoever writes it there shows it to everybody on the computer. */
static gboolean
parse_parameters (VtrViewerFile  *self,
                  const char     *query,
                  GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  GUriParamsIter iter;
  char *name, *value;

  if (query == NULL)
    return TRUE;

  g_uri_params_iter_init (&iter, query, -1, "&;", G_URI_PARAMS_NONE);
  while (g_uri_params_iter_next (&iter, &name, &value, &local_error))
    {
      if (g_str_equal (name, "port"))
        self->port = parse_port (value);
      else if (g_str_equal (name, "tls-port"))
        self->tls_port = parse_port (value);
      else if (g_str_equal (name, "password"))
        g_set_str (&self->password, value);
      g_free (name);
      g_free (value);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_complete (VtrViewerFile  *self,
             GError        **error)
{
  if (self->socket != NULL && self->socket[0] == '/')
    return TRUE;
  if (self->socket == NULL && self->host != NULL && self->host[0] != '\0'
      && (self->port != 0 || self->tls_port != 0))
    return TRUE;

  g_set_error_literal (error,
                       VTR_ERROR,
                       VTR_ERROR_INVALID,
                       "a console needs a host with a port, or the path of a socket");
  return FALSE;
}

/**
 * vtr_viewer_file_new_for_address:
 * @address: such as "spice://host:5900", "vnc://host:5901" or "vnc+unix:///run/guest.sock"
 *
 * Returns: (transfer full) (nullable): what it says
 */
VtrViewerFile *
vtr_viewer_file_new_for_address (const char  *address,
                                 GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (VtrViewerFile) self = g_new0 (VtrViewerFile, 1);
  guint i;

  uri = g_uri_parse (address, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_QUERY, error);
  if (uri == NULL)
    return NULL;

  for (i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i].scheme, g_uri_get_scheme (uri)))
      break;
  if (i == G_N_ELEMENTS (schemes))
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_UNSUPPORTED, "no console has the scheme \"%s\"",
                   g_uri_get_scheme (uri));
      return NULL;
    }

  self->protocol = schemes[i].protocol;
  self->username = g_strdup (g_uri_get_user (uri));
  self->password = g_strdup (g_uri_get_password (uri));
  if (schemes[i].is_socket)
    {
      self->socket = g_strdup (g_uri_get_path (uri));
    }
  else
    {
      self->host = g_strdup (g_uri_get_host (uri));
      self->port = g_uri_get_port (uri) > 0 ? (guint) g_uri_get_port (uri) : 0;
    }
  if (!parse_parameters (self, g_uri_get_query (uri), error))
    return NULL;
  if (self->protocol == VTR_VIEWER_VNC && !schemes[i].is_socket && self->port == 0)
    self->port = 5900;

  return is_complete (self, error) ? g_steal_pointer (&self) : NULL;
}

/* The certificate is one line in these files. */
static char *
get_multiline (GKeyFile   *file,
               const char *key)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, key, NULL);

  return text != NULL && text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
read_keys (VtrViewerFile *self,
           GKeyFile      *file)
{
  g_autofree char *port = g_key_file_get_string (file, GROUP, "port", NULL);
  g_autofree char *tls_port = g_key_file_get_string (file, GROUP, "tls-port", NULL);

  self->host = g_key_file_get_string (file, GROUP, "host", NULL);
  self->socket = get_multiline (file, "unix-path");
  self->port = parse_port (port);
  self->tls_port = parse_port (tls_port);
  self->username = get_multiline (file, "username");
  self->password = get_multiline (file, "password");
  self->title = get_multiline (file, "title");
  self->ca = get_multiline (file, "ca");
  self->subject = get_multiline (file, "host-subject");
  self->proxy = get_multiline (file, "proxy");
  self->fullscreen = g_key_file_get_integer (file, GROUP, "fullscreen", NULL) == 1;
  self->delete_file = g_key_file_get_integer (file, GROUP, "delete-this-file", NULL) == 1;
}

/**
 * vtr_viewer_file_new_for_data:
 * @data: the content of a .vv file
 *
 * Returns: (transfer full) (nullable): what it says
 */
VtrViewerFile *
vtr_viewer_file_new_for_data (const char  *data,
                              gsize        length,
                              GError     **error)
{
  g_autoptr (VtrViewerFile) self = g_new0 (VtrViewerFile, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *type = NULL;

  if (!g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, error))
    return NULL;

  type = g_key_file_get_string (file, GROUP, "type", error);
  if (type == NULL)
    return NULL;
  if (g_ascii_strcasecmp (type, "spice") != 0 && g_ascii_strcasecmp (type, "vnc") != 0)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_UNSUPPORTED, "no console has the type \"%s\"", type);
      return NULL;
    }

  self->protocol = g_ascii_strcasecmp (type, "vnc") == 0 ? VTR_VIEWER_VNC : VTR_VIEWER_SPICE;
  read_keys (self, file);

  return is_complete (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * vtr_viewer_file_create_session:
 *
 * Returns: (transfer full): a session for that console, not connected yet
 */
VtrConsoleSession *
vtr_viewer_file_create_session (const VtrViewerFile *self)
{
  g_autoptr (VtrConsoleEndpoint) endpoint = NULL;
  VtrConsoleSession *session;

  endpoint = self->socket != NULL
               ? vtr_console_endpoint_new_socket (self->socket)
               : vtr_console_endpoint_new_address (self->host, self->port, self->tls_port);
  vtr_console_endpoint_set_tls (endpoint, self->ca, self->subject);
  vtr_console_endpoint_set_proxy (endpoint, self->proxy);

  session = self->protocol == VTR_VIEWER_VNC ? vtr_vnc_session_new (endpoint)
                                             : vtr_spice_session_new (endpoint);
  if (self->password != NULL)
    vtr_console_session_set_credentials (session, self->username, self->password);

  return session;
}
