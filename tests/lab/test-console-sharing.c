/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* What SPICE carries besides screen and keys: files, a folder, devices, sound, more screens. */

#include "vtr-lab-console.h"
#include "vtr-lab-guest.h"
#include "vtr-wait.h"

#include <glib/gstdio.h>

#define SPICE (&vtr_lab_protocols[1])

#define FILE_SIZE (3u << 20)

typedef struct
{
  VtrLabGuest *guest;
  VtrConsoleSession *session;
  VtrConsoleOptions *options;
  char *folder;
} Fixture;

/* Booting takes the longest of all. */
static VtrLabGuest *shared;

static void
boot (void)
{
  shared = vtr_lab_guest_new (
    "spicevmc,name=vdagent",
    "-chardev", "spiceport,id=folder,name=org.spice-space.webdav.0",
    "-device", "virtserialport,chardev=folder,name=org.spice-space.webdav.0",
    "-audiodev", "spice,id=sound", "-device", "intel-hda", "-device",
    "hda-duplex,audiodev=sound",
    "-device", "qemu-xhci", "-chardev", "spicevmc,id=usb,name=usbredir",
    "-device", "usb-redir,chardev=usb,id=redirected", NULL);
}

static gboolean
can (Fixture            *fixture,
     VtrConsoleFeatures  feature)
{
  return (vtr_console_session_get_features (fixture->session) & feature) != 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  if (!vtr_lab_guest_can ())
    return;

  if (shared == NULL)
    boot ();
  fixture->guest = shared;
  vtr_lab_guest_tell (shared, "files 0 0");
  vtr_lab_guest_forget (shared);
  fixture->session = vtr_lab_console_new (shared->qemu, SPICE);
  fixture->options = vtr_console_session_get_options (fixture->session);
  fixture->folder = g_dir_make_tmp ("vtr-share-XXXXXX", NULL);
}

static void
connect_and_wait (Fixture            *fixture,
                  VtrConsoleFeatures  feature)
{
  vtr_lab_console_connect (fixture->session);
  vtr_wait_until (can (fixture, feature));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->session == NULL)
    return;

  vtr_console_session_close (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static char *
make_file (Fixture    *fixture,
           const char *name,
           gsize       size,
           guint32    *sum)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree guint8 *data = g_malloc (size);
  g_autoptr (GError) error = NULL;

  *sum = 0;
  for (gsize i = 0; i < size; i++)
    {
      data[i] = (guint8) (i * 17 + i / 256);
      *sum = *sum * 31 + data[i];
    }
  g_file_set_contents (path, (const char *) data, (gssize) size, &error);
  g_assert_no_error (error);

  return path;
}

static void
on_session_job_started_cb (VtrConsoleSession *session,
                           VtrJob            *job,
                           VtrJob           **started)
{
  g_set_object (started, job);
}

static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GFile) file = NULL;
  GFile *files[] = { NULL, NULL };
  g_autoptr (VtrJob) job = NULL;
  g_autoptr (VtrJob) announced = NULL;
  guint32 sum;

  if (fixture->session == NULL)
    return;

  connect_and_wait (fixture, VTR_CONSOLE_CAN_TAKE_FILES);
  path = make_file (fixture, "a film.bin", FILE_SIZE, &sum);
  expected = g_strdup_printf ("file-end size=%u sum=%08x.", FILE_SIZE, sum);
  file = files[0] = g_file_new_for_path (path);
  g_signal_connect (fixture->session, "job-started", G_CALLBACK (on_session_job_started_cb),
                    &announced);
  job = vtr_console_session_send_files (fixture->session, files);
  g_assert_true (announced == job);
  g_assert_cmpstr (vtr_job_get_title (job), ==, "Sending “a film.bin” to the machine");
  g_assert_true (vtr_job_get_can_cancel (job));
  vtr_wait_until (vtr_job_get_fraction (job) > 0 && vtr_job_get_fraction (job) < 1);
  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_lab_guest_heard (fixture->guest, expected));
  g_assert_true (vtr_lab_guest_heard (fixture->guest, "name=a film.bin."));
  g_unlink (path);
}

static void
test_files_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GFile *files[] = { NULL, NULL };
  g_autoptr (VtrJob) job = NULL;
  guint32 sum;

  if (fixture->session == NULL)
    return;

  connect_and_wait (fixture, VTR_CONSOLE_CAN_TAKE_FILES);
  vtr_lab_guest_tell (fixture->guest, "files 1 0");
  path = make_file (fixture, "small", 100, &sum);
  file = files[0] = g_file_new_for_path (path);
  job = vtr_console_session_send_files (fixture->session, files);
  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_FAILED);
  g_assert_cmpstr (vtr_job_get_trouble (job)->summary, ==, "The machine did not take the files.");

  /* A file that is not there is not the guest's fault, and no reason to give up the next one. */
  g_unlink (path);
  g_clear_object (&job);
  job = vtr_console_session_send_files (fixture->session, files);
  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_FAILED);
}

