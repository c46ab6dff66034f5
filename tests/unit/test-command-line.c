/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "app/vtr-command-line.h"

#include <locale.h>
#include <string.h>

#define MAX_WORDS 8

typedef struct
{
  const char *words[MAX_WORDS];
  const char *uris; /* joined with a space */
  const char *machine;
  gboolean    demo;
  gboolean    show_host;
  const char *viewer;
} GoodUse;

static const GoodUse good_uses[] = {
  { { "vitrine" }, "", NULL, FALSE, FALSE },
  { { "vitrine", "--demo" }, "", NULL, TRUE, FALSE },
  { { "vitrine", "--connect", "qemu:///system" }, "qemu:///system", NULL, FALSE, FALSE },
  { { "vitrine", "-c", "qemu:///system", "--connect=qemu+ssh://me@server/system" },
    "qemu:///system qemu+ssh://me@server/system", NULL, FALSE, FALSE },
  { { "vitrine", "--show-machine", "web-frontend" }, "", "web-frontend", FALSE, FALSE },
  { { "vitrine", "--demo", "--show-machine", "7" }, "", "7", TRUE, FALSE },
  { { "vitrine", "-c", "lxc:///", "--show-machine=a b" }, "lxc:///", "a b", FALSE, FALSE },
  { { "vitrine", "--show-host", "-c", "qemu:///session" }, "qemu:///session", NULL, FALSE, TRUE },
  { { "vitrine", "--show-host", "--demo" }, "", NULL, TRUE, TRUE },
  { { "vitrine", "--viewer", "vnc://server:5901" }, "", NULL, FALSE, FALSE, "vnc://server:5901" },
  { { "vitrine", "--viewer=console.vv" }, "", NULL, FALSE, FALSE, "console.vv" },
  { { "vitrine", "--gapplication-service" }, "", NULL, FALSE, FALSE },
};

typedef struct
{
  const char *words[MAX_WORDS];
  const char *sentence; /* a pattern */
} BadUse;

static const BadUse bad_uses[] = {
  { { "vitrine", "--frobnicate" }, "*--frobnicate*" },
  { { "vitrine", "--connect" }, "*--connect*" },
  { { "vitrine", "web-frontend" }, "“web-frontend” is not an option*" },
  { { "vitrine", "--", "--demo" }, "“--demo” is not an option*" },
  { { "vitrine", "--demo", "stray" }, "“stray” is not an option*" },
  { { "vitrine", "-c", "" }, "“” is not the address of a host: *" },
  { { "vitrine", "-c", "qemu system" }, "“qemu system” is not the address of a host: *" },
  { { "vitrine", "-c", "lxc:///", "-c", "http" }, "“http” is not the address of a host: *" },
  { { "vitrine", "--viewer" }, "*--viewer*" },
  { { "vitrine", "--viewer", "" }, "“--viewer” needs*" },
  { { "vitrine", "--viewer", "a.vv", "--demo" }, "“--viewer” needs*" },
  { { "vitrine", "--viewer", "a.vv", "--show-machine", "a" }, "“--viewer” needs*" },
  { { "vitrine", "--show-host" }, "“--show-host” needs*" },
  { { "vitrine", "--show-host", "--demo", "-c", "lxc:///" }, "“--show-host” needs*" },
  { { "vitrine", "--show-machine", "" }, "“--show-machine” needs*" },
  { { "vitrine", "--show-machine", "a", "-c", "lxc:///", "-c", "xen:///" }, "“--show-machine” needs*" },
  { { "vitrine", "--show-machine", "a", "-c", "lxc:///", "--demo" }, "“--show-machine” needs*" },
};

static void
test_good_use (gconstpointer data)
{
  const GoodUse *use = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrCommandLine) line = vtr_command_line_parse (use->words, &error);
  g_autofree char *uris = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (line);
  uris = g_strjoinv (" ", line->uris);
  g_assert_cmpstr (uris, ==, use->uris);
  g_assert_cmpstr (line->machine, ==, use->machine);
  g_assert_cmpstr (line->viewer, ==, use->viewer);
  g_assert_cmpint (line->demo, ==, use->demo);
  g_assert_cmpint (line->show_host, ==, use->show_host);
  g_assert_cmpint (vtr_command_line_has_hosts (line), ==, use->demo || use->uris[0] != '\0');
  g_assert_false (line->help);
  g_assert_false (line->version);
}

static void
test_bad_use (gconstpointer data)
{
  const BadUse *use = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrCommandLine) line = vtr_command_line_parse (use->words, &error);

  g_assert_null (line);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_pattern_match_simple (use->sentence, error->message));
  g_assert_null (strchr (error->message, '\n'));
}

/* Who asks for help gets it, whatever else they typed. */
static void
test_help_and_version (void)
{
  static const char *const help[] = { "vitrine", "-h", "stray", NULL };
  static const char *const version[] = { "vitrine", "--version", "-c", "nonsense", NULL };
  g_autoptr (VtrCommandLine) asks_help = vtr_command_line_parse (help, NULL);
  g_autoptr (VtrCommandLine) asks_version = vtr_command_line_parse (version, NULL);

  g_assert_nonnull (asks_help);
  g_assert_true (asks_help->help);
  g_assert_nonnull (asks_version);
  g_assert_true (asks_version->version);
}

static void
test_help_text (void)
{
  static const char *const options[] = { "-c, --connect=URI", "--demo", "--show-machine=MACHINE",
                                         "--show-host", "--viewer=ADDRESS-OR-FILE", "--version", "-h, --help" };
  g_autofree char *text = vtr_command_line_make_help ();

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_assert_nonnull (strstr (text, options[i]));
  g_assert_null (strstr (text, "gapplication"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good_uses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/command-line/good/%u", i);

      g_test_add_data_func (path, &good_uses[i], test_good_use);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_uses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/command-line/bad/%u", i);

      g_test_add_data_func (path, &bad_uses[i], test_bad_use);
    }
  g_test_add_func ("/command-line/help-and-version", test_help_and_version);
  g_test_add_func ("/command-line/help-text", test_help_text);
  return g_test_run ();
}
