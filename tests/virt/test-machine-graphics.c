/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/machine/vtr-console-stream.h"
#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-graphics.h"
#include "virt/vtr-virt-error.h"

#include <unistd.h>

#include "vtr-wait.h"

static const char running[]
    = "<domain><devices>"
      "<graphics type='spice'><listen type='none'/></graphics>"
      "<graphics type='vnc' port='5901' autoport='yes' listen='0.0.0.0' passwd='x'>"
      "<listen type='address' address='127.0.0.1'/></graphics>"
      "<graphics type='vnc' socket='/run/x'><listen type='socket' socket='/run/x'/></graphics>"
      "<graphics type='spice' port='-1' tlsPort='5902' listen='::1'/>"
      "</devices></domain>";

static void
test_screens (void)
{
  static const struct
  {
    const char *type, *address, *socket;
    guint       port, tls_port;
    gboolean    has_password;
  } expected[] = {
    { "spice", NULL, NULL, 0, 0, FALSE },
    { "vnc", "127.0.0.1", NULL, 5901, 0, TRUE },
    { "vnc", NULL, "/run/x", 0, 0, FALSE },
    { "spice", "::1", NULL, 0, 5902, FALSE },
  };
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (running, -1, NULL);
  g_autoptr (GPtrArray) screens = vtr_machine_screens_list (doc);

  g_assert_cmpuint (screens->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < screens->len; i++)
    {
      const VtrMachineScreen *screen = screens->pdata[i];

      g_assert_cmpuint (screen->index, ==, i);
      g_assert_cmpstr (screen->type, ==, expected[i].type);
      g_assert_cmpstr (screen->address, ==, expected[i].address);
      g_assert_cmpstr (screen->socket, ==, expected[i].socket);
      g_assert_cmpuint (screen->port, ==, expected[i].port);
      g_assert_cmpuint (screen->tls_port, ==, expected[i].tls_port);
      g_assert_cmpint (screen->has_password, ==, expected[i].has_password);
    }
}

typedef struct
{
  VtrHost    *host;
  VtrMachine *machine;
  GError     *error;
  gboolean    done;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  fixture->host = vtr_host_new ("test:///default");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->machine = g_object_ref (vtr_host_find_machine (fixture->host, "test"));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  gpointer host = fixture->host;
  gpointer machine = fixture->machine;

  g_object_add_weak_pointer (host, &host);
  g_object_add_weak_pointer (machine, &machine);
  vtr_host_disconnect (fixture->host);
  g_object_unref (fixture->machine);
  g_object_unref (fixture->host);
  vtr_wait_until (host == NULL && machine == NULL);
  g_clear_error (&fixture->error);
}

static void
on_graphics_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (
      vtr_machine_open_graphics_finish (VTR_MACHINE (source), result, &fixture->error), ==, -1);
  fixture->done = TRUE;
}

static void
test_driver_without_screens (Fixture      *fixture,
                             gconstpointer user_data)
{
  g_assert_true (vtr_machine_can_open_graphics (fixture->machine));
  vtr_machine_open_graphics_async (fixture->machine, 0, NULL, on_graphics_cb, fixture);
  vtr_wait_until (fixture->done);
  g_assert_error (fixture->error, VTR_ERROR, VTR_ERROR_UNSUPPORTED);
}

/* A host that was let go never had the call: the answer comes all the same. */
static void
test_host_is_gone (Fixture      *fixture,
                   gconstpointer user_data)
{
  vtr_host_disconnect (fixture->host);
  g_assert_false (vtr_machine_can_open_graphics (fixture->machine));
  vtr_machine_open_graphics_async (fixture->machine, 0, NULL, on_graphics_cb, fixture);
  vtr_wait_until (fixture->done);
  g_assert_error (fixture->error, VTR_ERROR, VTR_ERROR_UNSUPPORTED);
}

static void
on_serial_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_false (
      vtr_console_stream_open_finish (VTR_CONSOLE_STREAM (source), result, &fixture->error));
  fixture->done = TRUE;
}

static void
test_driver_without_serial (Fixture      *fixture,
                            gconstpointer user_data)
{
  VtrConsoleStream *stream = vtr_console_stream_new (fixture->machine, NULL);
  gpointer watched = stream;

  vtr_console_stream_open_async (stream, FALSE, NULL, on_serial_cb, fixture);
  vtr_wait_until (fixture->done);
  g_assert_error (fixture->error, VTR_ERROR, VTR_ERROR_UNSUPPORTED);
  g_assert_cmpint (vtr_console_stream_write (stream, (const guint8 *) "x", 1), ==, -1);
  vtr_console_stream_close (stream);

  g_object_add_weak_pointer (G_OBJECT (stream), &watched);
  g_object_unref (stream);
  vtr_wait_until (watched == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/machine-graphics/screens", test_screens);
  g_test_add ("/machine-graphics/unsupported", Fixture, NULL, set_up, test_driver_without_screens,
              tear_down);
  g_test_add ("/machine-graphics/gone", Fixture, NULL, set_up, test_host_is_gone, tear_down);
  g_test_add ("/machine-graphics/serial", Fixture, NULL, set_up, test_driver_without_serial,
              tear_down);

  return g_test_run ();
}
