# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Vitrine on real daemons that are killed, far away, or silent: it goes on, and so do the others.

Two hosts are connected throughout: the session daemon of this user behind a relay, which the test
harms, and the system daemon, which must not notice.
"""

import os
import re
import unittest

import daemons
import libvirt
import machines
import program
import tap
from desk import Desk
from relay import Relay
from waiting import wait_for

SESSION_MACHINES, SESSION_RUNNING = 3, 2
SILENCE_IS_NOTICED = 40
LAST_SEEN = re.compile("when last seen at ")
NOT_ANSWERING = re.compile("^Not answering since ")


def all_of(count):
    return re.compile(rf"^All Machines, {count} machines?$")


class ProgramTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = daemons.system_obstacle() or program.obstacle()
        if reason is None and daemons.ordinary_user() is None:
            reason = "there is no ordinary user to be"
        if reason:
            raise unittest.SkipTest(reason)
        cls.system = cls.enterClassContext(daemons.SystemDaemon())
        cls.system.start()
        daemons.become_ordinary()
        cls.session = cls.enterClassContext(daemons.SessionDaemon())
        cls.session.define(SESSION_MACHINES)
        cls.session.start()
        cls.session.run(SESSION_RUNNING)
        cls.desk = cls.enterClassContext(Desk(apply=True))
        import atspi
        cls.atspi = atspi

    def setUp(self):
        self.relay = self.enterContext(Relay(self.session.folder, self.session.socket))
        self.elsewhere = libvirt.open(self.system.uri)
        self.addCleanup(self.elsewhere.close)

    def start(self):
        return self.enterContext(program.Program(self.desk, self.relay.uri, self.system.uri))

    def define_elsewhere(self):
        """Define one more machine on the system daemon; return how many it has."""
        count = self.elsewhere.numOfDefinedDomains()
        machine = self.elsewhere.defineXML(
            machines.qemu_machine(100 + count, "/var/lib/libvirt/images"))
        self.addCleanup(machine.undefine)
        return count + 1

    def wait_all(self, running, count):
        """Wait until so many machines are in the list of all."""
        running.node.wait_for("list item", all_of(count), 20)

    def assert_others_go_on(self, running, session_count=SESSION_MACHINES):
        """A machine that appears on the other host is in the list."""
        self.wait_all(running, session_count + self.define_elsewhere())

    def assert_no_stall(self, running):
        self.assertTrue(running.running)
        self.assertEqual(running.stalls(), [])

    def select_session(self, running):
        """Select the host behind the relay in the sidebar: the first of the two."""
        sidebar = running.node.wait_for("list", "Views and hosts")
        # Views have no description, hosts say their state in it.
        row = next(row for row in sidebar.find_all("list item") if row.description)
        row.click()
        self.atspi.wait(lambda: "selected" in row.states, 5, "the selection", running.node)

    def assert_session_is_live(self, running):
        """What happens on the host behind the relay is seen, so it really is connected."""
        with daemons.connected(self.session.uri) as connection:
            machine = connection.defineXML(
                machines.qemu_machine(SESSION_MACHINES, self.session.images))
            try:
                running.node.wait_for("label", f"{SESSION_MACHINES + 1} machines", 20)
            finally:
                machine.undefine()
        running.node.wait_for("label", f"{SESSION_MACHINES} machines", 20)

    def test_two_hosts(self):
        """The machines of both hosts are listed, and the count is said once"""
        running = self.start()
        running.wait_count(SESSION_MACHINES)
        label = f"{SESSION_MACHINES} machines"
        running.node.wait_for("label", label)
        self.assertEqual(len(running.node.find_all("label", label)), 1)
        self.assert_others_go_on(running)
        self.assert_no_stall(running)

    def test_killed_daemon(self):
        """A host whose daemon is killed says so, and comes back by itself"""
        running = self.start()
        running.wait_count(SESSION_MACHINES)
        self.select_session(running)
        self.session.kill()
        self.addCleanup(self.session.ensure_running)
        running.node.wait_for("button", "Try Again", 30)
        running.node.wait_for("label", LAST_SEEN)
        self.assert_others_go_on(running)
        self.session.start()
        running.node.wait_gone("button", "Try Again", 30)
        running.node.wait_gone("label", LAST_SEEN)
        self.assert_session_is_live(running)
        self.assert_no_stall(running)

    def test_far_away(self):
        """A host 200 ms away has its list within two seconds"""
        self.relay.order(delay_ms=200)
        running = self.start()
        running.wait_count(SESSION_MACHINES, 20)
        self.assertLessEqual(self.relay.counts()["round_trips"], 12)
        self.assert_others_go_on(running)
        self.assert_no_stall(running)

    def test_half_a_minute_away(self):
        """A host whose replies take half a minute keeps nobody else waiting"""
        self.relay.order(delay_ms=30000)
        running = self.start()
        self.assert_others_go_on(running, 0)
        self.select_session(running)
        running.node.wait_for("label", NOT_ANSWERING, SILENCE_IS_NOTICED)
        self.assert_others_go_on(running, 0)
        self.assert_no_stall(running)

    def test_never_answers(self):
        """A host that falls silent says since when, and is back with Retry once it answers"""
        running = self.start()
        running.wait_count(SESSION_MACHINES)
        self.select_session(running)
        self.relay.order(hang="all")
        running.node.wait_for("label", NOT_ANSWERING, SILENCE_IS_NOTICED)
        self.assert_others_go_on(running)
        self.relay.order(hang=[])
        retry = running.node.find("button", "Retry")
        if retry is not None:
            retry.activate()
        running.node.wait_gone("label", NOT_ANSWERING, 30)
        self.assert_session_is_live(running)
        self.assert_no_stall(running)

    def test_cut(self):
        """A host whose link is cut says so, and comes back by itself"""
        running = self.start()
        running.wait_count(SESSION_MACHINES)
        self.select_session(running)
        self.relay.order(cut=True, refuse=True)
        running.node.wait_for("button", "Try Again", 30)
        self.relay.order(refuse=False)
        running.node.wait_gone("button", "Try Again", 30)
        self.assert_session_is_live(running)
        self.assert_no_stall(running)

    def damage_saved_state(self, machine):
        """Save a running machine and cut its saved state short."""
        machine.managedSave(0)
        image = os.path.join(self.session.folder, "config", "libvirt", "qemu", "save",
                             machine.name() + ".save")
        os.truncate(image, os.path.getsize(image) // 2)

    def test_damaged_state(self):
        """A machine whose saved state is damaged starts without it once somebody agrees"""
        connection = self.enterContext(daemons.connected(self.session.uri))
        machine = connection.listAllDomains(libvirt.VIR_CONNECT_LIST_DOMAINS_ACTIVE)[0]
        self.damage_saved_state(machine)
        running = self.start()
        running.wait_count(SESSION_MACHINES)
        running.node.wait_for("label", re.compile("Saved$")).click()
        running.node.wait_for("button", "Clear Selection")
        self.atspi.wait(lambda: running.node.find_all("button", "Start")[-1].sensitive, 5,
                        "the selection", running.node)
        running.node.find_all("button", "Start")[-1].activate()
        running.node.wait_for("button", "Details", 20).activate()
        running.node.wait_for("button", "Discard State and Start").activate()
        wait_for(lambda: machine.isActive() and not machine.hasManagedSaveImage(), 20,
                 "the machine without its saved state")
        self.assert_no_stall(running)


if __name__ == "__main__":
    tap.main()
