# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""The programs that are measured, and one observed run of either."""

import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

import counters
import processes
from desk import Desk
from waiting import TimedOut, wait_for
from xwatch import Watch

HERE = os.path.dirname(os.path.abspath(__file__))
CALM = 1.0


class Peer:
    """virt-manager, started as people start it: the host saved and connected at the start.

    With a URI on the command line it shows no window before it is connected, which would not be a
    fair measure of its start.
    """

    name = "peer"
    tells_when_ready = False

    @staticmethod
    def obstacle():
        return None if shutil.which("virt-manager") else "virt-manager is not installed"

    @staticmethod
    def command(_uris):
        return ["virt-manager", "--no-fork"]

    @staticmethod
    def choose_machine(run):
        """Below the host in the focused list."""
        run.xdotool("key", "Home", "Down")

    @staticmethod
    def environment(folder, uris):
        settings = os.path.join(folder, "config", "glib-2.0", "settings")
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, "keyfile"), "w", encoding="utf-8") as stream:
            stream.write("[org/virt-manager/virt-manager/connections]\n"
                         f"uris={uris!r}\nautoconnect={uris!r}\n")
        return {"GSETTINGS_BACKEND": "keyfile"}


class Ours:
    """Vitrine, from the build folder, with the host on the command line."""

    name = "ours"
    tells_when_ready = True

    def __init__(self, build):
        self.build = build
        self.binary = os.path.join(build, "src", "app", "vitrine")

    def obstacle(self):
        return None if os.access(self.binary, os.X_OK) else f"{self.binary} is not built"

    @staticmethod
    def choose_machine(run):
        """Typing searches, Return goes to what was found."""
        run.xdotool("type", "vm-00000")
        run.wait_calm(2)
        run.xdotool("key", "Return")

    def command(self, uris):
        return [self.binary, *(word for uri in uris for word in ("--connect", uri))]

    def environment(self, folder, _uris):
        # The peer's own columns, so that both ask daemons for the same numbers.
        settings = os.path.join(folder, "config", "glib-2.0", "settings")
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, "keyfile"), "w", encoding="utf-8") as stream:
            stream.write("[org/vitrine/Vitrine]\ncolumns-visible=['name', 'guest-cpu']\n")
        return {
            "GSETTINGS_BACKEND": "keyfile",
            "GSETTINGS_SCHEMA_DIR": os.path.join(self.build, "data"),
            "VITRINE_READY_FILE": os.path.join(folder, "ready"),
            "VITRINE_STALL_LOG": os.path.join(folder, "stalls"),
        }


class Floor(Ours):
    """The least that such a list costs with the same libraries: a reference, see floor.c."""

    name = "floor"

    def __init__(self, build):
        super().__init__(build)
        self.binary = os.path.join(build, "tests", "bench", "floor")


