# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A network with NAT, made with the keyboard alone as a screen reader tells it."""

import re
import unittest

import daemons
import program
import tap
from desk import Desk
from waiting import TimedOut

MOST_TABS = 40


class NetworkJourneyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = program.obstacle()
        if reason:
            raise unittest.SkipTest(reason)
        daemons.become_ordinary()
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi

    def setUp(self):
        self.running = self.enterContext(program.Program(self.desk, "test:///default"))
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

    def test_network(self):
        """A network is made; what was wrong with it was said as it was typed"""
        atspi = self.atspi
        row = self.node.wait_for("list item", re.compile("^test:///default|^Test"), 20)
        atspi.wait(lambda: row.description.startswith("Connected"), 20, "the host", self.node)
        self.go_to("list item", "^All Machines")
        atspi.press("End", "Return")
        self.node.wait_for("page tab", "Networks")
        self.go_to("page tab", "Machines")
        self.go_to("page tab", "Networks", "Right")
        atspi.press("space")
        self.node.wait_for("list item", "default")
        self.go_to("button", "New Network")
        atspi.press("Return")
        self.node.wait_for("button", "Create")
        self.go_to("text", "^Name$")
        atspi.press("ctrl+a")
        atspi.type_text("default")
        self.node.wait_for("label", "Another network of this host has that name.")
        self.assertFalse(self.node.find("button", "Create").sensitive)
        atspi.press("ctrl+a")
        atspi.type_text("lab")
        self.node.wait_gone("label", "Another network of this host has that name.")
        self.go_to("text", "^Address of the Host")
        atspi.press("ctrl+a")
        atspi.type_text("10.44.0.1/24")
        atspi.wait(lambda: self.node.find("text", "First Address").text == "10.44.0.2", 5, "the range")
        self.go_to("button", "^Create$")
        atspi.press("Return")
        made = self.node.wait_for("list item", "lab")
        atspi.wait(lambda: made.description.startswith("Running, NAT"), 10, "the network", self.node)
        for button in self.node.find_all("button") + self.node.find_all("toggle button"):
            self.assertTrue(button.name, "a button without a name")


if __name__ == "__main__":
    tap.main()
