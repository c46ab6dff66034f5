# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Screens that are opened by an address or a file, from a QEMU that no libvirt knows."""

import os
import re
import subprocess
import tempfile
import unittest

import daemons
import guest
import processes
import program
import tap
from desk import Desk
from waiting import wait_for

MEMTEST = "/usr/lib/memtest86+/memtest86+x64.iso"
BLUE = (0, 0, 168)
PASSWORD = "open sesame"


class ViewerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = program.obstacle() or guest.obstacle()
        if not reason and not os.path.exists(MEMTEST):
            reason = "memtest86+ is not installed"
        reason = reason or daemons.become_ordinary()
        if reason:
            raise unittest.SkipTest(reason)
        cls.desk = cls.enterClassContext(Desk("1400x1000", apply=True))
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="vview-"))
        cls.spice = os.path.join(cls.folder, "spice.sock")
        cls.vnc = os.path.join(cls.folder, "vnc.sock")
        cls.guest = processes.spawn(
            ["qemu-system-x86_64", "-accel", "tcg", "-m", "64", "-display", "none", "-vga", "std",
             "-cdrom", MEMTEST, "-name", "Memory", "-object", f"secret,id=word,data={PASSWORD}",
             "-spice", f"unix=on,addr={cls.spice},password-secret=word",
             "-vnc", f"unix:{cls.vnc}"],
            log=os.path.join(cls.folder, "qemu.log"))
        cls.addClassCleanup(processes.stop, cls.guest)
        wait_for(lambda: os.path.exists(cls.spice) and os.path.exists(cls.vnc), 20, "the guest")
        import atspi
        cls.atspi = atspi

    def open(self, target, **options):
        running = self.enterContext(program.Program(
            self.desk, arguments=("--viewer", target), **options))
        self.node = running.node
        return running

    def write(self, name, **keys):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write("[virt-viewer]\n")
            stream.writelines(f"{key.replace('_', '-')}={value}\n" for key, value in keys.items())
        return path

    def wait_picture(self):
        def pixel():
            text = subprocess.run(["import", "-silent", "-window", "root", "-crop", "1x1+700+500",
                                   "-depth", "8", "txt:-"], check=True, capture_output=True,
                                  text=True)
            return tuple(bytes.fromhex(re.search(r"#([0-9A-F]{6})", text.stdout)[1]))
        wait_for(lambda: pixel() == BLUE, 20, "the guest's picture", 0.1)

    def answer(self, password):
        """Type where the focus is led to."""
        self.atspi.wait(lambda: any({"focused", "editable"} <= node.states and not node.text
                                    for node in self.node.find_all()),
                        10, "the question", self.node)
        self.atspi.type_text(password)
        self.atspi.press("Return")

    def test_address(self):
        """An address is enough, and no host is asked for"""
        self.open(f"vnc+unix://{self.vnc}")
        self.wait_picture()
        self.assertIsNone(self.node.find("list", "Views and hosts"))

    def test_password(self):
        """A wrong password is told of, the right one opens the screen"""
        self.open(f"spice+unix://{self.spice}")
        self.node.wait_for("label", "Password Needed")
        self.answer("guess")
        self.node.wait_for(None, "That password was not accepted.")
        self.answer(PASSWORD)
        self.wait_picture()

    def test_file(self):
        """A file for one use opens the screen and is deleted"""
        path = self.write("once.vv", type="spice", unix_path=self.spice, password=PASSWORD,
                          title="For one use", delete_this_file=1)
        self.open(path)
        self.wait_picture()
        self.node.wait_for("frame", "For one use", showing=False)
        wait_for(lambda: not os.path.exists(path), 10, "the end of the file")

    def test_lost(self):
        """A lost screen keeps its last picture, comes back by itself, and lends its size"""
        place = os.path.join(self.folder, "lost.sock")
        command = ["qemu-system-x86_64", "-accel", "tcg", "-m", "64", "-display", "none",
                   "-vga", "std", "-cdrom", MEMTEST, "-vnc", f"unix:{place}"]
        first = processes.spawn(command, log=os.path.join(self.folder, "first.log"))
        wait_for(lambda: os.path.exists(place), 20, "the guest")
        self.open(f"vnc+unix://{place}")
        self.wait_picture()
        first.kill()
        first.wait()
        self.node.wait_for("label", "The connection was lost and is being tried again.")
        os.unlink(place)
        second = processes.spawn(command, log=os.path.join(self.folder, "second.log"))
        self.addCleanup(processes.stop, second)
        wait_for(lambda: os.path.exists(place), 20, "the second guest")
        self.node.find("button", "Try Now").activate()
        self.node.wait_gone("label", "The connection was lost and is being tried again.")

        self.node.wait_for("toggle button", "Screen").activate()
        self.atspi.wait(lambda: [node for node in self.node.find_all()
                                 if node.role.endswith("menu item")], 10, "the menu", self.node)
        self.atspi.press("m")
        self.atspi.wait(lambda: self.node.find(None, "Screen of the machine").rectangle[2:]
                        == (720, 400), 20, "the guest's own size", self.node)

    def test_bad_file_from_a_file_manager(self):
        """Who reads no terminal is told in a window"""
        path = self.write("bad.vv", type="abacus")
        self.open(path, environment={"GIO_LAUNCHED_DESKTOP_FILE": "/x.desktop"})
        self.node.wait_for("heading", "The screen cannot be opened")

    def test_bad_use(self):
        """What names no screen is told of in one sentence, with status 2"""
        for target, sentence in (
                ("http://server/", "It is not of a kind that can be shown"),
                ("spice://server", "It has neither a computer with a port"),
                (os.path.join(self.folder, "none.vv"), "There is no such file"),
                (self.write("empty.vv"), "It is not a file for a viewer"),
                (self.write("nowhere.vv", type="vnc"), "It has neither a computer with a port")):
            with self.subTest(target):
                result = subprocess.run(
                    [program.binary(), "--viewer", target], check=False, text=True,
                    capture_output=True, timeout=20, env=self.desk.child_env(
                        GSETTINGS_BACKEND="memory", GSETTINGS_SCHEMA_DIR=os.path.join(
                            os.environ.get("VITRINE_BUILD", "build"), "data")))
                self.assertEqual(result.returncode, 2)
                self.assertIn(sentence, result.stderr)
                self.assertEqual(result.stderr.count("\n"), 1)


if __name__ == "__main__":
    tap.main()
