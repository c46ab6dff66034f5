# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Vitrine with the keyboard alone, as a screen reader tells it: from the start to a paused machine."""

import re
import unittest

import daemons
import program
import tap
from desk import Desk

MACHINE = "Mail"


class JourneyTest(unittest.TestCase):
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
        self.running = self.enterContext(program.Program(self.desk, arguments=("--demo",)))
        self.node = self.running.node
        self.node.wait_for("list item", re.compile("^All Machines, 24 machines$"), 20)

    def search(self, words):
        """Typing anywhere begins a search."""
        self.atspi.type_text(words)
        self.node.wait_for("label", "1 machine")

    def wait_state(self, state):
        return self.node.wait_for("table cell", re.compile(rf"^{MACHINE}, .*\b{state}\b"))

    def choose(self, mnemonic):
        """What the letter stands for in the menu of the focused row."""
        def items():
            return [item for item in self.node.find_all() if item.role == "menu item"]
        self.atspi.press("shift+F10")
        self.atspi.wait(items, what="the menu", dumped=self.node)
        self.atspi.press(mnemonic)
        self.atspi.wait(lambda: not items(), what="the end of the menu", dumped=self.node)

    def test_roles_and_names(self):
        """Every part says what it is"""
        sidebar = self.node.wait_for("list", "Views and hosts")
        self.assertGreaterEqual(len(sidebar.find_all("list item")), 4)
        table = self.node.wait_for("tree table", "Machines")
        row = table.wait_for("table row", re.compile("^Cluster node 1, Running, "))
        self.assertTrue(row.find("table cell", "Demonstration"))
        for node in self.node.find_all("button") + self.node.find_all("toggle button"):
            self.assertTrue(node.name, "a button without a name")

    def test_pause_and_resume(self):
        """A machine is found, paused and resumed with the keyboard"""
        self.search("rspamd")
        self.atspi.press("Return")
        self.node.wait_for("button", "Clear Selection")
        self.wait_state("Running")
        self.choose("p")
        self.wait_state("[Pp]aused")
        self.choose("r")
        self.wait_state("Running")
        self.assertTrue(self.running.running)


if __name__ == "__main__":
    tap.main()
