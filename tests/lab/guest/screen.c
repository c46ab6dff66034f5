/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "screen.h"

#include "agent.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define INDEX_PORT 0x1ce
#define DATA_PORT 0x1cf

enum
{
  REGISTER_WIDTH = 1,
  REGISTER_HEIGHT,
  REGISTER_DEPTH,
  REGISTER_ENABLE,
};

static volatile uint32_t *pixels;
static unsigned screen_width, screen_height;
static uint32_t noise = 1;

static void
set_register (unsigned index,
              unsigned value)
{
  outw ((uint16_t) index, INDEX_PORT);
  outw ((uint16_t) value, DATA_PORT);
}

/* The card is the only device whose first resource is its picture. */
static int
open_card (void)
{
  DIR *devices = opendir ("/sys/bus/pci/devices");
  struct dirent *entry;

  while (devices != NULL && (entry = readdir (devices)) != NULL)
    {
      char path[320], class[16] = "";
      int fd;

      snprintf (path, sizeof path, "/sys/bus/pci/devices/%s/class", entry->d_name);
      fd = open (path, O_RDONLY);
      if (fd < 0)
        continue;
      read (fd, class, sizeof class - 1);
      close (fd);
      snprintf (path, sizeof path, "/sys/bus/pci/devices/%s/resource0", entry->d_name);
      if (strncmp (class, "0x0300", 6) == 0)
        return open (path, O_RDWR);
    }

  return -1;
}

void
screen_open (void)
{
  int fd = open_card ();
  void *mapped = MAP_FAILED;

  iopl (3);
  if (fd >= 0)
    mapped = mmap (NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED)
    say ("no screen.");
  else
    pixels = mapped;
}

void
screen_set_size (unsigned width,
                 unsigned height)
{
  width = width / 8 * 8;
  if (pixels == NULL || width < 64 || height < 64 || (size_t) width * height > 4 << 20)
    return;

  set_register (REGISTER_ENABLE, 0);
  set_register (REGISTER_WIDTH, width);
  set_register (REGISTER_HEIGHT, height);
  set_register (REGISTER_DEPTH, 32);
  set_register (REGISTER_ENABLE, 0x41);
  screen_width = width;
  screen_height = height;
  say ("screen %ux%u.", width, height);
}

/* A different colour at every place. */
void
screen_paint (void)
{
  for (unsigned y = 0; pixels != NULL && y < screen_height; y++)
    for (unsigned x = 0; x < screen_width; x++)
      pixels[y * screen_width + x] = (x & 0xff) << 16 | (y & 0xff) << 8 | ((x ^ y) & 0xff);
}

void
screen_noise (void)
{
  for (unsigned i = 0; pixels != NULL && i < screen_width * screen_height; i++)
    {
      noise ^= noise << 13;
      noise ^= noise >> 17;
      noise ^= noise << 5;
      pixels[i] = noise;
    }
}

static void
fill (unsigned x,
      unsigned y,
      unsigned width,
      unsigned height,
      uint32_t colour)
{
  for (unsigned row = y; row < y + height && row < screen_height; row++)
    for (unsigned column = x; column < x + width && column < screen_width; column++)
      pixels[row * screen_width + column] = colour;
}

/* Colours that no noise is taken for by chance, and that follow each other in a circle. */
static uint32_t
colour_of (unsigned number)
{
  static const uint32_t colours[] = { 0xff0000, 0x00ff00, 0x0000ff, 0xffff00 };

  return colours[number % 4];
}

/* The corner at the top left says which frame it is, so that one who looks can count. */
void
screen_frame (unsigned kind,
              unsigned number)
{
  if (pixels == NULL)
    return;

  if (kind == FRAME_FULL)
    screen_noise ();
  else if (kind == FRAME_PART)
    for (unsigned y = 0; y < 200 && y + 100 < screen_height; y++)
      for (unsigned x = 0; x < 320; x++)
        {
          noise = noise * 1664525 + 1013904223;
          pixels[(y + 100) * screen_width + 100 + number * 8 % 256 + x] = noise;
        }
  if (kind == FRAME_CARET)
    fill (0, 0, 16, 32, colour_of (number));
  else
    fill (0, 0, 64, 64, colour_of (number));
}

/* And the one at the top right how many keys have come. */
void
screen_key (unsigned number)
{
  if (pixels != NULL)
    fill (screen_width - 64, 0, 64, 64, colour_of (number));
}
