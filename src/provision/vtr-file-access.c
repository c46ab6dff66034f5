/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-file-access.h"

#include "base/vtr-worker-pool.h"
#include "xml/vtr-xml-node.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>

/**
 * vtr_file_access_get_user:
 * @capabilities: of a host
 * @user: (out): as whom its machines run
 * @group: (out): and in which group
 *
 * Returns: whether the host says so, in numbers
 */
gboolean
vtr_file_access_get_user (VtrXmlDoc *capabilities,
                          uid_t     *user,
                          gid_t     *group)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (capabilities);
  const char *label = NULL;
  unsigned int user_number, group_number;

  for (VtrXmlNode *model = vtr_xml_node_find (root, "host/secmodel"); model != NULL && label == NULL;
       model = vtr_xml_node_get_next (model, "secmodel"))
    if (g_strcmp0 (vtr_xml_node_get (model, "model"), "dac") == 0)
      label = vtr_xml_node_get (model, "baselabel");

  if (label == NULL || sscanf (label, "+%u:+%u", &user_number, &group_number) != 2)
    return FALSE;
  *user = user_number;
  *group = group_number;
  return TRUE;
}

/* Which of the three sets of permissions is for that user. */
static mode_t
shift_for (const struct stat *info,
           uid_t              user,
           gid_t              group)
{
  return info->st_uid == user ? 6 : info->st_gid == group ? 3 : 0;
}

/* A list of its own may allow more than the bits say: then nobody knows, and libvirt will. */
static gboolean
has_list (const char *path)
{
  return getxattr (path, "system.posix_acl_access", NULL, 0) > 0;
}

static gboolean
lets (const char *path,
      uid_t       user,
      gid_t       group,
      mode_t      wanted)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return TRUE;
  return ((info.st_mode >> shift_for (&info, user, group)) & wanted) == wanted || has_list (path);
}

/**
 * vtr_file_access_find_block:
 * @path: a file of this computer
 * @user: who wants to read it
 * @group: their group
 *
 * Blocks: for workers.
 *
 * Returns: (transfer full) (nullable): the first folder on the way, or the file itself, that does not let
 *   that user through
 */
char *
vtr_file_access_find_block (const char *path,
                            uid_t       user,
                            gid_t       group)
{
  if (user == 0)
    return NULL;

  for (const char *slash = strchr (path + 1, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));

      if (!lets (folder, user, group, 1))
        return g_steal_pointer (&folder);
    }
  return lets (path, user, group, 4) ? NULL : g_strdup (path);
}

typedef struct
{
  char *path;
  uid_t user;
  gid_t group;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->path);
  g_free (question);
}

static void
find_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Question *question = data;

  g_task_return_pointer (task,
                         vtr_file_access_find_block (question->path, question->user, question->group),
                         g_free);
}

void
vtr_file_access_async (const char          *path,
                       uid_t                user,
                       gid_t                group,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (VtrWorkerPool) pool = vtr_worker_pool_new ();
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new (Question, 1);

  *question = (Question) { g_strdup (path), user, group };
  g_task_set_source_tag (task, vtr_file_access_async);
  g_task_set_task_data (task, question, free_question);
  vtr_worker_pool_push (pool, task, find_in_worker, VTR_WORK_URGENT);
}

/**
 * vtr_file_access_finish:
 * @result: what the callback was given
 * @error: set where it was cancelled
 *
 * Returns: (transfer full) (nullable): what is in the way
 */
char *
vtr_file_access_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
