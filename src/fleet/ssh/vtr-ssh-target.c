/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-target.h"

#include <string.h>

/* Which daemon serves a driver where each has one of its own. */
static const struct
{
  const char *driver;
  const char *socket;
} daemons[] = {
  { "qemu", "virtqemud-sock" }, { "xen", "virtxend-sock" },   { "lxc", "virtlxcd-sock" },
  { "bhyve", "virtbhyved-sock" }, { "vz", "virtvzd-sock" }, { "ch", "virtchd-sock" },
};

#define SOCKET_FOLDER "/var/run/libvirt"
#define SOCKET_OF_ALL "libvirt-sock"

static gboolean
is_set (GHashTable *parameters,
        const char *name)
{
  const char *value = g_hash_table_lookup (parameters, name);

  return value != NULL && !g_str_equal (value, "0");
}

static char *
dup_parameter (GHashTable *parameters,
               const char *name)
{
  const char *value = g_hash_table_lookup (parameters, name);

  return value != NULL && value[0] != '\0' ? g_strdup (value) : NULL;
}

static void
read_parameters (VtrSshTarget *self,
                 GHashTable   *parameters)
{
  g_autofree char *proxy = dup_parameter (parameters, "proxy");

  self->keyfile = dup_parameter (parameters, "keyfile");
  self->socket = dup_parameter (parameters, "socket");
  self->name = dup_parameter (parameters, "name");
  self->no_verify = is_set (parameters, "no_verify");
  self->no_tty = is_set (parameters, "no_tty");
  self->runs_helper = g_hash_table_contains (parameters, "netcat")
                      || (proxy != NULL && !g_str_equal (proxy, "auto"));
}

/**
 * vtr_ssh_target_new:
 * @uri: a libvirt URI
 *
 * Returns: (transfer full) (nullable): its parts, %NULL where it is not for ssh or brings a program
 *   of its own in place of ssh
 */
VtrSshTarget *
vtr_ssh_target_new (const char *uri)
{
  g_autoptr (VtrSshTarget) self = g_new0 (VtrSshTarget, 1);
  g_autoptr (GUri) parts
      = g_uri_parse (uri, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_QUERY, NULL);
  g_autoptr (GHashTable) parameters = NULL;
  const char *scheme = parts != NULL ? g_uri_get_scheme (parts) : "";
  const char *server = parts != NULL ? g_uri_get_host (parts) : NULL;

  if (!g_str_has_suffix (scheme, "+ssh") || server == NULL || server[0] == '\0' || server[0] == '-')
    return NULL;

  parameters = g_uri_parse_params (g_uri_get_query (parts) != NULL ? g_uri_get_query (parts) : "",
                                   -1, "&;", G_URI_PARAMS_NONE, NULL);
  if (parameters == NULL || g_hash_table_contains (parameters, "command"))
    return NULL;

  self->driver = g_strndup (scheme, strlen (scheme) - strlen ("+ssh"));
  self->server = g_strdup (server);
  self->user = g_strdup (g_uri_get_user (parts));
  self->port = g_uri_get_port (parts) > 0 ? (guint) g_uri_get_port (parts) : 0;
  self->path = g_strdup (g_uri_get_path (parts));
  self->query = g_strdup (g_uri_get_query (parts));
  read_parameters (self, parameters);
  return g_steal_pointer (&self);
}

/**
 * vtr_ssh_target_copy:
 * @self: a target
 *
 * Returns: (transfer full): another one that says the same
 */
VtrSshTarget *
vtr_ssh_target_copy (const VtrSshTarget *self)
{
  VtrSshTarget *copy = g_new (VtrSshTarget, 1);

  *copy = *self;
  copy->driver = g_strdup (self->driver);
  copy->server = g_strdup (self->server);
  copy->user = g_strdup (self->user);
  copy->path = g_strdup (self->path);
  copy->keyfile = g_strdup (self->keyfile);
  copy->socket = g_strdup (self->socket);
  copy->name = g_strdup (self->name);
  copy->query = g_strdup (self->query);
  return copy;
}

