/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "osinfo/vtr-disc-label.h"
#include "provision/vtr-cloud-seed.h"

#include <crypt.h>
#include <glib/gstdio.h>
#include <string.h>

#define PASSWORD "correct horse \"battery\""

static char *const keys[] = { (char *) "ssh-ed25519 AAAA me@here", (char *) "ssh-rsa BBBB", NULL };
static char *const packages[] = { (char *) "vim", NULL };

static VtrCloudUser
make_user (void)
{
  return (VtrCloudUser) { .user = (char *) "ada", .password = (char *) PASSWORD, .keys = (char **) keys,
                          .packages = (char **) packages, .hostname = (char *) "engine" };
}

static void
test_user_data (void)
{
  VtrCloudUser user = make_user ();
  g_autofree char *text = vtr_cloud_seed_user_data (&user);

  g_assert_true (g_str_has_prefix (text, "#cloud-config\n{"));
  g_assert_nonnull (strstr (text, "\"name\": \"ada\""));
  g_assert_nonnull (strstr (text, "\"ssh_authorized_keys\": [\"ssh-ed25519 AAAA me@here\", \"ssh-rsa BBBB\"]"));
  g_assert_nonnull (strstr (text, "\"hostname\": \"engine\""));
  g_assert_nonnull (strstr (text, "\"packages\": [\"vim\"]"));
}

/* The disc tells nobody the password, and the guest knows it all the same. */
static void
test_password (void)
{
  VtrCloudUser user = make_user ();
  g_autofree char *text = vtr_cloud_seed_user_data (&user);
  const char *start = strstr (text, "\"passwd\": \"");
  g_autofree char *hash = NULL;

  g_assert_null (strstr (text, "horse"));
  g_assert_nonnull (start);
  start += strlen ("\"passwd\": \"");
  hash = g_strndup (start, strcspn (start, "\""));
  g_assert_true (g_str_has_prefix (hash, "$6$"));
  g_assert_cmpstr (crypt (PASSWORD, hash), ==, hash);
  g_assert_nonnull (strstr (text, "\"lock_passwd\": false"));

  user.password = NULL;
  g_free (text);
  text = vtr_cloud_seed_user_data (&user);
  g_assert_null (strstr (text, "passwd"));
  g_assert_null (strstr (text, "ssh_pwauth"));
}

/* What somebody types is never more than what they typed. */
static void
test_quoting (void)
{
  const VtrCloudUser user = { .user = (char *) "a\", \"sudo\": \"x\\\n#", .hostname = (char *) "h" };
  g_autofree char *text = vtr_cloud_seed_user_data (&user);

  g_assert_nonnull (strstr (text, "\"name\": \"a\\\", \\\"sudo\\\": \\\"x\\\\\\u000a#\""));
}

static void
test_disc (void)
{
  VtrCloudUser user = make_user ();
  g_autofree char *folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "seed.iso", NULL);
  g_autofree char *disc = NULL;
  g_autoptr (GError) error = NULL;
  VtrDiscLabel *label;
  gsize length;

  g_assert_true (vtr_cloud_seed_write (&user, "1234", path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &disc, &length, NULL));
  g_assert_cmpuint (length, >, VTR_DISC_LABEL_OFFSET + VTR_DISC_LABEL_LENGTH);
  label = vtr_disc_label_parse ((guint8 *) disc + VTR_DISC_LABEL_OFFSET, VTR_DISC_LABEL_LENGTH);
  g_assert_nonnull (label);
  g_assert_true (g_ascii_strcasecmp (label->volume, "cidata") == 0);
  vtr_disc_label_free (label);
  g_assert_nonnull (memmem (disc, length, "#cloud-config", 13));
  g_assert_nonnull (memmem (disc, length, "\"instance-id\": \"1234\"", 21));
  g_assert_nonnull (memmem (disc, length, "user-data", 9));

  g_assert_false (vtr_cloud_seed_write (&user, "1234", "/nowhere/seed.iso", &error));
  g_assert_nonnull (error);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cloud-seed/user-data", test_user_data);
  g_test_add_func ("/cloud-seed/password", test_password);
  g_test_add_func ("/cloud-seed/quoting", test_quoting);
  g_test_add_func ("/cloud-seed/disc", test_disc);

  return g_test_run ();
}
