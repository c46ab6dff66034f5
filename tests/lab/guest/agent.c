/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <spice/vd_agent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The name that QEMU gave the port is not a path until udev makes one. */
#define MOST_PORTS 4

static int
write_all (int         fd,
           const void *data,
           size_t      size)
{
  const uint8_t *p = data;

  while (size > 0)
    {
      ssize_t n = write (fd, p, size);

      if (n < 0 && errno != EINTR && errno != EAGAIN)
        return -1;
      if (n > 0)
        {
          p += n;
          size -= (size_t) n;
        }
    }

  return 0;
}

static void
send_chunk (Agent      *self,
            const void *data,
            size_t      size)
{
  VDIChunkHeader header = { VDP_CLIENT_PORT, (uint32_t) size };

  write_all (self->port, &header, sizeof header);
  write_all (self->port, data, size);
}

static void
send_message (Agent      *self,
              uint32_t    type,
              const void *head,
              size_t      head_size,
              const void *data,
              size_t      size)
{
  VDAgentMessage message = { VD_AGENT_PROTOCOL, type, 0, (uint32_t) (head_size + size) };
  size_t total = sizeof message + head_size + size;
  uint8_t *bytes = malloc (total);

  memcpy (bytes, &message, sizeof message);
  if (head_size > 0)
    memcpy (bytes + sizeof message, head, head_size);
  if (size > 0)
    memcpy (bytes + sizeof message + head_size, data, size);
  for (size_t done = 0; done < total;)
    {
      size_t chunk = total - done;

      if (chunk > VD_AGENT_MAX_DATA_SIZE)
        chunk = VD_AGENT_MAX_DATA_SIZE;
      send_chunk (self, bytes + done, chunk);
      done += chunk;
    }
  free (bytes);
}

static void
announce (Agent    *self,
          uint32_t  request)
{
  uint32_t words[2] = { request, 0 };

  words[1] = 1u << VD_AGENT_CAP_MONITORS_CONFIG | 1u << VD_AGENT_CAP_REPLY
             | 1u << VD_AGENT_CAP_CLIPBOARD_BY_DEMAND | 1u << VD_AGENT_CAP_CLIPBOARD_SELECTION
             | 1u << VD_AGENT_CAP_GUEST_LINEEND_LF;
  send_message (self, VD_AGENT_ANNOUNCE_CAPABILITIES, words, sizeof words, NULL, 0);
}

/* Returns whether the port is there. */
int
agent_open (Agent *self)
{
  memset (self, 0, sizeof *self);
  self->port = -1;
  for (int i = 0; i < MOST_PORTS && self->port < 0; i++)
    {
      char path[32];

      snprintf (path, sizeof path, "/dev/vport%dp1", i);
      self->port = open (path, O_RDWR | O_NONBLOCK);
    }
  if (self->port < 0)
    return 0;

  announce (self, 1);
  return 1;
}

/* Offers data, which is then freed by the agent. */
void
agent_offer (Agent    *self,
             uint32_t  type,
             uint8_t  *data,
             size_t    size)
{
  uint32_t words[2] = { VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD, type };

  free (self->offered);
  self->offered = data;
  self->offered_size = size;
  self->offered_type = type;
  send_message (self, VD_AGENT_CLIPBOARD_GRAB, words, sizeof words, NULL, 0);
}

void
agent_release (Agent *self)
{
  uint32_t selection = VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD;

  send_message (self, VD_AGENT_CLIPBOARD_RELEASE, &selection, sizeof selection, NULL, 0);
}

void
agent_ask (Agent    *self,
           uint32_t  type)
{
  uint32_t words[2] = { VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD, type };

  send_message (self, VD_AGENT_CLIPBOARD_REQUEST, words, sizeof words, NULL, 0);
}

static uint32_t
sum (const uint8_t *data,
     size_t         size,
     uint32_t       start)
{
  for (size_t i = 0; i < size; i++)
    start = start * 31 + data[i];

  return start;
}

static void
on_grab (const uint8_t *data,
         size_t         size)
{
  char text[128] = "";
  size_t length = 0;

  for (size_t i = 4; i + 4 <= size && length + 12 < sizeof text; i += 4)
    {
      uint32_t type;

      memcpy (&type, data + i, sizeof type);
      length += (size_t) snprintf (text + length, sizeof text - length, " %u", type);
    }
  say ("host-offers selection=%u types=%s.", data[0], text);
}

static void
on_data (const uint8_t *data,
         size_t         size)
{
  uint32_t type;
  int shown;

  memcpy (&type, data + 4, sizeof type);
  data += 8;
  size -= 8;
  shown = type == VD_AGENT_CLIPBOARD_UTF8_TEXT && size < 200 ? (int) size : 0;
  say ("host-data type=%u size=%zu sum=%08x text=%.*s.", type, size, sum (data, size, 0), shown,
       (const char *) data);
}

static void
on_request (Agent         *self,
            const uint8_t *data)
{
  uint32_t type, words[2];

  memcpy (&type, data + 4, sizeof type);
  say ("host-asks type=%u.", type);
  words[0] = VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD;
  words[1] = self->offered != NULL && type == self->offered_type ? type : VD_AGENT_CLIPBOARD_NONE;
  send_message (self, VD_AGENT_CLIPBOARD, words, sizeof words, self->offered,
                words[1] != VD_AGENT_CLIPBOARD_NONE ? self->offered_size : 0);
}

