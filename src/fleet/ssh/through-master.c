/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* What libvirt runs in place of ssh. It is called by a link in Vitrine's private folder, which has
 * the name of the socket of the ssh that is logged in already, and goes through that one or not at
 * all: a second login would ask a second time. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINK_SUFFIX ".ssh"
#define SOCKET_SUFFIX ".ctl"

int
main (int    argc,
      char **argv)
{
  static const char *const own[] = {
    "ssh", "-F", "none", "-o", "ControlMaster=no", "-o", "ProxyCommand=false", "-S", NULL,
  };
  size_t n_own = sizeof own / sizeof *own;
  const char **words = calloc (n_own + (size_t) argc + 1, sizeof *words);
  char *socket = argc > 0 ? strdup (argv[0]) : NULL;
  char *suffix = socket != NULL ? strrchr (socket, '.') : NULL;

  if (words == NULL || suffix == NULL || strcmp (suffix, LINK_SUFFIX) != 0)
    {
      fprintf (stderr, "This program is run by Vitrine\n");
      return EXIT_FAILURE;
    }

  strcpy (suffix, SOCKET_SUFFIX);
  memcpy (words, own, sizeof own);
  words[n_own - 1] = socket;
  memcpy (words + n_own, argv + 1, (size_t) (argc - 1) * sizeof *words);
  execvp ("ssh", (char **) words);
  perror ("ssh");
  return EXIT_FAILURE;
}
