/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

/* What a frame changes. */
enum
{
  FRAME_FULL = 1,
  FRAME_PART,
  FRAME_CARET,
};

/* QEMU's standard graphics card, programmed without a driver. */
void screen_open     (void);
void screen_set_size (unsigned width,
                      unsigned height);
void screen_paint    (void);
void screen_noise    (void);
void screen_frame    (unsigned kind,
                      unsigned number);
void screen_key      (unsigned number);
