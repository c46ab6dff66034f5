# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Pools that only root can make: a formatted disk, a partitioned one, a target of a server, a full disk."""

import glob
import os
import shutil
import subprocess
import tempfile
import unittest

import daemons
import processes
import tap
from changer import PROGRAM, Changer
from waiting import wait_for

BACKENDS = "/usr/lib/*/libvirt/storage-backend/libvirt_storage_backend_{}.so"
MIB = 1 << 20
TARGET = "iqn.2024-01.org.vitrine:lab"
PORTAL = "127.0.0.1"


def has_driver(name):
    return bool(glob.glob(BACKENDS.format(name)))


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class SystemStorageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = daemons.system_obstacle()
        if reason is None and not os.path.exists(PROGRAM):
            reason = "the program that changes storage is not built"
        if reason:
            raise unittest.SkipTest(reason)
        cls.folder = tempfile.mkdtemp(prefix="vlab-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.daemon = cls.enterClassContext(daemons.SystemDaemon())
        cls.daemon.start()
        cls.changer = cls.enterClassContext(Changer(cls.daemon.uri))

    def order(self, *words):
        return self.changer.order(*words)

    def wait_state(self, pool, state):
        wait_for(lambda: self.order("state", pool) == state, 10, f"{pool} to be {state}")

    def loop_device(self, mebibytes):
        image = os.path.join(self.folder, self.id())
        with open(image, "wb") as stream:
            stream.truncate(mebibytes * MIB)
        try:
            device = run("losetup", "-P", "-f", "--show", image)
        except subprocess.CalledProcessError as error:
            self.skipTest("no loop device: " + error.stderr)
        self.addCleanup(run, "losetup", "-d", device)
        return device

    def test_formatted_disk(self):
        """A disk is formatted once, mounted, filled, and never formatted again unasked"""
        device = self.loop_device(64)
        where = os.path.join(self.folder, "fs")
        self.assertEqual(self.order("define", "fs", "disk", "device=" + device, "target=" + where,
                                    "format=ext4", "build"), "succeeded")
        self.assertEqual(self.order("create", "disk", "a.img", "raw", 8 * MIB), "succeeded")
        self.assertIn(f"a.img raw {8 * MIB}", self.order("list", "disk"))
        self.assertEqual(self.order("stop", "disk"), "succeeded")
        self.wait_state("disk", "Stopped")
        self.assertIn("failed There is something on that disk already.", self.order("build", "disk"))
        self.assertEqual(self.order("start", "disk"), "succeeded")
        self.assertIn("a.img", self.order("list", "disk"))
        self.assertEqual(self.order("delete", "disk"), "succeeded")

    def test_full_disk(self):
        """A disk that is full is told as that, and nothing half is left on it"""
        where = os.path.join(self.folder, "small")
        os.mkdir(where)
        # The daemon sees what was mounted before it began.
        try:
            run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", where)
        except subprocess.CalledProcessError as error:
            self.skipTest("nothing can be mounted: " + error.stderr)
        self.addCleanup(run, "umount", "-l", where)
        self.daemon.restart()
        self.assertEqual(self.order("define", "dir", "small", "target=" + where), "succeeded")
        large = os.path.join(self.folder, "large")
        with open(large, "wb") as stream:
            stream.write(os.urandom(MIB) * 24)
        self.assertIn("failed The host's disk is full.", self.order("upload", "small", large, "large.img"))
        self.assertIn("failed The host's disk is full.", self.order("create", "small", "a.img", "raw", 24 * MIB, "all"))
        self.assertEqual(os.listdir(where), [])
        self.assertEqual(self.order("delete", "small"), "succeeded")

    def test_partitions(self):
        """A disk gets a table and a partition, which is a volume"""
        if not has_driver("disk"):
            self.skipTest("libvirt's driver for disks is not installed")
        device = self.loop_device(64)
        part = os.path.basename(device) + "p1"
        self.assertEqual(self.order("define", "disk", "parts", "device=" + device, "format=gpt", "build"),
                         "succeeded")
        self.assertEqual(self.order("create", "parts", part, "-", 16 * MIB), "succeeded")
        self.assertIn(part, self.order("list", "parts"))
        self.assertEqual(self.order("delete", "parts"), "succeeded")

    def start_target(self):
        image = os.path.join(self.folder, "lun")
        with open(image, "wb") as stream:
            stream.truncate(16 * MIB)
        server = processes.spawn(["tgtd", "-f"], log=os.path.join(self.folder, "tgtd.log"))
        self.addCleanup(lambda: (server.kill(), server.wait()))
        admin = ("tgtadm", "--lld", "iscsi")
        wait_for(lambda: subprocess.run([*admin, "--op", "show", "--mode", "sys"], check=False,
                                        capture_output=True).returncode == 0, 10, "the target's server")
        run(*admin, "--op", "new", "--mode", "target", "--tid", "1", "-T", TARGET)
        run(*admin, "--op", "new", "--mode", "logicalunit", "--tid", "1", "--lun", "1", "-b", image)
        run(*admin, "--op", "bind", "--mode", "target", "--tid", "1", "-I", "ALL")

    def test_iscsi_direct(self):
        """A target of a server is found, its disks are listed"""
        if not has_driver("iscsi-direct") or shutil.which("tgtd") is None:
            self.skipTest("libvirt's driver for iSCSI, or a server for it, is not installed")
        self.start_target()
        self.assertIn(TARGET, self.order("find", "iscsi-direct", PORTAL, "iqn.2024-01.org.vitrine:me"))
        self.assertEqual(self.order("define", "iscsi-direct", "san", "host=" + PORTAL, "device=" + TARGET,
                                    "initiator=iqn.2024-01.org.vitrine:me"), "succeeded")
        self.assertIn("unit:0:0:1 ", self.order("list", "san"))
        self.assertEqual(self.order("delete", "san"), "succeeded")

    def test_types_without_driver(self):
        """What the host has no driver for is refused with its cause"""
        if has_driver("zfs"):
            self.skipTest("there is a driver for ZFS")
        self.assertTrue(self.order("define", "zfs", "tank", "name=tank").startswith(
            "failed The host's libvirt has no driver for this type of storage."))


if __name__ == "__main__":
    tap.main()
