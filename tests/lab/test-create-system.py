# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""New machines on the system daemon, which run as a user of their own."""

import os
import re
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as ET

import daemons
import libvirt
import program
import tap
from desk import Desk
from waiting import wait_for

MEMORY_TEST = "/usr/lib/memtest86+/memtest86+x64.iso"


class CreateSystemTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if reason := program.obstacle() or daemons.system_obstacle():
            raise unittest.SkipTest(reason)
        cls.daemon = cls.enterClassContext(daemons.SystemDaemon())
        cls.daemon.start()
        if reason := daemons.become_ordinary():
            raise unittest.SkipTest(reason)
        cls.desk = cls.enterClassContext(Desk(apply=True))

    @staticmethod
    def remove_machines(connection):
        """The system daemon has the same machines for every test that comes later."""
        for machine in connection.listAllDomains():
            if machine.isActive():
                machine.destroy()
            machine.undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_NVRAM)

    def test_home(self):
        """A disc that machines may not read is brought to a pool, and a network that is off is started"""
        import atspi
        folder = tempfile.mkdtemp(prefix="home-")
        self.addCleanup(shutil.rmtree, folder)
        disc = os.path.join(folder, "disc.iso")
        shutil.copy(MEMORY_TEST, disc)
        connection = libvirt.open(self.daemon.uri)
        self.addCleanup(connection.close)
        running = self.enterContext(program.Program(self.desk, self.daemon.uri))
        running.wait_count(0)
        atspi.press("ctrl+n")
        dialog = running.node.wait_for("dialog", "New Machine")
        dialog.wait_for("list item", re.compile("^A Disc or Its Image")).click()
        chooser = running.node.wait_for("dialog", "Disc Image")
        chooser.wait_for("list item", re.compile("^A File on This Computer")).click()
        running.node.wait_for("button", "Open")

        def location():
            """The entry for a path comes with this key, once the window hears it."""
            atspi.press("ctrl+l")
            return [node for node in running.node.find_all("text") if "focused" in node.states]
        entry = atspi.wait(location, what="the entry for a path", dumped=running.node)[0]
        entry.set_text(disc)
        atspi.wait(lambda: entry.text == disc, what="the path", dumped=running.node)
        atspi.press("Return")
        running.node.wait_gone("button", "Open")
        dialog.wait_for("list item", re.compile(f"may not read {folder}"), 20)
        if pictures := os.environ.get("VITRINE_PICTURES"):
            self.desk.screenshot(os.path.join(pictures, "home.png"))
        button = dialog.wait_for("button", "Create")
        self.assertFalse(button.sensitive)
        dialog.wait_for("button", "Start Now", showing=False).activate()
        atspi.wait(lambda: button.sensitive, what="the start of the network", dumped=running.node)
        atspi.press("alt+c")
        self.addCleanup(connection.networkLookupByName("default").destroy)
        self.addCleanup(self.remove_machines, connection)
        wait_for(lambda: connection.listAllDomains(libvirt.VIR_CONNECT_LIST_DOMAINS_ACTIVE), 40, "its start")
        xml = ET.fromstring(connection.listAllDomains()[0].XMLDesc())
        used = xml.find("devices/disk[@device='cdrom']/source").get("file")
        self.assertEqual(os.path.dirname(used), "/var/lib/libvirt/images")
        self.assertEqual(connection.storageVolLookupByPath(used).info()[1], os.path.getsize(disc))


if __name__ == "__main__":
    tap.main()
