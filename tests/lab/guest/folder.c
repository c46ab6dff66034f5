/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "folder.h"

#include "agent.h"

#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE_MS 3000

typedef struct __attribute__ ((packed))
{
  int64_t client;
  uint16_t size;
  char data[4096];
} Frame;

static size_t
read_some (int     fd,
           void   *data,
           size_t  size)
{
  size_t got = 0;

  while (got < size)
    {
      struct pollfd watched = { .fd = fd, .events = POLLIN };
      ssize_t n;

      if (poll (&watched, 1, PATIENCE_MS) <= 0)
        break;
      n = read (fd, (char *) data + got, size - got);
      if (n <= 0)
        break;
      got += (size_t) n;
    }

  return got;
}

void
folder_fetch (const char *path)
{
  static char text[8192];
  size_t length = 0;
  Frame frame = { .client = 1 };
  int fd = open ("/dev/vport1p2", O_RDWR | O_NONBLOCK);
  const char *body;

  if (fd < 0)
    fd = open ("/dev/vport0p2", O_RDWR | O_NONBLOCK);
  frame.size = (uint16_t) snprintf (frame.data, sizeof frame.data,
                                    "GET %s HTTP/1.1\r\nHost: localhost\r\n"
                                    "Connection: close\r\n\r\n", path);
  write (fd, &frame, 10u + frame.size);
  while (read_some (fd, &frame, 10) == 10 && frame.size > 0 && frame.size <= sizeof frame.data
         && length + frame.size < sizeof text)
    {
      if (read_some (fd, frame.data, frame.size) < frame.size)
        break;
      memcpy (text + length, frame.data, frame.size);
      length += frame.size;
    }
  close (fd);
  text[length] = '\0';
  body = strstr (text, "\r\n\r\n");
  say ("folder-says %.12s: %s.", text, body != NULL ? body + 4 : "nothing");
}
