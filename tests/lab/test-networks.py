# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Networks of the system daemon are made, changed while they run, and used by two guests."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import unittest

import daemons
import guest
import libvirt
import tap
import waiting
from waiting import wait_for

PROGRAM = os.path.join(os.environ.get("VITRINE_BUILD", "build"), "tests", "tools", "change-network")
MODES = {
    "nat": "<forward mode='nat'/><ip address='192.168.140.1' prefix='24'/>",
    "isolated": "<ip address='192.168.141.1' prefix='24'/>",
    "routed": "<forward mode='route'/><ip address='192.168.142.1' prefix='24'/>",
    "open": "<forward mode='open'/><ip address='192.168.143.1' prefix='24'/>",
    "both": "<forward mode='nat'><nat ipv6='yes'/></forward><ip address='192.168.144.1' prefix='24'/>"
            "<ip family='ipv6' address='fd00:144::1' prefix='64'/>",
}
LEASED = ("<ip address='192.168.150.1' netmask='255.255.255.0'><dhcp>"
          "<range start='192.168.150.100' end='192.168.150.120'/>{}</dhcp></ip>")
FIRST, SECOND = "52:54:00:15:00:01", "52:54:00:15:00:02"
FIXED = "192.168.150.50"
# What a guest does with the address that it is given.
TAKE = ("printf '#!/bin/sh\\n[ $1 = bound ] && ifconfig $interface $ip netmask $subnet\\n' > /take; "
        "chmod +x /take; ifconfig eth0 up; udhcpc -i eth0 -s /take -n -q; ifconfig eth0")


