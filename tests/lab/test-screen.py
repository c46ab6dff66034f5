# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A guest's screen and its serial port in Vitrine's windows, driven as a person drives them."""

import contextlib
import json
import os
import re
import subprocess
import unittest

import daemons
import guest
import libvirt
import libvirt_qemu
import program
import tap
from desk import Desk
from waiting import wait_for

MEMTEST = "/usr/lib/memtest86+/memtest86+x64.iso"
BLUE, BLACK = (0, 0, 168), (0, 0, 0)
PASSWORD = "sesame"
CHORD = ("keydown", "Control_L", "keydown", "Alt_L", "keyup", "Alt_L", "keyup", "Control_L")

GRAPHICS = "<graphics type='spice'><listen type='none'/></graphics>"
LOCKED = f"<graphics type='vnc' passwd='{PASSWORD}'><listen type='socket'/></graphics>"
SCREEN = f"""<domain type='qemu'>
  <name>memory</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type><boot dev='cdrom'/></os>
  <features><acpi/><apic/></features>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='cdrom'>
      <driver name='qemu' type='raw'/><source file='{MEMTEST}'/>
      <target dev='sda' bus='ide'/><readonly/>
    </disk>
    <input type='tablet' bus='usb'/>
    {GRAPHICS}
    <video><model type='vga'/></video>
  </devices>
</domain>"""


class ScreenTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = program.obstacle() or guest.obstacle()
        if not reason and not os.path.exists(MEMTEST):
            reason = "memtest86+ is not installed"
        reason = reason or daemons.become_ordinary()
        if reason:
            raise unittest.SkipTest(reason)
        cls.desk = cls.enterClassContext(Desk("1400x1000", apply=True))
        cls.daemon = cls.enterClassContext(daemons.SessionDaemon()).start()
        cls.connection = libvirt.open(cls.daemon.uri)
        cls.addClassCleanup(cls.connection.close)
        import atspi
        cls.atspi = atspi

    def open_console(self, name, stack=None, **options):
        running = (stack.enter_context if stack else self.enterContext)(program.Program(
            self.desk, self.daemon.uri, arguments=("--show-machine", name), **options))
        self.node = running.node
        self.node.wait_for("toggle button", "More", 20)
        self.wait(lambda: f"{name}\n" in self.active_title(), "the machine's window")
        self.atspi.press("alt+1")
        return running

    def wait(self, condition, what, timeout=20):
        self.atspi.wait(condition, timeout, what, self.node)

    @staticmethod
    def active_title():
        return subprocess.run(["xdotool", "getactivewindow", "getwindowname"], check=False,
                              capture_output=True, text=True).stdout

    @staticmethod
    def active_size():
        text = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry"], check=False,
                              capture_output=True, text=True).stdout
        found = re.search(r"Geometry: (\d+)x(\d+)", text)
        return (int(found[1]), int(found[2])) if found else None

    @staticmethod
    def pixel(x, y):
        text = subprocess.run(["import", "-silent", "-window", "root", "-crop", f"1x1+{x}+{y}",
                               "-depth", "8", "txt:-"], check=True, capture_output=True, text=True)
        found = re.search(r"#([0-9A-F]{6})", text.stdout)
        return tuple(bytes.fromhex(found[1]))

    def wait_pixel(self, x, y, color):
        wait_for(lambda: self.pixel(x, y) == color, 20, f"{color} at {x},{y}", 0.1)

    def connections(self, machine):
        """The numbers that QEMU gave the viewers of its screen."""
        answer = libvirt_qemu.qemuMonitorCommand(machine, '{"execute": "query-spice"}', 0)
        return {channel["connection-id"] for channel in json.loads(answer)["return"]["channels"]}

    def choose(self, button, *keys):
        """Press keys in a menu of the console's buttons."""
        def items():
            return [node for node in self.node.find_all() if node.role.endswith("menu item")]
        self.node.wait_for("toggle button", button).activate()
        self.wait(items, "the menu")
        self.atspi.press(*keys)
        self.wait(lambda: not items(), "the end of the menu")

    def test_screen(self):
        """A screen takes keys, fills the display, and moves to its own window and back"""
        machine = self.connection.createXML(SCREEN)
        self.addCleanup(machine.destroy)
        self.open_console("memory")
        self.wait_pixel(700, 500, BLUE)
        before = self.connections(machine)
        self.assertEqual(len(before), 1)

        # Enter goes in by keyboard alone; F1, which is the window's, now goes to the guest.
        self.atspi.press("Return", "F1")
        self.wait_pixel(700, 500, BLACK)
        self.atspi.xdotool(*CHORD)
        self.atspi.press("F11")
        self.wait(lambda: self.active_size() == (1400, 1000), "the full screen")
        self.node.wait_gone("toggle button", "More")

        # The keys are given back to the bar, from where Enter leaves the full screen.
        self.atspi.press("Return")
        self.atspi.xdotool(*CHORD)
        leave = self.node.wait_for(None, "Leave Full Screen")
        self.wait(lambda: "focused" in leave.states, "the focus of the bar")
        self.atspi.press("Return")
        self.wait(lambda: self.active_size() != (1400, 1000), "the window")
        self.node.wait_for("toggle button", "More")

        self.choose("Screen", "d")
        self.node.wait_for("button", "Bring Back", showing=True)
        self.assertEqual(self.connections(machine), before)
        self.node.find("button", "Bring Back").activate()
        self.node.wait_gone("button", "Bring Back")
        self.assertEqual(self.connections(machine), before)

    def test_password(self):
        """A password that was kept opens the screen the next time, and is in the keyring only"""
        keyring = os.path.join(self.daemon.folder, "keyring")
        options = {"environment": {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": keyring,
                                   "SECRET_FILE_TEST_PASSWORD": "test"}}
        machine = self.connection.createXML(SCREEN.replace(GRAPHICS, LOCKED))
        self.addCleanup(machine.destroy)
        with contextlib.ExitStack() as stack:
            self.open_console("memory", stack, **options)
            self.node.wait_for("label", "Password Needed")
            self.node.wait_for("label", "Kept in your keyring")
            self.atspi.type_text(PASSWORD)
            self.atspi.press("Tab", "Tab", "space")
            self.node.find("button", "Connect").activate()
            self.wait_pixel(700, 500, BLUE)
            wait_for(lambda: os.path.exists(keyring), 10, "the keyring")
        self.open_console("memory", **options)
        self.wait_pixel(700, 500, BLUE)
        with open(keyring, "rb") as stream:
            self.assertNotIn(PASSWORD.encode(), stream.read())

    def boot(self):
        image, initrd = guest.build(self.daemon.folder)
        log = os.path.join(self.daemon.folder, "talk.serial")
        machine = self.connection.defineXML(guest.definition("talk", image, initrd, log))
        self.addCleanup(machine.undefine)
        machine.create()
        self.addCleanup(lambda: machine.isActive() and machine.destroy())
        guest.wait_up(log)
        return machine, log

    def count(self, log, text):
        with open(log, "rb") as stream:
            return stream.read().count(text.encode())

    def test_serial(self):
        """A serial port is taken over, hears every key once, and comes back with its guest"""
        machine, log = self.boot()
        stream = self.connection.newStream()
        machine.openConsole(None, stream)
        running = self.open_console("talk")
        self.node.wait_for(None, "Screen of the machine")
        self.choose("Screen", "Down", "Return")
        self.node.wait_for("button", "Take Over").activate()
        self.node.wait_gone("button", "Take Over")

        # Ctrl+W is a key of the shell, and takes a word back instead of closing the window.
        self.node.wait_for("terminal").click()
        self.atspi.type_text("echo hello-$((40+2)) oops")
        self.atspi.press("ctrl+w", "Return")
        wait_for(lambda: guest.said(log, "hello-42\r"), 20, "the guest's answer")
        self.assertEqual(self.count(log, "echo"), 1)
        self.assertTrue(running.running)

        self.atspi.xdotool(*CHORD)
        self.wait(lambda: "focused" not in self.node.find("terminal").states, "the way out")
        machine.destroy()
        self.node.wait_for("label", "The Machine Is Off")
        self.node.find("button", "Start").activate()
        wait_for(machine.isActive, 20, "the guest's start")
        guest.wait_up(log)
        self.node.wait_for("terminal").click()
        self.atspi.press("Return")
        self.atspi.type_text("echo again-$((40+2))\n")
        wait_for(lambda: guest.said(log, "again-42"), 20, "the guest's second answer")


if __name__ == "__main__":
    tap.main()
