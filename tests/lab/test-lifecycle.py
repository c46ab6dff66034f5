# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Vitrine while machines are saved, removed by others and the program is told to go."""

import os
import re
import signal
import unittest

import daemons
import guest
import libvirt
import program
import tap
from desk import Desk
from waiting import wait_for

FILL = b"\ndd if=/dev/urandom of=/fill bs=1M count=24; echo full-$((40+2))\n"
# Packing the guest's memory takes long enough for a person to change their mind.
SLOW_SAVES = 'save_image_format = "xz"\n'


class LifecycleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = program.obstacle() or guest.obstacle() or daemons.become_ordinary()
        if reason:
            raise unittest.SkipTest(reason)
        cls.daemon = cls.enterClassContext(daemons.SessionDaemon())
        cls.daemon.define(2)
        with open(os.path.join(cls.daemon.folder, "config", "libvirt", "qemu.conf"), "w",
                  encoding="utf-8") as stream:
            stream.write(SLOW_SAVES)
        cls.daemon.start()
        cls.daemon.run(1)
        cls.images = guest.build(cls.daemon.folder)
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi

    def setUp(self):
        self.connection = self.enterContext(daemons.connected(self.daemon.uri))

    def start(self, count, **options):
        running = self.enterContext(program.Program(self.desk, self.daemon.uri, **options))
        running.wait_count(count)
        return running

    def boot_full(self, name):
        """A guest that has written on most of its memory."""
        log = os.path.join(self.daemon.folder, name + ".serial")
        machine = self.connection.defineXML(guest.definition(name, *self.images, log))
        self.addCleanup(machine.undefineFlags, libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE)
        machine.create()
        self.addCleanup(lambda: machine.isActive() and machine.destroy())
        guest.wait_up(log)
        stream = self.connection.newStream()
        machine.openConsole(None, stream)
        stream.send(FILL)
        wait_for(lambda: guest.said(log, "full-42"), 60, "a full memory")
        stream.abort()
        return machine

    def choose(self, running, name, *mnemonics):
        """What the letters stand for in the menu of a machine."""
        running.node.wait_for("table cell", re.compile(f"^{name}, ")).click()
        running.node.wait_for("button", "Clear Selection")
        self.atspi.press("shift+F10")
        self.atspi.wait(lambda: [item for item in running.node.find_all()
                                 if item.role == "menu item"], what="the menu",
                        dumped=running.node)
        self.atspi.press(*mnemonics)

    def test_cancel_save(self):
        """A save that is called off leaves the machine running, and nothing behind"""
        machine = self.boot_full("full")
        running = self.start(3)
        self.choose(running, "full", "v")
        running.node.wait_for("toggle button", "1 job is running").activate()
        running.node.wait_for("progress bar")
        running.node.wait_for("button", "Cancel").activate()
        # Nothing is running any more, and the list that says so has closed with it.
        wait_for(lambda: not machine.jobInfo()[0], 60, "the end of the save")
        running.node.wait_for("table cell", re.compile("^full, .*Running"), 10)
        self.assertTrue(machine.isActive())
        self.assertEqual(machine.state()[0], libvirt.VIR_DOMAIN_RUNNING)
        saved = os.path.join(self.daemon.definitions, "save", "full.save")
        wait_for(lambda: not os.path.exists(saved), 10, "the end of the half state")
        self.assertEqual(running.stalls(), [])

    def test_removed_meanwhile(self):
        """A question about a machine that somebody else has removed ends with a sentence"""
        machine = self.connection.defineXML(
            guest.definition("leaving", *self.images, "/dev/null"))
        running = self.start(3)
        self.choose(running, "leaving", "m")
        remove = running.node.wait_for("button", "Remove")
        machine.undefine()
        running.node.wait_for("label", "2 machines", 20)
        remove.activate()
        running.node.wait_for("label", "“leaving” could not be removed")
        running.node.wait_for("button", "Details").activate()
        running.node.wait_for("label", re.compile("somebody else may have removed it"))
        self.assertTrue(running.running)
        self.assertEqual(running.stalls(), [])

    def test_notification(self):
        """What fails while the window is put away is told by the desktop"""
        from notifications import Notifications
        machine = self.boot_full("told")
        running = self.start(3)
        desktop = self.enterContext(Notifications())
        self.choose(running, "told", "v")
        running.node.wait_for("toggle button", "1 job is running")
        self.atspi.xdotool("getactivewindow", "windowminimize")
        machine.destroy()
        wait_for(lambda: desktop.told, 20, "a notification")
        self.assertEqual(desktop.told[0][0], "“told” could not be saved")
        self.assertTrue(desktop.told[0][1])

    def test_drag(self):
        """Hosts are put in order with the pointer"""
        hosts = "[host 1]\nuri=test:///a\ntitle=First\n[host 2]\nuri=test:///b\ntitle=Second\n"
        running = self.enterContext(program.Program(self.desk, config={"vitrine/hosts": hosts}))

        def titles():
            return [node.name for node in running.node.find_all("label")
                    if node.name in ("First", "Second")]

        self.atspi.wait(lambda: titles() == ["First", "Second"], what="the hosts")
        first, second = (running.node.find("list item", re.compile(f"^{name}"))
                         for name in ("First", "Second"))
        first.drag_to(second)
        self.atspi.wait(lambda: titles() == ["Second", "First"], what="the new order",
                        dumped=running.node)
        wait_for(lambda: running.config("vitrine/hosts").find("Second")
                 < running.config("vitrine/hosts").find("First"), 10, "the saved order")

    def test_interrupt(self):
        """Interrupted in its terminal, it goes as when it is closed"""
        for number in (signal.SIGINT, signal.SIGTERM):
            running = self.start(2)
            # A dialog does not stand in the way.
            running.node.wait_for("list", "Views and hosts")
            self.atspi.press("ctrl+comma")
            running.node.wait_for("dialog", "Preferences")
            os.kill(running.pid, number)
            wait_for(lambda: not running.running, 10, "the end of the program")
            self.assertEqual(running.status, 0)


if __name__ == "__main__":
    tap.main()
