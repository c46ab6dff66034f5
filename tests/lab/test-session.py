# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The session daemon, many machines on it, and a guest that boots."""

import os
import unittest

import daemons
import guest
import libvirt
import processes
import tap
from waiting import wait_for


class SessionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if reason := daemons.become_ordinary():
            raise unittest.SkipTest(reason)

    def setUp(self):
        self.daemon = self.enterContext(daemons.SessionDaemon())

    def boot(self, connection, name, **options):
        image, initrd = guest.build(self.daemon.folder)
        log = os.path.join(self.daemon.folder, name + ".serial")
        machine = connection.createXML(guest.definition(name, image, initrd, log, **options))
        guest.wait_up(log)
        return machine, log

    def test_many(self):
        """A thousand machines are there at once, and some of them run"""
        self.daemon.define(1000)
        self.daemon.start()
        self.daemon.run(3)
        connection = libvirt.open(self.daemon.uri)
        self.addCleanup(connection.close)
        self.assertEqual(len(connection.listAllDomains()), 1000)
        states = [machine.state()[0] for machine in connection.listAllDomains(
            libvirt.VIR_CONNECT_LIST_DOMAINS_ACTIVE)]
        self.assertEqual(states, [libvirt.VIR_DOMAIN_PAUSED] * 3)

    def test_kill(self):
        """Machines go on when the daemon is killed, and it finds them again"""
        self.daemon.define(5)
        self.daemon.start()
        self.daemon.run(2)
        connection = libvirt.open(self.daemon.uri)
        self.daemon.kill()
        with self.assertRaises(libvirt.libvirtError):
            connection.listAllDomains()
        self.daemon.start()
        connection = libvirt.open(self.daemon.uri)
        self.addCleanup(connection.close)
        wait_for(lambda: connection.numOfDomains() == 2, 20, "both machines")

    def test_nothing_left(self):
        """After the end nothing runs that the daemon had started"""
        before = set(processes.tree(os.getppid()))
        self.daemon.define(2)
        self.daemon.start()
        self.daemon.run(1)
        self.assertGreater(len(set(processes.tree(os.getppid())) - before), 2)
        self.daemon.stop()
        left = [pid for pid in set(processes.tree(os.getppid())) - before if processes.alive(pid)]
        self.assertEqual(left, [])

    def test_guest_shuts_down(self):
        """A guest boots, says so, and obeys its power button"""
        if guest.obstacle():
            self.skipTest(guest.obstacle())
        self.daemon.start()
        connection = libvirt.open(self.daemon.uri)
        self.addCleanup(connection.close)
        machine, log = self.boot(connection, "obedient")
        machine.shutdown()
        wait_for(lambda: guest.said(log, guest.DOWN), 30, "the guest's farewell")
        guest.wait_off(machine)

    def test_guest_that_ignores_shutdown(self):
        """A stubborn guest takes no notice of its power button"""
        if guest.obstacle():
            self.skipTest(guest.obstacle())
        self.daemon.start()
        connection = libvirt.open(self.daemon.uri)
        self.addCleanup(connection.close)
        machine, log = self.boot(connection, "stubborn", stubborn=True)
        machine.shutdown()
        # Its shell still works after the button was pressed: that it stays is not only slowness.
        stream = connection.newStream()
        machine.openConsole(None, stream)
        self.addCleanup(stream.abort)
        stream.send(b"\necho still-$((40+2))\n")
        wait_for(lambda: guest.said(log, "still-42"), 30, "the guest's answer")
        self.assertTrue(machine.isActive())
        self.assertFalse(guest.said(log, guest.DOWN))


if __name__ == "__main__":
    tap.main()
