/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "fleet/ssh/vtr-ssh-prompt.h"

/* What ssh really asks, word for word. */
static void
test_kinds (void)
{
  static const struct
  {
    const char *hint;
    const char *prompt;
    VtrAuthKind kind;
    const char *subject;
    const char *text;
    gboolean    again;
  } cases[] = {
    { "", "far@10.99.2.2's password: ", VTR_AUTH_LOGIN, "far@10.99.2.2", "Password", FALSE },
    { "", "Enter passphrase for key '/home/me/.ssh/id_ed25519': ", VTR_AUTH_PASSPHRASE,
      "/home/me/.ssh/id_ed25519", "Passphrase", FALSE },
    { "", "Bad passphrase, try again for /home/me/.ssh/id: ", VTR_AUTH_PASSPHRASE,
      "/home/me/.ssh/id", "Passphrase", TRUE },
    { "", "Enter PIN for ED25519-SK key /home/me/.ssh/sk: ", VTR_AUTH_PIN, "/home/me/.ssh/sk",
      "PIN", FALSE },
    { "", "(far@10.99.2.2) Password: ", VTR_AUTH_LOGIN, "far@10.99.2.2", "Password: ", FALSE },
    { "", "(far@server) Verification code: ", VTR_AUTH_CODE, "far@server", "Verification code: ",
      FALSE },
    { "", "(far@server) One-time password (OATH) for `far': ", VTR_AUTH_CODE, "far@server",
      "One-time password (OATH) for `far': ", FALSE },
    { "", "Something new: ", VTR_AUTH_LOGIN, NULL, "Something new: ", FALSE },
    { "none", "Confirm user presence for key ED25519-SK SHA256:abc", VTR_AUTH_TOUCH,
      "ED25519-SK SHA256:abc", NULL, FALSE },
    { "confirm", "Allow use of key id?\nKey fingerprint SHA256:abc.", VTR_AUTH_CONFIRM,
      "Allow use of key id?\nKey fingerprint SHA256:abc.", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtrAuthRequest) request = vtr_ssh_prompt_read (cases[i].hint, cases[i].prompt);

      g_test_message ("%s", cases[i].prompt);
      g_assert_cmpint (vtr_auth_request_get_kind (request), ==, cases[i].kind);
      g_assert_cmpstr (vtr_auth_request_get_subject (request), ==, cases[i].subject);
      g_assert_cmpint (vtr_auth_request_get_again (request), ==, cases[i].again);
      if (cases[i].text == NULL)
        continue;
      g_assert_cmpuint (vtr_auth_request_get_n_prompts (request), ==, 1);
      g_assert_cmpstr (vtr_auth_request_get_prompt (request, 0), ==, cases[i].text);
      g_assert_true (vtr_auth_request_is_secret (request, 0));
    }
}

static void
test_host_key (void)
{
  g_autoptr (VtrAuthRequest) request = vtr_ssh_prompt_read (
      "", "The authenticity of host '[far]:2222 ([10.99.2.2]:2222)' can't be established.\n"
          "ED25519 key fingerprint is SHA256:Oe2KGcVZ1ZJjGQhwutANxCL0nVkFt3Mg8jtBm+cmMek.\n"
          "This key is not known by any other names.\n"
          "Are you sure you want to continue connecting (yes/no/[fingerprint])? ");
  const VtrAuthHostKey *key = vtr_auth_request_get_host_key (request);
  char *answers[] = { (char *) "", NULL };
  g_autofree char *answer = vtr_ssh_prompt_make_answer (request, answers);

  g_assert_cmpint (vtr_auth_request_get_kind (request), ==, VTR_AUTH_HOST_KEY);
  g_assert_cmpstr (key->server, ==, "[far]:2222 ([10.99.2.2]:2222)");
  g_assert_cmpstr (key->type, ==, "ED25519");
  g_assert_cmpstr (key->fingerprint, ==, "SHA256:Oe2KGcVZ1ZJjGQhwutANxCL0nVkFt3Mg8jtBm+cmMek");
  g_assert_cmpstr (answer, ==, "yes");
}

/* A server may put anything into its question: never is it taken for one of ours. */
static void
test_server_words (void)
{
  g_autoptr (VtrAuthRequest) request
      = vtr_ssh_prompt_read ("", "(far@server) Enter passphrase for key '/x': ");
  char *answers[] = { (char *) "secret", NULL };
  g_autofree char *answer = vtr_ssh_prompt_make_answer (request, answers);

  g_assert_cmpint (vtr_auth_request_get_kind (request), ==, VTR_AUTH_LOGIN);
  g_assert_cmpstr (vtr_auth_request_get_prompt (request, 0), ==,
                   "Enter passphrase for key '/x': ");
  g_assert_cmpstr (answer, ==, "secret");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ssh-prompt/kinds", test_kinds);
  g_test_add_func ("/ssh-prompt/host-key", test_host_key);
  g_test_add_func ("/ssh-prompt/server-words", test_server_words);

  return g_test_run ();
}
