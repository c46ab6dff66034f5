# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""New machines on a real session daemon, made with the keyboard alone."""

import os
import re
import unittest

import daemons
import libvirt
import program
import tap
from desk import Desk
from waiting import wait_for

MEMTEST = "/boot/memtest86+x64.bin"


class CreateTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = program.obstacle()
        if reason:
            raise unittest.SkipTest(reason)
        if reason := daemons.become_ordinary():
            raise unittest.SkipTest(reason)
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi

    def setUp(self):
        self.daemon = self.enterContext(daemons.SessionDaemon())
        self.daemon.start()
        self.connection = libvirt.open(self.daemon.uri)
        self.addCleanup(self.connection.close)
        self.running = self.enterContext(program.Program(self.desk, self.daemon.uri))
        self.node = self.running.node
        self.running.wait_count(0)

    def open_dialog(self):
        self.atspi.press("ctrl+n")
        return self.node.wait_for("dialog", "New Machine")

    def picture(self, name):
        folder = os.environ.get("VITRINE_PICTURES")
        if folder:
            self.desk.screenshot(os.path.join(folder, name + ".png"))

    def machine(self, name):
        def look():
            try:
                return self.connection.lookupByName(name)
            except libvirt.libvirtError:
                return None
        return wait_for(look, 30, f"the machine {name}")

    def test_empty(self):
        """An empty machine is made and started with the keyboard alone, and its window opens"""
        dialog = self.open_dialog()
        self.picture("what")
        row = dialog.wait_for("list item", re.compile("^Nothing Yet"))
        for _ in range(20):
            if "focused" in row.states:
                break
            self.atspi.press("Tab")
        self.atspi.press("Return")
        button = dialog.wait_for("button", "Create")
        self.atspi.wait(lambda: button.sensitive, what="the host's answer", dumped=self.node)
        self.picture("size")
        self.atspi.press("alt+c")
        machine = self.machine("machine")
        wait_for(machine.isActive, 30, "its start")
        self.atspi.wait(lambda: self.node.find("frame", re.compile("^machine")), 20,
                        "its window", dumped=self.node)
        self.picture("machine")
        volume = self.connection.storageVolLookupByPath(
            os.path.join(self.running.folder, "data", "libvirt", "images", "machine.qcow2"))
        self.assertEqual(volume.info()[1], 20 << 30)


if __name__ == "__main__":
    tap.main()
