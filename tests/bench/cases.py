# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""What is measured. A case is observed once per program and round and returns named numbers."""

import contextlib
import os
import tempfile
import time

import consoles
import counters
import daemons
import machines
from relay import Relay
from subjects import Run

RUNNING = {10: 5, 100: 20, 1000: 40, 3000: 40}
IDLE_SECONDS = 30
STEADY_SECONDS = 15
SETTLE_SECONDS = 12
SLOW_LINK_MS = 200
FLEET_HOSTS, FLEET_MACHINES = 20, 500
SCROLL_STEPS = 60
BUILD = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))),
                     "build")


class Hosts:
    """The hosts that cases share, made when first asked for."""

    def __init__(self, stack):
        self._folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="vhosts-"))
        self._stack = stack.enter_context(contextlib.ExitStack())
        self._made, self._daemons = None, []
        self._outer, self._console = stack, None

    def test_driver(self, count, first=0):
        path = os.path.join(self._folder, f"{first}-{count}.xml")
        if not os.path.exists(path):
            machines.write_test_host(path, count, first)
        return "test://" + path

    def qemu(self, count):
        """A daemon with so many machines, some of which run."""
        return self.daemons(1, count, RUNNING[count])[0]

    def daemons(self, number, count, running=0):
        """So many daemons with so many machines each. Those made for another case are ended."""
        wanted = (number, count, running)
        if self._made != wanted:
            self._stack.close()
            self._daemons = [self._new_daemon(count, running, index * count)
                             for index in range(number)]
            self._made = wanted
        return self._daemons

    def console(self, build):
        """The guest that consoles are measured with."""
        if self._console is None:
            self._console = consoles.Guest(build)
            self._outer.callback(self._console.close)
        return self._console

    def _new_daemon(self, count, running, first):
        daemon = self._stack.enter_context(daemons.SessionDaemon())
        daemon.define(count, first=first)
        daemon.start()
        daemon.run(running)
        return daemon


def observe_start(run):
    """Start, first window, list, calm; processor time and the longest stall until then."""
    found = {"window_ms": run.wait_mapped() * 1000, "list_ms": run.wait_list() * 1000}
    found["list_cpu_ms"] = counters.cpu_ms(run.pid)
    run.wait_calm()
    found["start_cpu_ms"] = counters.cpu_ms(run.pid)
    found["stall_ms"] = run.watch.longest_stall() * 1000
    if run.subject.name == "ours":
        found["inner_stall_ms"], found["inner_stall_cpu_ms"] = run.internal_stall_ms()
    return found


class Case:
    """A case with its name, its programs and what one observation is."""

    with_peer = True
    with_floor = True

    def __init__(self, name, words):
        self.name, self.words = name, words

    def prepare(self, hosts):
        """Make the hosts before the first round."""

    def observe(self, subject, hosts):
        raise NotImplementedError


class StartOnTestDriver(Case):
    def __init__(self, count, with_peer=True):
        super().__init__(f"start-test-{count}", f"start, {count} machines, test driver")
        self.count, self.with_peer = count, with_peer

    def observe(self, subject, hosts):
        with Run(subject, [hosts.test_driver(self.count)], self.count) as run:
            return observe_start(run)


class StartOnQemu(Case):
    def __init__(self, count):
        super().__init__(f"start-qemu-{count}", f"start, {count} machines, QEMU over a socket")
        self.count = count

    def prepare(self, hosts):
        hosts.qemu(self.count)

    def observe(self, subject, hosts):
        with Run(subject, [hosts.qemu(self.count).uri], self.count) as run:
            return observe_start(run)


