# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The screens of machines elsewhere, over the login that their host has."""

import os
import re
import subprocess

import machines
import tap
from remote_case import IMAGES, RemoteCase, set_up_module
from waiting import wait_for


GRAPHICS = (
    "<graphics type='spice' autoport='yes' listen='127.0.0.1'/>",
    "<graphics type='vnc'><listen type='socket'/></graphics>",
    "<graphics type='vnc' autoport='yes' listen='0.0.0.0'/>",
    "<graphics type='spice'><listen type='none'/></graphics>",
    "<graphics type='vnc' autoport='yes' listen='127.0.0.1'/>",
)
SPICE, SOCKET, EVERYWHERE, NOWHERE, VNC = range(10, 15)


def with_graphics(index):
    """A machine that has these graphics instead of a socket for VNC."""
    return machines.qemu_machine(index, IMAGES).replace(
        "<graphics type='vnc'><listen type='socket'/></graphics>", GRAPHICS[index - SPICE])


def setUpModule():
    set_up_module(*(with_graphics(index) for index in range(SPICE, SPICE + len(GRAPHICS))))


class ScreenTest(RemoteCase):
    """The screens of machines elsewhere, over the same login."""

    def boot(self, index):
        name = machines.name(index)
        self.host.run("truncate", "-s", "1M", f"{IMAGES}/{name}.img")
        self.host.run("virsh", "-q", "start", name)
        self.addCleanup(self.host.run, "virsh", "-q", "destroy", name)
        return name

    def open_screen(self, name):
        running = self.start(self.host.uri(no_verify=1), arguments=("--show-machine", name))
        running.node.wait_for("page tab", "Console", 20).click()
        return running

    def brightness(self):
        """How much of the middle of the desk is bright, where a machine's screen is."""
        picture = os.path.join(self.desk.env["XDG_RUNTIME_DIR"], "picture.png")
        self.desk.screenshot(picture)
        return float(subprocess.run(
            ["convert", picture, "-crop", "1200x650+40+80", "-colorspace", "gray", "-threshold",
             "40%", "-format", "%[fx:mean]", "info:"],
            check=True, capture_output=True, text=True).stdout)

    def assert_seen(self, index):
        """What the machine's firmware writes is seen: some light on a dark ground."""
        name = self.boot(index)
        running = self.open_screen(name)
        running.node.wait_for(None, "Screen of the machine", 20)
        wait_for(lambda: 0.005 < self.brightness() < 0.3, 30, "the firmware's words", 0.3)
        self.assertEqual(len(self.host.logins()), 1)

    def test_spice(self):
        """SPICE that listens on its own host only: every channel through the one login"""
        self.serve()
        self.assert_seen(SPICE)

    def test_vnc_socket(self):
        """VNC on a socket of the host"""
        self.serve()
        self.assert_seen(SOCKET)

    def test_vnc_everywhere(self):
        """VNC for everybody goes through the login all the same"""
        self.serve()
        self.assert_seen(EVERYWHERE)
        with open("/proc/net/tcp", encoding="ascii") as stream:
            # 5900 is 170C: nothing of this computer is connected to it.
            self.assertNotIn(":170C ", stream.read())

    def test_nowhere(self):
        """A screen that listens nowhere says so, and what to do"""
        name = self.boot(NOWHERE)
        self.serve()
        running = self.open_screen(name)
        running.node.wait_for("label", re.compile("^It listens nowhere"), 20)

    def test_no_forwarding(self):
        """Where the server lets no socket through, a small program there does"""
        self.serve("AllowTcpForwarding no", "AllowStreamLocalForwarding no")
        self.assert_seen(VNC)


if __name__ == "__main__":
    tap.main()
