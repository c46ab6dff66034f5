/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-questions.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "virt/machine/vtr-machine.h"
#include "virt/storage/vtr-pool-verbs.h"
#include "virt/storage/vtr-storage.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "widgets/vtr-question.h"

/* Who uses a volume has to be known before it may be deleted: the question waits so long for it and
 * then says that it is not known. */
#define MOST_WAITING 40
#define WAITING_MILLISECONDS 100

typedef enum
{
  ASK_BUILD,
  ASK_REMOVE,
  ASK_DELETE_POOL,
  ASK_WIPE,
  ASK_DELETE_VOLUMES,
  ASK_SHRINK,
} Which;

typedef struct
{
  Which      which;
  GtkWidget *parent;  /* weak */
  VtrPool   *pool;
  GPtrArray *volumes; /* VtrVolume */
  guint64    capacity;
  guint      n_waits;
} Ask;

static Ask *
ask_new (Which      which,
         GtkWidget *parent,
         VtrPool   *pool,
         GPtrArray *volumes)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->which = which;
  g_set_weak_pointer (&ask->parent, parent);
  ask->pool = pool != NULL ? g_object_ref (pool) : NULL;
  ask->volumes = volumes != NULL ? g_ptr_array_ref (volumes)
                                 : g_ptr_array_new_with_free_func (g_object_unref);
  return ask;
}

static void
ask_free (Ask *ask)
{
  g_clear_weak_pointer (&ask->parent);
  g_clear_object (&ask->pool);
  g_ptr_array_unref (ask->volumes);
  g_free (ask);
}

static void
delete_volumes (Ask *ask)
{
  for (guint i = 0; i < ask->volumes->len; i++)
    {
      VtrVolume *volume = ask->volumes->pdata[i];

      /* Gone meanwhile. */
      if (vtr_volume_get_pool (volume) != NULL)
        g_object_unref (vtr_volume_job_delete (volume));
    }
}

static void
act (Ask *ask)
{
  g_autoptr (VtrJob) job = NULL;
  VtrVolume *volume = ask->volumes->len > 0 ? ask->volumes->pdata[0] : NULL;
  gboolean is_there = volume != NULL && vtr_volume_get_pool (volume) != NULL;

  switch (ask->which)
    {
    case ASK_BUILD:
      job = vtr_pool_build (ask->pool, TRUE);
      break;
    case ASK_REMOVE:
    case ASK_DELETE_POOL:
      job = vtr_pool_delete (ask->pool, ask->which == ASK_DELETE_POOL);
      break;
    case ASK_WIPE:
      job = is_there ? vtr_volume_job_wipe (volume) : NULL;
      break;
    case ASK_SHRINK:
      job = is_there ? vtr_volume_job_resize (volume, ask->capacity) : NULL;
      break;
    case ASK_DELETE_VOLUMES:
    default:
      delete_volumes (ask);
    }
}

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Ask *ask = user_data;

  if (vtr_question_ask_finish (result, NULL, NULL))
    act (ask);
  ask_free (ask);
}

/* What is lost */

static char *
describe_loss (VtrVolume *volume)
{
  g_autofree char *users = vtr_volume_describe_users (volume);
  g_auto (GStrv) overlays = vtr_volume_list_overlays (volume);
  const char *name = vtr_volume_get_name (volume);

  if (users != NULL)
    /* Translators: the first %s is a volume, the second the names of machines. */
    return g_strdup_printf (_("%s, used by %s"), name, users);
  if (overlays[0] != NULL)
    {
      g_autofree char *first = g_path_get_basename (overlays[0]);

      /* Translators: the first %s is a volume, the second an image that is a difference to it. */
      return g_strdup_printf (_("%s, the base of %s"), name, first);
    }
  return g_strdup (name);
}

static GStrv
list_losses (GPtrArray *volumes)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  GStrv losses;

  for (guint i = 0; i < volumes->len; i++)
    g_strv_builder_take (builder, describe_loss (volumes->pdata[i]));
  losses = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return losses;
}

static gboolean
are_in_use (GPtrArray *volumes)
{
  for (guint i = 0; i < volumes->len; i++)
    {
      g_autofree char *users = vtr_volume_describe_users (volumes->pdata[i]);
      g_auto (GStrv) overlays = vtr_volume_list_overlays (volumes->pdata[i]);

      if (users != NULL || overlays[0] != NULL)
        return TRUE;
    }
  return FALSE;
}

static const char *
describe_danger (Ask *ask)
{
  VtrStorage *storage = vtr_pool_get_storage (ask->pool);

  if (are_in_use (ask->volumes))
    return _("Some of this is in use: those machines will not start any more. This cannot be undone.");
  if (storage == NULL || !vtr_storage_knows_usage (storage) || !vtr_pool_has_all_details (ask->pool))
    return _("Not every machine and volume could be asked whether it needs this. This cannot be undone.");
  return _("This cannot be undone.");
}

static void
present (Ask        *ask,
         const char *heading,
         const char *body,
         const char *confirm)
{
  g_auto (GStrv) losses = list_losses (ask->volumes);

  if (ask->parent == NULL)
    {
      ask_free (ask);
      return;
    }

  vtr_question_ask_async (ask->parent,
                          &(VtrQuestion) {
                              .heading = heading,
                              .body = body,
                              .losses = (const char *const *) losses,
                              .confirm_label = confirm,
                              .destructive = ask->which != ASK_REMOVE,
                          },
                          NULL, on_answered_cb, ask);
}