class Idle(Case):
    """Settled, shown and then hidden, nobody doing anything; memory before."""

    def __init__(self, count, seconds):
        super().__init__(f"idle-qemu-{count}", f"idle, {count} machines, {RUNNING[count]} run")
        self.count, self.seconds = count, seconds

    def prepare(self, hosts):
        hosts.qemu(self.count)

    def observe(self, subject, hosts):
        daemon = hosts.qemu(self.count)
        with tempfile.TemporaryDirectory() as folder, Relay(folder, daemon.socket) as relay, \
                Run(subject, [relay.uri], self.count) as run:
            run.wait_mapped()
            run.wait_list()
            run.wait_calm(SETTLE_SECONDS)
            settled = time.monotonic()
            time.sleep(SETTLE_SECONDS / 2)
            stall = run.watch.longest_stall(settled)
            found = {**run.idle(self.seconds), "settled_stall_ms": stall * 1000}
            run.xdotool("windowminimize", str(run.watch.windows[0].id))
            # The last answer to what was asked while the window was shown may still come.
            run.wait_calm(4)
            time.sleep(4)
            relay.order(reset=True)
            hidden = run.idle(self.seconds / 2)
            found["hidden_cpu_ms_per_s"] = hidden["idle_cpu_ms_per_s"]
            found["hidden_wakeups_per_s"] = hidden["idle_wakeups_per_s"]
            found["hidden_calls"] = relay.counts()["total_calls"]
            return found


class MachineWindow(Case):
    """Opening a machine's window, and going to the page of its hardware."""

    def __init__(self, count):
        super().__init__(f"machine-window-{count}", f"a machine's window, {count} machines")
        self.count = count

    def observe(self, subject, hosts):
        with Run(subject, [hosts.test_driver(self.count)], self.count) as run:
            run.wait_mapped()
            run.wait_list()
            run.wait_calm()
            subject.choose_machine(run)
            run.wait_calm(2)
            began = time.monotonic()
            run.xdotool("key", "Return")
            found = {"open_ms": (run.wait_window(2) - began) * 1000}
            run.wait_calm(4)
            found["open_stall_ms"] = run.watch.longest_stall(began) * 1000
            if subject.name == "ours":
                began = time.monotonic()
                run.xdotool("key", "alt+3")
                run.wait_calm(2)
                found["page_ms"] = (run.watch.busy_until(began) - began) * 1000
                found["page_stall_ms"] = run.watch.longest_stall(began) * 1000
                found["inner_stall_ms"], found["inner_stall_cpu_ms"] = run.internal_stall_ms()
            return found


class Memory(Case):
    def __init__(self, count):
        super().__init__(f"memory-qemu-{count}", f"memory, {count} machines, QEMU over a socket")
        self.count = count

    def prepare(self, hosts):
        hosts.qemu(self.count)

    def observe(self, subject, hosts):
        with Run(subject, [hosts.qemu(self.count).uri], self.count) as run:
            run.wait_mapped()
            if subject.tells_when_ready:
                run.wait_list()
            run.wait_calm(2)
            # Without an accessibility client, which would make tables of its own: so by time.
            time.sleep(SETTLE_SECONDS)
            pss, anonymous = counters.memory_kib(run.pid)
            return {"pss_mib": pss / 1024, "anon_mib": anonymous / 1024}


class Wire(Case):
    """Calls and bytes until the list is there, and per refresh."""

    def __init__(self, count, seconds):
        super().__init__(f"wire-{count}", f"on the wire, {count} machines, {RUNNING[count]} run")
        self.count, self.seconds = count, seconds

    def prepare(self, hosts):
        hosts.qemu(self.count)

    def observe(self, subject, hosts):
        daemon = hosts.qemu(self.count)
        with tempfile.TemporaryDirectory() as folder, Relay(folder, daemon.socket) as relay, \
                Run(subject, [relay.uri], self.count) as run:
            run.wait_mapped()
            run.wait_list()
            usable = relay.counts()
            run.wait_calm()
            started = relay.counts()
            found = {
                "usable_calls": usable["total_calls"],
                "usable_kb": usable["bytes_from_daemon"] / 1000,
                "start_calls": started["total_calls"],
                "start_kb": started["bytes_from_daemon"] / 1000,
            }
            time.sleep(3)
            relay.order(reset=True)
            time.sleep(self.seconds)
            steady = relay.counts()
            refreshes = steady["calls"].get("connect_get_all_domain_stats", 0)
            found["steady_calls_per_s"] = steady["total_calls"] / self.seconds
            found["steady_bytes_per_s"] = steady["bytes_from_daemon"] / self.seconds
            if refreshes:
                found["refresh_bytes"] = steady["bytes_from_daemon"] / refreshes
                found["refresh_bytes_per_running"] = found["refresh_bytes"] / RUNNING[self.count]
            return found


