# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Real libvirt daemons of our own, that can be killed and started again under their machines.

As a program, `daemons.py keep-system FOLDER` is the part of SystemDaemon that stays root.
"""

import concurrent.futures
import contextlib
import glob
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile

import libvirt

import machines
import processes
from waiting import wait_for

INITIAL_PID_NAMESPACE = 0xEFFFFFFC
START_TIMEOUT = 60
COMMON_SETTINGS = """\
log_level = 3
max_clients = 200
max_client_requests = 20
max_anonymous_clients = 100
"""
OPEN_TO_GROUP = """\
unix_sock_group = "libvirt"
unix_sock_rw_perms = "0770"
auth_unix_rw = "none"
auth_unix_ro = "none"
"""

libvirt.registerErrorHandler(lambda *_: None, None)


def open_when_up(uri, timeout=START_TIMEOUT):
    """Connect as soon as the daemon answers."""
    def attempt():
        try:
            return libvirt.open(uri)
        except libvirt.libvirtError:
            return None
    return wait_for(attempt, timeout, f"a daemon at {uri}", 0.05)


@contextlib.contextmanager
def connected(uri):
    """A connection of the test's own."""
    connection = open_when_up(uri)
    try:
        yield connection
    finally:
        connection.close()


def in_a_box():
    """Whether this process has process ids of its own, so that it is not the machine's own root."""
    return os.stat("/proc/self/ns/pid").st_ino != INITIAL_PID_NAMESPACE


def name_this_host():
    """Let the host's own name resolve: without, a daemon's start waits for name servers."""
    if os.getuid() != 0 or not in_a_box():
        return
    host = os.uname().nodename
    with open("/etc/hosts", "a+", encoding="utf-8") as stream:
        stream.seek(0)
        if host not in stream.read().split():
            stream.write(f"127.0.0.1 {host}\n")


def _read_pid(path):
    try:
        with open(path, encoding="ascii") as stream:
            return int(stream.read())
    except (OSError, ValueError):
        return None


def end_by_pid_files(*patterns):
    """End the processes whose ids stand in such files."""
    pids = [pid for pattern in patterns for path in glob.glob(pattern) if (pid := _read_pid(path))]
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    for pid in pids:
        processes.stop_pid(pid, 5.0)


class SessionDaemon:
    """libvirtd of the user who runs the test, with folders and a socket of its own."""

    def __init__(self, folder=None):
        # Short, because the paths of QEMU's sockets begin with it.
        self.folder = folder or tempfile.mkdtemp(prefix="vlab-")
        self.images = os.path.join(self.folder, "images")
        self.definitions = os.path.join(self.folder, "config", "libvirt", "qemu")
        self.runtime = os.path.join(self.folder, "run")
        self.socket = os.path.join(self.runtime, "libvirt", "libvirt-sock")
        self.uri = f"qemu+unix:///session?socket={self.socket}"
        self._process = None
        for path in (self.images, self.definitions):
            os.makedirs(path, exist_ok=True)
        os.makedirs(self.runtime, 0o700, exist_ok=True)
        with open(os.path.join(self.folder, "libvirtd.conf"), "w", encoding="utf-8") as stream:
            stream.write(COMMON_SETTINGS)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def define(self, count, memory_mib=32, first=0):
        """Put so many definitions where the daemon finds them at its start: fast for thousands."""
        for index in range(first, first + count):
            path = os.path.join(self.definitions, machines.name(index) + ".xml")
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(machines.qemu_machine(index, self.images, memory_mib))

    def start(self):
        """Start the daemon and wait until it answers."""
        if os.getuid() == 0:
            raise RuntimeError("root has no session daemon: call processes.become() first")
        # The daemon looks its own host up; where nobody knows that name it must not wait for long.
        env = {**os.environ, "XDG_RUNTIME_DIR": self.runtime, "RES_OPTIONS": "timeout:1 attempts:1"}
        for variable, name in (("CONFIG", "config"), ("CACHE", "cache"), ("DATA", "data")):
            env[f"XDG_{variable}_HOME"] = os.path.join(self.folder, name)
        self._process = processes.spawn(
            ["libvirtd", "-f", os.path.join(self.folder, "libvirtd.conf")],
            log=os.path.join(self.folder, "libvirtd.log"), env=env)
        # Connecting earlier would make the library start a daemon of its own and wait for that.
        wait_for(lambda: os.path.exists(self.socket), START_TIMEOUT, "the daemon's socket")
        open_when_up(self.uri).close()
        return self

    def kill(self):
        """End the daemon as a crash would. Its machines go on."""
        self._process.kill()
        self._process.wait()
        os.unlink(self.socket)

    def ensure_running(self):
        if self._process.poll() is not None:
            self.start()

    def freeze(self):
        """Stop the daemon from answering, without closing anything."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._process.send_signal(signal.SIGCONT)

    def restart(self):
        self.kill()
        self.start()

    def run(self, count, paused=True, workers=2):
        """Start the first so many of the machines that define() made."""
        for index in range(count):
            with open(os.path.join(self.images, machines.name(index) + ".img"), "wb") as image:
                image.truncate(1 << 30)
        connection = libvirt.open(self.uri)
        flags = libvirt.VIR_DOMAIN_START_PAUSED if paused else 0
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            list(pool.map(
                lambda index: connection.lookupByName(machines.name(index)).createWithFlags(flags),
                range(count)))
        connection.close()

    def stop(self):
        """End the daemon, its machines and its log daemon."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            processes.stop(self._process)
            self._process = None
        state = os.path.join(self.runtime, "libvirt")
        end_by_pid_files(os.path.join(state, "qemu", "run", "*.pid"),
                          os.path.join(state, "virtlogd.pid"))


