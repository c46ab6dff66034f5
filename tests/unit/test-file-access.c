/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "provision/vtr-file-access.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define STRANGER 64055

typedef struct
{
  char *folder;
  char *home;
  char *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  fixture->home = g_build_filename (fixture->folder, "home", NULL);
  fixture->file = g_build_filename (fixture->home, "disc.iso", NULL);
  g_assert_cmpint (g_chmod (fixture->folder, 0711), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->home, 0755), ==, 0);
  g_assert_true (g_file_set_contents (fixture->file, "x", 1, NULL));
  g_assert_cmpint (g_chmod (fixture->file, 0644), ==, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_chmod (fixture->home, 0700);
  g_remove (fixture->file);
  g_rmdir (fixture->home);
  g_rmdir (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->home);
  g_free (fixture->folder);
}

static void
check (Fixture    *fixture,
       const char *expected)
{
  g_autofree char *block = vtr_file_access_find_block (fixture->file, STRANGER, STRANGER);

  g_assert_cmpstr (block, ==, expected);
}

static void
test_block (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *owner = NULL;
  g_autofree char *root = NULL;

  check (fixture, NULL);
  g_chmod (fixture->file, 0600);
  check (fixture, fixture->file);
  g_chmod (fixture->file, 0644);
  g_chmod (fixture->home, 0700);
  check (fixture, fixture->home);
  g_chmod (fixture->home, 0711);
  check (fixture, NULL);

  g_chmod (fixture->home, 0700);
  owner = vtr_file_access_find_block (fixture->file, getuid (), getgid ());
  g_assert_null (owner);
  root = vtr_file_access_find_block (fixture->file, 0, 0);
  g_assert_null (root);
}

static void
test_user (void)
{
  const char *with = "<capabilities><host><secmodel><model>apparmor</model></secmodel><secmodel><model>dac"
                     "</model><baselabel type='kvm'>+64055:+994</baselabel></secmodel></host></capabilities>";
  g_autoptr (VtrXmlDoc) known = vtr_xml_doc_new (with, -1, NULL);
  g_autoptr (VtrXmlDoc) unknown = vtr_xml_doc_new ("<capabilities><host/></capabilities>", -1, NULL);
  uid_t user = 0;
  gid_t group = 0;

  g_assert_true (vtr_file_access_get_user (known, &user, &group));
  g_assert_cmpuint (user, ==, 64055);
  g_assert_cmpuint (group, ==, 994);
  g_assert_false (vtr_file_access_get_user (unknown, &user, &group));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/file-access/block", Fixture, NULL, set_up, test_block, tear_down);
  g_test_add_func ("/file-access/user", test_user);

  return g_test_run ();
}
