# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Machine definitions in any number, always the same ones for the same numbers."""

import os
import uuid

TEST_NAMESPACE = "http://libvirt.org/schemas/domain/test/1.0"
OSINFO_NAMESPACE = "http://libosinfo.org/xmlns/libvirt/domain/1.0"
EMULATOR = "/usr/bin/qemu-system-x86_64"

# The test driver's own numbers.
RUNNING, PAUSED, SHUT_OFF, CRASHED = 1, 3, 5, 6

SYSTEMS = (
    "http://debian.org/debian/12",
    "http://fedoraproject.org/fedora/41",
    "http://ubuntu.com/ubuntu/24.04",
    "http://microsoft.com/win/11",
    "http://freebsd.org/freebsd/14.0",
)
ROLES = ("web", "mail", "build", "files", "desk", "router", "database", "monitor")


def name(index):
    return f"vm-{index:05d}"


def identity(index, kind):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"vitrine-{kind}-{index}"))


def _mac(index):
    return "52:54:00:{:02x}:{:02x}:{:02x}".format(*index.to_bytes(3, "big"))


def _head(index, kind, memory_mib, namespaces=""):
    return f"""<domain type='{kind}'{namespaces}>
  <name>{name(index)}</name>
  <uuid>{identity(index, kind)}</uuid>
  <title>{ROLES[index % len(ROLES)].capitalize()} {index}</title>
  <description>Machine number {index}, made for measuring.</description>
  <metadata>
    <libosinfo:libosinfo xmlns:libosinfo="{OSINFO_NAMESPACE}">
      <libosinfo:os id="{SYSTEMS[index % len(SYSTEMS)]}"/>
    </libosinfo:libosinfo>
  </metadata>
  <memory unit='MiB'>{memory_mib}</memory>
  <currentMemory unit='MiB'>{memory_mib}</currentMemory>
  <vcpu>{1 + index % 4 if kind == 'test' else 1}</vcpu>
"""


def test_machine(index, state):
    """A machine of the test driver, with the devices that a common machine has."""
    return _head(index, "test", 1024, f" xmlns:test='{TEST_NAMESPACE}'") + f"""\
  <os><type arch='x86_64'>hvm</type><boot dev='hd'/></os>
  <features><acpi/><apic/></features>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='/var/lib/libvirt/images/{name(index)}.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>
    <interface type='network'>
      <mac address='{_mac(index)}'/><source network='default'/><model type='virtio'/>
    </interface>
    <serial type='pty'><target port='0'/></serial>
    <console type='pty'><target type='serial' port='0'/></console>
    <input type='tablet' bus='usb'/>
    <graphics type='spice' autoport='yes'/>
    <sound model='ich9'/>
    <video><model type='virtio' heads='1'/></video>
    <memballoon model='virtio'/>
    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
  </devices>
  <test:runstate>{state}</test:runstate>
</domain>
"""


def qemu_machine(index, images, memory_mib=32):
    """A machine for a real daemon, small enough to run by the dozen without acceleration."""
    return _head(index, "qemu", memory_mib) + f"""\
  <os><type arch='x86_64' machine='pc'>hvm</type><boot dev='hd'/></os>
  <features><acpi/><apic/></features>
  <devices>
    <emulator>{EMULATOR}</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='{os.path.join(images, name(index))}.img'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <interface type='user'><mac address='{_mac(index)}'/><model type='virtio'/></interface>
    <serial type='pty'><target port='0'/></serial>
    <console type='pty'><target type='serial' port='0'/></console>
    <input type='tablet' bus='usb'/>
    <graphics type='vnc'><listen type='socket'/></graphics>
    <video><model type='vga' vram='16384' heads='1'/></video>
  </devices>
</domain>
"""


def mixed_state(index):
    """Half of the machines run; the others are mostly off, a few paused, fewer crashed."""
    if index % 2 == 0:
        return RUNNING
    return CRASHED if index % 50 == 49 else PAUSED if index % 20 == 19 else SHUT_OFF


def test_host(count, first=0, state=mixed_state):
    """A whole host for the test driver."""
    body = "".join(test_machine(index, state(index)) for index in range(first, first + count))
    return f"""<?xml version='1.0'?>
<node>
{body}<network>
  <name>default</name><uuid>{identity(first, 'network')}</uuid>
  <forward mode='nat'/><bridge name='virbr0'/>
  <ip address='192.168.122.1' netmask='255.255.255.0'>
    <dhcp><range start='192.168.122.2' end='192.168.122.254'/></dhcp>
  </ip>
</network>
<pool type='dir'>
  <name>default</name><uuid>{identity(first, 'pool')}</uuid>
  <target><path>/var/lib/libvirt/images</path></target>
</pool>
<cpu>
  <mhz>3000</mhz><model>x86_64</model><active>8</active><nodes>1</nodes>
  <sockets>1</sockets><cores>4</cores><threads>2</threads>
</cpu>
<memory>67108864</memory>
</node>
"""


def write_test_host(path, count, first=0, state=mixed_state):
    """Write a host file and return its URI."""
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(test_host(count, first, state))
    return "test://" + os.path.abspath(path)
