/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ssh-prompt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TOUCH "^Confirm user presence for key (.+)$"

/* ssh tells its asker little more than a sentence, always in English. The first row that fits tells
 * what is asked; the group in its expression, about what. */
static const struct
{
  const char *expression;
  VtrAuthKind kind;
  gboolean    again;
} sentences[] = {
  { "^Enter passphrase for (?:key )?['\"]?(.+?)['\"]?: ?$", VTR_AUTH_PASSPHRASE, FALSE },
  { "^Bad passphrase, try again for (.+?): ?$", VTR_AUTH_PASSPHRASE, TRUE },
  { "^Enter PIN for (?:\\S+ key )?['\"]?(.+?)['\"]?: ?$", VTR_AUTH_PIN, FALSE },
  { "^(.+)'s password: ?$", VTR_AUTH_LOGIN, FALSE },
  { "^\\(([^)]*)\\) .*(?:[Cc]ode|OTP|[Tt]oken|[Oo]ne-time).*$", VTR_AUTH_CODE, FALSE },
  { "^\\(([^)]*)\\) (?s:.*)$", VTR_AUTH_LOGIN, FALSE },
};

static char *
fetch (const char *expression,
       const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (expression, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match) ? g_match_info_fetch (match, 1)
                                                                    : NULL;
}

static VtrAuthRequest *
read_host_key (const char *prompt)
{
  g_autofree char *server = fetch ("authenticity of host '(.+?)' can't be", prompt);
  g_autofree char *type = fetch ("(\\S+) key fingerprint is", prompt);
  g_autofree char *fingerprint = fetch ("fingerprint is:? (\\S+?)\\.?\\s", prompt);
  VtrAuthRequest *request;

  if (server == NULL || fingerprint == NULL)
    return NULL;

  request = vtr_auth_request_new (VTR_AUTH_HOST_KEY, server);
  vtr_auth_request_add_prompt (request, prompt, NULL, FALSE);
  vtr_auth_request_set_host_key (request, server, type, fingerprint);
  return request;
}

/* In front of what a server asks stands for whom: that is told apart from the question. */
static const char *
skip_account (const char *prompt)
{
  const char *end = prompt[0] == '(' ? strstr (prompt, ") ") : NULL;

  return end != NULL ? end + strlen (") ") : prompt;
}

static VtrAuthRequest *
make_secret (VtrAuthKind kind,
             const char *subject,
             const char *prompt)
{
  VtrAuthRequest *request = vtr_auth_request_new (kind, subject);
  g_autofree char *own_password = fetch ("^(.+)'s password: ?$", prompt);
  const char *text = skip_account (prompt);

  /* These ssh words itself, so that the window may say it in the person's language. */
  if (kind == VTR_AUTH_PASSPHRASE)
    text = _("Passphrase");
  else if (kind == VTR_AUTH_PIN)
    text = _("PIN");
  else if (own_password != NULL)
    text = _("Password");
  vtr_auth_request_add_prompt (request, text, NULL, TRUE);
  vtr_auth_request_set_can_remember (request,
                                     kind == VTR_AUTH_PASSPHRASE || kind == VTR_AUTH_LOGIN);
  return request;
}

/**
 * vtr_ssh_prompt_read:
 * @hint: what ssh says of the sort of question: "confirm", "none", or nothing
 * @prompt: what it asks
 *
 * Returns: (transfer full): the same for a person
 */
VtrAuthRequest *
vtr_ssh_prompt_read (const char *hint,
                     const char *prompt)
{
  VtrAuthRequest *request;

  if (strstr (prompt, "(yes/no") != NULL && (request = read_host_key (prompt)) != NULL)
    return request;

  if (g_str_equal (hint, "none"))
    {
      g_autofree char *key = fetch (TOUCH, prompt);

      return vtr_auth_request_new (VTR_AUTH_TOUCH, key != NULL ? key : prompt);
    }
  if (g_str_equal (hint, "confirm") || strstr (prompt, "(yes/no)") != NULL)
    {
      request = vtr_auth_request_new (VTR_AUTH_CONFIRM, prompt);
      vtr_auth_request_add_prompt (request, prompt, "yes", FALSE);
      return request;
    }

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *subject = fetch (sentences[i].expression, prompt);

      if (subject == NULL)
        continue;
      request = make_secret (sentences[i].kind, subject, prompt);
      vtr_auth_request_set_again (request, sentences[i].again);
      return request;
    }

  return make_secret (VTR_AUTH_LOGIN, NULL, prompt);
}

/**
 * vtr_ssh_prompt_make_answer:
 * @request: what was asked
 * @answers: (array zero-terminated=1): what the person said
 *
 * Returns: (transfer full): the same for ssh, which holds no secret where @answers holds none
 */
char *
vtr_ssh_prompt_make_answer (VtrAuthRequest *request,
                            char          **answers)
{
  VtrAuthKind kind = vtr_auth_request_get_kind (request);

  if (kind == VTR_AUTH_HOST_KEY || kind == VTR_AUTH_CONFIRM)
    return g_strdup ("yes");
  return g_strdup (answers[0] != NULL ? answers[0] : "");
}
