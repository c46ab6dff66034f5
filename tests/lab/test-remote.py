# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A host elsewhere over ssh: one login, our own questions, and nothing left behind."""

import glob
import os
import pathlib
import signal
import stat
import unittest

import daemons
import machines
import program
import remote
import tap
from desk import Desk
from waiting import wait_until_gone

MACHINES = 3
IMAGES = "/var/lib/libvirt/images"


def sockets_below(folder):
    return [path for path in pathlib.Path(folder).rglob("*") if path.is_socket()]


class RemoteTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = remote.obstacle() or program.obstacle()
        if reason is None and daemons.ordinary_user() is None:
            reason = "there is no ordinary user to be"
        if reason:
            raise unittest.SkipTest(reason)
        cls.host = cls.enterClassContext(remote.RemoteHost())
        cls.host.start_libvirtd()
        for index in range(MACHINES):
            cls.host.define(machines.qemu_machine(index, IMAGES))
        daemons.become_ordinary()
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi
        cls.ssh_folder = os.path.expanduser("~/.ssh")
        os.makedirs(cls.ssh_folder, 0o700, exist_ok=True)
        cls.key = os.path.join(cls.ssh_folder, "id_ed25519")
        cls.host.let_in(remote.make_key(cls.key))
        cls.locked_key = os.path.join(cls.ssh_folder, "locked")
        cls.host.let_in(remote.make_key(cls.locked_key, remote.PASSPHRASE))

    def setUp(self):
        self.known_hosts = os.path.join(self.ssh_folder, "known_hosts")
        for path in glob.glob(self.known_hosts + "*"):
            os.unlink(path)

    def serve(self, *settings):
        self.host.start_sshd(*settings)
        self.addCleanup(self.host.stop_sshd)

    def start(self, *uris, **options):
        return self.enterContext(program.Program(self.desk, *uris, **options))

    def logged_in(self):
        """The processes of ssh that are logged in at the host."""
        found = []
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(path, "rb") as stream:
                    words = stream.read().split(b"\0")
            except OSError:
                continue
            if words[0] == b"ssh" and self.host.address.encode() in words:
                found.append(words)
        return found

    def runtime(self):
        return os.path.join(self.desk.env["XDG_RUNTIME_DIR"], "vitrine")

    def test_key(self):
        """With a key nobody is asked, one login carries all, and nothing is left behind"""
        self.serve()
        with program.Program(self.desk, self.host.uri(no_verify=1)) as running:
            running.wait_count(MACHINES)
            self.assertEqual(self.host.logins(), ["publickey"])
            self.assertNotIn("Starting session", self.host.log())
            self.assertTrue(sockets_below(self.runtime()))
            for folder in (self.runtime(), *glob.glob(self.runtime() + "/*")):
                self.assertEqual(stat.S_IMODE(os.stat(folder).st_mode), 0o700, folder)
            self.assertEqual(running.stalls(), [])
            self.atspi.xdotool("key", "ctrl+q")
            wait_until_gone(lambda: running.running, 10, "the program")
            self.assertEqual(os.listdir(self.runtime()), [])
        wait_until_gone(self.logged_in, 10, "the login")

    def test_crash(self):
        """A crash leaves nobody logged in, and the next start cleans up"""
        self.serve()
        uri = self.host.uri(no_verify=1)
        with program.Program(self.desk, uri) as running:
            running.wait_count(MACHINES)
            os.kill(running.pid, signal.SIGKILL)
            wait_until_gone(self.logged_in, 10, "the login")
        left = os.listdir(self.runtime())
        self.assertEqual(len(left), 1)
        with program.Program(self.desk, uri) as running:
            running.wait_count(MACHINES)
            self.assertEqual(len(os.listdir(self.runtime())), 1)
            self.assertNotEqual(os.listdir(self.runtime()), left)

    def test_no_forwarding(self):
        """Where the server lets nothing through, libvirt's helper carries it, over the same login"""
        self.serve("AllowStreamLocalForwarding no", "AllowTcpForwarding no")
        running = self.start(self.host.uri(no_verify=1))
        running.wait_count(MACHINES)
        self.assertEqual(self.host.logins(), ["publickey"])
        self.assertIn("Starting session: command", self.host.log())

    def test_session(self):
        """The session daemon of the account there is started and reached over the one login"""
        self.serve()
        running = self.start(self.host.uri("/session", no_verify=1))
        running.wait_count(0, 30)
        self.assertEqual(self.host.logins(), ["publickey"])


if __name__ == "__main__":
    tap.main()
