# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What breaks between here and a host elsewhere heals by itself."""

import os
import re
import signal
import time

import machines
import remote
import tap
from remote_case import IMAGES, MACHINES, RemoteCase, set_up_module as setUpModule


class ComeBackTest(RemoteCase):
    """What breaks heals by itself, and asks nobody anything."""

    def setUp(self):
        super().setUp()
        self.serve()
        self.running = self.start(self.host.uri(no_verify=1))
        self.running.wait_count(MACHINES)

    def wait_lost(self, timeout=10):
        """The machines stay, as they were last seen."""
        self.running.node.wait_for("label", re.compile("when last seen at "), timeout)

    def wait_back(self):
        """What happens there is seen, so it really is connected, with all its machines again."""
        self.running.node.wait_gone("label", re.compile("when last seen at "), 30)
        name = machines.name(0)
        self.host.run("truncate", "-s", "1M", f"{IMAGES}/{name}.img")
        self.host.run("virsh", "-q", "start", "--paused", name)
        try:
            self.running.node.wait_for("table cell", re.compile(f"{name} .*Paused$"), 20)
        finally:
            self.host.run("virsh", "-q", "destroy", name)
        self.running.node.wait_for("label", f"{MACHINES} machines", 20)
        self.assertIsNone(self.running.node.find("alert"))

    def test_daemon(self):
        """The daemon is started anew: the login stays, and carries the host again"""
        self.host.kill_libvirtd()
        self.addCleanup(self.host.ensure_libvirtd)
        self.wait_lost()
        self.host.define_offline(machines.qemu_machine(51, IMAGES))
        self.host.start_libvirtd()
        self.running.node.wait_for("label", f"{MACHINES + 1} machines", 20)
        self.host.run("virsh", "-q", "undefine", machines.name(51))
        self.wait_back()
        self.assertEqual(self.host.logins(), ["publickey"])

    def test_sshd(self):
        """The ssh server is started anew with all its logins gone"""
        self.host.stop_sshd()
        self.wait_lost()
        self.host.start_sshd()
        self.wait_back()
        self.assertEqual(self.host.logins(), ["publickey"])

    def test_master(self):
        """The login itself is killed"""
        for pid in self.logged_in():
            os.kill(pid, signal.SIGKILL)
        self.wait_lost()
        self.wait_back()
        self.assertEqual(len(self.logged_in()), 1)

    def test_cable(self):
        """A cable that is cut is noticed within half a minute, and nothing freezes"""
        self.host.set_cable(False)
        cut = time.monotonic()
        try:
            self.running.node.wait_for("label", re.compile("when last seen at |Not answering"), 32)
            self.wait_lost(32 - (time.monotonic() - cut))
        finally:
            self.host.set_cable(True)
        self.wait_back()
        self.assertEqual(self.running.stalls(), [])

    def test_password(self):
        """Where a password is wanted again, nobody is interrupted: the host says so and waits"""
        self.host.stop_sshd()
        self.wait_lost()
        self.host.start_sshd("PubkeyAuthentication no")
        self.running.node.wait_for("label", re.compile("wants you to log in again"), 30)
        self.assertIsNone(self.running.node.find("alert"))
        self.running.node.wait_for("button", "Try Again").activate()
        dialog = self.running.node.wait_for("alert", "Log In", 15)
        dialog.wait_for("text").set_text(remote.PASSWORD)
        dialog.wait_for("button", "Log In").activate()
        self.wait_back()


if __name__ == "__main__":
    tap.main()
