/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* What ssh runs to ask something. It passes the question on to the Vitrine that started ssh, whose
 * socket is named in the environment, and prints the answer. No answer is a failure, which ssh takes
 * for a cancel. Nothing is kept, and nothing is linked that could keep it. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int
connect_to (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0 || path == NULL || strlen (path) >= sizeof address.sun_path)
    return -1;

  strcpy (address.sun_path, path);
  return connect (fd, (struct sockaddr *) &address, sizeof address) == 0 ? fd : -1;
}

static int
write_all (int         fd,
           const char *text,
           size_t      length)
{
  while (length > 0)
    {
      ssize_t written = write (fd, text, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return 0;
      text += written;
      length -= (size_t) written;
    }

  return 1;
}

/* Everything up to the end, after the first byte. */
static int
pass_answer (int fd)
{
  char answer[4096];
  size_t length = 0;
  ssize_t got;
  int ok;

  while ((got = read (fd, answer + length, sizeof answer - length)) != 0 && length < sizeof answer)
    if (got > 0)
      length += (size_t) got;
    else if (errno != EINTR)
      break;

  ok = length > 0 && answer[0] == '+' && write_all (STDOUT_FILENO, answer + 1, length - 1)
       && write_all (STDOUT_FILENO, "\n", 1);
  explicit_bzero (answer, sizeof answer);
  return ok;
}

int
main (int    argc,
      char **argv)
{
  const char *hint = getenv ("SSH_ASKPASS_PROMPT");
  const char *prompt = argc > 1 ? argv[1] : "";
  int fd = connect_to (getenv ("VITRINE_ASKPASS_SOCKET"));

  if (hint == NULL)
    hint = "";
  if (fd < 0 || !write_all (fd, hint, strlen (hint)) || !write_all (fd, "\n", 1)
      || !write_all (fd, prompt, strlen (prompt) + 1))
    return EXIT_FAILURE;

  return pass_answer (fd) ? EXIT_SUCCESS : EXIT_FAILURE;
}
