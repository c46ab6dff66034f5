# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Pools and volumes of real daemons: made, filled, emptied, cut off and broken."""

import filecmp
import hashlib
import os
import shutil
import subprocess
import unittest

import daemons
import tap
from changer import PROGRAM, Changer
from waiting import wait_for

MIB = 1 << 20
SECRET = "2ec115d7-3a88-3ceb-bc12-0ac909a6fd87"


def write_data(path, mebibytes, hole=0):
    """A file of noise, with nothing in its middle."""
    noise = os.urandom(MIB)
    with open(path, "wb") as stream:
        for index in range(mebibytes):
            if mebibytes // 4 <= index < mebibytes // 4 + hole:
                stream.seek(MIB, os.SEEK_CUR)
            else:
                stream.write(index.to_bytes(4) + noise[4:])


def mark(path, byte):
    """Write the first byte of a file."""
    with open(path, "r+b") as stream:
        stream.write(byte)


def sum_of(path):
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class SessionStorageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = daemons.become_ordinary()
        if reason is None and not os.path.exists(PROGRAM):
            reason = "the program that changes storage is not built"
        if reason:
            raise unittest.SkipTest(reason)
        cls.daemon = cls.enterClassContext(daemons.SessionDaemon())
        cls.daemon.start()
        cls.folder = os.path.join(cls.daemon.folder, "shelf")
        cls.changer = cls.enterClassContext(Changer(cls.daemon.uri))
        cls.order("define", "dir", "shelf", "build", "target=" + cls.folder)

    @classmethod
    def order(cls, *words):
        return cls.changer.order(*words)

    def path(self, name):
        return os.path.join(self.daemon.folder, name)

    def info(self, name):
        """What QEMU's own tool says of a volume."""
        return subprocess.run(["qemu-img", "info", os.path.join(self.folder, name)], check=True,
                              capture_output=True, text=True).stdout

    def test_1_volumes(self):
        """Volumes are made in each way, grow, shrink, are copied, converted, wiped and deleted"""
        self.wait_state("shelf", "Running")
        self.assertEqual(self.order("create", "shelf", "base.qcow2", "qcow2", 64 * MIB), "succeeded")
        self.assertEqual(self.order("create", "shelf", "plain.img", "raw", 8 * MIB), "succeeded")
        self.assertEqual(self.order("create", "shelf", "over.qcow2", "qcow2", 64 * MIB,
                                    f"backing={self.folder}/base.qcow2"), "succeeded")
        self.assertEqual(self.order("create", "shelf", "locked.img", "raw", 8 * MIB,
                                    "secret=" + SECRET, "tulip-garden"), "succeeded")
        listed = self.order("list", "shelf")
        self.assertIn(f"over.qcow2 qcow2 {64 * MIB} {self.folder}/base.qcow2;", listed)
        self.assertIn(f"plain.img raw {8 * MIB} -;", listed)
        self.assertIn("encrypted", listed)
        self.assertIn("file format: luks", self.info("locked.img"))
        self.assertEqual(self.order("resize", "shelf", "plain.img", 16 * MIB), "succeeded")
        self.assertEqual(os.path.getsize(self.folder + "/plain.img"), 16 * MIB)
        self.assertEqual(self.order("resize", "shelf", "plain.img", 4 * MIB), "succeeded")
        self.assertEqual(os.path.getsize(self.folder + "/plain.img"), 4 * MIB)
        self.assertEqual(self.order("copy", "shelf", "plain.img", "other.qcow2", "qcow2"), "succeeded")
        self.assertIn("file format: qcow2", self.info("other.qcow2"))
        self.assertEqual(self.order("snapshots", "shelf", "other.qcow2"), "")
        for name in ("before the update", "after"):
            subprocess.run(["qemu-img", "snapshot", "-c", name, self.folder + "/other.qcow2"], check=True)
        self.assertEqual(self.order("snapshots", "shelf", "other.qcow2"), "before the update; after")
        write_data(self.folder + "/plain.img", 4)
        self.assertEqual(self.order("wipe", "shelf", "plain.img"), "succeeded")
        with open(self.folder + "/plain.img", "rb") as stream:
            self.assertEqual(stream.read(), bytes(4 * MIB))
        self.assertEqual(self.order("remove", "shelf", "plain.img"), "succeeded")
        self.assertFalse(os.path.exists(self.folder + "/plain.img"))
        self.assertIn("already", self.order("create", "shelf", "base.qcow2", "qcow2", MIB))

    def test_2_transfer(self):
        """What is sent and fetched is the same byte by byte, and empty parts stay empty"""
        here, back = self.path("noise"), self.path("noise.back")
        write_data(here, 192, hole=96)
        self.assertEqual(self.order("upload", "shelf", here, "noise.img"), "succeeded SHA-256 " + sum_of(here))
        self.assertTrue(filecmp.cmp(here, self.folder + "/noise.img", shallow=False))
        self.assertLess(os.stat(self.folder + "/noise.img").st_blocks * 512, 104 * MIB)
        self.assertEqual(self.order("download", "shelf", "noise.img", back), "succeeded SHA-256 " + sum_of(here))
        self.assertTrue(filecmp.cmp(here, back, shallow=False))
        self.assertLess(os.stat(back).st_blocks * 512, 104 * MIB)
        self.assertFalse(os.path.exists(back + ".part"))

    def test_3_cut(self):
        """A transfer that is cut in the middle goes on where it was, and one that is cancelled leaves nothing"""
        here, back, there = self.path("long"), self.path("long.back"), self.folder + "/long.img"
        write_data(here, 288)
        self.cut("0.5", "upload", "shelf", here, "long.img")
        # What is there already is not sent once more.
        mark(there, b"!")
        self.assertEqual(self.order("upload", "shelf", here, "long.img"), "succeeded SHA-256 " + sum_of(here))
        mark(here, b"!")
        self.assertTrue(filecmp.cmp(here, there, shallow=False))

        self.cut("0.2", "download", "shelf", "long.img", back)
        self.assertFalse(os.path.exists(back))
        mark(back + ".part", b"?")
        mark(here, b"?")
        self.assertEqual(self.order("download", "shelf", "long.img", back), "succeeded SHA-256 " + sum_of(here))
        self.assertTrue(filecmp.cmp(here, back, shallow=False))

        # A volume that was written meanwhile is another one.
        self.cut("0.2", "download", "shelf", "long.img", back)
        mark(back + ".part", b"#")
        mark(there, b"*")
        mark(here, b"*")
        self.assertEqual(self.order("download", "shelf", "long.img", back), "succeeded SHA-256 " + sum_of(here))

        self.assertTrue(self.order("begin", "0.1", "upload", "shelf", here, "never.img").startswith("under-way"))
        self.assertEqual(self.order("cancel"), "cancelled")
        wait_for(lambda: not os.path.exists(self.folder + "/never.img"), 10, "the half volume to go")

    def cut(self, share, *order):
        """Begin a transfer and kill the daemon under it."""
        self.assertTrue(self.order("begin", share, *order).startswith("under-way"))
        self.daemon.restart()
        self.assertTrue(self.order("wait").startswith("failed"))
        self.wait_state("shelf", "Running")

    def wait_state(self, pool, state):
        wait_for(lambda: self.order("state", pool) == state, 10, f"{pool} to be {state}")

    def test_4_two_programs(self):
        """What another program makes and deletes is seen"""
        with daemons.connected(self.daemon.uri) as other:
            pool = other.storagePoolLookupByName("shelf")
            pool.createXML(f"<volume><name>theirs.img</name><capacity>{MIB}</capacity></volume>")
            self.assertIn("theirs.img", self.order("list", "shelf"))
            pool.storageVolLookupByName("theirs.img").delete()
            self.assertIn("failed", self.order("remove", "shelf", "theirs.img"))
            self.assertNotIn("theirs.img", self.order("list", "shelf"))
            pool.destroy()
            self.wait_state("shelf", "Stopped")
            self.assertEqual(self.order("start", "shelf"), "succeeded")

    def test_5_trouble(self):
        """A folder that is gone, one that may not be read, and a name that is taken are told with their cause"""
        other = self.path("gone")
        self.assertEqual(self.order("define", "dir", "gone", "build", "target=" + other), "succeeded")
        shutil.rmtree(other)
        self.assertIn("failed The folder", self.order("refresh", "gone"))
        self.wait_state("gone", "Stopped")
        self.assertIn("failed The folder", self.order("start", "gone"))
        self.assertEqual(self.order("build", "gone"), "succeeded")
        self.assertEqual(self.order("start", "gone"), "succeeded")
        os.chmod(other, 0o500)
        self.assertIn("failed The host may not", self.order("create", "gone", "a.img", "raw", MIB))
        os.chmod(other, 0o700)
        self.assertEqual(self.order("create", "gone", "a.img", "raw", MIB), "succeeded")
        self.assertEqual(self.order("delete-all", "gone"), "succeeded")
        self.assertFalse(os.path.exists(other))
        self.wait_state("gone", "gone")
        self.assertIn("failed", self.order("define", "dir", "nowhere", "target=/proc/none/x"))
        self.wait_state("nowhere", "gone")


if __name__ == "__main__":
    tap.main()
