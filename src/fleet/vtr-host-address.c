/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-address.h"

#include "base/vtr-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What an address of each kind is made of. A NULL driver: not made from parts. */
static const struct
{
  const char *driver;
  const char *path;
  gboolean    can_be_remote;
  const char *name;
} kinds[VTR_N_HOST_KINDS] = {
  [VTR_HOST_KIND_QEMU_SYSTEM] = { "qemu", "/system", TRUE, N_("QEMU/KVM") },
  [VTR_HOST_KIND_QEMU_SESSION] = { "qemu", "/session", TRUE, N_("QEMU/KVM User Session") },
  [VTR_HOST_KIND_XEN] = { "xen", "/", TRUE, N_("Xen") },
  [VTR_HOST_KIND_LXC] = { "lxc", "/", TRUE, N_("LXC (Linux Containers)") },
  [VTR_HOST_KIND_BHYVE] = { "bhyve", "/system", TRUE, N_("Bhyve") },
  [VTR_HOST_KIND_VZ] = { "vz", "/system", TRUE, N_("Virtuozzo") },
  [VTR_HOST_KIND_DEMO] = { NULL, NULL, FALSE, N_("Demonstration") },
  [VTR_HOST_KIND_CUSTOM] = { NULL, NULL, FALSE, N_("Custom Address") },
};

/* How drivers are called by people. Brand names: they are not translated. */
static const struct
{
  const char *driver;
  const char *name;
} driver_names[] = {
  { "qemu", "QEMU/KVM" },
  { "xen", "Xen" },
  { "lxc", "LXC" },
  { "bhyve", "Bhyve" },
  { "vz", "Virtuozzo" },
  { "parallels", "Parallels" },
  { "openvz", "OpenVZ" },
  { "vbox", "VirtualBox" },
  { "esx", "VMware ESX" },
  { "gsx", "VMware GSX" },
  { "vpx", "VMware vCenter" },
  { "vmwareplayer", "VMware Player" },
  { "vmwarews", "VMware Workstation" },
  { "vmwarefusion", "VMware Fusion" },
  { "hyperv", "Hyper-V" },
  { "ch", "Cloud Hypervisor" },
};

/* How libvirt reaches a daemon, and whether that needs to be told where. */
static const struct
{
  const char *name;
  gboolean    needs_server;
} transports[] = {
  { "ssh", TRUE },     { "tls", TRUE },   { "tcp", TRUE },  { "libssh", TRUE },
  { "libssh2", TRUE }, { "unix", FALSE }, { "ext", FALSE },
};

#define KEYFILE "keyfile="

/* A URI in its parts; what is not there is NULL. */
typedef struct
{
  char *driver;
  char *transport;
  char *user;
  char *server; /* as a person writes it: without brackets where there is no port */
  char *path;
  char *query;
} Parts;

static void
parts_free (Parts *self)
{
  g_free (self->driver);
  g_free (self->transport);
  g_free (self->user);
  g_free (self->server);
  g_free (self->path);
  g_free (self->query);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parts, parts_free)

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\n")] == '\0';
}

static gboolean
refuse (GError    **error,
        const char *sentence)
{
  g_set_error_literal (error, VTR_ERROR, VTR_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
check_port (const char  *port,
            GError     **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (port, 10, 1, 65535, &value, NULL))
    return refuse (error, _("A port is a number from 1 to 65535."));
  return TRUE;
}

static gboolean
is_ipv6 (const char *text)
{
  g_autofree char *address = g_strndup (text, strcspn (text, "%"));

  return strchr (address, ':') != NULL && g_hostname_is_ip_address (address);
}

static gboolean
is_host (const char *text)
{
  if (strchr (text, ':') != NULL)
    return is_ipv6 (text);
  return text[0] != '\0' && strpbrk (text, " \t/@?#[]\\%") == NULL;
}

/* Brings "name", "name:port", "::1", "[::1]" and "[::1]:port" into the form that a URI wants. */
static char *
server_to_authority (const char  *server,
                     GError     **error)
{
  g_autofree char *host = NULL;
  g_autofree char *escaped = NULL;
  const char *port = NULL;
  const char *colon = strchr (server, ':');

  if (server[0] == '[')
    {
      const char *end = strchr (server, ']');

      if (end == NULL || (end[1] != '\0' && end[1] != ':'))
        {
          refuse (error, _("An address in brackets ends with “]”, or with “]:” and a port."));
          return NULL;
        }
      host = g_strndup (server + 1, end - server - 1);
      port = end[1] == ':' ? end + 2 : NULL;
    }
  else if (colon != NULL && strchr (colon + 1, ':') == NULL)
    {
      host = g_strndup (server, colon - server);
      port = colon + 1;
    }
  else
    {
      host = g_strdup (server);
    }

  if (port != NULL && !check_port (port, error))
    return NULL;
  if (!is_host (host))
    {
      refuse (error, _("This is not a server’s name or address."));
      return NULL;
    }

  /* The zone of a link-local address is set off with a percent sign, which a URI has to escape. */
  escaped = g_uri_escape_string (host, ":", TRUE);
  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]%s%s" : "%s%s%s",
                          escaped, port != NULL ? ":" : "", port != NULL ? port : "");
}

