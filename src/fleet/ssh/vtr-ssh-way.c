/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-way.h"

#include "base/vtr-error.h"

#include "vtr-ssh-master.h"
#include "vtr-ssh-reach.h"
#include "vtr-ssh-target.h"

struct _VtrSshWay
{
  GObject       parent_instance;

  /* owned */
  VtrSshTarget *target;
  VtrSshFolder *folder;
  VtrSshMaster *master; /* NULL while nobody is logged in */
  char         *best;   /* the URI that worked over this master */
};

static void vtr_ssh_way_iface_init (VtrHostWayInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VtrSshWay, vtr_ssh_way, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VTR_TYPE_HOST_WAY, vtr_ssh_way_iface_init))

static void
drop_master (VtrSshWay *self)
{
  g_autoptr (VtrSshMaster) master = g_steal_pointer (&self->master);

  g_clear_pointer (&self->best, g_free);
  if (master == NULL)
    return;
  g_signal_handlers_disconnect_by_data (master, self);
  vtr_ssh_master_stop (master);
}

static gboolean
on_master_authenticate_cb (VtrSshWay      *self,
                           VtrAuthRequest *request)
{
  return vtr_host_way_authenticate (VTR_HOST_WAY (self), request);
}

static void
on_master_ended_cb (VtrSshWay *self)
{
  g_autofree char *words = vtr_ssh_master_dup_words (self->master);

  drop_master (self);
  vtr_host_way_tell_lost (VTR_HOST_WAY (self), words != NULL ? words : "ssh has ended");
}

/* Preparing */

/* The daemon's own socket needs no program on the server; where the server does not let through to
 * it, or it is yet to be started, libvirt runs its helper there. */
static void
return_uris (GTask              *task,
             const char *const  *paths)
{
  VtrSshWay *self = g_task_get_source_object (task);
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();

  if (self->best != NULL)
    g_strv_builder_add (uris, self->best);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    g_strv_builder_take (uris, vtr_ssh_target_make_socket_uri (self->target, paths[i]));
  g_strv_builder_take (uris, vtr_ssh_target_make_command_uri (
                                 self->target, vtr_ssh_master_get_command (self->master)));
  g_task_return_pointer (task, g_strv_builder_end (uris), (GDestroyNotify) g_strfreev);
}

static void
on_forwarded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrSshWay *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = vtr_ssh_master_forward_finish (VTR_SSH_MASTER (source), result, &error);

  if (error != NULL)
    g_debug ("No sockets through ssh: %s", error->message);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->master == VTR_SSH_MASTER (source))
    return_uris (task, (const char *const *) paths);
  else
    g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "ssh has ended");
}

static void
look_for_daemon (GTask *task)
{
  VtrSshWay *self = g_task_get_source_object (task);
  g_auto (GStrv) sockets = vtr_ssh_target_list_sockets (self->target);

  if (sockets[0] == NULL)
    return_uris (task, NULL);
  else
    vtr_ssh_master_forward_async (self->master, (const char *const *) sockets,
                                  g_task_get_cancellable (task), on_forwarded_cb,
                                  g_object_ref (task));
}

static void
on_started_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrSshWay *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (vtr_ssh_master_start_finish (VTR_SSH_MASTER (source), result, &error))
    {
      look_for_daemon (task);
      return;
    }

  if (self->master == VTR_SSH_MASTER (source))
    drop_master (self);
  g_task_return_error (task, error);
}

static void
vtr_ssh_way_prepare_async (VtrHostWay         *way,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  VtrSshWay *self = VTR_SSH_WAY (way);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_ssh_way_prepare_async);
  if (self->master != NULL && vtr_ssh_master_is_ready (self->master))
    {
      look_for_daemon (task);
      return;
    }

  drop_master (self);
  self->master = vtr_ssh_master_new (self->target, self->folder);
  g_signal_connect_object (self->master, "authenticate", G_CALLBACK (on_master_authenticate_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->master, "ended", G_CALLBACK (on_master_ended_cb), self,
                           G_CONNECT_SWAPPED);
  vtr_ssh_master_start_async (self->master, cancellable, on_started_cb, g_object_ref (task));
}

static char **
vtr_ssh_way_prepare_finish (VtrHostWay   *way,
                            GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
vtr_ssh_way_note_opened (VtrHostWay *way,
                         const char *uri)
{
  g_set_str (&VTR_SSH_WAY (way)->best, uri);
}

/* Reaching */

static void
on_reached_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int fd = vtr_ssh_reach_finish (result, &error);

  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task, error);
}

static void
vtr_ssh_way_reach_async (VtrHostWay         *way,
                         const VtrHostPlace *place,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  VtrSshWay *self = VTR_SSH_WAY (way);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  /* A socket that nobody wants any more is still given away: whoever asked closes it. */
  g_task_set_source_tag (task, vtr_ssh_way_reach_async);
  if (self->master == NULL)
    g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "ssh is not logged in");
  else
    vtr_ssh_reach_async (self->master, place, cancellable, on_reached_cb, g_object_ref (task));
}

static int
vtr_ssh_way_reach_finish (VtrHostWay   *way,
                          GAsyncResult *result,
                          GError      **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}

static char *
vtr_ssh_way_dup_last_words (VtrHostWay *way)
{
  VtrSshWay *self = VTR_SSH_WAY (way);

  return self->master != NULL ? vtr_ssh_master_dup_words (self->master) : NULL;
}

static void
vtr_ssh_way_close (VtrHostWay *way)
{
  drop_master (VTR_SSH_WAY (way));
}

static void
vtr_ssh_way_iface_init (VtrHostWayInterface *iface)
{
  iface->prepare_async = vtr_ssh_way_prepare_async;
  iface->prepare_finish = vtr_ssh_way_prepare_finish;
  iface->note_opened = vtr_ssh_way_note_opened;
  iface->reach_async = vtr_ssh_way_reach_async;
  iface->reach_finish = vtr_ssh_way_reach_finish;
  iface->dup_last_words = vtr_ssh_way_dup_last_words;
  iface->close = vtr_ssh_way_close;
}

static void
vtr_ssh_way_dispose (GObject *object)
{
  VtrSshWay *self = VTR_SSH_WAY (object);

  drop_master (self);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (vtr_ssh_way_parent_class)->dispose (object);
}

static void
vtr_ssh_way_finalize (GObject *object)
{
  VtrSshWay *self = VTR_SSH_WAY (object);

  g_clear_pointer (&self->target, vtr_ssh_target_free);

  G_OBJECT_CLASS (vtr_ssh_way_parent_class)->finalize (object);
}

static void
vtr_ssh_way_class_init (VtrSshWayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_ssh_way_dispose;
  object_class->finalize = vtr_ssh_way_finalize;
}

static void
vtr_ssh_way_init (VtrSshWay *self)
{
}

/**
 * vtr_ssh_way_new_for_uri:
 * @uri: a host's libvirt URI
 * @folder: (transfer none): where its sockets are
 *
 * Returns: (transfer full) (nullable): the way there, %NULL where ssh has nothing to do with it
 */
VtrHostWay *
vtr_ssh_way_new_for_uri (const char   *uri,
                         VtrSshFolder *folder)
{
  g_autoptr (VtrSshTarget) target = vtr_ssh_target_new (uri);
  VtrSshWay *self;

  if (target == NULL)
    return NULL;

  self = g_object_new (VTR_TYPE_SSH_WAY, NULL);
  self->target = g_steal_pointer (&target);
  self->folder = g_object_ref (folder);
  return VTR_HOST_WAY (self);
}
