/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* The only program of a guest that tests look at: it has a screen whose size and picture it is
 * told, an agent, and a serial line on which it says what happens to it. */

#include "agent.h"
#include "folder.h"
#include "screen.h"

#include <fcntl.h>
#include <linux/kd.h>
#include <poll.h>
#include <spice/vd_agent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* How the guest answers a wish for another size. */
typedef enum
{
  OBEY,
  REFUSE,
  OTHER, /* half of what was asked for, as a driver with few modes would */
} Manners;

static int serial = -1;
static Agent agent;
static Manners manners;
static int flooding;
static int keyboard = -1;
static unsigned frame_kind, frame_rate, frames, keys;
static uint64_t next_frame;

void
say (const char *format,
     ...)
{
  va_list arguments;

  va_start (arguments, format);
  vdprintf (serial, format, arguments);
  va_end (arguments);
  write (serial, "\n", 1);
}

void
on_monitor (unsigned index,
            unsigned width,
            unsigned height)
{
  say ("monitor %u wants %ux%u.", index, width, height);
  if (index != 0 || manners == REFUSE)
    return;
  if (manners == OTHER)
    screen_set_size (width / 2 / 8 * 8, height / 2);
  else
    screen_set_size (width, height);
  screen_paint ();
}

static void
offer_image (size_t size)
{
  static const uint8_t magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  uint8_t *data = malloc (size);

  for (size_t i = 0; i < size; i++)
    data[i] = i < sizeof magic ? magic[i] : (uint8_t) (i * 7);
  agent_offer (&agent, VD_AGENT_CLIPBOARD_IMAGE_PNG, data, size);
}

/* From then on each key is a number, and no light on the keyboard. */
static void
open_keyboard (void)
{
  struct termios raw;

  if (keyboard >= 0)
    return;

  keyboard = open ("/dev/tty0", O_RDWR | O_NONBLOCK | O_NOCTTY);
  tcgetattr (keyboard, &raw);
  cfmakeraw (&raw);
  tcsetattr (keyboard, TCSANOW, &raw);
  ioctl (keyboard, KDSKBMODE, K_MEDIUMRAW);
}

static void
obey (char *line)
{
  unsigned a, b;

  if (strncmp (line, "offer ", 6) == 0)
    agent_offer (&agent, VD_AGENT_CLIPBOARD_UTF8_TEXT, (uint8_t *) strdup (line + 6),
                 strlen (line + 6));
  else if (sscanf (line, "offer-image %u", &a) == 1)
    offer_image (a);
  else if (sscanf (line, "ask %u", &a) == 1)
    agent_ask (&agent, a);
  else if (sscanf (line, "manners %u", &a) == 1)
    manners = (Manners) a;
  else if (sscanf (line, "files %u %u", &a, &b) == 2)
    {
      agent.refuse_files = (int) a;
      agent.stall_files = (int) b;
    }
  else if (sscanf (line, "size %u %u", &a, &b) == 2)
    screen_set_size (a, b);
  else if (sscanf (line, "flood %u", &a) == 1)
    flooding = (int) a;
  else if (strncmp (line, "fetch ", 6) == 0)
    folder_fetch (line + 6);
  else if (sscanf (line, "frames %u %u", &a, &b) == 2)
    {
      frame_kind = a;
      frame_rate = b;
      open_keyboard ();
    }
  else if (strcmp (line, "release") == 0)
    agent_release (&agent);
  else if (strcmp (line, "reboot") == 0)
    reboot (RB_AUTOBOOT);
  say ("done %s.", line);
}

static void
read_serial (void)
{
  static char line[256];
  static size_t length;
  char byte;

  while (read (serial, &byte, 1) == 1)
    if (byte != '\n' && length + 1 < sizeof line)
      {
        line[length++] = byte;
      }
    else
      {
        line[length] = '\0';
        length = 0;
        obey (line);
      }
}

static uint64_t
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (uint64_t) now.tv_sec * 1000 + (uint64_t) now.tv_nsec / 1000000;
}

/* A frame is made when it is due; one that is late by more is left out. */
static void
animate (void)
{
  uint64_t now = now_ms ();

  if (frame_rate == 0 || now < next_frame)
    return;

  screen_frame (frame_kind, frames++);
  screen_key (keys);
  next_frame += 1000 / frame_rate;
  if (next_frame < now)
    next_frame = now;
}

static void
read_keyboard (void)
{
  char code;

  /* Presses only: releases have the highest bit. */
  while (read (keyboard, &code, 1) == 1)
    if ((code & 0x80) == 0)
      screen_key (++keys);
}

static int
get_patience (void)
{
  uint64_t now = now_ms ();

  if (flooding)
    return 0;
  if (frame_rate == 0)
    return 100;

  return next_frame > now ? (int) (next_frame - now) : 0;
}

static void
set_up (void)
{
  struct termios raw;

  mkdir ("/dev", 0755);
  mkdir ("/sys", 0755);
  mount ("dev", "/dev", "devtmpfs", 0, NULL);
  mount ("sys", "/sys", "sysfs", 0, NULL);
  serial = open ("/dev/ttyS0", O_RDWR | O_NONBLOCK | O_NOCTTY);
  tcgetattr (serial, &raw);
  cfmakeraw (&raw);
  cfsetspeed (&raw, B115200);
  tcsetattr (serial, TCSANOW, &raw);
  fcntl (serial, F_SETFL, 0);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  tcsetattr (serial, TCSANOW, &raw);
  screen_open ();
  screen_set_size (640, 480);
  screen_paint ();
}

int
main (void)
{
  struct pollfd watched[3];

  set_up ();
  if (!agent_open (&agent))
    agent.port = -1;
  say ("guest-up.");

  while (1)
    {
      watched[0] = (struct pollfd) { .fd = serial, .events = POLLIN };
      watched[1] = (struct pollfd) { .fd = agent.port, .events = POLLIN };
      watched[2] = (struct pollfd) { .fd = keyboard, .events = POLLIN };
      poll (watched, 3, get_patience ());
      if (watched[0].revents & POLLIN)
        read_serial ();
      if (watched[1].revents & POLLIN)
        agent_read (&agent);
      else if (watched[1].revents & POLLHUP)
        usleep (20000);
      if (watched[2].revents & POLLIN)
        read_keyboard ();
      if (flooding)
        screen_noise ();
      animate ();
    }
}
