/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-job.h"

#include "vtr-convert.h"
#include "vtr-fetch.h"
#include "vtr-install-watch.h"

#include "base/vtr-error.h"
#include "base/vtr-format.h"
#include "base/vtr-time.h"
#include "virt/machine/vtr-machine.h"

#include <glib/gi18n-lib.h>

#define ARRIVAL_SECONDS 10
#define PROGRESS_MILLISECONDS 250

typedef struct
{
  VtrHost        *host;
  VtrJob         *job;
  VtrCreateOrder *order;
  guint           step;

  /* what was made so far */
  GPtrArray      *volumes; /* VtrMadeVolume, the disk among them */
  VtrMadeVolume  *disk;    /* borrowed of them */
  GPtrArray      *scraps;  /* files of this computer that are needed until the end only */
  gboolean        is_defined;

  /* what is going on at the moment */
  VtrOrderFileSort sort;
  VtrProgress    *progress;
  guint           progress_timer;
  gint64          progress_start;

  GError         *error; /* why it is being taken back */
  gulong          arrival_handler;
  guint           arrival_timer;
} Create;

/* Begins one step; FALSE: there is nothing to do. */
typedef gboolean (*Step) (Create *create);

static void go_on (Create *create);
static void take_back (Create *create);

static void
free_create (Create *create)
{
  g_clear_signal_handler (&create->arrival_handler, vtr_host_get_machines (create->host));
  g_clear_handle_id (&create->arrival_timer, g_source_remove);
  g_clear_handle_id (&create->progress_timer, g_source_remove);
  for (guint i = 0; i < create->scraps->len; i++)
    {
      g_autoptr (GFile) scrap = g_file_new_for_path (create->scraps->pdata[i]);

      g_file_delete_async (scrap, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
    }
  g_object_unref (create->host);
  g_object_unref (create->job);
  vtr_create_order_free (create->order);
  g_ptr_array_unref (create->volumes);
  g_ptr_array_unref (create->scraps);
  g_clear_pointer (&create->progress, vtr_progress_unref);
  g_clear_error (&create->error);
  g_free (create);
}

static VtrTrouble *
make_trouble (Create     *create,
              const char *format)
{
  g_autofree char *summary = g_strdup_printf (format, create->order->plan->name);

  return vtr_host_explain (create->host, summary, create->error);
}

/* Failing */

/* Ends the job after everything was taken back. */
static void
end_taken_back (Create *create)
{
  VtrTrouble *trouble;

  if (vtr_error_is_cancelled (create->error))
    vtr_job_end_cancelled (create->job);
  else
    {
      /* Translators: %s is the name of a machine. */
      trouble = make_trouble (create, _("“%s” could not be created"));
      if (trouble->remedy == NULL)
        trouble->remedy = g_strdup (_("Nothing was left behind."));
      vtr_job_fail (create->job, trouble);
    }
  free_create (create);
}

static const VtrMadeVolume *
get_last_volume (Create *create)
{
  return create->volumes->pdata[create->volumes->len - 1];
}

static void
on_volume_deleted_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  Create *create = user_data;
  g_autoptr (GError) error = NULL;
  VtrTrouble *trouble;

  vtr_host_step_finish (create->host, result, &error);
  if (error == NULL)
    {
      g_ptr_array_set_size (create->volumes, (gint) create->volumes->len - 1);
      take_back (create);
      return;
    }

  trouble = make_trouble (create, _("“%s” could not be created"));
  g_free (trouble->remedy);
  /* Translators: %s is the path of a disk image. */
  trouble->remedy = g_strdup_printf (_("This is left behind and could not be removed: %s"),
                                     get_last_volume (create)->path);
  vtr_job_fail (create->job, trouble);
  free_create (create);
}

static void
on_undefined_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Create *create = user_data;

  vtr_host_step_finish (create->host, result, NULL);
  create->is_defined = FALSE;
  take_back (create);
}

static void
take_back (Create *create)
{
  vtr_job_set_can_cancel (create->job, FALSE);
  vtr_job_set_status (create->job, _("Cleaning up"));
  if (create->is_defined)
    vtr_host_undefine_async (create->host, create->order->plan->uuid, on_undefined_cb, create);
  else if (create->volumes->len > 0)
    vtr_host_delete_volume_async (create->host, get_last_volume (create)->path, on_volume_deleted_cb,
                                  create);
  else
    end_taken_back (create);
}

/* Takes @error. */
static void
fail (Create *create,
      GError *error)
{
  create->error = error;
  g_clear_handle_id (&create->progress_timer, g_source_remove);
  take_back (create);
}

/* How far it is */

