# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The relay counts what passes and makes the faults it is asked for."""

import json
import os
import threading
import time
import unittest

import daemons
import libvirt
import tap
from relay import Relay
from waiting import wait_for


class InBackground:
    """A blocking call in a thread of its own."""

    def __init__(self, function, *arguments):
        self.result = self.error = None
        self._thread = threading.Thread(target=self._run, args=(function, *arguments), daemon=True)
        self._thread.start()

    def _run(self, function, *arguments):
        try:
            self.result = function(*arguments)
        except libvirt.libvirtError as error:
            self.error = error

    @property
    def running(self):
        return self._thread.is_alive()

    def wait(self, timeout=20):
        self._thread.join(timeout)
        if self._thread.is_alive():
            raise AssertionError("the call has not come back")
        return self


class RelayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if reason := daemons.become_ordinary():
            raise unittest.SkipTest(reason)
        cls.daemon = cls.enterClassContext(daemons.SessionDaemon())
        cls.daemon.define(30)
        cls.daemon.start()

    def setUp(self):
        self.relay = self.enterContext(Relay(self.daemon.folder, self.daemon.socket))

    def connect(self):
        connection = libvirt.open(self.relay.uri)
        self.addCleanup(connection.close)
        return connection

    def test_counts(self):
        """Calls are counted by name, bytes each way, round trips by what waits for what"""
        connection = self.connect()
        opened = self.relay.counts(reset=True)
        self.assertEqual(opened["calls"]["connect_open"], 1)
        self.assertEqual(len(connection.listAllDomains()), 30)
        counts = self.relay.counts()
        self.assertEqual(counts["calls"], {"connect_list_all_domains": 1})
        self.assertEqual(counts["round_trips"], 1)
        self.assertGreater(counts["bytes_from_daemon"], 30 * 20)
        self.assertLess(counts["bytes_to_daemon"], 100)
        for machine in connection.listAllDomains():
            machine.info()
        counts = self.relay.counts()
        self.assertEqual(counts["calls"]["domain_get_info"], 30)
        self.assertEqual(counts["round_trips"], 32)

    def test_log(self):
        """The log has a line of JSON for each message"""
        path = os.path.join(self.daemon.folder, "relay.log")
        connection = self.connect()
        self.relay.order(log=path)
        connection.getHostname()
        with open(path, encoding="utf-8") as stream:
            messages = [json.loads(line) for line in stream]
        self.assertEqual([(m["procedure"], m["up"]) for m in messages],
                         [("connect_get_hostname", True), ("connect_get_hostname", False)])

    def test_delay(self):
        """A delay makes each round trip that much longer, and calls in flight overlap"""
        connection = self.connect()
        self.relay.order(delay_ms=200)
        began = time.monotonic()
        connection.getHostname()
        self.assertGreaterEqual(time.monotonic() - began, 0.2)
        began = time.monotonic()
        for call in [InBackground(connection.getHostname) for _ in range(5)]:
            call.wait()
        self.assertLess(time.monotonic() - began, 0.8)
        self.relay.order(delay_ms=0)

    def test_slow_procedure(self):
        """One procedure can be slow while the others are not"""
        connection = self.connect()
        self.relay.order(slow={"connect_get_hostname": 1500})
        began = time.monotonic()
        slow = InBackground(connection.getHostname)
        wait_for(lambda: self.relay.counts()["calls"].get("connect_get_hostname"), 5)
        connection.listAllDomains()
        self.assertTrue(slow.running)
        self.assertLess(time.monotonic() - began, 1.4)
        slow.wait()
        self.assertGreaterEqual(time.monotonic() - began, 1.5)

    def test_hang_one_procedure(self):
        """A procedure that hangs is answered as soon as it is let go, the others at once"""
        connection = self.connect()
        self.relay.order(hang=["connect_get_hostname"])
        stuck = InBackground(connection.getHostname)
        wait_for(lambda: self.relay.counts()["calls"].get("connect_get_hostname"), 5)
        connection.listAllDomains()
        self.assertTrue(stuck.running)
        self.relay.order(hang=[])
        self.assertTrue(stuck.wait().result)

    def test_hang_everything(self):
        """From a moment on nothing passes at all, then everything does"""
        connection = self.connect()
        self.relay.order(hang="all", reset=True)
        stuck = InBackground(connection.listAllDomains)
        wait_for(lambda: self.relay.counts()["total_calls"], 5)
        self.assertEqual(self.relay.counts()["replies"], {})
        self.assertTrue(stuck.running)
        self.relay.order(hang=[])
        self.assertEqual(len(stuck.wait().result), 30)

    def test_cut(self):
        """A cut link is an error for a call in flight, and a new connection works"""
        connection = libvirt.open(self.relay.uri)
        self.relay.order(hang=["connect_get_hostname"])
        stuck = InBackground(connection.getHostname)
        wait_for(lambda: self.relay.counts()["calls"].get("connect_get_hostname"), 5)
        self.relay.order(cut=True)
        self.assertIsNotNone(stuck.wait().error)
        self.relay.order(hang=[])
        self.assertEqual(len(self.connect().listAllDomains()), 30)

    def test_refuse(self):
        """Connecting can be refused for a while"""
        self.relay.order(refuse=True)
        with self.assertRaises(libvirt.libvirtError):
            libvirt.open(self.relay.uri)
        self.relay.order(refuse=False)
        self.connect().getHostname()


if __name__ == "__main__":
    tap.main()
