# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A machine's window while others change the machine, remove it, or end its host."""

import os
import re
import unittest

import daemons
import guest
import libvirt
import machines
import program
import tap
from desk import Desk
from waiting import wait_for

PAGES = ("Overview", "Hardware", "XML")
TABS = 20


class MachineWindowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = program.obstacle() or daemons.become_ordinary()
        if reason:
            raise unittest.SkipTest(reason)
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi

    def setUp(self):
        self.daemon = self.enterContext(daemons.SessionDaemon())
        self.name = machines.name(0)
        self.path = os.path.join(self.daemon.definitions, self.name + ".xml")

    def begin(self):
        """The machine's window."""
        self.connection = daemons.open_when_up(self.daemon.uri)
        self.addCleanup(self.connection.close)
        self.machine = self.connection.lookupByName(self.name)
        self.running = self.enterContext(
            program.Program(self.desk, self.daemon.uri, arguments=("--show-machine", self.name)))
        self.node = self.running.node
        self.node.wait_for("label", "UUID", 20)

    def end(self):
        self.assertTrue(self.running.running)

    def show(self, page):
        self.atspi.press("alt+" + str(2 + PAGES.index(page)))

    def notes(self):
        """What stands in the notes, which are on the overview."""
        return self.node.wait_for("text", "Notes")

    def edit(self, old, new):
        """As `virsh edit` does it."""
        xml = self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE | libvirt.VIR_DOMAIN_XML_SECURE)
        self.assertIn(old, xml)
        self.connection.defineXML(xml.replace(old, new, 1))

    def test_edited_while_dirty(self):
        """Notes that are being written stay when somebody else edits the machine"""
        self.daemon.define(1)
        self.daemon.start()
        self.begin()
        self.notes().set_text("mine")
        self.node.wait_for("button", "Save")
        self.edit("<title>Web 0</title>", "<title>Theirs</title>")
        self.node.wait_for("label", "Theirs")
        self.assertEqual(self.notes().text, "mine")
        self.node.wait_for("button", "Save").activate()
        self.node.wait_gone("button", "Save")
        saved = self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
        self.assertIn("<title>Theirs</title>", saved)
        self.assertIn("<description>mine</description>", saved)
        self.end()

    def test_undefined(self):
        """A machine that is undefined leaves its window as it was, and the window says so"""
        self.daemon.define(1)
        self.daemon.start()
        self.begin()
        self.machine.undefine()
        self.node.wait_for("label", re.compile("^The machine has been removed"))
        for page in PAGES:
            self.show(page)
        self.show("Overview")
        self.assertIn("made for measuring", self.notes().text)
        self.end()

    def test_host_lost(self):
        """A host that goes and comes back takes the window along"""
        self.daemon.define(1)
        self.daemon.start()
        self.begin()
        self.daemon.kill()
        self.node.wait_for("label", re.compile("is not connected. What you see is how"), 30)
        self.assertIn("made for measuring", self.notes().text)
        self.daemon.start()
        self.node.wait_gone("label", re.compile("is not connected. What you see is how"), 40)
        self.end()

    def boot(self):
        """A guest that nobody asks for its memory, under the name that the window is opened for."""
        image, initrd = guest.build(self.daemon.folder)
        log = os.path.join(self.daemon.folder, "guest.serial")
        xml = guest.definition(self.name, image, initrd, log)
        self.assertIn("<stats period='2'/>", xml)
        self.daemon.start()
        with daemons.connected(self.daemon.uri) as connection:
            connection.defineXML(xml.replace("<stats period='2'/>", "")).create()
        guest.wait_up(log)

    def test_figures(self):
        """A guest is asked for its memory while its window is open, and what it was can be read"""
        if guest.obstacle():
            self.skipTest(guest.obstacle())
        self.boot()
        self.begin()
        self.node.wait_for("label", re.compile("^While it runs, the guest is asked"), 20)
        self.assertIn("<stats period", self.machine.XMLDesc(0))
        self.assertNotIn("<stats period", self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
        self.assertIsNone(self.node.find("button", "Restart Now"))
        self.node.wait_for("label", "Running For")

        chart = self.node.wait_for("level bar", "Memory")
        for _ in range(TABS):
            if "focused" in chart.states:
                break
            self.atspi.press("Tab")
            self.atspi.wait(lambda: self.node.find_all(), what="the next widget")
        self.assertIn("focused", chart.states)
        self.atspi.press("Left")
        self.node.wait_for("label", re.compile(r"^\d\d:\d\d:\d\d$"))
        self.atspi.press("Escape")
        self.node.wait_gone("label", re.compile(r"^\d\d:\d\d:\d\d$"))
        self.end()

    def test_unknown(self):
        """A machine of a type that its host does not know is shown all the same, and takes notes"""
        self.daemon.define(1)
        with open(self.path, encoding="utf-8") as stream:
            xml = stream.read()
        with open(self.path, "w", encoding="utf-8") as stream:
            stream.write(xml.replace("machine='pc'", "machine='pc-i440fx-99.0'", 1))
        self.daemon.start()
        self.begin()
        self.node.wait_for("label", re.compile("pc-i440fx-99.0"))
        self.show("XML")
        wait_for(lambda: any("pc-i440fx-99.0" in node.text
                             for node in self.node.find_all("text")), 10, "the definition")
        self.show("Hardware")
        self.node.wait_for("label", re.compile("^Disk vda"))
        self.show("Overview")
        self.notes().set_text("odd")
        self.node.wait_for("button", "Save").activate()
        self.node.wait_gone("button", "Save")
        self.assertIn("<description>odd</description>",
                      self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
        self.end()


if __name__ == "__main__":
    tap.main()