void
vtr_ssh_target_free (VtrSshTarget *self)
{
  if (self == NULL)
    return;

  g_free (self->driver);
  g_free (self->server);
  g_free (self->user);
  g_free (self->path);
  g_free (self->keyfile);
  g_free (self->socket);
  g_free (self->name);
  g_free (self->query);
  g_free (self);
}

/**
 * vtr_ssh_target_add_options:
 * @self: a target
 * @arguments: where to add what ssh has to be told, all but the server
 */
void
vtr_ssh_target_add_options (const VtrSshTarget *self,
                            GStrvBuilder       *arguments)
{
  if (self->user != NULL && self->user[0] != '\0')
    g_strv_builder_add_many (arguments, "-l", self->user, NULL);
  if (self->port != 0)
    {
      g_strv_builder_add (arguments, "-p");
      g_strv_builder_take (arguments, g_strdup_printf ("%u", self->port));
    }
  if (self->keyfile != NULL)
    g_strv_builder_add_many (arguments, "-i", self->keyfile, NULL);
  if (self->no_verify)
    g_strv_builder_add_many (arguments, "-o", "StrictHostKeyChecking=no", NULL);
  if (self->no_tty)
    g_strv_builder_add_many (arguments, "-o", "BatchMode=yes", NULL);
}

/**
 * vtr_ssh_target_list_sockets:
 * @self: a target
 *
 * Returns: (transfer full) (array zero-terminated=1): where the daemon may listen on the server, the
 *   likely place first; empty where it has to be started there
 */
char **
vtr_ssh_target_list_sockets (const VtrSshTarget *self)
{
  g_autoptr (GStrvBuilder) sockets = g_strv_builder_new ();

  if (self->runs_helper)
    return g_strv_builder_end (sockets);
  if (self->socket != NULL)
    {
      g_strv_builder_add (sockets, self->socket);
      return g_strv_builder_end (sockets);
    }
  if (g_str_equal (self->path, "/session"))
    return g_strv_builder_end (sockets);

  for (guint i = 0; i < G_N_ELEMENTS (daemons); i++)
    if (g_str_equal (daemons[i].driver, self->driver))
      g_strv_builder_take (sockets, g_build_filename (SOCKET_FOLDER, daemons[i].socket, NULL));
  g_strv_builder_add (sockets, SOCKET_FOLDER "/" SOCKET_OF_ALL);
  return g_strv_builder_end (sockets);
}

/**
 * vtr_ssh_target_make_socket_uri:
 * @self: a target
 * @path: a socket on this computer that leads to the daemon's
 *
 * Returns: (transfer full): libvirt's URI for it
 */
char *
vtr_ssh_target_make_socket_uri (const VtrSshTarget *self,
                                const char         *path)
{
  g_autofree char *socket = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *name = self->name != NULL ? g_uri_escape_string (self->name, NULL, TRUE) : NULL;

  return g_strdup_printf ("%s+unix://%s?socket=%s%s%s", self->driver, self->path, socket,
                          name != NULL ? "&name=" : "", name != NULL ? name : "");
}

/**
 * vtr_ssh_target_make_command_uri:
 * @self: a target
 * @command: a program that libvirt runs in place of ssh
 *
 * Returns: (transfer full): libvirt's URI for it
 */
char *
vtr_ssh_target_make_command_uri (const VtrSshTarget *self,
                                 const char         *command)
{
  g_autofree char *escaped = g_uri_escape_string (command, "/", TRUE);
  g_autofree char *server = g_uri_escape_string (self->server, ":", TRUE);
  gboolean brackets = strchr (self->server, ':') != NULL;

  return g_strdup_printf ("%s+ssh://%s%s%s%s?command=%s%s%s", self->driver, brackets ? "[" : "",
                          server, brackets ? "]" : "", self->path, escaped,
                          self->query != NULL && self->query[0] != '\0' ? "&" : "",
                          self->query != NULL ? self->query : "");
}
