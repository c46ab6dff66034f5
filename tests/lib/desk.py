# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A private desktop: virtual display, session bus, accessibility bus, window manager."""

import os
import select
import shutil
import stat
import subprocess
import tempfile

import processes
from waiting import wait_for

X_SOCKETS = "/tmp/.X11-unix"
A11Y_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


class DeskError(Exception):
    """The desktop could not be set up."""


def _ensure_socket_folder():
    # With any other mode the X server tries number after number for ever.
    if os.getuid() == 0:
        os.makedirs(X_SOCKETS, exist_ok=True)
        os.chmod(X_SOCKETS, 0o1777)
    elif os.path.exists(X_SOCKETS) and stat.S_IMODE(os.stat(X_SOCKETS).st_mode) != 0o1777:
        raise DeskError(f"{X_SOCKETS} must have mode 1777: run as root, chmod 1777 {X_SOCKETS}")


class Desk:
    """Use as a context manager. While it is open, `env` holds what a program on it needs."""

    def __init__(self, size="1280x900", apply=False):
        self.size = size
        self.env = {}
        self._apply = apply
        self._saved = None
        self._children = []
        self._folder = None

    def __enter__(self):
        self._folder = tempfile.mkdtemp(prefix="vitrine-desk-")
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        if self._apply:
            self._saved = dict(os.environ)
            os.environ.update(self.env)
            os.environ.pop("NO_AT_BRIDGE", None)
            os.environ.pop("WAYLAND_DISPLAY", None)
        return self

    def __exit__(self, *exc):
        if self._saved is not None:
            os.environ.clear()
            os.environ.update(self._saved)
        for child in reversed(self._children):
            processes.stop(child, 3.0)
        shutil.rmtree(self._folder, ignore_errors=True)

    def child_env(self, **more):
        """The whole environment for a program on this desk."""
        env = {k: v for k, v in os.environ.items() if k not in ("NO_AT_BRIDGE", "WAYLAND_DISPLAY")}
        return {**env, **self.env, **more}

    def screenshot(self, path):
        """Write a picture of the whole screen."""
        subprocess.run(["import", "-window", "root", path], env=self.child_env(), check=False)

    def _log(self, name):
        return os.path.join(self._folder, name + ".log")

    def _start(self):
        runtime = os.path.join(self._folder, "run")
        os.mkdir(runtime, 0o700)
        self.env = {
            "XDG_RUNTIME_DIR": runtime,
            "XDG_SESSION_TYPE": "x11",
            "GDK_BACKEND": "x11",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "GSK_RENDERER": os.environ.get("GSK_RENDERER", "cairo"),
        }
        self._start_display()
        self._start_bus()
        self._start_accessibility()
        self._start_window_manager()

    def _spawn_announcing(self, command, fd_option, log):
        """Start a server that writes one line to a descriptor once it is ready; return the line."""
        reader, writer = os.pipe()
        try:
            child = processes.spawn(
                [*command, *(option.format(writer) for option in fd_option)],
                log=self._log(log), env=self.child_env(), pass_fds=(writer,))
        finally:
            os.close(writer)
        self._children.append(child)
        with os.fdopen(reader) as stream:
            if not select.select([stream], [], [], 30)[0]:
                raise DeskError(f"{command[0]} did not become ready")
            line = stream.readline().strip()
        if not line:
            with open(self._log(log), encoding="utf-8", errors="replace") as output:
                raise DeskError(f"{command[0]} ended: {output.read()[-500:]}")
        return line

    def _start_display(self):
        _ensure_socket_folder()
        number = self._spawn_announcing(
            ["Xvfb", "-screen", "0", self.size + "x24", "-nolisten", "tcp", "-noreset"],
            ["-displayfd", "{}"], "xvfb")
        self.env["DISPLAY"] = ":" + number

    def _start_bus(self):
        socket = os.path.join(self.env["XDG_RUNTIME_DIR"], "bus")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._spawn_announcing(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile",
             f"--address=unix:path={socket}"],
            ["--print-address={}"], "dbus")

    def _start_accessibility(self):
        launcher = next((path for path in A11Y_LAUNCHERS if os.path.exists(path)), None)
        if launcher is None:
            raise DeskError("at-spi-bus-launcher is not installed")
        self._children.append(processes.spawn(
            [launcher, "--launch-immediately"], log=self._log("a11y"), env=self.child_env()))
        wait_for(lambda: subprocess.run(
            ["gdbus", "call", "--session", "--dest", "org.a11y.Bus",
             "--object-path", "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress"],
            env=self.child_env(), capture_output=True, check=False).returncode == 0,
            20, "the accessibility bus")

    def _start_window_manager(self):
        self._children.append(processes.spawn(
            ["openbox"], log=self._log("openbox"), env=self.child_env()))
        wait_for(lambda: b"window id" in subprocess.run(
            ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"],
            env=self.child_env(), capture_output=True, check=False).stdout,
            20, "the window manager")
