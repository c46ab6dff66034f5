/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

/* QEMU's standard graphics card, programmed without a driver. */
void screen_open     (void);
void screen_set_size (unsigned width,
                      unsigned height);
void screen_paint    (void);
void screen_noise    (void);