static void
on_monitors (Agent         *self,
             const uint8_t *data,
             size_t         size)
{
  VDAgentMonitorsConfig config;
  VDAgentReply reply = { VD_AGENT_MONITORS_CONFIG, VD_AGENT_SUCCESS };

  memcpy (&config, data, sizeof config);
  for (uint32_t i = 0; i < config.num_of_monitors; i++)
    {
      VDAgentMonConfig monitor;
      size_t at = sizeof config + i * sizeof monitor;

      if (at + sizeof monitor > size)
        break;
      memcpy (&monitor, data + at, sizeof monitor);
      on_monitor (i, monitor.width, monitor.height);
    }
  send_message (self, VD_AGENT_REPLY, &reply, sizeof reply, NULL, 0);
}

static void
send_file_status (Agent    *self,
                  uint32_t  id,
                  uint32_t  result)
{
  VDAgentFileXferStatusMessage status = { id, result };

  send_message (self, VD_AGENT_FILE_XFER_STATUS, &status, sizeof status, NULL, 0);
}

static void
on_file_start (Agent         *self,
               const uint8_t *data,
               size_t         size)
{
  uint32_t id;
  char text[512];
  const char *found;

  memcpy (&id, data, sizeof id);
  snprintf (text, sizeof text, "%.*s", (int) (size - 4), (const char *) data + 4);
  found = strstr (text, "size=");
  self->file_size = found != NULL ? strtoull (found + 5, NULL, 10) : 0;
  self->file_got = 0;
  self->file_sum = 0;
  found = strstr (text, "name=");
  say ("file-start size=%llu name=%.*s.", (unsigned long long) self->file_size,
       found != NULL ? (int) strcspn (found + 5, "\n") : 0, found != NULL ? found + 5 : "");
  if (self->refuse_files)
    self->file_size = 0;
  send_file_status (self, id,
                    self->refuse_files ? VD_AGENT_FILE_XFER_STATUS_ERROR
                                       : VD_AGENT_FILE_XFER_STATUS_CAN_SEND_DATA);
}

static void
on_file_data (Agent         *self,
              const uint8_t *data,
              size_t         size)
{
  uint32_t id;
  size_t head = sizeof (VDAgentFileXferDataMessage);

  memcpy (&id, data, sizeof id);
  self->file_got += size - head;
  self->file_sum = sum (data + head, size - head, self->file_sum);
  if (self->file_got < self->file_size)
    return;

  say ("file-end size=%llu sum=%08x.", (unsigned long long) self->file_got, self->file_sum);
  send_file_status (self, id, VD_AGENT_FILE_XFER_STATUS_SUCCESS);
}

static void
on_message (Agent          *self,
            VDAgentMessage *message)
{
  switch (message->type)
    {
    case VD_AGENT_ANNOUNCE_CAPABILITIES:
      memcpy (&self->host_caps, message->data + 4, sizeof self->host_caps);
      say ("host-caps %08x.", self->host_caps);
      if (message->data[0] != 0)
        announce (self, 0);
      break;
    case VD_AGENT_CLIPBOARD_GRAB:
      on_grab (message->data, message->size);
      break;
    case VD_AGENT_CLIPBOARD:
      on_data (message->data, message->size);
      break;
    case VD_AGENT_CLIPBOARD_REQUEST:
      on_request (self, message->data);
      break;
    case VD_AGENT_CLIPBOARD_RELEASE:
      say ("host-releases selection=%u.", message->data[0]);
      break;
    case VD_AGENT_MONITORS_CONFIG:
      on_monitors (self, message->data, message->size);
      break;
    case VD_AGENT_FILE_XFER_START:
      on_file_start (self, message->data, message->size);
      break;
    case VD_AGENT_FILE_XFER_DATA:
      on_file_data (self, message->data, message->size);
      break;
    case VD_AGENT_FILE_XFER_STATUS:
      say ("file-status %u.", message->data[4]);
      self->file_size = 0;
      break;
    case VD_AGENT_CLIENT_DISCONNECTED:
      say ("client-gone.");
      break;
    default:
      break;
    }
}

static int
read_all (int     fd,
          void   *data,
          size_t  size)
{
  uint8_t *p = data;

  while (size > 0)
    {
      ssize_t n = read (fd, p, size);

      if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        return 0;
      if (n < 0)
        {
          usleep (1000);
          continue;
        }
      p += n;
      size -= (size_t) n;
    }

  return 1;
}

/* Takes one chunk in. Returns whether anybody is at the other end. */
int
agent_read (Agent *self)
{
  VDIChunkHeader header;
  VDAgentMessage *message;

  if (self->stall_files && self->file_got < self->file_size)
    {
      usleep (20000);
      return 1;
    }
  if (!read_all (self->port, &header, sizeof header))
    return 0;

  self->message = realloc (self->message, self->message_size + header.size + 1);
  if (!read_all (self->port, self->message + self->message_size, header.size))
    return 0;
  self->message_size += header.size;

  message = (VDAgentMessage *) self->message;
  if (self->message_size >= sizeof *message
      && self->message_size >= sizeof *message + message->size)
    {
      on_message (self, message);
      self->message_size = 0;
    }

  return 1;
}
