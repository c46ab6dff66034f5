/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-lab-guest.h"

#include "vtr-wait.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#define HEADER_SIZE 110

static char *
find_kernel (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/boot", 0, NULL);
  g_autofree char *newest = NULL;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "vmlinuz-") && g_strcmp0 (name, newest) > 0)
      g_set_str (&newest, name);

  return newest != NULL ? g_build_filename ("/boot", newest, NULL) : NULL;
}

/**
 * vtr_lab_guest_can:
 *
 * Returns: whether such guests can be run here; the test is skipped where not
 */
gboolean
vtr_lab_guest_can (void)
{
  g_autofree char *kernel = find_kernel ();

  if (vtr_lab_qemu_is_there () && kernel != NULL)
    return TRUE;

  g_test_skip ("QEMU and a kernel in /boot are needed");
  return FALSE;
}

static void
pad (GByteArray *archive)
{
  static const guint8 zeros[4];

  g_byte_array_append (archive, zeros, (4 - archive->len % 4) % 4);
}

/* One file of an archive in the format that the kernel unpacks at its start. */
static void
append_file (GByteArray *archive,
             const char *name,
             guint       mode,
             const char *data,
             gsize       size)
{
  g_autofree char *header =
    g_strdup_printf ("070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x", 1, mode, 0, 0, 1,
                     0, (guint) size, 0, 0, 0, 0, (guint) strlen (name) + 1, 0);

  g_assert_cmpuint (strlen (header), ==, HEADER_SIZE);
  g_byte_array_append (archive, (const guint8 *) header, HEADER_SIZE);
  g_byte_array_append (archive, (const guint8 *) name, (guint) strlen (name) + 1);
  pad (archive);
  g_byte_array_append (archive, (const guint8 *) data, (guint) size);
  pad (archive);
}

static char *
write_archive (void)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "lab", "guest", "guest", NULL);
  g_autoptr (GByteArray) archive = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *path = NULL;
  gsize size;
  int fd;

  g_file_get_contents (program, &data, &size, &error);
  g_assert_no_error (error);
  append_file (archive, "init", 0100755, data, size);
  append_file (archive, "TRAILER!!!", 0, NULL, 0);
  fd = g_file_open_tmp ("vtr-guest-XXXXXX", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, (const char *) archive->data, archive->len, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static void read_more (VtrLabGuest *self);

static void
on_serial_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  VtrLabGuest *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || bytes == NULL
      || g_bytes_get_size (bytes) == 0)
    return;

  g_string_append_len (self->heard, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes));
  read_more (self);
}

static void
read_more (VtrLabGuest *self)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (self->serial)), 4096,
                                   G_PRIORITY_DEFAULT, self->cancellable, on_serial_read_cb, self);
}

static void
listen_to (VtrLabGuest *self)
{
  g_autofree char *path = vtr_lab_qemu_path (self->qemu, "serial");
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;

  self->serial = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  read_more (self);
}

/**
 * vtr_lab_guest_new:
 * @agent: what QEMU is to do with what the agent says, such as "spicevmc,name=vdagent"
 * @...: what else the guest consists of, up to %NULL
 *
 * Returns: (transfer full): a guest that has come up
 */
VtrLabGuest *
vtr_lab_guest_new (const char *agent,
                   ...)
{
  VtrLabGuest *self = g_new0 (VtrLabGuest, 1);
  g_autofree char *kernel = find_kernel ();
  g_autofree char *archive = write_archive ();
  g_autofree char *chardev = g_strdup_printf ("%s,id=agent", agent);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  va_list list;

  g_strv_builder_add_many (builder, "-m", "128", "-M", "q35", "-kernel", kernel, "-initrd", archive,
                           "-append", "quiet panic=-1 console=ttyS1",
                           "-chardev", "socket,id=serial,server=on,wait=off,path=serial",
                           "-serial", "chardev:serial", "-device", "virtio-serial", "-chardev",
                           chardev, "-device",
                           "virtserialport,chardev=agent,name=com.redhat.spice.0", NULL);
  va_start (list, agent);
  for (const char *argument; (argument = va_arg (list, char *)) != NULL;)
    g_strv_builder_add (builder, argument);
  va_end (list);
  arguments = g_strv_builder_end (builder);

  self->heard = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
  self->qemu = vtr_lab_qemu_new_strv (arguments);
  g_unlink (archive);
  listen_to (self);
  vtr_wait_until (vtr_lab_guest_heard (self, "guest-up."));

  return self;
}

void
vtr_lab_guest_free (VtrLabGuest *self)
{
  g_autofree char *path = vtr_lab_qemu_path (self->qemu, "serial");

  /* The read has to be heard of once more before its memory goes. */
  g_cancellable_cancel (self->cancellable);
  vtr_wait_until (!g_input_stream_has_pending (
    g_io_stream_get_input_stream (G_IO_STREAM (self->serial))));
  g_clear_object (&self->serial);
  g_clear_object (&self->cancellable);
  g_unlink (path);
  vtr_lab_qemu_free (self->qemu);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

/**
 * vtr_lab_guest_tell:
 * @line: a command of guest/main.c
 *
 * Returns once the guest has done it.
 */
void
vtr_lab_guest_tell (VtrLabGuest *self,
                    const char  *line)
{
  g_autofree char *sent = g_strconcat (line, "\n", NULL);
  g_autofree char *done = g_strdup_printf ("done %s.", line);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->serial)), sent,
                             strlen (sent), NULL, NULL, &error);
  g_assert_no_error (error);
  vtr_wait_until (vtr_lab_guest_heard (self, done));
}

/**
 * vtr_lab_guest_heard:
 *
 * Returns: whether the guest said that since vtr_lab_guest_forget ()
 */
gboolean
vtr_lab_guest_heard (VtrLabGuest *self,
                     const char  *what)
{
  return strstr (self->heard->str, what) != NULL;
}

void
vtr_lab_guest_forget (VtrLabGuest *self)
{
  g_string_truncate (self->heard, 0);
}