static void
show_progress (Create *create)
{
  guint64 done = vtr_progress_get_done (create->progress);
  guint64 total = vtr_progress_get_total (create->progress);
  gint64 passed = vtr_time_now () - create->progress_start;
  g_autofree char *done_text = vtr_format_bytes (done);
  g_autofree char *total_text = vtr_format_bytes (total);
  g_autofree char *rate = vtr_format_rate ((double) done * G_USEC_PER_SEC / (double) MAX (passed, 1));
  g_autofree char *text = NULL;

  vtr_job_set_fraction (create->job, vtr_progress_get_fraction (create->progress));
  if (total > 0)
    /* Translators: two sizes and a rate, such as 1.2 GiB of 4 GiB, 11 MB/s. */
    text = g_strdup_printf (_("%s of %s, %s"), done_text, total_text, rate);
  else
    /* Translators: a size and a rate, such as 1.2 GiB, 11 MB/s. */
    text = g_strdup_printf (_("%s, %s"), done_text, rate);
  vtr_job_set_status (create->job, text);
}

static gboolean
on_progress_timer_cb (gpointer user_data)
{
  show_progress (user_data);
  return G_SOURCE_CONTINUE;
}

/* A conversion counts in shares of the whole, of which nobody wants to know the size. */
static gboolean
on_share_timer_cb (gpointer user_data)
{
  Create *create = user_data;

  vtr_job_set_fraction (create->job, vtr_progress_get_fraction (create->progress));
  return G_SOURCE_CONTINUE;
}

static void
begin_progress (Create      *create,
                GSourceFunc  callback)
{
  g_clear_pointer (&create->progress, vtr_progress_unref);
  create->progress = vtr_progress_new ();
  create->progress_start = vtr_time_now ();
  create->progress_timer = g_timeout_add (PROGRESS_MILLISECONDS, callback, create);
}

static void
repeat (Create *create)
{
  create->step--;
  go_on (create);
}

/* The files */

static void
on_fetched_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;

  create->order->files[create->sort].file = vtr_fetch_finish (result, &error);
  if (error != NULL)
    fail (create, error);
  else
    repeat (create);
}

static gboolean
fetch_files (Create *create)
{
  for (guint i = 0; i < VTR_N_FILES; i++)
    {
      const VtrOrderFile *file = &create->order->files[i];

      if (file->url == NULL || file->file != NULL)
        continue;
      create->sort = i;
      begin_progress (create, on_progress_timer_cb);
      vtr_fetch_async (file->url, file->sha256, NULL, create->progress,
                       vtr_job_get_cancellable (create->job), on_fetched_cb, create);
      return TRUE;
    }
  return FALSE;
}

/* A file that is gone when the machine is there. */
static char *
name_scrap (Create     *create,
            const char *ending)
{
  g_autofree char *folder = vtr_fetch_get_folder ();
  g_autofree char *name = g_strconcat (create->order->plan->name, "-", create->order->plan->uuid, ending, NULL);
  char *path;

  g_strdelimit (name, "/", '-');
  path = g_build_filename (folder, name, NULL);
  g_mkdir_with_parents (folder, 0700);
  g_ptr_array_add (create->scraps, g_strdup (path));
  return path;
}

static void
on_converted_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;

  if (vtr_convert_finish (result, &error))
    go_on (create);
  else
    fail (create, error);
}

static gboolean
convert_image (Create *create)
{
  VtrOrderFile *image = &create->order->files[VTR_FILE_IMAGE];
  g_autofree char *source = NULL;

  if (image->file == NULL || !create->order->converts)
    return FALSE;

  source = g_steal_pointer (&image->file);
  image->file = name_scrap (create, ".qcow2");
  vtr_job_set_status (create->job, _("Converting the disk"));
  begin_progress (create, on_share_timer_cb);
  vtr_convert_async (source, image->file, create->progress, vtr_job_get_cancellable (create->job),
                     on_converted_cb, create);
  return TRUE;
}

static void
on_seed_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;

  if (vtr_cloud_seed_write_finish (result, &error))
    go_on (create);
  else
    fail (create, error);
}

static gboolean
write_seed (Create *create)
{
  VtrCreateOrder *order = create->order;

  if (order->cloud == NULL)
    return FALSE;

  order->files[VTR_FILE_SEED].file = name_scrap (create, "-seed.iso");
  vtr_cloud_seed_write_async (order->cloud, order->plan->uuid, order->files[VTR_FILE_SEED].file,
                              on_seed_written_cb, create);
  return TRUE;
}