static char *
compose_remote (const VtrHostAddress  *self,
                GError               **error)
{
  g_autofree char *server = g_strstrip (g_strdup (self->server != NULL ? self->server : ""));
  g_autofree char *user = g_strstrip (g_strdup (self->user != NULL ? self->user : ""));
  g_autofree char *escaped_user = g_uri_escape_string (user, NULL, FALSE);
  g_autofree char *keyfile
      = self->keyfile != NULL ? g_uri_escape_string (self->keyfile, "/", TRUE) : g_strdup ("");
  g_autofree char *authority = NULL;

  if (server[0] == '\0')
    {
      refuse (error, _("Enter the server’s name or address."));
      return NULL;
    }
  if ((authority = server_to_authority (server, error)) == NULL)
    return NULL;

  return g_strdup_printf ("%s+ssh://%s%s%s%s%s%s", kinds[self->kind].driver,
                          escaped_user, user[0] != '\0' ? "@" : "",
                          authority, kinds[self->kind].path,
                          keyfile[0] != '\0' ? "?" KEYFILE : "", keyfile);
}

/**
 * vtr_host_address_to_uri:
 * @self: an address
 * @error: set to a sentence for the person who typed it
 *
 * Returns: (transfer full) (nullable): the libvirt URI
 */
char *
vtr_host_address_to_uri (const VtrHostAddress  *self,
                         GError               **error)
{
  g_return_val_if_fail (self != NULL && self->kind < VTR_N_HOST_KINDS, NULL);

  if (self->kind == VTR_HOST_KIND_DEMO)
    return g_strconcat ("test://", vtr_host_address_demo_path (), NULL);

  if (self->kind == VTR_HOST_KIND_CUSTOM)
    {
      g_autofree char *uri = g_strstrip (g_strdup (self->custom != NULL ? self->custom : ""));

      return vtr_host_address_check_uri (uri, error) ? g_steal_pointer (&uri) : NULL;
    }

  if (self->remote && kinds[self->kind].can_be_remote)
    return compose_remote (self, error);

  return g_strdup_printf ("%s://%s", kinds[self->kind].driver, kinds[self->kind].path);
}

static gboolean
split_authority (Parts       *parts,
                 const char  *authority,
                 GError     **error)
{
  const char *at = strrchr (authority, '@');
  const char *server = at != NULL ? at + 1 : authority;

  if (at != NULL)
    {
      g_autofree char *user = g_strndup (authority, at - authority);

      if (strchr (user, ':') != NULL)
        return refuse (error, _("Leave the password out: Vitrine asks for it when it is needed."));
      if ((parts->user = g_uri_unescape_string (user, NULL)) == NULL)
        return refuse (error, _("A “%” in the user name has to be written as “%25”."));
    }

  if (server[0] == '[' && g_str_has_suffix (server, "]"))
    {
      g_autofree char *inner = g_strndup (server + 1, strlen (server) - 2);

      parts->server = g_uri_unescape_string (inner, NULL);
    }
  else if (server[0] != '\0')
    {
      parts->server = g_uri_unescape_string (server, NULL);
    }
  if (parts->server == NULL && server[0] != '\0')
    return refuse (error, _("This is not a server’s name or address."));
  return TRUE;
}

static Parts *
parts_new (const char  *uri,
           GError     **error)
{
  g_autoptr (Parts) parts = g_new0 (Parts, 1);
  g_autofree char *authority = NULL;
  const char *rest = strstr (uri, "://");
  const char *end;
  char *plus;

  if (rest == NULL || rest == uri)
    {
      refuse (error, _("An address begins like “qemu:///system” or “qemu+ssh://server/system”."));
      return NULL;
    }

  parts->driver = g_ascii_strdown (uri, rest - uri);
  if (strspn (parts->driver, "abcdefghijklmnopqrstuvwxyz0123456789+.-") != strlen (parts->driver))
    {
      refuse (error, _("An address begins like “qemu:///system” or “qemu+ssh://server/system”."));
      return NULL;
    }
  if ((plus = strchr (parts->driver, '+')) != NULL)
    {
      parts->transport = g_strdup (plus + 1);
      *plus = '\0';
    }

  rest += strlen ("://");
  end = rest + strcspn (rest, "/?#");
  authority = g_strndup (rest, end - rest);
  if (!split_authority (parts, authority, error))
    return NULL;

  parts->path = g_strndup (end, strcspn (end, "?#"));
  end += strlen (parts->path);
  if (*end == '?')
    parts->query = g_strdup (end + 1);
  return g_steal_pointer (&parts);
}

