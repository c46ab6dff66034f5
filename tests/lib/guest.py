# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A guest that boots in seconds without acceleration: the system's kernel and a busybox."""

import glob
import gzip
import lzma
import os
import shutil
import stat
import subprocess

import libvirt

from waiting import wait_for

UP = "LAB-GUEST-UP"
DOWN = "LAB-GUEST-DOWN"
MODULES = ("button", "evdev", "failover", "net_failover", "virtio_net", "virtio_blk",
           "virtio_balloon")

# The power button reaches user space as a key of an input device, which acpid reads. The guest is
# up once acpid listens, so that a shutdown asked for then is not lost.
INIT = """#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in %(modules)s; do
  [ -e /lib/$module.ko ] && insmod /lib/$module.ko
done
case "$(cat /proc/cmdline)" in
*lab.stubborn*) ;;
*)
  acpid -d -c /etc/acpi > /dev/null 2>&1 &
  button=$(grep -A5 '"Power Button"' /proc/bus/input/devices | grep -o 'event[0-9]*')
  until ls -l /proc/$!/fd | grep -q "/$button$"; do sleep 0.05; done
  ;;
esac
echo %(up)s > /dev/ttyS0
while true; do setsid sh -c 'exec sh -i < /dev/ttyS0 > /dev/ttyS0 2>&1'; done
"""
POWER_BUTTON = f"""#!/bin/sh
echo {DOWN} > /dev/ttyS0
poweroff -f
"""


def kernel():
    """The newest kernel installed, or None."""
    found = sorted(glob.glob("/boot/vmlinuz-*"))
    return found[-1] if found else None


def obstacle():
    """Why no guest can be booted here, or None."""
    if kernel() is None:
        return "no kernel in /boot"
    for program in ("busybox", "cpio", "qemu-system-x86_64"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    return None


def _unpack_module(release, name, target):
    pattern = f"/lib/modules/{release}/kernel/**/{name}.ko*"
    for path in glob.glob(pattern, recursive=True):
        opener = lzma.open if path.endswith(".xz") else open
        with opener(path, "rb") as source, open(target, "wb") as stream:
            shutil.copyfileobj(source, stream)


def _write_program(path, text):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.chmod(path, stat.S_IRWXU)


def build(folder):
    """Make kernel and initial file system in folder; return their paths."""
    source = kernel()
    release = os.path.basename(source).removeprefix("vmlinuz-")
    root = os.path.join(folder, "root")
    for name in ("bin", "dev", "etc/acpi/PWRF", "lib", "proc", "sys"):
        os.makedirs(os.path.join(root, name), exist_ok=True)
    shutil.copy(shutil.which("busybox"), os.path.join(root, "bin", "busybox"))
    for name in MODULES:
        _unpack_module(release, name, os.path.join(root, "lib", name + ".ko"))
    _write_program(os.path.join(root, "init"), INIT % {"modules": " ".join(MODULES), "up": UP})
    _write_program(os.path.join(root, "etc/acpi/PWRF/00000080"), POWER_BUTTON)
    files = subprocess.run(["find", "."], cwd=root, check=True, capture_output=True).stdout
    archive = subprocess.run(["cpio", "-o", "-H", "newc", "--quiet"], cwd=root, input=files,
                             check=True, capture_output=True).stdout
    initrd = os.path.join(folder, "initrd.gz")
    with gzip.open(initrd, "wb", 1) as stream:
        stream.write(archive)
    image = os.path.join(folder, "vmlinuz")
    shutil.copy(source, image)
    os.chmod(image, 0o644)
    shutil.rmtree(root)
    return image, initrd


def definition(name, image, initrd, serial_log, stubborn=False, memory_mib=128, network=""):
    """A machine that boots that kernel. A stubborn one takes no notice of its power button."""
    return f"""<domain type='qemu'>
  <name>{name}</name>
  <memory unit='MiB'>{memory_mib}</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <kernel>{image}</kernel>
    <initrd>{initrd}</initrd>
    <cmdline>console=ttyS0 quiet panic=-1{' lab.stubborn' if stubborn else ''}</cmdline>
  </os>
  <features><acpi/><apic/></features>
  <cpu mode='maximum'/>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <serial type='pty'><log file='{serial_log}' append='off'/><target port='0'/></serial>
    <console type='pty'><target type='serial' port='0'/></console>
    <graphics type='vnc'><listen type='socket'/></graphics>
    <video><model type='vga'/></video>
    <memballoon model='virtio'><stats period='2'/></memballoon>
    {network}
  </devices>
</domain>
"""


def said(serial_log, text=UP):
    """Whether the guest has written that on its serial line."""
    try:
        with open(serial_log, "rb") as stream:
            return text.encode() in stream.read()
    except OSError:
        return False


def wait_up(serial_log, timeout=90):
    wait_for(lambda: said(serial_log), timeout, "the guest's greeting")


def wait_off(machine, timeout=60):
    """Wait until a machine (a libvirt.virDomain) is off."""
    def is_off():
        try:
            return not machine.isActive()
        except libvirt.libvirtError as error:
            return error.get_error_code() == libvirt.VIR_ERR_NO_DOMAIN
    wait_for(is_off, timeout, f"the end of {machine.name()}", 0.1)
