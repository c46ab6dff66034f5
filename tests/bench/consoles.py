# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Consoles beside the widgets of GTK 3 on the same stream of the same guest."""

import contextlib
import glob
import json
import os
import socket
import statistics
import subprocess
import tempfile
import time

from Xlib import display as xdisplay
from Xlib import X

import counters
from subjects import Run

GUEST_WIDTH, GUEST_HEIGHT = 1024, 768
HEADER = 47
FULL, PART, CARET = 1, 2, 3
COLOURS = (0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00)
KEYS = 12
SETTLE_SECONDS = 2
SECONDS = 6


def _cpio_entry(name, mode, data):
    header = "070701" + "".join(f"{field:08x}" for field in (
        1, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0))
    entry = header.encode() + name.encode() + b"\0"
    entry += b"\0" * (-len(entry) % 4)
    return entry + data + b"\0" * (-len(data) % 4)


class Guest:
    """The guest of tests/lab/guest in a QEMU that shows it over both protocols."""

    def __init__(self, build):
        self.folder = tempfile.mkdtemp(prefix="vconsole-")
        with open(os.path.join(build, "tests", "lab", "guest", "guest"), "rb") as stream:
            program = stream.read()
        archive = self.path("initrd")
        with open(archive, "wb") as stream:
            stream.write(_cpio_entry("init", 0o100755, program))
            stream.write(_cpio_entry("TRAILER!!!", 0, b""))
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg", "-m", "128", "-M", "q35", "-display", "none",
             "-vga", "std", "-kernel", sorted(glob.glob("/boot/vmlinuz-*"))[-1], "-initrd", archive,
             "-append", "quiet panic=-1 console=ttyS1", "-vnc", "unix:" + self.path("vnc"),
             "-spice", f"unix=on,addr={self.path('spice')},disable-ticketing=on,"
             "image-compression=off,streaming-video=off",
             "-chardev", f"socket,id=serial,path={self.path('serial')},server=on,wait=on",
             "-serial", "chardev:serial"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._serial = socket.socket(socket.AF_UNIX)
        until = time.monotonic() + 20
        while True:
            try:
                self._serial.connect(self.path("serial"))
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
        self._serial.settimeout(30)
        self._hear("guest-up.")

    def path(self, name):
        return os.path.join(self.folder, name)

    def _hear(self, words):
        heard = ""
        while words not in heard:
            heard += self._serial.recv(4096).decode("utf-8", "replace")

    def tell(self, line):
        self._serial.sendall(line.encode() + b"\n")
        self._hear(f"done {line}.")

    def close(self):
        self._serial.close()
        self.process.kill()
        self.process.wait()
        for name in os.listdir(self.folder):
            os.unlink(self.path(name))
        os.rmdir(self.folder)


class Viewer:
    """A program that shows one console, with what tests/bench/subjects expects of a program."""

    def __init__(self, build, name, protocol, guest, fit):
        self.name, self.tells_when_ready, self.build = name, True, build
        path = guest.path(protocol)
        width, height = (768, 576) if fit else (1200, 900)
        if name == "peer":
            self._command = [os.path.join(build, "tests", "bench", "peer-console"), protocol, path,
                             "fit" if fit else "exact", str(width), str(height)]
        else:
            self._command = [os.path.join(build, "tests", "tools", "console-viewer"),
                             "--scaling", "fit" if fit else "exact", "--width", str(width),
                             "--height", str(height + HEADER), f"{protocol}+unix://{path}"]

    def command(self, _uris):
        return self._command

    def environment(self, _folder, _uris):
        return {"GSK_RENDERER": "cairo", "GSETTINGS_BACKEND": "memory",
                "GSETTINGS_SCHEMA_DIR": os.path.join(self.build, "data")}


class Screen:
    """Looks at single pixels of the display, which costs next to nothing."""

    def __init__(self, name):
        self._display = xdisplay.Display(name)
        self._root = self._display.screen().root
        self._size = self._display.screen().width_in_pixels, self._display.screen().height_in_pixels

    def close(self):
        self._display.close()

    def _row(self, y):
        data = self._root.get_image(0, y, self._size[0], 1, X.ZPixmap, 0xFFFFFFFF).data
        return [int.from_bytes(data[i:i + 4], "little") & 0xFFFFFF
                for i in range(0, len(data), 4)]

    def pixel(self, where):
        data = self._root.get_image(*where, 1, 1, X.ZPixmap, 0xFFFFFFFF).data
        return int.from_bytes(data[:4], "little") & 0xFFFFFF

    def find_corners(self, timeout=20):
        """Where the frame's and the keys' corner are: the outermost pixels of their colours."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            for y in range(4, self._size[1] // 2, 12):
                row = self._row(y)
                found = [x for x, colour in enumerate(row) if colour in COLOURS]
                if len(found) > 20 and found[-1] - found[0] > 500:
                    return (found[4], y + 4), (found[-5], y + 4)
            time.sleep(0.01)
        raise RuntimeError("the guest's picture did not come")


def _count_frames(screen, corner, seconds):
    began, frames, last = time.monotonic(), 0, None
    while time.monotonic() < began + seconds:
        colour = screen.pixel(corner)
        frames += colour != last and colour in COLOURS
        last = colour
        time.sleep(0.008)
    return frames


def observe(viewer, guest, frames, keys):
    """What it costs to show that guest for a while; frames are what they change, and how often."""
    guest.tell(f"size {GUEST_WIDTH} {GUEST_HEIGHT}")
    guest.tell("frames {} {}".format(*frames))
    with Run(viewer, [], 0) as run, \
            contextlib.closing(Screen(run.desk.env["DISPLAY"])) as screen:
        run.watch.pinging = False
        run.wait_mapped()
        screen.find_corners()
        found = {"first_pixel_ms": (time.monotonic() - run.began) * 1000}
        time.sleep(SETTLE_SECONDS)
        corner, key_corner = screen.find_corners()
        before = counters.cpu_ms(run.pid)
        shown = _count_frames(screen, corner, SECONDS)
        used = counters.cpu_ms(run.pid) - before
        found.update(frames_per_s=shown / SECONDS, cpu_ms_per_s=used / SECONDS)
        if frames[0] != CARET:
            found["cpu_ms_per_frame"] = used / max(shown, 1)
        if keys:
            found["key_to_pixel_ms"] = _press(run, screen, corner, key_corner)
    guest.tell("frames 1 0")
    return found


def _press(run, screen, corner, key_corner):
    """The median time from a key to the change that it makes in the guest's picture."""
    run.xdotool("mousemove", str(corner[0] + 200), str(corner[1] + 200), "click", "1")
    time.sleep(0.7)
    waited = []
    for number in range(KEYS):
        before = screen.pixel(key_corner)
        began = time.monotonic()
        run.xdotool("key", "a")
        while screen.pixel(key_corner) == before and time.monotonic() < began + 2:
            time.sleep(0.001)
        waited.append((time.monotonic() - began) * 1000)
        time.sleep(0.2 + 0.013 * (number % 7))
    return statistics.median(waited)
