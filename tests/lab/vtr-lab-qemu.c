/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-lab-qemu.h"

#include "vtr-wait.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

#define PROGRAM "qemu-system-x86_64"

/**
 * vtr_lab_qemu_is_there:
 *
 * Returns: whether guests can be run here at all
 */
gboolean
vtr_lab_qemu_is_there (void)
{
  g_autofree char *path = g_find_program_in_path (PROGRAM);

  return path != NULL;
}

/**
 * vtr_lab_qemu_path:
 *
 * Returns: (transfer full): where the socket or file of that name is
 */
char *
vtr_lab_qemu_path (VtrLabQemu *self,
                   const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static char *
read_answer (VtrLabQemu *self)
{
  g_autoptr (GError) error = NULL;

  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (self->answers, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (strstr (line, "\"return\"") != NULL || strstr (line, "\"QMP\"") != NULL
          || strstr (line, "\"error\"") != NULL)
        return g_steal_pointer (&line);
    }
}

/**
 * vtr_lab_qemu_ask:
 * @json: a command of QMP, which has to succeed
 *
 * Returns: (transfer full): what QEMU answers
 */
char *
vtr_lab_qemu_ask (VtrLabQemu *self,
                  const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (self->qmp));

  g_output_stream_write_all (output, json, strlen (json), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = read_answer (self);
  if (strstr (answer, "\"return\"") == NULL)
    g_error ("%s: %s", json, answer);

  return g_steal_pointer (&answer);
}

/**
 * vtr_lab_qemu_command:
 * @json: a command of QMP, which has to succeed
 */
void
vtr_lab_qemu_command (VtrLabQemu *self,
                      const char *json)
{
  g_free (vtr_lab_qemu_ask (self, json));
}

static GSocketConnection *
try_connect (const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
}

static gboolean
on_poll_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A test that fails must not leave a guest behind. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/**
 * vtr_lab_qemu_start:
 * @arguments: what the guest consists of
 *
 * Returns once QEMU can be talked to.
 */
void
vtr_lab_qemu_start (VtrLabQemu *self,
                    GStrv       arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *vnc = g_strdup_printf ("unix:%s/vnc", self->folder);
  g_autofree char *spice =
    g_strdup_printf ("unix=on,addr=%s/spice,disable-ticketing=on", self->folder);
  g_autofree char *qmp = g_strdup_printf ("unix:%s/qmp,server=on,wait=off", self->folder);
  g_autofree char *qmp_path = vtr_lab_qemu_path (self, "qmp");
  g_autofree char *trace = vtr_lab_qemu_path (self, "trace");
  g_autofree char *greeting = NULL;
  const char *common[] = {
    PROGRAM, "-accel", "tcg", "-display", "none", "-vga", "std", "-vnc", vnc, "-spice", spice,
    "-qmp", qmp, "-d", "trace:input_event_*", "-D", trace, NULL,
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_auto (GStrv) command = NULL;
  guint poll;

  g_strv_builder_addv (builder, common);
  g_strv_builder_addv (builder, (const char **) arguments);
  command = g_strv_builder_end (builder);
  g_unlink (qmp_path);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  /* QEMU warns of clients that hang up, and must not die of it. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  /* Arguments may name files of the guest without knowing where they are. */
  g_subprocess_launcher_set_cwd (launcher, self->folder);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->trace_seen = 0;
  self->process =
    g_subprocess_launcher_spawnv (launcher, (const char *const *) command, &error);
  g_assert_no_error (error);

  poll = g_timeout_add (20, on_poll_cb, NULL);
  vtr_wait_until ((self->qmp = try_connect (qmp_path)) != NULL);
  g_source_remove (poll);
  self->answers =
    g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (self->qmp)));
  greeting = read_answer (self);
  vtr_lab_qemu_command (self, "{\"execute\":\"qmp_capabilities\"}");
}

/**
 * vtr_lab_qemu_new:
 * @first_argument: (nullable): what the guest consists of, up to %NULL
 *
 * Returns: (transfer full): a running guest
 */
VtrLabQemu *
vtr_lab_qemu_new (const char *first_argument,
                  ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  va_list list;

  va_start (list, first_argument);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (list, char *))
    g_strv_builder_add (builder, argument);
  va_end (list);
  arguments = g_strv_builder_end (builder);

  return vtr_lab_qemu_new_strv (arguments);
}

/**
 * vtr_lab_qemu_new_strv:
 * @arguments: what the guest consists of
 *
 * Returns: (transfer full): a running guest
 */
VtrLabQemu *
vtr_lab_qemu_new_strv (GStrv arguments)
{
  VtrLabQemu *self = g_new0 (VtrLabQemu, 1);

  self->folder = g_dir_make_tmp ("vtr-lab-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  vtr_lab_qemu_start (self, arguments);

  return self;
}

/**
 * vtr_lab_qemu_kill:
 *
 * As if the computer below had lost it: no good-bye to anybody.
 */
void
vtr_lab_qemu_kill (VtrLabQemu *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->answers);
  g_clear_object (&self->qmp);
  g_clear_object (&self->process);
}

void
vtr_lab_qemu_free (VtrLabQemu *self)
{
  const char *names[] = { "vnc", "spice", "qmp", "trace", "dump.ppm" };

  if (self->process != NULL)
    vtr_lab_qemu_kill (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = vtr_lab_qemu_path (self, names[i]);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

/**
 * vtr_lab_qemu_screendump:
 * @width: (out): of the picture
 * @height: (out): of the picture
 *
 * Returns: (transfer full): what QEMU itself sees, three bytes a pixel
 */
GBytes *
vtr_lab_qemu_screendump (VtrLabQemu *self,
                         int        *width,
                         int        *height)
{
  g_autofree char *path = vtr_lab_qemu_path (self, "dump.ppm");
  g_autofree char *command = g_strdup_printf (
    "{\"execute\":\"screendump\",\"arguments\":{\"filename\":\"%s\"}}", path);
  g_autofree char *data = NULL;
  gsize length, size;

  vtr_lab_qemu_command (self, command);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_cmpint (sscanf (data, "P6 %d %d 255", width, height), ==, 2);
  size = (gsize) *width * (gsize) *height * 3;
  g_assert_cmpuint (length, >, size);

  return g_bytes_new (data + length - size, size);
}

/**
 * vtr_lab_qemu_trace:
 *
 * Returns: (transfer full): every key, button and motion that reached the guest's devices
 */
char *
vtr_lab_qemu_trace (VtrLabQemu *self)
{
  g_autofree char *path = vtr_lab_qemu_path (self, "trace");
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL) || length < self->trace_seen)
    return g_strdup ("");

  return g_strdup (text + self->trace_seen);
}

/**
 * vtr_lab_qemu_forget:
 *
 * What reached the guest up to now is of no interest any more.
 */
void
vtr_lab_qemu_forget (VtrLabQemu *self)
{
  g_autofree char *path = vtr_lab_qemu_path (self, "trace");
  g_autofree char *text = NULL;

  self->trace_seen = 0;
  g_file_get_contents (path, &text, &self->trace_seen, NULL);
}
