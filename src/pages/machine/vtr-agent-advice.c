/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-agent-advice.h"

/* The part of a system's id that names its maker, and what a person types there. */
static const struct
{
  const char *maker;
  const char *command;
} commands[] = {
  { "/debian.org/", "sudo apt install qemu-guest-agent" },
  { "/ubuntu.com/", "sudo apt install qemu-guest-agent" },
  { "/linuxmint.com/", "sudo apt install qemu-guest-agent" },
  { "/fedoraproject.org/", "sudo dnf install qemu-guest-agent" },
  { "/redhat.com/", "sudo dnf install qemu-guest-agent" },
  { "/centos.org/", "sudo dnf install qemu-guest-agent" },
  { "/rockylinux.org/", "sudo dnf install qemu-guest-agent" },
  { "/almalinux.org/", "sudo dnf install qemu-guest-agent" },
  { "/oracle.com/", "sudo dnf install qemu-guest-agent" },
  { "/opensuse.org/", "sudo zypper install qemu-guest-agent" },
  { "/suse.com/", "sudo zypper install qemu-guest-agent" },
  { "/archlinux.org/", "sudo pacman -S qemu-guest-agent" },
  { "/manjaro.org/", "sudo pacman -S qemu-guest-agent" },
  { "/gentoo.org/", "sudo emerge app-emulation/qemu-guest-agent" },
  { "/alpinelinux.org/", "doas apk add qemu-guest-agent" },
  { "/freebsd.org/", "sudo pkg install qemu-guest-agent" },
};

/**
 * vtr_agent_advice_get_command:
 * @os_id: (nullable): the id of a system in libosinfo's database
 *
 * Returns: (transfer none) (nullable): what to type in the guest to get the agent, where that is known
 */
const char *
vtr_agent_advice_get_command (const char *os_id)
{
  for (guint i = 0; os_id != NULL && i < G_N_ELEMENTS (commands); i++)
    if (g_strstr_len (os_id, -1, commands[i].maker) != NULL)
      return commands[i].command;
  return NULL;
}

/* There the agent comes with the guest tools of the virtio drivers. */
gboolean
vtr_agent_advice_is_windows (const char *os_id)
{
  return os_id != NULL && g_strstr_len (os_id, -1, "/microsoft.com/") != NULL;
}
