# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""Starting processes that cannot outlive the test, and ending them by id."""

import ctypes
import os
import pwd
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def _prctl(option, value):
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def under_a_reaper():
    """Go on in a child of this process, which stays behind to bury and, at the end, to kill.

    What detaches itself from its parent, as daemons and QEMU do, becomes the reaper's. It has to be
    waited for at once: libvirt takes a zombie for a machine that will not die.
    """
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    worker = os.fork()
    if worker == 0:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        return
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, lambda number, _: os.kill(worker, number))
    pid = status = None
    while pid != worker:
        pid, status = os.wait()
    end_descendants()
    os._exit(os.waitstatus_to_exitcode(status) % 256)


def become(user):
    """Turn root into an ordinary user for good, with that user's groups and home."""
    account = pwd.getpwnam(user)
    os.initgroups(user, account.pw_gid)
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # which changing the user has taken back
    os.environ.update(HOME=account.pw_dir, USER=user, LOGNAME=user)
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and not os.access(runtime, os.W_OK):
        del os.environ["XDG_RUNTIME_DIR"]


def spawn(command, log=None, **options):
    """Start command; it is killed by the kernel when this process ends, however it ends."""
    output = open(log, "ab") if log else subprocess.DEVNULL
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("stdout", output)
    options.setdefault("stderr", output)
    try:
        return subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", *command], **options)
    finally:
        if log:
            output.close()


def stop(process, timeout=10.0):
    """End a process of ours, politely first. Return its exit status."""
    if process is None:
        return None
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def stop_pid(pid, timeout=10.0):
    """End a process that is not our child (any more), politely first."""
    for sign, patience in ((signal.SIGTERM, timeout), (signal.SIGKILL, 5.0)):
        try:
            os.kill(pid, sign)
        except (ProcessLookupError, PermissionError):
            return
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if not alive(pid):
                return
            time.sleep(0.02)


def alive(pid):
    """Whether a process runs; a zombie does not."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    state = stat_fields(pid)
    return state is not None and state[0] not in "ZX"


def stat_fields(pid):
    """The fields of /proc/PID/stat that follow the name, or None when there is no such process."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stream:
            return stream.read().rpartition(")")[2].split()
    except OSError:
        return None


def tree(pid):
    """pid and all its descendants, parents first."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            fields = stat_fields(entry)
            if fields:
                children.setdefault(int(fields[1]), []).append(int(entry))
    found = [pid]
    for each in found:
        found.extend(children.get(each, ()))
    return found


def end_descendants():
    """End everything that this process, or a daemon it started, has left running."""
    for pid in reversed(tree(os.getpid())[1:]):
        stop_pid(pid, 3.0)