def system_obstacle():
    """Why no system daemon may be started here, or None."""
    if os.getuid() != 0:
        return "a system daemon needs root"
    if not in_a_box():
        return "a system daemon is started in a box only, never on the machine itself"
    if shutil.which("libvirtd") is None or shutil.which("virtlogd") is None:
        return "libvirtd or virtlogd is not installed"
    return None


class SystemDaemon:
    """libvirtd and virtlogd as root, used by the ordinary user that the test may have become.

    A helper process stays root and takes orders, so that the test itself can give root up.
    """

    uri = "qemu:///system"

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="vlab-")
        self._keeper = subprocess.Popen(
            [sys.executable, "-B", os.path.abspath(__file__), "keep-system", self.folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._keeper.stdin.close()
        self._keeper.wait(60)
        self._keeper.stdout.close()

    def _order(self, word):
        self._keeper.stdin.write(word + "\n")
        self._keeper.stdin.flush()
        answer = json.loads(self._keeper.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])

    def start(self):
        self._order("start")
        open_when_up(self.uri).close()
        return self

    def kill(self):
        """End the daemon as a crash would. Its machines go on."""
        self._order("kill")

    def restart(self):
        self.kill()
        self.start()


class _SystemKeeper:
    """The root half of SystemDaemon."""

    def __init__(self, folder):
        self.folder = folder
        self.log_daemon = self.daemon = None

    def start(self):
        settings = os.path.join(self.folder, "libvirtd.conf")
        with open(settings, "w", encoding="utf-8") as stream:
            stream.write(COMMON_SETTINGS + OPEN_TO_GROUP)
        name_this_host()
        if self.log_daemon is None:
            self.log_daemon = self._spawn("virtlogd")
        self.daemon = self._spawn("libvirtd", "-f", settings)

    def kill(self):
        self.daemon.kill()
        self.daemon.wait()

    def stop(self):
        processes.stop(self.daemon)
        end_by_pid_files("/run/libvirt/qemu/*.pid")
        processes.stop(self.log_daemon)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _spawn(self, *command):
        return processes.spawn(command, log=os.path.join(self.folder, command[0] + ".log"))



def _keep_system(folder):
    reason = system_obstacle()
    keeper = _SystemKeeper(folder)
    try:
        for line in sys.stdin:
            answer = {}
            if reason:
                answer = {"error": reason}
            else:
                {"start": keeper.start, "kill": keeper.kill}[line.strip()]()
            print(json.dumps(answer), flush=True)
    finally:
        keeper.stop()


def ordinary_user():
    """The user that lab tests become, or None where there is none."""
    wanted = os.environ.get("VITRINE_TEST_USER", "tester")
    try:
        return pwd.getpwnam(wanted).pw_name
    except KeyError:
        return None


def become_ordinary():
    """Go on as the ordinary user: root has no session daemon. Return why not, or None."""
    if os.getuid() == 0:
        user = ordinary_user()
        if user is None:
            return "there is no ordinary user to be"
        name_this_host()
        processes.become(user)
    return None


if __name__ == "__main__":
    if sys.argv[1:2] != ["keep-system"] or len(sys.argv) != 3:
        sys.exit(__doc__)
    _keep_system(sys.argv[2])
