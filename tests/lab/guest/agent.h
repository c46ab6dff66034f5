/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* The guest's side of the agent protocol, as much of it as tests need. What they want to know is
 * said on the first serial line, and what they want to happen is read from there. */
typedef struct
{
  int port;
  uint32_t host_caps;

  /* what the guest offers */
  uint32_t offered_type;
  uint8_t *offered;
  size_t offered_size;

  /* a message that is being put together */
  uint8_t *message;
  size_t message_size;

  /* files */
  int refuse_files;
  int stall_files;
  uint64_t file_size;
  uint64_t file_got;
  uint32_t file_sum;
} Agent;

int  agent_open    (Agent      *self);
int  agent_read    (Agent      *self);
void agent_offer   (Agent      *self,
                    uint32_t    type,
                    uint8_t    *data,
                    size_t      size);
void agent_release (Agent      *self);
void agent_ask     (Agent      *self,
                    uint32_t    type);

/* In main.c. */
void say           (const char *format,
                    ...) __attribute__ ((format (printf, 1, 2)));
void on_monitor    (unsigned    index,
                    unsigned    width,
                    unsigned    height);
