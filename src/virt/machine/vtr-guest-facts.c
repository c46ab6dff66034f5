/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-guest-facts.h"

#include <string.h>
#include <unistd.h>

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

#include "vtr-machine-private.h"

typedef struct
{
  char    *uuid;
  gboolean is_here; /* its process is one of this computer's */
  gboolean has_agent;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->uuid);
  g_free (request);
}

void
vtr_guest_facts_free (VtrGuestFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->host_name);
  g_free (self->system);
  g_free (self);
}

/* In the worker */

static gboolean
runs_machine (const char *folder,
              const char *uuid)
{
  g_autofree char *path = g_build_filename (folder, "cmdline", NULL);
  g_autofree char *words = NULL;
  gsize length;

  if (!g_file_get_contents (path, &words, &length, NULL))
    return FALSE;

  for (const char *word = words; word < words + length; word += strlen (word) + 1)
    if (g_str_equal (word, "-uuid"))
      {
        word += strlen (word) + 1;
        return word < words + length && g_str_equal (word, uuid);
      }
  return FALSE;
}

/* The 22nd word of a process's line, counted from behind its name, which may hold anything: the clock
 * ticks since the computer was started, which is what vtr_time_now() counts too. */
static gint64
read_start (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "stat", NULL);
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;
  const char *end;

  if (!g_file_get_contents (path, &line, NULL, NULL) || (end = strrchr (line, ')')) == NULL)
    return 0;

  words = g_strsplit (end + 1, " ", 0);
  if (g_strv_length (words) < 21)
    return 0;

  return (gint64) (g_ascii_strtoull (words[20], NULL, 10) * G_USEC_PER_SEC
                   / (guint64) sysconf (_SC_CLK_TCK));
}

/**
 * vtr_guest_facts_find_start:
 * @proc: where the processes are listed: "/proc"
 * @uuid: of a machine
 *
 * libvirt does not tell since when a machine runs; QEMU's process does, where it is one of this
 * computer's.
 *
 * Returns: when it was started, by vtr_time_now(), or 0
 */
gint64
vtr_guest_facts_find_start (const char *proc,
                            const char *uuid)
{
  g_autoptr (GDir) dir = g_dir_open (proc, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (proc, name, NULL);

      if (g_ascii_isdigit (name[0]) && runs_machine (folder, uuid))
        return read_start (folder);
    }
  return 0;
}

static void
ask_agent (VtrGuestFacts *self,
           virDomainPtr   domain)
{
  virTypedParameterPtr params = NULL;
  int n_params = 0;
  const char *text = NULL;

  if (virDomainGetGuestInfo (domain, VIR_DOMAIN_GUEST_INFO_OS | VIR_DOMAIN_GUEST_INFO_HOSTNAME,
                             &params, &n_params, 0)
      < 0)
    {
      virResetLastError ();
      return;
    }

  self->answered = TRUE;
  if (virTypedParamsGetString (params, n_params, "hostname", &text) == 1)
    self->host_name = g_strdup (text);
  if (virTypedParamsGetString (params, n_params, "os.pretty-name", &text) == 1
      || virTypedParamsGetString (params, n_params, "os.name", &text) == 1)
    self->system = g_strdup (text);
  virTypedParamsFree (params, n_params);
}

static void
read_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  const Request *request = data;
  VtrGuestFacts *self = g_new0 (VtrGuestFacts, 1);

  if (request->is_here)
    self->since = vtr_guest_facts_find_start ("/proc", request->uuid);
  if (request->has_agent)
    ask_agent (self, domain);
  g_task_return_pointer (task, self, (GDestroyNotify) vtr_guest_facts_free);
}

/* On the main thread */

/* A host without a name in its address is this computer. */
static gboolean
is_here (VtrHost *host)
{
  g_autoptr (GUri) uri = g_uri_parse (vtr_host_get_uri (host), G_URI_FLAGS_NON_DNS, NULL);

  return uri != NULL && (g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
         && g_str_has_prefix (g_uri_get_scheme (uri), "qemu");
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrMachine *machine = g_task_get_source_object (task);
  GError *error = NULL;
  VtrGuestFacts *self = vtr_link_finish (result, &error);

  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->since == 0)
    self->since = _vtr_machine_get_active_since (machine, &self->at_least);
  g_task_return_pointer (task, self, (GDestroyNotify) vtr_guest_facts_free);
}

/**
 * vtr_guest_facts_read_async:
 * @machine: one that runs
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 *
 * Asks the guest, where its agent is there, and its process.
 */
void
vtr_guest_facts_read_async (VtrMachine          *machine,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VtrHost *host = vtr_machine_get_host (machine);
  virDomainPtr domain = _vtr_machine_get_domain (machine);
  GTask *task = g_task_new (machine, cancellable, callback, user_data);
  Request *request;

  g_task_set_source_tag (task, vtr_guest_facts_read_async);
  if (host == NULL || host->link == NULL || domain == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      g_object_unref (task);
      return;
    }

  request = g_new (Request, 1);
  *request = (Request) {
    .uuid = g_strdup (vtr_machine_get_uuid (machine)),
    .is_here = is_here (host),
    .has_agent = _vtr_machine_has_agent (machine),
  };
  vtr_link_run (host->link, domain, read_in_worker, request, free_request, VTR_WORK_BACKGROUND,
                cancellable, on_read_cb, task);
}

/**
 * vtr_guest_facts_read_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what is known
 */
VtrGuestFacts *
vtr_guest_facts_read_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
