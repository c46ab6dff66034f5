# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A storage pool and a volume, made with the keyboard alone as a screen reader tells it."""

import os
import re
import unittest

import daemons
import program
import tap
from desk import Desk
from waiting import TimedOut, wait_for

MOST_TABS = 40


class StorageJourneyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = program.obstacle()
        if reason:
            raise unittest.SkipTest(reason)
        daemons.become_ordinary()
        cls.daemon = cls.enterClassContext(daemons.SessionDaemon())
        cls.daemon.start()
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi

    def setUp(self):
        self.running = self.enterContext(program.Program(self.desk, self.daemon.uri))
        self.node = self.running.node

    def focused(self):
        return next((node for node in self.node.walk() if "focused" in node.states), None)

    def is_at(self, role, name):
        node = self.focused()
        return node is not None and node.role == role and re.search(name, node.name)

    def go_to(self, role, name, key="Tab"):
        """Go from one thing to the next until what has the keyboard is what is wanted."""
        passed = []
        for _ in range(MOST_TABS):
            if self.is_at(role, name):
                return
            before = self.focused()
            passed.append(before)
            self.atspi.press(key)
            try:
                self.atspi.wait(lambda: self.focused() not in (None, before), 2, "another place")
            except TimedOut:
                continue
        self.fail(f"the keyboard comes to {passed} and not to {role} {name}")

    def test_pool_and_volume(self):
        """A pool and a volume in it are made, and are there on the host"""
        atspi = self.atspi
        row = self.node.wait_for("list item", re.compile("^This Computer"), 20)
        atspi.wait(lambda: row.description.startswith("Connected"), 20, "the host", self.node)
        self.go_to("list item", "^All Machines")
        atspi.press("End", "Return")
        self.node.wait_for("page tab", "Storage")
        self.go_to("page tab", "Machines")
        self.go_to("page tab", "Storage", "Right")
        atspi.press("space")
        self.node.wait_for("button", re.compile("Create Storage Pool"))
        self.go_to("button", "Create Storage Pool")
        atspi.press("Return")
        self.node.wait_for("list", "Types of storage")
        self.go_to("list item", "^Folder")
        atspi.press("Return")
        self.node.wait_for("text", "Name")
        atspi.press("ctrl+a")
        atspi.type_text("shelf")
        self.go_to("button", "^Create$")
        atspi.press("Return")
        self.node.wait_for("label", "No Volumes", 20)
        with daemons.connected(self.daemon.uri) as connection:
            pool = connection.storagePoolLookupByName("shelf")
            self.assertTrue(pool.isActive())
            self.assertIn(os.path.join(self.running.folder, "data", "libvirt", "shelf"), pool.XMLDesc())

            self.go_to("button", "New Volume")
            atspi.press("Return")
            self.node.wait_for("text", "Name")
            atspi.type_text("web")
            self.go_to("button", "^Create$")
            atspi.press("Return")
            wait_for(lambda: "web.qcow2" in pool.listVolumes(), 10, "the volume")
        self.node.wait_for("label", "web.qcow2")
        for button in self.node.find_all("button") + self.node.find_all("toggle button"):
            self.assertTrue(button.name, "a button without a name")


if __name__ == "__main__":
    tap.main()
