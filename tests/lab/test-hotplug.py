# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A machine that runs is changed under its guest, and the guest sees it."""

import os
import subprocess
import unittest

import daemons
import guest
import libvirt
import tap
from waiting import wait_for

PROGRAM = os.path.join(os.environ.get("VITRINE_BUILD", "build"), "tests", "tools", "change-machine")
MIB = 1 << 20
ISO = "<disk type='file' device='cdrom'><source file='{}'/><target dev='sda' bus='sata'/><readonly/></disk>"
PORTS = "".join(f"<controller type='pci' model='pcie-root-port' index='{index}'/>" for index in range(1, 12))


class Changer:
    """The engine of the machine window, as a program that takes orders."""

    def __init__(self, uri, machine, folder):
        env = {**os.environ, "XDG_DATA_HOME": os.path.join(folder, "kept")}
        self._process = subprocess.Popen([PROGRAM, uri, machine], stdin=subprocess.PIPE, env=env,
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


class HotplugTest(unittest.TestCase):
    """One guest for all tests: each leaves it as it was."""

    @classmethod
    def setUpClass(cls):
        reason = guest.obstacle() or daemons.become_ordinary()
        if reason is None and not os.path.exists(PROGRAM):
            reason = "the program that changes machines is not built"
        if reason:
            raise unittest.SkipTest(reason)
        cls.daemon = cls.enterClassContext(daemons.SessionDaemon())
        cls.daemon.start()
        cls.folder = cls.daemon.folder
        for name, size in (("first", 8), ("second", 8), ("disk", 16), ("root", 64)):
            with open(cls.path(name), "wb") as image:
                image.truncate(size * MIB)
        cls.connection = libvirt.open(cls.daemon.uri)
        cls.addClassCleanup(cls.connection.close)
        cls.connection.storagePoolCreateXML(
            f"<pool type='dir'><name>images</name><target><path>{cls.daemon.images}</path></target></pool>")
        cls.boot()
        cls.changer = cls.enterClassContext(Changer(cls.daemon.uri, "hot", cls.folder))

    @classmethod
    def path(cls, name):
        return os.path.join(cls.daemon.images, name + ".img")

    @classmethod
    def boot(cls):
        image, initrd = guest.build(cls.folder)
        cls.log = os.path.join(cls.folder, "hot.serial")
        devices = (PORTS + ISO.format(cls.path("first"))
                   + f"<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
                     f"<source file='{cls.path('root')}'/><target dev='vda' bus='virtio'/></disk>"
                   + "<interface type='user'><mac address='52:54:00:00:00:01'/><model type='virtio'/></interface>")
        xml = guest.definition("hot", image, initrd, cls.log, memory_mib=256, network=devices)
        xml = xml.replace("<vcpu>1</vcpu>", "<vcpu current='1'>2</vcpu>")
        # QEMU takes a new password only where there was one from the start.
        xml = xml.replace("<graphics type='vnc'>", "<graphics type='vnc' passwd='former'>")
        cls.machine = cls.connection.defineXML(xml)
        cls.machine.create()
        guest.wait_up(cls.log)

    def order(self, *words):
        return self.changer.order(*words)

    def ask_guest(self, question, answer):
        """Type a command in the guest until its answer is what is expected."""
        stream = self.connection.newStream(libvirt.VIR_STREAM_NONBLOCK)
        self.machine.openConsole(None, stream, libvirt.VIR_DOMAIN_CONSOLE_FORCE)
        said = b""
        try:
            def asked():
                nonlocal said
                stream.send(f"\necho \"[$({question})]\"\n".encode())
                part = stream.recv(65536)
                said += part if isinstance(part, bytes) else b""
                return f"\n[{answer}]".encode() in said.replace(b"\r", b"")
            wait_for(asked, 40, f"the guest's {answer}", 0.5)
        finally:
            stream.abort()

    def test_disk(self):
        """A disk comes, the guest sees it, and it goes"""
        xml = (f"<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
               f"<source file='{self.path('disk')}'/><target dev='vdb' bus='virtio'/></disk>")
        self.assertEqual(self.order("add", xml), "applied disk:vdb")
        self.assertEqual(self.order("pending"), "0")
        self.assertEqual(self.order("running", "disk:vdb", "address-bus"),
                         self.order("saved", "disk:vdb", "address-bus"))
        self.ask_guest("cat /sys/block/vdb/size", "32768")
        self.assertEqual(self.order("remove", "disk:vdb"), "applied")
        self.assertEqual(self.order("running", "disk:vdb"), "absent")
        self.assertEqual(self.order("pending"), "0")
        self.ask_guest("ls -d /sys/block/vdb 2> /dev/null", "")

    def test_interface(self):
        """A network card comes and goes"""
        xml = "<interface type='user'><mac address='52:54:00:00:00:02'/><model type='virtio'/></interface>"
        key = "interface:52:54:00:00:00:02"
        self.assertEqual(self.order("add", xml), f"applied {key}")
        self.ask_guest("cat /sys/class/net/*/address | grep -c 52:54:00:00:00:02", "1")
        self.assertEqual(self.order("remove", key), "applied")
        self.assertEqual(self.order("running", key), "absent")
        self.assertEqual(self.order("pending"), "0")

    def test_interface_that_is_held(self):
        """A guest that does not let go is told of, waited for, and believed in the end"""
        xml = "<interface type='user'><mac address='52:54:00:00:00:03'/><model type='virtio'/></interface>"
        key = "interface:52:54:00:00:00:03"
        self.assertEqual(self.order("add", xml), f"applied {key}")
        self.ask_guest("cat /sys/class/net/*/address | grep -c 52:54:00:00:00:03", "1")
        self.machine.suspend()
        try:
            self.assertRegex(self.order("remove", key), "^next-start .*not let go")
            self.assertEqual(self.order("pending"), f"1 {key}")
        finally:
            self.machine.resume()
        wait_for(lambda: self.order("running", key) == "absent", 30, "the end of the card")
        self.assertEqual(self.order("pending"), "0")

    def test_link(self):
        """A cable is pulled and put back"""
        key = "interface:52:54:00:00:00:01"
        self.assertEqual(self.order("set", key, "link=down"), "applied")
        self.assertEqual(self.order("running", key, "link"), "down")
        self.ask_guest("ip link set eth0 up; cat /sys/class/net/eth0/carrier", "0")
        self.assertEqual(self.order("set", key, "link=up"), "applied")
        self.ask_guest("cat /sys/class/net/eth0/carrier", "1")

    def test_medium(self):
        """A disc is changed, taken out and put back"""
        self.assertEqual(self.order("set", "disk:sda", f"source-file={self.path('second')}"), "applied")
        self.assertEqual(self.order("running", "disk:sda", "source-file"), self.path("second"))
        self.assertEqual(self.order("set", "disk:sda", "source-file="), "applied")
        self.assertEqual(self.order("running", "disk:sda", "source-file"), "none")
        self.assertEqual(self.order("saved", "disk:sda", "source-file"), "none")
        self.assertEqual(self.order("set", "disk:sda", f"source-file={self.path('first')}"), "applied")
        self.assertEqual(self.order("pending"), "0")

    def test_processors_and_memory(self):
        """The machine gets a processor more, and its guest memory less and back"""
        self.assertEqual(self.order("set", "vcpu", "current=2"), "applied")
        # Without KVM no kernel of these days takes a processor that it did not find at its start, so
        # what QEMU has is looked at.
        self.assertEqual(self.machine.vcpusFlags(libvirt.VIR_DOMAIN_AFFECT_LIVE), 2)
        self.assertEqual(self.order("set", "memory", f"current={192 * MIB}"), "applied")
        wait_for(lambda: self.machine.info()[2] == 192 * 1024, 30, "the balloon")
        self.assertEqual(self.order("set", "memory", f"current={256 * MIB}"), "applied")
        wait_for(lambda: self.machine.info()[2] == 256 * 1024, 30, "the balloon")

    def test_next_start(self):
        """What QEMU refuses waits, is listed, and can be taken back"""
        before = self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
        self.assertRegex(self.order("set", "disk:vda", "cache=none"), "^next-start .")
        self.assertRegex(self.order("set", "memory", f"size={512 * MIB}"), "^next-start .")
        self.assertRegex(self.order("remove", "serial:0"), "^(next-start|refused) .")
        self.assertIn("disk:vda.cache", self.order("pending"))
        self.assertIn("memory.size", self.order("pending"))
        self.assertEqual(self.order("discard"), "applied")
        self.assertEqual(self.order("pending"), "0")
        self.assertEqual(self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE), before)

    def test_throttle(self):
        """A disk's limits are set and lifted while it runs"""
        self.assertEqual(self.order("set", "disk:vda", "iotune-total-bytes-sec=1048576"), "applied")
        self.assertEqual(self.machine.blockIoTune("vda")["total_bytes_sec"], 1048576)
        self.assertEqual(self.order("set", "disk:vda", "iotune-total-bytes-sec="), "applied")
        self.assertEqual(self.machine.blockIoTune("vda")["total_bytes_sec"], 0)
        self.assertEqual(self.order("pending"), "0")

    def test_password(self):
        """A password is set, survives other edits, and is never read back"""
        self.assertEqual(self.order("set", "graphics:vnc", "passwd=topsecr"), "applied")
        self.assertEqual(self.order("running", "graphics:vnc", "passwd"), "none")
        self.assertEqual(self.order("set", "machine", "title=New"), "applied")
        for flags in (libvirt.VIR_DOMAIN_XML_SECURE,
                      libvirt.VIR_DOMAIN_XML_SECURE | libvirt.VIR_DOMAIN_XML_INACTIVE):
            self.assertIn("topsecr", self.machine.XMLDesc(flags))
            self.assertIn("<title>New</title>", self.machine.XMLDesc(flags))

    def test_grow(self):
        """A disk grows under its guest, and cannot shrink"""
        self.assertEqual(self.order("grow", "disk:vda", str(96 * MIB)), "succeeded")
        self.ask_guest("cat /sys/block/vda/size", str(96 * MIB // 512))
        self.assertRegex(self.order("grow", "disk:vda", str(32 * MIB)), "^failed .*only grow")

    def test_grow_off(self):
        """A disk of a machine that is off grows in its pool"""
        pool = self.connection.storagePoolLookupByName("images")
        volume = pool.createXML(f"<volume><name>cold.img</name><capacity>{8 * MIB}</capacity></volume>")
        self.connection.defineXML(
            "<domain type='qemu'><name>cold</name><memory>65536</memory><os><type>hvm</type></os><devices>"
            f"<disk type='volume' device='disk'><source pool='images' volume='cold.img'/>"
            "<target dev='vda' bus='virtio'/></disk>"
            f"<disk type='file' device='disk'><source file='{volume.path()}'/>"
            "<target dev='vdb' bus='virtio'/></disk></devices></domain>")
        with Changer(self.daemon.uri, "cold", self.folder) as changer:
            self.assertEqual(changer.order("grow", "disk:vda", str(16 * MIB)), "succeeded")
            self.assertEqual(volume.info()[1], 16 * MIB)
            self.assertEqual(changer.order("grow", "disk:vdb", str(24 * MIB)), "succeeded")
            self.assertEqual(volume.info()[1], 24 * MIB)
            self.assertRegex(changer.order("grow", "disk:vda", str(MIB)), "^failed .*only grow")

    def test_move(self):
        """A disk moves to another file under its guest, and is in that one from then on"""
        elsewhere = self.path("elsewhere")
        back = self.path("back")
        self.assertEqual(self.order("move", "disk:vda", elsewhere), "succeeded")
        self.assertEqual(self.order("move", "disk:vda", back), "succeeded")
        running = self.machine.XMLDesc()
        saved = self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
        self.assertIn(back, running)
        self.assertIn(back, saved)
        self.assertRegex(self.order("move", "disk:vda", back), "^failed .")

    def test_move_called_off(self):
        """A move that is called off leaves the disk where it is, and no copy"""
        before = self.machine.XMLDesc()
        copy = self.path("unwanted")
        self.assertEqual(self.order("move-and-cancel", "disk:vda", copy), "cancelled")
        self.assertEqual(self.machine.XMLDesc(), before)
        self.assertFalse(os.path.exists(copy))

    def test_measure(self):
        """Each part of the machine is measured by itself"""
        measured = self.order("measure").split()
        for name in ("cpu", "vcpu.0", "memory.given", "memory.used", "disk.vda.read", "disk.vda.writes"):
            self.assertIn(name, measured)

    def test_together(self):
        """What can change now changes now, the rest waits, and one refusal takes nothing from the others"""
        key = "interface:52:54:00:00:00:01"
        self.assertRegex(self.order("together", key, "link=down", "and", "disk:vda", "cache=writethrough"),
                         "^next-start ")
        self.assertEqual(self.order("running", key, "link"), "down")
        self.assertEqual(self.order("saved", "disk:vda", "cache"), "writethrough")
        self.assertEqual(self.order("pending"), "1 disk:vda.cache")
        self.assertRegex(self.order("together", key, "link=", "and", "disk:vda", "cache="), "^applied")
        self.assertEqual(self.order("pending"), "0")

    def test_display(self):
        """A display of another kind waits whole, and the running one stays"""
        before = self.machine.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE | libvirt.VIR_DOMAIN_XML_SECURE)
        try:
            self.assertRegex(self.order("display", "graphics:vnc", "spice"), "^next-start ")
            self.assertEqual(self.order("running", "graphics:vnc", "type"), "vnc")
            self.assertEqual(self.order("saved", "graphics:spice", "type"), "spice")
            self.assertNotEqual(self.order("pending"), "0")
        finally:
            self.connection.defineXML(before)
        wait_for(lambda: self.order("pending") == "0", 10, "the old definition")

    def test_offers(self):
        """The host tells what it has"""
        self.assertEqual(self.order("devices"), "1 1 1")

    def test_zz_restart(self):
        """Off and on again brings what was waiting"""
        self.assertRegex(self.order("set", "disk:vda", "cache=writethrough"), "^next-start .")
        run = self.connection.lookupByName("hot").ID()
        self.assertEqual(self.order("restart"), "succeeded")
        self.assertNotEqual(self.connection.lookupByName("hot").ID(), run)
        wait_for(lambda: self.order("pending") == "0", 20, "the pending change")
        self.assertEqual(self.order("running", "disk:vda", "cache"), "writethrough")


if __name__ == "__main__":
    tap.main()
