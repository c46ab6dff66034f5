# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The desk shows programs, and they can be read and driven on it from outside."""

import os
import subprocess
import sys
import unittest

import daemons
import processes
import tap
from desk import Desk

HERE = os.path.dirname(os.path.abspath(__file__))
WRAPPER = os.path.join(HERE, "..", "lib", "desk")


class DeskTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if reason := daemons.become_ordinary():
            raise unittest.SkipTest(reason)
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi

    def start(self):
        child = processes.spawn([sys.executable, os.path.join(HERE, "small-program.py")],
                                env=self.desk.child_env(GTK_A11Y="atspi"))
        self.addCleanup(processes.stop, child)
        return self.atspi.program(processes.tree(child.pid))

    def test_actions(self):
        """A button is found by role and name and pressed, and the label says what came of it"""
        program = self.start()
        program.wait_for(name="Nobody was greeted")
        program.wait_for(name="Whom").set_text("Ada")
        program.wait_for("button", "Greet").activate()
        program.wait_for("label", "Hello, Ada")
        program.wait_gone("label", "Nobody was greeted")

    def test_devices(self):
        """Keyboard and pointer reach the program"""
        program = self.start()
        frame = program.wait_for("frame")
        self.atspi.wait(lambda: "active" in frame.states, 10, "the active window")
        entry = program.wait_for(name="Whom")
        self.atspi.type_text("Grace")
        self.atspi.wait(lambda: entry.text == "Grace", 5, "the typed text")
        self.atspi.press("Tab", "space")
        program.wait_for("label", "Hello, Grace")
        self.atspi.press("shift+Tab", "End", "space", "H")
        self.atspi.wait(lambda: entry.text == "Grace H", 5, "the typed text")
        program.find("button", "Greet").click()
        program.wait_for("label", "Hello, Grace H")

    def test_what_does_not_come(self):
        """Waiting for what does not come fails, and prints the tree"""
        program = self.start()
        program.wait_for("button", "Greet")
        with self.assertRaises(AssertionError):
            program.wait_for("button", "Part", timeout=0.2)

    def test_two_desks(self):
        """A second desk is another display, and goes away with its command"""
        child = subprocess.run([WRAPPER, "sh", "-c", "echo $DISPLAY; exit 7"],
                               capture_output=True, text=True, check=False)
        self.assertEqual(child.returncode, 7)
        self.assertNotIn(child.stdout.strip(), ("", self.desk.env["DISPLAY"]))
        self.assertFalse(os.path.exists("/tmp/.X11-unix/X" + child.stdout.strip().lstrip(":")))


if __name__ == "__main__":
    tap.main()