static void
test_files_cancelled (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GFile *files[] = { NULL, NULL };
  g_autoptr (VtrJob) job = NULL;
  guint32 sum;

  if (fixture->session == NULL)
    return;

  connect_and_wait (fixture, VTR_CONSOLE_CAN_TAKE_FILES);
  vtr_lab_guest_tell (fixture->guest, "files 0 1");
  path = make_file (fixture, "large", FILE_SIZE, &sum);
  file = files[0] = g_file_new_for_path (path);
  job = vtr_console_session_send_files (fixture->session, files);
  vtr_wait_until (vtr_lab_guest_heard (fixture->guest, "file-start"));
  vtr_job_cancel (job);
  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_CANCELLED);
  vtr_lab_guest_tell (fixture->guest, "files 0 0");
  g_unlink (path);
}

/* Only the folder that was chosen is there, and only while it is. */
static void
test_folder (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = NULL;

  if (fixture->session == NULL)
    return;

  path = g_build_filename (fixture->folder, "note.txt", NULL);
  g_assert_true (g_file_set_contents (path, "from the host", -1, NULL));
  connect_and_wait (fixture, VTR_CONSOLE_CAN_SEE_FOLDER);
  vtr_lab_guest_tell (fixture->guest, "fetch /note.txt");
  g_assert_false (vtr_lab_guest_heard (fixture->guest, "from the host"));

  g_object_set (fixture->options, "shared-folder", fixture->folder, NULL);
  vtr_lab_guest_tell (fixture->guest, "fetch /note.txt");
  vtr_wait_until (vtr_lab_guest_heard (fixture->guest,
                                       "folder-says HTTP/1.1 200: from the host."));
  g_unlink (path);
}

static gboolean
server_has_channel (VtrLabGuest *guest,
                    guint        type)
{
  g_autofree char *answer = vtr_lab_qemu_ask (guest->qemu, "{\"execute\":\"query-spice\"}");
  g_autofree char *needle = g_strdup_printf ("\"channel-type\": %u,", type);

  return strstr (answer, needle) != NULL;
}

static gboolean
on_poll_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

#define PLAYBACK 5
#define RECORD 6

static void
test_sound (Fixture       *fixture,
            gconstpointer  data)
{
  guint poll;

  if (fixture->session == NULL)
    return;

  poll = g_timeout_add (20, on_poll_cb, NULL);
  connect_and_wait (fixture, VTR_CONSOLE_CAN_PLAY_SOUND);
  vtr_wait_until (server_has_channel (fixture->guest, PLAYBACK));
  g_object_set (fixture->options, "muted", TRUE, NULL);
  vtr_wait_until (!server_has_channel (fixture->guest, PLAYBACK));
  g_object_set (fixture->options, "muted", FALSE, NULL);
  vtr_wait_until (server_has_channel (fixture->guest, PLAYBACK));
  /* Nobody asked for the microphone. */
  g_assert_false (server_has_channel (fixture->guest, RECORD));

  vtr_console_session_close (fixture->session);
  g_object_set (fixture->options, "microphone", TRUE, "muted", TRUE, NULL);
  vtr_lab_console_connect (fixture->session);
  vtr_wait_until (server_has_channel (fixture->guest, RECORD));
  vtr_wait_until (!server_has_channel (fixture->guest, PLAYBACK));
  g_source_remove (poll);
}