class Run:
    """One start of one program on a desk of its own. Use as a context manager."""

    def __init__(self, subject, uris, machines, timeout=240, probe_list=True):
        self.subject, self.uris, self.machines = subject, uris, machines
        self.timeout = timeout
        self.folder = tempfile.mkdtemp(prefix="vbench-")
        self.desk = Desk("1920x1200")
        self.probe_list = probe_list
        self.began = self.process = self.watch = self._probe = None
        self._ready_at = None

    def __enter__(self):
        self.desk.__enter__()
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc):
        processes.stop(self._probe)
        if self._probe:
            self._probe.stdout.close()
        processes.stop(self.process, 5)
        if self.watch:
            self.watch.close()
        self.desk.__exit__()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        return self.process.pid

    def _start(self):
        self.watch = Watch(self.desk.env["DISPLAY"])
        self.watch.start()
        private = {f"XDG_{kind}_HOME": os.path.join(self.folder, kind.lower())
                   for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        env = self.desk.child_env(**private, **self.subject.environment(self.folder, self.uris))
        env.pop("GTK_A11Y", None)
        self.began = time.monotonic()
        self.process = processes.spawn(
            self.subject.command(self.uris), log=os.path.join(self.folder, "log"), env=env)

    def check(self):
        """Raise with the program's last words if it has ended."""
        if self.process.poll() is not None:
            with open(os.path.join(self.folder, "log"), encoding="utf-8", errors="replace") as log:
                raise RuntimeError(f"{self.subject.name} ended: {log.read()[-800:]}")

    def _wait(self, condition, what):
        def look():
            self.check()
            return condition()
        return wait_for(look, self.timeout, what, 0.005)

    def wait_mapped(self):
        """Seconds from the start to the first window."""
        self._wait(lambda: self.watch.mapped_at, "the first window")
        return self.watch.mapped_at[0] - self.began

    def wait_window(self, number):
        """The moment of that window's arrival, the first being 1."""
        self._wait(lambda: len(self.watch.mapped_at) >= number, f"window {number}")
        return self.watch.mapped_at[number - 1]

    def _ready_by_file(self):
        path = os.path.join(self.folder, "ready")
        try:
            with open(path, encoding="ascii") as stream:
                return stream.read().split()[:1] == [str(self.machines)] and time.monotonic()
        except OSError:
            return None

    def _ready_by_rows(self):
        if self._probe is None:
            # One row more than machines: the host has one too.
            self._probe = processes.spawn(
                [sys.executable, "-B", os.path.join(HERE, "count_rows.py"), str(self.pid),
                 str(self.machines + 1)],
                stdout=subprocess.PIPE, stderr=None, env=self.desk.child_env())
        if not select.select([self._probe.stdout], [], [], 0)[0]:
            return None
        return float(self._probe.stdout.readline() or "nan")

    def wait_list(self):
        """Seconds from the start until the whole list is on the screen."""
        tells = self.subject.tells_when_ready
        look = self._ready_by_file if tells else self._ready_by_rows
        self._ready_at = self._wait(look, f"a list of {self.machines}")
        shown = self._ready_at
        if tells:
            # The file is written before the frame is drawn: the list is there with that frame, and
            # with it the main loop is free again.
            shown = self._wait(lambda: self.watch.first_answer_after(self._ready_at), "an answer")
            try:
                shown = max(shown, wait_for(
                    lambda: self.watch.first_damage_after(self._ready_at), 1, "a frame"))
            except TimedOut:
                pass
        return shown - self.began

    def wait_calm(self, most=8.0):
        """Wait until nothing was drawn and every ping answered for a while, or for so long."""
        began = calm_since = time.monotonic()
        while time.monotonic() - began < most and time.monotonic() - calm_since < CALM:
            time.sleep(0.05)
            self.check()
            if self.watch.last_damage() > calm_since or self.watch.waiting_for_answer():
                calm_since = time.monotonic()

    def internal_stall_ms(self):
        """The longest stall that the program itself has logged: (wall, CPU within), or zeros."""
        worst = (0.0, 0.0)
        try:
            with open(os.path.join(self.folder, "stalls"), encoding="ascii") as stream:
                for wall, cpu in re.findall(r"wall_us=(\d+) cpu_us=(\d+)", stream.read()):
                    worst = max(worst, (int(wall) / 1000, int(cpu) / 1000))
        except OSError:
            pass
        return worst

    def idle(self, seconds):
        """What the program uses while nobody does anything."""
        self.watch.pinging = False
        processes.stop(self._probe)
        self.wait_calm(3)
        cpu, woken, began = counters.cpu_ms(self.pid), counters.switches(self.pid), time.monotonic()
        # Here time itself is what is measured.
        time.sleep(seconds)
        elapsed = time.monotonic() - began
        return {
            "idle_cpu_ms_per_s": (counters.cpu_ms(self.pid) - cpu) / elapsed,
            "idle_wakeups_per_s": counters.switches_since(self.pid, woken) / elapsed,
        }

    def xdotool(self, *words):
        subprocess.run(["xdotool", *words], env=self.desk.child_env(), check=True,
                       stdout=subprocess.DEVNULL)