class Networks:
    """The engine of the page of networks, as a program that takes orders."""

    def __init__(self, uri, folder):
        self._folder = folder
        self._process = subprocess.Popen([PROGRAM, uri], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        assert self._process.stdout.readline() == "ready\n"

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def order(self, *words):
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def write(self, xml):
        path = os.path.join(self._folder, "network.xml")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(xml)
        return path

    def create(self, name, rest):
        return self.order("create", self.write(f"<network><name>{name}</name>{rest}</network>"))

    def wait_state(self, name, state):
        wait_for(lambda: self.order("state", name) == state, 20, f"{name} {state}")


class Firewall:
    """The program that sets the firewall's rules, as the daemon finds it; told to, it refuses."""

    def __init__(self, folder):
        self._flag = os.path.join(folder, "refuses")
        programs = os.path.join(folder, "bin")
        os.makedirs(programs)
        for name in ("iptables", "ip6tables"):
            path = os.path.join(programs, name)
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(f"#!/bin/sh\n[ -e {self._flag} ] && echo 'no rules today' >&2 && exit 4\n"
                             f"exec {shutil.which(name)} \"$@\"\n")
            os.chmod(path, 0o755)
        os.environ["PATH"] = programs + ":" + os.environ["PATH"]

    @contextlib.contextmanager
    def refusing(self):
        with open(self._flag, "w", encoding="utf-8"):
            pass
        yield
        os.unlink(self._flag)


class Guest:
    """A machine on a network, with a shell on its serial line."""

    def __init__(self, connection, folder, images, name, network, mac):
        self.log = os.path.join(folder, name + ".log")
        card = (f"<interface type='network'><mac address='{mac}'/><source network='{network}'/>"
                "<model type='virtio'/></interface>")
        self.domain = connection.createXML(
            guest.definition(name, *images, self.log, memory_mib=96, network=card))
        self._stream = connection.newStream()
        self.domain.openConsole(None, self._stream, libvirt.VIR_DOMAIN_CONSOLE_FORCE)

    def said(self, text):
        return guest.said(self.log, text)

    def type(self, command):
        self._stream.send((command + "\n").encode())

    def run(self, command, *answers):
        """Type a command and wait for one of the answers, which it must not have in it."""
        self.type(command)
        try:
            return wait_for(lambda: next((answer for answer in answers if self.said(answer)), None),
                            20, f"one of {answers} from {self.log}")
        except waiting.TimedOut:
            with open(self.log, encoding="utf-8", errors="replace") as stream:
                print("# " + "\n# ".join(stream.read().splitlines()))
            raise


class NetworksTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = daemons.system_obstacle() or guest.obstacle()
        if reason is None and not os.path.exists(PROGRAM):
            reason = "the program that changes networks is not built"
        if reason:
            raise unittest.SkipTest(reason)
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="vnet-"))
        os.chmod(cls.folder, 0o777)
        firewall = Firewall(cls.folder)
        cls.daemon = cls.enterClassContext(daemons.SystemDaemon())
        cls.daemon.start()
        # A daemon that was refused once never asks again: this is for one that goes.
        with firewall.refusing(), Networks(cls.daemon.uri, cls.folder) as networks:
            cls.refusal = networks.create("walled", MODES["nat"])
        cls.daemon.restart()
        cls.networks = cls.enterClassContext(Networks(cls.daemon.uri, cls.folder))
        cls.connection = libvirt.open(cls.daemon.uri)
        cls.addClassCleanup(cls.connection.close)

    def test_firewall(self):
        """A network whose firewall rules cannot be set says so, and is taken back"""
        self.assertIn("failed", self.refusal)
        self.assertIn("firewall rules", self.refusal)
        self.assertIn("no rules today", self.refusal)
        self.assertEqual(self.networks.order("state", "walled"), "none")

    def test_modes(self):
        """NAT, isolated, routed and open networks, and one with IPv6, start and go"""
        for name, rest in MODES.items():
            self.assertIn("succeeded", self.networks.create(name, rest), name)
            self.networks.wait_state(name, "running")
            network = self.connection.networkLookupByName(name)
            self.assertEqual(network.autostart(), 1)
            self.assertIn("succeeded", self.networks.order("restart", name), name)
            self.assertIn("succeeded", self.networks.order("delete", name), name)
            self.networks.wait_state(name, "none")

    def test_refused(self):
        """What the kernel cannot do is refused, and nothing is left of it"""
        answer = self.networks.create("slow", "<bandwidth><inbound average='100'/></bandwidth>"
                                      + MODES["nat"].replace("140", "145"))
        if answer.startswith("succeeded"):
            self.networks.order("delete", "slow")
            self.skipTest("this kernel can limit bandwidth")
        self.assertIn("bandwidth", answer)
        self.networks.wait_state("slow", "none")

    def test_pending(self):
        """What a running network cannot take waits for its next start"""
        self.assertIn("succeeded", self.networks.create("later", MODES["nat"].replace("140", "146")))
        self.networks.wait_state("later", "running")
        network = self.connection.networkLookupByName("later")
        saved = network.XMLDesc(libvirt.VIR_NETWORK_XML_INACTIVE)
        answer = self.networks.order(
            "change", "later",
            self.networks.write(saved.replace("<ip ", "<domain name='lab.example'/><ip ", 1)))
        self.assertIn("at its next start", answer)
        self.networks.wait_state("later", "pending")
        self.assertIn("succeeded", self.networks.order("restart", "later"))
        self.networks.wait_state("later", "running")
        self.assertIn("lab.example", network.XMLDesc())
        self.assertIn("succeeded", self.networks.order("delete", "later"))

    def test_guests(self):
        """Two guests reach each other; a fixed address that came while it ran is taken"""
        self.assertIn("succeeded", self.networks.create("lab", LEASED.format("")))
        self.networks.wait_state("lab", "running")
        network = self.connection.networkLookupByName("lab")
        saved = network.XMLDesc(libvirt.VIR_NETWORK_XML_INACTIVE)
        host = f"<host mac='{FIRST}' ip='{FIXED}'/>"
        answer = self.networks.order("change", "lab",
                                     self.networks.write(saved.replace("</dhcp>", host + "</dhcp>")))
        self.assertEqual(answer, "succeeded Changed")
        self.networks.wait_state("lab", "running")
        self.assertIn(FIXED, network.XMLDesc())

        images = guest.build(self.folder)
        guests = [Guest(self.connection, self.folder, images, name, "lab", mac)
                  for name, mac in (("first", FIRST), ("second", SECOND))]
        for machine in guests:
            self.addCleanup(machine.domain.destroy)
        for machine in guests:
            guest.wait_up(machine.log)
            machine.run(TAKE, "inet addr:192.168.150.")
        self.assertTrue(guests[0].said("inet addr:" + FIXED))
        self.assertIn(f"{FIXED}={FIRST}", self.networks.order("leases", "lab"))
        # The words are put together by the shell, so that the echo of the command has them not.
        ping = "ping -c 1 -W 3 {} > /dev/null && echo 'REA''CHED{}' || echo 'CUT''OFF{}'"
        self.assertEqual(guests[1].run(ping.format(FIXED, 1, 1), "REACHED1", "CUTOFF1"), "REACHED1")
        # Isolated: there is no way out, not even to what the host itself reaches.
        self.assertEqual(guests[1].run(ping.format("192.0.2.1", 2, 2), "REACHED2", "CUTOFF2"),
                         "CUTOFF2")


if __name__ == "__main__":
    tap.main()