static gboolean
check_transport (const Parts  *parts,
                 GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (transports); i++)
    {
      if (!g_str_equal (parts->transport, transports[i].name))
        continue;
      if (transports[i].needs_server && parts->server == NULL)
        return refuse (error, _("The server’s name is missing between “//” and “/”."));
      return TRUE;
    }

  g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID,
               /* Translators: what stands after the plus sign in an address like qemu+ssh://. */
               _("“%s” is not a way to reach a host: those are ssh, tls, tcp, libssh, libssh2, unix "
                 "and ext."),
               parts->transport);
  return FALSE;
}

static gboolean
check_path (const Parts  *parts,
            GError      **error)
{
  const char *path = parts->path;

  if (g_str_equal (parts->driver, "test") && strlen (path) < 2)
    return refuse (error,
                   _("An address of the test driver ends with “/default” or the path of a file."));
  if (!g_str_equal (parts->driver, "qemu") || g_str_equal (path, "/system") ||
      g_str_equal (path, "/session") || g_str_equal (path, "/embed"))
    return TRUE;

  return refuse (error, _("An address for QEMU ends with “/system” or “/session”."));
}

/**
 * vtr_host_address_check_uri:
 * @uri: what a person typed
 * @error: set to a sentence for that person
 *
 * Finds what libvirt would refuse without trying. Drivers that are not known here pass.
 *
 * Returns: %TRUE where @uri is worth a try
 */
gboolean
vtr_host_address_check_uri (const char  *uri,
                            GError     **error)
{
  g_autoptr (Parts) parts = NULL;
  g_autofree char *authority = NULL;

  if (is_blank (uri))
    return refuse (error, _("Enter the address of a host."));
  if (strpbrk (uri, " \t\n") != NULL)
    return refuse (error, _("An address has no spaces."));
  if ((parts = parts_new (uri, error)) == NULL)
    return FALSE;
  if (parts->server != NULL && (authority = server_to_authority (parts->server, error)) == NULL)
    return FALSE;
  if (parts->transport != NULL && !check_transport (parts, error))
    return FALSE;
  return check_path (parts, error);
}

static gboolean
has_path_of (const Parts *parts,
             VtrHostKind  kind)
{
  const char *wanted = kinds[kind].path;

  return g_str_equal (parts->path, wanted) || (g_str_equal (wanted, "/") && parts->path[0] == '\0');
}

/* The one parameter that has a field of its own. */
static char *
find_keyfile (const Parts *parts)
{
  if (parts->query == NULL || !g_str_has_prefix (parts->query, KEYFILE) ||
      strpbrk (parts->query, "&;") != NULL)
    return NULL;
  return g_uri_unescape_string (parts->query + strlen (KEYFILE), NULL);
}

static gboolean
is_made_from_parts (const Parts *parts,
                    VtrHostKind  kind)
{
  gboolean is_ssh = g_strcmp0 (parts->transport, "ssh") == 0;
  g_autofree char *keyfile = is_ssh ? find_keyfile (parts) : NULL;

  if (kinds[kind].driver == NULL || !g_str_equal (parts->driver, kinds[kind].driver) ||
      !has_path_of (parts, kind) || (parts->query != NULL && keyfile == NULL))
    return FALSE;

  if (is_ssh)
    return kinds[kind].can_be_remote && parts->server != NULL;
  return parts->transport == NULL && parts->server == NULL && parts->user == NULL;
}

/**
 * vtr_host_address_new_for_uri:
 * @uri: a libvirt URI
 *
 * Returns: (transfer full): its parts; %VTR_HOST_KIND_CUSTOM where it is not made of such parts
 */
VtrHostAddress *
vtr_host_address_new_for_uri (const char *uri)
{
  VtrHostAddress *self = g_new0 (VtrHostAddress, 1);
  g_autoptr (Parts) parts = parts_new (uri, NULL);

  self->kind = VTR_HOST_KIND_CUSTOM;
  self->custom = g_strdup (uri);
  if (parts == NULL)
    return self;

  if (g_str_equal (parts->driver, "test") &&
      g_str_equal (parts->path, vtr_host_address_demo_path ()))
    self->kind = VTR_HOST_KIND_DEMO;

  for (VtrHostKind kind = 0; kind < VTR_N_HOST_KINDS; kind++)
    {
      if (!is_made_from_parts (parts, kind))
        continue;
      self->kind = kind;
      self->remote = parts->transport != NULL;
      self->user = g_steal_pointer (&parts->user);
      self->server = g_steal_pointer (&parts->server);
      self->keyfile = find_keyfile (parts);
      break;
    }

  return self;
}

