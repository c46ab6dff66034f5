/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include <stdio.h>
#include <string.h>

#include "definition/storage/vtr-pool-definition.h"
#include "virt/storage/vtr-pool-verbs.h"
#include "virt/storage/vtr-storage.h"
#include "virt/storage/vtr-transfer.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "virt/storage/vtr-volume-snapshots.h"
#include "virt/vtr-virt-error.h"

/* Changes the storage of a real host through the code of its pages: reads one order per line, answers
 * each with one line. Words are parted by single spaces.
 *
 *   change-storage URI
 *
 *   define TYPE NAME [build] [PART=VALUE…]   PART: target, host, dir, device, name, initiator, format
 *   find TYPE [HOST [INITIATOR]]             what the host found, parted by "; "
 *   start | stop | build | erase | refresh | delete | delete-all  POOL
 *   state POOL                               the state in words
 *   list POOL                                the volumes: NAME FORMAT CAPACITY BACKING; …
 *   create POOL NAME FORMAT BYTES [all] [backing=PATH] [secret=UUID PASSPHRASE]
 *   snapshots POOL VOLUME                    the names of those inside, parted by "; "
 *   copy POOL VOLUME NAME FORMAT
 *   resize POOL VOLUME BYTES
 *   wipe | remove  POOL VOLUME
 *   upload POOL PATH NAME
 *   download POOL VOLUME PATH
 *   begin SHARE ORDER                        answers when so much of it is done
 *   wait                                     until it has ended
 *   cancel
 *
 * succeeded [STATUS] | failed CAUSE | DETAILS | cancelled */

typedef struct
{
  VtrHost    *host;
  VtrStorage *storage;
  VtrJob     *job;
} Program;

static void
answer (const char *format,
        ...) G_GNUC_PRINTF (1, 2);

static void
answer (const char *format,
        ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  puts (g_strdelimit (text, "\n", ' '));
  fflush (stdout);
}

static void
spin_until_loaded (Program *program)
{
  VtrLoadState state;

  while ((state = vtr_storage_get_load_state (program->storage)) == VTR_LOAD_NONE
         || state == VTR_LOAD_UNDER_WAY)
    g_main_context_iteration (NULL, TRUE);
}

/* As a person who sees it: with everything that was said of it meanwhile. */
static VtrPool *
find_pool (Program    *program,
           const char *name)
{
  VtrPool *pool = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (vtr_storage_find_pool (program->storage, name) == NULL)
    {
      vtr_storage_reload (program->storage);
      spin_until_loaded (program);
    }
  pool = vtr_storage_find_pool (program->storage, name);
  while (pool != NULL && vtr_pool_get_state (pool) == VTR_POOL_UNKNOWN
         && vtr_pool_get_trouble (pool) == NULL && !vtr_pool_is_silent (pool))
    g_main_context_iteration (NULL, TRUE);
  return pool;
}

static void
load_volumes (VtrPool *pool)
{
  VtrLoadState state;

  vtr_pool_reload_volumes (pool);
  while ((state = vtr_pool_get_volumes_state (pool)) == VTR_LOAD_NONE || state == VTR_LOAD_UNDER_WAY)
    g_main_context_iteration (NULL, TRUE);
}

static VtrVolume *
find_volume (VtrPool    *pool,
             const char *name)
{
  if (pool != NULL && vtr_pool_find_volume (pool, name) == NULL && vtr_pool_is_active (pool))
    {
      load_volumes (pool);
      for (guint i = 0; i < 50 && vtr_pool_find_volume (pool, name) == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
    }
  return pool != NULL ? vtr_pool_find_volume (pool, name) : NULL;
}

static void
tell_end (VtrJob *job)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (job);
  const char *status = vtr_job_get_status (job);

  if (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED)
    answer ("succeeded%s%s", status != NULL ? " " : "", status != NULL ? status : "");
  else if (vtr_job_get_state (job) == VTR_JOB_CANCELLED)
    answer ("cancelled");
  else
    answer ("failed %s | %s", trouble->cause != NULL ? trouble->cause : "-",
            trouble->details != NULL ? trouble->details : "-");
}

