/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/vtr-virt-error.h"

/* What libvirt or the daemon said, word for word as it was met, and what a person must be told. */
static const struct
{
  const char  *message;
  VtrErrorCode code;
  const char  *cause;  /* a word of it */
  gboolean     command;
} cases[] = {
  { "Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory",
    VTR_ERROR_UNREACHABLE, "not running", TRUE },
  { "Failed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied",
    VTR_ERROR_UNREACHABLE, "may not use", FALSE },
  { "authentication unavailable: no polkit agent available to authenticate action "
    "'org.libvirt.unix.manage'", VTR_ERROR_AUTHENTICATION, "administrator's password", FALSE },
  { "internal error: Unable to get system bus connection: Could not connect: No such file or directory",
    VTR_ERROR_FAILED, "message bus", FALSE },
  { "Cannot recv data: Host key verification failed.: Connection reset by peer",
    VTR_ERROR_LINK_LOST, "key", FALSE },
  { "Cannot recv data: labuser@10.99.0.2: Permission denied (publickey,password).: Connection reset by peer",
    VTR_ERROR_LINK_LOST, "refused every key", FALSE },
  { "Cannot recv data: ssh: Could not resolve hostname nowhere: Name or service not known: Connection reset by peer",
    VTR_ERROR_LINK_LOST, "no server of that name", FALSE },
  { "unable to connect to server at '10.99.0.2:16509': Connection refused", VTR_ERROR_UNREACHABLE,
    "nothing listens", FALSE },
  { "Requested operation is not valid: network 'default' is not active", VTR_ERROR_WRONG_STATE,
    "network", FALSE },
  { "internal error: qemu unexpectedly closed the monitor: Could not open '/home/x/a.iso': Permission denied",
    VTR_ERROR_FAILED, "may not read", FALSE },
  { "internal error: process exited while connecting to monitor: Failed to get \"write\" lock",
    VTR_ERROR_FAILED, "same disk image", FALSE },
  { "Failed to connect socket to '/run/libvirt/virtlogd-sock': No such file or directory",
    VTR_ERROR_UNREACHABLE, "log service", TRUE },
  { "cannot write: No space left on device", VTR_ERROR_FAILED, "disk is full", FALSE },
  { "domain is already defined with uuid", VTR_ERROR_EXISTS, "already", FALSE },
  { "etwas in einer anderen Sprache", VTR_ERROR_PERMISSION, "Your account", FALSE },
};

static void
test_remedies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error
          = g_error_new_literal (VTR_ERROR, (int) cases[i].code, cases[i].message);
      g_autoptr (VtrTrouble) trouble = vtr_virt_trouble ("It failed", error);

      g_test_message ("%s", cases[i].message);
      g_assert_cmpstr (trouble->summary, ==, "It failed");
      g_assert_cmpstr (trouble->details, ==, cases[i].message);
      g_assert_nonnull (trouble->cause);
      g_assert_nonnull (strstr (trouble->cause, cases[i].cause));
      g_assert_cmpint (trouble->command != NULL, ==, cases[i].command);
    }
}

static void
test_unknown_words_are_kept (void)
{
  g_autoptr (GError) error = g_error_new_literal (VTR_ERROR, VTR_ERROR_FAILED, "frobnication");
  g_autoptr (VtrTrouble) trouble = vtr_virt_trouble ("It failed", error);
  g_autofree char *text = vtr_trouble_to_text (trouble);

  g_assert_null (trouble->cause);
  g_assert_cmpstr (text, ==, "It failed\n\nfrobnication");
}

/* libvirt's own errors, made to happen. */
static void
test_kinds (void)
{
  virConnectPtr connection;
  g_autoptr (GError) no_driver = NULL;
  g_autoptr (GError) no_machine = NULL;

  g_assert_null (virConnectOpen ("nonsense:///"));
  no_driver = vtr_virt_take_error ();
  g_assert_error (no_driver, VTR_ERROR, VTR_ERROR_UNREACHABLE);

  connection = virConnectOpen ("test:///default");
  g_assert_nonnull (connection);
  g_assert_null (virDomainLookupByName (connection, "nobody"));
  no_machine = vtr_virt_take_error ();
  g_assert_error (no_machine, VTR_ERROR, VTR_ERROR_NOT_FOUND);
  virConnectClose (connection);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/virt-error/remedies", test_remedies);
  g_test_add_func ("/virt-error/unknown", test_unknown_words_are_kept);
  g_test_add_func ("/virt-error/kinds", test_kinds);

  return g_test_run ();
}
