# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The system daemon, seen by an ordinary user."""

import os
import unittest

import daemons
import libvirt
import tap
from waiting import wait_for


class SystemTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = daemons.system_obstacle()
        if reason is None and daemons.ordinary_user() is None:
            reason = "there is no ordinary user to be"
        if reason:
            raise unittest.SkipTest(reason)
        cls.daemon = cls.enterClassContext(daemons.SystemDaemon())
        cls.daemon.start()
        daemons.become_ordinary()

    def connect(self):
        connection = libvirt.open(self.daemon.uri)
        self.addCleanup(connection.close)
        return connection

    def test_both_daemons(self):
        """The ordinary user reaches the system daemon and has a session daemon beside it"""
        self.assertNotEqual(os.getuid(), 0)
        with daemons.SessionDaemon() as session:
            session.define(2)
            session.start()
            own = libvirt.open(session.uri)
            self.assertEqual(own.numOfDefinedDomains(), 2)
            own.close()
        self.assertEqual(self.connect().numOfDefinedDomains(), 0)

    def test_network(self):
        """The system daemon starts the default network, which no session daemon can"""
        connection = self.connect()
        network = connection.networkLookupByName("default")
        network.create()
        self.addCleanup(network.destroy)
        wait_for(network.isActive, 20, "the default network")

    def test_restart(self):
        """A kill ends connections; a new daemon takes new ones"""
        connection = self.connect()
        self.daemon.kill()
        with self.assertRaises(libvirt.libvirtError):
            connection.listAllDomains()
        self.daemon.start()
        self.connect().listAllDomains()


if __name__ == "__main__":
    tap.main()
