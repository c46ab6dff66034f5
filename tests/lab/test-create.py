# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""New machines on a real session daemon, made with the keyboard alone."""

import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import threading
import unittest
import xml.etree.ElementTree as ET

import daemons
import guest
import libvirt
import program
import tap
from desk import Desk
from waiting import wait_for

MEMORY_TEST = "/usr/lib/memtest86+/memtest86+x64.iso"
BOOT_LOADER = "/usr/lib/grub-rescue/grub-rescue-cdrom.iso"
LABEL_AT = 32768 + 40


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

        def is_begun():
            """The key does nothing while a check is under way, so a person presses it again."""
            self.atspi.press("alt+c")
            return not self.node.find("dialog", "New Machine")
        self.atspi.wait(is_begun, 20, "the end of the dialog", dumped=self.node)
        machine = self.machine("machine")
        wait_for(machine.isActive, 30, "its start")
        self.atspi.wait(lambda: self.node.find("frame", re.compile("^machine")), 20,
                        "its window", dumped=self.node)
        self.picture("machine")
        volume = self.connection.storageVolLookupByPath(
            os.path.join(self.running.folder, "data", "libvirt", "images", "machine.qcow2"))
        self.assertEqual(volume.info()[1], 20 << 30)

    def make_disc(self, label, source=MEMORY_TEST):
        """A disc that says it is something, and starts something else whatever it says."""
        if not os.path.exists(source):
            self.skipTest(f"there is no {source}")
        folder = os.path.join(self.daemon.folder, "discs")
        path = os.path.join(folder, "disc.iso")
        os.makedirs(folder)
        shutil.copy(source, path)
        with open(path, "r+b") as disc:
            disc.seek(LABEL_AT)
            disc.write(label.ljust(32).encode("ascii"))
        self.connection.storagePoolDefineXML(
            f"<pool type='dir'><name>discs</name><target><path>{folder}</path></target></pool>").create()
        return path

    def bright_pixels(self, machine):
        """How much of the machine's screen is not black."""
        stream = self.connection.newStream()
        machine.screenshot(stream, 0)
        data = bytearray()
        while piece := stream.recv(65536):
            data += piece
        stream.finish()
        if folder := os.environ.get("VITRINE_PICTURES"):
            with open(os.path.join(folder, machine.name() + "-screen.png"), "wb") as picture:
                picture.write(data)
        shown = subprocess.run(["convert", "-", "-colorspace", "Gray", "-threshold", "10%", "-format",
                                "%[fx:mean*w*h]", "info:"], input=bytes(data), capture_output=True,
                               check=True)
        return float(shown.stdout)

    def create_from_disc(self, dialog, system):
        """Choose the one disc that there is and make a machine with all that is proposed."""
        dialog.wait_for("list item", re.compile("^A Disc or Its Image")).click()
        chooser = self.node.wait_for("dialog", "Disc Image")
        chooser.wait_for("table cell", "disc.iso", 20).click()
        self.atspi.press("alt+h")
        dialog.wait_for("label", system, 20)
        self.picture("disc")
        button = dialog.wait_for("button", "Create")
        self.atspi.wait(lambda: button.sensitive, what="the host's answer", dumped=self.node)
        self.atspi.press("alt+c")

    def type_into(self, machine, text):
        """Press keys in the machine itself; Linux numbers them as the keyboard's rows do."""
        rows = {"qwertyuiop": 16, "asdfghjkl": 30, "zxcvbnm": 44}
        codes = {letter: first + at for row, first in rows.items() for at, letter in enumerate(row)}
        codes |= {"\x1b": 1, "\n": 28}
        for letter in text:
            machine.sendKey(libvirt.VIR_KEYCODE_SET_LINUX, 50, [codes[letter]], 1)

    def test_disc(self):
        """A disc is recognised, its machine starts from it, and its screen is there"""
        path = self.make_disc("Debian 12.5.0 amd64 n")
        dialog = self.open_dialog()
        dialog.wait_for("list item", re.compile("^Debian"), 20)
        self.picture("popular")
        self.create_from_disc(dialog, "Debian 12")
        machine = self.machine("debian-12")
        wait_for(machine.isActive, 30, "its start")
        wait_for(lambda: self.bright_pixels(machine) > 10000, 60, "the memory test's screen", 0.5)
        self.picture("started")
        xml = ET.fromstring(machine.XMLDesc())
        self.assertEqual(xml.find("devices/disk[@device='disk']/target").get("bus"), "virtio")
        self.assertEqual(xml.find("devices/disk[@device='cdrom']/source").get("file"), path)

    def test_ejects(self):
        """When a new machine has ended by itself for the first time, its disc is out"""
        self.make_disc("Fedora-S-dvd-x86_64-41", BOOT_LOADER)
        self.create_from_disc(self.open_dialog(), "Fedora Linux 41")
        machine = self.machine("fedora-linux-41")
        wait_for(machine.isActive, 30, "its start")

        def halt():
            """Nothing tells when the boot loader listens: from its menu, c leads to its prompt."""
            if machine.isActive():
                self.type_into(machine, "\x1bchalt\n")
            return not machine.isActive()
        wait_for(halt, 60, "its end", 2)

        def discs():
            xml = ET.fromstring(machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
            return xml.findall("devices/disk[@device='cdrom']/source")
        wait_for(lambda: discs() == [], 20, "the end of the disc")
        machine.create()
        self.assertTrue(machine.isActive())

    def choose_in_pool(self, row, title, name):
        """Choose what is in the pool of the test, from the first screen."""
        dialog = self.open_dialog()
        self.scroll_to(dialog, row).click()
        chooser = self.node.wait_for("dialog", title)
        chooser.wait_for("table cell", name, 20).click()
        self.atspi.press("alt+h")
        return dialog

    def create(self, dialog):
        button = dialog.wait_for("button", "Create")
        self.atspi.wait(lambda: button.sensitive, what="the host's answer", dumped=self.node)
        self.atspi.press("alt+c")

    def make_pool(self):
        folder = os.path.join(self.daemon.folder, "discs")
        os.makedirs(folder)
        return folder

    def open_pool(self, folder):
        self.connection.storagePoolDefineXML(
            f"<pool type='dir'><name>discs</name><target><path>{folder}</path></target></pool>").create()

    def image_tool(self, *arguments):
        return subprocess.run(["qemu-img", *arguments], check=True, capture_output=True, text=True).stdout

    def test_import(self):
        """A disk of another format is converted, and the original stays as it was"""
        folder = self.make_pool()
        original, raw = os.path.join(folder, "old.vmdk"), os.path.join(self.daemon.folder, "raw")
        with open(raw, "wb") as stream:
            stream.write(os.urandom(1 << 20))
            stream.truncate(64 << 20)
        self.image_tool("convert", "-O", "vmdk", raw, original)
        self.open_pool(folder)
        dialog = self.choose_in_pool("A Disk That Has a System", "Disk Image", "old.vmdk")
        dialog.wait_for("label", re.compile("^Machines cannot run"))
        self.picture("import")
        self.create(dialog)
        xml = ET.fromstring(self.machine("machine").XMLDesc())
        disk = xml.find("devices/disk[@device='disk']")
        self.assertEqual(disk.find("driver").get("type"), "qcow2")
        self.image_tool("compare", "-U", raw, disk.find("source").get("file"))
        self.image_tool("compare", raw, original)

    def test_keeps_draft(self):
        """What was begun is there again after the dialog was closed"""
        dialog = self.open_dialog()
        self.scroll_to(dialog, "Nothing Yet").click()
        entry = dialog.wait_for("text", "Name")
        self.atspi.press("ctrl+a")
        self.atspi.type_text("half-done")
        self.atspi.wait(lambda: entry.text == "half-done", what="the name", dumped=self.node)
        self.atspi.press("Escape")
        self.atspi.press("Escape")
        self.node.wait_gone("dialog", "New Machine")
        dialog = self.open_dialog()
        entry = dialog.wait_for("text", "Name")
        self.assertEqual(entry.text, "half-done")
        self.create(dialog)
        self.machine("half-done")

    def serve(self, folder):
        """A web server for a folder; returns its address."""
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0),
                                                 functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def scroll_to(self, dialog, row, start="Fedora"):
        scroll_down = 5
        dialog.wait_for("list item", re.compile(f"^{start}"), 20).click(scroll_down, 20)
        return dialog.wait_for("list item", re.compile(f"^{row}"))

    def fill(self, dialog, title, text):
        entry = dialog.wait_for("text", title)
        entry.click()
        self.atspi.type_text(text)

    def saved(self, machine):
        return ET.fromstring(machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))

    def test_kernel(self):
        """A kernel from a web server installs once, and then the machine goes on from its disk"""
        if reason := guest.obstacle():
            self.skipTest(reason)
        folder = os.path.join(self.daemon.folder, "tree")
        os.makedirs(folder)
        guest.build(folder)
        address = self.serve(folder)
        dialog = self.open_dialog()
        self.scroll_to(dialog, "A Kernel").click()
        self.fill(dialog, "Address or Path of the Kernel", f"{address}/vmlinuz")
        self.fill(dialog, "Address or Path of the Initrd", f"{address}/initrd.gz")
        self.fill(dialog, "Arguments", "console=ttyS0 quiet panic=-1")
        self.picture("kernel")
        self.scroll_to(dialog, "Use This Kernel", "Rocky").click()
        self.create(dialog)
        machine = self.machine("machine")
        wait_for(machine.isActive, 30, "its start")
        running = ET.fromstring(machine.XMLDesc())
        self.assertTrue(running.findtext("os/kernel").endswith("-vmlinuz"))
        self.assertEqual(running.findtext("on_reboot"), "destroy")
        self.assertIsNone(self.saved(machine).find("os/kernel"))
        first = self.machine("machine").ID()

        def ask():
            """The guest hears its power button once it is up."""
            now = self.machine("machine")
            if now.isActive() and now.ID() == first:
                with contextlib.suppress(libvirt.libvirtError):
                    now.shutdown()
            return now.isActive() and now.ID() != first
        wait_for(ask, 90, "its second start", 1)
        self.assertIsNone(ET.fromstring(machine.XMLDesc()).find("os/kernel"))

    def test_cloud(self):
        """An image made for clouds is copied and grown, and a disc says who its user is, once"""
        folder = self.make_pool()
        original = os.path.join(folder, "cloud.qcow2")
        self.image_tool("create", "-f", "qcow2", original, "1G")
        self.open_pool(folder)
        dialog = self.choose_in_pool("An Image Made for Clouds", "Disk Image", "cloud.qcow2")
        self.fill(dialog, "Password", "secret")
        self.fill(dialog, "SSH Public Key", "ssh-ed25519 AAAA me@here")
        self.picture("cloud")
        self.create(dialog)
        machine = self.machine("machine")
        wait_for(machine.isActive, 30, "its start")
        running = ET.fromstring(machine.XMLDesc())
        disk = running.find("devices/disk[@device='disk']/source").get("file")
        seed = running.find("devices/disk[@device='cdrom']/source").get("file")
        self.assertNotEqual(disk, original)
        self.assertEqual(self.connection.storageVolLookupByPath(disk).info()[1], 20 << 30)
        self.assertEqual(self.saved(machine).findall("devices/disk[@device='cdrom']"), [])
        target = os.path.join(self.daemon.folder, "seed")
        subprocess.run(["xorriso", "-osirrox", "on", "-indev", seed, "-extract", "/", target],
                       check=True, capture_output=True)
        with open(os.path.join(target, "user-data"), encoding="utf-8") as stream:
            told = stream.read()
        self.assertIn("#cloud-config", told)
        self.assertIn("ssh-ed25519 AAAA me@here", told)
        self.assertNotIn("secret", told)

    def test_search(self):
        """A system is found by typing and chosen with the keyboard"""
        dialog = self.open_dialog()
        dialog.wait_for("list item", re.compile("^Debian"), 20)
        self.atspi.type_text("windows 11")
        dialog.wait_for("list item", "Windows 11")
        self.picture("search")
        self.atspi.press("Return")
        row = dialog.wait_for("list item", re.compile("^Put It on Later"))
        self.picture("source")
        row.click()
        dialog.wait_for("label", "Windows 11", 20)
        self.picture("windows")


if __name__ == "__main__":
    tap.main()