void
vtr_host_address_free (VtrHostAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->user);
  g_free (self->server);
  g_free (self->keyfile);
  g_free (self->custom);
  g_free (self);
}

static const char *
driver_name (const char *driver)
{
  for (guint i = 0; i < G_N_ELEMENTS (driver_names); i++)
    if (g_str_equal (driver_names[i].driver, driver))
      return driver_names[i].name;
  return driver;
}

static char *
make_local_title (const Parts *parts)
{
  if (g_str_equal (parts->driver, "test"))
    {
      g_autofree char *file = g_path_get_basename (parts->path);

      if (g_str_equal (parts->path, vtr_host_address_demo_path ()))
        return g_strdup (_("Demonstration"));
      /* Translators: %s is the name of a file with invented machines. */
      return g_strdup_printf (_("Test Host (%s)"), file);
    }

  if (!g_str_equal (parts->driver, "qemu"))
    /* Translators: %s is the name of virtualisation software, such as Xen. */
    return g_strdup_printf (_("%s on This Computer"), driver_name (parts->driver));
  if (g_str_equal (parts->path, "/session"))
    /* Translators: the machines that run on this computer as the person who is logged in. */
    return g_strdup (_("This Computer, Just Me"));
  return g_strdup (_("This Computer"));
}

/**
 * vtr_host_address_make_title:
 * @uri: a libvirt URI
 *
 * Returns: (transfer full): what the host is called until a person finds a better name
 */
char *
vtr_host_address_make_title (const char *uri)
{
  g_autoptr (Parts) parts = parts_new (uri, NULL);

  if (parts == NULL)
    return g_strdup (uri);
  if (parts->server == NULL)
    return make_local_title (parts);
  if (g_str_equal (parts->path, "/session"))
    /* Translators: virtualisation software and a server: “QEMU/KVM on server1, just me”. */
    return g_strdup_printf (_("%s on %s, Just Me"), driver_name (parts->driver), parts->server);
  /* Translators: virtualisation software and a server: “QEMU/KVM on server1”. */
  return g_strdup_printf (_("%s on %s"), driver_name (parts->driver), parts->server);
}

/**
 * vtr_host_kind_get_name:
 * @kind: a kind of host
 *
 * Returns: (transfer none): its name in the person's language
 */
const char *
vtr_host_kind_get_name (VtrHostKind kind)
{
  g_return_val_if_fail (kind < VTR_N_HOST_KINDS, NULL);

  return _(kinds[kind].name);
}

/* Whoever packages Vitrine says what makes sense on their system; the rest can still be typed. */
gboolean
vtr_host_kind_is_offered (VtrHostKind kind)
{
  g_auto (GStrv) drivers = g_strsplit_set (DEFAULT_HYPERVISORS, ", ", -1);

  g_return_val_if_fail (kind < VTR_N_HOST_KINDS, FALSE);

  if (kinds[kind].driver == NULL)
    return TRUE;
  return g_strv_contains ((const char *const *) drivers, kinds[kind].driver);
}

gboolean
vtr_host_kind_can_be_remote (VtrHostKind kind)
{
  g_return_val_if_fail (kind < VTR_N_HOST_KINDS, FALSE);

  return kinds[kind].can_be_remote;
}

static char *
find_demo_path (void)
{
  const char *chosen = g_getenv ("VITRINE_DATA_DIR");
  const char *uninstalled = g_getenv ("GSETTINGS_SCHEMA_DIR") != NULL ? SOURCE_DATA_DIR : NULL;
  const char *folders[] = { chosen, uninstalled };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = NULL;

      if (folders[i] == NULL || folders[i][0] == '\0')
        continue;
      path = g_canonicalize_filename ("demo.xml", folders[i]);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  return g_build_filename (PKGDATADIR, "demo.xml", NULL);
}

/**
 * vtr_host_address_demo_path:
 *
 * The source tree counts only for a program that runs from its build tree, which is known by the
 * uninstalled settings schema that it needs.
 *
 * Returns: (transfer none): the absolute path of the machines of the demonstration
 */
const char *
vtr_host_address_demo_path (void)
{
  static char *path;

  if (g_once_init_enter_pointer (&path))
    g_once_init_leave_pointer (&path, find_demo_path ());
  return path;
}