static void
wait_for_end (Program *program)
{
  while (vtr_job_get_state (program->job) == VTR_JOB_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  tell_end (program->job);
  g_clear_object (&program->job);
}

static VtrJob *
define (Program *program,
        GStrv    words)
{
  static const char *const names[VTR_N_POOL_PARTS]
      = { "target", "host", "dir", "device", "name", "adapter", "initiator", "format" };
  g_autoptr (VtrXmlDoc) doc = vtr_pool_definition_new (words[1], words[2]);
  g_autofree char *xml = NULL;
  gboolean build = FALSE;

  for (guint i = 3; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      build = build || g_str_equal (words[i], "build");
      for (guint part = 0; part < VTR_N_POOL_PARTS; part++)
        if (g_strcmp0 (names[part], pair[0]) == 0)
          vtr_pool_definition_set (doc, part, pair[1]);
    }
  xml = vtr_xml_doc_to_string (doc);
  return vtr_storage_define (program->storage, xml, build, FALSE, TRUE, FALSE);
}

static VtrJob *
create (VtrPool *pool,
        GStrv    words)
{
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (words[2]);
  const char *passphrase = NULL;

  plan->format = g_str_equal (words[3], "-") ? NULL : g_strdup (words[3]);
  plan->capacity = g_ascii_strtoull (words[4], NULL, 10);
  for (guint i = 5; words[i] != NULL; i++)
    if (g_str_equal (words[i], "all"))
      plan->allocation = plan->capacity;
    else if (g_str_has_prefix (words[i], "backing="))
      {
        plan->backing_path = g_strdup (words[i] + strlen ("backing="));
        plan->backing_format = g_strdup ("qcow2");
      }
    else if (g_str_has_prefix (words[i], "secret="))
      {
        plan->secret_uuid = g_strdup (words[i] + strlen ("secret="));
        passphrase = words[++i];
      }
  return vtr_volume_job_create (pool, plan, passphrase);
}

static VtrJob *
copy (VtrPool *pool,
      GStrv    words)
{
  VtrVolume *volume = find_volume (pool, words[2]);
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (words[3]);

  plan->format = g_strdup (words[4]);
  return volume != NULL ? vtr_volume_job_copy (volume, pool, plan) : NULL;
}

static VtrJob *
begin_for_volume (VtrPool *pool,
                  GStrv    words)
{
  VtrVolume *volume = find_volume (pool, words[2]);

  if (volume == NULL)
    return NULL;

  vtr_volume_want (volume);
  while (vtr_volume_get_load_state (volume) == VTR_LOAD_UNDER_WAY)
    g_main_context_iteration (NULL, TRUE);
  if (g_str_equal (words[0], "wipe"))
    return vtr_volume_job_wipe (volume);
  if (g_str_equal (words[0], "remove"))
    return vtr_volume_job_delete (volume);
  if (g_str_equal (words[0], "resize"))
    return vtr_volume_job_resize (volume, g_ascii_strtoull (words[3], NULL, 10));
  if (g_str_equal (words[0], "download"))
    return vtr_volume_download (volume, words[3]);
  return NULL;
}

static VtrJob *
begin (Program *program,
       GStrv    words)
{
  static const char *const verbs[VTR_POOL_N_VERBS] = { "start", "stop", "refresh" };
  VtrPool *pool = NULL;

  if (g_str_equal (words[0], "define"))
    return define (program, words);
  pool = find_pool (program, words[1]);
  if (pool == NULL)
    return NULL;

  for (guint i = 0; i < VTR_POOL_N_VERBS; i++)
    if (g_strcmp0 (verbs[i], words[0]) == 0)
      return vtr_pool_perform (pool, i);
  if (g_str_equal (words[0], "build") || g_str_equal (words[0], "erase"))
    return vtr_pool_build (pool, g_str_equal (words[0], "erase"));
  if (g_str_equal (words[0], "delete-all"))
    load_volumes (pool);
  if (g_str_has_prefix (words[0], "delete"))
    return vtr_pool_delete (pool, g_str_equal (words[0], "delete-all"));
  if (g_str_equal (words[0], "create"))
    return create (pool, words);
  if (g_str_equal (words[0], "copy"))
    return copy (pool, words);
  if (g_str_equal (words[0], "upload"))
    return vtr_pool_upload (pool, words[2], words[3]);
  return begin_for_volume (pool, words);
}

static void
list (Program    *program,
      const char *name)
{
  VtrPool *pool = find_pool (program, name);
  g_autoptr (GString) text = g_string_new (NULL);
  GListModel *volumes = vtr_pool_get_volumes (pool);

  load_volumes (pool);
  if (vtr_pool_get_volumes_trouble (pool) != NULL)
    g_string_append (text, vtr_pool_get_volumes_trouble (pool)->details);
  vtr_pool_want_all_details (pool);
  while (!vtr_pool_has_all_details (pool))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (volumes); i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);
      const char *format = vtr_volume_get_format (volume);
      const char *backing = vtr_volume_get_backing_path (volume);

      g_string_append_printf (text, "%s %s %" G_GUINT64_FORMAT " %s%s; ",
                              vtr_volume_get_name (volume), format != NULL ? format : "-",
                              vtr_volume_get_capacity (volume), backing != NULL ? backing : "-",
                              vtr_volume_is_encrypted (volume) ? " encrypted" : "");
    }
  answer ("%s", text->str);
}

