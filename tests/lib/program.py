# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Vitrine itself, from the build folder, on a desk, with nothing of the person's own."""

import os
import re
import shutil
import tempfile

import atspi
import processes
from waiting import wait_for

STALL_LIMIT_MS = 50
OTHERS_RAN_MS = 25


def binary():
    return os.path.join(os.environ.get("VITRINE_BUILD", "build"), "src", "app", "vitrine")


def obstacle():
    """Why the program cannot be run here, or None."""
    return None if os.access(binary(), os.X_OK) else f"{binary()} is not built"


class Program:
    """Use as a context manager. `node` is the program as assistive technology sees it."""

    def __init__(self, desk, *uris, arguments=(), environment=None, config=None):
        """config: what stands in which file of the person's own, by its path there."""
        self.folder = tempfile.mkdtemp(prefix="vprogram-")
        self._desk = desk
        self._command = [binary(), *(word for uri in uris for word in ("--connect", uri)),
                         *arguments]
        self._environment = environment or {}
        self._config = config or {}
        self._process = None
        self.node = None

    def __enter__(self):
        private = {f"XDG_{kind}_HOME": os.path.join(self.folder, kind.lower())
                   for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        self._write_config(private["XDG_CONFIG_HOME"])
        env = self._desk.child_env(**{
            **private,
            "GSETTINGS_BACKEND": "memory",
            "GSETTINGS_SCHEMA_DIR": os.path.join(os.environ.get("VITRINE_BUILD", "build"), "data"),
            "GTK_A11Y": "atspi",
            "VITRINE_READY_FILE": self._path("ready"),
            "VITRINE_STALL_LOG": self._path("stalls"),
            **self._environment})
        self._process = processes.spawn(self._command, log=self._path("log"), env=env)
        try:
            self.node = atspi.program([self._process.pid])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc):
        status = self._process.poll()
        processes.stop(self._process)
        if status is not None or exc[:1] != (None,):
            print(f"# the program's status {status}, its last words:")
            for line in self._read("log").splitlines()[-20:]:
                print(f"#   {line}")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write_config(self, folder):
        for name, text in self._config.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _read(self, name):
        try:
            with open(self._path(name), encoding="utf-8", errors="replace") as stream:
                return stream.read()
        except OSError:
            return ""

    def config(self, name):
        """What stands in a file of the person's own."""
        return self._read(os.path.join("config", name))

    @property
    def pid(self):
        return self._process.pid

    @property
    def running(self):
        return self._process.poll() is None

    @property
    def status(self):
        """The exit status, negative for the signal that ended it, or None while it runs."""
        return self._process.poll()

    def count(self):
        """How many machines the program has said are listed, or None before the list is whole."""
        lines = self._read("ready").split()
        return int(lines[-1]) if lines else None

    def wait_count(self, count, timeout=20):
        wait_for(lambda: self.count() == count, timeout, f"a list of {count}")

    def stalls(self):
        """The stalls of the main loop that are its own, as (milliseconds, of them computing).

        Where the loop hardly computed within a long stretch, others had the processors.
        """
        found = [(int(wall) / 1000, int(cpu) / 1000) for wall, cpu
                 in re.findall(r"wall_us=(\d+) cpu_us=(\d+)", self._read("stalls"))]
        busy = os.getloadavg()[0] > (os.cpu_count() or 1) / 2
        return [(wall, cpu) for wall, cpu in found
                if wall > STALL_LIMIT_MS and not (busy and cpu < OTHERS_RAN_MS)]
