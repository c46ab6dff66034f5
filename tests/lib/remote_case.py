# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What the tests of hosts elsewhere share."""

import glob
import os
import shutil
import unittest

import daemons
import machines
import program
import remote
from desk import Desk

MACHINES = 3
IMAGES = "/var/lib/libvirt/images"


class RemoteCase(unittest.TestCase):
    """A test with a host elsewhere that has three machines."""

    host = desk = atspi = ssh_folder = None

    def setUp(self):
        self.key = os.path.join(self.ssh_folder, "id_ed25519")
        self.locked_key = os.path.join(self.ssh_folder, "locked")
        self.known_hosts = os.path.join(self.ssh_folder, "known_hosts")
        for path in glob.glob(self.known_hosts + "*"):
            os.unlink(path)

    def take_key_away(self):
        """Leave ssh without the key that it tries by itself."""
        for suffix in ("", ".pub"):
            os.rename(self.key + suffix, self.key + ".away" + suffix)
            self.addCleanup(os.rename, self.key + ".away" + suffix, self.key + suffix)

    def serve(self, *settings):
        self.host.start_sshd(*settings)
        self.addCleanup(self.end_sshd)

    def end_sshd(self):
        if self.host.serving:
            self.host.stop_sshd()

    def start(self, *uris, **options):
        return self.enterContext(program.Program(self.desk, *uris, **options))

    def logged_in(self):
        """The ids of each ssh that is logged in at the host."""
        found = []
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(path, "rb") as stream:
                    words = stream.read().split(b"\0")
            except OSError:
                continue
            if words[0] == b"ssh" and self.host.address.encode() in words:
                found.append(int(path.split("/")[2]))
        return found

    def runtime(self):
        return os.path.join(self.desk.env["XDG_RUNTIME_DIR"], "vitrine")


def set_up_module(*more):
    """One other computer and one desk for all tests of a module; more: definitions to have there.

    They are there before the daemon is, which may take ten seconds for each that it is told of.
    """
    reason = remote.obstacle() or program.obstacle()
    if reason is None and daemons.ordinary_user() is None:
        reason = "there is no ordinary user to be"
    if reason:
        raise unittest.SkipTest(reason)
    host = RemoteCase.host = unittest.enterModuleContext(remote.RemoteHost())
    for xml in (*(machines.qemu_machine(index, IMAGES) for index in range(MACHINES)), *more):
        host.define_offline(xml)
    host.start_libvirtd()
    daemons.become_ordinary()
    RemoteCase.desk = unittest.enterModuleContext(Desk(apply=True))
    import atspi
    RemoteCase.atspi = atspi
    folder = RemoteCase.ssh_folder = os.path.expanduser("~/.ssh")
    # Of the box's own user, where the module before this one left its keys.
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder, 0o700)
    host.let_in(remote.make_key(os.path.join(folder, "id_ed25519")))
    host.let_in(remote.make_key(os.path.join(folder, "locked"), remote.PASSPHRASE))