typedef struct
{
  GPtrArray *sources;
  GError    *error;
} Found;

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Found *found = user_data;

  found->sources = vtr_storage_find_sources_finish (result, &found->error);
}

static void
find (Program *program,
      GStrv    words)
{
  g_autofree char *source = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Found found = { 0 };

  if (words[2] != NULL)
    source = g_strdup_printf ("<source><host name='%s'/><initiator><iqn name='%s'/></initiator>"
                              "</source>", words[2], words[3] != NULL ? words[3] : "none");
  vtr_storage_find_sources_async (program->storage, words[1], source, NULL, on_found_cb, &found);
  while (found.sources == NULL && found.error == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; found.sources != NULL && i < found.sources->len; i++)
    {
      g_autofree char *one = vtr_pool_source_describe (found.sources->pdata[i]);

      g_string_append_printf (text, "%s; ", one);
    }
  answer ("%s", found.error != NULL ? found.error->message : text->str);
  g_clear_pointer (&found.sources, g_ptr_array_unref);
  g_clear_error (&found.error);
}

static void
on_snapshots_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GError *error = NULL;
  g_auto (GStrv) names = vtr_volume_list_snapshots_finish (result, &error);

  *(char **) user_data = names != NULL ? g_strjoinv ("; ", names) : g_strdup (error->message);
  g_clear_error (&error);
}

static void
list_snapshots (Program *program,
                GStrv    words)
{
  VtrVolume *volume = find_volume (find_pool (program, words[1]), words[2]);
  g_autofree char *text = NULL;

  if (volume != NULL)
    vtr_volume_list_snapshots_async (volume, NULL, on_snapshots_cb, &text);
  while (volume != NULL && text == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer ("%s", text != NULL ? text : "no such volume");
}

static void
obey (Program *program,
      GStrv    words)
{
  gboolean in_the_middle = g_str_equal (words[0], "begin");

  if (g_str_equal (words[0], "list"))
    list (program, words[1]);
  else if (g_str_equal (words[0], "snapshots"))
    list_snapshots (program, words);
  else if (g_str_equal (words[0], "find"))
    find (program, words);
  else if (g_str_equal (words[0], "state"))
    {
      VtrPool *pool = find_pool (program, words[1]);

      answer ("%s", pool != NULL ? vtr_pool_get_state_name (pool) : "gone");
    }
  else if (g_str_equal (words[0], "wait") || g_str_equal (words[0], "cancel"))
    {
      if (g_str_equal (words[0], "cancel"))
        vtr_job_cancel (program->job);
      wait_for_end (program);
    }
  else if ((program->job = begin (program, words + (in_the_middle ? 2 : 0))) == NULL)
    answer ("failed there is no such thing | -");
  else if (!in_the_middle)
    wait_for_end (program);
  else
    {
      while (vtr_job_get_state (program->job) == VTR_JOB_RUNNING
             && vtr_job_get_fraction (program->job) < g_ascii_strtod (words[1], NULL))
        g_main_context_iteration (NULL, TRUE);
      answer ("under-way %.2f", vtr_job_get_fraction (program->job));
    }
}

/* A link that broke is opened again at the next order, as the person would. */
static void
connect_again (Program *program)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (vtr_host_is_usable (program->host))
    return;

  vtr_host_connect (program->host);
  while (vtr_host_get_state (program->host) == VTR_HOST_CONNECTING)
    g_main_context_iteration (NULL, TRUE);
  if (vtr_host_is_usable (program->host))
    spin_until_loaded (program);
}

int
main (int   argc,
      char *argv[])
{
  Program program = { 0 };
  char line[4096];

  if (argc != 2)
    return 2;

  vtr_virt_init ();
  program.host = vtr_host_new (argv[1]);
  program.storage = vtr_storage_of (program.host);
  vtr_storage_want (program.storage);
  connect_again (&program);
  answer (vtr_host_is_usable (program.host) ? "ready" : "not connected");
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", -1);

      if (program.job == NULL)
        connect_again (&program);
      obey (&program, words);
    }
  vtr_host_disconnect (program.host);
  g_object_unref (program.host);
  return 0;
}