static void
on_device_redirected_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  vtr_usb_device_redirect_finish (VTR_USB_DEVICE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
redirect (VtrUsbDevice *device,
          gboolean      on)
{
  gboolean done = FALSE;

  vtr_usb_device_redirect_async (device, on, NULL, on_device_redirected_cb, &done);
  g_assert_true (vtr_usb_device_get_busy (device));
  vtr_wait_until (done);
  vtr_wait_until (!vtr_usb_device_get_busy (device));
  g_assert_cmpint (vtr_usb_device_get_redirected (device), ==, on);
}

static gboolean
guest_has_disc (VtrLabGuest *guest)
{
  g_autofree char *answer =
    vtr_lab_qemu_ask (guest->qemu, "{\"execute\":\"human-monitor-command\","
                                   "\"arguments\":{\"command-line\":\"info usb\"}}");

  /* Without a device its speed is the least there is. */
  return strstr (answer, "Speed 1.5") == NULL;
}

/* There is no bus here, but the library can make a drive of a file. */
static void
test_usb (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (VtrUsbRedirection) usb = NULL;
  GListModel *devices;
  g_autoptr (VtrUsbDevice) disc = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  guint32 sum;
  guint poll;

  if (fixture->session == NULL)
    return;

  connect_and_wait (fixture, VTR_CONSOLE_CAN_TAKE_USB);
  usb = g_object_ref (vtr_console_session_get_usb (fixture->session));
  if (vtr_usb_redirection_get_trouble (usb) != NULL)
    {
      g_autofree char *text = vtr_trouble_to_text (vtr_usb_redirection_get_trouble (usb));

      g_test_skip (text);
      return;
    }

  path = make_file (fixture, "disc.iso", 4u << 20, &sum);
  devices = vtr_usb_redirection_get_devices (usb);
  vtr_wait_until (vtr_usb_redirection_get_room (usb) == 1);
  g_assert_true (vtr_usb_redirection_add_disc (usb, path, &error));
  g_assert_no_error (error);
  vtr_wait_until (g_list_model_get_n_items (devices) > 0);
  disc = g_list_model_get_item (devices, g_list_model_get_n_items (devices) - 1);
  g_test_message ("device: %s", vtr_usb_device_get_name (disc));
  g_assert_cmpstr (vtr_usb_device_get_name (disc), !=, "");
  g_assert_null (vtr_usb_device_get_obstacle (disc));

  if (!vtr_usb_device_get_redirected (disc))
    redirect (disc, TRUE);
  poll = g_timeout_add (20, on_poll_cb, NULL);
  vtr_wait_until (guest_has_disc (fixture->guest));
  g_assert_cmpuint (vtr_usb_redirection_get_room (usb), ==, 0);
  redirect (disc, FALSE);
  vtr_wait_until (!guest_has_disc (fixture->guest));
  vtr_wait_until (vtr_usb_redirection_get_room (usb) == 1);
  g_source_remove (poll);

  vtr_console_session_close (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (devices), ==, 0);
  g_assert_null (vtr_console_session_get_usb (fixture->session));
  g_unlink (path);
}

/* Each card is a screen of its own, with its own picture and size. */
static void
test_monitors (void)
{
  VtrLabGuest *guest;
  VtrConsoleSession *session;
  GListModel *monitors;
  g_autoptr (VtrFramebuffer) first = NULL;
  g_autoptr (VtrFramebuffer) second = NULL;

  if (!vtr_lab_guest_can ())
    return;

  guest = vtr_lab_guest_new ("spicevmc,name=vdagent", "-device", "secondary-vga,id=second", NULL);
  session = vtr_lab_console_new (guest->qemu, SPICE);
  vtr_lab_guest_tell (guest, "size 800 600");
  vtr_lab_console_connect (session);
  monitors = vtr_console_session_get_monitors (session);
  vtr_wait_until (g_list_model_get_n_items (monitors) == 2);
  first = g_list_model_get_item (monitors, 0);
  second = g_list_model_get_item (monitors, 1);
  vtr_wait_until (vtr_framebuffer_get_width (first) == 800);
  vtr_wait_until (vtr_framebuffer_get_width (second) > 0);
  g_assert_cmpuint (vtr_framebuffer_get_width (second), !=, 800);
  vtr_lab_console_wait_for_picture (guest->qemu, session);

  vtr_console_session_close (session);
  g_assert_cmpuint (g_list_model_get_n_items (monitors), ==, 0);
  g_assert_finalize_object (session);

  /* A person who only passes by on the way to another machine must not cost this one its life. */
  for (guint i = 0; i < 10; i++)
    {
      session = vtr_lab_console_new (guest->qemu, SPICE);
      vtr_lab_console_connect (session);
      vtr_wait_until (
        g_list_model_get_n_items (vtr_console_session_get_monitors (session)) == 2);
      vtr_console_session_close (session);
      g_assert_finalize_object (session);
    }
  vtr_lab_guest_tell (guest, "size 640 480");
  vtr_lab_guest_free (guest);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  vtr_lab_console_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/console-sharing/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("files", test_files);
  ADD ("files-refused", test_files_refused);
  ADD ("files-cancelled", test_files_cancelled);
  ADD ("folder", test_folder);
  ADD ("sound", test_sound);
  ADD ("usb", test_usb);
  g_test_add_func ("/console-sharing/monitors", test_monitors);

  result = g_test_run ();
  g_clear_pointer (&shared, vtr_lab_guest_free);

  return result;
}