class SlowLink(Case):
    def __init__(self, count, with_peer=True):
        self.with_peer = with_peer
        super().__init__(f"slow-link-{count}", f"start, {count} machines, {SLOW_LINK_MS} ms away")
        self.count = count

    def prepare(self, hosts):
        hosts.qemu(self.count)

    def observe(self, subject, hosts):
        daemon = hosts.qemu(self.count)
        with tempfile.TemporaryDirectory() as folder, Relay(folder, daemon.socket) as relay:
            relay.order(delay_ms=SLOW_LINK_MS)
            with Run(subject, [relay.uri], self.count) as run:
                return observe_start(run)


class Fleet(Case):
    """Many machines on many hosts, which the peer has no way to show in reasonable time."""

    with_peer = False

    def __init__(self, seconds, name="fleet-test", words="test driver"):
        total = FLEET_HOSTS * FLEET_MACHINES
        super().__init__(name, f"{total} machines on {FLEET_HOSTS} hosts, {words}")
        self.total, self.seconds = total, seconds

    def uris(self, hosts):
        return [hosts.test_driver(FLEET_MACHINES, index * FLEET_MACHINES)
                for index in range(FLEET_HOSTS)]

    def observe(self, subject, hosts):
        with Run(subject, self.uris(hosts), self.total) as run:
            found = observe_start(run)
            pss, anonymous = counters.memory_kib(run.pid)
            found.update(pss_mib=pss / 1024, anon_mib=anonymous / 1024)
            found["scroll_stall_ms"] = self._scroll(run) * 1000
            found.update(run.idle(self.seconds))
            return found

    @staticmethod
    def _scroll(run):
        window = str(run.watch.windows[0].id)
        geometry = run.watch.windows[0].get_geometry()
        run.xdotool("mousemove", "--window", window, str(geometry.width // 2),
                    str(geometry.height // 2))
        began = time.monotonic()
        run.xdotool("click", "--repeat", str(SCROLL_STEPS), "--delay", "30", "5")
        run.wait_calm(3)
        return run.watch.longest_stall(began)


class FleetOnQemu(Fleet):
    def __init__(self, seconds):
        super().__init__(seconds, "fleet-qemu", "a daemon each")

    def prepare(self, hosts):
        hosts.daemons(FLEET_HOSTS, FLEET_MACHINES)

    def uris(self, hosts):
        return [daemon.uri for daemon in hosts.daemons(FLEET_HOSTS, FLEET_MACHINES)]


class Console(Case):
    """A guest's screen beside the stock widget of GTK 3, which virt-manager is made of."""

    with_floor = False

    def __init__(self, name, words, protocol, frames, fit=False, keys=False):
        super().__init__(f"console-{protocol}-{name}", f"console over {protocol}, {words}")
        self.protocol, self.frames, self.fit, self.keys = protocol, frames, fit, keys

    def observe(self, subject, hosts):
        build = getattr(subject, "build", BUILD)
        guest = hosts.console(build)
        viewer = consoles.Viewer(build, subject.name, self.protocol, guest, self.fit)
        return consoles.observe(viewer, guest, self.frames, self.keys)


def console_cases():
    for protocol in ("spice", "vnc"):
        yield Console("full", "each pixel of each frame changes", protocol, (consoles.FULL, 15))
        yield Console("scaled", "the same in a smaller window", protocol, (consoles.FULL, 15),
                      fit=True)
        yield Console("part", "a small part changes", protocol, (consoles.PART, 20), keys=True)
        yield Console("caret", "a caret blinks", protocol, (consoles.CARET, 2))


def all_cases(quick=False):
    idle = 10 if quick else IDLE_SECONDS
    steady = 7 if quick else STEADY_SECONDS
    return [
        StartOnTestDriver(1, with_peer=False),
        *(StartOnTestDriver(count) for count in (10, 100, 1000, 3000)),
        *(MachineWindow(count) for count in (10, 1000)),
        StartOnQemu(10),
        Memory(10),
        Wire(10, steady),
        SlowLink(10),
        StartOnQemu(100),
        Wire(100, steady),
        SlowLink(100),
        StartOnQemu(1000),
        Memory(1000),
        Wire(1000, steady),
        # The peer would take ten minutes for each.
        SlowLink(1000, with_peer=False),
        Idle(1000, idle),
        StartOnQemu(3000),
        Fleet(idle),
        FleetOnQemu(idle),
        *console_cases(),
    ]