static void
on_placed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;

  vtr_host_step_finish (create->host, result, &error);
  if (error != NULL)
    {
      fail (create, error);
      return;
    }

  vtr_create_order_set_path (create->order, create->sort, get_last_volume (create)->path);
  repeat (create);
}

static void
on_place_made_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;
  VtrMadeVolume *volume = vtr_host_make_volume_finish (create->host, result, &error);

  if (volume == NULL)
    {
      fail (create, error);
      return;
    }

  g_ptr_array_add (create->volumes, volume);
  begin_progress (create, on_progress_timer_cb);
  vtr_host_upload_async (create->host, volume->path, create->order->files[create->sort].file,
                         create->progress, vtr_job_get_cancellable (create->job), on_placed_cb, create);
}

/* What the host's machines cannot read here is brought to them. The seed always is: it goes when the
 * machine has read it, and a volume is gone for the host, too. */
static gboolean
place_files (Create *create)
{
  VtrCreateOrder *order = create->order;

  for (guint i = 0; i < VTR_N_FILES; i++)
    {
      VtrOrderFile *file = &order->files[i];
      g_autofree char *name = NULL;
      VtrVolumeWish wish;

      if (file->file == NULL || file->placed || i == VTR_FILE_IMAGE)
        continue;
      if (order->reads_ours && i != VTR_FILE_SEED)
        {
          vtr_create_order_set_path (order, i, file->file);
          continue;
        }

      name = g_path_get_basename (file->file);
      wish = (VtrVolumeWish) { .pool = order->disk.pool, .folder = order->disk.folder, .name = name,
                               .capacity = 1024, .format = (char *) "raw" };
      create->sort = i;
      vtr_job_set_status (create->job, _("Bringing its files to the host"));
      vtr_host_make_volume_async (create->host, &wish, vtr_job_get_cancellable (create->job),
                                  on_place_made_cb, create);
      return TRUE;
    }
  return FALSE;
}

/* The disk */

static void
on_volume_made_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Create *create = user_data;
  VtrPlanDisk *disk = &create->order->plan->disk;
  GError *error = NULL;

  create->disk = vtr_host_make_volume_finish (create->host, result, &error);
  if (create->disk == NULL)
    {
      fail (create, error);
      return;
    }

  g_ptr_array_add (create->volumes, create->disk);
  if (create->disk->path != NULL && create->disk->path[0] == '/')
    disk->path = g_strdup (create->disk->path);
  else
    {
      disk->pool = g_strdup (create->disk->pool);
      disk->volume = g_strdup (create->disk->name);
    }
  g_set_str (&disk->format, create->disk->format);
  go_on (create);
}

static gboolean
make_disk (Create *create)
{
  if (create->order->disk.name == NULL)
    return FALSE;

  vtr_job_set_status (create->job, _("Making its disk"));
  vtr_host_make_volume_async (create->host, &create->order->disk,
                              vtr_job_get_cancellable (create->job), on_volume_made_cb, create);
  return TRUE;
}

static void
on_disk_filled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;

  vtr_host_step_finish (create->host, result, &error);
  if (error != NULL)
    fail (create, error);
  else
    go_on (create);
}

static gboolean
fill_disk (Create *create)
{
  const VtrOrderFile *image = &create->order->files[VTR_FILE_IMAGE];

  if (image->file == NULL || create->disk == NULL)
    return FALSE;

  begin_progress (create, on_progress_timer_cb);
  vtr_host_upload_async (create->host, create->disk->path, image->file, create->progress,
                         vtr_job_get_cancellable (create->job), on_disk_filled_cb, create);
  return TRUE;
}

/* An image brings its own size along. */
static gboolean
grow_disk (Create *create)
{
  if (create->order->files[VTR_FILE_IMAGE].file == NULL || create->disk == NULL)
    return FALSE;

  vtr_host_grow_volume_async (create->host, create->disk->path, create->order->disk.capacity,
                              on_disk_filled_cb, create);
  return TRUE;
}

/* The machine */

static void
on_defined_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Create *create = user_data;
  GError *error = NULL;
  g_autofree char *uuid = vtr_host_step_finish (create->host, result, &error);

  if (uuid == NULL)
    {
      fail (create, error);
      return;
    }

  create->is_defined = TRUE;
  go_on (create);
}

static char *
build (Create       *create,
       VtrBuildPhase phase)
{
  g_autoptr (VtrXmlDoc) doc = vtr_machine_build (create->order->plan, create->order->os,
                                                 create->order->capabilities, phase);

  return vtr_xml_doc_to_string (doc);
}

static gboolean
define (Create *create)
{
  g_autofree char *xml = build (create, VTR_BUILD_LASTING);

  vtr_job_set_status (create->job, _("Writing its definition"));
  vtr_host_define_async (create->host, xml, on_defined_cb, create);
  return TRUE;
}