static void
present_deletion (Ask *ask)
{
  g_autofree char *heading = NULL;

  if (ask->which == ASK_DELETE_POOL)
    heading = g_strdup_printf (_("Delete “%s” and Its Volumes?"), vtr_pool_get_name (ask->pool));
  else if (ask->volumes->len == 1)
    heading = g_strdup_printf (_("Delete “%s”?"), vtr_volume_get_name (ask->volumes->pdata[0]));
  else
    heading = g_strdup_printf (ngettext ("Delete %u Volume?", "Delete %u Volumes?",
                                         ask->volumes->len), ask->volumes->len);
  present (ask, heading, describe_danger (ask), _("_Delete"));
}

static gboolean
wait_for_usage_cb (gpointer user_data)
{
  Ask *ask = user_data;
  VtrStorage *storage = vtr_pool_get_storage (ask->pool);
  gboolean known = storage == NULL
                   || (vtr_storage_knows_usage (storage) && vtr_pool_has_all_details (ask->pool));

  if (!known && ++ask->n_waits < MOST_WAITING && ask->parent != NULL)
    return G_SOURCE_CONTINUE;

  present_deletion (ask);
  return G_SOURCE_REMOVE;
}

/* Now, where everything is known. */
static void
ask_about_deletion (Ask *ask)
{
  VtrStorage *storage = vtr_pool_get_storage (ask->pool);

  if (storage != NULL)
    vtr_storage_want_usage (storage);
  vtr_pool_want_all_details (ask->pool);
  if (wait_for_usage_cb (ask) == G_SOURCE_CONTINUE)
    g_timeout_add (WAITING_MILLISECONDS, wait_for_usage_cb, ask);
}

/* Public */

void
vtr_storage_ask_build_pool (GtkWidget *parent,
                            VtrPool   *pool)
{
  const VtrPoolType *type = vtr_pool_type_get (vtr_pool_get_kind (pool));
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (type == NULL || !(type->abilities & VTR_POOL_BUILD_ERASES))
    {
      g_object_unref (vtr_pool_build (pool, FALSE));
      return;
    }

  heading = g_strdup_printf (_("Build “%s”?"), vtr_pool_get_name (pool));
  body = g_strdup_printf (_("Everything that is on %s is erased. This cannot be undone."),
                          vtr_pool_get_place (pool));
  present (ask_new (ASK_BUILD, parent, pool, NULL), heading, body, _("_Erase and Build"));
}

/**
 * vtr_storage_ask_remove_pool:
 * @parent: a widget of the window that asks
 * @pool: a pool
 * @with_content: whether its volumes are deleted, which are listed first
 */
void
vtr_storage_ask_remove_pool (GtkWidget *parent,
                             VtrPool   *pool,
                             gboolean   with_content)
{
  g_autoptr (GPtrArray) volumes = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = vtr_pool_get_volumes (pool);
  g_autofree char *heading = NULL;

  if (!with_content)
    {
      heading = g_strdup_printf (_("Remove “%s”?"), vtr_pool_get_name (pool));
      present (ask_new (ASK_REMOVE, parent, pool, NULL), heading,
               _("The host forgets this pool. Its volumes stay where they are, and machines that "
                 "name them by their path go on with them."), _("_Remove"));
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (volumes, g_list_model_get_item (all, i));
  ask_about_deletion (ask_new (ASK_DELETE_POOL, parent, pool, volumes));
}

void
vtr_storage_ask_wipe_volume (GtkWidget *parent,
                             VtrVolume *volume)
{
  g_autoptr (GPtrArray) volumes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *heading = g_strdup_printf (_("Wipe “%s”?"), vtr_volume_get_name (volume));

  g_ptr_array_add (volumes, g_object_ref (volume));
  present (ask_new (ASK_WIPE, parent, vtr_volume_get_pool (volume), volumes), heading,
           _("All of it is overwritten with zeros. This cannot be undone."), _("_Wipe"));
}

/**
 * vtr_storage_ask_delete_volumes:
 * @parent: a widget of the window that asks
 * @volumes: (element-type VtrVolume): volumes of one pool
 */
void
vtr_storage_ask_delete_volumes (GtkWidget *parent,
                                GPtrArray *volumes)
{
  VtrPool *pool = volumes->len > 0 ? vtr_volume_get_pool (volumes->pdata[0]) : NULL;

  if (pool != NULL)
    ask_about_deletion (ask_new (ASK_DELETE_VOLUMES, parent, pool, volumes));
}

void
vtr_storage_ask_shrink_volume (GtkWidget *parent,
                               VtrVolume *volume,
                               guint64    capacity)
{
  g_autoptr (GPtrArray) volumes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *heading = g_strdup_printf (_("Shrink “%s”?"), vtr_volume_get_name (volume));
  g_autofree char *size = vtr_format_bytes (capacity);
  g_autofree char *body
      = g_strdup_printf (_("What lies beyond %s is lost. Make the file systems and partitions in it "
                           "smaller first. This cannot be undone."), size);
  Ask *ask;

  g_ptr_array_add (volumes, g_object_ref (volume));
  ask = ask_new (ASK_SHRINK, parent, vtr_volume_get_pool (volume), volumes);
  ask->capacity = capacity;
  present (ask, heading, body, _("_Shrink"));
}