static void
on_started_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Create *create = user_data;
  VtrMachine *machine;
  VtrTrouble *trouble;

  vtr_host_step_finish (create->host, result, &create->error);
  if (create->error == NULL)
    {
      go_on (create);
      return;
    }

  machine = vtr_host_find_machine (create->host, create->order->plan->uuid);
  vtr_job_set_subject (create->job, G_OBJECT (machine));
  /* Translators: %s is the name of a machine. */
  trouble = make_trouble (create, _("“%s” was created, but could not be started"));
  vtr_job_fail (create->job, trouble);
  free_create (create);
}

static gboolean
start (Create *create)
{
  const VtrMachinePlan *plan = create->order->plan;
  g_autofree char *first = NULL;

  if (!create->order->starts)
    return FALSE;

  if (vtr_machine_needs_first_phase (plan))
    first = build (create, VTR_BUILD_FIRST);
  vtr_job_set_can_cancel (create->job, FALSE);
  vtr_job_set_status (create->job, _("Starting it"));
  vtr_host_start_new_async (create->host, plan->uuid, first, on_started_cb, create);
  return TRUE;
}

/* The host tells of the machine by an event, which may be slower than the last answer. */
static void
on_machines_changed_cb (GListModel *machines,
                        guint       position,
                        guint       removed,
                        guint       added,
                        gpointer    user_data)
{
  Create *create = user_data;

  if (vtr_host_find_machine (create->host, create->order->plan->uuid) != NULL)
    go_on (create);
}

static gboolean
on_arrival_timeout_cb (gpointer user_data)
{
  Create *create = user_data;

  create->arrival_timer = 0;
  go_on (create);
  return G_SOURCE_REMOVE;
}

static gboolean
await_arrival (Create *create)
{
  GListModel *machines = vtr_host_get_machines (create->host);

  if (vtr_host_find_machine (create->host, create->order->plan->uuid) != NULL)
    return FALSE;

  create->arrival_handler
      = g_signal_connect (machines, "items-changed", G_CALLBACK (on_machines_changed_cb), create);
  create->arrival_timer = g_timeout_add_seconds (ARRIVAL_SECONDS, on_arrival_timeout_cb, create);
  return TRUE;
}

static const Step steps[] = { fetch_files, convert_image, write_seed, make_disk, fill_disk,
                              grow_disk, place_files, define, start, await_arrival };

static void
succeed (Create *create)
{
  VtrMachine *machine = vtr_host_find_machine (create->host, create->order->plan->uuid);

  vtr_job_set_subject (create->job, machine != NULL ? G_OBJECT (machine) : NULL);
  if (create->order->starts)
    vtr_install_watch_start (create->host, create->order->plan);
  vtr_job_succeed (create->job);
  free_create (create);
}

static void
go_on (Create *create)
{
  GError *cancelled = NULL;

  g_clear_signal_handler (&create->arrival_handler, vtr_host_get_machines (create->host));
  g_clear_handle_id (&create->arrival_timer, g_source_remove);
  g_clear_handle_id (&create->progress_timer, g_source_remove);

  while (create->step < G_N_ELEMENTS (steps))
    {
      if (g_cancellable_set_error_if_cancelled (vtr_job_get_cancellable (create->job), &cancelled))
        {
          fail (create, cancelled);
          return;
        }
      vtr_job_set_fraction (create->job, (double) create->step / G_N_ELEMENTS (steps));
      if (steps[create->step++] (create))
        return;
    }
  succeed (create);
}

/**
 * vtr_create_job_run:
 * @host: where the machine shall be
 * @order: (transfer full): what is wanted
 *
 * Returns: (transfer full): the job, which the host has announced; in the end its subject is the
 *   machine
 */
VtrJob *
vtr_create_job_run (VtrHost        *host,
                    VtrCreateOrder *order)
{
  /* Translators: %s is the name of a machine. */
  g_autofree char *title = g_strdup_printf (_("Creating %s"), order->plan->name);
  Create *create = g_new0 (Create, 1);
  VtrJob *job = vtr_job_new (title);

  create->volumes = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_made_volume_free);
  create->scraps = g_ptr_array_new_with_free_func (g_free);
  if (order->plan->uuid == NULL)
    order->plan->uuid = g_uuid_string_random ();
  create->host = g_object_ref (host);
  create->job = g_object_ref (job);
  create->order = order;
  vtr_job_set_can_cancel (job, TRUE);
  vtr_host_announce_job (host, job);
  go_on (create);
  return job;
}
